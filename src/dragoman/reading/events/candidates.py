"""One sentence's acts: trigger, action, doers, recipients, modality and why, before mentions are merged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.actions import Actions
from dragoman.reading.events.arguments import Frame
from dragoman.reading.events.lexicon import Entry, Lexicon
from dragoman.reading.events.matcher import Matcher
from dragoman.reading.events.modality import Factuality, Modality, Operator
from dragoman.reading.events.origins import origin
from dragoman.reading.events.reciprocity import both_ways, each_other
from dragoman.reading.events.shapes import aims, brokers, is_imperative, is_obligation, makers, told
from dragoman.reading.events.shifts import NOTHING, Shifts
from dragoman.reading.events.warrant import statement_of
from dragoman.reading.language import Sentence
from dragoman.reading.language.syntax import doers, is_passive, prepositional, undergoers
from dragoman.reading.statements import StatementIndex

THIRD = ("against", "over")
"""Prepositions that name whom an act is aimed at or about beyond its dyad."""


ABOUT = ("about", "regarding", "concerning", "on")
"""Prepositions that name whom words are about."""

ABOUT_TYPES = frozenset({"CONSULT", "AGREE", "SUPPORT"})
"""Types of acts done in words, by two sides or for one, that can be about a third."""


JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Types of acts that pass judgement on what a clause tells."""


TWINNED = frozenset({"shoot", "demonstrate", "criticise", "praise"})
"""Actions whose words often come in pairs for one act."""

AGAINST = frozenset({"ACCUSE", "THREATEN", "SANCTION", "REJECT"})
"""Types of acts in words that are aimed at somebody."""

AIMED = frozenset({"ASSAULT", "MOBILIZE", "THREATEN", "COERCE"})
"""Types of acts whose end names whom they hit ("launched an operation to drive out the rebels")."""


