"""One happening told in headline, standfirst and body is one event with several mentions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.identity import are_apart, are_compatible
from dragoman.record import EventMention, EventTime

FRESH = timedelta(days=7)
"""How long before publication the day can lie that another mention names."""


STEM = 4
"""Letters that a verb and its noun share at least."""

DEADLY = frozenset({"assassinate", "shoot", "bomb", "air-strike", "drone-strike", "shell", "massacre", "suicide-bomb"})

TAKEN = frozenset({"abduct", "arrest"})


@dataclass(slots=True)
class Draft:
    """An event in the making; ``inner`` is the draft of the act that it is about."""

    candidate: Candidate
    action: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    third_parties: tuple[str, ...]
    contexts: tuple[str, ...]
    place: str | None
    time: EventTime | None
    modality: str
    said_in: str | None
    confidence: float
    mentions: list[EventMention]
    why: list[str] = field(default_factory=list)
    inner: Draft | None = None
    loose: bool = False
    land: str | None = None
    """The country that the place is in or is."""
    wide: bool = False
    """Whether the place is a whole country."""


def merge(drafts: list[Draft], index: ActorIndex) -> list[Draft]:
    """Return the drafts with those of one happening joined: the same act by the same sides, nothing against it."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.loose:
            continue
        same = next((other for other in kept if _same(other, draft, index)), None)
        if same is None:
            kept.append(draft)
        else:
            _join(same, draft)
    for draft in drafts:
        if draft.loose:
            same = next((other for other in kept if _told_in_short(draft, other, index)), None)
            if same is not None:
                _join(same, draft)
    return kept


def _told_in_short(short: Draft, full: Draft, index: ActorIndex) -> bool:
    """Tell whether a headline's act without its other side is one that the body tells in full."""
    if short.type != full.type or short.modality != full.modality:
        return False
    doers, done_to = sides(short.actors, index), sides(short.recipients, index)
    return bool(doers & sides(full.actors, index)) and (
        not done_to or bool(done_to & sides((*full.recipients, *full.actors), index))
    )


def sides(ids: tuple[str, ...], index: ActorIndex) -> frozenset[str]:
    """Return whom actors stand for: their countries, and their own ids where they have none."""
    return frozenset(index.get(actor).country or actor for actor in ids)


def _same(left: Draft, right: Draft, index: ActorIndex) -> bool:
    if left.type != right.type or left.modality != right.modality:
        return False
    if (left.inner is None) != (right.inner is None) and left.action != right.action:
        return False
    if not _sides_agree(left, right, index):
        return False
    if _listed(left.candidate, right.candidate):
        return False
    if _met_on_visit(left, right, index):
        return True
    a, b = sides(left.actors, index), sides(right.actors, index)
    if not a & b and _same_body(left.actors, right.actors, index):
        a = b
    c, d = sides(left.recipients, index), sides(right.recipients, index)
    fatal = _one_death(left, right, index) and (not a or not b or bool(a & b))
    together = left.action == right.action and not a and not b and bool(c & d)
    if fatal or (together and left.candidate.sentence.index == right.candidate.sentence.index):
        fits = True
    elif a and b and c and d:
        fits = bool(a & b) and bool(c & d)
    elif c or d:
        fits = left.action == right.action and bool(a & b) and (not c or not d)
    else:
        fits = left.action == right.action and bool(a & b) and len(a & b) == max(len(a), len(b))
    if not fits:
        return False
    if not fatal and left.action != right.action and not _alike(left.candidate, right.candidate):
        near = left.candidate.sentence.part in {"title", "dek"} or right.candidate.sentence.part in {"title", "dek"}
        if not near:
            return False
    if left.type == "REQUEST" and _asks_otherwise(left.candidate, right.candidate):
        return False
    return _times_meet(left.time, right.time) and _places_meet(left, right)


def _sides_agree(left: Draft, right: Draft, index: ActorIndex) -> bool:
    """Tell whether each side of two acts can be one side, and nobody would come to stand on both."""
    if not left.recipients and not right.recipients:
        return are_compatible(left.actors, right.actors, index)
    if not left.recipients or not right.recipients:
        two, full = (left, right) if not left.recipients else (right, left)
        if len(two.actors) > 1:
            return are_compatible(two.actors, (*full.actors, *full.recipients), index) or are_compatible(
                two.actors, full.actors, index
            )
    return (
        are_compatible(left.actors, right.actors, index)
        and are_compatible(left.recipients, right.recipients, index)
        and are_apart(left.actors, right.recipients, index)
        and are_apart(right.actors, left.recipients, index)
    )


def _alike(left: Candidate, right: Candidate) -> bool:
    """Tell whether two acts are told by one word or by a verb and its noun ("invaded", "the invasion")."""
    words = [(candidate.inner or candidate).trigger.lemma_.lower() for candidate in (left, right)]
    return words[0] == words[1] or (min(map(len, words)) > STEM and words[0][:STEM] == words[1][:STEM])


