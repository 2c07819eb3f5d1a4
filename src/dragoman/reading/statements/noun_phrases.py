"""The noun phrase that a source is, and the edges of token spans."""

from __future__ import annotations

from spacy.tokens import Doc, Token

TokenSpan = tuple[int, int]
"""First token and the token after the last, within one sentence."""

_TRIMMED = frozenset({",", ";", ":", ".", "-", "--", "—", "–", "…", "(", ")", "*"})
_BREAKS = frozenset({",", ":", ";", "—", "–", "--", "“", "”"})
_MARKS = frozenset({'"', "''", "'", "’"})
_STOPS = frozenset({":", ";", "“", "``"})
_AFTER_COMMA = frozenset(
    {"who", "which", "whose", "whom", "where", "including", "under", "speaking", "such", "but", "yet"}
)


def noun_phrase(head: Token, cue: Token) -> TokenSpan:
    """Return the noun phrase of a source with its apposition, without loose relative clauses or strays of the parse."""
    doc = head.doc
    start, end = head.left_edge.i, head.right_edge.i + 1
    if head.i < cue.i < end:
        edges = (t.left_edge.i for t in head.children if t.i > head.i and t.left_edge.i <= cue.i <= t.right_edge.i)
        end = min(edges, default=end)
    elif start <= cue.i < head.i:
        start = cue.i + 1
    for place in range(head.i - 1, start - 1, -1):
        glued = doc[place].text in _MARKS and place and doc[place - 1].text in {",", ".", "?", "!"}
        if glued or doc[place].text in _BREAKS:
            start = place + 1
            break
    for place in range(head.i + 1, end):
        token = doc[place]
        if token.text in _STOPS or (token.text == "," and _opens_clause(doc, place + 1, end)):
            end = place
            break
    return trimmed(doc, start, end)


def _opens_clause(doc: Doc, place: int, end: int) -> bool:
    """Tell whether a relative or participle clause, or examples, begin after a comma."""
    if place >= end:
        return False
    token = doc[place]
    return token.lower_ in _AFTER_COMMA or (token.tag_ in {"VBG", "VBN"} and token.dep_ == "acl")


def trimmed(doc: Doc, start: int, end: int) -> TokenSpan:
    """Return a token span without punctuation and white space at its edges; quotation marks stay."""
    while start < end and (doc[start].text in _TRIMMED or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].text in _TRIMMED or doc[end - 1].is_space):
        end -= 1
    return start, end
