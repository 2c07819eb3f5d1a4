"""Where and when an act took place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.shapes import VERBAL
from dragoman.reading.language import ParsedArticle
from dragoman.reading.places import PlaceIndex
from dragoman.reading.times import TimeIndex
from dragoman.record import EventTime, Place, PlaceMention, Statement

COUNTRY = "PCL"
"""How the GeoNames feature codes of countries begin."""

WHERE = frozenset(
    "in at near inside outside across into throughout around along over on off within through to toward towards".split()
)
"""Prepositions that put an act at a place."""

REACHED = frozenset({"ASSAULT", "CONSULT", "MOBILIZE", "RETREAT"})
"""Types whose object can be where they happen ("invaded Ukraine", "visited Syria")."""

SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})
"""Types whose content names places of its own ("accused Chile of the attack in Lima")."""

LEFT = frozenset({"withdraw-forces"})
"""Actions that take place where those who do them come from ("pulled its troops out of Mali")."""

TRAVELS = frozenset({"visit", "travel", "fly", "go", "come", "arrive", "return", "tour", "stop"})
"""Verbs whose clause says where their subject was when it met somebody ("met her when he flew to Lima")."""

OUSTING = frozenset({"drive", "oust", "push", "flush", "clear", "dislodge", "evict", "eject", "expel", "rout", "chase"})
"""Verbs of force behind which "from" tells where it is used ("drove the rebels from Goma")."""

PARTS = frozenset("part north south east west area rest much most all half side corner swathe capital".split())
"""Nouns for a part of a country: what is in it is in the country ("in much of Peru")."""

HELD = frozenset({"station", "base", "deploy", "hold", "aim", "direct", "target"})
"""Participles that say where the object of an act is ("withdraw the troops stationed in Mali")."""

STRUCK = frozenset({"ASSAULT", "MOBILIZE"})
"""Types whose recipient is the country where they happen, when no other is named."""

FIGHTS = frozenset({"fight", "battle", "clash", "fighting", "combat"})
"""Words for force of two sides: where they fight is neither of them."""

SAME_TIME = frozenset({"when", "as", "while"})
"""Words before a clause that is told at the time of the clause above it."""

LEADS = 2
"""Paragraphs of the body counted as the lead."""

LEAD_SENTENCES = 6
"""The most sentences from the start that the lead reaches into, where an article has no paragraphs."""

FRESH = timedelta(days=3)
"""How long before publication the day of a fresh report can lie."""

CLAUSES = frozenset({"ccomp", "relcl", "advcl", "acl", "xcomp", "pcomp", "parataxis"})
"""Labels at which another clause begins."""


def place_of(
    candidate: Candidate, kind: str, lands: frozenset[str], parsed: ParsedArticle, places: PlaceIndex
) -> Place | None:
    """Return the literal place where an act took place, or None.

    In this order: a place that the words put the act at, in its own clause, a town before a country, the nearest
    first; the same in the clauses above it, but not in that of a verb of saying; for the first paragraph the place of
    the dateline, when its country takes part: correspondents write from elsewhere.

    Args:
        candidate: the act.
        kind: its PLOVER type.
        lands: the countries of its sides.
        parsed: the article.
        places: the article's places.
    """
    sentence = candidate.sentence
    fits: list[tuple[Token, PlaceMention, Place]] = []
    for mention, place in places.literal_within(sentence.start, sentence.end):
        token = _head(candidate, mention)
        if token is not None and (_is_where(token, place, kind) or _is_scene(token, candidate, kind)):
            fits.append((token, mention, place))
    if fits and (found := _nearest(candidate, fits)) is not None:
        return found
    first = next((s.paragraph for s in parsed.sentences if s.part == "body"), None)
    if sentence.part == "body" and sentence.paragraph == first:
        for part in parsed.article.parts:
            if part.kind == "dateline" and (named := places.literal_within(part.start, part.end)):
                return named[0][1] if named[0][1].country in lands else None
    return None


def take_land(
    candidate: Candidate,
    kind: str,
    parsed: ParsedArticle,
    places: PlaceIndex,
    lands: dict[str | None, str],
    actors: ActorIndex,
) -> None:
    """Let the country of a place stand for it where no phrase named an actor ("shelled Kharkiv").

    For force and movements of force the place where they happen serves too ("its troops advanced in Ukraine").
    """
    if candidate.recipients or (candidate.inner is not None and candidate.inner.recipients):
        return
    own = {actors.get(actor).country for actor in candidate.actors}
    for head in candidate.targets:
        start, end = candidate.sentence.span(head)
        for _, place in places.within(start - 20 if start > 20 else 0, end):
            inside = any(m.start <= start < m.end for m in place.mentions)
            if inside and _stands_for_it(candidate, place, lands, own):
                return
    fights = candidate.trigger.lemma_.lower() in FIGHTS
    if kind in STRUCK and candidate.actors and candidate.inner is None and not fights:
        around = place_of(candidate, kind, frozenset(), parsed, places)
        if around is not None:
            _stands_for_it(candidate, around, lands, own)


def _stands_for_it(candidate: Candidate, place: Place, lands: dict[str | None, str], own: set[str | None]) -> bool:
    country = lands.get(place.country)
    if not place.country or country is None or place.country in own:
        return False
    candidate.recipients = (country,)
    candidate.confidence = round(min(0.95, candidate.confidence + 0.1), 2)
    candidate.why = (*candidate.why, f"recipient: the country of {place.name}")
    return True


def lead_day(parsed: ParsedArticle, times: TimeIndex) -> str | None:
    """Return the one day, up to ``FRESH`` before publication, that the head and the lead name, or None."""
    published = parsed.article.published
    if not published:
        return None
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return None
    first = next((s.paragraph for s in parsed.sentences if s.part == "body"), 0)
    found = set()
    for sentence in parsed.sentences:
        lead = sentence.part == "body" and sentence.paragraph < first + LEADS and sentence.index < LEAD_SENTENCES
        if lead or sentence.part in {"title", "dek"}:
            for time in times.within(sentence.start, sentence.end):
                if time.precision == "day" and time.earliest and time.earliest == time.latest:
                    found.add(time.earliest[:10])
    fresh = {text for text in found if timedelta(0) < day - date.fromisoformat(text) <= FRESH}
    return fresh.pop() if len(fresh) == 1 and published[:10] not in found else None


def is_country(place: Place) -> bool:
    """Tell whether a place is a whole country."""
    return (place.feature or "").startswith(COUNTRY)


def time_of(
    candidate: Candidate, parsed: ParsedArticle, times: TimeIndex, statement: Statement | None, fresh: str | None
) -> EventTime | None:
    """Return when the act took place, by the times of its clause, of the text around it, or the day of publication.

    An act that stands only in what somebody says took place when he said it. What has happened has not happened after
    publication: such a date belongs to something else in the sentence. A plain past without a date of its own is of
    the day that the lead names.

    Args:
        candidate: the act.
        parsed: the article.
        times: its times.
        statement: the statement that the act is said in.
        fresh: the day of the article's lead, where it names one.
    """
    sentence = candidate.sentence
    offset = sentence.start + candidate.trigger.idx
    published = parsed.article.published
    trigger = candidate.trigger
    if "speaker" in candidate.entry.actor and statement is not None and statement.cue_span is not None:
        cue = parsed.sentence_at(statement.cue_span[0])
        if cue is not None:
            sentence, offset = cue, statement.cue_span[0]
            trigger = cue.token_at(offset) or trigger
    found = times.when(parsed, sentence, offset, published)
    if (found is None or found.source != "text") and (above := _while(trigger)) is not None:
        around = times.when(parsed, sentence, sentence.start + above.idx, published)
        if around is not None and around.source == "text":
            found = around
    if candidate.inner is not None and (found is None or found.source != "text"):
        inner = times.when(
            parsed, candidate.sentence, candidate.sentence.start + candidate.inner.trigger.idx, published
        )
        if inner is not None and inner.source == "text":
            return inner
    if found is not None and fresh is not None and published and _is_past(trigger):
        hour = found.source == "text" and found.precision == "time" and found.earliest[:10] == published[:10]
        if hour or found.source == "published":
            return EventTime(earliest=fresh, latest=fresh, precision="day", source="document")
    if found is not None and published and candidate.modality == "actual" and found.earliest > published[:10]:
        return EventTime(earliest=published[:10], latest=published[:10], precision="day", source="published")
    return found


def _while(trigger: Token) -> Token | None:
    """Return the verb that a clause with "when" or "as" is at one time with, or None."""
    clause = _clause(trigger)
    if clause.dep_ != "advcl" or clause.head == clause:
        return None
    marks = {child.lower_ for child in clause.children if child.dep_ in {"mark", "advmod"}}
    return clause.head if marks & SAME_TIME else None


def _is_past(trigger: Token) -> bool:
    """Tell whether a word stands in the plain past."""
    verb = trigger
    while verb.pos_ not in VERBAL and verb.head != verb:
        verb = verb.head
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return (verb.tag_ == "VBD" and not auxiliaries) or bool(auxiliaries & {"was", "were", "did"})


def _head(candidate: Candidate, mention: PlaceMention) -> Token | None:
    """Return the word of a place's name on which its other words hang."""
    start = candidate.sentence.start
    token = candidate.sentence.token_at(mention.end - 1)
    while token is not None and token.head != token and mention.start <= start + token.head.idx < mention.end:
        token = token.head
    return token


