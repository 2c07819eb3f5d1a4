"""Find the standing relations that an article asserts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from spacy.tokens import Token

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.arguments import Frame
from dragoman.reading.events.modality import Modality
from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.reading.places import PlaceIndex
from dragoman.reading.relations.asserting import LOCATED, is_scene, is_standing, is_taken_for_granted, polarity_of
from dragoman.reading.relations.fitting import fits
from dragoman.reading.relations.merging import merged
from dragoman.reading.relations.offices import NoOffices, find_offices
from dragoman.reading.relations.patterns import RelationPattern, load_class, load_patterns
from dragoman.reading.relations.periods import bounds, day_of, held_at, long_ago
from dragoman.reading.relations.quantities import Quantities
from dragoman.reading.relations.sides import Borders, Sides
from dragoman.reading.relations.slots import fill, heads, is_met
from dragoman.reading.statements import StatementIndex
from dragoman.record import Event, Period, Relation, Span, Time, Value

CARRIERS = dict.fromkeys(
    "have keep impose maintain sign conclude enjoy hold lift ease tighten reach".split(), "subject"
)
"""Verbs that only carry a noun of relation: their subject is a side of it ("Chile has a trade agreement with Peru")."""
ENDING = frozenset({"sanctions", "conflict", "dispute", "alliance", "treaty", "cooperation"})
"""Relations whose noun may stand with a verb that ends them ("sanctions were lifted")."""
AGREEMENTS = frozenset({"agreement", "treaty", "pact", "accord", "deal", "peace"})
PATTERN_CONFIDENCE = 0.7
OFFICE_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class _Article:
    """What one article gives to its relations."""

    actors: ActorIndex
    places: PlaceIndex
    sides: Sides
    statements: StatementIndex
    dates: dict[Span, Period]
    news: dict[Span, Period]
    published: str | None


class RelationReader:
    """Finds standing relations by patterns over the parse, and offices by the people of the article.

    Raises:
        KnowledgeError: a table of `relations/` breaks its rules.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._patterns = load_patterns(knowledge)
        self._borders = Borders(knowledge)
        self._quantities = Quantities(knowledge)
        self._no_offices = NoOffices.load(knowledge)
        self._fighters = load_class(knowledge, "fighters")
        self._ending = load_class(knowledge, "ending")
        self._beginning = load_class(knowledge, "beginning")
        self._bringing = load_class(knowledge, "bringing")
        self._modality = Modality(knowledge)

    def read(
        self,
        parsed: ParsedArticle,
        actors: ActorIndex,
        places: PlaceIndex,
        times: tuple[Time, ...],
        statements: StatementIndex,
        events: tuple[Event, ...],
    ) -> tuple[Relation, ...]:
        """Return the relations of an article, each once, in the order of the text."""
        published = parsed.article.published
        sides = Sides(parsed, actors, places, self._borders)
        dates = (_dates(events, dated_only=True), _dates(events, dated_only=False))
        article = _Article(actors, places, sides, statements, *dates, published)
        drafts = list(_offices(parsed, times, article, self._no_offices))
        for sentence, doc in parsed.parsed():
            dated = [time for time in times if sentence.start <= time.start < sentence.end]
            for token in doc:
                if token.lemma_.lower() in AGREEMENTS:
                    _date_the_last(drafts, token)
                for pattern in self._patterns.get(token.lemma_.lower(), ()):
                    if token.pos_ in pattern.tags:
                        draft = self._match(sentence, token, pattern, dated, article)
                        if draft is not None:
                            drafts.append(draft)
                            break
        return merged(drafts, actors)

    def _match(
        self, sentence: Sentence, token: Token, pattern: RelationPattern, dated: list[Time], article: _Article
    ) -> Relation | None:
        frame = Frame(sentence, article.actors, token, CARRIERS)
        if not all(is_met(need, token, frame) for need in pattern.needs):
            return None
        if pattern.relation in {"border", "conflict"} and pattern.subject == ("modifier",) and token.tag_ == "NNS":
            # "the Kenyan and Ugandan borders" are of a third state, "the Afghan and Iraq wars" two wars
            return None
        if "standing" in pattern.flags and not is_standing(token):
            return None
        found = self._sides(sentence, token, pattern, frame, article)
        if found is None:
            return None
        subjects, objects = found
        brought = self._brought_by(token)
        carrier = frame.carrier or brought
        modality = self._modality.read(carrier or token, carried=token if carrier else None).modality
        flags, ending = pattern.flags, self._ended_by(token) if pattern.relation in ENDING else None
        if ending is not None and self._modality.read(ending).modality == "actual" and ending.tag_ in {"VBD", "VBN"}:
            flags = flags - {"start"} | {"end"}
        elif ending is None and token.dep_ == "nsubj" and token.head.lemma_.lower() in self._beginning:
            flags |= {"start"}
        since, until = bounds(sentence, token, dated, flags, article.published)
        if pattern.relation == "border" or (pattern.relation == "mission" and is_scene(token)):
            # what is dated there is what happens at the border or in the embassy
            since = until = None
        start, end = sentence.span(token)
        # a verb is the news of the day ("opened an embassy"); a noun speaks of what is known ("the invasion")
        dates = article.news if token.pos_ == "VERB" else article.dates
        if since is None and "start" in flags and modality == "actual":
            since = dates.get((start, end))
        if until is None and "end" in flags and modality == "actual":
            until = dates.get((start, end)) if ending is None else article.news.get(sentence.span(ending))
        polarity = polarity_of(token, pattern, modality, bare=carrier is None, brought=brought is not None)
        if ending is not None:
            # to speak of its end is to say that it held
            polarity = "holds"
        if "end" in flags and until is None and polarity == "holds":
            # it is over, nobody says since when
            polarity = "denied"
        value = self._quantities.read(token, pattern.flags)
        field = pattern.field or (self._quantities.field(token) if pattern.relation == "cooperation" else None)
        value = value or (Value(field=field) if field else None)
        statement = article.statements.around(start, end)
        if (
            statement is not None
            and statement.kind == "indirect"
            and (value is None or value.number is None)
            and is_taken_for_granted(token)
        ):
            statement = None
        evidence = _evidence(sentence, token, wide="context" in pattern.flags)
        return _relation(
            pattern.relation,
            subjects,
            objects,
            evidence,
            polarity=polarity,
            value=value,
            place=_place(article, evidence, start, subjects, objects)
            if pattern.relation in {"mission", "presence"}
            else None,
            since=since,
            until=until,
            as_of=held_at(sentence, token, dated, (since, until), article.published),
            said_in=statement.id if statement else None,
            confidence=PATTERN_CONFIDENCE,
            why=(f"'{token.text}' tells of {pattern.relation}, as in: {pattern.example}",),
        )

    def _brought_by(self, token: Token) -> Token | None:
        """Return the verb that brings about what a noun names ("could spark a war"), None where there is none."""
        head = token.head
        if token.dep_ == "pobj" and head.lower_ in {"to", "into"}:
            head = head.head
        elif token.dep_ != "dobj":
            return None
        return head if head.pos_ == "VERB" and head.lemma_.lower() in self._bringing else None

    def _ended_by(self, token: Token) -> Token | None:
        """Return the verb that ends what a noun names ("sanctions were lifted", "ended its war"), None elsewhere."""
        head = token.head
        if token.dep_ not in {"dobj", "nsubjpass", "nsubj"} or head.lemma_.lower() not in self._ending:
            return None
        # who lifts something is no longer spoken of: "the embargo ended the war"
        if token.dep_ == "nsubj" and any(child.dep_ == "dobj" for child in head.children):
            return None
        return head

    def _sides(
        self, sentence: Sentence, token: Token, pattern: RelationPattern, frame: Frame, article: _Article
    ) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Return subjects and objects of a pattern's word, or None when it does not tell of the relation here."""
        sides, kind, flags = article.sides, pattern.relation, pattern.flags
        here = sentence.span(token)[0]
        one_slot = pattern.object == pattern.subject
        subjects = sides.states(fill(frame, token, pattern.subject), kind)
        same = "same" in flags or one_slot
        found = fill(frame, token, pattern.object, () if same else subjects, within="territory" not in flags)
        objects = sides.states(found, kind)
        if kind == "alliance" and pattern.object == ("bearer",) and token.head.lemma_.lower() in self._fighters:
            # "US-backed Syrian fighters" are not the state of Syria, nor are "Turkish-backed forces" those of Turkey
            own = {sides.actor(one).country for one in subjects}
            parties = (sides.actor(one) for one in dict.fromkeys(found))
            objects = tuple(one.id for one in parties if one.kind != "country" and one.country not in own)
        if one_slot and "same" not in flags:
            # of a state and a body the state is the subject: "the Czech EU presidency"
            subjects = tuple(sorted(subjects, key=lambda one: sides.actor(one).kind == "organisation"))
            subjects, objects = subjects[:1], subjects[1:]
        if kind == "membership":
            subjects = sides.members(subjects, objects)
        if kind in {"mission", "presence"}:
            objects = tuple(one for one in objects if sides.is_state_or_union(one))
        if not objects and kind in LOCATED:
            places = [head for slot in pattern.object for head in heads(frame, token, slot)]
            if kind == "mission":
                places += [token.head if token.dep_ == "compound" else token]
            objects = tuple(one for one in sides.countries(places, sentence) if one not in subjects)
        if not objects and any(child.lower_ == "there" for child in token.children):
            objects = _there(sentence, token, subjects, article.actors)
        if not objects and "mutual" in flags and len(subjects) == 2:
            # "the two countries established relations"
            subjects, objects = subjects[:1], subjects[1:]
        if not subjects and "context" in flags:
            subjects = sides.neighbour(sentence, here, objects) if kind == "border" else sides.main(objects)
        if not objects and "aim" in flags:
            objects = sides.main(subjects)
        if not same:
            objects = tuple(one for one in objects if one not in subjects)
        if kind == "border" and "maritime" not in sentence.text:
            objects = sides.touching(subjects, objects)
        return (subjects, objects) if fits(pattern, subjects, objects, sides) else None


