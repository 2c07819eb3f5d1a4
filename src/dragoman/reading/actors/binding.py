"""Binding: whom the syntax of a sentence lets a pronoun stand for, and whom it makes likely.

The three principles of the binding theory (Chomsky 1981, "Lectures on Government and Binding"), as far as they can
be told from dependencies.
"""

from __future__ import annotations

from dragoman.reading.actors.view import View

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "dative", "iobj", "pobj"})
_OPENINGS = frozenset({"prep", "advcl", "npadvmod"})
"""Labels of a phrase that may open a sentence before its subject."""

_NOMINATIVE = frozenset({"he", "she", "it", "they"})
_FIRST = frozenset({"i", "we", "me", "us"})
_OF_OTHERS = frozenset({"ask", "tell", "order", "urge", "remind", "warn", "wonder"})
"""Verbs whose content is seldom about who says it."""

_LOOSE = frozenset({"conj", "parataxis", "advcl", "attr", "relcl"})
"""Labels of what hangs on a verb loosely, as a further clause or as what somebody is said to be."""


def bound_apart(view: View, pronoun: int, candidate: int, reflexive: bool, possessive: bool) -> bool:
    """Tell whether syntax keeps a pronoun from standing for a name of its own sentence (binding).

    A plain object cannot stand for its own clause's subject ("Cohen met him"), a possessive not for the
    noun it is inside of ("his counterpart Bayramov"), a pronoun not for what follows in its own phrase.
    """
    at = pronoun
    for _ in range(12):
        up = view.heads[at]
        if up == at:
            break
        if up == candidate:
            return view.tags[at][:1] != "V" and view.deps[at] != "conj"
        if view.tags[up].startswith(("V", "MD")):
            break
        at = up
    if reflexive or possessive or is_topic(view, candidate):
        return False
    return _clause(view, pronoun) == _clause(view, candidate) and view.deps[candidate] in SUBJECTS | OBJECTS | {"conj"}


def _clause(view: View, at: int) -> int:
    """Return the verb of the clause that a word stands in."""
    for _ in range(16):
        up = view.heads[at]
        if up == at:
            return at
        if view.tags[up].startswith("V") or view.deps[at] in SUBJECTS:
            return up
        at = up
    return at


def _is_under_shared_subject(view: View, pronoun: int, candidate: int) -> bool:
    """Tell whether a name stands in a clause before the pronoun whose unsaid subject the pronoun is.

    "While urging Cohen to resign, he said": who urged is who said it, so that neither is Cohen.
    """
    verb, at = view.heads[pronoun], candidate
    for _ in range(12):
        up = view.heads[at]
        if up == at or at > pronoun:
            return False
        if up == verb:
            return view.deps[at] == "advcl" and view.tags[at] in {"VBG", "VBN"} and not _has_subject(view, at)
        at = up
    return False


def named_apart(view: View, pronoun: int) -> set[int]:
    """Return the numbers of the actors named in what a pronoun's verb governs: it stands for none of them.

    "He accused Cohen", "he said that Cohen had left", "while urging Cohen to go, he said" (principle C).
    """
    verb = view.heads[pronoun]
    found: set[int] = set()
    if view.lemmas[verb] == "be":
        return found
    if view.deps[verb] == "advcl" and view.heads[verb] > verb and "," not in view.words[verb : view.heads[verb]]:
        return found  # "If he returns Cohen could be tried": the name is rather the subject of what follows
    for name, entities in view.here.items():
        if name > pronoun:
            barred = _governs(view, verb, name)
        else:
            named = not view.tags[name].startswith("PRP")
            barred = named and view.deps[pronoun] in SUBJECTS and _is_under_shared_subject(view, pronoun, name)
        if barred:
            found.update(entity.number for entity in entities)
    return found


def _governs(view: View, verb: int, at: int) -> bool:
    if view.deps[at] in {"compound", "amod"}:
        return False
    for _ in range(16):
        up = view.heads[at]
        if up == at or view.deps[at] in _LOOSE:
            return False
        if up == verb:
            return True
        at = up
    return False


def _has_subject(view: View, verb: int) -> bool:
    return any(view.deps[i] in SUBJECTS and view.heads[i] == verb for i in range(max(0, verb - 16), verb))


def is_topic(view: View, at: int) -> bool:
    """Tell whether a word is named as the topic: "as for Cohen, he"."""
    up = view.heads[at]
    return view.deps[at] == "pobj" and view.lower[up] == "for" and up > 0 and view.lower[up - 1] == "as"


def is_first_person(view: View, at: int) -> bool:
    """Tell whether a word is "I" or "we"."""
    return view.tags[at] == "PRP" and view.lower[at] in _FIRST


def says_of_itself(view: View, pronoun: int, candidate: int) -> bool:
    """Tell whether a pronoun is the subject of what its candidate says or thinks: "the ministry said it would"."""
    if view.lower[pronoun] not in _NOMINATIVE or view.deps[candidate] not in SUBJECTS:
        return False
    verb = view.heads[pronoun]
    says = view.heads[verb]
    if view.deps[verb] != "ccomp" or candidate > pronoun or view.lemmas[says] in _OF_OTHERS:
        return False
    first = says
    for _ in range(4):  # "the ministry denied it and said it would"
        if view.deps[first] != "conj" or _has_subject(view, first):
            break
        first = view.heads[first]
    return first == view.heads[candidate] and not is_first_person(view, candidate)


def subject_ahead(view: View, at: int) -> int | None:
    """Return the subject of the main clause that follows the opening phrase a word stands in, None when it is in none.

    "In his speech, Cohen said", "After she left office, Cohen wrote".
    """
    below = at
    for _ in range(10):
        up = view.heads[below]
        if up == below:
            return None
        if up > at and view.tags[up].startswith("V") and view.deps[below] in _OPENINGS:
            for i in range(below + 1, up):
                if view.deps[i] in SUBJECTS and view.heads[i] == up:
                    joined = any(view.deps[k] == "conj" and view.heads[k] == i for k in range(i + 1, up))
                    return i if i > at and not joined else None
        below = up
    return None
