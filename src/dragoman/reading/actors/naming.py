"""Names that stand in no table: persons and bodies, by capitals and by the words around them."""

from __future__ import annotations

from dragoman.reading.actors.known import Found
from dragoman.reading.actors.roles import PREPOSITIONS, Roles
from dragoman.reading.actors.tables import ActorTables
from dragoman.reading.actors.view import View

_NEVER = frozenset("DT PRP PRP$ IN CC WP WDT WRB MD TO EX CD POS RP WP$ UH VBZ VBD VBP".split())
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december sept oct nov dec jan feb aug".split()
)
_NOBODY = frozenset("everybody everyone nobody somebody someone anybody anyone others".split())
_LINKS = frozenset({"of", "for"})
_BEFORE_OFFICES = frozenset({"former", "acting", "deputy", "vice", "then", "ex", "late"})
LONGEST_PERSON = 6
"""Words in the name of a person, particles counted."""


class Naming:
    """Finds runs of capitalised words and tells persons from bodies."""

    def __init__(self, tables: ActorTables, roles: Roles) -> None:
        self._tables = tables
        self._roles = roles

    def find(self, view: View, found: list[Found]) -> list[Found]:
        """Return the names of one sentence that no table knows; bodies take up the state names inside them."""
        news: list[Found] = []
        inside = {i: item for item in found for i in range(item.start, item.end)}
        at = 0
        while at < view.size:
            if view.taken[at] or not self._is_name_word(view, at):
                at += 1
                continue
            end = self._run_end(view, at)
            news.extend(self._split(view, at, end, inside))
            at = max(end, at + 1)
        return news

    def trim(self, found: list[Found], surnames: frozenset[str]) -> None:
        """Take the first word of a sentence from a surname that it is no name before: "Though Hoak said"."""
        for item in found:
            if item.start or item.end != 2 or item.kind not in {"person", "unknown"} or item.ref:
                continue
            if item.view.words[1] in surnames and not self._is_given(item.view, 0):
                item.start, item.view.taken[0] = 1, False
                item.head = 1

    @staticmethod
    def again(view: View, surnames: frozenset[str]) -> list[Found]:
        """Return the surnames that capitals do not show: in a headline, or as the first word of a sentence."""
        first = 1 if view.size and view.tags[0] == "``" else 0
        found = []
        for at in range(view.size if view.title_case else min(first + 1, view.size)):
            if view.taken[at] or view.words[at] not in surnames or (at < first and not view.title_case):
                continue
            if at + 1 < view.size and view.words[at + 1] == "-" and not view.spaces[at]:
                continue
            found.append(Naming._mark(Found(view, at, at + 1, at, "unknown", "", "name")))
        return found

    def _is_name_word(self, view: View, at: int) -> bool:
        word = view.words[at]
        if view.lower[at] in self._tables.particles and at + 2 < view.size and view.words[at + 1] == "-":
            return not view.spaces[at] and view.words[at + 2][:1].isupper()
        if not word[0].isupper():
            return False
        if view.lower[at] in CALENDAR and not (self._follows_given(view, at) and view.tags[at] == "NNP"):
            return False
        tag = view.tags[at]
        if view.lower[at] in _NOBODY:
            return False
        if tag in {"NNP", "NNPS"}:
            return not view.title_case or word.casefold() in self._tables.given or self._follows_given(view, at)
        if tag in _NEVER or view.title_case:
            return word.casefold() in self._tables.given and at + 1 < view.size and view.words[at + 1][:1].isupper()
        first = at == 0 or view.tags[at - 1] in {"``", "''", ":", "-LRB-", "."}
        if first:
            return word.casefold() in self._tables.given
        return len(word) > 1 and (word.isalpha() or (word.isalnum() and word[1].islower()))

    def _follows_given(self, view: View, at: int) -> bool:
        return at > 0 and view.words[at - 1].casefold() in self._tables.given and not view.taken[at - 1]

    def _run_end(self, view: View, at: int) -> int:
        end = at + 1
        while end < view.size:
            if not view.taken[end] and self._is_name_word(view, end):
                end += 1
            elif view.words[end] == "-" and end + 1 < view.size and not view.spaces[end - 1] and not view.spaces[end]:
                if not (view.words[end + 1][0].isupper() or view.tags[end + 1] == "NNP") or view.taken[end + 1]:
                    break
                end += 2
            elif view.words[end] == "&" and end + 1 < view.size and self._goes_on(view, end):
                end += 2  # "Smith & Sons"
            elif view.lower[end] in self._tables.particles:
                step = end + 1
                while step < view.size and (view.lower[step] in self._tables.particles or view.words[step] == "-"):
                    step += 1
                if step >= view.size or view.taken[step] or not self._is_name_word(view, step) or step - end > 3:
                    break
                end = step + 1
            else:
                break
        return end

    def _goes_on(self, view: View, at: int) -> bool:
        """Tell whether the name of a firm goes on behind an ampersand."""
        return view.words[at + 1][:1].isupper() and not view.taken[at + 1] and self._is_name_word(view, at + 1)

    def _split(self, view: View, start: int, end: int, inside: dict[int, Found]) -> list[Found]:
        """Cut a run into a role or title before the name, and the name."""
        head = self._tables.heads.get(view.lower[end - 1])
        first = self._tables.heads.get(view.lower[start])
        if (
            "&" in view.words[start:end]
            or (head is not None and end - start > 1)
            or (first is not None and self._links(view, end))
        ):
            return [self._body(view, start, end, inside)]
        before = inside.get(start - 1)
        if head is not None and before is not None and before.kind in {"country", "people"} and before.start:
            # "Free Syrian Army": the name goes on before the state
            first_word = before.start - 1
            if view.tags[first_word] == "NNP" and not view.taken[first_word] and not view.title_case:
                return [self._body(view, start, end, inside)]
        at, titled = self._past_titles(view, start, end)
        if at >= end:
            return []
        if head is not None and end - at == 1 and (at > start or view.lower[end - 1] == view.words[end - 1]):
            return []
        if head is not None and end - at == 1:
            if inside.get(start - 1) is not None and inside[start - 1].form != "people":
                return [self._body(view, start, end, inside)]
            return []
        if end - at > LONGEST_PERSON:
            return []
        if end - at > 1 and not self._is_given(view, at) and self._is_office(view, end - 1, end):
            return []  # "Texas Senator", before a name that a table has
        kind = "person" if titled or self._looks_personal(view, at, end) else "unknown"
        why = "a title or office before the name" if titled else "a given name" if kind == "person" else ""
        return [self._mark(Found(view, at, end, view.root(at, end), kind, "", "name", why))]

    def _past_titles(self, view: View, start: int, end: int) -> tuple[int, bool]:
        """Return where the name in a run begins, and whether a title or office stands before it."""
        at, titled = self._past_offices(view, start, end)
        while at < end:
            word = view.lower[at].rstrip(".")
            phrase = self._role_from(view, at, end)
            if titled and phrase == end and view.lower[at - 1].rstrip(".") in self._tables.titles:
                break  # "Dr. King"
            if phrase and (self._is_office(view, at, phrase) or (end - phrase > 1 and self._is_given(view, phrase))):
                at, titled = phrase, True
            elif word in self._tables.titles and not (word in self._tables.given and not view.words[at].endswith(".")):
                at, titled = at + 1, True
            elif view.words[at] == "-" or view.lower[at] in _BEFORE_OFFICES:
                at += 1
            else:
                break
        return at, titled

    def _past_offices(self, view: View, start: int, end: int) -> tuple[int, bool]:
        """Return where the last honorific inside a run begins, or its last office ends, and whether it is an office."""
        if start > 1 and view.lower[start - 1] in PREPOSITIONS:
            # "Secretary of State Maria Brandt": the run begins inside an office
            phrase = self._roles.at(view.lower, start - 2)
            if phrase is not None and start < phrase.end < end:
                return phrase.end, True
        for i in range(end - 2, start, -1):
            # "Undersecretary of Education Mr. Toccafondi": an honorific inside a run begins the name
            bare = view.lower[i].rstrip(".")
            if bare in self._tables.honorifics or (
                view.lower[i] != bare and len(bare) > 1 and bare in self._tables.titles
            ):
                return i, False
            if self._is_office(view, i, i + 1) and self._roles.at(view.lower, i) is not None:
                # "Vermont Senator Bernie Sanders": an office inside a run ends what is before the name
                return i + 1, True
        return start, False

    def _links(self, view: View, end: int) -> bool:
        return end + 1 < view.size and view.lower[end] in _LINKS and view.words[end + 1][:1].isupper()

    def _role_from(self, view: View, at: int, end: int) -> int:
        """Return where a role phrase that begins at ``at`` ends, or 0 when none does."""
        for head in range(min(end, at + 4) - 1, at - 1, -1):
            phrase = self._roles.at(view.lower, head)
            if phrase is not None and phrase.start == at:
                return phrase.end
        return 0

    def _is_office(self, view: View, start: int, end: int) -> bool:
        """Tell whether a role may stand before a bare surname ("Senator Cruz", not "National Dialogue")."""
        phrase = self._roles.at(view.lower, end - 1)
        if " ".join(view.lower[start:end]) in self._tables.titles:
            return True
        return phrase is not None and bool({"GOV", "MIL", "LEG", "JUD", "COP", "PTY"} & set(phrase.role.sectors))

    def _looks_personal(self, view: View, start: int, end: int) -> bool:
        if end - start < 2 or end - start > LONGEST_PERSON:
            return False
        if not self._is_given(view, start) or view.lower[end - 1] in self._tables.heads:
            return False
        if view.lower[end - 1] in self._tables.name_ends or view.lower[start] in self._tables.name_starts:
            return False
        return view.words[end - 1][0].isupper() and any(len(view.words[i].rstrip(".")) > 1 for i in range(start, end))

    def _is_given(self, view: View, at: int) -> bool:
        word = view.words[at].casefold()
        initial = len(word) == 2 and word.endswith(".")
        return word in self._tables.given or initial

    def _body(self, view: View, start: int, end: int, inside: dict[int, Found]) -> Found:
        """Return a body: state names before it and "of ..." after it belong to its name."""
        # "Foreign Ministry of Iran", "University of X", "Ministry of Defence and Armed Forces"
        while self._links(view, end) and view.tags[end + 1] != "CD":
            step = end + 1
            while (
                step < view.size
                and view.words[step][:1].isupper()
                and (not view.taken[step] or (step in inside and inside[step].kind in {"country", "people"}))
            ):
                step += 1
            if step == end + 1:
                break
            end = step
            if (
                end + 1 < view.size
                and view.lower[end] == "and"
                and view.tags[end + 1] == "NNP"
                and not view.taken[end + 1]
            ):
                end += 2
                while end < view.size and view.words[end][:1].isupper() and not view.taken[end]:
                    end += 1
        left = start
        while left - 1 in inside and inside[left - 1].kind in {"country", "people"} and inside[left - 1].end == left:
            left = inside[left - 1].start
        while left < start and left and view.tags[left - 1] == "NNP" and left - 1 not in inside:
            left -= 1
        view.states_inside.update((i, inside[i].ref) for i in range(left, end) if i in inside)
        return self._mark(Found(view, left, end, view.root(left, end), "body", "", "name", "heads.tsv"))

    @staticmethod
    def _mark(item: Found) -> Found:
        for i in range(item.start, item.end):
            item.view.taken[i] = True
        return item
