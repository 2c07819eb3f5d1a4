"""Content by syntax: what hangs on a cue word as the thing that is said or thought.

Conventions are those of PolNeAR (Newell et al. 2018): ``that`` belongs to the content; the source is the whole
noun phrase with its apposition; of "accused Iran of lying" the content is "lying", of "urged Iran to stop"
it is "Iran to stop", of "told him to stop" it is "to stop".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dragoman.reading.statements.cues import CueEntry, Lexicon
from dragoman.reading.statements.noun_phrases import TokenSpan, trimmed

_CLOSING = frozenset({'"', "''", "”"})
_THOUGHTS = frozenset({"believe", "fear"})
_LOST_CLAUSE = 3
"""Words before the object of a thought from which on a clause stands there that the parse took for a noun phrase."""
_STRAY = 12
"""Tokens after a verb of saying within which its that-clause must begin."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
_EMPTY_OBJECTS = frozenset({"which", "that", "who", "whom", "what", "so"}) | _REFLEXIVES
CLAUSE_HEADS = frozenset({"VERB", "AUX"})


def verb_entry(token: Token, lexicon: Lexicon) -> CueEntry | None:
    """Return the entry of a verb, with its particle when that makes another word (``point out``)."""
    lemma = token.lemma_.lower()
    for child in token.children:
        if child.i == token.i + 1 and (child.dep_ in {"prt", "prep", "advmod"} or child.lower_ == "it"):
            entry = lexicon.verbs.get(f"{lemma} {child.lower_}")
            if entry is not None:
                return entry
    return lexicon.verbs.get(lemma)


@dataclass(slots=True)
class _Complements:
    """What hangs on a cue verb and may be its content, or a part of it."""

    clauses: list[Token] = field(default_factory=list)
    infinitive: Token | None = None
    gerund: Token | None = None
    object: Token | None = None
    complement: Token | None = None
    prepositions: list[Token] = field(default_factory=list)


def verb_content(verb: Token, entry: CueEntry, passive: bool) -> tuple[str, list[TokenSpan]]:
    """Return how the content hangs on a cue verb, in words, and its token spans (none when the syntax shows none)."""
    there = _complements(verb, passive)
    found = _from_clauses(verb, there.clauses, entry)
    if not found and "quote" in entry.frames and "that" in entry.frames and not there.clauses:
        found = _stray_clause(verb)
    if found:
        return "its clause", found
    if there.infinitive is not None:
        found = _from_infinitive(verb, there.infinitive, there.object, there.prepositions, entry, passive)
        if found:
            return "its infinitive", found
    if there.gerund is not None and "ing" in entry.frames:
        return "its gerund", _subtree(there.gerund, verb)
    return (
        _beside_object(verb, there, entry, passive)
        or _after_preposition(verb, there, entry, passive)
        or _from_object(verb, there.object, entry, passive)
        or ("", [])
    )


def _complements(verb: Token, passive: bool) -> _Complements:
    there = _Complements()
    for child in verb.children:
        dep = child.dep_
        if dep == "ccomp":
            there.clauses.append(child)
        elif dep in {"xcomp", "oprd", "attr"} or (dep == "advcl" and child.tag_ == "VB" and not _marked(child)):
            if child.tag_ == "VBG":
                there.gerund = child
            elif child.tag_ == "VB" or _has_to(child):
                there.infinitive = child
            else:
                there.complement = child
        elif dep == "dobj" or (dep == "nsubjpass" and passive):
            # a second object behind a comma is a remark (", a charge denied by")
            if there.object is None or verb.doc[child.left_edge.i - 1].text != ",":
                there.object = child
        elif dep in {"prep", "dative"}:
            there.prepositions.append(child)
    return there


