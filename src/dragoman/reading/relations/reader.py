"""Find the standing relations that an article asserts."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from spacy.tokens import Token

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.arguments import Frame
from dragoman.reading.events.modality import Modality
from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.reading.places import PlaceIndex
from dragoman.reading.relations.offices import find_offices
from dragoman.reading.relations.patterns import Need, RelationPattern, load_patterns
from dragoman.reading.relations.periods import bounds, quantity
from dragoman.reading.statements import StatementIndex
from dragoman.record import Event, Period, Relation, Span, Time, Value

POLARITY = {"actual": "holds", "planned": "possible", "possible": "possible", "negated": "denied"}
CARRIERS = dict.fromkeys(
    "have keep impose maintain sign conclude enjoy hold lift ease tighten reach".split(), "subject"
)
"""Verbs that only carry a noun of relation: their subject is a side of it ("Chile has a trade agreement with Peru")."""
LOCATED = frozenset({"mission", "presence"})
"""Relations whose object may be the country of a place ("the embassy in London")."""
PATTERN_CONFIDENCE = 0.7
OFFICE_CONFIDENCE = 0.9


class RelationReader:
    """Finds standing relations by patterns over the parse, and offices by the people of the article."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._patterns = load_patterns(knowledge)
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
        drafts: list[Relation] = []
        for office in find_offices(parsed, actors):
            statement = statements.around(office.start, office.end)
            drafts.append(
                _relation(
                    "envoy" if office.posted else "office",
                    (office.person,),
                    (office.holder,),
                    (office.start, office.end),
                    said_in=statement.id if statement else None,
                    confidence=OFFICE_CONFIDENCE,
                    why=(office.why,),
                )
            )
        dates = _dates(events)
        for sentence, doc in parsed.parsed():
            dated = [time for time in times if sentence.start <= time.start < sentence.end]
            for token in doc:
                for pattern in self._patterns.get(token.lemma_.lower(), ()):
                    if token.pos_ in pattern.tags:
                        draft = self._match(sentence, token, pattern, actors, places, dated, statements, dates)
                        if draft is not None:
                            drafts.append(draft)
                            break
        return _merged(drafts, actors)

    def _match(
        self,
        sentence: Sentence,
        token: Token,
        pattern: RelationPattern,
        actors: ActorIndex,
        places: PlaceIndex,
        dated: list[Time],
        statements: StatementIndex,
        dates: dict[Span, Period],
    ) -> Relation | None:
        frame = Frame(sentence, actors, token, CARRIERS)
        if not all(_met(need, token, frame) for need in pattern.needs):
            return None
        if "standing" in pattern.flags and token.tag_ not in {"VBZ", "VBP", "VB"}:
            return None
        subjects = _fill(frame, token, pattern.subject)
        if not subjects:
            return None
        same = "same" in pattern.flags or pattern.object == pattern.subject
        objects = _fill(frame, token, pattern.object, () if same else subjects)
        if not objects and pattern.relation in LOCATED:
            objects = _countries(
                sentence, [h for slot in pattern.object for h in _heads(frame, token, slot)], places, actors
            )
            objects = tuple(one for one in objects if one not in subjects)
        if not objects and any(child.lower_ == "there" for child in token.children):
            objects = _there(sentence, token, subjects, actors)
        if pattern.subject == pattern.object and "same" not in pattern.flags:
            subjects, objects = subjects[:1], subjects[1:]
        if not objects or ("many" in pattern.flags and len(objects) < 2):
            return None
        if "same" not in pattern.flags and _sides(subjects, actors) & _sides(objects, actors):
            return None
        if pattern.relation == "membership" and any(actors.get(one).kind != "organisation" for one in objects):
            return None
        if "territory" in pattern.flags and any(actors.get(one).kind != "country" for one in objects):
            return None
        if "together" in pattern.flags and len(subjects) < 2:
            return None
        modality = self._modality.read(frame.carrier or token, carried=token if frame.carrier else None).modality
        since, until = bounds(sentence, token, dated, pattern.flags)
        start, end = sentence.span(token)
        if since is None and "start" in pattern.flags and modality == "actual":
            since = dates.get((start, end))
        statement = statements.around(start, end)
        evidence = _evidence(sentence, token)
        place = next((p.id for m, p in places.within(*evidence) if m.sense == "literal"), None)
        return _relation(
            pattern.relation,
            subjects,
            objects,
            evidence,
            polarity="denied" if _without(token) else POLARITY[modality],
            value=quantity(token, pattern.flags) or (Value(field=pattern.field) if pattern.field else None),
            place=place if "place" in pattern.flags or pattern.relation in {"mission", "presence"} else None,
            since=since,
            until=until,
            said_in=statement.id if statement else None,
            confidence=PATTERN_CONFIDENCE,
            why=(f"'{token.text}' tells of {pattern.relation}, as in: {pattern.example}",),
        )


def _dates(events: tuple[Event, ...]) -> dict[Span, Period]:
    """Return when the act at each trigger took place, for the relations that begin with it."""
    return {
        mention.trigger: Period(earliest=event.time.earliest, latest=event.time.latest, precision=event.time.precision)
        for event in events
        if event.time is not None and event.modality == "actual"
        for mention in event.mentions
    }


def _countries(sentence: Sentence, heads: Iterable[Token], places: PlaceIndex, actors: ActorIndex) -> tuple[str, ...]:
    """Return the state actors of the countries in which the places named by noun phrases lie ("in London")."""
    states = {actor.country: actor.id for actor in actors.actors() if actor.kind == "country"}
    found: dict[str, None] = {}
    for head in heads:
        doc = head.doc
        span = sentence.span(doc[head.left_edge.i : head.right_edge.i + 1])
        for _, place in places.within(*span):
            if place.country in states:
                found[states[place.country]] = None
    return tuple(found)


