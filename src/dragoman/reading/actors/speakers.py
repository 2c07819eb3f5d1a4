"""Speakers that nobody named: "one resident", "a senior official speaking on condition of anonymity"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.actors.cast import Cast, Draft, Entity, slug
from dragoman.reading.actors.naming import CALENDAR
from dragoman.reading.actors.roles import Roles
from dragoman.reading.actors.tables import ActorTables
from dragoman.reading.language import Sentence

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "person", "ee", "ant", "people", "men", "women")
"""Endings of nouns for those who do something."""

_LEADING = frozenset({"det", "poss", "predet", "nummod"})


class Speakers:
    """Makes actors of noun phrases that say something."""

    def __init__(self, tables: ActorTables, roles: Roles) -> None:
        self._tables = tables
        self._roles = roles

    def introduce(self, cast: Cast, sentence: Sentence, token: Token, country: str | None) -> Entity | None:
        """Return a new actor for a noun phrase with its mention noted, or None when it can be nobody."""
        if token.pos_ not in {"NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET"} or token.lower_ in self._tables.pronouns:
            return None
        if token.lower_ in {"it", "this", "that", "which", "what", "there", "who", "whom"}:
            return None
        doc = token.doc
        first, last = token.i, token.i
        for child in token.lefts:
            if child.dep_ in {"det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod"}:
                first = min(first, child.left_edge.i)
        lower = [word.lower_ for word in doc]
        phrase = self._roles.at(lower, token.i)
        head = self._tables.heads.get(token.lower_)
        if phrase is None and not self._is_somebody(token):
            return None
        words = [doc[i] for i in range(first, last + 1)]
        while len(words) > 1 and ((words[0].dep_ in _LEADING and words[0].tag_ not in _NAME_TAGS) or words[0].is_punct):
            words.pop(0)
        left = sentence.start + doc[first].idx
        right = sentence.start + token.idx + len(token)
        name = " ".join(sentence.text[words[0].idx : token.idx + len(token)].split())
        if words[0].i == 0 and words[0].tag_ in {"NN", "NNS"} and name[1:2].islower():
            name = name[0].lower() + name[1:]  # "Sources said": a capital of the sentence, not of a name
        plural = token.tag_ in {"NNS", "NNPS"} or (phrase is not None and phrase.plural)
        article = doc[first].lower_ == "the" and token.tag_ in _NAME_TAGS and phrase is None
        body = head is not None or article or (len(name) > 2 and name.isupper())
        kind = "group" if plural else "organisation" if body else "person"
        entity = cast.add(kind, name, f"{kind}/unnamed-{slug(country or '', name)}")
        entity.country = entity.country or country
        if phrase is not None:
            entity.sectors, entity.role = phrase.role.sectors, phrase.role.term
        elif head is not None:
            entity.sectors = head.sectors
        entity.plural, entity.unnamed = plural, True
        entity.explain("a speaker without a name")
        form = "name" if token.tag_ in _NAME_TAGS else "role"
        entity.mentions.append(Draft(left, right, form, sentence.index, token.i))
        return entity

    def _is_somebody(self, token: Token) -> bool:
        """Tell whether a noun of no role can be one who speaks: a name, a body, a noun for people; no thing."""
        lemma = token.lemma_.lower()
        # a bare singular with a capital ("Eyking says") is a name that the tagger missed
        bare = token.text[0].isupper() and token.tag_ not in {"NNS", "JJ"} and token.n_lefts == 0
        named = token.tag_ in _NAME_TAGS or bare
        if head := self._tables.heads.get(token.lower_):
            return head.common or named
        if lemma in self._tables.things or token.lower_.removesuffix("s") in self._tables.things:
            return False
        if named:
            return token.lower_ not in CALENDAR
        if any(lemma.endswith(term[1:]) for term in self._tables.things if term.startswith("-")):
            return False
        return lemma in self._tables.classes or (token.pos_ == "NOUN" and lemma.endswith(_AGENTS))