def _beside_object(
    verb: Token, there: _Complements, entry: CueEntry, passive: bool
) -> tuple[str, list[TokenSpan]] | None:
    """Return the content that an object shares with what is said of it ("called the raid a crime")."""
    if there.object is None or there.object.lower_ in _EMPTY_OBJECTS - _REFLEXIVES:
        return None
    if there.complement is not None and "complement" in entry.frames:
        return "object and complement", _joined(there.object, there.complement, passive)
    for preposition in there.prepositions:
        word = preposition.lower_
        if word in entry.after_object and (deep := governed(preposition)) is not None:
            # of "accused Iran of lying" the lying alone is said
            spans = _subtree(deep, verb) if word == "of" else _joined(there.object, preposition, passive)
            return f"what comes after '{word}'", spans
    return None


def _after_preposition(
    verb: Token, there: _Complements, entry: CueEntry, passive: bool
) -> tuple[str, list[TokenSpan]] | None:
    """Return the content after a preposition of the entry ("warned of a famine")."""
    if not passive:
        allowed = entry.after
    elif there.object is None and any(child.dep_ == "agent" for child in verb.children):
        # "cargo described by officials as harmless"
        allowed = entry.after_object
    else:
        return None
    for preposition in there.prepositions:
        if preposition.lower_ in allowed and (deep := governed(preposition)) is not None:
            return f"what comes after '{preposition.lower_}'", _subtree(deep, verb)
    return None


def _from_object(verb: Token, noun: Token | None, entry: CueEntry, passive: bool) -> tuple[str, list[TokenSpan]] | None:
    """Return the object as content, or as the clause that it is where the parse took one for a noun phrase."""
    if noun is None or noun.lower_ in _EMPTY_OBJECTS:
        return None
    if "object" in entry.frames:
        return "its object", _subtree(noun, verb)
    thought = entry.act in _THOUGHTS
    if passive or "that" not in entry.frames or not (thought or entry.word == "say"):
        return None
    lost = noun.i - noun.left_edge.i if thought else noun.right_edge.i - noun.i - _LOST_CLAUSE
    return ("its clause", _subtree(noun, verb)) if lost >= _LOST_CLAUSE else None


def _from_infinitive(
    verb: Token, infinitive: Token, obj: Token | None, prepositions: list[Token], entry: CueEntry, passive: bool
) -> list[TokenSpan]:
    frames = entry.frames
    if obj is not None and obj.i > infinitive.i:  # an apposition at the end that the parse took for the object
        obj = None
    if obj is not None and not passive:
        if "to-" in frames:
            return _subtree(infinitive, verb)
        if "to+" in frames or "to" in frames:
            return [(obj.left_edge.i, infinitive.right_edge.i + 1)]
        return []
    if obj is None and "to+" in frames and (person := _called_on(prepositions, verb)) is not None:
        return [(person.left_edge.i, infinitive.right_edge.i + 1)]
    if "to" in frames or (passive and ("to+" in frames or "to-" in frames)):
        return _subtree(infinitive, verb)
    return []


def parenthetical_content(verb: Token) -> list[TokenSpan]:
    """Return the clause around a cue verb with a subject of its own ("The talks, officials said, failed")."""
    host = verb.head
    if host.i == verb.i or host.pos_ not in CLAUSE_HEADS or not any(c.dep_ == "nsubj" for c in verb.children):
        return []
    quoted_as = verb.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ == "mark" for c in verb.children)
    if verb.dep_ != "parataxis" and not quoted_as:
        return []
    return without(host, verb)


