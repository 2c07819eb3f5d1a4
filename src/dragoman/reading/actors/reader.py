"""Find the actors of an article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from dragoman.knowledge import Knowledge
from dragoman.reading.actors.cast import Cast
from dragoman.reading.actors.casting import Casting
from dragoman.reading.actors.discourse import Discourse
from dragoman.reading.actors.gazetteer import Gazetteer, Hit
from dragoman.reading.actors.given import mark_given
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.actors.known import Found, KnownNames
from dragoman.reading.actors.leaders import Leaders
from dragoman.reading.actors.learnt import Learnt
from dragoman.reading.actors.merging import Merging
from dragoman.reading.actors.naming import Naming
from dragoman.reading.actors.offices import Offices
from dragoman.reading.actors.recalling import Recalling
from dragoman.reading.actors.registry import Registry
from dragoman.reading.actors.roles import Roles
from dragoman.reading.actors.settling import Scene
from dragoman.reading.actors.speakers import Speakers
from dragoman.reading.actors.tables import ActorTables
from dragoman.reading.actors.view import View
from dragoman.reading.language import ParsedArticle
from dragoman.record import OfficeSeen

__all__ = ["ActorReader", "Hit"]


class ActorReader:
    """Finds actors by one gazetteer pass over the text and by the syntax around names and offices.

    Raises:
        KnowledgeError: an actor table has a bad row.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._tables = ActorTables(knowledge)
        pointing = (
            rule.term for rule in self._tables.pronouns.values() if rule.person == "third" and rule.gender != "n"
        )
        nouns = "|".join(map(re.escape, self._tables.classes))
        self._pointing = re.compile(rf"\b(?:(?:{'|'.join(pointing)})\b|(?:the|this) (?:{nouns})\b)", re.IGNORECASE)
        self._name = re.compile(r"[a-z][,’'\"”]* (?:[A-Z][a-z]+|[A-Z]{2,})\b")
        self._gazetteer = Gazetteer(self._tables)
        self._roles = Roles(self._tables)
        self._offices = Offices(self._roles)
        self._registry = Registry(self._tables)
        self._merging = Merging(self._tables, self._registry)
        self._learnt = Learnt(self._tables, self._registry)
        self._known = KnownNames(self._tables, self._gazetteer, self._registry)
        self._naming = Naming(self._tables, self._roles)
        self._speakers = Speakers(self._tables, self._roles)

    def remember(self, seen: Iterable[OfficeSeen]) -> None:
        """Read from now on with the persons that a library has seen, in place of those given before."""
        self._learnt = Learnt(self._tables, self._registry, seen)

    def scan(self, text: str) -> list[Hit]:
        """Return the gazetteer names that stand in a text; this runs before the parse and gates it."""
        return self._gazetteer.scan(text)

    def may_point(self, text: str) -> bool:
        """Tell whether a sentence has a name, or a pronoun or noun that can stand for somebody: is it worth parsing?"""
        return self._name.search(text) is not None or self._pointing.search(text) is not None

    def read(self, parsed: ParsedArticle, hits: list[Hit]) -> ActorIndex:
        """Return the actors of an article."""
        cast = Cast(self._tables)
        starts = [hit.start for hit in hits]
        on = parsed.article.published[:10] if parsed.article.published else None
        self._known.begin(parsed.text, hits, on)
        views: list[View] = []
        names: list[Found] = []
        by_view: list[list[Found]] = []
        for sentence, doc in parsed.parsed():
            if not len(doc):
                continue
            view = View(sentence, doc)
            here = [
                hit
                for hit in hits[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
                if hit.end <= sentence.end
            ]
            found = self._known.find(view, here)
            found += self._naming.find(view, found)
            views.append(view)
            by_view.append(found)
        surnames = self._surnames(by_view)
        for view, found in zip(views, by_view, strict=True):
            self._naming.trim(found, surnames)
            found += self._naming.again(view, surnames)
            found.sort(key=lambda item: (item.start, -item.end))
            names.extend(found)
        weights = self._known.weights()
        leaders = Leaders(self._registry, self._offices, on, frozenset(weights))
        recalling = Recalling(self._learnt, self._tables, self._registry, self._offices, on, frozenset(weights))
        casting = Casting(self._tables, self._offices, cast, leaders, recalling)
        numbered = casting.assign(names)
        assigned = {id(names[number]): entity for number, entity in numbered.items()}
        scene = Scene(on, self._known.dateline(parsed.article.parts, hits))
        discourse = Discourse(
            self._tables, self._roles, self._offices, cast, weights, casting.office_of, self._registry, recalling, scene
        )
        discourse.enlist(cast.entities)
        for view, found in zip(views, by_view, strict=True):
            discourse.walk(view, found, assigned)
        self._merging.merge(cast, parsed.text)
        return ActorIndex(cast, self._speakers)

    def _surnames(self, by_view: list[list[Found]]) -> frozenset[str]:
        """Return the last words of the persons' names that the article gives in full."""
        full = (item for found in by_view for item in found if item.kind == "person" and item.end - item.start > 1)
        words = {item.view.words[item.end - 1] for item in full}
        return frozenset(word for word in words if word[:1].isupper() and len(word) > 2)

    def given(self, parsed: ParsedArticle, spans: list[tuple[int, int]]) -> tuple[ActorIndex, list[str]]:
        """Return an index in which each of the given spans is one actor, and their ids in that order.

        For `dragoman classify`, whose callers have marked the actors already.
        """
        return mark_given(self.read(parsed, self.scan(parsed.text)), Cast(self._tables), self._speakers, parsed, spans)
