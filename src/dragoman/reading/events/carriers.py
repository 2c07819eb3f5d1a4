"""The verb that carries a noun and holds its doer ("launched an attack", "came under fire", "was behind the raid")."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.events.shapes import VERBAL

CLIMB = frozenset({"of", "in"})
"""Prepositions through which a noun belongs to the phrase above it ("a series of attacks", "the start of talks")."""


HIGHEST = 4
"""The most steps up from a noun to its carrier."""


def carrier(noun: Token, light: dict[str, str]) -> tuple[Token | None, str]:
    """Return the verb or adjective that carries a noun, and what ``events/light.tsv`` says of its subject.

    "A series of talks was held" is carried by "held". Without a carrier the answer is None and an empty word.

    Args:
        noun: the word that tells of the act.
        light: the carrying verbs, alone or with a preposition ("come under"), each with what it says.
    """
    owned = any(child.dep_ == "poss" and child.pos_ != "PRON" for child in noun.children)
    found, told = _climb(noun, light)
    if owned and told == "doer":
        # "will exploit Chile's withdrawal" does not withdraw
        return None, ""
    return found, told


def _climb(noun: Token, light: dict[str, str]) -> tuple[Token | None, str]:
    for _ in range(HIGHEST):
        head = noun.head
        if noun.dep_ == "conj" and head.pos_ in {"NOUN", "PROPN"}:
            noun = head
        elif noun.dep_ == "pobj" and head.lower_ in CLIMB and head.head.pos_ == "NOUN" and head.head != head:
            noun = head.head
        elif noun.dep_ in {"dobj", "nsubjpass", "attr"} and head.pos_ in VERBAL:
            return _known(head, head.lemma_.lower(), light)
        elif noun.dep_ == "pobj" and head.head.pos_ in {"VERB", "AUX", "ADJ"} and head.dep_ in {"prep", "agent"}:
            if head.head.lemma_ == "be" and any(child.dep_ in {"acomp", "attr"} for child in head.head.children):
                # who is "neutral in talks" does not talk
                return None, ""
            return _known(head.head, f"{head.head.lemma_.lower()} {head.lower_}", light)
        else:
            return None, ""
    return None, ""


def _known(word: Token, key: str, light: dict[str, str]) -> tuple[Token | None, str]:
    return (word, light[key]) if key in light else (None, "")
