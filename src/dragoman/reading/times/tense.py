"""Whether the words around a time speak of what was or of what will be."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Token

from dragoman.reading.language import Sentence

PAST, FUTURE, PRESENT, NONE = "past", "future", "present", ""

_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?|['’]ll")
_WINDOW = 12
"""Words before the time in which a cue counts, when the sentence has no parse."""


def direction(sentence: Sentence, start: int, end: int, cues: Mapping[str, str]) -> str:
    """Return ``past``, ``future``, ``present`` or nothing for the time at ``[start, end)`` of the sentence's text.

    With a parse the verb that governs the time decides; without one the nearest cue before it, else after it.
    """
    if sentence.doc is not None:
        token = sentence.token_at(sentence.start + end - 1)
        verb = governing_verb(token) if token is not None else None
        if token is not None and verb is not None:
            tense = verb_tense(verb, cues)
            # "Friday's purchases are": the present says nothing of when the purchases were
            return NONE if tense == PRESENT and token.dep_ in {"poss", "compound", "nmod"} else tense
    return _by_words(sentence.text, start, end, cues)


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb above a token, or None."""
    for _ in range(12):
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod"}:
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def verb_tense(verb: Token, cues: Mapping[str, str]) -> str:
    """Return the direction of a verb, with its auxiliaries and, for an infinitive, the verb above it."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if auxiliaries & {"will", "'ll", "’ll", "wo", "shall"}:
        return FUTURE
    if cues.get(verb.lower_) == FUTURE and verb.tag_ != "VBD":
        return FUTURE
    if "to" in auxiliaries:
        above = governing_verb(verb.head) if verb.head != verb else None
        if above is not None and (
            FUTURE in {cues.get(above.lower_), cues.get(f"{above.lower_} to")} or above.lower_ in {"is", "are"}
        ):
            return FUTURE
        return verb_tense(above, cues) if above is not None and "to" not in _auxiliaries(above) else FUTURE
    if auxiliaries & {"had", "was", "were", "did", "has", "have", "'ve", "’ve"}:
        return PAST
    if auxiliaries & {"would", "may", "should", "must", "can"}:
        return FUTURE
    if auxiliaries & {"could", "might"}:
        return NONE
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not auxiliaries):
        return PAST
    if auxiliaries & {"is", "are", "'s", "’s"}:
        return FUTURE if verb.tag_ == "VBG" else PRESENT
    if verb.tag_ == "VBG" and verb.dep_ in {"advcl", "acl", "pcomp", "xcomp", "conj"} and verb.head != verb:
        above = governing_verb(verb.head)
        if above is not None and above.tag_ != "VBG":
            return verb_tense(above, cues)
    return PRESENT if verb.tag_ in {"VBZ", "VBP", "VBG"} else NONE


def _auxiliaries(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}


def _by_words(text: str, start: int, end: int, cues: Mapping[str, str]) -> str:
    """Read the direction off the nearest cue: a listed word, or a word in ``-ed``."""
    before = [match.group().lower().replace("’", "'") for match in _WORD.finditer(text, max(0, start - 120), start)]
    for at in range(len(before) - 1, max(-1, len(before) - 1 - _WINDOW), -1):
        if found := _cue(before, at, cues):
            return found
    after = [match.group().lower().replace("’", "'") for match in _WORD.finditer(text, end, end + 120)]
    for at in range(min(len(after), _WINDOW)):
        if found := _cue(after, at, cues):
            return PAST if after[at].endswith("ed") else found
    return NONE


def _cue(words: list[str], at: int, cues: Mapping[str, str]) -> str:
    word = words[at]
    tense = cues.get(f"{word} {words[at + 1]}" if at + 1 < len(words) else word) or cues.get(word, "")
    if tense == "infinitive":
        return ""
    if tense:
        previous = words[at - 1] if at else ""
        if tense == PAST and cues.get(previous) == FUTURE:
            return FUTURE
        return tense if tense != PRESENT else ""
    if len(word) > 4 and word.endswith("ed"):
        if at >= 2 and words[at - 1] == "be" and (words[at - 2] == "to" or cues.get(words[at - 2]) == FUTURE):
            return FUTURE
        for back in (1, 2):
            if at >= back and cues.get(words[at - back]) == FUTURE:
                return FUTURE
        return PAST
    return ""