def _one_death(left: Draft, right: Draft, index: ActorIndex) -> bool:
    """Tell whether two acts are the death or the capture of one person, who suffers that once."""
    for actions in (DEADLY, TAKEN):
        if left.action in actions and right.action in actions:
            shared = set(left.recipients) & set(right.recipients)
            return any(index.get(actor).kind == "person" and index.get(actor).name.istitle() for actor in shared)
    return False


def _same_body(left: tuple[str, ...], right: tuple[str, ...], index: ActorIndex) -> bool:
    """Tell whether two doers can be one, told by a name and by its last word ("the teachers' union", "the union")."""
    if len(left) != 1 or len(right) != 1:
        return False
    one, other = sorted((index.get(left[0]), index.get(right[0])), key=lambda actor: len(actor.name))
    words = other.name.lower().split()
    return len(words) > 1 and one.name.islower() and one.name == words[-1] and one.sectors == other.sectors


def _met_on_visit(left: Draft, right: Draft, index: ActorIndex) -> bool:
    """Tell whether a sentence tells of a visit and of the meeting that it was made for."""
    if left.type != "CONSULT" or left.candidate.sentence.index != right.candidate.sentence.index:
        return False
    if "visit" not in {left.action, right.action}:
        return False
    return sides((*left.actors, *left.recipients), index) == sides((*right.actors, *right.recipients), index)


def _listed(left: Candidate, right: Candidate) -> bool:
    """Tell whether one sentence lists two deeds, each with its object ("tested a bomb and launched a rocket")."""
    first, second = left.trigger, right.trigger
    if left.sentence.index != right.sentence.index or first.lemma_ == second.lemma_:
        return False
    if second.dep_ != "conj" or second.head != first:
        return False
    return all(any(child.dep_ == "dobj" for child in verb.children) for verb in (first, second))


def _asks_otherwise(left: Candidate, right: Candidate) -> bool:
    """Tell whether two requests of the body have no word in common: what is asked is not the same."""
    if left.sentence.part != "body" or right.sentence.part != "body":
        return False
    words = [
        {token.lemma_.lower() for token in candidate.trigger.subtree if token.pos_ in {"NOUN", "VERB"}}
        - {candidate.trigger.lemma_.lower()}
        for candidate in (left, right)
    ]
    return words[0].isdisjoint(words[1])


def _places_meet(left: Draft, right: Draft) -> bool:
    """Tell whether two places can be one: the same, unknown, or a country and a town in it."""
    if left.place is None or right.place is None or left.place == right.place:
        return True
    return left.wide != right.wide and left.land is not None and left.land == right.land


def _times_meet(left: EventTime | None, right: EventTime | None) -> bool:
    """Tell whether two times can be one: they overlap, or one is only the day of the report, up to a week later."""
    if left is None or right is None or "text" not in {left.source, right.source}:
        return True
    if left.earliest <= right.latest and right.earliest <= left.latest:
        return True
    if left.source == right.source:
        return False
    text, other = (left, right) if left.source == "text" else (right, left)
    if other.source == "document":
        return False
    late = date.fromisoformat(other.latest[:10]) - date.fromisoformat(text.latest[:10])
    return timedelta(0) <= late <= FRESH


def _is_better(new: EventTime | None, old: EventTime | None) -> bool:
    """Tell whether the time of another mention says more: a date of the text, the shorter of two such."""
    if new is None or old is None:
        return new is not None
    if (new.source == "text") != (old.source == "text"):
        return new.source == "text"
    return new.source == "text" and old.earliest <= new.earliest and new.latest <= old.latest


def _join(kept: Draft, other: Draft) -> None:
    known = {(m.trigger, m.sentence) for m in kept.mentions}
    kept.mentions.extend(m for m in other.mentions if (m.trigger, m.sentence) not in known)
    kept.actors = tuple(dict.fromkeys((*kept.actors, *other.actors)))
    kept.recipients = tuple(a for a in dict.fromkeys((*kept.recipients, *other.recipients)) if a not in kept.actors)
    sided = {*kept.actors, *kept.recipients}
    kept.third_parties = tuple(a for a in dict.fromkeys((*kept.third_parties, *other.third_parties)) if a not in sided)
    kept.contexts = tuple(dict.fromkeys((*kept.contexts, *other.contexts)))
    if other.place is not None and (kept.place is None or (kept.wide and not other.wide)):
        kept.place, kept.land, kept.wide = other.place, other.land, other.wide
    if _is_better(other.time, kept.time):
        kept.time = other.time
    kept.said_in = kept.said_in if other.said_in else None
    if other.confidence > kept.confidence:
        kept.confidence = other.confidence
    kept.why.append(f"also told: {other.why[0]}" if other.why else "also told")
    if kept.inner is None:
        kept.inner = other.inner
    elif other.inner is not None:
        known = {(m.trigger, m.sentence) for m in kept.inner.mentions}
        kept.inner.mentions.extend(m for m in other.inner.mentions if (m.trigger, m.sentence) not in known)