@dataclass(slots=True)
class Candidate:
    """One act as one place of the text tells it.

    ``inner`` is the act that this one is the content of ("refused [to refuel]"); ``entry`` the lexicon entry of the
    word at the bottom; ``order`` the place of the trigger in the sentence.
    """

    sentence: Sentence
    trigger: Token
    entry: Entry
    action: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    third_parties: tuple[str, ...]
    modality: str
    confidence: float
    why: tuple[str, ...]
    inner: Candidate | None = None
    targets: tuple[Token, ...] = field(default=(), repr=False)
    words: tuple[Token, ...] = field(default=(), repr=False)
    operators: tuple[Token, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who does an act and to whom, and the slots in which the two were found (empty where not)."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_slot: str
    recipient_slot: str


class CandidateFinder:
    """Finds the acts of one parsed sentence by lexicon, syntax and modality."""

    def __init__(self, knowledge: Knowledge, actions: Actions, modality: Modality) -> None:
        self.lexicon = Lexicon(knowledge, actions)
        self._matcher = Matcher(self.lexicon)
        self._actions = actions
        self._shifts = Shifts(knowledge, actions)
        self._modality = modality
        self._deeds = self.lexicon.words("deeds")
        self._light = {
            verb: row["subject"] for row in knowledge.table("events/light.tsv") for verb in row["verb"].split("|")
        }

    def candidates(
        self, sentence: Sentence, doc: Doc, index: ActorIndex, statements: StatementIndex | None = None
    ) -> list[Candidate]:
        """Return every act of a sentence, in the order of its triggers, before merging.

        An act under an operator ("refused to ...") is the ``inner`` of the act that the operator makes of it.
        """
        found: list[Candidate] = []
        pronouns = each_other(doc)
        for token in doc:
            if self.lexicon.lemma(token.lower_, token.lemma_) in self.lexicon:
                candidate = self._candidate(sentence, index, token, statements)
                if candidate is not None:
                    found += both_ways(candidate, pronouns) if pronouns else [candidate]
        found = _without_twins(_without_overlaps(found))
        _resolve_there(found)
        self._share(found)
        return found

    def _share(self, found: list[Candidate]) -> None:
        """Aim a threat or a sanction at whom the verb before it is aimed ("condemned Chile and vowed sanctions")."""
        for before, candidate in pairwise(found):
            kinds = {self._actions[before.action].type, self._actions[candidate.action].type}
            after = candidate.trigger.dep_ == "conj" and candidate.trigger.head == before.trigger
            if (
                not after
                or candidate.recipients
                or not before.recipients
                or not kinds <= AGAINST
                or kinds <= {"ACCUSE"}
            ):
                continue
            if candidate.actors == before.actors and self._actions[candidate.action].type in {"THREATEN", "SANCTION"}:
                candidate.recipients = before.recipients
                candidate.confidence = round(min(0.95, candidate.confidence + 0.1), 2)
                candidate.why = (*candidate.why, "recipient: that of the verb before it")

    def _candidate(
        self, sentence: Sentence, index: ActorIndex, token: Token, statements: StatementIndex | None
    ) -> Candidate | None:
        statement = statement_of(token, sentence, statements) if statements is not None else None
        speaker = (statement.speaker,) if statement is not None and statement.speaker is not None else ()
        frame = Frame(
            sentence, index, token, self._light, speaker, statement.addressees if statement is not None else ()
        )
        quoted = statement is not None and statement.kind != "indirect"
        asked = quoted and bool(speaker) and (is_imperative(token) or is_obligation(token))
        for entry, used in self._matcher.matches(token, frame):
            sides = self._sides(frame, entry)
            if "both" not in entry.flags or len(sides.actors) + len(sides.recipients) > 1:
                return self._act(frame, entry, used, sides, asked=asked)
        return None

    def _sides(self, frame: Frame, entry: Entry) -> Sides:
        """Return the doers and the recipients of an entry, and the slots they stand in."""
        actors, actor_slot = frame.fill(entry.actor, inside=False, apart=entry.recipient)
        if (
            actor_slot == "object"
            and "subject" in entry.actor
            and not (frame.headline_passive or is_passive(frame.trigger))
        ):
            # "troops were deployed" says whose they are; "deploying some troops" does not say who does it
            actors, actor_slot = (), ""
        recipients, recipient_slot = frame.fill(entry.recipient, inside=True, without=actors)
        if recipient_slot == "clause" and _of_one_state(actors, recipients, frame.index):
            # "we must act", said for one's own country, asks nothing of it
            recipients, recipient_slot = (), ""
        if not recipients and entry.recipient and not ("mutual" in entry.flags and len(actors) > 1):
            recipients, recipient_slot = self._recovered(frame, entry, actors)
        if "host" in entry.flags:
            actors, recipients = recipients, actors
        if "mutual" in entry.flags:
            # "meetings with the minister and his aides" names one side only
            lone = not actors and recipient_slot != "between"
            actors, recipients = ((), recipients[:1]) if lone else (_join(actors, recipients), ())
        return Sides(actors, recipients, actor_slot, recipient_slot)

    def _act(self, frame: Frame, entry: Entry, used: list[Token], sides: Sides, *, asked: bool) -> Candidate | None:
        token, actors, recipients = frame.trigger, sides.actors, sides.recipients
        if not sides.actor_slot and "subject" in entry.actor and frame.has_other_subject():
            return None
        fact = self._modality.read(token, carried=frame.carrier)
        if any(need.slot == "negated" for need in entry.needs):
            fact = Factuality("actual", (), ())
        if asked and set(actors).isdisjoint(frame.speaker):
            demand = Operator("demanded", token, "actual")
            fact = Factuality("possible", (demand,), (*fact.why, "possible by what the speaker asks for"))
        why = [f"lexicon: {entry.describe()} -> {entry.action}"]
        if actors:
            why.append(f"actor: {sides.actor_slot}")
        if recipients:
            why.append(f"recipient: {sides.recipient_slot}")
        why.extend(f"modality: {reason}" for reason in fact.why)
        base = Candidate(
            sentence=frame.sentence,
            trigger=token,
            entry=entry,
            action=entry.action,
            actors=actors,
            recipients=recipients,
            third_parties=self._third(frame, entry, actors, recipients),
            modality=fact.modality,
            confidence=_confidence(entry, actors, recipients, sides.recipient_slot, frame, fact),
            why=tuple(why),
            targets=()
            if recipients
            else tuple(head for slot in dict.fromkeys((*entry.recipient, "object")) for head in frame.heads(slot)),
            words=tuple(used),
        )
        return self._shifted(frame, base, fact)

    def _recovered(self, frame: Frame, entry: Entry, actors: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
        """Return the recipients that stand in no slot of the entry, and where they were found."""
        if not frame.verbal:
            found, slot = frame.fill(("receiver",), inside=False, without=actors)
            if found:
                return found, slot
        if frame.verbal and self._actions[entry.action].type in JUDGING and "object" in entry.recipient:
            # "welcomed the army leaving", "regrets that Seoul withdrew"
            found, slot = frame.fill(("clause",), inside=False, without=actors)
            if found:
                return found, slot
        if self._actions[entry.action].type in AIMED:
            found = tuple(a for a in frame.resolve(aims((frame.trigger, *frame.heads("object")))) if a not in actors)
            if found:
                return found, "the end of the act"
        kind = self._actions[entry.action].type
        slots = entry.recipient if "object" in entry.recipient else (*entry.recipient, "object")
        for slot in slots if kind != "CONSULT" else ():
            if slot == "subject" or slot == "-":
                continue
            for head in frame.heads(slot):
                if found := origin(frame, head, self._deeds, actors, judging=kind in JUDGING):
                    return found, f"origin of {slot}"
        return (), ""

    def _third(
        self, frame: Frame, entry: Entry, actors: tuple[str, ...], recipients: tuple[str, ...]
    ) -> tuple[str, ...]:
        found: dict[str, None] = {}
        spoken = self._actions[entry.action].type in ABOUT_TYPES
        for slot in (*THIRD, *ABOUT) if spoken else THIRD:
            heads = frame.heads(slot)
            inside = (actor for head in heads for actor in frame.inside(head))
            for actor in (*frame.resolve(heads), *inside, *frame.resolve(makers(heads))):
                found[actor] = None
        found.update(dict.fromkeys(frame.opposed()))
        found.update(dict.fromkeys(frame.resolve(brokers((frame.trigger, *frame.heads("object"))))))
        return tuple(actor for actor in found if actor not in actors and actor not in recipients)

    def _shifted(self, frame: Frame, base: Candidate, fact: Factuality) -> Candidate | None:
        """Apply the operators above an act, from the inside out; the act itself is kept as the innermost."""
        action, outer = base.action, None
        used: list[Token] = []
        for operator in fact.operators:
            target = self._shifts.counterpart(action, operator.shift)
            if target is None:
                continue
            if target == NOTHING:
                return None
            action, outer = target, operator
            if operator.token != base.trigger:
                used.append(operator.token)
        if outer is None:
            return base
        if outer.shift == "decided" and base.modality == "actual":
            base.modality = "planned"
        actors, recipients = self._outer_roles(frame, base, outer)
        sure = base.confidence
        sure += 0.20 if actors and not base.actors else 0.0
        sure += 0.15 if recipients and not base.recipients else 0.0
        return replace(
            base,
            confidence=round(min(0.95, sure), 2),
            trigger=outer.token,
            action=action,
            actors=actors,
            recipients=recipients,
            modality=outer.modality,
            why=(*base.why, f"shift: {base.action} {outer.shift} by '{outer.token.text}' -> {action}"),
            inner=base,
            operators=tuple(used),
        )

    def _outer_roles(self, frame: Frame, base: Candidate, outer: Operator) -> tuple[tuple[str, ...], tuple[str, ...]]:
        token = outer.token
        if outer.shift == "demanded" and token == frame.trigger and frame.speaker:
            # a demand in the speaker's own words: "Release the hostages", "Russia must withdraw"
            return frame.speaker, base.actors or frame.addressees
        if token in (frame.trigger, frame.carrier) or token.pos_ not in {"VERB", "AUX", "NOUN", "ADJ"}:
            return base.actors, base.recipients
        if token.pos_ in {"VERB", "AUX"}:
            actors = frame.resolve(doers(token))
        elif token.pos_ == "ADJ":
            actors = frame.resolve(doers(token.head)) if token.head.pos_ in {"VERB", "AUX"} else ()
        else:
            own = Frame(frame.sentence, frame.index, token, self._light)
            actors, _ = own.fill(("doer",), inside=False, apart=())
        if outer.shift == "demanded":
            asked = frame.resolve((*undergoers(token), *prepositional(token, "on", "to", "from", "for")))
            asked = asked or frame.resolve(told(token))
            asked = tuple(actor for actor in asked if actor not in actors)
            recipients = asked or tuple(a for a in base.actors if a not in actors)
            if not recipients and self._actions[base.action].type != "RETREAT":
                # whom a withdrawal is from is not asked to withdraw
                recipients = base.recipients
            return actors, tuple(a for a in recipients if a not in actors)
        if not actors and not (outer.shift == "ended" and token.pos_ == "VERB" and token.tag_ == "VB"):
            # "action to curb Chile's attacks" does not say that Chile curbs them
            actors = base.actors
        recipients = tuple(a for a in (base.recipients or base.actors) if a not in actors)
        return actors, recipients


def _resolve_there(found: list[Candidate]) -> None:
    """Let "there" stand for the recipient that the same doer had before ("opened an embassy there")."""
    for before, candidate in pairwise(found):
        if candidate.recipients or (not before.recipients and len(before.actors) < 2):
            continue
        owners = (candidate.trigger, *candidate.words)
        if not any(child.lower_ == "there" for token in owners for child in token.children):
            continue
        others = tuple(a for a in (*before.recipients, *before.actors) if a not in candidate.actors)
        if others and set(candidate.actors) & {*before.actors, *before.recipients}:
            candidate.recipients = others
            candidate.confidence = round(min(0.95, candidate.confidence + 0.1), 2)
            candidate.why = (*candidate.why, "recipient: 'there'")


def _of_one_state(left: tuple[str, ...], right: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether the actors of both sides belong to one country."""
    lands = {index.get(actor).country for actor in (*left, *right)}
    return bool(left) and bool(right) and len(lands) == 1 and None not in lands


def _join(*groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for group in groups for actor in group))


def _confidence(
    entry: Entry, actors: tuple[str, ...], recipients: tuple[str, ...], slot: str, frame: Frame, fact: Factuality
) -> float:
    """Return how sure the reading is, .05 to .95: the entry's specificity, arguments found, and risks of the parse."""
    score = 0.40 + 0.02 * min(entry.specificity, 8)
    score += 0.20 if actors else 0.0
    score += 0.15 if recipients or (len(actors) > 1 and "mutual" in entry.flags) else 0.0
    score -= 0.10 if slot.startswith("within") else 0.0
    score -= 0.10 if not frame.verbal and frame.carrier is None else 0.0
    score -= 0.15 if "standing" in entry.flags else 0.0
    score -= 0.10 if fact.modality == "possible" else 0.0
    score -= 0.05 if len(frame.trigger.doc) > 60 else 0.0
    return round(min(0.95, max(0.05, score)), 2)


def _without_twins(found: list[Candidate]) -> list[Candidate]:
    """Drop an act put beside the same act of the same sides ("killing 12 and wounding 50", "marched and rallied")."""
    firsts = {candidate.trigger.i: candidate for candidate in found}

    def is_twin(candidate: Candidate) -> bool:
        first = firsts.get(candidate.trigger.head.i) if candidate.trigger.dep_ == "conj" else None
        if first is None or first is candidate or candidate.action not in TWINNED:
            return False
        return (first.action, first.actors, first.recipients, first.modality) == (
            candidate.action,
            candidate.actors,
            candidate.recipients,
            candidate.modality,
        )

    return [candidate for candidate in found if not is_twin(candidate)]


def _without_overlaps(found: list[Candidate]) -> list[Candidate]:
    """Drop an act whose trigger is only a word of another's entry ("ban" in "lifted the ban") or its operator."""
    for group in ("words", "operators"):
        taken: dict[int, Candidate] = {}
        for candidate in found:
            own = (candidate.inner or candidate).trigger.i
            alleges = candidate.inner is None and candidate.action.startswith("accuse-")
            for token in candidate.words if group == "words" else candidate.operators:
                # what somebody is accused of is an act of its own, on his accuser's word
                if token.i != own and not alleges:
                    taken.setdefault(token.i, candidate)
        found = [candidate for candidate in found if (candidate.inner or candidate).trigger.i not in taken]
    return found
