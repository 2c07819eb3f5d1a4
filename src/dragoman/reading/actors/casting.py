"""From the names of all sentences to the actors of the article: full names first, then what is short for them."""

from __future__ import annotations

from collections import Counter

from dragoman.reading.actors.bodies import Bodies
from dragoman.reading.actors.cast import Cast, Draft, Entity, merged, slug
from dragoman.reading.actors.known import Found
from dragoman.reading.actors.leaders import Leaders
from dragoman.reading.actors.offices import Office, Offices
from dragoman.reading.actors.recalling import Recalling
from dragoman.reading.actors.tables import ActorTables
from dragoman.record import OFFICE_STATED, STATE_STATED

_SPEECH = frozenset(
    "say tell add note ask warn argue claim insist announce explain write tweet believe think want deny admit "
    "accuse urge call declare reply respond recall concede acknowledge suggest describe stress confirm".split()
)
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "agent"})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


class Casting:
    """Makes entities of names; one object an article."""

    def __init__(
        self, tables: ActorTables, offices: Offices, cast: Cast, leaders: Leaders, recalling: Recalling
    ) -> None:
        self._tables = tables
        self._leaders = leaders
        self._recalling = recalling
        self._offices = offices
        self._cast = cast
        self._by_surname: dict[str, list[Entity]] = {}
        self._kin: set[int] = set()
        self._bodies = Bodies(tables, cast)
        self.office_of: dict[int, tuple[Entity, Office]] = {}

    def assign(self, names: list[Found]) -> dict[int, Entity]:
        """Return the entity of each name that is an actor, by the position of the name in ``names``."""
        assigned: dict[int, Entity] = {}
        alone = Counter(item.view.words[item.start] for item in names if _stands_alone(item))
        alone.subtract(dict.fromkeys({i.view.words[i.end - 1]: 0 for i in names if self._is_placed(i)}, 1000))
        at: dict[int, dict[int, Found]] = {}
        for item in names:
            at.setdefault(item.view.sentence.index, {}).update((i, item) for i in range(item.start, item.end))
        for number, item in enumerate(names):
            entity = self._first_round(item, at[item.view.sentence.index], alone)
            if entity is not None:
                assigned[number] = entity
                self._mention(item, entity)
        for number, item in enumerate(names):
            if number not in assigned:
                entity = self._second_round(item, at[item.view.sentence.index])
                if entity is not None:
                    assigned[number] = entity
                    self._mention(item, entity)
        found = {id(item): assigned[number] for number, item in enumerate(names) if number in assigned}
        for number, entity in assigned.items():
            item = names[number]
            if item.why:
                entity.explain(item.why)
            if entity.kind == "person":
                self._give_office(item, entity, at[item.view.sentence.index], found)
        for entity in {id(entity): entity for entity in assigned.values()}.values():
            self._recalling.complete(entity)
        return assigned

    def _mention(self, item: Found, entity: Entity) -> None:
        start, end = item.view.span(item.start, item.end)
        entity.mentions.append(Draft(start, end, self._form(item, entity), item.view.sentence.index, item.head))

    def _first_round(self, item: Found, at: dict[int, Found], alone: Counter[str]) -> Entity | None:
        """Names that say by themselves who is meant."""
        view = item.view
        if item.kind == "country":
            return self._cast.country(item.ref)
        if item.kind == "people":
            return self._people(item)
        if item.kind == "organisation":
            entity = self._cast.organisation(self._tables.bodies[item.ref])
            self._bodies.note_letters(item, entity)
            return entity
        if item.kind == "body":
            return self._bodies.named(item, at)
        words = self._words(item)
        if item.kind == "person" and item.ref:
            if len(words) == 1:
                return None
            return self._enlist(self._leaders.person(self._cast, self._tables.leaders[item.ref]), words)
        if len(words) < 2 or (words[0].casefold() in self._tables.particles and words[0].casefold() != "ben"):
            return None
        if item.kind == "unknown" and not self._is_person(item, at, alone):
            return self._bodies.unknown(item, at)
        entity = self._full_name(view.text(item.start, item.end), words)
        if not entity.mentions and _is_of_another(item):
            self._kin.add(entity.number)
        return entity

    def _second_round(self, item: Found, at: dict[int, Found]) -> Entity | None:
        """Short names: of somebody named in full, of a body by its letters, else of somebody known to the table."""
        words = self._words(item)
        if not words:
            return None
        word = words[-1].casefold()
        if alias := self._bodies.alias(item.view.text(item.start, item.end)):
            return alias
        if len(words) > 1 and words[0].casefold() in self._tables.particles:
            tail = " ".join(words).casefold()
            persons = [person for person in self._by_surname.get(word, []) if person.name.casefold().endswith(tail)]
            if persons:
                return self._nearest(persons, item)
            if (item.kind == "person" and item.why) or self._speaks(item) or self._offices.of_name(item, at):
                return self._full_name(" ".join(words), words)
            return None
        if len(words) == 1:
            persons = self._by_surname.get(word, []) or self._by_surname.get(word.partition("-")[2], [])
            if persons:
                return self._nearest(persons, item)
            if family := self._family(item, words[0]):
                return family
            if item.ref and item.kind == "person":
                return self._enlist(self._leaders.person(self._cast, self._tables.leaders[item.ref]), words)
            evident = bool(item.kind == "person" and item.why) or self._speaks(item)
            if not evident and item.view.deps[item.head] in _ARGUMENTS and not self._is_placed(item):
                evident = self._offices.of_name(item, at) is not None
            own = word in self._tables.given and word not in self._tables.place_given
            if not evident and own and _stands_alone(item):
                item.why, evident = "a given name", True
            if not evident and (noun := self._bodies.called(item, "person")) is not None:
                item.why, evident = f"called a {noun}", True
            if not evident and item.kind == "unknown" and (body := self._bodies.unknown(item, at)) is not None:
                return body
            before = at.get(item.start - 1)
            if before is not None and before.kind in {"country", "people"} and not item.why:
                return None
            if evident and (leader := self._leaders.meant(item, at)) is not None:
                return self._enlist(self._leaders.person(self._cast, self._tables.leaders[leader]), words)
            if (evident or self._takes_part(item)) and (seen := self._recalling.meant(item, at)) is not None:
                return self._full_name(seen.name, seen.name.split())
            if evident and not item.view.title_case and item.view.words[item.start].isalpha():
                if item.view.words[item.start].isupper() and len(word) < 6:
                    return None
                return self._full_name(words[0], words)
        return None

    def _family(self, item: Found, word: str) -> Entity | None:
        """ "The Clintons": several persons of one surname."""
        if item.view.tags[item.start] != "NNPS" or not word.endswith("s"):
            return None
        persons = self._by_surname.get(word[:-1].casefold(), [])
        if not persons or not item.start or item.view.lower[item.start - 1] != "the":
            return None
        entity = self._cast.add("group", word, f"group/{slug(word)}")
        entity.country, entity.plural, entity.members = persons[0].country, True, tuple(persons)
        entity.explain(f"a family name: {word[:-1]}")
        return entity

    def _words(self, item: Found) -> list[str]:
        words = item.view.text(item.start, item.end).split()
        while len(words) > 1 and words[-1].casefold() in _SUFFIXES:
            words.pop()
        return words

    def _is_person(self, item: Found, at: dict[int, Found], alone: Counter[str]) -> bool:
        view = item.view
        last = view.words[item.end - 1]
        if view.lower[item.end - 1] in self._tables.name_ends or view.lower[item.start] in self._tables.name_starts:
            return False
        if view.lower[item.end - 1] in self._tables.heads or any(c.isdigit() for c in view.text(item.start, item.end)):
            return False
        if any(view.deps[i] == "det" and view.heads[i] == item.head for i in range(max(0, item.start - 3), item.start)):
            return False
        if any(word.isupper() and len(word) > 3 for word in view.words[item.start : item.end]):
            return False
        governor = view.heads[item.head]
        if view.deps[item.head] in {"compound", "amod", "nmod"} and view.words[governor][0].islower():
            return False
        office = self._offices.of_name(item, at)
        if office is not None:
            item.why = "an office beside the name"
            return True
        if (noun := self._bodies.called(item, "person")) is not None:
            item.why = f"called a {noun}"
            return True
        if alone[last] > 0 and last[0].isupper() and item.end - item.start <= 4:
            item.why = "named in full, then by surname"
            return True
        if self._speaks(item) and item.end - item.start <= 4:
            item.why = "a name that speaks"
            return True
        return False

    def _takes_part(self, item: Found) -> bool:
        """Tell whether a one-word name stands where one who acts or is spoken of does: "Holm met the miners"."""
        view = item.view
        proper = view.tags[item.head] == "NNP" and not view.title_case and not view.words[item.head].isupper()
        return proper and _stands_alone(item) and not self._is_placed(item)

    def _is_placed(self, item: Found) -> bool:
        view = item.view
        up = view.heads[item.head]
        return view.deps[item.head] == "pobj" and view.lower[up] in self._tables.place_words["place-preposition"]

    def _speaks(self, item: Found) -> bool:
        view = item.view
        if item.start and view.lower[item.start - 1] == "the":
            return False
        return view.deps[item.head] == "nsubj" and view.lemmas[view.heads[item.head]] in _SPEECH

    def _full_name(self, name: str, words: list[str]) -> Entity:
        last = words[-1].casefold()
        for entity in self._by_surname.get(last, []):
            have = entity.name.split()
            if len(words) == 1 or _same_person(have, words):
                if len(words) > len(have) and len(have) == 1:
                    entity.name = name
                return entity
        entity = self._cast.add("person", name, f"person/{slug(name)}")
        return self._enlist(entity, words)

    def _enlist(self, entity: Entity, words: list[str]) -> Entity:
        last = words[-1].casefold()
        keys = [last, entity.name.split()[-1].casefold()]
        if (cut := last.find("-")) in {2, 3} and last[:cut] in self._tables.particles:
            keys.append(last[cut + 1 :])
        for word in keys:
            held = self._by_surname.setdefault(word, [])
            if entity not in held:
                held.append(entity)
        if not entity.gender and (gender := self._tables.given.get(entity.name.split()[0].casefold(), "")) in {
            "m",
            "f",
        }:
            entity.gender = gender
        first = entity.name.split()[0].casefold()
        if first in self._tables.given and first != entity.name.split()[-1].casefold():
            held = self._by_surname.setdefault(first, [])
            if entity not in held:
                held.append(entity)
        return entity

    def _nearest(self, persons: list[Entity], item: Found) -> Entity:
        if len(persons) == 1:
            return persons[0]
        here = item.view.span(item.start, item.end)[0]
        title = item.view.lower[item.start - 1].rstrip(".") if item.start else ""
        gender = self._tables.title_gender.get(title, "")
        fitting = [person for person in persons if not gender or person.gender in {"", gender}] or persons
        surname = item.view.words[item.end - 1].casefold()
        fitting = [person for person in fitting if person.name.split()[-1].casefold() == surname] or fitting
        index = item.view.sentence.index
        # "her mother Anna Holm": the surname alone stays that of whose mother she is; "Anna" is not "Holm" beside it
        named = [person for person in fitting if any(m.start <= here for m in person.mentions)]
        fitting = [person for person in named if not self._is_told_apart(person, item, surname)] or fitting
        close = [p for p in fitting if any(index - 2 < m.sentence <= index and m.start <= here for m in p.mentions)]
        if len(close) == 1:
            return close[0]
        # who is named oftener in full is who the article is about
        return min(close or fitting, key=lambda person: (-len(person.mentions), person.number))

    def _is_told_apart(self, person: Entity, item: Found, surname: str) -> bool:
        """Tell whether somebody of a surname is not meant by it alone, being another's kin or called by first name."""
        first, *_, last = person.name.casefold().split()
        if last != surname or first == last:
            return False
        index, lower = item.view.sentence.index, item.view.lower
        return person.number in self._kin or any(
            mention.sentence == index and lower[mention.head] == first for mention in person.mentions
        )

    def _people(self, item: Found) -> Entity:
        name = item.view.text(item.start, item.end)
        one = item.start > 0 and item.view.lower[item.start - 1] in {"a", "an", "one", "another"}
        plural = item.view.tags[item.end - 1] in {"NNS", "NNPS"} or (not one and name.endswith(("sh", "ch", "ese")))
        kind = "people" if plural else "national"
        entity = self._cast.add("group" if plural else "person", name, f"group/{item.ref}-{kind}")
        entity.country, entity.plural, entity.head = item.ref, plural, "people"
        entity.sectors = merged(entity.sectors, ("CVL",))
        return entity

    def _form(self, item: Found, entity: Entity) -> str:
        if item.form != "name":
            return item.form
        if entity.kind == "person" and item.end - item.start < len(entity.name.split()):
            return "short"
        return "name"

    def _give_office(self, item: Found, entity: Entity, at: dict[int, Found], found: dict[int, Entity]) -> None:
        title = item.view.lower[item.start - 1].rstrip(".") if item.start else ""
        if not entity.gender and title in self._tables.title_gender:
            entity.gender = self._tables.title_gender[title]
        office = self._offices.of_name(item, at)
        if office is None:
            i = item.start - 1
            if i >= 0 and i in at and at[i].kind in {"country", "people"} and not entity.country:
                entity.country = at[i].ref
            return
        role = self._offices.held_as(office)
        self.office_of[id(item)] = (entity, office)
        if not self._offices.is_counterpart(office.phrase):
            if entity.role is None or (role.term not in entity.role and entity.role not in role.term):
                entity.role = role.term if entity.role is None or entity.role in entity.offices else entity.role
            entity.sectors = merged(entity.sectors, role.sectors)
            entity.gender = entity.gender or role.gender
            entity.explain(f"{OFFICE_STATED}{role.term}")
        for owner in office.owners:
            body = found.get(id(owner))
            if body is None:
                continue
            if entity.side is None:
                entity.side = body
            if body.country and not entity.country:
                entity.country = body.country
                if body.kind == "organisation":
                    entity.sectors = merged(entity.sectors, body.sectors)
                entity.explain(f"{STATE_STATED}{body.name}")
                break


def _stands_alone(item: Found) -> bool:
    """Tell whether a one-word name stands where a person named by surname would stand."""
    if item.end - item.start != 1:
        return False
    view, at = item.view, item.start
    if view.deps[at] not in {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos"}:
        return False
    return not any(view.words[i][0].isupper() and view.heads[i] == at for i in range(max(0, at - 2), at))


def _is_of_another(item: Found) -> bool:
    """Tell whether somebody is named as another's: "his wife Anna Holm", "Holm's mother, Anna Holm"."""
    view = item.view
    for i in range(item.start - 1, max(-1, item.start - 7), -1):
        if view.tags[i] in {"PRP$", "POS"}:
            return i + 1 < item.start
        if view.tags[i] not in {"NN", "NNS", "JJ", "CD", "HYPH", ",", "``", "''"}:
            return False
    return False


def _same_person(have: list[str], words: list[str]) -> bool:
    """Tell whether two full names with one surname may be one person's: equal, shorter or with initials."""
    if len(have) == 1:
        return True
    first, other = have[0].rstrip(".").casefold(), words[0].rstrip(".").casefold()
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])
