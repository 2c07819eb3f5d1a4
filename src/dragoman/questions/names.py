"""Names that nobody bears, and whom they may mean."""

from __future__ import annotations

from sqlalchemy import func, select

from dragoman.library.library import Library
from dragoman.library.schema import actors, statements
from dragoman.questions.query import is_code

MOST_ALIKE = 3
"""Names that are offered for one that nobody bears."""


def alike(library: Library, name: str) -> list[str] | None:
    """Return names of the library that a name nobody bears may stand for; None where it is a code, a ref, or borne.

    A surname stands for whole names with it, a code in small letters for the code. The most often met come first.
    """
    if is_code(name) or "/" in name:
        return None
    with library.reading() as connection:
        for column in (actors.c.name, statements.c.speaker_name):
            borne = select(column).where(func.lower(column) == func.lower(name)).limit(1)
            if connection.execute(borne).first() is not None:
                return None
        code = name.upper()
        if is_code(code):
            held = select(actors.c.country).where(actors.c.country == code).limit(1)
            if connection.execute(held).first() is not None:
                return [code]
        words = func.lower(" " + actors.c.name + " ")
        found = select(actors.c.name).where(words.contains(f" {name.lower()} ", autoescape=True))
        found = found.group_by(actors.c.name).order_by(func.count().desc(), actors.c.name).limit(MOST_ALIKE)
        return list(connection.execute(found).scalars())
