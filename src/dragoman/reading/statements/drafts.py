"""Statements in the making: every cue of a sentence with what its syntax says of source and content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dragoman.reading.language import Sentence
from dragoman.reading.language.syntax import RELATIVE_PRONOUNS, is_negated, is_passive
from dragoman.reading.statements.cues import CueEntry, Lexicon
from dragoman.reading.statements.indirect import (
    adjective_content,
    noun_content,
    parenthetical_content,
    verb_content,
    verb_entry,
)
from dragoman.reading.statements.noun_phrases import TokenSpan, noun_phrase
from dragoman.reading.statements.phrases import phrase_content, phrase_source
from dragoman.reading.statements.quotations import Quotations
from dragoman.reading.statements.speakers import (
    addressees,
    adjective_source,
    beside,
    can_speak,
    noun_source,
    of_sentence,
    verb_source,
)
from dragoman.record import Span

_Maker = Callable[[Sentence, Token, CueEntry, Lexicon, Quotations], "Draft | None"]

QUOTED_WORDS = 3
"""A quotation of fewer words is a scare quote or a single term, and makes no statement mixed."""

_LITERAL = frozenset({"quote", "complement", "object@as"})
"""Frames of verbs that words within quotation marks can be given to; not those of thoughts and evidence."""

_REMARKS = frozenset({"say", "accuse", "praise"})
"""Acts of a participle behind reported words that are their speaker's own, not those of who is spoken of."""

_NOT_PASSIVE = frozenset({"as", "'s", "’s"})
"""Beside a passive verb of saying: "was quoted as", "he's said", which the parse takes for a passive."""

_AWAITED = frozenset({"expected", "due", "scheduled", "slated", "likely", "unlikely", "set", "poised"})
"""Words with an infinitive that tell of what is still to come."""

_REFUSALS = frozenset({"decline", "refuse"})
_JUDGEMENTS = frozenset({"accuse", "praise"})
"""Acts that a negation undoes: whoever did not blame somebody said nothing."""
_NOBODY = frozenset({"nobody", "neither", "none", "nothing"})


@dataclass(slots=True)
class Draft:
    """A statement in the making; ``spans`` is empty while a cue waits for its quotation."""

    sentence: Sentence
    cue: Token | None
    source: Token | None
    source_span: Span | None
    cue_span: Span | None
    spans: list[Span]
    act: str
    quotes: bool
    literal: bool = False
    told: list[Token] = field(default_factory=list)
    target: Token | None = None
    quoted: list[Span] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    @property
    def at(self) -> int:
        """Return where its cue stands, or its first content, which may be all in quotation marks."""
        return self.cue_span[0] if self.cue_span else (self.spans or self.quoted)[0][0]


def sentence_drafts(sentence: Sentence, doc: Doc, quotations: Quotations, lexicon: Lexicon) -> list[Draft]:
    """Return a draft for each cue word outside quotation marks, in the order of the text."""
    found = list(_cue_drafts(sentence, doc, quotations, lexicon))
    for draft in found:
        if draft.spans:
            _cut_asides(draft, doc, lexicon)
            _cut_remark(draft, found)
    return found


def _cut_asides(draft: Draft, doc: Doc, lexicon: Lexicon) -> None:
    """Leave out the reporter's own remark at the end of reported words (", a claim that Oslo rejects")."""
    sentence = draft.sentence
    start, end = draft.spans[-1]
    if len(draft.spans) > 1:
        first = sentence.token_at(start)
        noun = first.head if first is not None and first.dep_ == "det" else None
        if noun is not None and noun.lemma_.lower() in lexicon.asides and any(c.dep_ == "acl" for c in noun.children):
            draft.spans.pop()
            return
    for token in doc:
        at = sentence.start + token.idx
        if token.text != "," or not start < at < end or token.i + 2 >= len(doc):
            continue
        noun = next((t for t in doc[token.i + 1 : token.i + 4] if t.pos_ == "NOUN"), None)
        if noun is None or noun.lemma_.lower() not in lexicon.asides or doc[token.i + 1].dep_ != "det":
            continue
        told = any(child.dep_ in {"relcl", "acl"} and child.i > noun.i for child in noun.children)
        if told and noun.dep_ in {"appos", "dobj", "npadvmod", "conj", "attr"} and sentence.span(noun)[1] < end:
            draft.spans[-1] = (start, at)
            return


def _cut_remark(draft: Draft, drafts: list[Draft]) -> None:
    """Give a participle of saying behind reported words to their speaker ("Low says they fired, calling it a ruse")."""
    start, end = draft.spans[-1]
    if draft.cue is None or draft.cue.pos_ != "VERB" or draft.cue_span is None or draft.cue_span[0] > start:
        return
    for other in drafts:
        cue = other.cue
        if other is draft or cue is None or cue.tag_ != "VBG" or cue.dep_ != "advcl" or cue.i < 2 or not other.spans:
            continue
        comma = cue.nbor(-1)
        if comma.text != "," or other.act not in _REMARKS or other.cue_span is None:
            continue
        if start < other.cue_span[0] < end and draft.sentence.span(cue.right_edge)[1] >= end:
            draft.spans[-1] = (start, draft.sentence.start + comma.idx)
            other.source, other.source_span = draft.source, draft.source_span
            return


