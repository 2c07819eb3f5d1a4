"""Questions about the words of an act: does the sentence tell of something that somebody did?"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.politics import is_political
from dragoman.reading.events.shapes import VERBAL, obliges
from dragoman.reading.language.syntax import is_passive

DEEDS = frozenset({"AID", "COOPERATE", "RETREAT", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"})
"""Types of deeds: what somebody does in the plain present is a habit, where a word in the present is news."""

STANCES = frozenset({"support", "back", "champion", "espouse", "uphold", "oppose", "favour", "favor", "supportive"})
"""Words for a stance, which is no event while it is only held."""

OFTEN = frozenset("often sometimes usually regularly routinely always traditionally frequently typically occasionally".split())
"""Words of a habit, also in the past."""

WORDS = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "REJECT", "AGREE"})
"""Types done by saying: what is yet to be said is no event."""

CROWDS = frozenset({"gather", "march", "rally", "turn", "assemble", "protest", "demonstrate", "stage", "hold"})
"""Verbs whose purpose is what a crowd does by them ("gathered to voice their anger")."""

ENABLING = frozenset({"allow", "help", "enable", "permit", "let", "assist"})

WILL = frozenset({"willingness", "readiness", "eagerness", "openness", "intention", "desire"})

QUESTIONS = frozenset({"whether", "if", "what", "how", "why", "who", "when", "where", "which"})

PRESENT = frozenset({"VBZ", "VBP"})


def innermost(candidate: Candidate) -> Candidate:
    """Return the act at the bottom: the one that the lexicon found."""
    while candidate.inner is not None:
        candidate = candidate.inner
    return candidate


def slot(candidate: Candidate, side: str) -> str:
    """Return where an act's ``actor`` or ``recipient`` was found, "" when it was not."""
    mark = f"{side}: "
    return next((reason.removeprefix(mark) for reason in candidate.why if reason.startswith(mark)), "")


def is_modifier(candidate: Candidate) -> bool:
    """Tell whether the act's word only qualifies a noun ("attacking style", "the defending champion")."""
    trigger = innermost(candidate).trigger
    return trigger.tag_ == "VBG" and trigger.dep_ in {"amod", "compound"}


def is_thought(candidate: Candidate, hearsay: frozenset[str]) -> bool:
    """Tell whether a possible act is only thought of ("if they attacked", "could strike"), and not rumoured."""
    if candidate.modality != "possible":
        return False
    reasons = [reason for reason in candidate.why if reason.startswith("modality: possible by '")]
    if any(reason.split("'")[1].lower() in hearsay for reason in reasons):
        return False
    return not (any("purpose of" in reason for reason in reasons) and candidate.trigger.head.lemma_ in CROWDS)


