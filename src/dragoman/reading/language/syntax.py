"""Questions about one parse that several rooms ask: who is the subject, what is the object, what is negated.

Labels are those of spaCy's English models (ClearNLP: ``nsubj nsubjpass dobj agent pobj relcl acl xcomp``).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "whose"})


def conjuncts(token: Token) -> list[Token]:
    """Return the token and all that is coordinated with it to its right (``Israel and Azerbaijan``)."""
    found = [token]
    for item in found:
        found.extend(child for child in item.children if child.dep_ == "conj")
    return found


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive: ``was killed``, ``was deposed and killed``, ``attacks carried out by``."""
    if any(child.dep_ in {"nsubjpass", "auxpass", "agent"} for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ in {"VERB", "AUX"}:
        own = any(child.dep_ in {"nsubj", "dobj", "aux"} for child in verb.children)
        return not own and verb.head.tag_ == "VBN" and is_passive(verb.head)
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def is_negated(token: Token) -> bool:
    """Tell whether a verb or noun is itself negated (``did not``, ``no``, ``never``, ``neither``)."""
    return any(
        child.dep_ == "neg"
        or (child.dep_ in {"det", "preconj", "advmod"} and child.lower_ in {"no", "neither", "never"})
        for child in token.children
    )


def surface_subject(verb: Token) -> Token | None:
    """Return the grammatical subject of a verb, found through coordination, control and relative clauses.

    For ``Israel wants to open an embassy`` the subject of ``open`` is ``Israel``; for ``Azerbaijan, which
    borders Iran`` that of ``borders`` is ``Azerbaijan``; for ``urged Israel to withdraw`` that of
    ``withdraw`` is ``Israel``. None when there is none (imperatives, headless nominalisations).
    """
    seen = 0
    while seen < 8:
        seen += 1
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                return _antecedent(child)
        if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
            verb = verb.head
        elif verb.dep_ in {"xcomp", "advcl", "pcomp", "ccomp"}:
            governor = verb.head
            if verb.dep_ == "pcomp":
                if verb.head.lower_ in {"of", "for", "from"} and (charged := _charged(governor.head, verb)) is not None:
                    return charged
                governor = governor.head
            if verb.dep_ in {"xcomp", "ccomp"}:
                target = [c for c in governor.children if c.dep_ in {"dobj", "dative", "iobj"} and c.i < verb.i]
                if target and verb.dep_ == "xcomp":
                    return target[-1]
            if governor == verb or governor.pos_ not in {"VERB", "AUX"}:
                return None
            if is_passive(governor) and verb.dep_ in {"advcl", "pcomp"}:
                return None
            verb = governor
        elif verb.dep_ == "relcl":
            return predicated(verb.head)
        elif verb.dep_ == "acl":
            return verb.head if verb.tag_ in {"VBG", "VBN"} or verb.head.pos_ != "NOUN" else None
        elif verb.dep_ == "aux" or (verb.dep_ == "auxpass"):
            verb = verb.head
        else:
            return None
    return None


def _charged(governor: Token, deed: Token) -> Token | None:
    """Return whom a verb with an object says a deed of ("accused Moscow of shelling", "was thanked for helping")."""
    if governor.pos_ not in {"VERB", "AUX"} or deed.tag_ != "VBG":
        return None
    kinds = {"nsubjpass"} if any(child.dep_ == "auxpass" for child in governor.children) else {"dobj", "dative"}
    return next((child for child in governor.children if child.dep_ in kinds and child.i < deed.i), None)


def predicated(noun: Token) -> Token:
    """Return what a predicate noun is said of ("Norway was one of the winners"), or the noun itself."""
    attribute = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    if attribute.dep_ == "attr" and attribute.head.lemma_ == "be":
        for child in attribute.head.children:
            if child.dep_ == "nsubj" and child.pos_ != "PRON":
                return child
    return noun


def doers(verb: Token) -> list[Token]:
    """Return the heads of the noun phrases that do what the verb says, whatever the voice."""
    if is_passive(verb):
        agents = [noun for by in verb.children if by.dep_ == "agent" for noun in by.children if noun.dep_ == "pobj"]
        return [noun for agent in agents for noun in conjuncts(agent)]
    subject = surface_subject(verb)
    return conjuncts(subject) if subject is not None else []


def undergoers(verb: Token) -> list[Token]:
    """Return the heads of the noun phrases that the verb is done to, whatever the voice."""
    if is_passive(verb):
        subject = surface_subject(verb)
        return conjuncts(subject) if subject is not None else []
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    if not objects and verb.dep_ == "relcl":
        objects = [
            verb.head for child in verb.children if child.dep_ in {"dobj", "pobj"} and child.lower_ in RELATIVE_PRONOUNS
        ]
    return [noun for item in objects for noun in conjuncts(_antecedent(item))]


def prepositional(token: Token, *prepositions: str) -> Iterator[Token]:
    """Yield the heads of the noun phrases that hang on a token by one of the prepositions (all when none is named)."""
    for child in token.children:
        if child.dep_ in {"prep", "dative", "agent"} and (not prepositions or child.lower_ in prepositions):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield from conjuncts(noun)
                elif noun.dep_ == "prep":
                    yield from (n for deep in noun.children if deep.dep_ == "pobj" for n in conjuncts(deep))


def _antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    if token.lower_ in RELATIVE_PRONOUNS and token.tag_ in {"WDT", "WP", "WP$"}:
        clause = token.head
        while clause.dep_ in {"xcomp", "ccomp", "conj", "aux", "auxpass"} and clause.head != clause:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token