def noun_content(noun: Token, entry: CueEntry) -> list[TokenSpan]:
    """Return the content that hangs on a cue noun ("the claim that ...", "calls for ...")."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in {"acl", "ccomp", "relcl"}:
            first = child.left_edge
            opened = "that" in entry.frames and first.lower_ == "that" and first.dep_ in {"mark", "dobj", "nsubj"}
            if opened and (first.dep_ == "mark" or not _gap(child, first)):
                return _subtree(child, noun)
            if "to" in entry.frames and _has_to(child):
                return _subtree(child, noun)
        elif child.dep_ == "prep" and child.lower_ in entry.after:
            deep = governed(child)
            if deep is not None:
                return _subtree(deep, noun)
    head = noun.head
    if noun.dep_ == "nsubj" and head.lemma_ == "be":
        for child in head.children:
            if (
                child.i > head.i
                and child.dep_ in {"ccomp", "xcomp"}
                and (child.left_edge.lower_ == "that" or _has_to(child))
            ):
                return _subtree(child, head)
    return []


def adjective_content(adjective: Token, entry: CueEntry) -> list[TokenSpan]:
    """Return the content of a cue adjective ("confident that ...", "worried about ...", "made it clear that ...")."""
    if adjective.head.lemma_ == "make" and "that" in entry.frames:
        for child in (*adjective.children, *adjective.head.children):
            if child.i > adjective.i and child.dep_ in {"ccomp", "csubj", "advcl"} and child.pos_ in CLAUSE_HEADS:
                return _subtree(child, adjective)
    for child in adjective.children:
        if child.dep_ == "ccomp" and "that" in entry.frames and child.i > adjective.i and not _has_to(child):
            return _subtree(child, adjective)
        if child.dep_ == "xcomp" and "to" in entry.frames and _has_to(child):
            return _subtree(child, adjective)
        if child.dep_ == "prep" and child.lower_ in entry.after:
            deep = governed(child)
            if deep is not None:
                return _subtree(deep, adjective)
    return []


def _from_clauses(verb: Token, clauses: list[Token], entry: CueEntry) -> list[TokenSpan]:
    # of two clauses the one behind the cue is its content; the other is an adverbial that the parse took for one
    for clause in sorted(clauses, key=lambda clause: (clause.i < verb.i, clause.i)):
        subject = next((c for c in clause.children if c.dep_ in _SUBJECTS), None)
        if subject is None and clause.text[0].isupper() and clause.i > verb.i and not _has_to(clause):
            # a name that the parse took for a verb ("said Labour senator Ana Ruiz")
            continue
        if _has_to(clause) and not _marked(clause):
            if "to+" in entry.frames and subject is not None:
                return [(subject.left_edge.i, clause.right_edge.i + 1)]
            if "to-" in entry.frames and subject is not None:
                to = next(c for c in clause.children if c.dep_ == "aux" and c.lower_ == "to")
                return [(to.i, clause.right_edge.i + 1)]
            if "to" in entry.frames or "that" in entry.frames:
                return _subtree(clause, verb)
            continue
        if "that" in entry.frames:
            return _whole(_subtree(clause, verb), clause, clauses, verb)
        if "complement" in entry.frames and clause.i > verb.i:
            return _subtree(clause, verb)
    return []


def _whole(spans: list[TokenSpan], clause: Token, clauses: list[Token], verb: Token) -> list[TokenSpan]:
    """Return the spans of a clause with its question phrase and relative clause, which the parse hung on the cue.

    ("asked on what grounds the ship was held"; "that his aides "sought a deal" that would bring peace")
    """
    if len(spans) != 1 or clause.i < verb.i:
        return spans
    start, end = spans[0]
    for child in verb.children:
        asks = child.dep_ == "prep" and verb.i < child.i < start and child.right_edge.i + 1 == start
        if asks and child.nbor().tag_ in {"WDT", "WP"}:
            start = child.i
    for other in clauses:
        first = other.left_edge
        close = first.i == end or (first.i == end + 1 and verb.doc[end].text in _CLOSING)
        if close and first.lower_ == "that" and first.dep_ in _SUBJECTS:
            end = other.right_edge.i + 1
    return [trimmed(verb.doc, start, end)]


def _called_on(prepositions: list[Token], verb: Token) -> Token | None:
    """Return the object of the preposition right after the verb ("called on Iran to stop")."""
    for preposition in prepositions:
        if preposition.i == verb.i + 1:
            return governed(preposition)
    return None


def _stray_clause(verb: Token) -> list[TokenSpan]:
    """Return a that-clause that the parse hung on a noun or as an adverb ("told a meeting of leaders that few ...")."""
    doc = verb.doc
    for place in range(verb.i + 1, min(verb.i + _STRAY, len(doc) - 1)):
        token = doc[place]
        if token.lower_ in {"that", "whether"} and token.dep_ in {"mark", "advmod", "dobj"} and token.head.i > place:
            clause = token.head
            has_subject = any(child.dep_ in _SUBJECTS and child.i != token.i for child in clause.children)
            if has_subject and clause.dep_ in {"relcl", "acl", "advcl", "ccomp"} and clause.left_edge.i >= place:
                return _clean(clause, [(place, clause.right_edge.i + 1)])
            return []
        if token.pos_ in {"VERB", "AUX", "PUNCT"}:
            return []
    return []


def _subtree(token: Token, cue: Token) -> list[TokenSpan]:
    """Return a subtree as token spans, without the part that holds the cue (a cue in mid-sentence)."""
    start, end = token.left_edge.i, token.right_edge.i + 1
    if not start <= cue.i < end:
        return _clean(token, [(start, end)])
    inner = sorted(t.i for t in token.subtree if t.i != cue.i)
    if token.i > cue.i:
        # what stands before the cue is an adverbial of the whole sentence
        inner = [i for i in inner if i > cue.i]
    return _clean(token, list(_runs(inner)))


def without(host: Token, part: Token) -> list[TokenSpan]:
    """Return the subtree of a clause as token spans, one part of it left out."""
    start, end = host.left_edge.i, host.right_edge.i + 1
    left, right = part.left_edge.i, part.right_edge.i + 1
    return _clean(host, [(start, left), (right, end)])


def _clean(token: Token, spans: list[TokenSpan]) -> list[TokenSpan]:
    if spans:
        start, end = spans[-1]
        spans = [*spans[:-1], (start, _before_aside(token.doc, start, end))]
    cleaned = (trimmed(token.doc, start, end) for start, end in spans)
    return [
        (start, end) for start, end in cleaned if start < end and any(t.text[0].isalnum() for t in token.doc[start:end])
    ]


def _before_aside(doc: Doc, start: int, end: int) -> int:
    """Return where the content ends before a remark of the reporter's own at its end (", who is 70")."""
    for place in range(start + 2, end - 1):
        if doc[place].text == "," and doc[place + 1].lower_ == "who":
            clause = doc[place + 1].head
            if clause.dep_ == "relcl" and clause.head.pos_ == "PROPN" and clause.right_edge.i >= end - 2:
                return place
    return end


