"""The words of an office: the stretch of an article that gives a person's name with the office, or calls him by it."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.record import Actor, ActorMention, Span

REACH = 90
"""Characters behind a name in which an apposition with its office ends."""
_NAMES = frozenset({"name", "short"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "POS", "HYPH", "CD", "VBN", "AFX"})
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their"})
_JOINTS = frozenset({"of", "for", "and", "to", "&"})
_LINKS = _DETERMINERS | _JOINTS | frozenset({"’s", "'s", "ever", "dr.", "mr.", "mrs.", "ms."})
_BEHIND = _NOUNS | frozenset({"DT", "PRP$", "IN", "CC", "RB", "NFP"})
_STOP = re.compile(r"[,;:.()“”\"—–\n]")


def office_words(parsed: ParsedArticle, index: ActorIndex, person: Actor) -> Span | None:
    """Return the name with its office before or behind it, else a phrase that calls the person by the office."""
    assert person.role is not None
    word = re.split(r"[\s-]", person.role.lower().split(" of ")[0])[-1]
    called: Span | None = None
    for place, mention in enumerate(person.mentions):
        if mention.form == "role":
            if called is None and word in parsed.text[mention.start : mention.end].lower():
                called = _called(parsed, index, person.mentions[:place], mention)
            continue
        sentence = parsed.sentence_at(mention.start)
        if mention.form not in _NAMES or sentence is None or sentence.doc is None:
            continue
        found = _before(sentence, mention, word) or _behind(parsed.text, sentence, mention, word)
        if found is None or _names_another(parsed.text, index, person, found):
            continue
        if not _is_behind_another(parsed.text, index, person, found, mention):
            return found
    return called


def _names_another(text: str, index: ActorIndex, person: Actor, words: Span) -> bool:
    """Tell whether another person's name stands in the words, as no owner of the office ("Obama's adviser")."""
    own = {mention.start for mention in person.mentions}
    return any(
        m.actor != person.id
        and m.form in _NAMES
        and m.end + 1 not in own
        and text[m.end : m.end + 2] not in {"'s", "’s"}
        and index.get(m.actor).kind == "person"
        for m in index.mentions(*words)
    )


def _is_behind_another(text: str, index: ActorIndex, person: Actor, words: Span, mention: ActorMention) -> bool:
    """Tell whether an office between two names stands behind the other one ("Low, the president, and Berg")."""
    start = words[0]
    if text[start - 2 : start] != ", " or text[: mention.start].rstrip()[-1:] != ",":
        return False
    others = index.mentions(max(0, start - REACH), start - 2)
    last = next((m for m in others if m.end == start - 2 and m.form in _NAMES and m.actor != person.id), None)
    return last is not None and index.get(last.actor).kind == "person"


def _called(
    parsed: ParsedArticle, index: ActorIndex, before: tuple[ActorMention, ...], mention: ActorMention
) -> Span | None:
    """Return an office that says whose it is ("the US president"), or that is said of a name ("Low is an envoy")."""
    sentence = parsed.sentence_at(mention.start)
    named = next((m for m in reversed(before) if m.form in _NAMES), None)
    if sentence is not None and named is not None and sentence.start <= named.start:
        between = parsed.text[named.end : mention.start]
        if re.fullmatch(r"\s(?:is|was|has been|remains|also|now|still|the|a|an|\s)+", between):
            return named.start, mention.end
    words = parsed.text[mention.start : mention.end]
    if words.split()[0].lower() not in _DETERMINERS and "’s" not in words and "'s" not in words:
        return None
    owned = any(
        m.form != "pronoun" and (m.start, m.end) != (mention.start, mention.end)
        for m in index.mentions(mention.start, mention.end)
    )
    return (mention.start, mention.end) if owned else None


def _before(sentence: Sentence, mention: ActorMention, word: str) -> Span | None:
    """Return office and name where the office stands before it ("the Norwegian foreign minister, Jonas Berg")."""
    first = sentence.token_at(mention.start)
    if first is None:
        return None
    doc = first.doc
    at = first.i - 1
    seen = False
    commas = 0
    while at >= 0:
        token = doc[at]
        lower = token.lower_
        if token.text == "," and not commas and at + 1 == first.i:
            commas += 1
        elif (token.tag_ not in _NOUNS and lower not in _LINKS) or (seen and lower in _JOINTS):
            break
        elif lower in {word, "counterpart"} or lower.endswith("-" + word):
            seen = True
        at -= 1
        if seen and lower in _DETERMINERS:
            break
    left = at + 1
    while left < first.i and (doc[left].lower_ in _LINKS - _DETERMINERS or doc[left].tag_ in {"CD", "HYPH"}):
        left += 1
    if at > 0 and doc[at].lower_ == "then" and doc[at + 1].tag_ == "HYPH":
        left = at
    bare = commas > 0 and doc[left].lower_ == word
    if not seen or bare:
        # "who raised money to make Bush president, Low": not Low's office
        return None
    return sentence.span(doc[left])[0], mention.end


def _behind(text: str, sentence: Sentence, mention: ActorMention, word: str) -> Span | None:
    """Return name and office where the office stands behind it ("Jonas Berg, Norway's foreign minister")."""
    stop = min(sentence.end, mention.end + REACH)
    if text[mention.end : mention.end + 2] not in {", ", " (", " –", " —"}:
        return None
    match = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE).search(text, mention.end, stop)
    if match is None or _STOP.search(text, mention.end + 2, match.start()):
        return None
    if text[match.end() : match.end() + 2] in {"'s", "’s"}:
        return None
    first, last = sentence.token_at(mention.end + 2), sentence.token_at(match.start())
    if first is None or last is None or not all(_is_nominal(token) for token in last.doc[first.i : last.i + 1]):
        return None
    border = _STOP.search(text, match.end(), stop)
    return mention.start, border.start() if border else _whole_word(text, stop)


def _is_nominal(token: Token) -> bool:
    return token.tag_ in _BEHIND or token.is_punct or token.is_space


def _whole_word(text: str, end: int) -> int:
    while 0 < end < len(text) and not text[end].isspace():
        end -= 1
    return end
