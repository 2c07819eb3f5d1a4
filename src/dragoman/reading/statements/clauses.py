"""Who says quoted words, where the cue is no verb of saying or the parse lost it: read off the clause around them."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.reading.language import Sentence
from dragoman.reading.statements.cues import Lexicon
from dragoman.reading.statements.noun_phrases import noun_phrase
from dragoman.reading.statements.quotations import Quotation
from dragoman.reading.statements.speakers import verb_source
from dragoman.record import Span

_WORD = re.compile(r"\w+")
_QUOTING = frozenset({"quote", "cite"})
"""Verbs whose object, where it stands, is whose words are given ("the site quoted Low")."""
THINGS = frozenset({"it", "this", "that", "which", "what", "there", "who"})
"""Words that stand for things, which say nothing."""
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TERM = 3
"""Words; a quotation of no more may be a term."""
_DEEPEST = 12
"""Steps up the parse from words in marks to a cue above them."""


def speaker_behind(text: str, end: int, sentence: Sentence, lexicon: Lexicon) -> tuple[Token, Token, Span] | None:
    """Return verb, source and the source's span for a quotation whose comma before ``end`` leads to its speaker.

    Such a comma shows that whoever is the subject of the rest of the sentence says it, whatever the verb is.
    """
    if sentence.doc is None:
        return None
    verb = next((token for token in sentence.doc if token.dep_ == "ROOT"), None)
    if verb is None or sentence.span(verb)[0] < end:
        return None
    if verb.pos_ == "VERB":
        source = verb_source(verb, lexicon)
        if verb.lemma_ in _QUOTING:
            source = next((child for child in verb.children if child.dep_ == "dobj"), source)
    else:
        # a verb that the tagger took for a noun ("the letter read.")
        ends = verb.i + 2 >= len(sentence.doc) and verb.text.islower() and verb.i > 1
        source = sentence.doc[verb.i - 1] if ends and verb.tag_ in {"NN", "NNS"} else None
    if source is None or source.lower_ in THINGS or sentence.span(source)[0] < end:
        return None
    span = _phrase(sentence, source, verb)
    if verb.pos_ != "VERB" or span[0] < end:
        word = _WORD.search(text, end, span[1])
        span = (word.start() if word else span[0], span[1])
    return verb, source, span


def cue_above(quotation: Quotation, sentence: Sentence, lexicon: Lexicon) -> tuple[Token, Token, Span] | None:
    """Return cue, source and the source's span for words in marks deep within what a finite cue verb governs.

    ("Low gushed about ports and waxed poetic about "the ties between our nations"") Three words or fewer must be a
    clause; else they are a term.
    """
    token = sentence.token_at(quotation.start + 1)
    short = quotation.words <= _TERM
    if token is None or (short and not _is_clause(token, quotation.end - sentence.start)):
        return None
    for _ in range(_DEEPEST):
        if token.head.i == token.i:
            return None
        token = token.head
        if sentence.span(token)[0] > quotation.start or token.pos_ != "VERB":
            continue
        if token.lemma_.lower() not in lexicon.verbs:
            continue
        lost = token.dep_ == "acl" and token.head.pos_ == "PROPN" and token.head.dep_ == "ROOT"
        if token.tag_ not in _FINITE and not lost:
            return None
        # "Low, the mayor, compared ...": the parse took the verb for a participle of the name
        source = token.head if lost else verb_source(token, lexicon)
        if source is None or source.lower_ in THINGS or sentence.span(source)[0] > quotation.start:
            return None
        if source.pos_ not in {"PROPN", "PRON"} and (short or source.pos_ != "NOUN"):
            return None
        return token, source, _phrase(sentence, source, token)
    return None


def _is_clause(token: Token, end: int) -> bool:
    """Tell whether a verb stands highest in words that begin with a token and end at an offset of the sentence."""
    start = token.i
    for _ in range(_DEEPEST):
        if token.head.i == token.i or token.head.i < start or token.head.idx >= end:
            break
        token = token.head
    return token.pos_ in {"VERB", "AUX"}


def _phrase(sentence: Sentence, source: Token, verb: Token) -> Span:
    start, end = noun_phrase(source, verb)
    if start >= end:
        return sentence.span(source)
    return sentence.span(verb.doc[start])[0], sentence.span(verb.doc[end - 1])[1]
