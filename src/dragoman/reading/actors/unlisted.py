"""Names that nobody has told to be bodies until "the company" or "the airline" points back at one of them."""

from __future__ import annotations

import re

from dragoman.reading.actors.cast import Cast, Draft, Entity, slug
from dragoman.reading.actors.known import Found
from dragoman.reading.actors.tables import ActorTables, ClassNoun
from dragoman.reading.actors.view import View

_STANDINGS = {"nsubj": 1.5, "nsubjpass": 1.3, "poss": 0.9, "dobj": 0.7, "appos": 0.7, "pobj": 0.6, "conj": 0.5}
"""What a name counts for by its place in the clause."""

_NAME_TAGS = frozenset({"NNP", "NNPS", "HYPH", "POS", "IN", "CC", ",", "NFP"})

_COINED = re.compile(r"[a-z][A-Z]|[^\W\d_]\.[a-z]|[A-Za-z]\d|^[A-Z]{3,}$|^[A-Z]{2,}[a-z]")
"""Shapes of words made up for bodies: "SpaceX", "Change.org", "Level42", "IKEA"."""

_SURNAME = re.compile(r"(?:Mc|Mac|O['’]|De|Di|Du|La|Le|Van|Fitz)[A-Z][a-z]")

_REACH = 3
"""Sentences back to which a noun looks for a name that is no actor yet."""

_AWAY = 0.9
"""What a name loses with each sentence."""


class Unlisted:
    """Holds the names that are no actors, and makes a body of one when a noun calls it one; one object an article."""

    def __init__(self, tables: ActorTables, cast: Cast) -> None:
        self._tables = tables
        self._cast = cast
        self._held: dict[str, list[Found]] = {}
        self._bodies: dict[str, Entity] = {}
        self._placed: set[str] = set()

    def note(self, item: Found) -> Entity | None:
        """Note a name that is no actor; return the body it has become meanwhile, with the mention noted."""
        name = item.view.text(item.start, item.end)
        if (body := self._bodies.get(name)) is not None:
            self._mention(item, body)
            return body
        if name in self._placed:
            return None
        if self._is_place(item):
            self._placed.add(name)
            self._held.pop(name, None)
        elif self._may_be_body(item):
            self._held.setdefault(name, []).append(item)
        return None

    def nearest(self, view: View, at: int) -> tuple[float, str] | None:
        """Return the name that a noun at a word may call a body, with its standing among candidates."""
        best: tuple[float, str] | None = None
        for name, items in self._held.items():
            item = items[-1]
            away = view.sentence.index - item.view.sentence.index
            if away > _REACH or (away == 0 and item.view.heads[item.head] == at):
                continue
            score = _STANDINGS[item.view.deps[item.head]] - _AWAY * away + 0.12 * min(len(items), 8)
            if best is None or score > best[0]:
                best = (score, name)
        return best

    def make(self, name: str, noun: ClassNoun) -> Entity:
        """Return the body of a name that a noun has called one, with its mentions so far."""
        entity = self._cast.add("organisation", name, f"organisation/{slug(name)}")
        entity.head = noun.term
        entity.called.update((noun.term, *noun.like))
        entity.sectors = tuple(noun.sectors) if len(noun.sectors) == 1 else ()
        entity.explain(f"called the {noun.term}")
        self._bodies[name] = entity
        for item in self._held.pop(name):
            self._mention(item, entity)
        return entity

    @staticmethod
    def _mention(item: Found, entity: Entity) -> None:
        start, end = item.view.span(item.start, item.end)
        entity.mentions.append(Draft(start, end, "name", item.view.sentence.index, item.head))
        item.view.here.setdefault(item.head, []).append(entity)

    def _is_place(self, item: Found) -> bool:
        """Tell whether a name stands as that of a place: "in Ohio", "Reno, Nev."."""
        view, up = item.view, item.view.heads[item.head]
        if view.deps[item.head] == "pobj" and view.lower[up] in self._tables.place_words["place-preposition"]:
            return True
        after = item.end
        return after + 1 < view.size and view.words[after] == "," and view.tags[after + 1] == "NNP"

    def _may_be_body(self, item: Found) -> bool:
        view = item.view
        if item.kind != "unknown" or view.title_case or view.deps[item.head] not in _STANDINGS:
            return False
        if not all(view.tags[i] in _NAME_TAGS for i in range(item.start, item.end)):
            return False
        if view.lower[item.end - 1] in self._tables.things:
            return False
        return any(_COINED.search(word) and not _SURNAME.match(word) for word in view.words[item.start : item.end])
