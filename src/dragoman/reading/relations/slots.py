"""Where the two sides of a standing relation stand around the word that tells of it.

Beside the slots of an act (``Frame``) there are those of things that merely are:

- ``bearer``: who wears a participle; ``prefix``: what a hyphen joins to one;
- ``apposition``; ``example``: the names before "and other neighbouring countries";
- ``verb-in``: the place that a carrier's verb names; ``station``: a participle like "stationed";
- ``under``: the verb of the word's clause; ``governor``: its subject; ``governing``: the verb whose object the word is;
- ``owned``: who owns the object ("closed the US consulate");
- ``owner-above``: who owns the thing that the word hangs on; ``above``: that thing ("the need for an alliance");
- ``joined``: the noun with which its own pronoun joins the word ("*Chile* and its allies");
- ``preposition``: the one before the word; ``aimed``: the object of "targeting" behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from dragoman.reading.events.arguments import Frame
from dragoman.reading.language.syntax import conjuncts, surface_subject
from dragoman.reading.relations.patterns import Need

_VERBAL = frozenset({"VERB", "AUX"})
_OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
_AIMING = frozenset({"target", "hit", "punish", "cripple", "isolate"})
_HYPHENS = frozenset({"-", "\u2011", "\u2013"})
_OTHERS = frozenset({"ally", "partner", "proxy", "rival", "enemy", "adversary", "opponent", "backer", "neighbour"})
_STATIONED = frozenset({"station", "deploy", "base"})


def heads(frame: Frame, token: Token, slot: str) -> Iterable[Token]:
    """Return the heads of the noun phrases in a slot of the word ``token``."""
    find = _SLOTS.get(slot)
    if find is not None and slot != "governor":
        return list(find(frame, token))
    found = find(frame, token) if find is not None else frame.heads(slot.removeprefix("@"))
    if slot == "modifier":
        return [head for head in found if not _is_helper(head)]
    return [head for head in found if not _is_anothers(head)]


def is_met(need: Need, token: Token, frame: Frame) -> bool:
    """Tell whether a pattern's need is met around the word ``token``."""
    found = list(heads(frame, token, need.slot))
    if need.anything:
        return bool(found) is need.wanted
    names = set()
    for head in found:
        lemma = head.lemma_.lower()
        names |= {lemma, head.lower_}
        names |= {f"{c.lemma_.lower()} {lemma}" for c in head.lefts if c.dep_ in {"amod", "compound", "det"}}
        # a share or a kind of the thing counts as the thing: "30% of its oil"
        names |= {n.lemma_.lower() for p in head.children if p.dep_ == "prep" for n in p.children if n.dep_ == "pobj"}
    return bool(names & need.words) is need.wanted


def fill(
    frame: Frame, token: Token, slots: tuple[str, ...], without: tuple[str, ...] = (), *, within: bool = True
) -> tuple[str, ...]:
    """Return the actors of the first slot that has any, else (``within``) those named within one."""
    for slot in slots:
        found = tuple(a for a in frame.resolve(heads(frame, token, slot)) if a not in without)
        if found:
            return found
    for slot in slots if within else ():
        inside = tuple(a for h in heads(frame, token, slot) for a in frame.inside(h) if a not in without)
        if inside:
            return tuple(dict.fromkeys(inside))
    return ()


def _is_helper(head: Token) -> bool:
    """Tell whether a hyphen joins a participle to a modifier: "US-backed fighters" are not of the United States."""
    doc = head.doc
    for participle in (head.i, head.i + 2):
        if 1 < participle < len(doc) and doc[participle - 1].text in _HYPHENS:
            return doc[participle].lower_.endswith(("ed", "run"))
    return False


def _is_anothers(head: Token) -> bool:
    """Tell whether a noun means another party by whose it is: "US allies" are not the United States."""
    return head.lemma_.lower() in _OTHERS and any(child.dep_ in _OWNERS for child in head.lefts)


def _examples(frame: Frame, token: Token) -> Iterator[Token]:
    """Yield the names before "and other neighbouring countries"."""
    bearer = token.head
    if bearer.dep_ == "conj" and any(child.lower_ in {"other", "another"} for child in bearer.lefts):
        first = bearer.head
        while first.dep_ == "conj" and first.head != first:
            first = first.head
        yield from (noun for noun in conjuncts(first) if noun != bearer)