def _cue_drafts(sentence: Sentence, doc: Doc, quotations: Quotations, lexicon: Lexicon) -> Iterator[Draft]:
    for token in doc:
        position = token.pos_
        make: _Maker = _verb_draft
        if position in {"VERB", "AUX"} and token.tag_ == "VBN" and _is_state(token, lexicon):
            entry: CueEntry | None = lexicon.adjectives[token.lower_]
            make = _adjective_draft
        elif position in {"VERB", "AUX"} or _is_lost_verb(token):
            entry = verb_entry(token, lexicon)
        elif position == "NOUN":
            entry = lexicon.nouns.get(token.lemma_.lower())
            make = _noun_draft
        elif position == "ADJ":
            entry = lexicon.adjectives.get(token.lower_)
            make = _adjective_draft
        else:
            entry = None
        if entry is None:
            if token.lower_ in lexicon.phrase_heads:
                yield from _phrase_drafts(sentence, token, quotations, lexicon)
            continue
        if _is_quoted(sentence, token, quotations):
            continue
        draft = make(sentence, token, entry, lexicon, quotations)
        if draft is not None:
            yield draft


def _verb_draft(
    sentence: Sentence, verb: Token, entry: CueEntry, lexicon: Lexicon, quotations: Quotations
) -> Draft | None:
    if is_silent(verb, lexicon) or _is_awaited(verb) or (entry.act == "hope" and _is_extracted(verb)):
        return None
    passive = is_passive(verb)
    rule, content = verb_content(verb, entry, passive)
    if not content and "that" in entry.frames and not passive:
        content = parenthetical_content(verb)
        rule = "the clause around it"
    literal = not _LITERAL.isdisjoint(entry.frames)
    if not content and not literal:
        return None
    unnamed = passive and not any(c.dep_ == "agent" for c in verb.children)
    if unnamed and content and (rule != "its clause" or content[0][0] < verb.i):
        # nobody is named who says it: only "it was announced that" is still a report
        return None
    judges = entry.act in _JUDGEMENTS or (entry.act == "believe" and literal and rule != "its clause")
    if judges and content and is_negated(verb):
        # "did not praise the builders": nothing was said
        return None
    source = verb_source(verb, lexicon)
    if source is None and content and verb.tag_ == "VB" and not passive:
        # "to claim that would be unkind": nobody claims it
        return None
    if source is not None and _is_no_one(source):
        return None
    if source is not None and _is_quoted(sentence, source, quotations):
        source = beside(verb) or of_sentence(verb)
    if source is not None and not can_speak(source):
        source = None
    if unnamed and not content and not any(c.lower_ in _NOT_PASSIVE for c in verb.children):
        # "was charged with": words in marks beside it are said by nobody that it names
        return None
    draft = _draft(sentence, verb, source, content, entry, _cue_tokens(verb), "quote" in entry.frames)
    draft.literal = literal
    draft.told = addressees(verb, content)
    draft.target = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if source is not None and source.dep_ == "nsubj":
        # "the agency Tass said": two subjects are one noun phrase
        first = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < source.i), None)
        if first is not None and draft.source_span is not None:
            draft.source_span = (sentence.span(first.left_edge)[0], draft.source_span[1])
    if content:
        draft.why.append(f"verb '{entry.word}' with {rule}")
    return draft


def _is_no_one(source: Token) -> bool:
    """Tell whether a source is nobody ("nobody is sure", "no one said", "no official believes")."""
    return source.lower_ in _NOBODY or any(child.dep_ == "det" and child.lower_ == "no" for child in source.children)


def _is_awaited(verb: Token) -> bool:
    """Tell whether it is only expected that somebody will say so ("is due to announce")."""
    head = verb.head
    if verb.dep_ != "xcomp" or not any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return False
    return head.lower_ in _AWAITED and head.i < verb.i


def _is_extracted(verb: Token) -> bool:
    """Tell whether what is wanted is the noun before, so that the rest is not its content ("a deal they want")."""
    if verb.dep_ != "relcl":
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in RELATIVE_PRONOUNS:
        return False
    wanted = next((child for child in verb.children if child.dep_ in {"xcomp", "ccomp"}), None)
    return wanted is not None and not any(
        child.dep_ in {"dobj", "ccomp", "attr", "acomp"} and child.i > wanted.i for child in wanted.children
    )


