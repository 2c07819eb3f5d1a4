"""An event stage that asks a language model behind any OpenAI-compatible address.

It takes nothing on trust: an item whose sentence, trigger or sides are not the very words of the article is thrown
away. Answers are cached by content, so that the same article asked twice gives the same events.

Settings are environment variables: ``DRAGOMAN_LLM_URL`` (``http://localhost:11434/v1``), ``DRAGOMAN_LLM_MODEL``, and,
where the server wants one, ``DRAGOMAN_LLM_KEY``; ``DRAGOMAN_LLM_CACHE`` is the folder of answers.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import DragomanError, UsageError
from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.actions import Action, Actions
from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.reading.places import PlaceIndex
from dragoman.reading.statements import StatementIndex
from dragoman.reading.times import TimeIndex
from dragoman.record import Event, EventMention, Time

MODALITIES = ("actual", "planned", "possible", "negated")
PATIENCE = 180.0
"""Seconds to wait for an answer."""

CONFIDENCE = 0.7
"""What an item of the model counts, whose own word on its sureness is worth little. Not tuned."""

INSTRUCTION = """You code political events in a news article. An event is one act of one actor towards another.
Give for each event: the action (one of the list below), its modality (actual, planned, possible or negated), the
sentence that tells of it, the trigger word, the actors, the recipients and the third parties. Copy sentence, trigger,
actors, recipients and third parties letter by letter from the article; actors are countries, bodies, persons or groups
as the article words them in that sentence. Leave out sport, culture, business without states, and weather. An article
may have no events.

