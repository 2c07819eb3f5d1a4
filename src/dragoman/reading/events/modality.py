"""Whether an act happened: actual, planned, possible or negated, read from syntax and cue words."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.knowledge import Knowledge
from dragoman.reading.events.adjuncts import awaited, is_adjunct, is_aim, is_to_be, is_yet
from dragoman.reading.events.shifts import SHIFTS
from dragoman.reading.language.syntax import is_passive

WILL = frozenset({"look", "plan", "intend", "prepared", "ready", "willing"})
"""Words of will that refuse where they are denied ("is not willing to talk")."""

VALUES = frozenset({"actual", "planned", "possible", "negated", "same"})
KINDS = frozenset({"aux", "word", "mark", "verb", "noun", "adjective"})
TAKES = frozenset({"to", "that", "ing", "noun", "from", "any"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN"})
TOLD = frozenset(
    "say tell announce state declare add promise pledge vow confirm insist note reveal report explain disclose "
    "indicate stress reiterate signal decide agree".split()
)
"""Verbs under whose past tense "would" is a told "will"."""

NEGATIVE = frozenset({"no", "never", "neither", "nor"})
"""Words beside a word that negate it, where the parse has no negation of its own."""

NOBODY = frozenset({"nobody", "none", "nothing", "no-one"})
"""Subjects that negate their verb."""

COPULAS = frozenset({"be", "become", "remain", "seem", "appear", "stay"})

RANKS = frozenset({"first", "second", "third", "latest", "last", "only"})
"""Words by which "to" tells what was done and no purpose ("was the first to build a bridge")."""

MODIFIERS = frozenset({"amod", "advmod", "det", "compound", "npadvmod"})

FINITE = frozenset({"VBD", "VBZ", "VBP"})

CALLS = frozenset({"call", "appeal", "plead", "ask", "urge", "agree", "offer", "vow", "plan", "threaten", "refuse"})
"""Verbs whose infinitive is what is asked or promised even where the parse takes it for a purpose."""

ASKS = frozenset({"apply", "call", "push", "press", "lobby", "campaign", "petition", "appeal", "ask", "plead", "argue"})
"""Verbs that ask for what a clause with "for" says ("asked for the toll to be waived")."""

RESULTS = frozenset({"to", "in", "into"})
"""Prepositions before what something brings about."""

BARE = frozenset({"see", "help", "let", "make"})
"""Verbs that take a clause with a bare verb ("helped the rebels take the town")."""

HIGHEST = 12
"""The most steps up a parse; news sentences embed acts less deeply."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of ``events/modality.tsv``."""

    holds: str
    denied: str
    shift: str


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that says an act is planned, refused, ended, demanded or threatened: a column of ``events/shifts.tsv``.

    ``modality`` is the operator's own ("did not agree to meet" holds a negated one).
    """

    shift: str
    token: Token
    modality: str


@dataclass(frozen=True, slots=True)
class Factuality:
    """The modality of an act, the operators above it from the inside out, and why."""

    modality: str
    operators: tuple[Operator, ...]
    why: tuple[str, ...]


class Modality:
    """Reads the modality of any verb or noun off its parse.

    Raises:
        KnowledgeError: a row of ``events/modality.tsv`` is malformed.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._plain: dict[tuple[str, str], Cue] = {}
        self._embedding: dict[tuple[str, str, str], Cue] = {}
        for row in knowledge.table("events/modality.tsv"):
            if row["kind"] not in KINDS:
                raise row.error(f"kind '{row['kind']}' is none of {', '.join(sorted(KINDS))}")
            if row["holds"] not in VALUES or row["denied"] not in VALUES:
                raise row.error(f"holds and denied are each one of {', '.join(sorted(VALUES))}")
            if row["shift"] and row["shift"] not in SHIFTS:
                raise row.error(f"shift '{row['shift']}' is none of {', '.join(SHIFTS)}")
            cue = Cue(row["holds"], row["denied"], row["shift"])
            for word in row["words"].split("|"):
                if row["kind"] in {"aux", "word", "mark"}:
                    self._plain.setdefault((row["kind"], word), cue)
                    continue
                for takes in row["takes"].split("|"):
                    if takes not in TAKES:
                        raise row.error(f"takes '{takes}' is none of {', '.join(sorted(TAKES))}")
                    self._embedding.setdefault((row["kind"], word, takes), cue)

    def read(self, trigger: Token, *, carried: Token | None = None) -> Factuality:
        """Return the modality of the act that ``trigger`` tells of.

        Args:
            trigger: a verb, noun or adjective.
            carried: the light verb that carries a noun, which is no embedding verb then.
        """
        walk = _Walk(trigger)
        node = trigger
        self._beside(node, walk)
        for _ in range(HIGHEST):
            above = self._step(node, walk, carried)
            if above is None:
                break
            node = above
        return Factuality(walk.value, tuple(walk.operators), tuple(walk.why))

    def _beside(self, node: Token, walk: _Walk, below: Token | None = None) -> None:
        """Read the auxiliaries, adverbs and marks on one word; what stands on the word ``below`` it is read already."""
        future = False
        negated = _nothing(node, below)
        denied = "negated"
        for child in node.children:
            dep, word = child.dep_, child.lower_
            if dep == "neg" or (dep in {"det", "preconj", "advmod"} and word in NEGATIVE):
                negated = True
            elif dep in {"aux", "auxpass"}:
                cue = self._plain.get(("aux", word))
                if cue is None:
                    continue
                if word in {"would", "'d"} and _told(node):
                    walk.embed("planned", child.text)
                    future = True
                elif cue.shift:
                    walk.embed(cue.holds, child.text)
                    future = True
                else:
                    walk.embed(cue.holds, child.text)
                    denied = cue.denied
            elif dep == "mark":
                if (cue := self._plain.get(("mark", word))) is not None:
                    walk.embed(cue.holds, child.text)
            elif dep in MODIFIERS and (cue := self._plain.get(("word", word))) is not None:
                walk.embed(cue.holds, child.text)
                if cue.shift:
                    walk.operators.append(Operator(cue.shift, child, "actual"))
        if negated:
            walk.deny(denied)
        if future:
            walk.operators.append(Operator("refused" if negated else "planned", node, "actual"))

    def _step(self, node: Token, walk: _Walk, carried: Token | None) -> Token | None:
        """Go one word up: apply what it says of the act below, and return it; None when the act stands by itself."""
        head, dep = node.head, node.dep_
        if head == node:
            if _infinitive(node):
                walk.embed("planned", "infinitive")
                walk.operators.append(Operator("planned", node, "actual"))
            return None
        if dep == "conj":
            if node.pos_ in VERBAL and head.pos_ in VERBAL and not _own_frame(node):
                if node.tag_ in FINITE and head.tag_ != node.tag_ and not _is_uniform(node, head):
                    return self._step_from(node, head, walk, carried)
                self._shared(head, walk)
                return self._step_from(node, head, walk, carried)
            if node.pos_ in NOMINAL and head.pos_ in NOMINAL:
                return self._step_from(node, head, walk, carried)
            return None
        if dep in {"acomp", "attr", "oprd"} and head.lemma_ in COPULAS and head != carried:
            self._beside(head, walk)
            return head
        return self._embedded(node, head, dep, walk, carried)

    def _step_from(self, node: Token, first: Token, walk: _Walk, carried: Token | None) -> Token | None:
        if first.dep_ == "conj" or first.head == first:
            return self._step(first, walk, carried)
        return self._embedded(first, first.head, first.dep_, walk, carried)

    def _shared(self, first: Token, walk: _Walk) -> None:
        """Read the auxiliaries that coordinated verbs share ("will meet and discuss"); negation is not shared on."""
        for child in first.children:
            if child.dep_ == "aux" and (cue := self._plain.get(("aux", child.lower_))) is not None:
                told = child.lower_ in {"would", "'d"} and _told(first)
                walk.embed("planned" if told else cue.holds, child.text)
                if cue.shift or told:
                    walk.operators.append(Operator("planned", first, "actual"))
            elif child.dep_ == "mark" and (cue := self._plain.get(("mark", child.lower_))) is not None:
                walk.embed(cue.holds, child.text)

    def _embedded(self, node: Token, head: Token, dep: str, walk: _Walk, carried: Token | None) -> Token | None:
        if (word := awaited(node)) is not None:
            walk.embed("possible", word)
            return None
        if is_to_be(node):
            walk.embed("planned", "to be")
            walk.operators.append(Operator("planned", node, "actual"))
            return None
        takes, governor = _complement(node, head, dep)
        if governor is None:
            return None
        if takes == "to" and _is_ranked(governor):
            self._beside(governor, walk)
            return governor
        asked = takes == "to" and governor.lemma_.lower() in ASKS and _for_somebody(node)
        if dep == "advcl" and takes == "to" and not asked and governor.lemma_.lower() not in CALLS:
            walk.embed("possible", f"purpose of '{governor.text}'")
            return None
        if governor == carried:
            self._beside(governor, walk, node)
            return governor
        kind = "verb" if governor.pos_ in VERBAL else "noun" if governor.pos_ in NOMINAL else "adjective"
        lemma = governor.lemma_.lower()
        cue = self._embedding.get((kind, lemma, takes)) or self._embedding.get((kind, lemma, "any"))
        if asked:
            cue = Cue("possible", "possible", "demanded")
        if lemma == "be" and takes == "to" and (dep != "xcomp" or is_aim(governor)):
            cue = None
        if takes == "to" and is_yet(governor):
            cue = Cue("negated", "negated", "")
        if lemma == "go" and takes == "to" and governor.tag_ == "VBG":
            cue = Cue("planned", "negated", "planned")
        if kind == "verb" and is_passive(governor) and takes == "to" and lemma in {"expect", "schedule", "set"}:
            cue = Cue("planned", "negated", "planned")
        if cue is None:
            return self._unknown(node, governor, takes, dep, walk)
        own = _Walk(governor)
        self._beside(governor, own)
        denied = own.value == "negated"
        effect = cue.denied if denied else cue.holds
        before = walk.value
        walk.embed(effect, governor.text)
        if cue.shift:
            # who decides or promises not to do it refuses it
            refused = before == "negated" and cue.shift in {"planned", "decided"}
            unwilling = denied and takes == "to" and lemma in WILL
            shift = "refused" if refused or unwilling else cue.shift
            walk.operators.append(Operator(shift, governor, "actual" if unwilling else own.value))
        if own.value in {"planned", "possible"} and takes != "that":
            walk.embed(own.value, governor.text)
        walk.operators.extend(own.operators)
        return governor

    def _unknown(self, node: Token, governor: Token, takes: str, dep: str, walk: _Walk) -> Token | None:
        if takes == "to":
            walk.embed("possible", f"{governor.text} to")
            return governor if dep in {"xcomp", "ccomp"} else None
        if takes == "that" and governor.pos_ in VERBAL:
            return governor
        if takes == "ing" and dep == "xcomp":
            return governor
        if takes == "ing" and governor.pos_ in VERBAL and node.head.lower_ in RESULTS:
            # "could lead to their signing a deal"
            own = _Walk(governor)
            self._beside(governor, own)
            if own.value in {"planned", "possible"}:
                walk.embed(own.value, governor.text)
        return None


