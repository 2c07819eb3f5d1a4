"""What passed between two, period by period."""

from __future__ import annotations

import pytest

from dragoman import UsageError
from dragoman.library import Library
from dragoman.questions.timeline import timeline


def told(library: Library, one: str, other: str, **more: str) -> list[tuple[object, ...]]:
    return [tuple(row.values())[:5] for row in timeline(library, one, other, **more)]


def test_each_direction_and_type_has_a_row_a_month(library: Library) -> None:
    found = told(library, "ISR", "AZE")
    assert found == [
        ("2023-01", "ISR", "AZE", "SUPPORT", 1),
        ("2023-02", "AZE", "ISR", "CONSULT", 1),
        ("2023-02", "ISR", "AZE", "CONSULT", 2),
        ("2023-03", "AZE", "ISR", "ACCUSE", 1),
    ]
    assert told(library, "AZE", "ISR") == found == told(library, "Azerbaijan", "country/ISR")


def test_days_and_years(library: Library) -> None:
    assert [row[0] for row in told(library, "ISR", "AZE", by="day")] == [
        "2023-01-20",
        "2023-02-01",
        "2023-02-11",
        "2023-02-11",
        "2023-03-29",
    ]
    assert told(library, "ISR", "AZE", by="year")[-1] == ("2023", "ISR", "AZE", "SUPPORT", 1)


@pytest.mark.parametrize(
    ("more", "periods"),
    [
        ({"since": "2023-02"}, ["2023-02", "2023-02", "2023-03"]),
        ({"until": "2023-02-10"}, ["2023-01", "2023-02"]),
        ({"since": "2023-02-02", "until": "2023-02"}, ["2023-02", "2023-02"]),
        ({"since": "2024"}, []),
        ({"until": "2022"}, []),
    ],
)
def test_bounds_are_a_day_a_month_or_a_year(library: Library, more: dict[str, str], periods: list[str]) -> None:
    assert [row[0] for row in told(library, "AZE", "ISR", **more)] == periods


def test_scores_are_means(library: Library) -> None:
    rows = timeline(library, "AZE", "ISR", by="year")
    assert {(row["actor"], row["type"]): row["score"] for row in rows}["ISR", "CONSULT"] == 2.1


def test_planned_events_do_not_count_and_a_body_has_its_own_line(library: Library) -> None:
    assert told(library, "United Nations", "AZE") == [("2024-02", "organisation/united-nations", "AZE", "ACCUSE", 1)]


def test_one_who_acts_for_a_country_has_no_line_of_its_own(library: Library) -> None:
    with pytest.raises(UsageError, match="'Éli Cohen' acts for ISR"):
        timeline(library, "Éli Cohen", "AZE")


@pytest.mark.parametrize(("more", "said"), [({"by": "week"}, "no timeline by 'week'"), ({"since": "x"}, "is no date")])
def test_a_wrong_period_is_refused(library: Library, more: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        timeline(library, "AZE", "ISR", **more)
