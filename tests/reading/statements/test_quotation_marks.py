"""Quotation marks that mislead: nested, signed, far from their cue, or around words that nobody named says."""

from __future__ import annotations

import pytest


def test_words_in_the_same_marks_inside_a_quotation_do_not_end_it(hear):
    said = hear("“We want a country where your “friends” pay the same tax as my neighbours,” the minister said.")
    assert said.contents(said.of("We want")) == [
        "“We want a country where your “friends” pay the same tax as my neighbours,”"
    ], said


def test_whoever_signs_a_paragraph_says_all_of_it(hear):
    said = hear(
        "“The harbour was our whole life.” And now there is nothing but “a heap of rusty iron.” — Maria Costa, Porto"
    )
    assert said.source("our whole life") == "Maria Costa, Porto", said


def test_a_long_subject_keeps_the_cue_with_the_quotation_before(hear):
    said = hear(
        "“This is a great day for the port!” The harbour master of Tallinn, retired captain Jaan Tamm of the coast "
        "guard, shouted to the crowd."
    )
    assert "Jaan Tamm" in (said.source("a great day") or ""), said


def test_a_far_cue_of_another_clause_does_not_take_the_quotation_before(hear):
    said = hear(
        "One of the villagers asks: “Does anybody know that we are alive?” Less than a year ago, in the spring, the "
        "town was declared a safe zone."
    )
    assert said.source("we are alive") == "One of the villagers", said


@pytest.mark.parametrize(
    "text",
    [
        "The driver was charged with “causing death by careless driving” on Monday.",
        "Crows are considered the “detectives of the world of birds” by now.",
    ],
)
def test_a_passive_that_names_nobody_gives_no_speaker_to_words_in_marks(hear, text):
    assert hear(text).index.statements == (), hear(text)


def test_what_somebody_does_in_anothers_words_is_not_their_own_quotation(hear):
    said = hear("The captain “turned the ship around without a word to anybody” that night.")
    assert said.index.statements == (), said


def test_what_a_cue_calls_somebody_is_a_quotation_though_it_looks_like_a_name(hear):
    said = hear("The paper hailed Tamm as “The Lion of Tallinn” in its Sunday edition.")
    assert "“The Lion of Tallinn”" in said.contents(said.of("Lion of Tallinn")), said


def test_per_names_a_source(hear):
    said = hear("Members may not vote by letter, per the charter of the union.")
    assert said.source("vote by letter") == "the charter of the union", said


@pytest.mark.parametrize(
    "text", ["The toll is two euros per person.", "The port handles forty ships per day in summer."]
)
def test_per_of_a_measure_names_none(hear, text):
    assert hear(text).index.statements == (), hear(text)


@pytest.mark.parametrize("verb", ["commented", "recounted", "elaborated", "roared"])
def test_verbs_that_bring_a_quotation(hear, verb):
    said = hear(f"“The rains came late to the valley,” Tamm {verb}.")
    assert said.source("came late") == "Tamm", said


def test_words_in_marks_go_on_with_what_was_said_before(hear):
    said = hear("“The blockade has not ended,” the port said. A strike would “leave the town without any bread”.")
    assert said.source("without any bread") == "the port", said


def test_words_in_marks_are_not_the_last_speakers_where_somebody_else_is_named(hear):
    said = hear("“The blockade has not ended,” the port said. Jaan Tamm has filed papers on “the lack of any bread”.")
    speakers = [said.surface(s.speaker_span) for s in said.index.statements if "bread" in str(said.contents(s))]
    assert "the port" not in speakers, said
