"""Where the doer and the recipient of an act stand, whatever the syntax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.carriers import carrier
from dragoman.reading.events.hanging import hanging
from dragoman.reading.events.shapes import (
    VERBAL,
    acts_as_verb,
    after_anti,
    agents,
    bare_participle,
    beside,
    controller,
    genitive,
    has_object,
    has_to,
    is_absolute,
    is_of_another,
    is_summed,
    obliges,
    phrase,
    raised,
    unique,
)
from dragoman.reading.language import Sentence
from dragoman.reading.language.syntax import (
    RELATIVE_PRONOUNS,
    conjuncts,
    is_negated,
    is_passive,
    prepositional,
    surface_subject,
    undergoers,
)

HEADLINES = frozenset({"title", "heading"})
"""Parts in the grammar of headlines: the present tells of the past, a passive drops its auxiliary."""

NOMINAL = frozenset({"NOUN", "PROPN"})

DOER = ("possessor", "by", "carried", "between", "from", "among", "modifier")
"""Where the doer of a noun stands, in this order; ``carried`` is the subject of the verb that carries it."""

OCCASIONS = frozenset("in during after following before at on over for amid through upon since despite".split())
"""Prepositions by which a noun says when or on what occasion its clause happened ("after talks, he said")."""

MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})

PREMODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod"})


class Frame:
    """The slots around one trigger, each found when first asked for.

    Args:
        sentence: the sentence of the trigger.
        index: the actors of the article.
        trigger: the word that tells of the act.
        light: lemmas of verbs that only carry a noun ("launch an attack"), each with the slot of its subject.
        speaker: the ids of who says the sentence, where the article quotes it.
        addressees: the ids of those to whom it is said.
    """

    def __init__(
        self,
        sentence: Sentence,
        index: ActorIndex,
        trigger: Token,
        light: dict[str, str],
        speaker: tuple[str, ...] = (),
        addressees: tuple[str, ...] = (),
    ) -> None:
        self.sentence = sentence
        self.index = index
        self.trigger = trigger
        self.taken: list[Token] = [trigger]
        self._light = light
        self.speaker = speaker
        self.addressees = addressees
        self._alone: dict[str, list[Token]] = {}
        self._slots = self._alone
        self._complements: frozenset[str] | None = None
        self._said: bool | None = None
        self.verbal = trigger.pos_ in VERBAL or acts_as_verb(trigger)
        self.headline_passive = self.verbal and (
            (sentence.part in HEADLINES and bare_participle(trigger)) or is_absolute(trigger)
        )
        self.carrier, self._carried_as = (None, "") if self.verbal else carrier(trigger, light)

    def heads(self, slot: str) -> list[Token]:
        """Return the heads of the noun phrases in a slot, conjuncts included, the nearest first."""
        found = self._slots.get(slot)
        if found is None:
            found = unique(self._find(slot))
            self._slots[slot] = found
        return found

    def take(self, words: list[Token]) -> None:
        """Look from the words of an entry's term; what was found from the trigger alone is kept for other entries."""
        if len(words) == 1 and len(self.taken) == 1:
            return
        self.taken = words
        self._slots = self._alone if len(words) == 1 else {}
        self._complements = None

    def said(self) -> bool:
        """Tell whether somebody says the sentence or the clause of the trigger."""
        if self._said is None:
            self._said = bool(self.fill(("speaker",), inside=False)[0])
        return self._said

    def complements(self) -> frozenset[str]:
        """Return the kinds of clause that complete the trigger: ``to that ing must``."""
        if self._complements is None:
            kinds = set()
            for owner in self._completed():
                for child in owner.children:
                    if owner is not self.trigger and child.i < self.trigger.i:
                        continue
                    if child.dep_ == "oprd":
                        kinds.add("that")
                    elif child.dep_ in {"xcomp", "acl", "advcl"} and has_to(child):
                        kinds.update(("to",) if child.i > owner.i else ())
                    elif child.dep_ in {"xcomp", "pcomp"} and child.tag_ == "VBG":
                        kinds.add("ing")
                    elif child.dep_ == "ccomp" and obliges(child):
                        kinds.update(("must", "that"))
                    elif child.dep_ == "ccomp" or (child.dep_ == "acl" and child.tag_ not in {"VBG", "VBN"}):
                        kinds.add("that" if not has_to(child) else "to" if child.i > owner.i else "that")
                    elif child.dep_ == "prep":
                        kinds.update("ing" for deep in child.children if deep.dep_ == "pcomp")
            self._complements = frozenset(kinds)
        return self._complements

    def _completed(self) -> Iterator[Token]:
        """The words that a clause may complete for the trigger: itself, its term, the copula of an adjective."""
        yield self.trigger
        yield from self.taken[1:]
        if self.trigger.dep_ == "acomp" and self.trigger.head.lemma_ == "be":
            yield self.trigger.head

    def negated(self) -> bool:
        """Tell whether the trigger, or the copula it stands with, is negated."""
        if is_negated(self.trigger):
            return True
        if self.verbal and any(is_negated(child) for child in self.trigger.children if child.dep_ in {"dobj", "attr"}):
            # "has no interest in talks"
            return True
        return self.trigger.dep_ in {"acomp", "attr"} and is_negated(self.trigger.head)

    def has_other_subject(self) -> bool:
        """Tell whether a verb has a subject or an agent of its own: a thing, where it stands for no actor."""
        if not self.verbal:
            return False
        if self.trigger.dep_ == "acl" and self.trigger.tag_ == "VBG":
            return True
        return any(
            (child.dep_ == "nsubj" and child.lower_ not in RELATIVE_PRONOUNS)
            or (child.dep_ == "agent" and any(deep.dep_ == "pobj" for deep in child.children))
            for child in self.trigger.children
        )

    def resolve(self, heads: Iterable[Token]) -> tuple[str, ...]:
        """Return the ids of the actors that noun phrases stand for, each once."""
        found: dict[str, None] = {}
        for head in (noun for noun in heads if not is_summed(noun)):
            named = self.index.resolve(self.sentence, head)
            # "Peruvian and Chilean forces" may be two actors already
            named += () if len(named) > 1 else tuple(self._coordinated(head))
            found.update(dict.fromkeys(actor for actor in named if actor not in self._opposed(head)))
        return tuple(found)

    def _coordinated(self, head: Token) -> Iterator[str]:
        """Yield the actors named second inside a phrase ("Chinese and Thai officials", "teams from Peru and Chile")."""
        for child in head.children:
            if child.dep_ in MODIFIERS and child.i < head.i:
                named: tuple[Token, ...] = child.conjuncts
            elif child.dep_ == "prep" and child.lower_ == "from":
                named = tuple(noun for pobj in child.children if pobj.dep_ == "pobj" for noun in pobj.conjuncts)
            elif child.dep_ == "appos":
                # "the three powers - Russia, Iran and Turkey - met"
                named = child.conjuncts
            else:
                continue
            for noun in named:
                yield from self.index.at(self.sentence, noun)

    def opposed(self) -> tuple[str, ...]:
        """Return the actors whom the trigger or its object is aimed at by a prefix ("anti-Iran ties")."""
        heads = (self.trigger, *self.heads("object"))
        return tuple(dict.fromkeys(actor for head in heads for actor in self._opposed(head)))

    def _opposed(self, head: Token) -> tuple[str, ...]:
        found: list[str] = []
        for child in head.lefts:
            if (
                child.i >= 2 and child.nbor(-1).text == "-" and child.nbor(-2).lower_ == "anti"
            ) or child.lower_.startswith("anti-"):
                found.extend(self.index.at(self.sentence, child))
        return tuple(found)

    def inside(self, head: Token, without: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the first actors spoken of inside a noun phrase, its clauses left out ("facilities in Iran")."""
        for token in phrase(head):
            if token == head or after_anti(token):
                continue
            if found := tuple(actor for actor in self.index.at(self.sentence, token) if actor not in without):
                return found
        return ()

    def fill(
        self,
        slots: Iterable[str],
        *,
        inside: bool,
        without: tuple[str, ...] = (),
        apart: tuple[str, ...] = (),
    ) -> tuple[tuple[str, ...], str]:
        """Return the actors of the first slot that has any, and that slot's name.

        Args:
            slots: the slots to try, in this order.
            inside: when no phrase stands for an actor, take one that is named inside a phrase.
            without: ids that do not count.
            apart: slots that belong to the other side, and are no doer's then.
        """
        named = tuple(
            deep
            for slot in slots
            for deep in (DOER if slot == "doer" else (slot,))
            if slot == deep or deep not in apart
        )
        for slot in named:
            ids = tuple(
                actor for actor in (*self._spoken(slot), *self.resolve(self.heads(slot))) if actor not in without
            )
            if ids:
                return ids, slot
        for slot in named if inside else ():
            for head in self.heads(slot):
                if ids := self.inside(head, without):
                    return ids, f"within {slot}"
        return (), ""

    def _spoken(self, slot: str) -> tuple[str, ...]:
        return self.speaker if slot == "speaker" else ()

    def _find(self, slot: str) -> Iterator[Token]:
        trigger = self.trigger
        if slot == "subject":
            yield from self._subject()
        elif slot == "carried":
            yield from self._carried()
        elif slot == "doer":
            for deep in DOER:
                yield from self.heads(deep)
        elif slot == "object":
            if self.headline_passive:
                subject = surface_subject(trigger)
                yield from conjuncts(subject) if subject is not None else ()
            elif self.verbal:
                yield from undergoers(trigger)
                yield from raised(trigger)
                if trigger.dep_ == "relcl" and not is_passive(trigger) and not has_object(trigger):
                    subject = surface_subject(trigger)
                    if subject is not None and subject.head == trigger and trigger.head.pos_ in {"NOUN", "PROPN"}:
                        yield trigger.head
            elif self.carrier is not None:
                yield from (token for token in undergoers(self.carrier) if token != trigger)
        elif slot == "indirect":
            for child in trigger.children:
                if child.dep_ in {"dative", "iobj"} and child.pos_ != "ADP":
                    yield from conjuncts(child)
        elif slot == "possessor":
            for owner in self.taken:
                yield from (deep for child in owner.children if child.dep_ == "poss" for deep in conjuncts(child))
            if not self.verbal:
                yield from genitive(trigger)
        elif slot == "occasion":
            yield from self._occasion()
        elif slot == "addressee":
            clause = self._occasioned()
            if clause is not None:
                yield from undergoers(clause)
                yield from prepositional(clause, "to")
        elif slot == "receiver":
            if self.carrier is not None and self._carried_as == "recipient":
                yield from agents(self.carrier)
            elif trigger.dep_ == "pobj" and trigger.head.lower_ == "under" and trigger.head.head.pos_ in NOMINAL:
                yield trigger.head.head
        elif slot == "modifier":
            for child in trigger.lefts:
                if child.dep_ in PREMODIFIERS and not is_of_another(child):
                    yield from conjuncts(child)
                    yield from (deep for deep in child.lefts if deep.dep_ in PREMODIFIERS)
        elif slot == "clause":
            yield from self._clause()
        elif slot == "speaker":
            yield from self._teller()
        elif slot == "content":
            for owner in (trigger, *self.taken[1:]):
                yield from (child for child in owner.children if child.dep_ in {"ccomp", "xcomp"})
        else:
            yield from hanging(trigger, self.taken, self.carrier, slot, verbal=self.verbal)

    def _subject(self) -> Iterator[Token]:
        if self.headline_passive:
            yield from prepositional(self.trigger, "by")
            return
        if self.verbal:
            if (noun := controller(self.trigger)) is not None:
                yield from Frame(self.sentence, self.index, noun, self._light).heads("doer")
            yield from beside(self.trigger, self.sentence.part in HEADLINES)
            yield from agents(self.trigger) or self._shared()
            return
        verb = self.trigger.head
        if self.trigger.dep_ in {"acomp", "attr", "oprd"} and verb.pos_ in VERBAL:
            yield from agents(verb)
        elif self.carrier is not None:
            yield from agents(self.carrier)
        elif self.trigger.dep_ == "amod":
            yield self.trigger.head

    def _shared(self) -> Iterable[Token]:
        """The subject that a headline names before its colon or comma ("Blinken in Cairo, urges Israel to wait")."""
        verb = self.trigger
        if self.sentence.part not in HEADLINES or verb.tag_ not in {"VBZ", "VBP"}:
            return ()
        first = verb.doc[0]
        return conjuncts(first) if first.pos_ == "PROPN" and first.i < verb.i else ()

    def _carried(self) -> Iterator[Token]:
        """The subject of the light verb that carries a noun, or of the participle that qualifies it."""
        for child in self.trigger.children:
            if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() in self._light:
                yield from agents(child)
        if self.carrier is None:
            return
        if self._carried_as == "object":
            yield from undergoers(self.carrier)
        elif self._carried_as == "state":
            subject = surface_subject(self.carrier if self.carrier.pos_ in VERBAL else self.carrier.head)
            yield from conjuncts(subject) if subject is not None else ()
        elif self._carried_as != "recipient":
            yield from agents(self.carrier)

    def _teller(self) -> Iterator[Token]:
        """The subject of the verb of saying that the trigger's clause completes ("Kyiv said that ...")."""
        if self.speaker:
            return
        node = self.trigger
        for _ in range(6):
            head = node.head
            if head == node:
                return
            if node.dep_ == "ccomp" and head.pos_ in VERBAL:
                yield from agents(head)
                return
            node = head

    def _occasion(self) -> Iterator[Token]:
        """The subject of the clause that a noun dates or places ("Peres told Mubarak in a phone call")."""
        clause = self._occasioned()
        subject = surface_subject(clause) if clause is not None else None
        yield from conjuncts(subject) if subject is not None else ()

    def _occasioned(self) -> Token | None:
        """Return the verb of the clause that a noun dates or places, or None."""
        node = self.trigger
        while node.dep_ == "conj" and node.head.pos_ in NOMINAL:
            node = node.head
        preposition = node.head
        if node.dep_ != "pobj" or preposition.lower_ not in OCCASIONS or preposition.head.pos_ not in VERBAL:
            return None
        verb = preposition.head
        while verb.dep_ in {"ccomp", "xcomp"} and verb.i < verb.head.i and verb.head.pos_ in VERBAL:
            # a clause put first: the parse hangs its phrases on the infinitive inside
            verb = verb.head
        return verb

    def _clause(self) -> Iterator[Token]:
        for owner in self._completed():
            for child in owner.children:
                if child.dep_ == "advcl" and any(deep.dep_ == "mark" for deep in child.children):
                    # "although Cairo waited" completes nothing
                    continue
                late = child.i > max(owner.i, self.trigger.i)
                if child.dep_ == "ccomp" or (child.dep_ in {"xcomp", "acl", "advcl"} and late):
                    yield from (
                        noun
                        for deep in child.children
                        if deep.dep_ in {"nsubj", "nsubjpass"}
                        for noun in conjuncts(deep)
                    )