def _offices(
    parsed: ParsedArticle, times: tuple[Time, ...], article: _Article, no_offices: NoOffices
) -> Iterator[Relation]:
    for office in find_offices(parsed, article.actors, article.sides, no_offices):
        statement = article.statements.around(office.start, office.end)
        if statement is not None and statement.kind == "indirect":
            # who somebody is the reporter says, within another's reported words too
            statement = None
        yield _relation(
            "envoy" if office.posted else "office",
            (office.person,),
            (office.holder,),
            (office.start, office.end),
            polarity=office.polarity,
            as_of=long_ago(parsed, times, office.start) or day_of(article.published),
            said_in=statement.id if statement else None,
            confidence=OFFICE_CONFIDENCE,
            why=(office.why,),
        )


def _date_the_last(drafts: list[Relation], token: Token) -> None:
    """Date the treaty told last by a year before a noun that points back at it ("That 1991 agreement")."""
    years = [child.text for child in token.lefts if len(child.text) == 4 and child.text.isdigit()]
    pointing = any(child.lower_ in {"that", "this", "the"} for child in token.lefts if child.dep_ == "det")
    if not years or not pointing or not drafts or drafts[-1].type != "treaty" or drafts[-1].since is not None:
        return
    since = Period(earliest=f"{years[0]}-01-01", latest=f"{years[0]}-12-31", precision="year")
    drafts[-1] = msgspec.structs.replace(drafts[-1], since=since)


