"""Offices and kinds of people as the text words them: "foreign minister", "troops", "spokesman"."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.actors.tables import ActorTables, RoleTerm

PREPOSITIONS = frozenset({"of", "in", "at", "for", "to"})
"""Words inside a role, behind its head: "secretary of state"."""
_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "person": "people",
    "child": "children",
    "wife": "wives",
    "thief": "thieves",
}


def plurals(term: str) -> tuple[str, ...]:
    """Return the plural forms of a role phrase; empty when it is plural or uncountable already."""
    words = term.split()
    at = next((i - 1 for i, word in enumerate(words) if word in PREPOSITIONS and i), len(words) - 1)
    if words[at] == "general" and at:
        at -= 1
    word = words[at]
    forms = [*(word[: -len(one)] + many for one, many in _IRREGULAR.items() if word.endswith(one))]
    if not forms:
        if word.endswith(("s", "people", "men", "police")):
            return ()
        if word.endswith("y") and word[-2:-1] not in "aeiou":
            forms.append(word[:-1] + "ies")
        elif word.endswith(("x", "ch", "sh")):
            forms.append(word + "es")
        else:
            forms.append(word + "s")
    return tuple(" ".join([*words[:at], form, *words[at + 1 :]]) for form in forms)


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A role found at the words ``start`` to ``end`` (excluded), with its head word at ``head``."""

    role: RoleTerm
    plural: bool
    start: int
    end: int
    head: int


class Roles:
    """Looks up role phrases by the word that heads them."""

    def __init__(self, tables: ActorTables) -> None:
        # head word -> [(words before it, words after it, role, plural)], longest first
        self._by_head: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], RoleTerm, bool]]] = {}
        for role in tables.roles:
            self._add(role.term, role, role.number == "group")
            for form in plurals(role.term):
                self._add(form, role, True)
        for found in self._by_head.values():
            found.sort(key=lambda item: -len(item[0]) - len(item[1]))

    def _add(self, term: str, role: RoleTerm, plural: bool) -> None:
        words = tuple(term.replace("-", " - ").split())
        at = next((i - 1 for i, word in enumerate(words) if word in PREPOSITIONS and i), len(words) - 1)
        self._by_head.setdefault(words[at], []).append((words[:at], words[at + 1 :], role, plural))

    def at(self, words: list[str], head: int) -> RolePhrase | None:
        """Return the longest role phrase whose head is the word at ``head`` of these lower-case words."""
        for before, after, role, plural in self._by_head.get(words[head], ()):
            start, end = head - len(before), head + 1 + len(after)
            if start < 0 or end > len(words):
                continue
            if tuple(words[start:head]) == before and tuple(words[head + 1 : end]) == after:
                return RolePhrase(role, plural, start, end, head)
        return None
