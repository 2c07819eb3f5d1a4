"""Those whom a pronoun may mean though no name stands for them: "a man", "Thomas Reed and his wife Anna"."""

from __future__ import annotations

from dragoman.reading.actors.coreference import Coreference
from dragoman.reading.actors.salience import Salience
from dragoman.reading.actors.tables import ActorTables
from dragoman.reading.actors.view import View

_NEW = frozenset({"a", "an", "another"})
_LONGEST = 8
"""Words of a noun phrase before its noun."""


class Newcomers:
    """Notes candidates for pronouns that are no actors by themselves; one object an article."""

    def __init__(self, tables: ActorTables, salience: Salience, coreference: Coreference) -> None:
        self._tables = tables
        self._salience = salience
        self._coreference = coreference

    def couple(self, view: View, at: int) -> None:
        """Note persons named together: "Thomas Reed and his wife Anna"."""
        if view.deps[at] != "conj":
            return
        persons = self._coreference.together(view, at, at + 1)
        if len(persons) > 1 and all(entity.kind == "person" and not entity.plural for entity in persons):
            self._salience.note(self._coreference.couple(persons), view, at, "name")

    def stranger(self, view: View, at: int) -> None:
        """Note somebody new without a name, whom "he" may mean afterwards: "a 55-year-old man"."""
        if view.tags[at] != "NN" or view.deps[at] in {"attr", "appos", "compound", "amod"}:
            return
        nouns = [noun for noun in self._tables.classes.get(view.lower[at], ()) if noun.of == "person"]
        if not nouns or not any(
            view.lower[i] in _NEW and view.heads[i] == at for i in range(max(0, at - _LONGEST), at)
        ):
            return
        # "a boy named Lucas", "a singer, Anna Holm": he has a name
        for name in view.here:
            up = view.heads[name]
            if name > at and at in {up, view.heads[up]}:
                return
        called = {nouns[0].term, *nouns[0].like}
        self._salience.note(self._coreference.stranger(nouns[0].gender, called), view, at, "new")
