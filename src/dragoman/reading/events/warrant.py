"""On whose word an act stands in the article: the statement that it is said in, or the article itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from dragoman.reading.language import Sentence
from dragoman.reading.statements import StatementIndex
from dragoman.record import Statement

if TYPE_CHECKING:
    from dragoman.reading.events.candidates import Candidate

SUMMING = frozenset({"appos", "npadvmod", "dobj", "attr", "conj", "dep"})
"""Labels that the parse gives to a noun that sums up the clause before it."""

VERBAL_ACTS = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN", "AGREE"})
"""Types of acts done in words."""


def statement_of(trigger: Token, sentence: Sentence, statements: StatementIndex) -> Statement | None:
    """Return the statement in which a word is said: of several the one whose cue governs its clause, or the innermost.

    "X said the raid was a crime, according to local media" is said by X.
    """
    chain = statements.chain(*sentence.span(trigger))
    if len(chain) < 2:
        return chain[0] if chain else None
    node = trigger
    while node.head != node:
        if node.dep_ == "ccomp":
            at = sentence.span(node.head)[0]
            for statement in chain:
                if statement.cue_span is not None and statement.cue_span[0] <= at < statement.cue_span[1]:
                    return statement
        node = node.head
    return chain[-1]


def is_own(candidate: Candidate, kind: str, statement: Statement) -> bool:
    """Tell whether the article itself tells a verbal act although it stands within a statement's words.

    So it is where the speaker does it as he speaks ("..., they said, faulting Peru"), and in what the article adds
    to sum up what was said ("..., a claim that Oslo rejects").
    """
    trigger = candidate.trigger
    if kind not in VERBAL_ACTS:
        return False
    if trigger.dep_ == "advcl" and trigger.tag_ == "VBG" and statement.speaker in candidate.actors:
        return statement.kind == "indirect"
    noun = trigger.head
    if trigger.dep_ not in {"acl", "relcl"} or noun.dep_ not in SUMMING or statement.kind != "indirect":
        return False
    left = noun.left_edge
    return left.lower_ in {"a", "an"} and left.i > 0 and left.nbor(-1).is_punct