def is_unsaid(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether words are yet to be said ("will urge voters"), or what they call somebody is not claimed."""
    if candidate.inner is not None:
        return candidate.trigger.lemma_.lower() in WILL and candidate.trigger.dep_ == "pobj"
    if candidate.entry.actor == ("speaker",) and candidate.modality != "actual":
        return True
    return candidate.modality == "planned" and kind in WORDS


def is_supposed(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether an act told by a noun is the subject of what could be ("the arrival of troops could upset them")."""
    node = innermost(candidate).trigger
    if node.dep_ != "nsubj" or node.pos_ not in {"NOUN", "PROPN"}:
        return False
    return any(child.dep_ == "aux" and child.lower_ in {"could", "would", "might", "may"} for child in node.head.children)


def is_idle_denial(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether a negated act is a state or a failure, and not a deed that somebody says did not take place."""
    if candidate.modality != "negated" or candidate.inner is not None:
        return False
    trigger = candidate.trigger
    if trigger.pos_ not in VERBAL or "modality: negated by 'negation'" not in candidate.why:
        return trigger.pos_ not in {"NOUN", "PROPN"}
    auxiliaries = {child.lower_ for child in trigger.children if child.dep_ in {"aux", "auxpass"}}
    return bool(auxiliaries & {"do", "does", "to"}) or trigger.tag_ in PRESENT


def is_standing(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether the body tells a deed or a stance as what somebody does by habit ("who continue to trade")."""
    if candidate.sentence.part != "body" or candidate.inner is not None or candidate.modality != "actual":
        return False
    trigger = candidate.trigger
    stance = trigger.lemma_.lower() in STANCES
    if "standing" in candidate.entry.flags and slot(candidate, "actor") != "carried":
        return True
    if kind not in DEEDS and not stance:
        return False
    if trigger.pos_ not in VERBAL:
        return stance and trigger.dep_ == "acomp" and _in_present(trigger.head, stance)
    if stance and trigger.dep_ in {"acl", "advcl", "pcomp"} and trigger.tag_ in {"VBG", "VBN"}:
        return True
    if any(child.lower_ in OFTEN for child in trigger.children):
        return True
    return _in_present(trigger, stance)


def _in_present(verb: Token, stance: bool) -> bool:
    """Tell whether a verb, or the one it completes, stands in the plain present."""
    for _ in range(4):
        helped = any(child.dep_ in {"aux", "auxpass"} and child.lower_ != "to" for child in verb.children)
        if verb.tag_ in PRESENT:
            return not helped
        if helped or verb.head == verb:
            return False
        if verb.tag_ == "VBG" and verb.dep_ == "acl":
            return True
        if verb.dep_ not in {"xcomp", "pcomp", "conj", "prep"}:
            return False
        verb = verb.head
    return False


def is_no_demand(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether "said that X must" asks nothing of X ("said the boy had to be taken in", "we should be strong")."""
    base = innermost(candidate)
    if slot(base, "recipient") == "clause" and not _can_be_asked(candidate, index):
        return True
    if not any(need.slot == "complement" and "must" in need.words for need in base.entry.needs):
        return False
    return not any(_asks(child) for child in base.trigger.children if child.dep_ == "ccomp")


def _can_be_asked(candidate: Candidate, index: ActorIndex) -> bool:
    """Tell whether a demand that only a clause addresses goes from somebody in politics, or a crowd, to a power."""
    doers = [index.get(actor) for actor in candidate.actors]
    asked = [index.get(actor) for actor in candidate.recipients]
    return any(is_political(a) or a.kind != "person" for a in doers) and any(is_political(a) for a in asked)


def _asks(verb: Token) -> bool:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    held = any(child.dep_ == "dobj" for child in verb.children) and verb.lemma_ == "have"
    return obliges(verb) and not is_passive(verb) and not held and not auxiliaries & {"would", "may", "might"}


def is_question(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether somebody asks a question and not for a deed ("asked Moscow whether it could operate")."""
    base = innermost(candidate)
    if base.trigger.lemma_.lower() != "ask" or base.action not in {"request-cooperation", "demand-change"}:
        return False
    for child in base.trigger.rights:
        if child.lower_ in QUESTIONS:
            return True
        if child.dep_ in {"ccomp", "advcl", "xcomp"} and child.left_edge.lower_ in QUESTIONS:
            return True
    return False


def is_naming(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether "called" gives somebody a name and is no telephone call ("called her a traitor")."""
    base = innermost(candidate)
    if base.action != "phone" or base.trigger.lemma_.lower() not in {"call", "ring"}:
        return False
    doc = base.trigger.doc
    if any(child.dep_ in {"oprd", "attr", "ccomp", "xcomp", "acomp"} for child in base.trigger.children):
        return True
    objects = [child for child in base.trigger.children if child.dep_ in {"dobj", "dative"}]
    if any(deep.dep_ == "appos" and deep.left_edge.lower_ in {"a", "an"} for noun in objects for deep in noun.rights):
        return True
    ends = [token.right_edge.i + 1 for token in objects]
    return len(objects) > 1 or any(at < len(doc) and doc[at].text in {'"', "``", "“", "''", "‘", ","} for at in ends)


def is_vague_promise(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether a will to cooperate names no partner but somebody spoken of in what is promised."""
    base = innermost(candidate)
    if base.action not in {"express-intent", "reject-cooperation"} or candidate.action != base.action:
        return False
    if candidate.modality != "actual":
        return True
    if slot(base, "recipient") != "within content":
        return False
    return base.action == "express-intent" or not all(is_political(index.get(actor)) for actor in base.recipients)


def is_consequence(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether a clause only says what another act brings about (", allowing Paris to lead", ", helping them")."""
    node = innermost(candidate).trigger
    if node.lemma_ in {"help", "assist"} and any(child.dep_ in {"ccomp", "xcomp"} for child in node.children):
        return True
    for _ in range(3):
        if node.lemma_ in ENABLING and node.tag_ == "VBG" and node.dep_ == "advcl":
            return True
        if node.dep_ not in {"xcomp", "ccomp", "conj"}:
            return False
        node = node.head
    return False


def is_aside(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether blame falls on one's own people who are only spoken of, or an inquiry has no inquirer."""
    base = innermost(candidate)
    if kind != "ACCUSE":
        return False
    if base.action == "investigate" and slot(base, "actor") == "between":
        return True
    if not slot(base, "recipient").startswith("within"):
        return False
    lands = {index.get(actor).country for actor in candidate.actors}
    return {index.get(actor).country for actor in candidate.recipients} <= lands
