"""Coded events of articles and coded pairs, from the files of a reader, a coder or another program, in one shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import SourceError

PAIRS, EVENTS = "pairs", "events"

_WORD = re.compile(r"\w+")


class CodedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One coded event.

    ``types`` are those that count as right (a reader gives one); ``actors`` and ``recipients`` every label that names
    a side (country code, full name, last name), empty where anybody will do; ``mutual``: the sides may change places;
    ``words``: of each passage that tells of it; ``optional``: right when read, no miss when not.
    """

    types: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    words: tuple[frozenset[str], ...]
    mutual: bool = False
    optional: bool = False


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """What one file codes: ``form`` is ``pairs`` (an id and a type a row) or ``events`` (an article a row)."""

    form: str
    pairs: dict[str, str] = {}
    events: dict[str, tuple[CodedEvent, ...]] = {}


def load_coding(path: Path) -> Coding:
    """Read a file of codings.

    One JSON object a line (or one array): records as ``dragoman read`` prints them; articles coded by hand, with
    ``id``, ``text`` and ``events`` of ``types actors recipients evidence``; or pairs as ``dragoman classify`` prints
    them, with ``id`` and ``type`` (or ``gold_type``).

    Raises:
        SourceError: the file is missing, empty, or of no such shape; the message names the row.
    """
    pairs: dict[str, str] = {}
    events: dict[str, tuple[CodedEvent, ...]] = {}
    for number, row in enumerate(_rows(path), start=1):
        here = f"{path}:{number}"
        if not isinstance(row, dict):
            raise SourceError(f"{here}: no JSON object; write an article or a pair a row")
        try:
            if "events" in row:
                name, coded = _article(row)
                events[name] = coded
            else:
                pairs[str(row["id"])] = str(row.get("gold_type") or row["type"])
        except (KeyError, TypeError, IndexError, ValueError) as error:
            said = f"{type(error).__name__}: {error}"
            raise SourceError(f"{here}: neither a record, nor a coded article, nor a pair ({said})") from error
    if pairs and events:
        raise SourceError(f"{path}: pairs and articles in one file; part them")
    if not pairs and not events:
        raise SourceError(f"{path}: nothing coded in it")
    return Coding(form=PAIRS if pairs else EVENTS, pairs=pairs, events=events)


def _rows(path: Path) -> Iterator[Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SourceError(f"{path}: no such file; check the name") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error})") from error
    if text.lstrip().startswith("["):
        try:
            yield from json.loads(text)
        except ValueError as error:
            raise SourceError(f"{path}: no valid JSON ({error})") from error
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                raise SourceError(f"{path}:{number}: no valid JSON ({error}); write one object a line") from error


def _article(row: Mapping[str, Any]) -> tuple[str, tuple[CodedEvent, ...]]:
    if "article" in row:
        article = row["article"]
        labels = {actor["id"]: _labels(actor) for actor in row["actors"]}
        name = str(article.get("key") or article["id"])
        return name, tuple(
            _read_event(event, article["text"], labels) for event in row["events"] if not event["within"]
        )
    return str(row["id"]), tuple(_hand_event(event, row["text"]) for event in row["events"])


def _labels(actor: Mapping[str, Any]) -> frozenset[str]:
    name = actor["name"]
    return frozenset(label for label in (actor.get("country"), name, name.split()[-1] if name.split() else "") if label)


def _read_event(event: Mapping[str, Any], text: str, labels: Mapping[str, frozenset[str]]) -> CodedEvent:
    def side(names: Sequence[str]) -> frozenset[str]:
        return frozenset().union(*(labels[name] for name in names))

    return CodedEvent(
        types=frozenset({event["type"]}),
        actors=side(event["actors"]),
        recipients=side(event["recipients"]),
        words=tuple(_words(text[slice(*mention["sentence"])]) for mention in event["mentions"]),
    )


def _hand_event(event: Mapping[str, Any], text: str) -> CodedEvent:
    return CodedEvent(
        types=frozenset(event.get("types") or [event["type"]]),
        actors=frozenset(event.get("actors") or ()),
        recipients=frozenset(event.get("recipients") or ()),
        words=tuple(_words(text[slice(*span)]) for span in event["evidence"]),
        mutual=bool(event.get("mutual")),
        optional=bool(event.get("optional")),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))
