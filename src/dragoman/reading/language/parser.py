"""The one parser, loaded once, and the rule for what it is not asked to parse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from dragoman.errors import UsageError
from dragoman.reading.defaults import DEFAULT_PIPELINE
from dragoman.reading.language.encoding import encode
from dragoman.reading.language.features import quicken
from dragoman.reading.language.sentences import ParsedArticle, Sentence, split_sentences
from dragoman.reading.language.transitions import step
from dragoman.record import Article

BATCH = 32
"""Sentences a batch; measured: 16 to 32 are fastest and take a third of the memory of 256."""


_NO_START = np.array(-1).astype(np.uint64)
"""What spaCy's arrays hold for a token that begins no sentence."""


@Language.component("dragoman_one_sentence")
def _one_sentence(doc: Doc) -> Doc:
    """Keep the parser from splitting what is one sentence already."""
    starts: Any = np.full((len(doc), 1), _NO_START, dtype=np.uint64)
    starts[:1] = 1
    return doc.from_array(["SENT_START"], starts) if len(doc) else doc


class Parser:
    """A spaCy pipeline without its named-entity recogniser: names come from the gazetteer and the syntax.

    Args:
        pipeline: the name of an installed spaCy pipeline with a tagger, a parser and a lemmatizer.

    Raises:
        UsageError: no such pipeline is installed.
    """

    def __init__(self, pipeline: str = DEFAULT_PIPELINE) -> None:
        try:
            self.nlp = spacy.load(pipeline, exclude=["ner"])
        except OSError as error:
            raise UsageError(f"no spaCy pipeline '{pipeline}' is installed; install it with pip") from error
        quicken(self.nlp)
        step(self.nlp)
        _use_numpy(self.nlp)
        encode(self.nlp)
        self.nlp.add_pipe("dragoman_one_sentence", first=True)
        # processes share out the cores; within one, threads for such small matrices would only wait for one another
        self._threads = ThreadpoolController()

    def parse(self, article: Article, needed: Callable[[Sentence], bool] = lambda sentence: True) -> ParsedArticle:
        """Split an article into sentences and parse those that are ``needed``."""
        sentences = split_sentences(article)
        wanted = [sentence for sentence in sentences if needed(sentence)]
        with self._threads.limit(limits=1, user_api="blas"):
            for sentence, doc in zip(wanted, self.nlp.pipe((s.text for s in wanted), batch_size=BATCH), strict=True):
                sentence.doc = doc
        return ParsedArticle(article, sentences)

    def parse_sentence(self, text: str) -> Doc:
        """Parse one sentence on its own."""
        return self.nlp(text)


def _use_numpy(nlp: Language) -> None:
    """Let NumPy's library multiply the matrices: measured, twice as fast in the encoder as the one spaCy brings."""
    operations = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is not None and hasattr(model, "walk"):
            for node in model.walk():
                node.ops = operations
