"""The title of a page, decided among what its JSON-LD, headings, meta elements and title element say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.reading.article.units import words_of

_SEPARATOR = re.compile(r"(\s+[|–—·«»-]+\s+)")
_CUT_OFF = re.compile(r"\s*(?:\.{3}|…)$")
_LONGEST_SITE = 5
"""Words of a site's name behind a bar."""
_SHORTEST_KNOWN = 3
"""Words; what is left of a shorter title may be a section's name."""
_SHORTEST_ALONE = 12
"""Characters; a shorter heading is a section's name, not a title."""
_SHARED_WORDS = 0.4
"""The share of the shorter title's words that two wordings of one title have in common."""


@dataclass(frozen=True, slots=True)
class TitleSources:
    """What a page gives as its title: ``headline`` from JSON-LD, ``headings`` the texts of its main headings,
    ``shared`` from the meta elements, ``own`` from its title element."""

    headline: str | None
    headings: tuple[str, ...]
    shared: str | None
    own: str | None


def choose_title(sources: TitleSources, publisher: str | None) -> tuple[str | None, str]:
    """Return the title of a page and the rule that decided.

    The headline of the JSON-LD goes first, unless nothing else on the page bears it out and two others agree; then
    the main heading that another source bears out. Sites' names are cut off.
    """
    given = _cleaned(sources, publisher)
    if given.headline:
        return _from_headline(given.headline, given)
    return _from_the_rest(given)


def without_site(title: str, publisher: str | None, others: Iterable[str] = ()) -> str:
    """Return a title without the name of the site at its end, or at its head.

    A piece is the site's name when it is the publisher's, when it stands behind a bar and is short, or when what
    is left is word for word one of the ``others``.
    """
    parts = _SEPARATOR.split(title)
    known = {key_of(other) for other in others if len(other.split()) >= _SHORTEST_KNOWN}
    for end in range(1, len(parts), 2):
        if key_of("".join(parts[:end])) in known:
            return "".join(parts[:end]).strip()
    while len(parts) > 2:
        tail = parts[-1].strip()
        if _names(tail, publisher) or ("|" in parts[-2] and len(tail.split()) <= _LONGEST_SITE):
            parts = parts[:-2]
        elif publisher and key_of(parts[0]) == key_of(publisher):
            parts = parts[2:]
        else:
            break
    return "".join(parts).strip()


def key_of(text: str) -> str:
    """Return the letters and digits of a text, folded, for comparing titles."""
    return re.sub(r"\W+", "", text.casefold())


def _names(tail: str, publisher: str | None) -> bool:
    if not publisher:
        return False
    one, other = tail.casefold(), publisher.casefold()
    return one in other or other in one or key_of(tail) == key_of(publisher)


def _cleaned(sources: TitleSources, publisher: str | None) -> TitleSources:
    """Return the sources without sites' names; one that is nothing but the name of the site is none."""
    site = key_of(publisher or "")
    headings = tuple(heading for heading in sources.headings if key_of(heading) not in {"", site})
    plain = [title for title in (sources.headline, *headings, sources.shared) if title]

    def clean(title: str | None) -> str | None:
        bare = without_site(title, publisher, (other for other in plain if other != title)) if title else None
        return bare if bare and key_of(bare) not in {"", site} else None

    return TitleSources(clean(sources.headline), headings, clean(sources.shared), clean(sources.own))


def _from_headline(headline: str, given: TitleSources) -> tuple[str, str]:
    others = [("main heading", heading) for heading in given.headings]
    others += [("meta elements", given.shared)] if given.shared else []
    others += [("title element", given.own)] if given.own else []
    key = key_of(_CUT_OFF.sub("", headline))
    agreeing = list(dict.fromkeys(name for name, other in others if key_of(other) == key))
    if not agreeing:
        # a headline that was cut short: the same words go on elsewhere, and a subtitle glued to a heading stands once
        longer = [(name, other) for name, other in others if key_of(other).startswith(key)]
        for name, other in longer:
            if _CUT_OFF.search(headline) or sum(_agrees(other, another) for _, another in longer) > 1:
                return other, f"the {name}, of which the page's JSON-LD has the beginning"
    if agreeing:
        return headline, f"the headline of the page's JSON-LD, as in its {_listed(agreeing)}"
    heading = next((one for one in given.headings if _agrees(one, given.shared) and _agrees(one, given.own)), None)
    if heading:
        return heading, "the main heading, as in the meta elements and the title element; the JSON-LD has another"
    return headline, "the headline of the page's JSON-LD"


def _from_the_rest(given: TitleSources) -> tuple[str | None, str]:
    for name, other in (("meta elements", given.shared), ("title element", given.own)):
        for heading in given.headings if other else ():
            if other and _agrees(heading, other):
                # of two spellings the one that is not all in capitals
                title = other if heading.isupper() and not other.isupper() else heading
                return title, f"the main heading, as in the page's {name}"
    told = [title for title in (given.shared, given.own) if title]
    if len(given.headings) == 1 and len(given.headings[0]) > _SHORTEST_ALONE:
        heading = given.headings[0]
        if not told or any(_is_wording(heading, title) for title in told):
            return heading, "the only main heading"
    if given.shared:
        return given.shared, "the title of the page's meta elements"
    if given.headings and not (given.own and len(given.headings) == 1):
        return max(given.headings, key=len), "the longest main heading"
    return given.own, "the page's title element" if given.own else ""


def _agrees(one: str, other: str | None) -> bool:
    return other is not None and key_of(one) == key_of(other)


def _is_wording(one: str, other: str) -> bool:
    """Tell whether two titles are wordings of one, by the words they share."""
    words, others = set(words_of(one)), set(words_of(other))
    return len(words & others) >= _SHARED_WORDS * min(len(words), len(others))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