class _Walk:
    """What is known of an act while the walk goes up."""

    def __init__(self, trigger: Token) -> None:
        self.trigger = trigger
        self.value = "actual"
        self.operators: list[Operator] = []
        self.why: list[str] = []

    def embed(self, effect: str, word: str) -> None:
        """Put the act under a word with an effect."""
        before = self.value
        if effect == "negated":
            self.value = {"actual": "negated", "planned": "negated", "negated": "actual"}.get(before, before)
        elif effect == "planned":
            self.value = {"actual": "planned"}.get(before, before)
        elif effect == "possible":
            self.value = {"actual": "possible", "planned": "possible"}.get(before, before)
        if self.value != before:
            self.why.append(f"{self.value} by '{word}'")

    def deny(self, effect: str) -> None:
        """Put the act under a negation: one that "may not" be is possible, one that "cannot" be is negated."""
        if self.value == "possible":
            self.value = effect
            self.why.append(f"{effect} by negation")
        else:
            self.embed("negated", "negation")


def _complement(node: Token, head: Token, dep: str) -> tuple[str, Token | None]:
    """Return how an act completes the word above it, and that word; None where nothing above bears on it."""
    if (
        dep == "ccomp"
        and node.i < head.i
        and any(child.dep_ in {"dobj", "xcomp", "ccomp"} and child.i > head.i for child in head.children)
    ):
        # two clauses side by side ("Baku opens embassy, Israel seeks closer ties"): the verb has its object already
        return "", None
    if dep in {"xcomp", "ccomp", "acl", "advcl"}:
        if _infinitive(node):
            return "to", head
        if node.pos_ not in VERBAL and dep in {"xcomp", "ccomp"}:
            return "to" if dep == "xcomp" else "that", head
        if dep == "xcomp":
            return ("ing" if node.tag_ == "VBG" else "to"), head
        if dep == "ccomp" and node.tag_ in {"VB", "VBN"} and head.lemma_ in BARE and not _aided(node):
            return "to", head
        if dep == "ccomp":
            return "that", head
        if dep == "acl" and node.tag_ not in {"VBG", "VBN"}:
            return "that", head
        return "", None
    if dep == "pcomp":
        if is_adjunct(node, head):
            return "", None
        return ("from" if head.lower_ == "from" else "ing"), head.head
    if dep in {"dobj", "nsubjpass", "attr"}:
        return "noun", head
    if dep == "pobj":
        owner = head.head
        if is_adjunct(node, head):
            return "", None
        if owner.pos_ in NOMINAL or head.lower_ in {"for", "with", "from", "out", "off", "to", "on", "against", "in"}:
            return "noun", owner
        return "", None
    if dep in {"compound", "nsubj"} and head.pos_ in NOMINAL and dep == "compound":
        return "noun", head
    return "", None


