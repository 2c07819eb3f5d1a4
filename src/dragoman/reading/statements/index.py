"""The statements of one article, as the rooms above ask for them."""

from __future__ import annotations

from dragoman.record import Statement


class StatementIndex:
    """The statements of one article."""

    def __init__(self, statements: tuple[Statement, ...] = ()) -> None:
        self.statements = statements

    def around(self, start: int, end: int) -> Statement | None:
        """Return the innermost statement whose content covers ``[start, end)``, or None."""
        best: tuple[int, Statement] | None = None
        for statement in self.statements:
            for left, right in statement.content_spans:
                if left <= start and end <= right and (best is None or right - left < best[0]):
                    best = (right - left, statement)
        return best[1] if best else None
