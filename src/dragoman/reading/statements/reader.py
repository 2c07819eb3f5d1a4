"""Find the statements of an article."""

from __future__ import annotations

import re

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle
from dragoman.reading.statements.cues import Lexicon
from dragoman.reading.statements.direct import QuotationReader
from dragoman.reading.statements.drafts import Draft, sentence_drafts
from dragoman.reading.statements.finish import Finisher
from dragoman.reading.statements.headlines import headline_drafts
from dragoman.reading.statements.index import StatementIndex
from dragoman.reading.statements.quotations import pair_quotations
from dragoman.reading.statements.stance import StanceReader

_MARKS = re.compile(r"[“”„«»\"]|''|``|(?<!\w)[‘'](?=\w)")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "ours"})
"""Words that a newspaper prints in quotations only: the inside of a quotation of several sentences."""


class StatementReader:
    """Finds direct, indirect and mixed quotation with its speaker.

    Args:
        knowledge: the tables; those of `statements/` are read.

    Raises:
        KnowledgeError: a table breaks its rules.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._lexicon = Lexicon(knowledge)
        self._stances = StanceReader(knowledge)
        self._gate = self._lexicon.forms | _FIRST_PERSON

    def may_quote(self, text: str) -> bool:
        """Tell from its words alone whether a sentence may hold a statement, so that it is worth parsing."""
        if _MARKS.search(text) is not None:
            return True
        return not self._gate.isdisjoint(_WORD.findall(text.lower()))

    def read(self, parsed: ParsedArticle, actors: ActorIndex) -> StatementIndex:
        """Return the statements of an article, in the order of their cues."""
        quotations = pair_quotations(parsed.text, parsed.sentences)
        drafts: list[Draft] = list(headline_drafts(parsed, actors))
        for sentence, doc in parsed.parsed():
            drafts.extend(sentence_drafts(sentence, doc, quotations, self._lexicon))
        drafts = QuotationReader(parsed, quotations, drafts, self._lexicon).join()
        return StatementIndex(Finisher(parsed, actors, self._stances, self._lexicon).finish(drafts))
