"""Who the source of a cue is: the noun phrase in the sentence, and the addressees."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.language.syntax import RELATIVE_PRONOUNS, is_passive, surface_subject
from dragoman.reading.statements.cues import Lexicon

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_EMPTY = frozenset({"it", "there", "this", "what"})


def verb_source(verb: Token, lexicon: Lexicon) -> Token | None:
    """Return the head of the noun phrase that says what the verb says; a relative pronoun stands for itself."""
    if is_passive(verb):
        for by in verb.children:
            if by.dep_ == "agent":
                return next((noun for noun in by.children if noun.dep_ == "pobj"), None)
        return None
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        # "quoted Cohen as saying", "Cohen was quoted as saying"
        quoting = verb.head.head
        wanted = "nsubjpass" if is_passive(quoting) else "dobj"
        return next((child for child in quoting.children if child.dep_ == wanted), None)
    if verb.dep_ == "acl" and verb.head.dep_ == "dobj" and verb.head.lower_ in lexicon.documents:
        # "issued a statement calling": who issued it calls
        issuer = verb.head.head
        if issuer.lemma_ in lexicon.light:
            return verb_source(issuer, lexicon)
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    subject = subjects[-1] if subjects else None
    if subject is None:
        subject = (
            _shared_subject(verb) or surface_subject(verb) or _inherited(verb) or beside(verb) or of_sentence(verb)
        )
    if subject is not None and subject.dep_ == "expl":
        return None
    return subject


def _shared_subject(verb: Token) -> Token | None:
    """Return the subject, a relative pronoun too, of the verb that this one is coordinated with."""
    head = verb
    while head.dep_ == "conj" and head.head.pos_ in {"VERB", "AUX"}:
        head = head.head
        for child in head.children:
            if child.dep_ in _SUBJECTS:
                return child
    return None


def _inherited(verb: Token) -> Token | None:
    """Return the subject of the nearest clause above a participle or infinitive that has none."""
    head = verb
    for _ in range(6):
        if head.head.i == head.i or head.dep_ not in {
            "advcl",
            "xcomp",
            "acl",
            "pcomp",
            "conj",
            "prep",
            "ccomp",
            "dobj",
            "pobj",
        }:
            return None
        head = head.head
        for child in head.children:
            if child.dep_ in _SUBJECTS and child.i != verb.i and child.i < verb.i:
                return child
    return None


def of_sentence(verb: Token) -> Token | None:
    """Return the subject of the sentence for a participle that the parse hung on some noun in it."""
    if verb.tag_ != "VBG":
        return None
    root = verb
    while root.head.i != root.i:
        root = root.head
    return next((child for child in root.children if child.dep_ == "nsubj" and child.i < verb.i), None)


def beside(verb: Token) -> Token | None:
    """Return the noun phrase right beside a cue whose subject the parse lost ("said Cohen", "Cohen said")."""
    doc = verb.doc
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    after = verb.i + 1
    if after < len(doc) and doc[after].pos_ in {"PROPN", "DET", "NOUN"} and doc[after].dep_ not in {"dobj", "npadvmod"}:
        return _top(doc[after], verb)
    before = verb.i - 1
    while before >= 0 and (doc[before].pos_ in {"ADV", "AUX"} or doc[before].text in {")", ","}):
        if doc[before].text == ")":
            while before >= 0 and doc[before].text != "(":
                before -= 1
        before -= 1
    if before >= 0 and doc[before].pos_ in _NOMINAL:
        return _top(doc[before], verb)
    return None


def _top(token: Token, verb: Token) -> Token | None:
    """Return the head of the noun phrase that a token beside the verb belongs to."""
    for _ in range(8):
        head = token.head
        if (
            head.i == token.i
            or head.i == verb.i
            or head.pos_ not in _NOMINAL | {"ADP"}
            or (head.i > verb.i) != (token.i > verb.i)
        ):
            break
        token = head
    return token if token.pos_ in _NOMINAL else None


def noun_source(noun: Token, lexicon: Lexicon) -> Token | None:
    """Return the source of a cue noun: its possessor, ``by`` or ``from`` whom, or the subject of ``issue``."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            return next((deep for deep in child.children if deep.dep_ == "pobj"), None)
    if noun.tag_ == "NNS" and noun.i and noun.doc[noun.i - 1].pos_ in _NOMINAL and noun.lemma_ in lexicon.verbs:
        # "the campaign claims that": a verb taken for a noun, or a noun whose owner stands before it
        return noun.doc[noun.i - 1]
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in lexicon.light:
        return verb_source(verb, lexicon)
    return None


def adjective_source(adjective: Token, lexicon: Lexicon) -> Token | None:
    """Return whose state of mind an adjective tells."""
    subject = next((c for c in adjective.children if c.dep_ in _SUBJECTS), None)
    head = adjective.head
    if head.lemma_ == "make" and (subject is None or subject.lower_ in _EMPTY):
        # "they made it clear that", "it has made clear that"
        return verb_source(head, lexicon)
    if subject is not None:
        return subject
    if adjective.dep_ in {"acomp", "attr", "oprd", "conj"} or head.lemma_ == "be":
        if adjective.dep_ == "conj":
            head = head.head if head.pos_ == "ADJ" else head
        return next((c for c in head.children if c.dep_ == "nsubj"), None) or (
            surface_subject(head) if head.pos_ in {"VERB", "AUX"} else None
        )
    if adjective.dep_ in {"amod", "relcl", "appos", "acl"} and head.pos_ in _NOMINAL and head.i < adjective.i:
        return head
    if adjective.dep_ == "advcl" and head.pos_ in {"VERB", "AUX"}:
        return surface_subject(head)
    return None


def addressees(verb: Token, content: list[tuple[int, int]]) -> list[Token]:
    """Return the heads of the noun phrases that are told ("told his counterpart", "said to reporters")."""
    found = []
    for child in verb.children:
        if any(start <= child.i < end for start, end in content):
            continue
        if child.dep_ in {"dobj", "dative", "iobj"} and child.pos_ in _NOMINAL:
            found.append(child)
        elif child.dep_ in {"prep", "dative"} and child.lower_ == "to":
            found += [deep for deep in child.children if deep.dep_ == "pobj"]
    return found


def can_speak(token: Token) -> bool:
    """Tell whether a noun phrase can be a source at all: not ``it was announced``, ``there``, a relative ``that``."""
    if token.pos_ == "VERB":
        # a name that the tagger took for a verb ("Eyking said")
        return token.dep_ in _SUBJECTS and token.text[0].isupper()
    return token.pos_ in _NOMINAL | {"DET", "ADJ", "NUM"} and not (token.lower_ in _EMPTY and token.dep_ == "expl")


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    if token.lower_ in RELATIVE_PRONOUNS:
        clause = token.head
        while clause.dep_ in {"xcomp", "ccomp", "conj"} and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token


def named(token: Token) -> list[Token]:
    """Return the proper names in apposition to a common noun ("the chair of the committee, Mark Eyking")."""
    if token.pos_ == "PROPN":
        return []
    return [child for child in token.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
