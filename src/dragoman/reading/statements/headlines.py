"""Headlines that name their speaker before a colon ("Sanders: the party has to change")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle
from dragoman.reading.statements.drafts import Draft

_LEAD = re.compile(r"([A-Z][^:\n“”\"]{1,50}):\s+(?=\S)")
_PARTS = frozenset({"title", "heading", "dek"})
_LEAD_WORDS = 6
_FEWEST_WORDS = 3


def headline_drafts(parsed: ParsedArticle, actors: ActorIndex) -> Iterator[Draft]:
    """Yield a draft for each headline whose words before the colon end with the name of an actor.

    The first sentence of an article counts as a headline too, since plain text does not always mark it as one.
    """
    for sentence in parsed.sentences:
        if sentence.doc is None or (sentence.part not in _PARTS and sentence.index > 0):
            continue
        lead = _LEAD.match(sentence.text)
        if lead is None or len(lead.group(1).split()) > _LEAD_WORDS:
            continue
        if len(sentence.text[lead.end() :].split()) < _FEWEST_WORDS:
            continue
        start, end = sentence.start, sentence.start + lead.end(1)
        named = [mention for mention in actors.mentions(start, end) if mention.end == end]
        token = sentence.token_at(end - 1)
        if not named or token is None:
            continue
        content_end = sentence.end - (1 if sentence.text.endswith(".") else 0)
        draft = Draft(
            sentence, None, token, (start, end), None, [(sentence.start + lead.end(), content_end)], "say", True
        )
        draft.why.append("headline with its speaker before the colon")
        yield draft
