"""Questions about the shape of a clause that the search for doers and recipients asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.reading.language.syntax import conjuncts, doers, is_passive, undergoers

CONTROLLED = frozenset({"of", "for", "from", "with", "into", "over"})
"""Prepositions before a gerund whose doer is the object of the verb above."""

CHARGING = frozenset({"accuse", "suspect", "convict", "stop", "prevent", "keep", "bar", "ban", "deter", "dissuade"})
"""Verbs with such a gerund that the parse often hangs on their object."""

BROKERING = frozenset({"broker", "mediate", "host", "facilitate", "sponsor", "moderate", "oversee", "chair", "convene"})
"""Verbs whose doer is neither side of what he brings about."""

OF_ANOTHER = frozenset("style type like backed supported funded financed armed trained allied aligned born era".split())
"""Second words of a compound whose first is not who does what it qualifies ("Iraq-style invasion", "US-backed")."""

SAID = frozenset({"allegation", "accusation", "claim", "charge", "assertion", "suggestion"})
"""Nouns that sum up what somebody says."""

VERBAL = frozenset({"VERB", "AUX"})

CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "appos", "parataxis"})
"""Labels at which a search inside a noun phrase stops."""


def phrase(head: Token) -> Iterator[Token]:
    """Yield a noun phrase's tokens in order of nearness, without its clauses and appositions."""
    level = [head]
    while level:
        yield from level
        level = [child for token in level for child in token.children if child.dep_ not in CLAUSES]


def obliges(verb: Token) -> bool:
    """Tell whether a clause says what somebody must do ("have to go", not "have it ready")."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if auxiliaries & {"must", "should", "ought"}:
        # what "should have been" is past asking for
        return "have" not in auxiliaries
    return verb.lemma_ in {"need", "have"} and any(child.dep_ == "xcomp" and has_to(child) for child in verb.children)


def acts_as_verb(word: Token) -> bool:
    """Tell whether a word tagged otherwise stands as a verb: it has a subject and an object of its own."""
    labels = {child.dep_ for child in word.children}
    return word.pos_ == "ADJ" and "dobj" in labels and bool(labels & {"nsubj", "nsubjpass"})


def raised(verb: Token) -> Iterator[Token]:
    """Yield the object that the parse gives to the clause below ("allowed the Red Cross to cross")."""
    if any(child.dep_ == "dobj" for child in verb.children):
        return
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i and (has_to(child) or child.pos_ not in VERBAL):
            for noun in child.children:
                if noun.dep_ == "nsubj" and noun.i > verb.i:
                    yield from conjuncts(noun)


def bare_participle(verb: Token) -> bool:
    """Tell whether a headline's past form is a passive without its auxiliary ("Minister arrested in Cairo")."""
    if verb.tag_ not in {"VBD", "VBN"} or verb.dep_ not in {"ROOT", "conj", "ccomp"}:
        return False
    labels = {child.dep_ for child in verb.children}
    return "nsubj" in labels and not labels & {"dobj", "aux", "auxpass", "prt", "ccomp", "xcomp", "dative"}


def after_anti(word: Token) -> bool:
    """Tell whether a word stands right after "anti-"."""
    return word.i >= 2 and word.nbor(-1).text == "-" and word.nbor(-2).lower_ == "anti"


def is_of_another(word: Token) -> bool:
    """Tell whether a compound before a noun names somebody who is not the doer of what the noun tells."""
    return word.lower_ in OF_ANOTHER and word.i > 0 and word.nbor(-1).text == "-"


def is_summed(noun: Token) -> bool:
    """Tell whether a noun of saying stands for the words before it, and not for the name it is put beside."""
    return noun.dep_ == "appos" and noun.lemma_.lower() in SAID and noun.left_edge.lower_ in {"a", "an"}


