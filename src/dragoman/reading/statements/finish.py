"""From drafts to statements: exact content, kind, speaker, whom it is about; the same words twice are one."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.reading.statements.cues import Lexicon
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.speakers import antecedent, named
from dragoman.reading.statements.stance import FAVOURABLE, HOSTILE, NEUTRAL, StanceReader
from dragoman.record import Span, Stance, Statement

_WORD = re.compile(r"\w+")
_RECENT = 3
"""Sentences; who spoke longer ago is not who "the statement" or an unresolved "it" stands for."""
_REPEATED = {"direct": 4, "mixed": 6, "indirect": 8}
"""Words; shorter content that comes twice ("Yes,", "the deal") is said twice."""

_Ready = tuple[tuple[list[Span], str], Draft, str | None]


class Finisher:
    """Makes the statements of one article."""

    def __init__(self, parsed: ParsedArticle, actors: ActorIndex, stances: StanceReader, lexicon: Lexicon) -> None:
        self._text = parsed.text
        self._actors = actors
        self._stances = stances
        self._documents = lexicon.documents
        self._before: tuple[str, int] | None = None

    def finish(self, drafts: list[Draft]) -> tuple[Statement, ...]:
        """Return the statements, in the order of their first word."""
        ready = [(self._content(draft), draft) for draft in drafts if draft.spans or draft.quoted]
        ready = [(content, draft) for content, draft in ready if content[0]]
        ready.sort(key=lambda item: (item[1].at if item[1].cue_span else item[0][0][0][0], item[0][0][0]))
        spoken = self._without_echoes([(content, draft, self._speaker(draft)) for content, draft in ready])
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
                    why=self._why(draft, kind),
                )
            )
        return tuple(found)

    def _without_echoes(self, ready: list[_Ready]) -> list[_Ready]:
        """Leave out what a speaker is said to think within his own reported words ("he said he hoped to go")."""
        kept: list[_Ready] = []
        outer: list[tuple[int, int, str | None]] = []
        for item in ready:
            (spans, kind), draft, speaker = item
            first, last = spans[0][0], spans[-1][1]
            outer = [stretch for stretch in outer if stretch[1] > first]
            inside = any(s <= draft.at and last <= e and who == speaker for s, e, who in outer)
            if not (inside and kind == "indirect" and speaker is not None and draft.act != "say"):
                kept.append(item)
            outer.append((first, last, speaker))
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

    def _speaker(self, draft: Draft) -> str | None:
        if draft.source is None:
            return None
        found = self._resolved(draft.sentence, antecedent(draft.source))
        if found is not None and draft.quotes:
            self._before = (found, draft.sentence.index)
        return found

    def _resolved(self, sentence: Sentence, token: Token) -> str | None:
        """Return the actor of a source: a mention, a name in apposition, a document's owner, or a new one."""
        for name in (token, *named(token)):
            if ids := self._actors.at(sentence, name):
                return ids[0]
        if token.pos_ == "PRON":
            ids = self._actors.resolve(sentence, token)
            return ids[0] if ids else self._recent(sentence)
        if token.lower_ in self._documents:
            owner = next((child for child in token.children if child.dep_ == "poss"), None)
            ids = self._actors.resolve(sentence, owner) if owner is not None else ()
            recent = self._recent(sentence) if owner is None else None
            if ids or recent:
                return ids[0] if ids else recent
            ids = self._actors.resolve(sentence, token)
            return ids[0] if ids else None
        introduced = self._actors.introduce(sentence, token)
        if introduced is not None:
            return introduced
        ids = self._actors.resolve(sentence, token)
        return ids[0] if ids else None

    def _recent(self, sentence: Sentence) -> str | None:
        """Return the last one who spoke, when that was a few sentences ago at most."""
        if self._before is None or sentence.index - self._before[1] > _RECENT:
            return None
        return self._before[0]

    def _addressees(self, draft: Draft, speaker: str | None) -> tuple[str, ...]:
        ids = (actor for token in draft.told for actor in self._actors.resolve(draft.sentence, token))
        return tuple(dict.fromkeys(actor for actor in ids if actor != speaker))

    def _about(self, draft: Draft, spans: list[Span], speaker: str | None) -> tuple[Stance, ...]:
        counts: dict[str, int] = {}
        for start, end in spans:
            for mention in self._actors.mentions(start, end):
                if mention.actor != speaker:
                    stance = self._stances.near(self._text, start, end, mention.start, mention.end)
                    counts[mention.actor] = counts.get(mention.actor, 0) + _SIGN[stance]
        sign = {"accuse": -1, "praise": 1}.get(draft.act, 0)
        if sign and draft.target is not None:
            for actor in self._target(draft.sentence, draft):
                if actor != speaker:
                    counts[actor] = 2 * sign
        return tuple(Stance(actor=actor, stance=_stance(count)) for actor, count in counts.items())

    def _target(self, sentence: Sentence, draft: Draft) -> tuple[str, ...]:
        return self._actors.resolve(sentence, draft.target) if draft.target is not None else ()

    def _why(self, draft: Draft, kind: str) -> tuple[str, ...]:
        why = list(draft.why)
        if draft.quoted and draft.cue_span is not None:
            cue = self._text[draft.cue_span[0] : draft.cue_span[1]]
            why.append(f"quotation given to '{cue}'")
        return tuple(why)


_SIGN = {FAVOURABLE: 1, HOSTILE: -1, NEUTRAL: 0}


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