def _is_where(token: Token, place: Place, kind: str) -> bool:
    """Tell whether the words around a place's name say that something happens there."""
    wide = is_country(place) or place.country is None
    while token.dep_ in {"conj", "appos"} and token.head != token:
        token = token.head
    if token.dep_ == "pobj":
        preposition = token.head
        if kind in SPOKEN and preposition.head.pos_ not in {"VERB", "AUX"}:
            return False
        if preposition.lower_ == "of":
            return not wide
        return preposition.lower_ in WHERE and not (preposition.lower_ == "to" and _names_somebody(preposition))
    if token.dep_ == "dobj":
        return kind in REACHED
    return not wide and token.dep_ in {"compound", "nmod", "npadvmod", "poss"} and not _in_subject(token)


def _is_scene(token: Token, candidate: Candidate, kind: str) -> bool:
    """Tell whether a place is the scene by what the act does: what force is used on, what forces leave.

    "The invasion of Iraq" was in Iraq, and "to withdraw its troops from Mali" is to do so there.
    """
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    act = candidate.inner or candidate
    trigger = act.trigger
    if token.dep_ in {"nsubjpass", "nsubj"}:
        passive = token.dep_ == "nsubjpass" and kind in REACHED
        return token.head == trigger and (passive or (kind == "ASSAULT" and trigger.lemma_ == "fall"))
    if token.dep_ != "pobj":
        return False
    preposition, owner = token.head, token.head.head
    if preposition.lower_ == "of" and owner.lemma_.lower() in PARTS and owner.dep_ == "pobj":
        preposition, owner = owner.head, owner.head.head
        if preposition.lower_ in WHERE:
            return True
    if preposition.lower_ == "of" and owner.lower_ == "out" and owner.dep_ in {"prep", "advmod", "prt"}:
        owner = owner.head
    elif preposition.lower_ == "of":
        return kind in STRUCK and owner == trigger and trigger.pos_ == "NOUN"
    elif preposition.lower_ != "from":
        return False
    if act.action not in LEFT and not (kind == "ASSAULT" and trigger.lemma_.lower() in OUSTING):
        return False
    return owner == trigger or (owner.head == trigger and owner.dep_ in {"dobj", "pobj", "advmod", "prt"})


