"""One walk through the article: groups, offices without a name, bodies in lower case, pronouns."""

from __future__ import annotations

from dragoman.reading.actors.cast import Cast, Draft, Entity, FirstPerson, merged, slug
from dragoman.reading.actors.coreference import Coreference
from dragoman.reading.actors.groups import Groups
from dragoman.reading.actors.holders import Holders
from dragoman.reading.actors.known import Found
from dragoman.reading.actors.newcomers import Newcomers
from dragoman.reading.actors.nominals import Nominals, note_callings
from dragoman.reading.actors.offices import Office, Offices
from dragoman.reading.actors.peoples import Folk, Peoples
from dragoman.reading.actors.recalling import Recalling
from dragoman.reading.actors.registry import Registry
from dragoman.reading.actors.roles import RolePhrase, Roles
from dragoman.reading.actors.salience import Salience
from dragoman.reading.actors.settling import Beside, Scene, Settling
from dragoman.reading.actors.tables import ActorTables, RoleTerm
from dragoman.reading.actors.unlisted import Unlisted
from dragoman.reading.actors.view import View

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "his", "her", "their"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
_COUPLED = ({"person"}, {"group"}, {"organisation"})
"""Kinds of actors that stay together as "they" once words have named them together."""
_DEEDS = frozenset({"opposition"})
"""Nouns for a body that with "to" say what somebody does: "its opposition to the treaty"."""
_OPEN_QUOTES = frozenset('“"«')
_CLOSE_QUOTES = frozenset('”"»')
_SAY = frozenset("say tell add ask warn insist announce explain write argue declare reply note tweet continue".split())


