"""From drafts to statements: exact content, kind, speaker, whom it is about; the same words twice are one."""

from __future__ import annotations

import re

from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.reading.statements.cues import Lexicon
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.identity import SpeakerFinder
from dragoman.reading.statements.index import stretches
from dragoman.reading.statements.stance import FAVOURABLE, HOSTILE, NEUTRAL, StanceReader
from dragoman.record import Span, Stance, Statement

_WORD = re.compile(r"\w+")
_SPOKEN = frozenset({"say", "claim", "admit", "deny"})
"""Acts that report words; others within reported words are part of what is reported."""
_REPEATED = {"direct": 4, "mixed": 6, "indirect": 8}
"""Words; shorter content that comes twice ("Yes,", "the deal") is said twice."""

_Ready = tuple[tuple[list[Span], str], Draft, str | None]


class Finisher:
    """Makes the statements of one article."""

    def __init__(self, parsed: ParsedArticle, actors: ActorIndex, stances: StanceReader, lexicon: Lexicon) -> None:
        self._text = parsed.text
        self._actors = actors
        self._stances = stances
        self._finder = SpeakerFinder(parsed, actors, lexicon)

    def finish(self, drafts: list[Draft]) -> tuple[Statement, ...]:
        """Return the statements, in the order of their first word."""
        ready = [(self._content(draft), draft) for draft in drafts if draft.spans or draft.quoted]
        ready = [(content, draft) for content, draft in ready if content[0]]
        ready.sort(key=lambda item: (item[1].at if item[1].cue_span else item[0][0][0][0], item[0][0][0]))
        speakers = self._finder.find([draft for _, draft in ready])
        spoken = self._without_echoes(
            [(content, draft, speaker) for (content, draft), speaker in zip(ready, speakers, strict=True)]
        )
        found: list[Statement] = []
        seen: dict[tuple[str, ...], int] = {}
        for (spans, kind), draft, speaker in spoken:
            words = tuple(w.lower() for start, end in spans for w in _WORD.findall(self._text, start, end))
            if len(words) >= _REPEATED[kind]:
                place = seen.get(words)
                if place is not None and (found[place].speaker == speaker or None in {found[place].speaker, speaker}):
                    found[place] = self._repeated(found[place], spans, speaker, draft)
                    continue
                seen.setdefault(words, len(found))
            found.append(
                Statement(
                    id=f"s{len(found) + 1}",
                    speaker=speaker,
                    speaker_span=draft.source_span,
                    cue_span=draft.cue_span,
                    content_spans=tuple(spans),
                    kind=kind,
                    addressees=self._addressees(draft, speaker),
                    about=self._about(draft, spans, speaker),
                    why=self._why(draft),
                )
            )
        return tuple(found)

    def _without_echoes(self, ready: list[_Ready]) -> list[_Ready]:
        """Leave out what is only thought, asked or shown within somebody's reported words, and words told twice.

        Of "he said he hoped to go" and "she suggested that Rome wants a deal" the outer statement alone remains: the
        inner one is what the outer one says. Of "Low said the road was shut, according to the police" the words stay
        with Low.
        """
        kept: list[_Ready] = []
        outer: list[tuple[int, int]] = []
        told = {tuple(spans) for (spans, _), draft, _ in ready if draft.cue is not None and draft.cue.pos_ == "VERB"}
        for item in ready:
            (spans, kind), draft, _ = item
            first, last = spans[0][0], spans[-1][1]
            outer = [stretch for stretch in outer if stretch[1] > first]
            inside = any(start <= draft.at and last <= end for start, end in outer)
            if inside and kind == "indirect" and (draft.act not in _SPOKEN or _is_infinitive(draft)):
                continue
            if tuple(spans) in told and draft.cue is not None and draft.cue.pos_ == "ADP":
                continue
            kept.append(item)
            outer.extend(stretches(spans))
        return kept

    def _repeated(self, first: Statement, spans: list[Span], speaker: str | None, draft: Draft) -> Statement:
        """Return the first statement with the content spans of its repetition."""
        return Statement(
            id=first.id,
            speaker=first.speaker or speaker,
            speaker_span=first.speaker_span or draft.source_span,
            cue_span=first.cue_span or draft.cue_span,
            content_spans=tuple(sorted({*first.content_spans, *spans})),
            kind=first.kind,
            addressees=first.addressees,
            about=first.about,
            why=(*first.why, "the same words come again"),
        )

    def _content(self, draft: Draft) -> tuple[list[Span], str]:
        """Return the content cut at its quotations, and its kind."""
        quoted = sorted(set(draft.quoted))
        if not quoted:
            return sorted(draft.spans), "indirect"
        pieces: list[Span] = []
        own_words = False
        for start, end in sorted(draft.spans):
            for left, right in _minus(start, end, quoted):
                trimmed = self._trim(left, right)
                if trimmed is not None:
                    pieces.append(trimmed)
                    own_words = True
        return sorted(pieces + quoted), "mixed" if own_words else "direct"

    def _trim(self, start: int, end: int) -> Span | None:
        while start < end and not (self._text[start].isalnum() or self._text[start] in "“\"‘'$£€(["):
            start += 1
        while end > start and not (self._text[end - 1].isalnum() or self._text[end - 1] in "”\"’'%)]."):
            end -= 1
        return (start, end) if any(c.isalnum() for c in self._text[start:end]) else None

    def _addressees(self, draft: Draft, speaker: str | None) -> tuple[str, ...]:
        ids = (actor for token in draft.told for actor in self._actors.resolve(draft.sentence, token))
        return tuple(dict.fromkeys(actor for actor in ids if actor != speaker))

    def _about(self, draft: Draft, spans: list[Span], speaker: str | None) -> tuple[Stance, ...]:
        counts: dict[str, int] = {}
        shown: dict[str, list[tuple[int, Span]]] = {}
        for start, end in stretches(spans):
            mentions = self._actors.mentions(start, end)
            for mention in mentions:
                if mention.actor != speaker:
                    counts.setdefault(mention.actor, 0)
            for word in self._stances.weigh(self._text, start, end, [(m.start, m.end) for m in mentions]):
                actor = mentions[word.mention].actor
                if actor != speaker:
                    counts[actor] += word.weight
                    shown.setdefault(actor, []).append((word.weight, word.span))
        sign = {"accuse": -1, "praise": 1}.get(draft.act, 0)
        if sign and draft.target is not None and draft.cue_span is not None:
            for actor in self._target(draft.sentence, draft):
                if actor != speaker:
                    counts[actor] = 2 * sign
                    shown.setdefault(actor, []).append((sign, draft.cue_span))
        return tuple(
            Stance(
                actor=actor,
                stance=_stance(count),
                words=tuple(sorted({span for weight, span in shown.get(actor, ()) if weight * count > 0})),
            )
            for actor, count in counts.items()
        )

    def _target(self, sentence: Sentence, draft: Draft) -> tuple[str, ...]:
        return self._actors.resolve(sentence, draft.target) if draft.target is not None else ()

    def _why(self, draft: Draft) -> tuple[str, ...]:
        why = list(draft.why)
        if draft.quoted and draft.cue_span is not None:
            cue = self._text[draft.cue_span[0] : draft.cue_span[1]]
            why.append(f"quotation given to '{cue}'")
        return tuple(why)


def _is_infinitive(draft: Draft) -> bool:
    """Tell whether nobody has said it yet ("to stress the need")."""
    return draft.cue is not None and draft.cue.tag_ == "VB"


def _stance(count: int) -> str:
    return FAVOURABLE if count > 0 else HOSTILE if count < 0 else NEUTRAL


def _minus(start: int, end: int, holes: list[Span]) -> list[Span]:
    """Return what is left of ``[start, end)`` without the holes."""
    left = []
    for low, high in holes:
        if high <= start or low >= end:
            continue
        if low > start:
            left.append((start, low))
        start = max(start, high)
    if start < end:
        left.append((start, end))
    return left
