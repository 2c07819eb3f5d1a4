"""Questions about the words of an act: does the sentence tell of something that somebody did?"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.shapes import VERBAL
from dragoman.reading.language.syntax import RELATIVE_PRONOUNS

DEEDS = frozenset({"AID", "COOPERATE", "RETREAT", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"})
"""Types of deeds: what somebody does in the plain present is a habit, where a word in the present is news."""

STANCES = frozenset(
    "support back backing champion espouse uphold oppose opposition favour favor supportive critical wary sceptical "
    "skeptical".split()
)
"""Words for a stance, which is no event while it is only held."""

OFTEN = frozenset(
    "often sometimes usually regularly routinely always traditionally frequently typically occasionally".split()
)
"""Words of a habit, also in the past."""

WORDS = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "REJECT"})
"""Types done by saying: what is yet to be said is no event."""

CROWDS = frozenset({"gather", "march", "rally", "turn", "assemble", "protest", "demonstrate", "stage", "hold"})
"""Verbs whose purpose is what a crowd does by them ("gathered to voice their anger")."""

PAST = frozenset({"past", "previous", "former"})
"""Words before a noun that put an act into the background ("all of his past donations")."""

HABITS = frozenset({"history", "record", "tradition", "habit", "practice", "pattern", "culture", "reputation"})
"""Nouns by which what is done is told as what is always done ("a long history of repelling invaders")."""

HELD = frozenset({"occupy", "control", "hold", "besiege", "surround", "ban", "sanction", "back"})
"""Acts whose participle tells of a state ("territory occupied by Israel")."""

KEPT = frozenset({"fund", "finance", "sponsor", "train", "direct", "command"})
"""Acts whose passive beside a noun tells what it is ("a network financed by Moscow")."""

BLAMING = frozenset({"accuse", "blame", "suspect"})
"""Verbs whose content is only what they say of somebody ("blamed Moscow for the attack")."""

WILL = frozenset("willingness readiness eagerness openness intention desire commitment determination".split())
"""Nouns of a will that only names it, where no verb voices it ("questions about its commitment to protect them")."""

SCANT = frozenset({"little", "scant", "few", "no"})
"""Words before what an act is told with that leave nothing of it ("showed little interest")."""

STATES = frozenset({"AID", "COOPERATE", "MOBILIZE"})
"""Types whose present passive tells of a state ("is sponsored by Iran", "are stationed in Darfur")."""

PHASES = frozenset("start beginning onset launch outbreak resumption continuation escalation act spate spree".split())
"""Nouns of which an act is the content and not the topic."""

INSTEAD = frozenset({"without", "instead", "besides"})
"""Prepositions of what was not done."""

ENABLING = frozenset({"allow", "help", "enable", "permit", "let", "assist"})

PRESENT = frozenset({"VBZ", "VBP"})

HIGHEST = 5
"""The most steps up from a noun to the verb of its clause."""


def innermost(candidate: Candidate) -> Candidate:
    """Return the act at the bottom: the one that the lexicon found."""
    while candidate.inner is not None:
        candidate = candidate.inner
    return candidate


def slot(candidate: Candidate, side: str) -> str:
    """Return where an act's ``actor`` or ``recipient`` was found, "" when it was not."""
    mark = f"{side}: "
    return next((reason.removeprefix(mark) for reason in candidate.why if reason.startswith(mark)), "")


def is_modifier(candidate: Candidate) -> bool:
    """Tell whether the act's word only qualifies a noun ("attacking style", "the defending champion")."""
    trigger = innermost(candidate).trigger
    return trigger.tag_ == "VBG" and trigger.dep_ in {"amod", "compound"}


def is_thought(candidate: Candidate, hearsay: frozenset[str]) -> bool:
    """Tell whether a possible act is only thought of ("if they attacked", "could strike"), and not rumoured."""
    trigger = innermost(candidate).trigger
    if candidate.inner is None and any(child.lower_ in {"if", "unless"} for child in trigger.lefts):
        return True
    if candidate.inner is not None and candidate.modality == "actual" and _is_embedded(candidate, hearsay):
        return True
    if candidate.modality != "possible":
        return False
    reasons = [reason for reason in candidate.why if reason.startswith("modality: possible by '")]
    if any(reason.split("'")[1].lower() in hearsay for reason in reasons):
        return False
    return not (any("purpose of" in reason for reason in reasons) and candidate.trigger.head.lemma_ in CROWDS)


def _is_embedded(candidate: Candidate, hearsay: frozenset[str]) -> bool:
    """Tell whether the word that makes an act another ("willing to") itself stands under one of doubt ("whether")."""
    reasons = [reason for reason in candidate.why if reason.startswith("modality: ")]
    if len(reasons) < 2 or not reasons[-1].startswith("modality: possible by '"):
        return False
    word = reasons[-1].split("'")[1].lower()
    return word not in hearsay and word != candidate.trigger.lower_


