"""Which acts that the lexicon finds are no events: figures of speech, games and plots, thoughts, habits, small talk.

Each filter is one question about one act; `Filters.refuse` asks them in turn and says which one it failed.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.events import plausible, politics, powers, wording
from dragoman.reading.events.actions import Actions
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.figurative import Figurative
from dragoman.reading.events.lexicon import Lexicon
from dragoman.reading.events.topics import Topics
from dragoman.reading.language import ParsedArticle
from dragoman.record import Actor

GAMES = 2
"""How many different words of games make a sentence one about a game."""

PLOTS = 3
"""How many different words of the stage make a sentence one about a plot, where the article is about something else."""

HARMING = frozenset({"kill", "injure", "wound", "destroy", "displace", "damage", "claim", "hit", "strike"})
"""Words for harm that accidents do as well as men."""

SERIOUS = frozenset({"PROTEST", "SANCTION", "COERCE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "ASSAULT"})
"""Types that political actors can be part of in an article about games."""


class Filters:
    """Asks of every act whether it is an event.

    Raises:
        KnowledgeError: a table is malformed.
    """

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, actions: Actions) -> None:
        self._actions = actions
        self._lexicon = lexicon
        self._figurative = Figurative(knowledge, lexicon)
        self._topics = Topics(knowledge)
        self._containers = lexicon.words("containers")
        self._hearsay = frozenset(
            word for row in knowledge.table("events/hearsay.tsv") for word in row["words"].split("|")
        )
        self._firms = frozenset(word for row in knowledge.table("events/firms.tsv") for word in row["words"].split("|"))
        self._questions: tuple[tuple[str, Callable[[Candidate, str, ActorIndex], bool]], ...] = (
            ("a word before a noun", lambda c, kind, index: plausible.is_modifier(c)),
            ("a thought", lambda c, kind, index: plausible.is_thought(c, self._hearsay)),
            ("not done, and nobody expected it", plausible.is_idle_denial),
            ("not said yet", plausible.is_unsaid),
            ("only supposed", plausible.is_supposed),
            ("left out", plausible.is_left_out),
            ("asked about", plausible.is_asked_about),
            ("done to oneself", wording.is_reflexive),
            ("said of nobody", wording.is_no_predicate),
            ("turned round", wording.is_turned_round),
            ("a command", plausible.is_command),
            ("an aside", plausible.is_aside),
            ("a habit", plausible.is_standing),
            ("no demand", wording.is_no_demand),
            ("a question", wording.is_question),
            ("a name given", wording.is_naming),
            (
                "a claim that blames nobody",
                lambda c, kind, index: wording.is_plain_claim(c, index, self._is_hostile),
            ),
            ("no refusal", lambda c, kind, index: wording.is_harmless_refusal(c, index, self._is_harm)),
            ("a promise to nobody", wording.is_vague_promise),
            ("a result that follows", plausible.is_consequence),
            ("words among politicians", politics.is_war_of_words),
            ("nobody to talk with", politics.is_address),
            ("a contest", politics.is_contest),
            ("private business", politics.is_private),
            ("a private journey", powers.is_private_journey),
        )

    def topic(self, parsed: ParsedArticle) -> str | None:
        """Return the pastime that an article is about, or None."""
        return self._topics.of_article(parsed)

    def refuse(
        self, candidate: Candidate, index: ActorIndex, topic: str | None, speaker: str | None = None
    ) -> str | None:
        """Return why an act is no event, or None when nothing speaks against it.

        Args:
            candidate: the act.
            index: the article's actors.
            topic: the pastime that the article is about, or None.
            speaker: the id of who says it, or None where the article does or nobody knows.
        """
        if plausible.is_prediction(candidate, speaker, index):
            return "a prediction"
        base = plausible.innermost(candidate)
        kind = self._actions[base.action].type
        if (word := self._figurative.met(base.trigger, kind)) is not None:
            return f"a figure of speech: '{word}'"
        if not self._is_political(candidate, index):
            return "nobody political"
        words = frozenset(token.lower_ for token in base.trigger.doc)
        if self._is_pastime(candidate, kind, index, topic, words):
            return "a game or a plot"
        if kind == "THREATEN" and self._topics.count(words, "hazard"):
            return "a hazard"
        harmed = kind == "ASSAULT" and base.trigger.lemma_ in HARMING and self._topics.count(words, "accident")
        if harmed and not politics.are_armed(candidate.actors, index):
            return "an accident"
        if plausible.is_carried_by_a_mention(candidate, self._containers):
            return "only spoken of"
        for name, question in self._questions:
            if question(candidate, kind, index):
                return name
        return None

    def _is_hostile(self, word: Token) -> bool:
        """Tell whether a word is one of those that acts of conflict are told by."""
        entries = self._lexicon.under(self._lexicon.lemma(word.lower_, word.lemma_))
        judges = word.pos_ in {"ADJ", "NOUN"} and word.dep_ in {"acomp", "attr"}
        return any(
            "conflict" in self._actions[entry.action].quad_class and (not judges or entry.actor == ("speaker",))
            for entry in entries
        )

    def _is_harm(self, word: Token) -> bool:
        """Tell whether a word is told of acts of conflict alone."""
        entries = self._lexicon.under(self._lexicon.lemma(word.lower_, word.lemma_))
        return bool(entries) and all("conflict" in self._actions[entry.action].quad_class for entry in entries)

    def _is_political(self, candidate: Candidate, index: ActorIndex) -> bool:
        """Tell whether a side is political that is no firm or club of its country, and the one done to is somebody."""
        if candidate.recipients and not any(politics.is_somebody(index.get(actor)) for actor in candidate.recipients):
            return False
        sides = (index.get(actor) for actor in (*candidate.actors, *candidate.recipients))
        known = [side for side in sides if politics.is_political(side)]
        return not known or not all(self._is_firm(side) for side in known)

    def _is_firm(self, actor: Actor) -> bool:
        words = actor.name.lower().split()
        return actor.kind == "organisation" and not actor.sectors and bool({words[0], words[-1]} & self._firms)

    def _is_pastime(
        self, candidate: Candidate, kind: str, index: ActorIndex, topic: str | None, words: frozenset[str]
    ) -> bool:
        plots = self._topics.count(words, "stage")
        if plots >= PLOTS or (topic == "stage" and plots):
            return True
        if topic == "stage" and kind != "PROTEST":
            return not politics.are_in_office((*candidate.actors, *candidate.recipients), index)
        if topic != "sport" and self._topics.count(words, "sport") < GAMES:
            return False
        if kind not in SERIOUS or not candidate.actors:
            return True
        if kind == "ASSAULT":
            return not candidate.recipients or not politics.are_armed(candidate.actors, index)
        return kind != "PROTEST" and not politics.are_in_office(candidate.actors, index)
