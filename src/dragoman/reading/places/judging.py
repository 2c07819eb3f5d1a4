"""Tell of each spotted name whether it names a place here: points for and against, each with its reason."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from dragoman.reading.places.areas import contains, lies_elsewhere
from dragoman.reading.places.gazetteer import CAPITALS, Gazetteer
from dragoman.reading.places.names import normal_form, without_article
from dragoman.reading.places.publishers import Home
from dragoman.reading.places.seats import GONE_TO, is_gone_to, is_seat_as_place
from dragoman.reading.places.segments import Segment, is_gap
from dragoman.reading.places.spotting import Spot
from dragoman.reading.places.surnames import surnames
from dragoman.reading.places.tables import Words

THRESHOLD = 3.0
"""Points from which a name is read as a place; set on the dev halves of GeoWebNews, LGL and TR-News."""
SURE = 5.0
"""Points from which a name speaks for the other mentions of the same name in the article."""
NEVER = -20.0
DATELINE = "a dateline"
"""The reason of a name that opens an article, before an agency or a dash."""
LONGEST_BODY = 5
"""Words behind a place up to which the word for a body is looked for."""


@dataclass(slots=True)
class Verdict:
    """What was decided about one spot: its points, why, and the spot of the area named behind it ("Paris, Texas")."""

    spot: Spot
    points: float
    reasons: list[str] = field(default_factory=list)
    inside: Spot | None = None
    blocked: bool = False


class Judge:
    """Judges the spots of one article."""

    def __init__(
        self,
        text: str,
        segments: list[Segment],
        gazetteer: Gazetteer,
        words: Words,
        persons: list[tuple[int, int]],
        home: Home,
    ) -> None:
        self._text = text
        self._segments = segments
        self._gazetteer = gazetteer
        self._words = words
        self._person_spans = persons
        self._home = home
        self._whole_persons = frozenset(persons)
        self._surnames = surnames(segments, words)

    def judge(self, spots: list[list[Spot]]) -> list[Verdict]:
        """Return the verdicts on the names that are places, in the order of the text, none overlapping another."""
        best: dict[str, float] = defaultdict(float)
        against: Counter[str] = Counter()
        judged: list[list[Verdict]] = []
        for segment, found in zip(self._segments, spots, strict=True):
            here = self._one_segment(segment, found)
            judged.append(here)
            for verdict in here:
                if verdict.blocked:
                    against[verdict.spot.surface] += 1
                else:
                    best[verdict.spot.surface] = max(best[verdict.spot.surface], verdict.points)
        kept: list[Verdict] = []
        for here in judged:
            end = -1
            for verdict in here:
                name = verdict.spot.surface
                if not verdict.blocked and verdict.points < THRESHOLD and best[name] >= SURE and not against[name]:
                    verdict.points += 1.5
                    verdict.reasons.append("a place elsewhere in the article")
                if (
                    not verdict.blocked
                    and verdict.spot.kind == "name"
                    and kept
                    and kept[-1].spot.kind == "name"
                    and self._text[kept[-1].spot.end : verdict.spot.start] in (" and ", ", ", ", and ", " or ")
                ):
                    verdict.points += 1.5
                    verdict.reasons.append(f"in a row with '{kept[-1].spot.surface}'")
                if verdict.points >= THRESHOLD and verdict.spot.start >= end:
                    kept.append(verdict)
                    end = verdict.spot.end
        unknown = {verdict.spot.surface for verdict in kept if not verdict.spot.references}
        for verdict in kept:
            if verdict.spot.surface in unknown and verdict.inside is None:
                verdict.spot.references = ()
        return kept

    def _one_segment(self, segment: Segment, found: list[Spot]) -> list[Verdict]:
        """Judge the spots of a segment from right to left, so that the area behind a town is known before it."""
        by_first: dict[int, list[Verdict]] = defaultdict(list)
        for spot in reversed(found):
            by_first[spot.first].append(self._judge_one(segment, spot, by_first))
        chosen: list[Verdict] = []
        taken = 0
        for first in sorted(by_first):
            if first < taken:
                continue
            ranked = sorted(by_first[first], key=lambda v: -v.spot.last)
            good = [v for v in ranked if v.points >= THRESHOLD]
            pick = good[0] if good else next((v for v in ranked if not v.blocked), ranked[0])
            chosen.append(pick)
            if pick.points >= THRESHOLD:
                taken = pick.spot.last
        return chosen

    def _judge_one(self, segment: Segment, spot: Spot, later: dict[int, list[Verdict]]) -> Verdict:
        verdict = Verdict(spot, 0.0)
        behind = spot.kind == "abbreviation" and self._text[max(0, spot.start - 2) : spot.start] == ", "
        if not behind and self._is_person(spot):
            verdict.points, verdict.blocked = NEVER, True
            verdict.reasons.append("part of a person's name")
            return verdict
        if spot.kind == "demonym":
            return self._judge_demonym(segment, verdict)
        if spot.kind == "abbreviation":
            return self._judge_abbreviation(segment, verdict)
        if spot.kind == "county":
            verdict.points = 6.0
            verdict.reasons.append("in a list of counties")
            return verdict
        if spot.kind == "pattern":
            return self._judge_pattern(segment, verdict)
        verdict.points = self._prior(spot)
        if local := max((self._home.nearness(self._gazetteer.entry(r)) for r in spot.references[:40]), default=0.0):
            verdict.points += local
            verdict.reasons.append("a place around the publisher's home")
        self._weigh_form(segment, verdict)
        self._weigh_before(segment, verdict)
        self._weigh_after(segment, verdict, later)
        if self._is_whole_person(spot) and not self._is_country(spot):
            verdict.points -= 2.0
            verdict.reasons.append("the actors have a person of the name")
        return verdict

    def _prior(self, spot: Spot) -> float:
        """Return the points a name has by the most prominent place that bears it."""
        best = 0.0
        for reference in spot.references[:40]:
            entry = self._gazetteer.entry(reference)
            if entry.feature == "PCLI":
                points = 6.0
            elif reference < 0 or entry.feature in CAPITALS:
                points = 5.0
            elif entry.feature == "ADM1":
                points = 5.0 if entry.population > 2_000_000 else 3.5
            elif entry.feature == "ADM2":
                points = 5.0 if " " in spot.surface else min(4.5, 0.75 * math.log10(entry.population + 10))
            else:
                points = min(4.5, 0.75 * math.log10(entry.population + 10))
            if self._gazetteer.is_other_name(reference):
                points -= 0.0 if without_article(entry.name) == normal_form(spot.surface) else 1.5
            best = max(best, points)
        return best

    def _weigh_form(self, segment: Segment, verdict: Verdict) -> None:
        spot, words = verdict.spot, self._words
        low = spot.surface.lower()
        if spot.last - spot.first > 1:
            verdict.points += 1.0
            return
        shouted = spot.surface.isupper() and len(spot.surface) > 3
        if low in words.common:
            loss = 4.0 if spot.first == 0 or segment.headline else 2.0
            if self._is_country(spot):
                loss = 1.5
            verdict.points -= loss
            verdict.reasons.append("also a common word")
        if low in words.surnames:
            verdict.points -= 0.7
        if spot.surface.title() in words.given:
            verdict.points -= 2.0
        if len(spot.surface) <= 3 and spot.surface not in self._gazetteer.exact:
            verdict.points -= 2.5
        if spot.surface.isupper() and not shouted and spot.surface not in self._gazetteer.exact:
            verdict.points -= 3.0
        if shouted and not segment.headline and spot.first > 0:
            verdict.points -= 1.0
        if spot.surface in words.titles or spot.surface in words.suffixes or spot.surface in words.directions:
            verdict.points -= 3.0
        if spot.surface in words.bodies:
            verdict.points -= 3.0

    def _weigh_before(self, segment: Segment, verdict: Verdict) -> None:
        spot, words, tokens = verdict.spot, self._words, segment.tokens
        if spot.first == 0:
            self._weigh_dateline(segment, verdict)
            if spot.surface in words.seats:
                verdict.points -= 6.0
            return
        gap, before = segment.gaps[spot.first - 1], tokens[spot.first - 1]
        country = self._is_country(spot)
        small = before.text.lower()
        opening = spot.first == 1 and small in words.small
        if spot.surface in words.seats:
            if not is_seat_as_place(segment, spot, words):
                verdict.points -= 6.0
                return
            verdict.reasons += [GONE_TO] if is_gone_to(segment, spot, words) else []
            if spot.surface.lower() in words.common:
                verdict.points += 3.0
            return
        if is_gap(gap) and before.capital and not opening and not segment.headline:
            name = before.text.rstrip(".")
            if gap == "-" and before.text in words.parties:
                verdict.points += 4.0
                verdict.reasons.append("behind the letter of a party")
            elif before.text in words.directions:
                verdict.points += 0.5
            elif len(before.text) == 1 or (name.title() in words.given and spot.first > 0):
                self._against(verdict, 6.0, country, "behind a given name")
            elif name in words.titles:
                self._against(verdict, 4.0, country, "behind a title")
            elif before.text in self._gazetteer.demonyms or before.text.isupper():
                pass
            elif not country and spot.first > 1 and name not in words.bodies:
                verdict.points -= 1.5
        elif gap in (". ", ".") and before.capital and (len(before.text) == 1 or before.text in words.titles):
            self._against(verdict, 6.0, country, "behind an initial or a title")
        elif gap == " " and (opening or not before.capital):
            low = small
            further = tokens[spot.first - 2].text.lower() if spot.first > 1 else ""
            if low in words.inside:
                verdict.points += 2.5
                verdict.reasons.append(f"behind '{low}'")
            elif low == "of" and further in words.settled:
                verdict.points += 3.5
                verdict.reasons.append(f"behind '{further} of'")
            elif low in words.toward:
                verdict.points += 1.5
                verdict.reasons.append(f"behind '{low}'")
            elif low in words.settled:
                verdict.points += 1.0
        elif gap == ", " and before.capital:
            verdict.points += 0.5

    def _weigh_dateline(self, segment: Segment, verdict: Verdict) -> None:
        behind = self._text[verdict.spot.end : verdict.spot.end + 40].lstrip()
        if behind.startswith(("(AP)", "(Reuters)", "(AFP)", "(CNN)", "—", "–", "--", "- ")) and (
            segment.kind == "dateline" or verdict.spot.surface.isupper() or segment.sentence < 3
        ):
            verdict.points += 4.0
            verdict.reasons.append(DATELINE)
        elif segment.kind == "dateline":
            verdict.points += 3.0

    def _weigh_after(self, segment: Segment, verdict: Verdict, later: dict[int, list[Verdict]]) -> None:
        spot, words, tokens = verdict.spot, self._words, segment.tokens
        if spot.last >= len(tokens):
            return
        gap, after = segment.gaps[spot.last - 1], tokens[spot.last]
        behind = next(
            (v for v in later.get(spot.last, ()) if v.points >= THRESHOLD or v.spot.kind == "abbreviation"), None
        )
        if gap in (", ", " (", ",\n") and behind is not None and contains(self._gazetteer, spot, behind.spot):
            verdict.points += 5.0
            verdict.inside = behind.spot
            verdict.reasons.append(f"'{behind.spot.surface}' stands behind it")
            return
        if gap == ", " and behind is not None and lies_elsewhere(self._gazetteer, spot, behind.spot):
            verdict.points += 4.0
            verdict.spot = replace(spot, references=(), kind="pattern")
            verdict.reasons.append(f"a place of '{behind.spot.surface}' that the gazetteer does not know")
            return
        if gap == "-" and after.text in words.compounds:
            verdict.points += 2.5
        elif is_gap(gap) and after.capital and not segment.headline:
            name = after.text
            if name in words.suffixes or name in words.bodies or name.rstrip("s") in words.bodies:
                verdict.points += 1.5
            elif gap == " " and self._is_of_a_body(segment, spot):
                verdict.points += 1.0
                verdict.reasons.append("before the name of a body")
            elif (spot.surface.title() in words.given and not self._is_country(spot)) or (
                spot.surface in words.given_countries and name not in words.titles
            ):
                self._against(verdict, 4.0, False, "before a surname")
            elif name.title() in words.given or name in words.titles or behind is not None:
                pass
            elif not self._is_country(spot) and spot.last - spot.first == 1:
                verdict.points -= 1.0
        elif gap == " ":
            if after.text in words.local:
                verdict.points += 1.5
                verdict.reasons.append(f"before '{after.text}'")
            elif after.text in words.speech and not self._is_country(spot):
                verdict.points -= 2.0
                verdict.reasons.append("speaks, as persons do")

    def _is_of_a_body(self, segment: Segment, spot: Spot) -> bool:
        """Tell whether the capitalised words behind a name end in a body's: "Ohio Farm Relief Association"."""
        behind_the = spot.first > 0 and segment.tokens[spot.first - 1].text.lower() == "the"
        if spot.surface.title() in self._words.given and not self._is_country(spot) and not behind_the:
            return False
        for at in range(spot.last, min(spot.last + LONGEST_BODY, len(segment.tokens))):
            if segment.gaps[at - 1] != " " or not segment.tokens[at].capital:
                return False
            if at > spot.last and segment.tokens[at].text in self._words.bodies:
                return True
        return False

    def _judge_demonym(self, segment: Segment, verdict: Verdict) -> Verdict:
        spot = verdict.spot
        verdict.points = 6.0
        verdict.reasons.append("the people, tongue or adjective of a place")
        low = spot.surface.lower()
        if low in self._words.common or low in self._words.surnames:
            verdict.points -= 1.0
        if spot.first > 0 and is_gap(segment.gaps[spot.first - 1]):
            before = segment.tokens[spot.first - 1].text
            if before in self._words.given and not segment.headline:
                self._against(verdict, 6.0, False, "behind a given name")
        return verdict

    def _judge_pattern(self, segment: Segment, verdict: Verdict) -> Verdict:
        """An unknown name counts as a road, a river, a park by the word that it ends in or begins with."""
        spot, tokens = verdict.spot, segment.tokens
        verdict.points = 4.5
        verdict.reasons.append("called so, though the gazetteer does not know it")
        if tokens[spot.last - 1].text in self._words.short_roads and self._text[spot.end : spot.end + 1] == ".":
            spot.end += 1
        return verdict

    def _judge_abbreviation(self, segment: Segment, verdict: Verdict) -> Verdict:
        """A state's abbreviation counts right behind a town or a party's letter, and alone when it has points."""
        spot = verdict.spot
        dotted = self._text[spot.end : spot.end + 1] == "."
        full = spot.surface + "." if dotted and not spot.surface.endswith(".") else spot.surface
        before = self._text[max(0, spot.start - 2) : spot.start]
        known = full in self._gazetteer.abbreviations or spot.surface in self._gazetteer.abbreviations
        if known and "." in spot.surface[:-1] and full.count(".") > 1:
            verdict.points = 5.0
        if (known and before in (", ", " (")) or (
            before.endswith("-") and self._text[spot.start - 2 : spot.start - 1] in "DRI"
        ):
            capital = segment.tokens[spot.first - 1].capital if spot.first else False
            verdict.points = 5.0 if capital else 0.0
            verdict.reasons.append("a state's abbreviation behind a town or a party")
        elif dotted and full in self._gazetteer.abbreviations and spot.surface not in self._words.titles:
            further = self._text[spot.end + 1 : spot.end + 3]
            if further[:1] == " " and further[1:].islower():
                verdict.points = max(verdict.points, 4.0)
                verdict.reasons.append("a state's abbreviation within a sentence")
        if verdict.points and dotted and full in self._gazetteer.abbreviations:
            spot.end += 1
        return verdict

    def _against(self, verdict: Verdict, points: float, country: bool, reason: str) -> None:
        verdict.points -= 1.0 if country else points
        verdict.blocked = not country
        verdict.reasons.append(reason)

    def _is_country(self, spot: Spot) -> bool:
        """Tell whether a name is that of a country, a continent, or a state that no person is called after."""
        wide = {self._gazetteer.entry(reference).feature for reference in spot.references[:3]}
        if wide & {"PCLI", "CONT", "RGN"}:
            return True
        personal = spot.surface.lower() in self._words.surnames or spot.surface.title() in self._words.given
        return "ADM1" in wide and not personal

    def _is_person(self, spot: Spot) -> bool:
        """Tell whether a spot is part of a longer person's name, or a surname of the article."""
        at = bisect_right(self._person_spans, (spot.start, len(self._text) + 1)) - 1
        if at >= 0 and spot.surface.rsplit(" ", 1)[-1] not in self._words.suffixes:
            start, end = self._person_spans[at]
            if spot.end <= end and (start, end) != (spot.start, spot.end):
                return True
        return spot.surface in self._surnames and not self._is_country(spot)

    def _is_whole_person(self, spot: Spot) -> bool:
        """Tell whether a single word is a person's name by itself, as the actors have it."""
        return spot.last - spot.first == 1 and (spot.start, spot.end) in self._whole_persons
