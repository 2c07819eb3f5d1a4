"""Actors that the caller has marked in the text."""

from __future__ import annotations

from dragoman.reading.actors.cast import Cast, Draft, Entity
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.actors.speakers import Speakers
from dragoman.reading.actors.view import View
from dragoman.reading.language import ParsedArticle
from dragoman.record import Actor, Span


def mark_given(
    read: ActorIndex, cast: Cast, speakers: Speakers, parsed: ParsedArticle, spans: list[Span]
) -> tuple[ActorIndex, list[str]]:
    """Return an index with one actor a span, and their ids in the order of the spans.

    What was read of the text says what the marked actors are and where else they are spoken of: a pronoun
    that stands for a marked name is a mention of the marked actor, unless two spans mark the same name.

    Raises:
        IndexError: a span lies outside the text.
    """
    owners: list[str | None] = []
    entities: list[Entity] = []
    taken: set[tuple[int, int]] = set()
    for number, (start, end) in enumerate(spans):
        if not 0 <= start < end <= len(parsed.text):
            raise IndexError(f"span {start} to {end} lies outside the text of {len(parsed.text)} characters")
        entity = cast.add("person", " ".join(parsed.text[start:end].split()), f"given/{number}")
        entity.explain("marked by the caller")
        index, head = _head(parsed, start, end)
        entity.mentions.append(Draft(start, end, "name", index, head))
        taken.add((index, head))
        owner = _owner(read, parsed, index, head)
        if owner is not None:
            entity.kind, entity.country, entity.sectors, entity.role = (
                owner.kind,
                owner.country,
                owner.sectors,
                owner.role,
            )
        owners.append(owner.id if owner is not None else None)
        entities.append(entity)
    for owner_id, entity in zip(owners, entities, strict=True):
        if owner_id is None or owners.count(owner_id) > 1:
            continue
        for mention in read.mentions(0, len(parsed.text)):
            inside = any(start <= mention.start < end for start, end in spans)
            if mention.actor == owner_id and not inside and (mention.sentence, mention.head) not in taken:
                entity.mentions.append(Draft(mention.start, mention.end, mention.form, mention.sentence, mention.head))
    made = ActorIndex(cast, speakers)
    return made, [made.id_of(entity) for entity in entities]


def _head(parsed: ParsedArticle, start: int, end: int) -> tuple[int, int]:
    sentence = parsed.sentence_at(start)
    if sentence is None or sentence.doc is None or not len(sentence.doc):
        return -1, -1
    view = View(sentence, sentence.doc)
    first = view.token_at(start - sentence.start)
    last = max(first, view.token_at(min(end, sentence.end) - 1 - sentence.start))
    return sentence.index, view.root(first, last + 1)


def _owner(read: ActorIndex, parsed: ParsedArticle, index: int, head: int) -> Actor | None:
    if index < 0:
        return None
    sentence = parsed.sentences[index]
    if sentence.doc is None:
        return None
    found = read.at(sentence, sentence.doc[head])
    return read.get(found[0]) if len(found) == 1 else None