def _is_lost_verb(token: Token) -> bool:
    """Tell whether the tagger took a verb for a noun: it has a subject and a clause ("the campaign plans to")."""
    if token.tag_ != "NNS":
        return False
    labels = {child.dep_ for child in token.children}
    return "nsubj" in labels and not labels.isdisjoint({"xcomp", "ccomp"})


def _is_state(participle: Token, lexicon: Lexicon) -> bool:
    """Tell whether a participle after a form of be tells a state of mind ("we are convinced that")."""
    return participle.lower_ in lexicon.adjectives and any(c.dep_ == "auxpass" for c in participle.children)


def _noun_draft(
    sentence: Sentence, noun: Token, entry: CueEntry, lexicon: Lexicon, quotations: Quotations
) -> Draft | None:
    content = noun_content(noun, entry)
    if not content:
        return None
    source = noun_source(noun, lexicon)
    if source is None or any(start <= source.i < end for start, end in content):
        return None
    draft = _draft(sentence, noun, source, content, entry, (noun.i, noun.i + 1), False)
    draft.why.append(f"noun '{entry.word}' with its content")
    return draft


def _adjective_draft(
    sentence: Sentence, adjective: Token, entry: CueEntry, lexicon: Lexicon, quotations: Quotations
) -> Draft | None:
    content = adjective_content(adjective, entry)
    if not content:
        return None
    source = adjective_source(adjective, lexicon)
    if source is None or _is_no_one(source) or not can_speak(source):
        return None
    draft = _draft(sentence, adjective, source, content, entry, (adjective.i, adjective.i + 1), False)
    draft.why.append(f"adjective '{entry.word}' with its content")
    return draft


def _phrase_drafts(sentence: Sentence, token: Token, quotations: Quotations, lexicon: Lexicon) -> Iterator[Draft]:
    found = phrase_source(token, lexicon.phrases)
    if found is None:
        return
    source, top, end = found
    if _is_quoted(sentence, token, quotations):
        return
    entry = CueEntry(token.lower_, frozenset({"that"}), "say", (), ())
    draft = _draft(sentence, token, source, phrase_content(top), entry, (token.i, end), True)
    draft.why.append(f"phrase '{token.doc[token.i : end].text.lower()} ...' with the clause around it")
    yield draft


def _draft(
    sentence: Sentence,
    cue: Token,
    source: Token | None,
    content: list[TokenSpan],
    entry: CueEntry,
    cue_tokens: TokenSpan,
    quotes: bool,
) -> Draft:
    source_span = None
    if source is not None:
        start, end = noun_phrase(source, cue)
        source_span = char_span(sentence, start, end) if start < end else sentence.span(source)
    spans = [char_span(sentence, start, end) for start, end in content]
    return Draft(sentence, cue, source, source_span, char_span(sentence, *cue_tokens), spans, entry.act, quotes)


def char_span(sentence: Sentence, start: int, end: int) -> Span:
    """Return the article offsets of a span of tokens of a sentence's parse."""
    assert sentence.doc is not None
    last = sentence.doc[end - 1]
    return sentence.start + sentence.doc[start].idx, sentence.start + last.idx + len(last)


def is_silent(verb: Token, lexicon: Lexicon) -> bool:
    """Tell whether a verb reports that somebody did not say something ("did not mention", "declined to say")."""
    if verb.lemma_.lower() in _REFUSALS:
        return any(child.dep_ == "xcomp" and child.lemma_ in lexicon.silence for child in verb.children)
    if verb.lemma_.lower() not in lexicon.silence:
        return False
    if is_negated(verb):
        return True
    head = verb.head
    if verb.dep_ == "xcomp" and (head.lemma_ in _REFUSALS or is_negated(head)):
        return True
    if verb.dep_ == "pcomp" and head.lower_ == "without":
        return True
    if (
        verb.dep_ == "conj"
        and is_negated(head)
        and not any(c.dep_ == "nsubj" for c in verb.children)
        and verb.tag_ == "VB"
    ):
        return True
    return any(c.dep_ == "nsubj" and (c.lower_ in _NOBODY or is_negated(c)) for c in verb.children)


def _cue_tokens(verb: Token) -> TokenSpan:
    """Return the verb with its auxiliaries before and its particle after."""
    start, end = verb.i, verb.i + 1
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass", "neg"} and child.i < verb.i:
            gap = verb.doc[child.i + 1 : verb.i]
            if all(t.dep_ in {"aux", "auxpass", "neg", "advmod"} for t in gap):
                start = min(start, child.i)
        elif child.dep_ == "prt" and child.i == verb.i + 1:
            end = child.i + 1
    return start, end


def _is_quoted(sentence: Sentence, token: Token, quotations: Quotations) -> bool:
    holder = quotations.at(sentence.start + token.idx)
    return holder is not None and (holder.words >= QUOTED_WORDS or not holder.closed)