def is_carried_by_a_mention(candidate: Candidate, containers: frozenset[str]) -> bool:
    """Tell whether somebody only makes mention of an act ("made no mention of the attack") and does not do it."""
    base = innermost(candidate)
    node = base.trigger
    if slot(base, "actor") != "carried" or node.dep_ != "pobj" or node.head.lower_ not in {"of", "in"}:
        return False
    lemma = node.head.head.lemma_.lower()
    return node.head.head.pos_ == "NOUN" and lemma not in containers and lemma not in PHASES


def is_unsaid(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether words are yet to be said ("will urge voters"), or what they call somebody is not claimed."""
    if candidate.inner is not None:
        return candidate.trigger.lemma_.lower() in WILL and candidate.trigger.dep_ in {"pobj", "nsubj", "nsubjpass"}
    if candidate.entry.actor == ("speaker",) and candidate.modality != "actual":
        return True
    return candidate.modality == "planned" and kind in WORDS


def is_left_out(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether an act was not done ("without seeking consent"), or is only what somebody is accused of."""
    base = innermost(candidate)
    node = base.trigger
    scant = any(child.lower_ in SCANT for word in base.words if word != node for child in word.lefts)
    if scant and base.entry.actor != ("speaker",):
        return True
    if node.dep_ == "pobj" and node.head.head.lemma_.lower() in BLAMING:
        return node.head.lower_ in {"for", "of"}
    if node.dep_ != "pcomp":
        return False
    preposition = node.head
    if preposition.lower_ in INSTEAD or preposition.head.lower_ in INSTEAD:
        return True
    return preposition.lower_ == "of" and preposition.head.lemma_.lower() in BLAMING - {"suspect"}


def is_asked_about(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether a question asks about an act that has not been done ("how will they treat the Kurds?")."""
    doc = candidate.trigger.doc
    return innermost(candidate).modality != "actual" and any(token.text == "?" for token in doc[-2:])


def is_supposed(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether an act told by a noun is the subject of what could be ("the arrival of troops could upset them")."""
    base = innermost(candidate)
    node = base.trigger
    if node.pos_ not in {"NOUN", "PROPN"}:
        return False
    if node.dep_ == "nsubj" and any(_is_open(child) for child in node.head.children):
        return True
    return slot(base, "actor") != "carried" and _is_any(node) and _is_under_doubt(node)


def _is_open(word: Token) -> bool:
    """Tell whether a word beside a verb says that its clause only could be so."""
    if word.dep_ == "mark":
        return word.lower_ in {"if", "unless", "whether"}
    return word.dep_ == "aux" and word.lower_ in {"could", "would", "might", "may"}


def _is_any(noun: Token) -> bool:
    """Tell whether a noun stands for any act of its kind ("a raid") and not for a known one ("the raid")."""
    before = {child.lower_ for child in noun.lefts if child.dep_ == "det"}
    if before:
        return bool(before & {"a", "an", "any", "another"})
    return noun.tag_ == "NN" and not any(child.dep_ in {"poss", "nummod"} for child in noun.lefts)


def _is_under_doubt(noun: Token) -> bool:
    """Tell whether the clause around a noun is no fact ("would not watch a raid", "recalls no raid")."""
    node = noun
    for _ in range(HIGHEST):
        above = node.head
        if above == node or node.dep_ in {"nsubj", "nsubjpass", "appos", "npadvmod"}:
            return False
        if above.pos_ in VERBAL:
            first = above.head if above.dep_ == "conj" and above.head.pos_ in VERBAL else above
            words = [*above.children, *(first.children if first is not above else ())]
            if any(_is_open(child) or (child.dep_ == "aux" and child.lower_ in {"will", "wo"}) for child in words):
                return True
            counted = any(child.lower_ == "any" for child in noun.lefts)
            return counted and any(child.dep_ == "neg" for child in above.children)
        node = above
    return False


def is_idle_denial(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether a negated act is a state or a failure, and not a deed that somebody says did not take place."""
    if candidate.modality != "negated" or candidate.inner is not None:
        return False
    trigger = candidate.trigger
    if "modality: negated by 'negation'" not in candidate.why:
        return True
    if any(child.lower_ == "any" for word in candidate.words if word != trigger for child in word.lefts):
        return True
    if trigger.pos_ not in VERBAL:
        return trigger.pos_ not in {"NOUN", "PROPN"}
    if trigger.dep_ in {"acl", "amod", "advcl"} and trigger.tag_ in {"VBG", "VBN"}:
        return True
    beside = {child.lower_ for child in trigger.children}
    if beside & {"never", "longer", "would", "'d", "could"}:
        return True
    auxiliaries = {child.lower_ for child in trigger.children if child.dep_ in {"aux", "auxpass"}}
    return bool(auxiliaries & {"do", "does", "to"}) or trigger.tag_ in PRESENT


def is_standing(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether the body tells a deed or a stance as what somebody does by habit ("who continue to trade")."""
    if candidate.sentence.part != "body" or candidate.inner is not None or candidate.modality != "actual":
        return False
    trigger = candidate.trigger
    stance = trigger.lemma_.lower() in STANCES
    if "standing" in candidate.entry.flags and slot(candidate, "actor") != "carried":
        return True
    if kind not in DEEDS and kind != "CONSULT" and not stance:
        return False
    if trigger.pos_ in {"NOUN", "PROPN"}:
        if any(child.lower_ in PAST for child in trigger.lefts):
            return True
        told = slot(candidate, "recipient") == "receiver" or trigger.head.lemma_ in {"receive", "win", "get", "earn"}
        return stance and not told and slot(candidate, "actor") in {"possessor", "modifier", "from"}
    if trigger.pos_ not in VERBAL:
        return stance and trigger.dep_ == "acomp" and _in_present(trigger.head, stance)
    first = trigger.head if trigger.dep_ == "conj" and trigger.head.tag_ == "VBN" else trigger
    if trigger.lemma_ in HELD | KEPT and first.dep_ in {"acl", "amod"} and trigger.tag_ == "VBN":
        return True
    if stance and trigger.dep_ in {"acl", "advcl", "pcomp"} and trigger.tag_ in {"VBG", "VBN"}:
        return True
    if stance and trigger.tag_ == "VBG":
        return True
    if any(child.lower_ in OFTEN for child in trigger.children):
        return True
    if (stance or kind in STATES) and any(c.dep_ == "auxpass" and c.tag_ in PRESENT for c in trigger.children):
        return True
    return _in_present(trigger, stance)


def _in_present(verb: Token, stance: bool) -> bool:
    """Tell whether a verb, or the one it completes, stands in the plain present."""
    for _ in range(4):
        helped = any(child.dep_ in {"aux", "auxpass"} and child.lower_ != "to" for child in verb.children)
        if verb.tag_ in PRESENT:
            return not helped
        if helped or verb.head == verb:
            return False
        if verb.dep_ == "pcomp" and verb.head.head.lemma_ in HABITS:
            return True
        if verb.tag_ == "VBG" and verb.dep_ == "acl":
            return True
        if verb.dep_ not in {"xcomp", "pcomp", "conj", "prep"}:
            return False
        verb = verb.head
    return False


def is_consequence(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether a clause only says what another act brings about (", allowing Paris to lead", ", helping them")."""
    node = innermost(candidate).trigger
    if node.lemma_ in {"help", "assist"} and any(child.dep_ in {"ccomp", "xcomp"} for child in node.children):
        return True
    for _ in range(3):
        if node.lemma_ in ENABLING and node.tag_ == "VBG" and node.dep_ == "advcl":
            return True
        if node.dep_ not in {"xcomp", "ccomp", "conj"}:
            return False
        node = node.head
    return False


def is_aside(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether blame falls on one's own people who are only spoken of, or an inquiry has no inquirer."""
    base = innermost(candidate)
    if base.entry.actor == ("speaker",) and slot(base, "recipient") == "within subject":
        # "said talk of sanctions against Chile was groundless" says nothing against Chile
        return True
    if (kind in DEEDS or kind == "CONCEDE") and slot(base, "recipient").startswith("origin"):
        return True
    if kind == "SUPPORT" and slot(base, "recipient").startswith("within"):
        return True
    if kind != "ACCUSE":
        return False
    if base.action == "investigate" and slot(base, "actor") == "between":
        return True
    if not slot(base, "recipient").startswith("within"):
        return False
    lands = {index.get(actor).country for actor in candidate.actors}
    return {index.get(actor).country for actor in candidate.recipients} <= lands


def is_prediction(candidate: Candidate, speaker: str | None, index: ActorIndex) -> bool:
    """Tell whether somebody says what another will do, who has promised nothing ("they will help us," he said)."""
    if speaker is None or candidate.inner is None or not candidate.actors:
        return False
    own = candidate.trigger == innermost(candidate).trigger
    if not own or not any(child.lower_ in {"will", "'ll"} for child in candidate.trigger.children):
        return False
    said = {speaker, index.get(speaker).country} - {None}
    return said.isdisjoint({*candidate.actors, *(index.get(actor).country for actor in candidate.actors)})


def is_command(candidate: Candidate, kind: str, index: ActorIndex) -> bool:
    """Tell whether an act is only told somebody to do ("Kill them"), or its doer stands there and is nobody."""
    base = innermost(candidate)
    verb = base.trigger
    if kind not in DEEDS or verb.pos_ not in VERBAL or base.inner is not None or candidate.inner is not None:
        return False
    own = {child.dep_ for child in verb.children}
    if verb.tag_ == "VB" and verb.dep_ in {"ROOT", "ccomp"} and not own & {"aux", "nsubj", "nsubjpass"}:
        return True
    if verb.tag_ in {"VB", "VBG"} and not candidate.actors and not own & {"nsubjpass", "auxpass", "agent"}:
        # "were engaged in attacking rebels", "attacking him would help him"
        return True
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} or (verb.tag_ == "VBN" and "aux" in own)
    finite = finite and not own & {"nsubjpass", "auxpass", "agent"}
    finite = finite and not any(c.dep_ == "nsubj" and c.lower_ not in RELATIVE_PRONOUNS for c in verb.children)
    return finite and not candidate.actors and candidate.sentence.part == "body"
