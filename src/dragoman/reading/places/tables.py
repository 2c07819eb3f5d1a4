"""The word lists by which a name is told to be a place's, a person's or a common word."""

from __future__ import annotations

from dragoman.knowledge import Knowledge

KINDS = frozenset(
    "suffix-road suffix-water suffix-area suffix-site prefix-site direction inside toward settled title body "
    "local speech connector short-road numbered-road party going-on compound tail given-country static-verb "
    "partner going".split()
)


class Words:
    """Common words, given names and surnames that places bear too, and the words that stand around places.

    Raises:
        KnowledgeError: a row of ``context_words.tsv`` has a kind that nobody knows.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.common = frozenset(row["word"] for row in knowledge.table("places/common_words.tsv"))
        self.given = frozenset(row["name"] for row in knowledge.table("places/given_names.tsv"))
        self.surnames = frozenset(row["name"] for row in knowledge.table("places/surnames.tsv"))
        self.never, self.seats = frozenset[str](), frozenset[str]()
        for row in knowledge.table("places/not_places.tsv"):
            if row["when"] == "never":
                self.never |= {row["name"]}
            elif row["when"] == "seat":
                self.seats |= {row["name"]}
            else:
                raise row.error(f"unknown when '{row['when']}'; it is never or seat")
        features: dict[str, str] = {}
        kinds: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for row in knowledge.table("places/context_words.tsv"):
            if row["kind"] not in kinds:
                raise row.error(f"unknown kind '{row['kind']}'; known are {', '.join(sorted(KINDS))}")
            kinds[row["kind"]].add(row["word"])
            if row["feature"]:
                features[row["word"]] = row["feature"]
        self.features = features
        self.roads = frozenset(kinds["suffix-road"])
        self.waters = frozenset(kinds["suffix-water"])
        self.areas = frozenset(kinds["suffix-area"])
        self.sites = frozenset(kinds["suffix-site"])
        self.suffixes = self.roads | self.waters | self.areas | self.sites
        self.prefixes = frozenset(kinds["prefix-site"])
        self.directions = frozenset(kinds["direction"])
        self.inside = frozenset(kinds["inside"])
        self.toward = frozenset(kinds["toward"])
        self.settled = frozenset(kinds["settled"])
        self.titles = frozenset(kinds["title"])
        self.bodies = frozenset(kinds["body"])
        self.local = frozenset(kinds["local"])
        self.speech = frozenset(kinds["speech"])
        self.short_roads = frozenset(kinds["short-road"])
        self.numbered = frozenset(kinds["numbered-road"])
        self.parties = frozenset(kinds["party"])
        self.going_on = frozenset(kinds["going-on"])
        self.tails = frozenset(kinds["tail"])
        self.compounds = frozenset(kinds["compound"])
        self.given_countries = frozenset(kinds["given-country"])
        self.static_verbs = frozenset(kinds["static-verb"])
        self.partners = frozenset(kinds["partner"])
        self.going = frozenset(kinds["going"])
        self.connectors = frozenset(kinds["connector"])
        self.small = self.inside | self.toward | self.connectors | {"a", "this", "that", "his", "her", "their", "our"}