def _names_somebody(preposition: Token) -> bool:
    """Tell whether a phrase belongs to the doer's title ("the envoy to Syria")."""
    return preposition.head.pos_ in {"NOUN", "PROPN"} and _in_subject(preposition.head)


def _in_subject(token: Token) -> bool:
    while token.head != token and token.dep_ not in CLAUSES:
        if token.dep_ in {"nsubj", "nsubjpass", "agent"}:
            return True
        token = token.head
    return False


def _nearest(candidate: Candidate, fits: list[tuple[Token, PlaceMention, Place]]) -> Place | None:
    """Return the best place of the act's clause, else of the clauses above it up to a verb of saying."""
    trigger = candidate.sentence.start + candidate.trigger.idx
    clause = _clause(candidate.trigger)
    within = {token.i: _clause(token) for token, _, _ in fits}
    own = set(_own_clauses(candidate.trigger))
    within = {i: clause if at in own else at for i, at in within.items()}
    while True:
        near = [(mention, place) for token, mention, place in fits if within[token.i] == clause]
        if near:
            return min(near, key=lambda pair: (is_country(pair[1]), abs(pair[0].start - trigger)))[1]
        if clause.head == clause or clause.dep_ == "ccomp":
            return None
        clause = _clause(clause.head)


def _own_clauses(trigger: Token) -> Iterator[Token]:
    """Yield the verbs of clauses below an act that say where it happened.

    "Met her *when he flew to Lima*", "were shot *while patrolling in Mali*", "the rockets *aimed at Lima*" do.
    """
    for child in trigger.children:
        if child.dep_ == "advcl":
            marks = {deep.lower_ for deep in child.children if deep.dep_ in {"mark", "advmod"}}
            if (child.lemma_.lower() in TRAVELS and marks & SAME_TIME) or (child.tag_ == "VBG" and "while" in marks):
                yield child
        elif child.dep_ in {"dobj", "nsubjpass"}:
            yield from (deep for deep in child.children if deep.dep_ == "acl" and deep.lemma_.lower() in HELD)


def _clause(token: Token) -> Token:
    """Return the head of the clause that a token stands in."""
    while token.head != token and token.dep_ not in CLAUSES:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ == "conj":
            break
        token = token.head
    return token