def _governor(frame: Frame, token: Token) -> Iterator[Token]:
    """Yield the subjects of the nearest clause above ("the two are locked in a dispute", "deployed in the fight")."""
    for child in token.children:
        if child.dep_ == "auxpass":
            # "Rome and Oslo are united": the parse may hang the subject on the auxiliary
            yield from (noun for deep in child.children if deep.dep_ == "nsubj" for noun in conjuncts(deep))
    for above in token.ancestors:
        if above.pos_ in _VERBAL:
            subject = surface_subject(above)
            yield from conjuncts(subject) if subject is not None else ()
            return


def _owner_above(frame: Frame, token: Token) -> Iterator[Token]:
    """Yield who owns the thing that the word hangs on ("its clerks at the consulate in Lima")."""
    for above in token.ancestors:
        if above.pos_ in _VERBAL:
            return
        yield from (child for child in above.children if child.dep_ == "poss")


def _bearer(frame: Frame, token: Token) -> Iterator[Token]:
    if token.dep_ in {"amod", "acl", "compound", "nmod"}:
        yield token.head


def _prefix(frame: Frame, token: Token) -> Iterable[Token]:
    # the parse loses what a hyphen joins: "UN-sponsored", "Saudi-led"
    if token.tag_ == "VBG" or token.lower_.endswith("ing"):
        # "Clinton-backing senators" back her
        return ()
    if token.i > 1 and token.nbor(-1).text in _HYPHENS:
        # "government-backed": a common noun names nobody
        joined = token.doc[token.i - 2]
        return (joined,) if joined.text[:1].isupper() else ()
    return frame.heads("modifier")


def _owned(frame: Frame, token: Token) -> Iterator[Token]:
    yield from (deep for noun in frame.heads("object") for deep in noun.lefts if deep.dep_ in _OWNERS)


def _preposition(frame: Frame, token: Token) -> Iterator[Token]:
    if token.dep_ == "pobj":
        yield token.head


def _under(frame: Frame, token: Token) -> list[Token]:
    return [above for above in token.ancestors if above.pos_ in _VERBAL][:1]


def _above(frame: Frame, token: Token) -> Iterator[Token]:
    if token.dep_ == "pobj" and token.head.lower_ in {"of", "for", "to"}:
        yield token.head.head


def _aimed(frame: Frame, token: Token) -> Iterator[Token]:
    acts = (child for child in token.children if child.dep_ == "acl" and child.lemma_ in _AIMING)
    yield from (noun for act in acts for noun in act.children if noun.dep_ == "dobj")


def _apposition(frame: Frame, token: Token) -> Iterator[Token]:
    noun = token
    while noun.dep_ in {"appos", "conj"} and noun.head != noun:
        noun = noun.head
    if noun != token:
        yield noun
    else:
        yield from (child for child in token.children if child.dep_ == "appos")


def _joined(frame: Frame, token: Token) -> Iterator[Token]:
    if token.dep_ == "conj" and any(child.dep_ == "poss" and child.tag_ == "PRP$" for child in token.children):
        yield token.head


def _number(frame: Frame, token: Token) -> Iterator[Token]:
    yield from (child for child in token.children if child.dep_ == "nummod")


def _station(frame: Frame, token: Token) -> Iterator[Token]:
    yield from (child for child in token.children if child.dep_ == "acl" and child.lemma_ in _STATIONED)


def _in_verb(frame: Frame, token: Token) -> Iterator[Token]:
    carriers = [token.head] if token.dep_ in {"nsubj", "nsubjpass", "dobj"} else []
    carriers += [child for child in token.children if child.dep_ in {"acl", "relcl"}]
    preps = (p for verb in carriers for p in verb.children if p.dep_ == "prep" and p.lower_ in {"in", "at"})
    yield from (noun for prep in preps for noun in prep.children if noun.dep_ == "pobj")


def _governing(frame: Frame, token: Token) -> Iterator[Token]:
    if token.dep_ == "dobj":
        yield token.head


_SLOTS: dict[str, Callable[[Frame, Token], Iterable[Token]]] = {
    "bearer": _bearer,
    "prefix": _prefix,
    "owned": _owned,
    "example": _examples,
    "preposition": _preposition,
    "under": _under,
    "above": _above,
    "aimed": _aimed,
    "apposition": _apposition,
    "joined": _joined,
    "nummod": _number,
    "station": _station,
    "verb-in": _in_verb,
    "governor": _governor,
    "owner-above": _owner_above,
    "governing": _governing,
}
