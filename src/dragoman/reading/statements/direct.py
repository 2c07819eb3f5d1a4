"""Give each quotation its cue: by the syntax where a clause holds it, else by where it stands."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.reading.statements.clauses import THINGS, cue_above, speaker_behind
from dragoman.reading.statements.cues import Lexicon
from dragoman.reading.statements.drafts import QUOTED_WORDS, Draft
from dragoman.reading.statements.names import NameRule
from dragoman.reading.statements.noun_phrases import noun_phrase
from dragoman.reading.statements.quotations import Quotation, Quotations
from dragoman.reading.statements.speakers import can_speak, verb_source
from dragoman.record import Span

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_SIGNED = re.compile(r"[ \t\xa0]*(?:[—–―]|--?)[ \t\xa0]*(?=[A-Z])([^\n“”\"]{2,80})")
_JOINT = re.compile(r"[,;]?\s*(?:and|but|or|yet|that|and that|but that|,|as well as|while)?\s*")
_ADJOINED = re.compile(r"[,:;]?\s*(?:[—–]|--?)?\s*(?:(?:and|but|or|as|with)\s+)?(?:an?|the)?\s*")
_MARKS = "“”„\"‘’'«»`"
_TITLE = 6
"""Characters; a sentence that ends so soon after its quotation ends in a title (" Ms.")."""
_NEAR = 60
_NEAR_OWN = 120
"""Characters from the head of a sentence to a cue that belongs to the quotation before; more where the sentence begins
with the cue's own subject."""
_BESIDE = 6
"""Characters from a quotation to a source right behind it (" , the ")."""
_DEEPEST = 8
"""Steps up the parse from words in marks to the verb that governs them."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REACH = 160
"""Characters; a cue farther from its quotation than this belongs to something else."""


class QuotationReader:
    """Joins quotations to the drafts of their cues, in one pass over an article."""

    def __init__(self, parsed: ParsedArticle, quotations: Quotations, drafts: list[Draft], lexicon: Lexicon) -> None:
        self._parsed = parsed
        self._text = parsed.text
        self._quotations = quotations
        self._lexicon = lexicon
        self._names = NameRule(parsed.text, lexicon)
        self._drafts = drafts
        self._by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            self._by_sentence.setdefault(draft.sentence.index, []).append(draft)
        self._last: Draft | None = None
        self._last_quotation: Quotation | None = None
        self._last_sentence = -1
        self._waiting: list[tuple[int, Quotation]] = []

    def join(self) -> list[Draft]:
        """Return the drafts, new ones among them, with their quotations."""
        for quotation in self._quotations.items:
            first = self._parsed.sentence_at(quotation.start)
            last = self._parsed.sentence_at(quotation.end - 1)
            if first is None or last is None:
                continue
            if self._names.holds(quotation, first) and not self._is_called(quotation, first):
                continue
            draft = self._signed(quotation, last) or self._holder(quotation, first, last)
            sentence_like = self._is_sentence_like(quotation)
            if draft is not None and draft.spans and self._has_own_words(draft):
                if quotation.words >= QUOTED_WORDS:
                    self._give(draft, quotation, last)
                continue
            if quotation.words < QUOTED_WORDS and not sentence_like:
                continue
            draft = (
                draft
                or self._joined(quotation, first)
                or self._by_place(quotation, first, last)
                or self._by_comma(quotation, first, last, sentence_like)
                or self._carried(quotation, first, last, sentence_like)
                or self._adjoined(quotation, first)
                or self._by_clause(quotation, first)
                or self._by_ancestor(quotation, first)
                or self._gone_on(quotation, first)
            )
            if draft is not None:
                self._give(draft, quotation, last)
            elif sentence_like:
                self._waiting.append((first.paragraph, quotation))
        return self._drafts

    def _give(self, draft: Draft, quotation: Quotation, last: Sentence) -> None:
        draft.quoted.extend(quotation.spans)
        self._last, self._last_quotation, self._last_sentence = draft, quotation, last.index
        # a cue in the sentence after ("..." he said.) closes the stretch
        self._last_sentence = max(last.index, draft.sentence.index if draft.sentence.index <= last.index + 1 else 0)

    def _signed(self, quotation: Quotation, last: Sentence) -> Draft | None:
        """Return a new draft for a quotation signed with a dash and a name, as in a list of voices."""
        match = _SIGNED.match(self._text, quotation.end)
        if match is None or len(match.group(1).split()) > 8 or self._text[quotation.end - 2] not in ".!?…":
            return None
        start, end = match.span(1)
        while end > start and not self._text[end - 1].isalnum():
            end -= 1
        sentence = self._parsed.sentence_at(start) or last
        token = sentence.token_at(end - 1)
        draft = Draft(sentence, None, token, (start, end), None, [], "say", True)
        draft.why.append("quotation signed with a name")
        self._drafts.append(draft)
        # whoever signs a paragraph says all of it that nobody else does
        for paragraph, earlier in self._waiting:
            if paragraph == last.paragraph:
                draft.quoted.extend(earlier.spans)
        self._waiting.clear()
        return draft

    def _is_called(self, quotation: Quotation, first: Sentence) -> bool:
        """Tell whether the words in marks are what a cue calls somebody (hailed her as "The Lioness")."""
        before = first.token_at(quotation.start - 2)
        if before is None or before.lower_ != "as":
            return False
        return any(
            draft.literal and draft.cue is not None and draft.cue.i == before.head.i
            for draft in self._by_sentence.get(first.index, ())
        )

    def _holder(self, quotation: Quotation, first: Sentence, last: Sentence) -> Draft | None:
        """Return the draft whose content by syntax holds or meets the quotation.

        Of several the innermost that can give words literally: of "Cohen said he hopes that '...'" the words are
        those said, not those hoped.
        """
        best: tuple[bool, int, Draft] | None = None
        for index in dict.fromkeys((first.index, last.index)):
            for draft in self._by_sentence.get(index, ()):
                if not any(start < quotation.end and quotation.start < end for start, end in draft.spans):
                    continue
                key = (not draft.literal, sum(end - start for start, end in draft.spans))
                if best is None or key < best[:2]:
                    best = (*key, draft)
        return best[2] if best else None

    def _has_own_words(self, draft: Draft) -> bool:
        """Tell whether the draft's content has words of its own beside its quotations."""
        for start, end in draft.spans:
            for match in _WORD.finditer(self._text, start, end):
                holder = self._quotations.at(match.start())
                if holder is None or (holder.words < QUOTED_WORDS and not self._is_sentence_like(holder)):
                    return True
        return False

    def _joined(self, quotation: Quotation, first: Sentence) -> Draft | None:
        """Return the draft of the quotation before, when only a conjunction stands between ("..." and "...")."""
        previous = self._last_quotation
        if previous is None or self._last is None or previous.end < first.start:
            return None
        return self._last if _JOINT.fullmatch(self._text, previous.end, quotation.start) else None

    def _by_place(self, quotation: Quotation, first: Sentence, last: Sentence) -> Draft | None:
        after = self._after(quotation, last)
        before = self._before(quotation, first)
        if after is not None and before is not None:
            # the cue that comes first serves a quotation that runs to the end of its sentence
            ends_sentence = self._text[quotation.end - 2] in ".…"
            completes = any(0 <= quotation.start - end <= 2 for _, end in before.spans)
            return before if ends_sentence or completes else after
        return after or before or self._colon(quotation, first)

    def _after(self, quotation: Quotation, last: Sentence) -> Draft | None:
        inner = self._text[quotation.end - 2]
        behind = self._text[quotation.end : quotation.end + 1]
        for draft in self._by_sentence.get(last.index, ()):
            if not draft.quotes or draft.cue_span is None or draft.cue_span[0] < quotation.end:
                continue
            self._clip_source(draft, quotation)
            between = draft.cue_span[0] - quotation.end
            if draft.source_span is not None and 0 < draft.source_span[0] - quotation.end <= _BESIDE:
                # a long name with its office before the cue
                between = 0
            if between > _REACH or self._is_parted(quotation.end, draft.cue_span[0]):
                return None
            return draft if inner in ",.?!…-—–" or behind in (",", "-", "—", "–") or between < 30 else None
        return self._cut_off(quotation, last) if inner in ",?!…" else None

    def _clip_source(self, draft: Draft, quotation: Quotation) -> None:
        """Cut a quotation off the head of a source that the parse took both into."""
        if draft.source_span is not None and draft.source_span[0] < quotation.end < draft.source_span[1]:
            start, end = draft.source_span
            cue = draft.cue_span[1] if draft.cue_span and draft.cue_span[1] < end else 0
            head = _WORD.search(self._text, max(quotation.end, cue), end)
            draft.source_span = (head.start() if head else start, end)

    def _by_comma(self, quotation: Quotation, first: Sentence, last: Sentence, sentence_like: bool) -> Draft | None:
        """Return a new draft for a quotation at the head of its sentence that closes with a comma ("...," he joked)."""
        lead = self._text[first.start : quotation.start].strip(_MARKS + " \n\xa0")
        if lead or not sentence_like or self._text[quotation.end - 2] != ",":
            return None
        found = speaker_behind(self._text, quotation.end, last, self._lexicon)
        if found is None:
            return None
        return self._begun(last, found, "quotation with a comma before")

    def _by_ancestor(self, quotation: Quotation, first: Sentence) -> Draft | None:
        """Return a new draft for words in marks deep within what a cue verb governs, which gives them no draft."""
        inner = self._text[quotation.start : quotation.end].strip(_MARKS + " \n")
        found = cue_above(quotation, first, self._lexicon) if inner[:1].islower() and quotation.closed else None
        if found is None:
            return None
        return self._begun(first, found, "words in marks below")

    def _begun(self, sentence: Sentence, found: tuple[Token, Token, Span], why: str) -> Draft:
        """Return a new draft for a verb, its source and the source's span."""
        verb, source, span = found
        draft = Draft(sentence, verb, source, span, sentence.span(verb), [], "say", True)
        draft.why.append(f"{why} '{verb.text}'")
        self._drafts.append(draft)
        return draft

    def _adjoined(self, quotation: Quotation, first: Sentence) -> Draft | None:
        """Return the draft whose content a quotation goes on with ("likened it to a farce, "the worst in years"")."""
        if quotation.words < QUOTED_WORDS:
            return None
        for draft in reversed(self._by_sentence.get(first.index, [])):
            if draft.spans and draft.source is not None and draft.spans[-1][1] <= quotation.start:
                gap = self._text[draft.spans[-1][1] : quotation.start]
                return draft if _ADJOINED.fullmatch(gap) else None
        return None

    def _cut_off(self, quotation: Quotation, last: Sentence) -> Draft | None:
        """Return the draft of a cue that the sentence border parted from its quotation ("...?" | Graham asked.)."""
        place = last.index + 1
        if last.end - quotation.end > _TITLE or place >= len(self._parsed.sentences):
            return None
        following = self._parsed.sentences[place]
        for draft in self._by_sentence.get(place, ()):
            if draft.quotes and not draft.spans and draft.cue_span is not None:
                begins = draft.source_span is not None and draft.source_span[0] == following.start
                near = draft.cue_span[0] - following.start <= (_NEAR_OWN if begins else _NEAR)
                return draft if near and following.paragraph == last.paragraph else None
        return None

    def _before(self, quotation: Quotation, first: Sentence) -> Draft | None:
        best: Draft | None = None
        for draft in self._by_sentence.get(first.index, ()):
            if (draft.quotes or draft.literal) and draft.cue_span is not None and draft.cue_span[1] <= quotation.start:
                best = draft
        if best is None or best.cue_span is None or quotation.start - best.cue_span[1] > _REACH:
            return None
        return None if self._is_parted(best.cue_span[1], quotation.start) else best

    def _is_parted(self, start: int, end: int) -> bool:
        """Tell whether another quotation stands between two offsets; a nickname in marks is none."""
        return any(item.words >= QUOTED_WORDS for _, _, item in self._quotations.within(start, end))

    def _colon(self, quotation: Quotation, first: Sentence) -> Draft | None:
        """Return the draft of what stands before a colon, in this sentence or the one before ("He added:")."""
        lead = self._text[first.start : quotation.start].strip(_MARKS + " \n\xa0")
        if lead.endswith(":"):
            return self._named_before(first)
        if lead or first.index == 0:
            return None
        previous = self._parsed.sentences[first.index - 1]
        introduced = previous.text.rstrip()[-1:]
        if introduced != ":" and (introduced != "," or previous.paragraph == first.paragraph):
            return None
        for draft in reversed(self._by_sentence.get(previous.index, [])):
            if draft.quotes and not draft.quoted:
                return draft
        return self._named_before(previous) if introduced == ":" else None

    def _named_before(self, sentence: Sentence, reason: str = "after a colon") -> Draft | None:
        if sentence.doc is None:
            return None
        root = next((t for t in sentence.doc if t.head.i == t.i), None)
        source = verb_source(root, self._lexicon) if root is not None and root.pos_ in {"VERB", "AUX"} else root
        if source is None or source.lower_ == "you" or not can_speak(source):
            return None
        start, end = noun_phrase(source, root or source)
        span: Span = sentence.span(source)
        if start < end:
            span = (sentence.span(sentence.doc[start])[0], sentence.span(sentence.doc[end - 1])[1])
        draft = Draft(sentence, None, source, span, None, [], "say", True)
        draft.why.append(f"quotation {reason}")
        self._drafts.append(draft)
        return draft

    def _by_clause(self, quotation: Quotation, first: Sentence) -> Draft | None:
        """Return a new draft for words in marks within what somebody does ("went after Low as “no man of honour”")."""
        inner = self._text[quotation.start : quotation.end].strip(_MARKS + " \n")
        token = first.token_at(quotation.start + 1)
        if not inner[:1].islower() or not quotation.closed or quotation.words <= QUOTED_WORDS or token is None:
            return None
        verb = _top(token, quotation.end - first.start)
        tells = verb.pos_ in {"VERB", "AUX"} and verb.dep_ != "ccomp"
        for _ in range(_DEEPEST):
            if verb.head.i == verb.i or verb.dep_ in {"xcomp", "advcl"}:
                break
            verb = verb.head
            if verb.pos_ == "VERB" and first.start + verb.idx < quotation.start:
                break
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if verb.pos_ != "VERB" or subject is None or subject.pos_ not in {"PROPN", "PRON"} or subject.lower_ in THINGS:
            return None
        if tells and verb.lemma_.lower() not in self._lexicon.verbs:
            # what the subject does is told in somebody else's words (she "turned and left the room")
            return None
        start, end = noun_phrase(subject, verb)
        span: Span = first.span(subject)
        if start < end:
            span = (first.span(verb.doc[start])[0], first.span(verb.doc[end - 1])[1])
        return self._begun(first, (verb, subject, span), f"words in marks within what is told of '{subject.text}' at")

    def _carried(self, quotation: Quotation, first: Sentence, last: Sentence, sentence_like: bool) -> Draft | None:
        """Return the draft of the quotation or statement before, when this quotation has no cue of its own."""
        lead = self._text[first.start : quotation.start].strip(_MARKS + " \n\xa0-—–")
        tail = self._text[quotation.end : last.end].strip(_MARKS + " \n\xa0.")
        follows = self._last_sentence == first.index - 1 and self._last is not None
        if lead or first.index == 0 or (tail and not follows) or not (sentence_like or follows):
            return None
        before = self._parsed.sentences[first.index - 1]
        if self._last is not None and self._last_sentence == before.index and self._closes(before):
            if first.paragraph == before.paragraph:
                return self._last if self._has_no_own_words(self._last) else self._copy(self._last)
            alone = not tail and sentence_like and not self._names.is_heading(quotation)
            return self._copy(self._last) if alone else None
        if first.paragraph == before.paragraph and not tail and sentence_like:
            told = [d for d in self._by_sentence.get(before.index, ()) if d.quotes and d.source is not None and d.spans]
            if told:
                return self._copy(max(told, key=lambda d: sum(end - start for start, end in d.spans)))
            return self._named_before(before, "after a sentence on its speaker")
        return None

    def _gone_on(self, quotation: Quotation, first: Sentence) -> Draft | None:
        """Return a new draft for words in marks within a sentence that goes on with what was said before it.

        ("... has not ended," it said. A withdrawal would "leave a vacuum in the area".) Nothing else is said in it,
        unless a quotation came before in the same sentence.
        """
        inner = self._text[quotation.start : quotation.end].strip(_MARKS + " \n")
        if not inner[:1].islower() or not quotation.closed or quotation.words <= QUOTED_WORDS or first.index == 0:
            return None
        if self._last is not None and self._last_quotation is not None and self._last_quotation.start >= first.start:
            return self._copy(self._last)
        before = self._parsed.sentences[first.index - 1]
        if first.paragraph != before.paragraph or self._by_sentence.get(first.index) or first.doc is None:
            return None
        if any(
            (token if token.dep_ != "appos" else token.head).dep_ in _SUBJECTS and token.pos_ == "PROPN"
            for token in first.doc
        ):
            # somebody else is named who does or says something
            return None
        said = [draft for draft in self._by_sentence.get(before.index, ()) if draft.act == "say" and draft.source]
        return self._copy(said[-1]) if said and (said[-1].spans or said[-1].quoted) else None

    def _closes(self, sentence: Sentence) -> bool:
        """Tell whether nothing but the cue comes after the last quotation in a sentence."""
        previous = self._last_quotation
        return previous is not None and (previous.end > sentence.start)

    def _has_no_own_words(self, draft: Draft) -> bool:
        return not draft.spans or not self._has_own_words(draft)

    def _copy(self, previous: Draft) -> Draft:
        draft = Draft(previous.sentence, None, previous.source, previous.source_span, None, [], previous.act, True)
        draft.why.append("quotation that goes on from the speaker before")
        self._drafts.append(draft)
        return draft

    def _is_sentence_like(self, quotation: Quotation) -> bool:
        """Tell whether a quotation begins with a capital and closes with punctuation, as whole sentences do."""
        inner = self._text[quotation.start : quotation.end].strip(_MARKS + " \n")
        return bool(inner) and not inner[0].islower() and (inner[-1] in ".,?!…-—–" or not quotation.closed)


def _top(token: Token, end: int) -> Token:
    """Return the highest token above a token that still stands before the offset ``end`` of its sentence."""
    start = token.i
    for _ in range(_DEEPEST):
        if token.head.i < start or token.head.idx >= end or token.head.i == token.i:
            break
        token = token.head
    return token
