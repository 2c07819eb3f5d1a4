"""Find the places of an article."""

from __future__ import annotations

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import ActorIndex
from dragoman.reading.language import ParsedArticle
from dragoman.reading.places.gazetteer import Entry, Gazetteer
from dragoman.reading.places.index import PlaceIndex
from dragoman.reading.places.judging import Judge, Verdict
from dragoman.reading.places.pointing import PlacePointer
from dragoman.reading.places.publishers import Publishers
from dragoman.reading.places.resolving import Choice, Resolver
from dragoman.reading.places.segments import Segment, cut
from dragoman.reading.places.senses import sense_of
from dragoman.reading.places.spotting import spot
from dragoman.reading.places.tables import Words
from dragoman.reading.places.unknown import place_unknown
from dragoman.record import Actor, Place, PlaceMention


class PlaceReader:
    """Finds toponyms and resolves them against the shipped slice of GeoNames.

    The text is looked up as a whole, so that sentences nobody parsed and datelines give their places too.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._gazetteer = Gazetteer(knowledge)
        self._words = Words(knowledge)
        self._pointer = PlacePointer(knowledge)
        self._publishers = Publishers(knowledge, self._gazetteer)

    def read(self, parsed: ParsedArticle, actors: ActorIndex) -> PlaceIndex:
        """Return the places of an article."""
        segments = self._segments(parsed)
        known = actors.actors()
        persons = sorted(
            (m.start, m.end) for actor in known if actor.kind == "person" for m in actor.mentions if m.form == "name"
        )
        home = self._publishers.home(parsed.article)
        spots = spot(segments, self._gazetteer, self._words)
        verdicts = Judge(parsed.text, segments, self._gazetteer, self._words, persons, home).judge(spots)
        choices = Resolver(self._gazetteer, home).resolve(verdicts)
        place_unknown(parsed.text, verdicts, choices, self._words, home)
        places = self._places(parsed, verdicts, choices, known)
        return PlaceIndex(self._pointer.point(parsed, places, actors))

    @staticmethod
    def _segments(parsed: ParsedArticle) -> list[Segment]:
        text = parsed.text
        found: list[Segment] = []
        start = 0
        for number, sentence in enumerate(parsed.sentences):
            # A border without a space is none for a name: "D-N.|J."
            following = parsed.sentences[number + 1] if number + 1 < len(parsed.sentences) else None
            if following is not None and following.start == sentence.end and not text[sentence.end - 1].isspace():
                continue
            begun = parsed.sentences[start]
            found.append(cut(text, begun.start, sentence.end, begun.part, begun.index))
            start = number + 1
        found += [cut(text, p.start, p.end, "dateline", 0) for p in parsed.article.parts if p.kind == "dateline"]
        return sorted(found, key=lambda segment: segment.start)

    def _places(
        self,
        parsed: ParsedArticle,
        verdicts: list[Verdict],
        choices: dict[tuple[str, str], Choice],
        actors: tuple[Actor, ...],
    ) -> tuple[Place, ...]:
        metonyms = frozenset((m.start, m.end) for actor in actors for m in actor.mentions if m.form == "metonym")
        mentions: dict[int, list[PlaceMention]] = {}
        entries: dict[int, Entry] = {}
        whys: dict[int, list[str]] = {}
        for verdict in verdicts:
            area = verdict.inside.name if verdict.inside is not None else ""
            choice = choices[verdict.spot.name, area]
            entry = choice.entry
            identity = entry.id if entry.id is not None else entry.row
            entries.setdefault(identity, entry)
            sense = sense_of(parsed, verdict, entry, metonyms, self._words)
            mentions.setdefault(identity, []).append(
                PlaceMention(start=verdict.spot.start, end=verdict.spot.end, sense=sense)
            )
            why = whys.setdefault(identity, [])
            for reason in (self._candidates(verdict), *verdict.reasons, *choice.reasons):
                if reason not in why and len(why) < 6:
                    why.append(reason)
        return tuple(
            Place(
                id=f"p{number}",
                name=entry.name,
                country=entry.country,
                admin1=self._gazetteer.division_name(entry.division),
                latitude=entry.latitude,
                longitude=entry.longitude,
                geonames_id=entry.id,
                feature=entry.feature,
                mentions=tuple(mentions[identity]),
                why=tuple(whys[identity]),
            )
            for number, (identity, entry) in enumerate(entries.items(), start=1)
        )

    @staticmethod
    def _candidates(verdict: Verdict) -> str:
        count = len(verdict.spot.references)
        return f"'{verdict.spot.surface}': " + (
            "one place of the name" if count == 1 else f"{count} places of the name"
        )