Actions:
"""


class Item(msgspec.Struct, frozen=True):
    """One event as the model gives it; every text must stand in the article."""

    action: str
    modality: str
    sentence: str
    trigger: str
    actors: list[str]
    recipients: list[str]
    third_parties: list[str] = []


class Answer(msgspec.Struct, frozen=True):
    """What the model answers."""

    events: list[Item]


class AskedExtractor:
    """Asks the model that the environment names.

    Args:
        knowledge: the tables; its actions are what the model may answer.
        least: events below this confidence are left out.

    Raises:
        UsageError: no address or model is set.
    """

    def __init__(self, knowledge: Knowledge, *, least: float = 0.0) -> None:
        import platformdirs

        url, model = os.environ.get("DRAGOMAN_LLM_URL"), os.environ.get("DRAGOMAN_LLM_MODEL")
        if not url or not model:
            raise UsageError(
                "the extractor 'llm' needs DRAGOMAN_LLM_URL and DRAGOMAN_LLM_MODEL in the environment; "
                "docs/extending.md shows how"
            )
        self._url = url.rstrip("/") + "/chat/completions"
        self._model = model
        self._key = os.environ.get("DRAGOMAN_LLM_KEY")
        cache = os.environ.get("DRAGOMAN_LLM_CACHE")
        self._cache = Path(cache) if cache else Path(platformdirs.user_cache_dir("dragoman", appauthor=False)) / "llm"
        self._actions = Actions(knowledge)
        self._least = least
        self._instruction = INSTRUCTION + "\n".join(
            f"{name}: {self._actions[name].gloss}" for name in self._actions.names()
        )

    def read(
        self,
        parsed: ParsedArticle,
        actors: ActorIndex,
        places: PlaceIndex,
        times: tuple[Time, ...],
        statements: StatementIndex,
    ) -> tuple[Event, ...]:
        """Return the events that the model found and the article bears out.

        Raises:
            DragomanError: the server does not answer, or not in the form asked for.
        """
        events: list[Event] = []
        if self._least > CONFIDENCE:
            return ()
        when = TimeIndex(times)
        for item in self._ask(parsed.article.text).events:
            event = self._event(item, f"e{len(events) + 1}", parsed, actors, places, when, statements)
            if event is not None:
                events.append(event)
        return tuple(events)

    def _event(
        self,
        item: Item,
        name: str,
        parsed: ParsedArticle,
        index: ActorIndex,
        places: PlaceIndex,
        times: TimeIndex,
        statements: StatementIndex,
    ) -> Event | None:
        found = _found(item, parsed)
        if found is None or item.action not in self._actions or item.modality not in MODALITIES:
            return None
        sentence, trigger = found
        sides = [_sides(words, sentence, index) for words in (item.actors, item.recipients, item.third_parties)]
        if any(side is None for side in sides) or not sides[0]:
            return None
        doers, recipients, others = (side or () for side in sides)
        action = self._actions[item.action]
        said = statements.around(*trigger)
        place = next((place for _, place in places.literal_within(sentence.start, sentence.end)), None)
        return Event(
            id=name,
            **_scheme(action),
            contexts=(),
            actors=doers,
            recipients=recipients,
            third_parties=others,
            place=place.id if place is not None else None,
            time=times.when(parsed, sentence, trigger[0], parsed.article.published),
            modality=item.modality,
            within=None,
            said_in=said.id if said is not None else None,
            mentions=(EventMention(trigger=trigger, sentence=(sentence.start, sentence.end)),),
            confidence=CONFIDENCE,
            why=(f"{self._model}: {item.action}, {item.modality}", "every quoted word stands in the article"),
        )

    def _ask(self, text: str) -> Answer:
        body = {
            "model": self._model,
            "temperature": 0,
            "seed": 0,
            "messages": [
                {"role": "system", "content": self._instruction},
                {"role": "user", "content": text},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "events", "strict": True, "schema": self._schema()},
            },
        }
        key = hashlib.sha256(json.dumps([self._url, body], sort_keys=True).encode()).hexdigest()
        kept = self._cache / f"{key}.json"
        if kept.is_file():
            return self._decode(kept.read_bytes())
        said = self._post(body)
        answer = self._decode(said)
        self._cache.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(said)
        part.replace(kept)
        return answer

    def _post(self, body: dict[str, Any]) -> bytes:
        import httpx

        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            with httpx.Client(timeout=PATIENCE, transport=httpx.HTTPTransport(retries=2)) as client:
                response = client.post(self._url, json=body, headers=headers)
            response.raise_for_status()
            content = response.json()["choices"][0]["message"]["content"]
        except httpx.HTTPError as error:
            raise DragomanError(f"{self._url} does not answer ({error}); check DRAGOMAN_LLM_URL") from error
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise DragomanError(f"{self._url} answers in no form of the OpenAI interface") from error
        return str(content).encode()

    @staticmethod
    def _decode(said: bytes) -> Answer:
        try:
            return msgspec.json.decode(said, type=Answer)
        except msgspec.MsgspecError as error:
            raise DragomanError(f"the model's answer has not the form asked for ({error})") from error

    def _schema(self) -> dict[str, Any]:
        words = {"type": "array", "items": {"type": "string"}}
        fields: dict[str, Any] = {
            "action": {"type": "string", "enum": list(self._actions.names())},
            "modality": {"type": "string", "enum": list(MODALITIES)},
            "sentence": {"type": "string"},
            "trigger": {"type": "string"},
            "actors": words,
            "recipients": words,
            "third_parties": words,
        }
        item = {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
        return {
            "type": "object",
            "properties": {"events": {"type": "array", "items": item}},
            "required": ["events"],
            "additionalProperties": False,
        }


def _found(item: Item, parsed: ParsedArticle) -> tuple[Sentence, tuple[int, int]] | None:
    """Return the sentence and the span of the trigger that an item quotes, or None where they do not stand there."""
    text = parsed.article.text
    start = text.find(item.sentence) if item.sentence.strip() else -1
    at = item.sentence.find(item.trigger) if item.trigger.strip() else -1
    if start < 0 or at < 0:
        return None
    trigger = (start + at, start + at + len(item.trigger))
    sentence = next((one for one in parsed.sentences if one.start <= trigger[0] and trigger[1] <= one.end), None)
    return None if sentence is None else (sentence, trigger)


def _sides(words: Sequence[str], sentence: Sentence, index: ActorIndex) -> tuple[str, ...] | None:
    """Return the actors that quoted words name in a sentence, or None where one of them is not there."""
    found: list[str] = []
    mentions = index.mentions(sentence.start, sentence.end)
    for word in words:
        at = sentence.text.find(word) if word.strip() else -1
        start, end = sentence.start + at, sentence.start + at + len(word)
        inside = [m for m in mentions if at >= 0 and m.start < end and m.end > start]
        if not inside:
            return None
        closest = max(inside, key=lambda m: (min(m.end, end) - max(m.start, start), -m.start))
        found += [m.actor for m in inside if (m.start, m.end) == (closest.start, closest.end)]
    return tuple(dict.fromkeys(found))


def _scheme(action: Action) -> dict[str, Any]:
    return {
        "action": action.name,
        "type": action.type,
        "modes": (action.mode,) if action.mode else (),
        "quad_class": action.quad_class,
        "plover_score": action.plover_score,
        "cameo_code": action.cameo_code,
        "goldstein": action.goldstein,
    }
