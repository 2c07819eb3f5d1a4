"""How much a relation amounts to: the share of a supply, the goods, the soldiers; and in which field two cooperate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.knowledge import Knowledge
from dragoman.record import Value

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MONEY = frozenset({"$", "€", "£"})
_SCALES = 100.0
"""Numbers from a hundred on multiply the one before them ("two hundred", "1.5 million")."""


class Quantities:
    """Reads quantities with the words of `knowledge/relations/measures.tsv` and the fields of `classes.tsv`.

    Raises:
        KnowledgeError: a row's kind is unknown, or the value of a share or number is no number.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._numbers: dict[str, float] = {}
        self._shares: dict[str, float] = {}
        self._units: dict[str, str] = {}
        for row in knowledge.table("relations/measures.tsv"):
            if row["kind"] == "unit":
                self._units[row["word"]] = row["value"]
                continue
            if row["kind"] not in {"share", "number"}:
                raise row.error(f"no kind '{row['kind']}': write share, number or unit")
            try:
                value = float(row["value"])
            except ValueError as error:
                raise row.error(f"'{row['value']}' is no number") from error
            (self._shares if row["kind"] == "share" else self._numbers)[row["word"]] = value
        self._fields: dict[str, str] = {}
        for row in knowledge.table("relations/fields.tsv"):
            self._fields[row["word"]] = row["field"]

    def read(self, trigger: Token, flags: frozenset[str]) -> Value | None:
        """Return the quantity of a supply (flag ``goods``) or of a presence (flag ``count``) at its word, or None."""
        if "goods" in flags:
            clause = trigger if trigger.pos_ == "VERB" else _clause(trigger)
            return self._share(clause) or self._measured(clause) or self._goods(trigger)
        if "count" in flags:
            return self._counted(trigger)
        return None

    def field(self, trigger: Token) -> str | None:
        """Return the field of a cooperation, by the adjective before its word or the noun behind it ("on energy")."""
        words = [child.lower_ for child in trigger.children if child.dep_ in {"amod", "compound", "nmod"}]
        for child in trigger.children:
            if child.dep_ == "prep" and child.lower_ in {"on", "in"}:
                words += [noun.lemma_.lower() for noun in child.children if noun.dep_ == "pobj"]
        return next((self._fields[word] for word in words if word in self._fields), None)

    def _share(self, clause: Token) -> Value | None:
        """Return a share in percent: "30% of its oil", "a third of its gas", "two-thirds"."""
        for token in clause.subtree:
            lower = token.lower_
            if self._units.get(lower) == "percent":
                number, of = self._amount_before(token), _of_what(token)
                # "25% tariffs on its exports" and "exports rose 30%" are no shares of them
                if number is not None and (of is not None or _is_a_share(token)):
                    return Value(number=number, unit="percent", of=of)
            elif lower in self._shares and (of := _of_what(token)) is not None:
                times = 1.0
                for before in token.doc[max(0, token.i - 2) : token.i]:
                    times = self._plain(before) or times
                return Value(number=round(min(100.0, self._shares[lower] * times), 1), unit="percent", of=of)
        return None

    def _measured(self, clause: Token) -> Value | None:
        """Return an amount of goods: "20 million tonnes of wheat", "$2 billion of arms"."""
        for token in clause.subtree:
            unit = self._units.get(token.lemma_.lower())
            if unit is None or unit == "percent":
                continue
            number = self._amount_after(token) if token.text in _MONEY else self._amount_before(token)
            if number is not None:
                return Value(number=number, unit=unit, of=_of_what(token) or _of_what(_last_number(token)))
        return None

    def _goods(self, trigger: Token) -> Value | None:
        """Return the goods themselves, counted where they can be ("300 drones")."""
        goods = next((child for child in trigger.children if child.dep_ == "dobj"), None)
        if goods is None:
            return None
        for child in goods.children:
            if child.dep_ == "nummod" and (number := self._amount(child)) is not None:
                return Value(number=number, unit=goods.lemma_.lower())
        return Value(of=goods.lemma_.lower())

    def _counted(self, trigger: Token) -> Value | None:
        nouns = [trigger]
        if trigger.pos_ == "VERB":
            nouns = [child for child in trigger.children if child.dep_ in {"nsubj", "nsubjpass", "dobj"}]
        for noun in nouns:
            for child in noun.children:
                if child.dep_ == "nummod" and (number := self._amount(child)) is not None:
                    return Value(number=number, unit=noun.lemma_.lower(), of=None)
        return None

    def _amount(self, numeral: Token) -> float | None:
        """Return the number that a numeral with its own numerals says ("two hundred", "1.5 million")."""
        parts = [child.i for child in numeral.children if child.dep_ in {"compound", "nummod"}]
        first = min([numeral.i, *parts])
        return self._product(numeral.doc[i] for i in range(first, numeral.i + 1))

    def _amount_before(self, token: Token) -> float | None:
        words: list[Token] = []
        for i in range(token.i - 1, max(-1, token.i - 4), -1):
            if self._plain(token.doc[i]) is None:
                if token.doc[i].lower_ == "cubic":
                    continue
                break
            words.insert(0, token.doc[i])
        return self._product(words)

    def _amount_after(self, token: Token) -> float | None:
        words: list[Token] = []
        for i in range(token.i + 1, min(len(token.doc), token.i + 3)):
            if self._plain(token.doc[i]) is None:
                break
            words.append(token.doc[i])
        return self._product(words)

    def _product(self, words: Iterator[Token] | list[Token]) -> float | None:
        total: float | None = None
        for word in words:
            number = self._plain(word)
            if number is None:
                continue
            scales = total is not None and number >= _SCALES
            total = (total or 0.0) * number if scales else (total or 0.0) + number
        return total

    def _plain(self, token: Token) -> float | None:
        if _DIGITS.fullmatch(token.text):
            return float(token.text.replace(",", ""))
        return self._numbers.get(token.lower_)


def _of_what(token: Token) -> str | None:
    """Return the noun after "of": of "30% of its oil imports" the imports."""
    for place in range(token.i + 1, min(len(token.doc), token.i + 4)):
        word = token.doc[place]
        if word.lower_ == "of":
            return next((noun.lemma_.lower() for noun in word.children if noun.dep_ == "pobj"), None)
        if word.is_punct and word.text != "-":
            break
    return None


def _is_a_share(token: Token) -> bool:
    return any(word.lower_ == "share" for word in token.doc[token.i + 1 : token.i + 3])


def _last_number(token: Token) -> Token:
    """Return the last numeral behind a sign of money."""
    at = token.i
    while at + 1 < len(token.doc) and token.doc[at + 1].like_num:
        at += 1
    return token.doc[at]


def _clause(token: Token) -> Token:
    while token.pos_ not in {"VERB", "AUX"} and token.head != token:
        token = token.head
    return token
