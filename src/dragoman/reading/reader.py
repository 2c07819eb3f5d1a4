"""The Reader: runs the stages in order; the only place that knows the order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorReader, Hit
from dragoman.reading.article import ArticleReader
from dragoman.reading.defaults import DEFAULT_PIPELINE, OWN, READER
from dragoman.reading.events import EventReader
from dragoman.reading.extractors import EventExtractor
from dragoman.reading.extractors import extractor as plugin
from dragoman.reading.language import Parser, Sentence
from dragoman.reading.places import PlaceReader
from dragoman.reading.relations import RelationReader
from dragoman.reading.statements import StatementReader
from dragoman.reading.times import TimeReader
from dragoman.record import OfficeSeen, Record
from dragoman.sources import Document


class Reader:
    """Reads articles into records; make one and use it for many articles.

    Args:
        pipeline: the name of an installed spaCy pipeline.
        knowledge: a folder with tables of your own beside the shipped ones, or None.
        confidence: the least confidence of an event, from 0 to 1; below it an event is left out.
        extractor: the event stage: ``lexicon``, which is Dragoman's own, or the name of a plugin (``llm``).
        registry: persons with their offices that a library has seen, as `dragoman.registry` gives them.

    Raises:
        UsageError: no such pipeline or extractor is installed, or the confidence is no share.
        KnowledgeError: a table breaks its own rules.
    """

    def __init__(
        self,
        *,
        pipeline: str = DEFAULT_PIPELINE,
        knowledge: Path | None = None,
        confidence: float = 0.0,
        extractor: str = OWN,
        registry: Iterable[OfficeSeen] = (),
    ) -> None:
        if not 0 <= confidence <= 1:
            raise UsageError(f"a confidence of {confidence} is none; give one from 0 to 1")
        tables = Knowledge(knowledge)
        self._article = ArticleReader(tables)
        self._parser = Parser(pipeline)
        self._actors = ActorReader(tables)
        self.remember(registry)
        self._places = PlaceReader(tables)
        self._times = TimeReader(tables)
        self._statements = StatementReader(tables)
        self._events = EventReader(tables, least=confidence)
        self._extractor: EventExtractor = (
            self._events if extractor == OWN else plugin(extractor, tables, least=confidence)
        )
        self._relations = RelationReader(tables)

    def remember(self, registry: Iterable[OfficeSeen]) -> None:
        """Read from now on with these persons that a library has seen, in place of those given before."""
        self._actors.remember(registry)

    def memory_zone(self) -> AbstractContextManager[object]:
        """Return a stretch of reading at whose end the words met in it are forgotten, so that memory does not grow.

        Zones cannot be within one another; records outlive them.
        """
        return self._parser.nlp.memory_zone()

    def read(self, document: Document, *, verbatim: bool = False, any_language: bool = False) -> Record:
        """Return the record of one document.

        With ``verbatim`` a text is kept as it is, to the character. With ``any_language`` an article that is not
        English gives a record with its text and metadata, language ``und``, and nothing read in it.

        Raises:
            RefusedArticleError: the document is no English prose, or too large.
        """
        article = self._article.read(document, verbatim=verbatim, any_language=any_language)
        if article.language != "en":
            return Record(
                reader=READER, article=article, actors=(), places=(), times=(), statements=(), events=(), relations=()
            )
        hits = self._actors.scan(article.text)
        parsed = self._parser.parse(article, self._needed(hits))
        actors = self._actors.read(parsed, hits)
        places = self._places.read(parsed, actors)
        times = self._times.read(parsed)
        statements = self._statements.read(parsed, actors)
        actors.hear(statements.statements)
        events = self._extractor.read(parsed, actors, places, times, statements)
        relations = self._relations.read(parsed, actors, places, times, statements, events)
        return Record(
            reader=READER,
            article=article,
            actors=actors.actors(),
            places=places.places,
            times=times,
            statements=statements.statements,
            events=events,
            relations=relations,
        )

    def modality(self, text: str, start: int, end: int) -> str:
        """Return whether the predicate at characters ``[start, end)`` of one sentence is told as having happened.

        ``actual`` (it happened or happens), ``planned``, ``possible`` or ``negated``, by syntax and cue words alone.
        """
        return self._events.modality(self._parser.parse_sentence(text), start, end)

    def _needed(self, hits: list[Hit]) -> Callable[[Sentence], bool]:
        """Return the skip rule: a sentence is parsed when it names an actor, may point at one or may quote somebody."""
        starts = [hit.start for hit in hits]

        def needed(sentence: Sentence) -> bool:
            at = bisect_left(starts, sentence.start)
            if at < len(starts) and starts[at] < sentence.end:
                return True
            return self._actors.may_point(sentence.text) or self._statements.may_quote(sentence.text)

        return needed