def _runs(indices: list[int]) -> Iterator[TokenSpan]:
    begin = previous = None
    for index in indices:
        if previous is None or index != previous + 1:
            if begin is not None and previous is not None:
                yield begin, previous + 1
            begin = index
        previous = index
    if begin is not None and previous is not None:
        yield begin, previous + 1


def _joined(first: Token, second: Token, passive: bool) -> list[TokenSpan]:
    if passive or first.i > second.i:
        low, high = sorted((first, second), key=lambda token: token.i)
        return _clean(first, [(low.left_edge.i, low.right_edge.i + 1), (high.left_edge.i, high.right_edge.i + 1)])
    return _clean(first, [(first.left_edge.i, second.right_edge.i + 1)])


def governed(preposition: Token) -> Token | None:
    """Return the noun or gerund after a preposition, or None."""
    return next((c for c in preposition.children if c.dep_ in {"pobj", "pcomp"}), None)


def _has_to(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)


def _marked(token: Token) -> bool:
    return any(child.dep_ == "mark" for child in token.children)


def _gap(clause: Token, relative: Token) -> bool:
    """Tell whether ``that`` is a subject or object the clause needs, so that it is a relative clause."""
    if relative.dep_ == "nsubj":
        return True
    return not any(child.dep_ == "dobj" and child.i != relative.i for child in clause.children) and clause.tag_ not in {
        "VB"
    }
