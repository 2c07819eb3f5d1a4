"""Where a publisher is at home: a hint about which place of a name its articles mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from dragoman.knowledge import Knowledge
from dragoman.reading.places.gazetteer import NEAR, Entry, Gazetteer, kilometres
from dragoman.reading.places.names import name_key, normal_form
from dragoman.record import Article

SHORTEST = 5
"""Letters that a place's name needs to be looked for in a host (`athensreview.com`)."""
LONGEST = 16
"""Letters of a host up to which a town's name is looked for."""
BEGINNINGS = ("the", "daily", "my", "daily-", "the-")
"""What may stand before a town's name in a host (`thedoverpost.com`)."""


@dataclass(frozen=True, slots=True)
class Home:
    """The home of a publisher, as far as it is known; ``host`` is its host without points and hyphens.

    ``towns`` are the towns of which an unknown publisher may bear the name: it is at home in one of them.
    """

    country: str | None = None
    division: str | None = None
    town: Entry | None = None
    host: str = ""
    towns: tuple[Entry, ...] = ()

    def nearness(self, entry: Entry) -> float:
        """Return the points that lying near the publisher's home gives a place of the name as such (0 to 2)."""
        if not self.division or entry.division != self.division or entry.feature == "ADM1":
            return 0.0
        return 1.5 if self.town is not None and kilometres(entry, self.town) < NEAR else 0.5

    def is_named_after(self, name: str) -> bool:
        """Tell whether an unknown publisher bears the name of a place in its host."""
        plain = normal_form(name).replace(" ", "")
        return self.division is None and len(plain) >= SHORTEST and plain in self.host


class Publishers:
    """Looks up the homes of publishers by the host of an article's address.

    Raises:
        KnowledgeError: a town of ``outlets.tsv`` is not in the gazetteer.
    """

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._homes: dict[str, Home] = {}
        rows = knowledge.table("places/outlets.tsv")
        found = gazetteer.find(name_key(row["town"]) for row in rows if row["town"])
        for row in rows:
            town = None
            if row["town"]:
                entries = [gazetteer.entry(reference) for reference in found.get(name_key(row["town"]), ())]
                fitting = [
                    e
                    for e in entries
                    if e.feature.startswith("PPL")
                    and (e.division == row["division"] if row["division"] else e.country == row["country"])
                ]
                town = max(fitting, key=lambda e: e.population, default=None)
            self._homes[row["host"]] = Home(row["country"] or None, row["division"] or None, town)

    def home(self, article: Article) -> Home:
        """Return what is known of the home of an article's publisher."""
        try:
            host = (urlsplit(article.url).hostname or "") if article.url else ""
        except ValueError:  # an address that is none
            host = ""
        if not host and article.publisher and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", article.publisher):
            host = article.publisher.lower()
        parts = host.split(".")
        for first in range(len(parts)):
            for tail in (
                (".".join(parts[first:]), "." + parts[-1]) if first == len(parts) - 1 else (".".join(parts[first:]),)
            ):
                if (home := self._homes.get(tail)) is not None:
                    squeezed = "" if not tail.startswith(".") else "".join(parts[:-1]).replace("-", "")
                    towns = self._towns(squeezed) if home.division is None else ()
                    return Home(home.country, home.division, home.town, squeezed, towns)
        plain = normal_form(article.publisher).replace(" ", "") if article.publisher else ""
        squeezed = "".join(parts[:-1]).replace("-", "") or plain
        return Home(host=squeezed, towns=self._towns(squeezed))

    def _towns(self, host: str) -> tuple[Entry, ...]:
        """Return the towns whose name a host begins with, by the longest name: "dover" of ``doverpost``."""
        host = host.removeprefix("www")
        starts = [host, *(host.removeprefix(word) for word in BEGINNINGS if host.startswith(word))]
        names = {start[:end] for start in starts for end in range(SHORTEST, min(len(start), LONGEST) + 1)}
        found = self._gazetteer.find(map(name_key, names))
        longest = max((name for name in sorted(names) if name_key(name) in found), key=len, default="")
        entries = (self._gazetteer.entry(reference) for reference in found.get(name_key(longest), ()))
        return tuple(entry for entry in entries if entry.feature.startswith("PPL"))