class Discourse:
    """Walks through the sentences of one article in order."""

    def __init__(
        self,
        tables: ActorTables,
        roles: Roles,
        offices: Offices,
        cast: Cast,
        weights: dict[str, int],
        beside: Beside,
        registry: Registry,
        recalling: Recalling,
        scene: Scene,
    ) -> None:
        self._tables = tables
        self._roles = roles
        self._offices = offices
        self._cast = cast
        self._main = max(weights, key=lambda ref: weights[ref]) if weights else None
        self._beside_name = beside
        self._salience = Salience()
        self._coreference = Coreference(cast, self._salience, self._main)
        self._unlisted = Unlisted(tables, cast)
        self._nominals = Nominals(tables, self._salience, self._coreference, self._unlisted)
        self._newcomers = Newcomers(tables, self._salience, self._coreference)
        self._settling = Settling(tables, self._salience, weights, beside, registry, scene)
        self._holders = Holders(cast, self._salience, registry, recalling, scene.on)
        self._groups = Groups(tables, cast, self._salience, self._holders)
        self._peoples = Peoples(tables)
        self._bodies: dict[str, list[Entity]] = {}
        self._speaker: Entity | None = None
        self._in_quote = False
        self._paragraph = -1

    def enlist(self, entities: list[Entity]) -> None:
        """Note who holds which office and which bodies there are, from the whole article."""
        for entity in entities:
            if entity.kind == "person":
                self._holders.enlist(entity)
            if entity.kind == "organisation" and entity.head:
                self._bodies.setdefault(entity.head, []).append(entity)
            if entity.kind in {"organisation", "group"}:
                words = entity.name.lower().split()
                for word in (words[-1], *(words[i - 1] for i in range(1, len(words)) if words[i] in {"of", "for"})):
                    for noun in self._tables.classes.get(word, ()):
                        entity.called.update((word, *noun.like))

    def walk(self, view: View, names: list[Found], assigned: dict[int, Entity]) -> None:
        """Read one sentence: ``assigned`` gives the entity of each name, by the name's identity."""
        at = {i: item for item in names for i in range(item.start, item.end)}
        heads = {item.head: item for item in names if id(item) in assigned}
        for item in heads.values():
            view.here.setdefault(item.head, []).append(assigned[id(item)])
        if view.sentence.paragraph != self._paragraph:
            self._paragraph, self._in_quote = view.sentence.paragraph, False
        self._speaker_here(view, heads, assigned)
        for i in range(view.size):
            if view.words[i] in _OPEN_QUOTES or view.words[i] in _CLOSE_QUOTES:
                self._in_quote = view.words[i] in _OPEN_QUOTES and not (view.words[i] == '"' and self._in_quote)
            view.quoted[i] = self._in_quote
            if i in heads:
                item = heads[i]
                self._settling.settle(view, item, assigned[id(item)])
                if item.kind == "organisation":
                    self._groups.hear(view.lower[item.end - 1], assigned[id(item)])
                note_callings(self._tables, view, item, assigned[id(item)])
                self._salience.note(assigned[id(item)], view, i, item.form)
                self._newcomers.couple(view, i)
                continue
            if i in at:
                self._not_yet(view, i, at[i])
            elif view.lower[i] in self._tables.pronouns:
                self._pronoun(view, i)
            elif view.tags[i] in _NOUNS and i not in at:
                self._noun(view, i, at, assigned)
        self._coreference.leave(view)

    def _not_yet(self, view: View, at: int, item: Found) -> None:
        """Note a name that is no actor: a noun may call it a body later, or has done so."""
        if item.head == at and (body := self._unlisted.note(item)) is not None:
            self._salience.note(body, view, at, "name")

    def _speaker_here(self, view: View, heads: dict[int, Found], assigned: dict[int, Entity]) -> None:
        for i, item in heads.items():
            if view.deps[i] == "nsubj" and view.lemmas[view.heads[i]] in _SAY:
                self._speaker = assigned[id(item)]
                return

    def _pronoun(self, view: View, at: int) -> None:
        rule = self._tables.pronouns[view.lower[at]]
        if rule.kind == "possessive" and view.tags[at] == "PRP":
            rule = rule if rule.number != "one" or rule.gender != "f" else self._tables.pronouns["she"]
        if view.words[at] == "US" or (view.words[at] == "I" and at + 1 < view.size and view.words[at + 1] == "-"):
            return
        if rule.person == "first":
            self._first_person(view, at, rule.number == "many")
            return
        found = self._coreference.pronoun(view, at, rule, self._speaker if self._in_quote else None)
        self._mention(view, at, at + 1, at, "pronoun", found)
        if rule.kind == "subject" and len(found) == 1 and view.lemmas[view.heads[at]] in _SAY and not self._in_quote:
            self._speaker = found[0]

    def _first_person(self, view: View, at: int, many: bool) -> None:
        """ "I" is who spoke last; who speaks in a quotation is settled when the statements are read."""
        found = []
        if self._speaker is not None and (self._in_quote or not many):
            found = [self._cast.side_of(self._speaker) if many else self._speaker]
        self._mention(view, at, at + 1, at, "pronoun", found)
        start, end = view.span(at, at + 1)
        self._cast.first_persons.append(FirstPerson(start, end, view.sentence.index, at, many, tuple(found)))

    def _mention(self, view: View, start: int, end: int, head: int, form: str, entities: list[Entity]) -> None:
        for entity in entities:
            left, right = view.span(start, end)
            entity.mentions.append(Draft(left, right, form, view.sentence.index, head))
            view.here.setdefault(head, []).append(entity)
            self._salience.note(entity, view, head, form, shared=len(entities) > 1)
        if len(entities) > 1 and {entity.kind for entity in entities} in _COUPLED:
            self._salience.note(self._coreference.couple(entities), view, head, form)
        for i in range(start, end):
            view.taken[i] = view.taken[i] or bool(entities)

    def _noun(self, view: View, at: int, names: dict[int, Found], assigned: dict[int, Entity]) -> None:
        if view.taken[at] or (view.tags[at] == "JJ" and view.deps[at] in {"amod", "compound", "nmod"}):
            return
        if self._nominal(view, at):
            return
        self._newcomers.stranger(view, at)
        phrase = self._roles.at(view.lower, at)
        head = self._tables.heads.get(view.lower[at])
        of_people = phrase is not None and phrase.role.number == "person"
        if head is not None and head.common and not of_people and view.tags[at] in {"NN", "NNP", "NNS"}:
            self._common_body(view, at, phrase, names, assigned)
            return
        if phrase is None or (
            phrase.end < view.size and view.tags[phrase.end] in {"NN", "NNS"} and view.heads[at] == phrase.end
        ):
            return
        if phrase.end + 1 < view.size and view.words[phrase.end] == "-":
            longer = self._roles.at(view.lower, phrase.end + 1)
            if longer is not None and longer.start <= phrase.start:
                return  # "secretary-general"
        office = self._offices.office(view, phrase, names)
        if phrase.plural:
            owner = self._owner(view, office, assigned)
            start, found = self._groups.find(view, office, owner, names, assigned, self._context(view))
            self._mention(view, start, phrase.end, phrase.head, "role", found)
        else:
            self._holder(view, office, names, assigned)

    def _nominal(self, view: View, at: int) -> bool:
        found = self._nominals.find(view, at)
        if found is None:
            return False
        self._mention(view, found.start, found.end, at, found.form, list(found.entities))
        return True

    def _owner(self, view: View, office: Office, assigned: dict[int, Entity]) -> Entity | None:
        for item in office.owners:
            if (entity := assigned.get(id(item))) is not None:
                return entity
        if office.possessive is not None:
            for entity in view.here.get(office.possessive, ()):
                return entity
        return None

    def _context(self, view: View) -> str | None:
        """Return the country in focus: the one last spoken of nearby, else the article's main one."""
        for trace in self._salience.recent("country", view, 1):
            return trace.entity.country
        return self._main

    def _common_body(
        self, view: View, at: int, phrase: RolePhrase | None, names: dict[int, Found], assigned: dict[int, Entity]
    ) -> None:
        """ "The government", "the Israeli army", "Iran's foreign ministry", "the ministry"."""
        if at + 1 < view.size and view.heads[at] == at + 1 and view.tags[at + 1].startswith("NN"):
            return
        if view.lower[at] in _DEEDS and at + 1 < view.size and view.lower[at + 1] == "to":
            return
        if phrase is None:
            start = at
            while start and view.tags[start - 1] in {"NN", "JJ", "NNP"} and start - 1 not in names and at - start < 2:
                start -= 1
            start = start if start < at and view.lower[start] in self._tables.qualifiers else at
            term = RoleTerm(" ".join(view.lower[start : at + 1]), "group", (), "", True)
            phrase = RolePhrase(term, False, start, at + 1, at)
        office = self._offices.office(view, phrase, names)
        head = self._tables.heads[view.lower[at]]
        folk = self._peoples.find(view, office, names, assigned)
        if folk is not None and not head.back:
            self._body_of(view, office, folk, head.sectors)
            return
        owner = self._owner(view, office, assigned)
        country = owner.country if owner is not None else None
        definite = office.start < view.size and view.lower[office.start] in _DEFINITE
        if head.back and (office.possessive is not None or owner is None or owner.kind != "country"):
            owner = country = None
        unknown = bool(office.owners) and owner is None
        if country is None:
            apart = set(phrase.role.term.split()) - {head.head}
            for entity in reversed(self._bodies.get(head.head, [])):
                if apart - set(entity.name.lower().split()):
                    continue
                if definite and self._salience.count(entity):
                    self._mention(view, office.start, phrase.end, at, "role", [entity])
                    return
            if not definite and view.tags[at] != "NNP" and head.head not in {"police"}:
                return
            if not unknown and head.sectors and head.sectors[0] in {"GOV", "MIL", "LEG", "COP", "JUD"}:
                country = self._context(view)
            else:
                return
        common = phrase.role.term
        name = f"{self._adjective(country)} {common}" if country else common
        entity = self._cast.add("organisation", name, f"organisation/{slug(country or '', common)}")
        entity.country = country
        entity.sectors = merged(entity.sectors, phrase.role.sectors or head.sectors)
        entity.head = head.head
        entity.explain(f"a body by its common name: {common}")
        held = self._bodies.setdefault(head.head, [])
        if entity not in held:
            held.append(entity)
        self._mention(view, office.start, phrase.end, at, "name" if owner is not None else "role", [entity])

    def _whose(self, country: str, owner: Entity | None) -> str:
        """Return by whose name an office is told apart: a state's adjective, or the body's name where it is of none."""
        return self._adjective(country) if owner is None or self._cast.is_state(country) else owner.name

    def _body_of(self, view: View, office: Office, folk: Folk, sectors: tuple[str, ...]) -> None:
        """ "The Kurdish administration in Syria": a body of a people without a state."""
        phrase = office.phrase
        name = f"{folk.adjective} {phrase.role.term}"
        ref = slug(folk.country or "", folk.adjective, phrase.role.term)
        entity = self._cast.add("organisation", name, f"organisation/{ref}")
        entity.country, entity.head = folk.country, phrase.role.term.split()[-1]
        entity.sectors = merged(entity.sectors, phrase.role.sectors or sectors)
        entity.explain(f"a body by its common name: {phrase.role.term}")
        held = self._bodies.setdefault(entity.head, [])
        if entity not in held:
            held.append(entity)
        self._mention(view, folk.start, phrase.end, phrase.head, "name", [entity])

    def _adjective(self, country: str) -> str:
        return self._tables.adjective.get(country) or self._tables.state_names.get(country, country)

    def _holder(self, view: View, office: Office, names: dict[int, Found], assigned: dict[int, Entity]) -> None:
        """An office in the singular: beside a name it is that person, else whoever holds it in the article."""
        phrase = office.phrase
        beside = self._beside(office, names, assigned) or self._apposed(view, phrase.head)
        if beside is not None:
            inside = view.heads[phrase.head] != phrase.head and view.deps[phrase.head] in {"compound", "nmod"}
            if not inside:
                self._mention(view, office.start, phrase.end, phrase.head, "role", [beside])
            return
        if view.deps[phrase.head] in {"compound", "amod"}:
            return
        if (folk := self._peoples.find(view, office, names, assigned)) is not None:
            self._holder_of(view, office, folk)
            return
        owner = self._owner(view, office, assigned)
        country = owner.country if owner is not None else None
        definite = view.lower[office.start] in _DEFINITE or owner is not None or view.tags[phrase.head] == "NNP"
        role = self._offices.held_as(office)
        term = role.term
        if definite:
            state = country or self._own_state(view, office, owner)
            holder = self._holders.named(view, term, country) or self._holders.known(view, office, state)
            if holder is not None:
                self._mention(view, office.start, phrase.end, phrase.head, "role", [holder])
                return
        if not phrase.role.political or (country is None and not definite):
            return
        if owner is None and not set(role.sectors) - {"CVL", "UNK", "SOC", "EDU", "BUS", "MED", "AGR"}:
            return
        if country is None and not office.owners and term.split()[-1] in self._tables.state_offices:
            country = self._context(view)
        left, bare = ("former ", term.removeprefix("former ")) if term.startswith("former ") else ("", term)
        name = f"{left}{self._whose(country, owner)} {bare}" if country else term
        if owner is not None and any(phrase.start <= item.start < phrase.end for item in office.owners):
            name = f"{left}{owner.name} {bare.partition(' ')[2]}"  # "the Nato chief"
        entity = self._cast.add("person", name, f"person/{slug(country or '', term)}")
        entity.country, entity.role, entity.unnamed = country, term, True
        entity.gender = phrase.role.gender
        entity.sectors = merged(entity.sectors, role.sectors)
        entity.explain(f"an office without a name: {term}")
        self._mention(view, office.start, phrase.end, phrase.head, "role", [entity])

    def _holder_of(self, view: View, office: Office, folk: Folk) -> None:
        """ "A Kurdish official", "the Catalan president": whom the article has named so, else one of the people."""
        role = self._offices.held_as(office)
        entity = self._holders.named(view, role.term, folk.country)
        own = entity is not None and (entity.side is folk.people or folk.adjective in (entity.role or ""))
        if entity is None or not own or view.lower[folk.start] in {"a", "an"}:
            if not role.political:
                return
            name = f"{folk.adjective} {role.term}"
            entity = self._cast.add("person", name, f"person/{slug(folk.country or '', name)}")
            entity.country, entity.role, entity.unnamed = folk.country, role.term, True
            entity.gender, entity.side = office.phrase.role.gender, folk.people
            entity.sectors = merged(entity.sectors, role.sectors)
            entity.explain(f"an office without a name: {role.term}")
        self._mention(view, folk.start, office.phrase.end, office.phrase.head, "role", [entity])

    @staticmethod
    def _apposed(view: View, at: int) -> Entity | None:
        """Return the person whose further office a noun is: "Anna Holm, an engineer and founder of Acme"."""
        if view.deps[at] != "conj" or (at + 1 < view.size and view.words[at + 1] == "-"):
            return None
        while view.deps[at] == "conj" and view.heads[at] != at:
            at = view.heads[at]
        if view.deps[at] != "appos":
            return None
        persons = [entity for entity in view.here.get(view.heads[at], ()) if entity.kind == "person"]
        return persons[0] if len(persons) == 1 else None

    def _own_state(self, view: View, office: Office, owner: Entity | None) -> str | None:
        """Return the article's main country for a state's office of which nobody says whose it is."""
        stated = owner is not None or office.owners or office.possessive is not None
        if stated or office.phrase.role.term.split()[-1] not in self._tables.state_offices:
            return None
        return self._main if self._context(view) == self._main else None

    def _beside(self, office: Office, names: dict[int, Found], assigned: dict[int, Entity]) -> Entity | None:
        for item in {id(found): None for found in names.values()}:
            pair = self._beside_name.get(item)
            if pair is not None and pair[1].phrase.head == office.phrase.head and item in assigned:
                return pair[0]
        return None
