"""Who holds an office that is named without its holder: "the president", "Israel's foreign minister"."""

from __future__ import annotations

from dragoman.reading.actors.cast import Cast, Entity
from dragoman.reading.actors.offices import Office
from dragoman.reading.actors.recalling import Recalling
from dragoman.reading.actors.registry import Registry
from dragoman.reading.actors.salience import Salience
from dragoman.reading.actors.view import View

_NOT_NOW = frozenset(
    "former ex then late next future incoming previous deposed ousted onetime past acting interim designate deputy "
    "vice assistant shadow would-be new current-and-former first last successive".split()
)
_INDEFINITE = frozenset("a an any no every each another some one".split())
_FAR = 99
_REACH = 12
"""Sentences back to which an office may mean one who was named with it."""


class Holders:
    """Finds the holder of an office: one of the article, else whom table or library have for the day of publication."""

    def __init__(
        self, cast: Cast, salience: Salience, registry: Registry, recalling: Recalling, on: str | None
    ) -> None:
        self._cast = cast
        self._salience = salience
        self._registry = registry
        self._recalling = recalling
        self._on = on
        self._holders: dict[str, list[Entity]] = {}

    def enlist(self, entity: Entity) -> None:
        """Note the offices of a person of the article."""
        for word in {term.split()[-1]: None for term in self._terms(entity)}:
            held = self._holders.setdefault(word, [])
            if entity not in held:
                held.append(entity)

    @staticmethod
    def _terms(entity: Entity) -> tuple[str, ...]:
        return (entity.role, *entity.offices) if entity.role else entity.offices

    def named(self, view: View, term: str, country: str | None) -> Entity | None:
        """Return who of the article holds an office: the one named with it nearest by."""
        best: tuple[tuple[int, int, int], Entity] | None = None
        latest = {trace.entity.number: n for n, trace in enumerate(self._salience.recent("person", view, _REACH))}
        held = self._holders.get(term.split()[-1], [])
        for entity in held:
            if country and entity.country and entity.country != country:
                continue
            words = set(term.split())
            fitting = [one for one in self._terms(entity) if words <= set(one.split())]
            if (
                fitting
                and country
                and not entity.country
                and fitting[0].startswith("former ")
                and "former" not in words
            ):
                continue
            if not fitting:
                continue
            exact = 0 if entity.role == term else 1
            near = latest.get(entity.number, _FAR)
            if near == _FAR and not country and len(held) > 1:
                continue
            rank = (exact if near != _FAR else exact + 2, near, entity.number)
            if best is None or rank < best[0]:
                best = (rank, entity)
        return best[1] if best is not None else None

    @staticmethod
    def _is_sought(view: View, office: Office) -> bool:
        """Tell whether an office stands without an article before "of ...": "elected president of Chile"."""
        end = office.phrase.end
        bare = office.start == office.phrase.start and view.words[office.start][0].islower()
        return bare and end < view.size and view.lower[end] in {"of", "for"}

    @staticmethod
    def _names_somebody(view: View, end: int) -> bool:
        """Tell whether a name follows, which is then the holder's: "the king, Fatau the Second"."""
        comma = end < view.size and view.words[end] == ","
        at = end + comma
        if at >= view.size or view.tags[at] != "NNP":
            return False
        head = view.heads[at] if view.deps[at] == "compound" else at
        return not comma or view.deps[head] in {"appos", "dep"}

    def known(self, view: View, office: Office, country: str | None) -> Entity | None:
        """Return who held an office of a state on the day of publication; None when it is left open.

        The table says it, and where it has nobody, the library who was seen.
        """
        phrase = office.phrase
        if country is None or self._on is None or phrase.plural:
            return None
        before = view.lower[office.start : phrase.start]
        if (
            not _NOT_NOW.isdisjoint(before)
            or not _INDEFINITE.isdisjoint(before)
            or phrase.role.term.startswith("former ")
        ):
            return None
        if office.start and view.lower[office.start - 1] in _NOT_NOW:
            return None
        if phrase.end < view.size and view.words[phrase.end] == "-":
            return None
        if self._is_sought(view, office) or self._names_somebody(view, phrase.end):
            return None
        if not self._registry.holders(phrase.role.term, country, self._on):
            recalled = self._recalling.holder(self._cast, phrase.role.term, country)
            if recalled is not None:
                self.enlist(recalled)
            return recalled
        person = self._registry.holder(phrase.role.term, country, self._on)
        if person is None:
            return None
        entity = self._cast.person(person, self._registry.standing(person.ref, self._on))
        entity.explain(f"{person.office} of {country} on {self._on}: persons.tsv")
        return entity
