"""Give each quotation its cue: by the syntax where a clause holds it, else by where it stands."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.reading.statements.cues import Lexicon
from dragoman.reading.statements.drafts import QUOTED_WORDS, Draft
from dragoman.reading.statements.indirect import noun_phrase
from dragoman.reading.statements.quotations import Quotation, Quotations
from dragoman.reading.statements.speakers import can_speak, verb_source
from dragoman.record import Span

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_LAST_WORD = re.compile(r"([\w-]+)\W*$")
_FIRST_MARKS = "“\"‘'«`"
_LAST_MARKS = "”\"’'»"
_REACH = 160
"""Characters; a cue farther from its quotation than this belongs to something else."""

_SMALL = frozenset({"a", "an", "the", "of", "in", "on", "for", "to", "and", "or", "at", "with", "by", "from", "is"})


class QuotationReader:
    """Joins quotations to the drafts of their cues, in one pass over an article."""

    def __init__(self, parsed: ParsedArticle, quotations: Quotations, drafts: list[Draft], lexicon: Lexicon) -> None:
        self._parsed = parsed
        self._text = parsed.text
        self._quotations = quotations
        self._lexicon = lexicon
        self._drafts = drafts
        self._by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            self._by_sentence.setdefault(draft.sentence.index, []).append(draft)
        self._last: Draft | None = None
        self._last_end = -1

    def join(self) -> list[Draft]:
        """Return the drafts, new ones among them, with their quotations."""
        for quotation in self._quotations.items:
            if self._is_name(quotation):
                continue
            first = self._parsed.sentence_at(quotation.start)
            last = self._parsed.sentence_at(quotation.end - 1)
            if first is None or last is None:
                continue
            draft = self._holder(quotation, first, last)
            if draft is not None and self._is_clause_inside(draft, quotation):
                if quotation.words >= QUOTED_WORDS:
                    draft.quoted.extend(quotation.spans)
                    self._remember(draft, quotation)
                continue
            sentence_like = self._is_sentence_like(quotation)
            if quotation.words < QUOTED_WORDS and not sentence_like:
                continue
            draft = (
                draft
                or self._by_place(quotation, first, last)
                or self._carried(quotation, first, last, sentence_like)
                or (self._governed(quotation, first) if quotation.words >= QUOTED_WORDS else None)
            )
            if draft is not None:
                draft.quoted.extend(quotation.spans)
                self._remember(draft, quotation)
        return self._drafts

    def _remember(self, draft: Draft, quotation: Quotation) -> None:
        self._last = draft
        ends = [quotation.end, draft.sentence.end if draft.sentence.start <= quotation.end + _REACH else 0]
        self._last_end = max(ends)

    def _holder(self, quotation: Quotation, first: Sentence, last: Sentence) -> Draft | None:
        """Return the draft whose content by syntax holds or meets the quotation, the innermost of several."""
        best: tuple[int, Draft] | None = None
        for index in range(first.index, last.index + 1):
            if first.index + 2 < index < last.index - 1:
                continue
            for draft in self._by_sentence.get(index, ()):
                if draft.quoted and not draft.spans:
                    continue
                size = sum(end - start for start, end in draft.spans)
                if any(start < quotation.end and quotation.start < end for start, end in draft.spans) and (
                    best is None or size < best[0]
                ):
                    best = (size, draft)
        return best[1] if best else None

    def _is_clause_inside(self, draft: Draft, quotation: Quotation) -> bool:
        """Tell whether the draft's content has words of its own beside the quotation."""
        words = 0
        for start, end in draft.spans:
            for match in _WORD.finditer(self._text, start, end):
                holder = self._quotations.at(match.start())
                if holder is None or holder.words < QUOTED_WORDS:
                    words += 1
        return words > 0

    def _by_place(self, quotation: Quotation, first: Sentence, last: Sentence) -> Draft | None:
        after = self._after(quotation, last)
        before = self._before(quotation, first)
        if after is not None and before is not None:
            # the cue that comes first serves a quotation that runs to the end of its sentence
            ends_sentence = self._text[quotation.end - 2 : quotation.end - 1] in ".…"
            return before if ends_sentence else after
        return after or before or self._colon(quotation, first)

    def _after(self, quotation: Quotation, last: Sentence) -> Draft | None:
        inner = self._text[quotation.end - 2 : quotation.end - 1]
        behind = self._text[quotation.end : quotation.end + 1]
        for draft in self._by_sentence.get(last.index, ()):
            if not draft.quotes or draft.cue_span is None or draft.cue_span[0] < quotation.end:
                continue
            between = self._text[quotation.end : draft.cue_span[0]]
            if len(between) > _REACH or self._quotations.within(quotation.end, draft.cue_span[0]):
                return None
            if not (inner in ",.?!…-—–" or behind in ",-—–" or len(between) < 30):
                return None
            return draft
        return None

    def _before(self, quotation: Quotation, first: Sentence) -> Draft | None:
        best: Draft | None = None
        for draft in self._by_sentence.get(first.index, ()):
            if draft.cue_span is None or draft.cue_span[1] > quotation.start:
                break
            if draft.quotes:
                best = draft
        if best is None or best.cue_span is None or quotation.start - best.cue_span[1] > _REACH:
            return None
        if any(q.words >= QUOTED_WORDS for _, _, q in self._quotations.within(best.cue_span[1], quotation.start)):
            return None
        return best

    def _colon(self, quotation: Quotation, first: Sentence) -> Draft | None:
        """Return the draft of a cue in the sentence before, which ends with a colon ("He added:")."""
        lead = self._text[first.start : quotation.start].strip(_FIRST_MARKS + " \n")
        if lead.endswith(":"):
            # "Cohen on the deal: ..." in one sentence without a verb of saying
            return self._named_before(first, quotation)
        if lead or first.index == 0:
            return None
        previous = self._parsed.sentences[first.index - 1]
        if not previous.text.rstrip().endswith(":"):
            return None
        for draft in reversed(self._by_sentence.get(previous.index, [])):
            if draft.quotes and not draft.quoted:
                return draft
        return self._named_before(previous, quotation)

    def _named_before(self, sentence: Sentence, quotation: Quotation) -> Draft | None:
        if sentence.doc is None:
            return None
        root = next((t for t in sentence.doc if t.head is t), None)
        source = _subject(root) if root is not None else None
        return self._new(quotation, sentence, source, "before a colon") if source is not None else None

    def _carried(self, quotation: Quotation, first: Sentence, last: Sentence, sentence_like: bool) -> Draft | None:
        """Return the draft of the quotation before, when this one follows it with no cue of its own."""
        previous = self._last
        lead = self._text[first.start : quotation.start].strip(_FIRST_MARKS + " \n-—–")
        tail = self._text[quotation.end : last.end].strip(_LAST_MARKS + " \n.")
        if previous is None or lead or tail or not sentence_like:
            return None
        between = self._text[self._last_end : quotation.start]
        if not between.strip():
            if first.paragraph == previous.sentence.paragraph and previous.quoted:
                return previous
            return self._copy(previous, quotation, "goes on from the quotation before")
        return None

    def _copy(self, previous: Draft, quotation: Quotation, reason: str) -> Draft:
        draft = Draft(previous.sentence, None, previous.source, previous.source_span, None, [], previous.act, True)
        draft.why.append(f"quotation that {reason}")
        self._drafts.append(draft)
        draft.spans = []
        return draft

    def _new(self, quotation: Quotation, sentence: Sentence, source: Token, reason: str) -> Draft:
        start, end = noun_phrase(source, source)
        doc = sentence.doc
        assert doc is not None
        span: Span = (
            (sentence.span(doc[start])[0], sentence.span(doc[end - 1])[1]) if start < end else sentence.span(source)
        )
        draft = Draft(sentence, None, source, span, None, [], "say", True)
        draft.why.append(f"quotation {reason}")
        self._drafts.append(draft)
        return draft

    def _governed(self, quotation: Quotation, first: Sentence) -> Draft | None:
        """Return a new draft for a quotation within a sentence of no cue: its source is the subject that governs it."""
        token = first.token_at(quotation.start + 1)
        steps = 0
        while token is not None and steps < 12:
            steps += 1
            outside = self._quotations.at(first.start + token.idx) is not quotation
            if outside and token.pos_ in {"VERB", "AUX"}:
                source = _subject(token)
                if source is not None and self._quotations.at(first.start + source.idx) is not quotation:
                    return self._new(quotation, first, source, f"governed by '{token.lower_}'")
            if token.head is token:
                return None
            token = token.head
        return None

    def _is_sentence_like(self, quotation: Quotation) -> bool:
        """Tell whether a quotation begins with a capital and closes with punctuation, as whole sentences do."""
        inner = self._text[quotation.start : quotation.end].strip(_FIRST_MARKS + _LAST_MARKS + " \n")
        return bool(inner) and not inner[0].islower() and (inner[-1] in ".,?!…-—–" or not quotation.closed)

    def _is_name(self, quotation: Quotation) -> bool:
        """Tell whether the marks hold a title or a nickname ("the film 'Great Freedom'"), which nobody says."""
        if quotation.words > 12 or len(quotation.spans) > 1:
            return False
        inner = self._text[quotation.start : quotation.end].strip(_FIRST_MARKS + _LAST_MARKS + " \n")
        ending = inner[-1:] if inner[-1:] in ("", ",", ".") else ""
        before = _LAST_WORD.search(self._text, max(0, quotation.start - 30), quotation.start)
        words = [match.group() for match in _WORD.finditer(inner)]
        titled = all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
        if before is not None and before.group(1).lower() in self._lexicon.titles and (titled or not ending):
            return titled
        behind = self._text[quotation.end : quotation.end + 1]
        return titled and not ending and len(words) > 1 and behind not in {","} and inner[-1:] not in "?!"


def _subject(verb: Token) -> Token | None:
    source = verb_source(verb)
    return source if source is not None and can_speak(source) else None