def _relation(
    kind: str,
    subjects: tuple[str, ...],
    objects: tuple[str, ...],
    evidence: tuple[int, int],
    *,
    said_in: str | None,
    confidence: float,
    why: tuple[str, ...],
    polarity: str = "holds",
    value: Value | None = None,
    place: str | None = None,
    since: Period | None = None,
    until: Period | None = None,
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
        as_of=None,
        polarity=polarity,
        said_in=said_in,
        evidence=evidence,
        confidence=confidence,
        why=why,
    )


def _heads(frame: Frame, token: Token, slot: str) -> Iterable[Token]:
    if slot == "bearer":
        return [token.head] if token.dep_ in {"amod", "acl"} else []
    if slot == "apposition":
        noun = token
        while noun.dep_ in {"appos", "conj"} and noun.head != noun:
            noun = noun.head
        return [noun] if noun != token else [c for c in token.children if c.dep_ == "appos"]
    if slot == "nummod":
        return [child for child in token.children if child.dep_ == "nummod"]
    if slot == "station":
        return [
            child for child in token.children if child.dep_ == "acl" and child.lemma_ in {"station", "deploy", "base"}
        ]
    if slot == "verb-in":
        carriers = [token.head] if token.dep_ in {"nsubj", "nsubjpass", "dobj"} else []
        carriers += [child for child in token.children if child.dep_ in {"acl", "relcl"}]
        preps = [p for verb in carriers for p in verb.children if p.dep_ == "prep" and p.lower_ in {"in", "at"}]
        return [noun for prep in preps for noun in prep.children if noun.dep_ == "pobj"]
    return frame.heads(slot.removeprefix("@"))


def _met(need: Need, token: Token, frame: Frame) -> bool:
    heads = list(_heads(frame, token, need.slot))
    if need.anything:
        return bool(heads) is need.wanted
    names = set()
    for head in heads:
        lemma = head.lemma_.lower()
        names.add(lemma)
        names |= {f"{c.lemma_.lower()} {lemma}" for c in head.lefts if c.dep_ in {"amod", "compound"}}
        # a share or a kind of the thing counts as the thing: "30% of its oil"
        names |= {n.lemma_.lower() for p in head.children if p.dep_ == "prep" for n in p.children if n.dep_ == "pobj"}
    return bool(names & need.words) is need.wanted


def _fill(frame: Frame, token: Token, slots: tuple[str, ...], without: tuple[str, ...] = ()) -> tuple[str, ...]:
    for slot in slots:
        found = tuple(a for a in frame.resolve(_heads(frame, token, slot)) if a not in without)
        if found:
            return found
    for slot in slots:
        inside = tuple(a for h in _heads(frame, token, slot) for a in frame.inside(h) if a not in without)
        if inside:
            return tuple(dict.fromkeys(inside))
    return ()


def _there(sentence: Sentence, token: Token, subjects: tuple[str, ...], actors: ActorIndex) -> tuple[str, ...]:
    """Return the country that "there" means: the last one spoken of in the sentence that is no subject."""
    before = actors.mentions(sentence.start, sentence.span(token)[0])
    others = [m.actor for m in before if m.actor not in subjects and actors.get(m.actor).kind == "country"]
    return tuple(others[-1:])


def _sides(ids: tuple[str, ...], actors: ActorIndex) -> set[str]:
    return {actors.get(one).ref for one in ids}


def _without(token: Token) -> bool:
    """Tell whether a noun is denied by its own determiner ("has no diplomatic relations")."""
    return any(child.dep_ == "det" and child.lower_ == "no" for child in token.children) or any(
        deep.dep_ == "det" and deep.lower_ == "no"
        for child in token.children
        if child.dep_ == "dobj"
        for deep in child.children
    )


def _evidence(sentence: Sentence, token: Token) -> tuple[int, int]:
    """Return the clause of the word, so that a person finds both sides in it."""
    clause = token
    while clause.pos_ not in {"VERB", "AUX"} and clause.head != clause:
        clause = clause.head
    doc = clause.doc
    start, end = sentence.span(doc[clause.left_edge.i : clause.right_edge.i + 1])
    if clause.dep_ in {"relcl", "acl", "amod"}:
        head = clause.head
        left, right = sentence.span(doc[head.left_edge.i : head.i + 1])
        start, end = min(start, left), max(end, right)
    return start, end


def _merged(drafts: list[Relation], actors: ActorIndex) -> tuple[Relation, ...]:
    """Return each relation once, in the order of the text: the first telling, with the dates that a later one adds."""
    kept: dict[tuple[object, ...], Relation] = {}
    for draft in sorted(drafts, key=lambda relation: relation.evidence):
        sides = [tuple(sorted(_sides(ids, actors))) for ids in (draft.subjects, draft.objects)]
        key = (draft.type, *sides, draft.polarity)
        mirrored = (draft.type, sides[1], sides[0], draft.polarity)
        first = kept.get(key)
        if first is None and mirrored in kept and draft.type in {"border", "conflict", "dispute", "treaty", "alliance"}:
            key, first = mirrored, kept[mirrored]
        if first is None:
            kept[key] = draft
            continue
        kept[key] = msgspec.structs.replace(
            first,
            since=first.since or draft.since,
            until=first.until or draft.until,
            value=first.value or draft.value,
        )
    return tuple(
        msgspec.structs.replace(relation, id=f"r{number}") for number, relation in enumerate(kept.values(), start=1)
    )
