"""Questions about the wording of an act: demands that ask nothing, questions, names given, promises to nobody."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.plausible import innermost, slot
from dragoman.reading.events.politics import is_political
from dragoman.reading.events.shapes import VERBAL, obliges
from dragoman.reading.events.subjects import PLACED
from dragoman.reading.language.syntax import is_passive

QUESTIONS = frozenset({"whether", "if", "what", "how", "why", "who", "when", "where", "which"})

CLAIMS = frozenset({"claim", "suggestion", "assertion"})
"""Words that tell a claim, of whatever content."""

HOPING = frozenset({"expect", "want", "like", "prefer"})
"""Verbs that ask something of whom they name only where he is to do it himself."""

STATES = frozenset({"stay", "remain"})
"""Verbs of a state that nobody is asked for ("said he must stay in prison")."""

THIRD = frozenset({"it", "he", "she", "they"})
"""Subjects of what must be done that stand for the speaker, where they stand for nobody else."""

REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself", "yourself", "yourselves"})

OPENING = frozenset({'"', "``", "\u201c", "''", "\u2018", ","})
"""What stands before a name that is given."""


def is_no_demand(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether "said that X must" asks nothing of X ("said the boy had to be taken in", "we should be strong")."""
    base = innermost(candidate)
    if candidate.inner is not None and candidate.trigger.lemma_.lower() == "ask" and _is_whether(candidate.trigger):
        return True
    if candidate.inner is not None and candidate.trigger.lemma_.lower() in {"suggest", "insist"}:
        claims = [child for child in candidate.trigger.children if child.dep_ == "ccomp"]
        return bool(claims) and not any(_asks(child) or _is_bare(child) for child in claims)
    if slot(base, "recipient") == "clause" and not _can_be_asked(candidate, index):
        return True
    if base.trigger.lemma_.lower() == "insist":
        claims = [child for child in base.trigger.children if child.dep_ == "ccomp"]
        return bool(claims) and not any(_asks(child) or _is_bare(child) for child in claims)
    if base.trigger.lemma_.lower() == "need" and slot(base, "recipient") == "clause":
        return True
    if not any(need.slot == "complement" and "must" in need.words for need in base.entry.needs):
        clause = next((child for child in base.trigger.children if child.dep_ in {"ccomp", "xcomp"}), None)
        hoped = base.trigger.lemma_.lower() in HOPING and slot(base, "recipient") == "clause"
        return hoped and clause is not None and _is_suffered(clause)
    claims = [child for child in base.trigger.children if child.dep_ == "ccomp" and _asks(child)]
    subjects = [child.lower_ for claim in claims for child in claim.children if child.dep_ == "nsubj"]
    if "we" in subjects or (not base.recipients and not THIRD.isdisjoint(subjects)):
        return True
    return not claims


def _is_whether(verb: Token) -> bool:
    """Tell whether a verb asks a question ("asked if he had met Trump"), and not for something."""
    clauses = [child for child in verb.children if child.dep_ in {"ccomp", "advcl"}]
    return any(deep.lower_ in {"if", "whether"} for clause in clauses for deep in clause.lefts)


def _can_be_asked(candidate: Candidate, index: ActorIndex) -> bool:
    """Tell whether a demand that only a clause addresses goes from somebody in politics, or a crowd, to a power."""
    doers = [index.get(actor) for actor in candidate.actors]
    asked = [index.get(actor) for actor in candidate.recipients]
    if candidate.trigger.lemma_ == "expect" and not any(is_political(actor) for actor in doers):
        return False
    return any(is_political(a) or a.kind != "person" for a in doers) and any(is_political(a) for a in asked)


def _asks(verb: Token) -> bool:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    held = any(child.dep_ == "dobj" for child in verb.children) and verb.lemma_ == "have"
    suffered = is_passive(verb) or any(child.dep_ == "xcomp" and is_passive(child) for child in verb.children)
    stays = verb.lemma_ in STATES and not any(child.dep_ in {"acomp", "attr"} for child in verb.children)
    return obliges(verb) and not (suffered or held or stays) and not auxiliaries & {"would", "may", "might"}


def _is_suffered(clause: Token) -> bool:
    """Tell whether a clause says what is to be done to its subject ("expects the man to be handed over")."""
    return is_passive(clause) and not any(child.dep_ == "agent" for child in clause.children)


def _is_bare(verb: Token) -> bool:
    """Tell whether a clause has the bare verb of a demand ("insisted that they be freed")."""
    bare = verb.tag_ == "VB" or any(child.lower_ == "be" and child.dep_ == "auxpass" for child in verb.children)
    return bare and not any(child.dep_ == "aux" for child in verb.children)


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
    if base.action != "request-cooperation":
        return False
    if all(not is_political(index.get(a)) and not index.get(a).sectors for a in candidate.actors):
        return True
    return not any(
        child.dep_ in {"xcomp", "ccomp", "advcl", "relcl"} or child.lower_ in {"for", "to"}
        for owner in (base.trigger, *base.words)
        for child in owner.children
    )


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
    return len(objects) > 1 or any(at < len(doc) and doc[at].text in OPENING for at in ends)


