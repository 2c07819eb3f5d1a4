"""Kinds of people: "Norwegian officials", "Shia militants", "Peruvian and Chilean diplomats", "the officials"."""

from __future__ import annotations

from dragoman.reading.actors.cast import Cast, Entity, merged, slug
from dragoman.reading.actors.holders import Holders
from dragoman.reading.actors.known import Found
from dragoman.reading.actors.offices import Office
from dragoman.reading.actors.peoples import Folk, Peoples
from dragoman.reading.actors.salience import Salience
from dragoman.reading.actors.tables import ActorTables
from dragoman.reading.actors.view import View

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "his", "her", "their"})
_ATTRIBUTES = frozenset({"amod", "nmod", "compound"})
_JOINING = frozenset({"and", "or", ","})
_ARMED = frozenset({"MIL", "UAF"})
"""Sectors of those who under a people without a state are its rebels (codebook: breakaway bodies)."""
_REACH = 8
"""Sentences back to which "the officials" looks."""


class Groups:
    """Finds groups and makes actors of them; one object an article."""

    def __init__(self, tables: ActorTables, cast: Cast, salience: Salience, holders: Holders) -> None:
        self._tables = tables
        self._cast = cast
        self._salience = salience
        self._holders = holders
        self._peoples = Peoples(tables)
        self._spoken: dict[str, Entity] = {}

    def hear(self, word: str, entity: Entity) -> None:
        """Note a body by the last word of its name: "the Rebels" are a team where one is called so."""
        self._spoken[word] = entity

    def find(
        self,
        view: View,
        office: Office,
        owner: Entity | None,
        names: dict[int, Found],
        assigned: dict[int, Entity],
        focus: str | None,
    ) -> tuple[int, list[Entity]]:
        """Return where the words for a group begin and the actors they stand for, none when it is nobody's.

        ``owner`` is whose people they are, ``focus`` the country in focus.
        """
        phrase = office.phrase
        if (folk := self._peoples.find(view, office, names, assigned)) is not None:
            return self._of_people(view, office, folk, names, assigned)
        country = owner.country if owner is not None else None
        if country is None and view.lower[office.start] in _DEFINITE and (held := self._named_before(view, office)):
            return office.start, held
        if country is None and not phrase.role.political:
            return office.start, []
        start, partners = self._partners(view, office, names, assigned)
        if partners and owner is not None and owner.kind == "country":
            others = [one for one in partners if one is not owner]
            states = [owner, *others] if office.owners[0].start > phrase.head else [*others, owner]
            return start, [self._of_state(view, office, state, assigned) for state in states]
        kept, named = self._qualifiers(view, office, assigned)
        of_bloc = owner is not None and owner.kind == "group"
        if phrase.role.term in self._tables.lands and not named and not of_bloc:
            return office.start, []
        official = any(sector in {"GOV", "MIL", "COP"} for sector in phrase.role.sectors)
        if country is None and not named and official and self._in_focus(view, office):
            country = focus
        first = owner.name if owner is not None and owner.kind in {"organisation", "group"} else ""
        if first and (adjective := next((i for i in office.owners if i.form == "demonym"), None)) is not None:
            first = view.text(adjective.start, adjective.end)
        if not first and country and len(country) == 3:
            first = self._adjective(country)
        return office.start, [self._make(view, office, owner, country, first, kept, assigned)]

    def _of_people(
        self, view: View, office: Office, folk: Folk, names: dict[int, Found], assigned: dict[int, Entity]
    ) -> tuple[int, list[Entity]]:
        """Return the people of a people without a state: "Syrian Kurdish officials", "Kurdish and Arab fighters"."""
        if office.phrase.role.term in self._tables.lands:
            return folk.start, []
        start, partners = self._partners(view, office, names, assigned)
        kept, _ = self._qualifiers(view, office, assigned)
        if office.owners and partners:
            return start, [
                *(self._of_state(view, office, one, assigned) for one in partners),
                self._make(view, office, folk.people, folk.country, folk.adjective, kept, assigned),
            ]
        led = [word for word in kept if word not in folk.adjective.split()]
        return folk.start, [self._make(view, office, folk.people, folk.country, folk.adjective, led, assigned)]

    def _named_before(self, view: View, office: Office) -> list[Entity]:
        """Return whom "the officials" points back at: a body called so, else the groups last called so together."""
        if (known := self._spoken.get(view.lower[office.phrase.head])) is not None:
            return [known]
        term = office.phrase.role.term
        for trace in self._salience.recent("group", view, _REACH):
            if trace.entity.head == term:
                together = [one for one in trace.view.here.get(trace.at, ()) if one.head == term]
                return together if trace.entity in together else [trace.entity]
        for trace in self._salience.recent("person", view, _REACH):
            # "the ministers": those whom one phrase has named together as such
            if trace.entity.role is not None and trace.entity.role.endswith(term):
                together = [one for one in trace.view.here.get(trace.at, ()) if one.kind == "person"]
                if len(together) > 1:
                    return together
        return []

    def _partners(
        self, view: View, office: Office, names: dict[int, Found], assigned: dict[int, Entity]
    ) -> tuple[int, list[Entity]]:
        """Return the further states of coordinated adjectives or names, and where the first begins.

        "Peruvian and Chilean diplomats", "diplomats from Peru and Chile".
        """
        if not office.owners:
            return office.start, []
        found: list[Entity] = []
        owner = office.owners[0]
        start, at = office.start, owner.start
        joined = False
        while owner.start < office.phrase.head and at > 1 and view.lower[at - 1] in _JOINING and at - 2 in names:
            item = names[at - 2]
            state = assigned.get(id(item))
            if state is None or not self._is_side(state) or not self._qualifies(view, item.head, office.phrase.head):
                break
            joined = joined or view.lower[at - 1] != ","
            found.insert(0, state)
            at = item.start
        if found and joined:
            start = at - 1 if at and view.lower[at - 1] in _DEFINITE else at
            return start, found
        end, after = owner.end, office.phrase.end
        whose = after < view.size and view.lower[after] in {"of", "from"} and owner.start > after
        while whose and end + 1 < view.size and view.lower[end] in _JOINING:
            step = end + 2 if view.lower[end + 1] in {"the", "and"} else end + 1
            item_after = names.get(step)
            state = assigned.get(id(item_after)) if item_after is not None else None
            if item_after is None or state is None or state.kind != "country" or view.deps[item_after.head] != "conj":
                break
            found.append(state)
            end = item_after.end
        return office.start, found

    def _is_side(self, entity: Entity) -> bool:
        return entity.kind == "country" or self._peoples.is_people(entity)

    @staticmethod
    def _qualifies(view: View, at: int, noun: int) -> bool:
        """Tell whether an adjective belongs to a noun, be it by way of the adjectives it is coordinated with."""
        while view.deps[at] == "conj" and view.heads[at] < at:
            at = view.heads[at]
        return view.deps[at] in _ATTRIBUTES and view.heads[at] == noun

    def _of_state(self, view: View, office: Office, state: Entity, assigned: dict[int, Entity]) -> Entity:
        """Return one state's share of several: its minister, its government, or its people of the kind."""
        phrase, country = office.phrase, state.country or ""
        if self._peoples.is_people(state):
            kept, _ = self._qualifiers(view, office, assigned)
            return self._make(view, office, state, state.country, self._peoples.adjective(state), kept, assigned)
        term = phrase.role.term
        if phrase.role.number == "person" and term.split()[-1] in self._tables.state_offices:
            holder = self._holders.named(view, term, country)
            if holder is not None and holder.country == country:
                return holder
            entity = self._cast.add("person", f"{self._adjective(country)} {term}", f"person/{slug(country, term)}")
            entity.country, entity.role, entity.unnamed = country, term, True
            entity.sectors = merged(entity.sectors, phrase.role.sectors)
            entity.explain(f"an office without a name: {term}")
            return entity
        noun = view.lemmas[phrase.head].lower()
        head = self._tables.heads.get(noun)
        if head is not None and head.common and not head.back:
            common = " ".join((*view.lower[phrase.start : phrase.head], noun))
            entity = self._cast.add(
                "organisation", f"{self._adjective(country)} {common}", f"organisation/{slug(country, common)}"
            )
            entity.country, entity.head = country, noun
            entity.sectors = merged(entity.sectors, head.sectors)
            entity.explain(f"a body by its common name: {common}")
            return entity
        kept, _ = self._qualifiers(view, office, assigned)
        return self._make(view, office, state, country, self._adjective(country), kept, assigned)

    def _make(
        self,
        view: View,
        office: Office,
        owner: Entity | None,
        country: str | None,
        first: str,
        kept: list[str],
        assigned: dict[int, Entity],
    ) -> Entity:
        phrase = office.phrase
        inside = {i for item in office.owners if id(item) in assigned for i in range(item.start, item.end)}
        words = (view.plain(i) for i in range(phrase.start, phrase.end) if i not in inside)
        surface = " ".join(words).removesuffix(" of")
        name = " ".join(piece for piece in (first, *kept, surface) if piece)
        of_people = owner is not None and self._peoples.is_people(owner)
        ref = slug(*((first,) if of_people else ()), *kept, surface) if country is None else f"{country}-{slug(name)}"
        entity = self._cast.add("group", name, f"group/{ref}")
        entity.country, entity.plural, entity.head = country, True, phrase.role.term
        entity.unnamed = country is None and not of_people
        sectors = phrase.role.sectors or (owner.sectors if owner is not None else ())
        if of_people:
            sectors = tuple("REB" if sector in _ARMED else sector for sector in sectors)
        entity.sectors = merged(entity.sectors, sectors)
        entity.explain(f"people by what they are: {phrase.role.term}")
        return entity

    def _adjective(self, country: str) -> str:
        return self._tables.adjective.get(country) or self._tables.state_names.get(country, country)

    def _in_focus(self, view: View, office: Office) -> bool:
        """Tell whether a group of no named country may be of the country in focus."""
        words = view.lower[max(0, office.start - 1) : office.phrase.end]
        body = view.tags[office.phrase.head] == "NNS" and office.phrase.role.term in self._tables.heads
        return not body and not any(word in self._tables.elsewhere for word in words) and not office.owners

    def _qualifiers(self, view: View, office: Office, assigned: dict[int, Entity]) -> tuple[list[str], bool]:
        """Return the words that belong to a group's name ("Shia militants"), and whether a proper one is among them."""
        owned = {i for item in office.owners if id(item) in assigned for i in range(item.start, item.end)}
        kept: list[str] = []
        named = False
        for i in range(office.start, office.phrase.start):
            if i in owned or view.tags[i] in {"DT", "PRP$", "POS", "CD", "HYPH", "PDT"} or view.in_participle(i + 1):
                continue
            proper = view.words[i][0].isupper() and (i > 0 or view.tags[i] == "NNP")
            if proper or (view.tags[i] == "NN" and view.words[i].isalpha()):
                kept.append(view.words[i])
                named = named or proper
        return kept, named