def unique(tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens without repetition, in their order."""
    return list({token.i: token for token in tokens}.values())


def has_to(verb: Token) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def has_object(verb: Token) -> bool:
    """Tell whether an object or a clause completes a verb."""
    return any(child.dep_ in {"dobj", "ccomp", "xcomp"} for child in verb.children)


def agents(verb: Token) -> list[Token]:
    """Return the heads of the noun phrases that do what the verb says, also across a clause of saying.

    For "the groups that Turkey says are a threat" the doers of "are" are the groups.
    """
    if (
        verb.dep_ == "ccomp"
        and verb.head.dep_ == "relcl"
        and verb.head.head.pos_ in {"NOUN", "PROPN"}
        and not any(child.dep_ in {"nsubj", "nsubjpass"} or child.lower_ == "to" for child in verb.children)
    ):
        return conjuncts(verb.head.head)
    if verb.dep_ == "ccomp" and verb.i < verb.head.i and is_imperative(verb):
        # whoever says "Release them" does not release anybody
        return []
    if (charged := _charged(verb)) is not None:
        return conjuncts(charged)
    return doers(verb)


def _charged(verb: Token) -> Token | None:
    """Return the object that controls a gerund ("accused *Israel* of bombing it", "stop *Iran* from arming them")."""
    node = verb
    while node.dep_ == "conj" and node.head.pos_ in VERBAL:
        node = node.head
    if node.dep_ != "pcomp" or node.head.lower_ not in CONTROLLED:
        return None
    governor = node.head.head
    if governor.dep_ == "dobj" and governor.head.pos_ in VERBAL and node.head.lower_ in {"of", "from"}:
        # the parse hangs the gerund on the object itself
        return governor if governor.head.lemma_ in CHARGING else None
    if governor.pos_ not in VERBAL:
        return None
    wanted = "nsubjpass" if any(child.dep_ == "auxpass" for child in governor.children) else "dobj"
    return next((child for child in governor.children if child.dep_ == wanted), None)


def genitive(noun: Token) -> Iterator[Token]:
    """Yield the owner that stands right before a noun phrase, wherever the parse has hung it ("Turkey's offensive")."""
    if any(child.dep_ == "poss" for child in noun.children):
        return
    for at in range(noun.i - 1, max(-1, noun.i - 5), -1):
        word = noun.doc[at]
        if word.tag_ == "POS":
            if at:
                yield noun.doc[at - 1]
            return
        if word.pos_ not in {"ADJ", "NOUN", "PROPN", "NUM", "ADV"} and word.tag_ not in {"VBG", "VBN", "HYPH"}:
            return


def brokers(nouns: Iterable[Token]) -> Iterator[Token]:
    """Yield who brought about what the nouns name ("a truce *brokered by Qatar*", "*Qatar*-mediated talks")."""
    for noun in nouns:
        for child in noun.subtree if noun.pos_ == "NOUN" else noun.children:
            if child.lemma_.lower() in BROKERING and child.tag_ == "VBN":
                yield from (deep for by in child.children if by.dep_ == "agent" for deep in by.children)
                yield from (deep for deep in child.children if deep.dep_ in {"npadvmod", "compound", "nmod", "amod"})


def is_absolute(verb: Token) -> bool:
    """Tell whether a bare participle has a subject to whom it is done.

    So it is in "with the rebels crushed, ..." and in "the troops, deployed near Erbil, have left", which the parse may
    take for two verbs of one subject.
    """
    if verb.tag_ != "VBN":
        return False
    labels = {child.dep_ for child in verb.children}
    if "nsubj" not in labels or labels & {"aux", "auxpass", "dobj", "ccomp", "xcomp"}:
        return False
    if verb.head.lower_ == "with":
        return verb.dep_ in {"pcomp", "ccomp", "acl"}
    return any(
        child.dep_ == "conj" and any(deep.dep_ in {"aux", "auxpass"} for deep in child.children)
        for child in verb.children
    )


def controller(verb: Token) -> Token | None:
    """Return the noun whose doer does what an infinitive or a gerund says ("Cairo's *decision* to go"), or None."""
    if verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN"} and has_to(verb):
        return verb.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "of" and verb.head.head.pos_ == "NOUN":
        return verb.head.head
    return None


def aims(words: Iterable[Token]) -> Iterator[Token]:
    """Yield whom the infinitive after an act is done to ("an operation to drive out *smugglers*")."""
    for word in words:
        for owner in (word, word.head) if word.dep_ == "dobj" else (word,):
            for child in owner.children:
                if child.dep_ in {"acl", "advcl", "relcl", "xcomp"} and child.i > word.i and has_to(child):
                    yield from undergoers(child)


def beside(verb: Token, headline: bool) -> Iterator[Token]:
    """Yield the first of two subjects that a headline parts by a comma alone ("*Chile*, Peru sign trade deal")."""
    for child in verb.children if headline else ():
        at = child.left_edge.i - 1
        if child.dep_ == "nsubj" and at == 1 and verb.doc[1].text == "," and verb.doc[0].pos_ == "PROPN":
            yield verb.doc[0]


def told(verb: Token) -> Iterator[Token]:
    """Yield the subject of the active clause that says what is demanded ("demands that *Chile* disarm the rebels")."""
    for clause in verb.children:
        if clause.dep_ == "ccomp" and clause.i > verb.i and not is_passive(clause):
            yield from (noun for child in clause.children if child.dep_ == "nsubj" for noun in conjuncts(child))


def makers(nouns: Iterable[Token]) -> Iterator[Token]:
    """Yield from whom things come by a participle after them ("the danger posed by *Chile*")."""
    for noun in nouns:
        for child in noun.children:
            if child.dep_ == "acl" and child.tag_ == "VBN":
                yield from agents(child)


def is_imperative(verb: Token) -> bool:
    """Tell whether a verb of quoted words is a command ("Release the hostages", "do not touch them")."""
    if verb.tag_ not in {"VB", "VBP"} or verb.dep_ not in {"ROOT", "ccomp", "conj"} or verb.lemma_ == "let":
        return False
    if verb.dep_ == "ccomp" and verb.head.i < verb.i:
        return False
    if verb.dep_ == "conj" and not is_imperative(verb.head):
        return False
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj", "mark", "advcl"} and child.i < verb.i:
            return False
        if child.dep_ in {"aux", "auxpass"} and child.lower_ != "do":
            return False
    return True


def is_obligation(verb: Token) -> bool:
    """Tell whether a main clause says what its subject must do ("Russia must withdraw")."""
    if verb.dep_ != "ROOT" or not any(child.dep_ == "nsubj" for child in verb.children):
        return False
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return bool(auxiliaries & {"must", "should", "ought"}) and "have" not in auxiliaries