def is_vague_promise(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether a will to cooperate names no partner but somebody spoken of in what is promised."""
    base = innermost(candidate)
    if base.action not in {"express-intent", "reject-cooperation"} or candidate.action != base.action:
        return False
    if candidate.modality != "actual":
        return True
    opinion = any(child.dep_ == "ccomp" for child in base.trigger.children) or slot(base, "recipient") == "with"
    if base.trigger.lemma_ == "agree" and opinion and not any(c.dep_ == "xcomp" for c in base.trigger.children):
        return base.action == "express-intent"
    if slot(base, "recipient") == "content" and _is_placed(candidate, index):
        return True
    if slot(base, "recipient") != "within content":
        return False
    return base.action == "express-intent" or not all(is_political(index.get(actor)) for actor in base.recipients)


def is_reflexive(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether somebody does the act to himself ("surrounded themselves with friends")."""
    base = innermost(candidate)
    if base.action == "suicide-bomb":
        return False
    return any(child.dep_ == "dobj" and child.lower_ in REFLEXIVE for child in base.trigger.children)


def is_no_predicate(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether what blames by being said of somebody is said of nobody, or of the speaker himself.

    "Japan has a problem" says it of nobody; "France said it would not act" says it of France.
    """
    base = innermost(candidate)
    if base.entry.actor != ("speaker",):
        return False
    if _of_himself(base.trigger) or _is_unsaid(base.trigger):
        return True
    if base.trigger.pos_ not in {"NOUN", "PROPN"}:
        return False
    return base.trigger.dep_ not in {"attr", "oprd", "conj"}


def _is_unsaid(trigger: Token) -> bool:
    """Tell whether a predicate is denied ("has no problem"), or said in a clause aside ("which it has supported")."""
    verb = trigger if trigger.pos_ in VERBAL else trigger.head
    if verb.dep_ == "relcl" and any(child.dep_ == "nsubj" and child.pos_ == "PRON" for child in verb.lefts):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    says = verb.head if verb.dep_ == "ccomp" else verb
    if any(child.dep_ == "aux" and child.lower_ in {"would", "could", "might", "may"} for child in says.children):
        return says is not verb
    first = trigger.head if trigger.dep_ == "conj" else trigger
    return trigger.pos_ == "NOUN" and any(child.lower_ == "no" for noun in (trigger, first) for child in noun.lefts)


def is_harmless_refusal(candidate: Candidate, index: ActorIndex, hostile: Callable[[Token], bool]) -> bool:
    """Tell whether somebody declines to do harm, which rejects nobody ("declined to threaten Moscow").

    A bare confidence in what another has done is no support either ("confident that Moscow ordered the theft").
    """
    base = innermost(candidate)
    clauses = [child for child in base.trigger.children if child.dep_ in {"xcomp", "ccomp"}]
    if base.action == "reject-cooperation" and base.trigger.lemma_.lower() in {"refuse", "decline"}:
        return bool(clauses) and all(hostile(clause) for clause in clauses)
    if base.action == "praise" and slot(base, "recipient") == "clause" and base.trigger.pos_ == "ADJ":
        return any(clause.tag_ == "VBD" for clause in clauses)
    return False


def _is_placed(candidate: Candidate, index: ActorIndex) -> bool:
    """Tell whether all recipients are only where something is ("agreed to keep its troops in Chile")."""
    doc, sentence = candidate.trigger.doc, candidate.sentence
    heads = [
        doc[mention.head]
        for mention in index.mentions(sentence.start, sentence.end)
        if mention.sentence == sentence.index and mention.actor in candidate.recipients
    ]
    late = [head for head in heads if head.i > candidate.trigger.i]
    return bool(late) and all(head.dep_ == "pobj" and head.head.lower_ in PLACED for head in late)


def is_plain_claim(candidate: Candidate, index: ActorIndex, hostile: Callable[[Token], bool]) -> bool:
    """Tell whether a claim blames nobody ("claimed that the truce held", "the claim that it had tested a bomb").

    It blames somebody who is another than the claimant and does, in the claim, something that acts of conflict do.
    """
    base = innermost(candidate)
    if base.action != "accuse-crime" or base.trigger.lemma_.lower() not in CLAIMS:
        return False
    found = slot(base, "recipient")
    if found.startswith("who did what"):
        return True
    if found != "clause":
        return False
    doers = {index.get(actor).country for actor in candidate.actors} - {None}
    if doers and {index.get(actor).country for actor in candidate.recipients} <= doers:
        return True
    clause = next((child for child in base.trigger.children if child.dep_ in {"ccomp", "acl"}), None)
    if clause is None:
        return False
    subjects = [child for child in clause.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if is_passive(clause) or any(child.pos_ == "PRON" for child in subjects):
        return True
    predicates = [clause, *(child for child in clause.children if child.dep_ in {"acomp", "attr", "xcomp", "dobj"})]
    return not any(hostile(word) for word in predicates) and not any(
        child.lower_ in {"behind", "against"} for child in clause.children
    )


def _of_himself(trigger: Token) -> bool:
    """Tell whether reported speech speaks by a pronoun, which stands for the speaker where nobody is told it."""
    verb = trigger if trigger.pos_ in VERBAL else trigger.head
    if verb.dep_ != "ccomp" or any(child.dep_ in {"dobj", "dative"} for child in verb.head.children):
        return False
    return any(child.dep_ == "nsubj" and child.lower_ in THIRD for child in verb.children)


def is_turned_round(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether a noun's words name no doer: "in the custody of the rebels", "the Ben Guerdane attack"."""
    node = innermost(candidate).trigger
    if kind == "COERCE" and node.pos_ == "NOUN" and node.dep_ == "pobj":
        return node.head.lower_ == "in" and slot(innermost(candidate), "recipient") == "of"
    if kind == "ASSAULT" and node.pos_ == "NOUN" and slot(innermost(candidate), "actor") == "modifier":
        return all(index.get(actor).kind == "person" for actor in innermost(candidate).actors)
    return False