def _for_somebody(verb: Token) -> bool:
    """Tell whether an infinitive has its own subject after "for"."""
    return any(child.dep_ == "mark" and child.lower_ == "for" for child in verb.children)


def _infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _nothing(verb: Token, below: Token | None = None) -> bool:
    """Tell whether a verb's subject or object is nobody or nothing ("no one was hurt", "made no statement")."""
    for child in verb.children:
        if child == below:
            continue
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and (
            child.lower_ in NOBODY or any(deep.dep_ == "det" and deep.lower_ == "no" for deep in child.lefts)
        ):
            return True
        if child.dep_ == "advmod" and child.lower_ == "longer" and any(deep.lower_ == "no" for deep in child.lefts):
            return True
    return False


def _is_uniform(verb: Token, first: Token) -> bool:
    """Tell whether a bare form may only look like a past one ("must take them back and *put* them on trial")."""
    return verb.tag_ == "VBD" and verb.lower_ == verb.lemma_ and first.tag_ == "VB"


def _own_frame(verb: Token) -> bool:
    """Tell whether a coordinated verb has a subject or auxiliaries of its own."""
    return any(child.dep_ in {"nsubj", "nsubjpass", "aux"} for child in verb.children)


def _aided(verb: Token) -> bool:
    return any(child.dep_ in {"aux", "auxpass"} for child in verb.children)


def _is_ranked(verb: Token) -> bool:
    """Tell whether a copula calls somebody the first, the last or the only one to do something."""
    return verb.lemma_ in COPULAS and any(
        deep.lower_ in RANKS for child in verb.children if child.dep_ == "attr" for deep in child.lefts
    )


def _told(verb: Token) -> bool:
    governor = verb.head
    return (
        governor != verb
        and verb.dep_ == "ccomp"
        and governor.lemma_.lower() in TOLD
        and governor.tag_ in {"VBD", "VBN"}
    )
