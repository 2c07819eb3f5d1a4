"""Who a source is: the actor of a noun phrase, of a pronoun, of a document, of an office without a name."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle, Sentence
from dragoman.reading.language.syntax import RELATIVE_PRONOUNS
from dragoman.reading.statements.cues import Lexicon
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.speakers import antecedent, named
from dragoman.record import Actor

_RECENT = 3
"""Sentences; who spoke longer ago is not who "the statement" or an unresolved "it" stands for."""
_GOES_ON = 8
"""Sentences; a definite office ("the president continued") goes on for its holder who spoke this recently."""
_LEAD = 2
"""Sentences at the head of an article in which an office stands for somebody who is named right after."""
_NAME_REACH = 60
"""Characters; no name of a person is longer."""
_NAMES = frozenset({"name", "short"})
_DEFINITE = frozenset({"the", "this", "that"})
_RULERS = frozenset({"leader", "ruler", "strongman", "head of state"})
_RULING = frozenset(
    {"president", "prime minister", "king", "chancellor", "leader", "premier", "emir", "supreme leader"}
)


class SpeakerFinder:
    """Finds the actor of each draft, in the order of the text: a statement leans on the one before."""

    def __init__(self, parsed: ParsedArticle, actors: ActorIndex, lexicon: Lexicon) -> None:
        self._text = parsed.text
        self._actors = actors
        self._documents = lexicon.documents
        self._before: list[tuple[str, int]] = []
        self._people = [actor for actor in actors.actors() if actor.kind == "person" and _is_named(actor)]

    def find(self, drafts: list[Draft]) -> list[str | None]:
        """Return the speaker of each draft, in their order; None where nobody can be named."""
        found: list[str | None] = []
        for draft in drafts:
            speaker = self._of(draft)
            found.append(speaker)
            if speaker is not None and draft.quotes:
                self._before.append((speaker, draft.sentence.index))
        return [self._named_later(place, drafts, found) for place in range(len(drafts))]

    def _of(self, draft: Draft) -> str | None:
        if draft.source is None:
            return None
        sentence = draft.sentence
        token = antecedent(draft.source)
        found = self._resolved(sentence, token)
        if found is None and draft.source.lower_ in RELATIVE_PRONOUNS:
            found = self._just_before(sentence.span(draft.source)[0])
        return self._holder(found, token, draft) if found is not None else None

    def _resolved(self, sentence: Sentence, token: Token) -> str | None:
        """Return the actor of a source: a mention, a name in apposition, a document's owner, or a new one."""
        for name in (*named(token), token):
            if ids := self._actors.at(sentence, name):
                return ids[0]
        if token.pos_ == "PRON":
            ids = self._actors.resolve(sentence, token)
            return ids[0] if ids else self._recent(sentence, _RECENT)
        if token.lower_ in self._documents:
            return self._author(sentence, token)
        person = self._person_behind(sentence, token) or self._by_last_name(token)
        if person is not None:
            return person
        introduced = self._actors.introduce(sentence, token)
        if introduced is not None:
            return introduced
        ids = self._actors.resolve(sentence, token)
        return ids[0] if ids else None

    def _author(self, sentence: Sentence, document: Token) -> str | None:
        """Return who "the statement" is by: its owner, a recent speaker of the nation named, who spoke last."""
        owner = next((child for child in document.children if child.dep_ == "poss"), None)
        if owner is not None:
            ids = self._actors.resolve(sentence, owner)
            return ids[0] if ids else None
        ids = self._actors.resolve(sentence, document)
        if not ids:
            return self._recent(sentence, _RECENT)
        country = self._actors.get(ids[0]).country
        for actor, place in reversed(self._before):
            if sentence.index - place > _GOES_ON:
                break
            if country is not None and self._actors.get(actor).country == country:
                return actor
        return ids[0]

    def _person_behind(self, sentence: Sentence, token: Token) -> str | None:
        """Return the person named right behind an office that the parse took for the head ("MP Mark Low")."""
        start = sentence.span(token)[1]
        for mention in self._actors.mentions(start, start + _NAME_REACH):
            if mention.start > start + 1:
                break
            if mention.form in _NAMES and self._actors.get(mention.actor).kind == "person":
                behind = self._text[mention.end : mention.end + 2]
                return None if behind in {"'s", "’s"} else mention.actor
        return None

    def _by_last_name(self, token: Token) -> str | None:
        """Return the one person of the article with this last name, where the tagger took the name for a word."""
        if not token.text[:1].isupper() or len(token.text) < 3:
            return None
        found = [person.id for person in self._people if person.name.split()[-1] == token.text]
        return found[0] if len(found) == 1 else None

    def _just_before(self, offset: int) -> str | None:
        """Return the actor whose mention ends right before a relative pronoun ("Turkey – which")."""
        for mention in reversed(self._actors.mentions(max(0, offset - 60), offset)):
            if not any(c.isalnum() for c in self._text[mention.end : offset]):
                return mention.actor
        return None

    def _recent(self, sentence: Sentence, reach: int) -> str | None:
        """Return the last one who spoke, when that was a few sentences ago at most."""
        if not self._before or sentence.index - self._before[-1][1] > reach:
            return None
        return self._before[-1][0]

    def _holder(self, found: str, token: Token, draft: Draft) -> str:
        """Return who an office in the singular stands for: its holder who speaks already, or its only one."""
        actor = self._actors.get(found)
        here = [m for m in self._actors.mentions(*draft.sentence.span(token.doc[:])) if m.actor == found]
        if actor.kind != "person" or not any(m.head == token.i and m.form == "role" for m in here):
            return found
        named_here = draft.source_span is not None and any(
            m.actor == found and m.form in _NAMES for m in self._actors.mentions(*draft.source_span)
        )
        if named_here:
            return found
        first = self._text[draft.source_span[0] : draft.source_span[1]].split()[:1] if draft.source_span else []
        definite = bool(first) and first[0].lower() in _DEFINITE
        word = token.lemma_.lower()
        recent = self._recent(draft.sentence, _GOES_ON)
        if definite and recent is not None and not self._has_owner(draft, token):
            last = self._actors.get(recent)
            if last.role is not None and last.role.split()[-1].lower() == word:
                return recent
        if _is_named(actor) or not definite:
            return found
        same = [p.id for p in self._people if _holds(p, word) and _compatible(p, actor)]
        if len(same) == 1:
            return same[0]
        if word in _RULERS and actor.country is not None:
            rulers = [p.id for p in self._people if p.country == actor.country and p.role in _RULING]
            return rulers[0] if len(rulers) == 1 else found
        return found

    def _has_owner(self, draft: Draft, token: Token) -> bool:
        """Tell whether the office's own words name its state or body ("the Syrian president")."""
        start, end = draft.sentence.span(token.doc[token.left_edge.i : token.right_edge.i + 1])
        return any(self._actors.get(m.actor).kind != "person" for m in self._actors.mentions(start, end))

    def _named_later(self, place: int, drafts: list[Draft], found: list[str | None]) -> str | None:
        """Return the person whom the next statement names, for an office in the lead ("A spokesman says ...")."""
        speaker = found[place]
        if speaker is None or drafts[place].sentence.index >= _LEAD:
            return speaker
        actor = self._actors.get(speaker)
        if actor.kind != "person" or _is_named(actor):
            return speaker
        for after in range(place + 1, len(drafts)):
            other = found[after]
            if drafts[after].sentence.index > drafts[place].sentence.index + _LEAD:
                break
            if other is None or other == speaker or not drafts[after].quotes:
                continue
            person = self._actors.get(other)
            unheard = all(mention.start > drafts[place].at for mention in person.mentions)
            unheard = unheard and drafts[after].sentence.index > drafts[place].sentence.index
            fits = person.role is None or actor.role is None or _holds(person, actor.role.split()[-1])
            return other if person.kind == "person" and _is_named(person) and unheard and fits else speaker
        return speaker


def _is_named(actor: Actor) -> bool:
    return any(mention.form in _NAMES for mention in actor.mentions)


def _holds(person: Actor, word: str) -> bool:
    return person.role is not None and person.role.split()[-1].lower() == word


def _compatible(person: Actor, other: Actor) -> bool:
    return None in {person.country, other.country} or person.country == other.country
