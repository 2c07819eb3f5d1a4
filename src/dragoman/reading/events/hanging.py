"""What hangs by a preposition on the word of an act, on its object, or on what the parse has put between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.reading.language.syntax import RELATIVE_PRONOUNS, conjuncts, prepositional, undergoers


def hanging(
    trigger: Token, taken: Sequence[Token], carrier: Token | None, slot: str, *, verbal: bool
) -> Iterator[Token]:
    """Yield the heads of the noun phrases that hang by a preposition on a trigger or on what belongs to it.

    Args:
        trigger: the word that tells of the act.
        taken: the trigger and the other words of its term.
        carrier: the verb that carries a noun, or None.
        slot: the preposition.
        verbal: whether the trigger stands as a verb.
    """
    if slot == "predicate":
        yield from _predicates(trigger)
        return
    owners: list[Token] = list(taken)
    if verbal:
        owners += [token for token in undergoers(trigger) if token not in owners]
        owners += [child for child in trigger.children if child.dep_ in {"dobj", "attr", "acomp"}]
    if carrier is not None:
        owners.append(carrier)
    if trigger.dep_ == "acomp":
        owners.append(trigger.head)
    for owner in owners:
        yield from prepositional(owner, slot)
        if slot == "as":
            yield from (word for c in owner.children if c.dep_ == "prep" and c.lower_ == "as" for word in c.children)
    for owner in owners:
        for child in owner.children:
            if child.dep_ in {"prep", "agent", "prt", "advmod", "dative"}:
                for noun in child.children:
                    if noun.dep_ == "pobj" and not (slot == "of" and child.lower_ == "by"):
                        # "raids by the army of the king" are not raids of the king
                        yield from prepositional(noun, slot)
                    elif child.lower_ == slot and noun.dep_ == "pcomp":
                        yield noun
                        yield from undergoers(noun)
    if not verbal:
        # what follows the noun at once belongs to it, wherever the parse has hung it ("an offensive against Afrin")
        after = taken[0].i + 1
        if after < len(trigger.doc) and trigger.doc[after].lower_ == slot:
            yield from (n for c in trigger.doc[after].children if c.dep_ == "pobj" for n in conjuncts(c))
    # a preposition whose noun a clause has moved away: "the country it is at war with"
    for owner in owners:
        for child in owner.children:
            if child.dep_ == "prep" and child.lower_ == slot and verbal and trigger.dep_ == "relcl":
                for noun in child.children:
                    if noun.lower_ in RELATIVE_PRONOUNS:
                        yield trigger.head


def _predicates(verb: Token) -> Iterator[Token]:
    """Yield what a verb says its object to be ("called the minister a liar", "called the move 'a disgrace'")."""
    for child in verb.children:
        if child.dep_ in {"oprd", "attr"} or (child.dep_ == "ccomp" and child.pos_ == "NOUN"):
            yield child
        elif child.dep_ == "dobj":
            yield from (deep for deep in child.rights if deep.dep_ == "appos" and deep.left_edge.lower_ in {"a", "an"})
