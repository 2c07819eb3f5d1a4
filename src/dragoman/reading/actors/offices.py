"""Offices around a name: which role goes with it, and whose office it is."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.actors.known import Found
from dragoman.reading.actors.roles import PREPOSITIONS, RolePhrase, Roles
from dragoman.reading.actors.tables import RoleTerm
from dragoman.reading.actors.view import View

_LEFT_STOPS = frozenset("VBD VBZ VBP VBG VB MD IN CC WP WDT WRB TO EX , . : `` '' -LRB- -RRB- RB".split())
_LEFT = frozenset({"former", "ex", "onetime", "ousted", "deposed"})
_LONGEST = 6
"""Words of a role behind its head."""
_APPOSITION_REACH = 12
"""Words after a name in which an apposition's office is looked for."""


@dataclass(slots=True)
class Office:
    """A role beside a name: the phrase, where its noun phrase begins, and the names that qualify it."""

    view: View
    phrase: RolePhrase
    start: int
    owners: list[Found]
    possessive: int | None


class Offices:
    """Finds the office that stands beside a name."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles

    def of_name(self, item: Found, at: dict[int, Found]) -> Office | None:
        """Return the office of a person named here, before the name, after it, or across a copula."""
        view = item.view
        office = self._before(view, item, at) or self._after(view, item, at)
        if office is not None and not office.owners and (state := self._state_behind(view, item.end, at)) is not None:
            office.owners.append(state)
        return office

    @staticmethod
    def _state_behind(view: View, end: int, at: dict[int, Found]) -> Found | None:
        """Return the state that follows the name of who is in its office: "Chancellor Anna Holm of Austria"."""
        if end >= view.size or view.lower[end] != "of":
            return None
        step = end + 2 if end + 1 < view.size and view.lower[end + 1] == "the" else end + 1
        state = at.get(step)
        if state is None or state.kind != "country" or state.form == "demonym":
            return None
        return None if state.end < view.size and view.tags[state.end] == "POS" else state

    def _noun_role(self, view: View, at: int) -> RolePhrase | None:
        """Return the role phrase at a noun ("major donors" have no major)."""
        if view.tags[at].startswith("NN"):
            return self._roles.at(view.lower, at)
        if at < 2 or view.words[at - 1] != "-":
            return None
        # "secretary-general", whose last word is tagged as an adjective
        phrase = self._roles.at(view.lower, at)
        return phrase if phrase is not None and phrase.start < at else None

    def _role_before(self, view: View, last: int) -> RolePhrase | None:
        """Return the role phrase whose last word stands at ``last``: "secretary of state" too, whose head is before."""
        for i in range(last - 1, max(0, last - _LONGEST), -1):
            if view.lower[i] in PREPOSITIONS:
                phrase = self._noun_role(view, i - 1)
                if phrase is not None and phrase.end == last + 1:
                    return phrase
                break
        return self._noun_role(view, last)

    def _before(self, view: View, item: Found, at: dict[int, Found]) -> Office | None:
        i = item.start - 1
        skipped = 0
        while i >= 0 and skipped < 3:
            phrase = self._role_before(view, i)
            if phrase is not None and phrase.end <= item.start and not phrase.plural:
                return self.office(view, phrase, at)
            if i in at and at[i] is not item and i - 1 >= 0:
                # "ambassador to Norway Ana Ruiz", "president of Chile Ana Ruiz"
                j = at[i].start - 1
                if j >= 0 and view.lower[j] == "the":
                    j -= 1
                if j >= 1 and view.lower[j] in {"to", "of", "for"}:
                    phrase = self._noun_role(view, j - 1)
                    if phrase is not None and not phrase.plural:
                        return self.office(view, phrase, at)
                return None
            if view.tags[i] == "," and skipped == 0 and i >= 1:
                return self._before_comma(view, item, at, i)
            if view.tags[i] not in {"NNP", "HYPH", "NN", "JJ", "``", "''"}:
                return None
            i -= 1
            skipped += 1
        return None

    def _before_comma(self, view: View, item: Found, at: dict[int, Found], comma: int) -> Office | None:
        """ "Israel's prime minister, Benjamin Netanyahu": the noun phrase before the comma, when it is its governor."""
        last = comma - 1
        if last and view.words[last] == ")":
            last = next((i - 1 for i in range(last - 1, 0, -1) if view.words[i] == "("), last)
        if last in at and at[last].kind != "person":
            # "the ambassador to Nigeria, Valerie ...": step back over what the office is of
            last = at[last].start - 1
            if last >= 1 and view.lower[last] == "the":
                last -= 1
            if last < 1 or view.lower[last] not in {"to", "of", "for", "in", "from", "at", "with"}:
                return None
            last -= 1
        phrase = self._role_before(view, last)
        if phrase is None or phrase.plural:
            return None
        dep, other = view.deps[item.head], view.deps[phrase.head]
        if (dep == "appos" and view.heads[item.head] < comma) or (dep == other and dep in {"nsubj", "nsubjpass"}):
            return self.office(view, phrase, at)
        return None

    def _after(self, view: View, item: Found, at: dict[int, Found]) -> Office | None:
        i = item.end
        if i >= view.size:
            return None
        if view.tags[i] == "-LRB-":
            return None
        copula = view.lower[i] in {"is", "was", "became", "remains"}
        if view.tags[i] == ",":
            i += 1
            if (
                i < view.size
                and view.lower[i] == "who"
                and i + 1 < view.size
                and view.lower[i + 1] in {"is", "was", "became"}
            ) or (i + 1 < view.size and view.tags[i] == "CD" and view.tags[i + 1] == ","):
                i += 2
        elif copula:
            i += 1
        else:
            return None
        stop = min(view.size, i + _APPOSITION_REACH)
        start = i
        while i < stop:
            tag = view.tags[i]
            phrase = self._noun_role(view, i)
            if (
                phrase is not None
                and not phrase.plural
                and not (phrase.end < view.size and view.tags[phrase.end] == "POS")
            ):
                nxt = phrase.end
                if nxt < view.size and view.tags[nxt].startswith("NN") and not view.taken[nxt]:
                    i += 1
                    continue
                if nxt < view.size and nxt in at and at[nxt].kind == "person":
                    return None
                return self.office(view, phrase, at)
            if tag in _LEFT_STOPS and tag not in {"RB", "POS"} and not (tag == "IN" and i == start):
                return None
            if i in at and at[i].kind == "person":
                return None
            i += 1
        return None

    def office(self, view: View, phrase: RolePhrase, at: dict[int, Found]) -> Office:
        """Return the office of a role phrase with what qualifies it to its left and, after it, by "of ...\"."""
        owners: list[Found] = []
        persons: list[Found] = []
        possessive: int | None = None
        for inner in range(phrase.start, phrase.end):
            if inner in at and at[inner].kind != "person" and at[inner] not in owners:
                owners.append(at[inner])
        i = phrase.start - 1
        while i >= 0:
            if i in at:
                item = at[i]
                if not view.in_participle(item.end):
                    (persons if item.kind in {"person", "unknown"} else owners).append(item)
                i = item.start - 1
                continue
            tag = view.tags[i]
            if tag == "PRP$":
                possessive = i
                i -= 1
                break
            if tag == "RB" and (view.tags[i - 1] == "HYPH" or view.tags[i + 1] == "HYPH"):
                i -= 1
                continue
            if tag in _LEFT_STOPS or view.lower[i] in {"the", "a", "an"}:
                if tag == "DT":
                    i -= 1
                break
            i -= 1
        start = i + 1
        reach = phrase.end
        ambassador = phrase.role.term.endswith(("ambassador", "envoy", "representative"))
        for _ in range(3):
            if reach >= view.size or view.lower[reach] not in {"of", "for", "at", "in", "from", "with", "to"}:
                break
            preposition = view.lower[reach]
            step = reach + 1
            while step < view.size and step not in at and step - reach < 6 and view.tags[step] not in _LEFT_STOPS:
                step += 1
            if step >= view.size or step not in at or at[step].kind == "person":
                break
            if preposition == "of" or (not owners and not (ambassador and preposition in {"to", "in", "for", "at"})):
                owners.append(at[step])
            reach = at[step].end
        return Office(view, phrase, start, owners or persons, possessive)

    @staticmethod
    def held_as(office: Office) -> RoleTerm:
        """Return the role of an office, of one who has left it where words say so ("the former French king")."""
        role, view = office.phrase.role, office.view
        if role.term.startswith("former "):
            return role
        if _LEFT.isdisjoint(view.lower[max(0, office.start - 1) : office.phrase.start]):
            return role
        return RoleTerm(f"former {role.term}", role.number, ("ELI",), role.gender, role.political)

    @staticmethod
    def is_counterpart(phrase: RolePhrase) -> bool:
        """Tell whether a role is that of another ("his Azerbaijani counterpart")."""
        return phrase.role.term == "counterpart"
