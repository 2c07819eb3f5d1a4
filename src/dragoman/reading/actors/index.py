"""The actors of one article, as the rooms above ask for them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.reading.actors.cast import Cast, Draft, Entity, FirstPerson
from dragoman.reading.actors.speakers import Speakers
from dragoman.reading.language import Sentence
from dragoman.reading.language.syntax import RELATIVE_PRONOUNS
from dragoman.record import Actor, ActorMention, Statement

_OWNED_BY = frozenset({"of", "by", "from", "in", "at", "with"})
_MEMBERS = frozenset(
    "member part number group dozen hundred thousand million majority rest some many most several all both one none "
    "faction branch wing leader representative people side series".split()
)
_APPOSED = frozenset({"appos"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of one actor: ``text[start:end]``, whose head is token ``head`` of sentence ``sentence``.

    A mention of several actors together ("the two countries") is several of these with one span.
    """

    actor: str
    start: int
    end: int
    form: str
    sentence: int
    head: int


class ActorIndex:
    """Who stands where in one article."""

    def __init__(self, cast: Cast | None = None, speakers: Speakers | None = None) -> None:
        self._cast = cast
        self._speakers = speakers
        entities = [entity for entity in cast.entities if entity.mentions] if cast is not None else []
        entities.sort(key=lambda entity: (min(m.start for m in entity.mentions), entity.number))
        self._entities: dict[str, Entity] = {f"a{n}": entity for n, entity in enumerate(entities, start=1)}
        self._ids = {entity.number: name for name, entity in self._entities.items()}
        self._made: dict[str, Actor] = {}
        self._at: dict[tuple[int, int], tuple[str, ...]] = {}
        self._mentions: list[Mention] = []
        for name, entity in self._entities.items():
            seen: set[tuple[int, int]] = set()
            for draft in entity.mentions:
                if (draft.start, draft.end) not in seen:
                    seen.add((draft.start, draft.end))
                    self._keep(name, draft)
        self._mentions.sort(key=_order)

    def _keep(self, name: str, draft: Draft) -> Mention:
        mention = Mention(name, draft.start, draft.end, draft.form, draft.sentence, draft.head)
        self._mentions.append(mention)
        key = (draft.sentence, draft.head)
        held = self._at.get(key, ())
        if name not in held:
            self._at[key] = (*held, name)
        return mention

    def actors(self) -> tuple[Actor, ...]:
        """Return the finished actors with their mentions, in the order of first mention."""
        return tuple(self.get(name) for name in self._entities)

    def id_of(self, entity: Entity) -> str:
        """Return the id that an entity with mentions has here."""
        return self._ids[entity.number]

    def get(self, actor: str) -> Actor:
        """Return the actor with this id.

        Raises:
            KeyError: there is no such actor.
        """
        made = self._made.get(actor)
        if made is None:
            entity = self._entities[actor]
            spans: dict[tuple[int, int], str] = {}
            for draft in sorted(entity.mentions, key=lambda item: (item.start, item.end)):
                spans.setdefault((draft.start, draft.end), draft.form)
            made = self._made[actor] = Actor(
                id=actor,
                ref=entity.ref,
                name=entity.name,
                kind=entity.kind,
                country=entity.country,
                sectors=entity.sectors,
                role=entity.role,
                mentions=tuple(ActorMention(start=s, end=e, form=form) for (s, e), form in spans.items()),
                why=tuple(entity.why),
            )
        return made

    def at(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Return the ids of the actors whose mention has exactly this token as its head."""
        return self._at.get((sentence.index, token.i), ())

    def mentions(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie within ``[start, end)`` of the text, in order."""
        found = []
        for at in range(bisect_left(self._mentions, (start, start), key=_order), len(self._mentions)):
            mention = self._mentions[at]
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return tuple(found)

    def resolve(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Return the ids of the actors that the noun phrase headed by ``token`` stands for, without its conjuncts.

        In this order: a mention at the head; a relative pronoun's antecedent; an apposition; else the actor that
        owns or qualifies the thing named ("Iran's nuclear sites", "Iranian assets", "the capital of Iran",
        "the attack by Hamas").  Empty when the phrase stands for no actor.
        """
        return self._resolve(sentence, token, 0)

    def _resolve(self, sentence: Sentence, token: Token, depth: int) -> tuple[str, ...]:
        found = self._at.get((sentence.index, token.i), ())
        if found or depth > 4:
            return found
        if token.lower_ in RELATIVE_PRONOUNS and token.tag_ in {"WDT", "WP", "WP$"}:
            antecedent = _antecedent(token)
            return self._resolve(sentence, antecedent, depth + 1) if antecedent is not None else ()
        children = list(token.children)
        for child in children:
            if child.dep_ in _APPOSED and (found := self._at.get((sentence.index, child.i), ())):
                return found
        if token.dep_ == "appos" and (found := self._at.get((sentence.index, token.head.i), ())):
            return found
        if token.lemma_.lower() in _MEMBERS and (found := self._complement(sentence, children, {"of", "from"}, depth)):
            return found
        for label in ("poss", "amod", "compound", "nmod", "npadvmod"):
            for child in children:
                if child.dep_ == label and (found := self._modifier(sentence, child)):
                    return found
        return self._complement(sentence, children, _OWNED_BY, depth)

    def _modifier(self, sentence: Sentence, child: Token) -> tuple[str, ...]:
        found = self._at.get((sentence.index, child.i), ())
        if found:
            return found
        # "former Israeli army officers": the names inside the modifier, but "Iran-backed militias" are not Iran
        for inner in child.children:
            if inner.dep_ in {"amod", "compound", "nmod", "poss"} and (
                inner_found := self._at.get((sentence.index, inner.i), ())
            ):
                return inner_found
        return ()

    def _complement(
        self, sentence: Sentence, children: Iterable[Token], prepositions: Iterable[str], depth: int
    ) -> tuple[str, ...]:
        for child in children:
            if child.dep_ in {"prep", "agent"} and child.lower_ in prepositions:
                for noun in child.children:
                    if noun.dep_ == "pobj" and (found := self._resolve(sentence, noun, depth + 1)):
                        return found
        return ()

    def hear(self, statements: Iterable[Statement]) -> None:
        """Give "I" and "we" inside quotations to whom the statements name as speaking.

        "We" is the state or body that the speaker speaks for, where one is known.
        """
        if self._cast is None or not self._cast.first_persons:
            return
        quoted = sorted(
            (end - start, start, end, statement.speaker or "")
            for statement in statements
            if statement.kind != "indirect"
            for start, end in statement.content_spans
        )
        for pronoun in self._cast.first_persons:
            around = next((who for _, a, b, who in quoted if a <= pronoun.start and pronoun.end <= b), None)
            if around is None:
                continue
            speaker = self._entities.get(around)
            owner = self._cast.side_of(speaker) if speaker is not None and pronoun.many else speaker
            if owner is not None and owner.number not in self._ids:
                owner = speaker
            if pronoun.taken_for != ((owner,) if owner is not None else ()):
                self._give(pronoun, owner)

    def _give(self, pronoun: FirstPerson, owner: Entity | None) -> None:
        """Make a pronoun the mention of one actor, or of none, and of no other."""
        span = (pronoun.start, pronoun.end)
        for entity in pronoun.taken_for:
            entity.mentions = [draft for draft in entity.mentions if (draft.start, draft.end) != span]
            self._made.pop(self._ids.get(entity.number, ""), None)
        self._mentions = [mention for mention in self._mentions if (mention.start, mention.end) != span]
        self._at.pop((pronoun.sentence, pronoun.head), None)
        if owner is None:
            return
        draft = Draft(pronoun.start, pronoun.end, "pronoun", pronoun.sentence, pronoun.head)
        self._made.pop(self._ids[owner.number], None)
        owner.mentions.append(draft)
        mention = self._keep(self._ids[owner.number], draft)
        self._mentions.pop()
        insort(self._mentions, mention, key=_order)

    def introduce(self, sentence: Sentence, token: Token) -> str | None:
        """Make an actor of a noun phrase that nobody knew (a speaker: "one resident") and return its id.

        None when the phrase cannot be a person or a body ("it" without antecedent, "the weather").
        """
        held = self._at.get((sentence.index, token.i))
        if held:
            return held[0]
        if self._cast is None or self._speakers is None:
            return None
        entity = self._speakers.introduce(self._cast, sentence, token, self._owner_country(sentence, token))
        if entity is None:
            return None
        draft = entity.mentions[-1]
        name = self._ids.get(entity.number)
        if name is None:
            name = f"a{len(self._entities) + 1}"
            self._entities[name] = entity
            self._ids[entity.number] = name
        self._made.pop(name, None)
        mention = self._keep(name, draft)
        self._mentions.pop()
        insort(self._mentions, mention, key=_order)
        return name

    def state_at(self, country: str, sentence: Sentence, token: Token, start: int, end: int) -> str | None:
        """Return the id of the state of a country that a place ``[start, end)`` names, made an actor where it is none.

        For "Russia's embassy in London" in an article that never speaks of the United Kingdom. None when the country
        is no state of the tables.
        """
        if self._cast is None or not self._cast.is_state(country):
            return None
        entity = self._cast.country(country)
        name = self._ids.get(entity.number)
        if name is not None:
            return name
        entity.explain("the state of a place named in the article")
        draft = Draft(start, end, "metonym", sentence.index, token.i)
        entity.mentions.append(draft)
        name = f"a{len(self._entities) + 1}"
        self._entities[name] = entity
        self._ids[entity.number] = name
        mention = self._keep(name, draft)
        self._mentions.pop()
        insort(self._mentions, mention, key=_order)
        return name

    def _owner_country(self, sentence: Sentence, token: Token) -> str | None:
        for name in self._resolve(sentence, token, 0):
            if country := self._entities[name].country:
                return country
        return None


def _order(mention: Mention) -> tuple[int, int]:
    return (mention.start, mention.end)


def _antecedent(token: Token) -> Token | None:
    clause = token.head
    for _ in range(6):
        if clause.dep_ == "relcl":
            return clause.head
        if clause.head == clause:
            return None
        clause = clause.head
    return None
