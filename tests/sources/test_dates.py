"""Dates that a caller, a table or a page gives."""

import pytest

from dragoman.errors import UsageError
from dragoman.sources import find_published, parse_published


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2023-03-29", "2023-03-29"),
        ("2023-03-29T23:30:00-05:00", "2023-03-29"),
        ("20230329", "2023-03-29"),
        ("March 29, 2023", "2023-03-29"),
        ("29 March 2023", "2023-03-29"),
        ("Wed, 29 Mar 2023 10:00 GMT", "2023-03-29"),
        ("29/03/2023", "2023-03-29"),
        ("03/29/2023", "2023-03-29"),
    ],
)
def test_a_clear_date_becomes_an_iso_date(given: str, iso: str) -> None:
    assert parse_published(given) == iso


@pytest.mark.parametrize("given", ["yesterday", "2023-02-30", "March 2023", "03/04/2023", "", "2023", "x" * 500])
def test_an_unclear_date_is_refused_with_the_form_to_use(given: str) -> None:
    with pytest.raises(UsageError, match="write it as 2023-03-29"):
        parse_published(given)


def test_find_published_is_silent_about_what_is_no_date() -> None:
    assert find_published("soon") is None
