"""The one pass over the text."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize("name", ["Norway", "Norwegian", "NORWAY", "Kremlin", "foreign minister"])
def test_a_known_name_is_hit_where_it_stands(read_actors: Any, name: str) -> None:
    text = f"Then 😀 {name} answered."
    spans = [text[hit.start : hit.end] for hit in read_actors.actors.scan(text)]
    assert name in spans, spans


def test_a_name_inside_a_word_is_no_hit(read_actors: Any) -> None:
    text = "The Omaniverse and the Peruvians' Chadwick."
    spans = [text[hit.start : hit.end] for hit in read_actors.actors.scan(text)]
    assert "Oman" not in spans and "Chad" not in spans, spans


def test_the_longest_name_wins(read_actors: Any) -> None:
    text = "Equatorial Guinea voted."
    spans = [text[hit.start : hit.end] for hit in read_actors.actors.scan(text)]
    assert spans == ["Equatorial Guinea"]


@pytest.mark.parametrize("text", ["", "\x00", "\ud800 Norway", "שלום Norway", "a" * 50_000])
def test_any_text_is_scanned_with_exact_offsets(read_actors: Any, text: str) -> None:
    assert all(text[hit.start : hit.end] for hit in read_actors.actors.scan(text))