def _dates(events: tuple[Event, ...], *, dated_only: bool) -> dict[Span, Period]:
    """Return when the act at each trigger took place, for the relations that begin or end with it."""
    return {
        mention.trigger: Period(earliest=event.time.earliest, latest=event.time.latest, precision=event.time.precision)
        for event in events
        if event.time is not None and event.modality == "actual"
        if event.time.source == "text" or not dated_only
        for mention in event.mentions
    }


def _relation(
    kind: str,
    subjects: tuple[str, ...],
    objects: tuple[str, ...],
    evidence: Span,
    *,
    said_in: str | None,
    confidence: float,
    why: tuple[str, ...],
    polarity: str = "holds",
    value: Value | None = None,
    place: str | None = None,
    since: Period | None = None,
    until: Period | None = None,
    as_of: Period | None = None,
) -> Relation:
    return Relation(
        id="",
        type=kind,
        subjects=subjects,
        objects=objects,
        value=value,
        place=place,
        since=since,
        until=until,
        as_of=as_of,
        polarity=polarity,
        said_in=said_in,
        evidence=evidence,
        confidence=confidence,
        why=why,
    )


def _place(
    article: _Article, evidence: Span, offset: int, subjects: tuple[str, ...], objects: tuple[str, ...]
) -> str | None:
    """Return the place nearest to a word that lies in one of the objects: a town before the state as a whole."""
    states = {article.sides.actor(one).country for one in objects if article.sides.actor(one).kind == "country"}
    own = {article.sides.actor(one).country for one in subjects}
    found = [
        (place.feature is not None and place.feature.startswith("PCL"), abs(mention.start - offset), place.id)
        for mention, place in article.places.within(*evidence)
        if mention.sense == "literal" and (place.country in states if states else place.country not in own)
    ]
    return min(found)[2] if found else None


def _there(sentence: Sentence, token: Token, subjects: tuple[str, ...], actors: ActorIndex) -> tuple[str, ...]:
    """Return the country that "there" means: the last one spoken of in the sentence that is no subject."""
    before = actors.mentions(sentence.start, sentence.span(token)[0])
    others = [m.actor for m in before if m.actor not in subjects and actors.get(m.actor).kind == "country"]
    return tuple(others[-1:])


def _evidence(sentence: Sentence, token: Token, *, wide: bool) -> Span:
    """Return the clause of the word, with both sides in it; ``wide`` that of the noun which it qualifies."""
    clause = token.head if token.dep_ in {"amod", "compound", "nmod"} and wide else token
    while clause.pos_ not in {"VERB", "AUX"} and clause.head != clause:
        clause = clause.head
    doc = clause.doc
    start, end = sentence.span(doc[clause.left_edge.i : clause.right_edge.i + 1])
    if clause.dep_ in {"relcl", "acl", "amod"}:
        head = clause.head
        left, right = sentence.span(doc[head.left_edge.i : head.i + 1])
        start, end = min(start, left), max(end, right)
    return start, end
