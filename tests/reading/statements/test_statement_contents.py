"""Where a content begins and ends, and what is no content at all."""

from __future__ import annotations

import pytest


def test_a_relative_clause_behind_a_quotation_stays_in_the_content(hear):
    said = hear(
        'An official told reporters that the crew "was ordered to sign a deal" that would allow the ship to leave.'
    )
    assert said.contents(said.of("crew"))[-1] == "that would allow the ship to leave", said


def test_a_question_keeps_its_preposition(hear):
    said = hear("The judge asked on what grounds the vessel became suspect.")
    assert said.contents(said.of("suspect")) == ["on what grounds the vessel became suspect"], said


def test_a_remark_behind_the_object_is_left_out(hear):
    said = hear("The prime minister has blamed the Danish government for the fire, a charge denied by Copenhagen.")
    assert said.contents(said.of("for the fire")) == ["the Danish government for the fire"], said


def test_a_participle_behind_the_words_of_another_is_the_speakers_own(hear):
    said = hear("Tamm says Denmark shelled the port last night, calling that raid a feint before the siege.")
    assert said.source("a feint") == "Tamm", said


@pytest.mark.parametrize(
    "text",
    [
        "The minister is expected to announce a new port.",
        "The delegates are likely to endorse the plan.",
        "It is a deal that both sides want to finish next year.",
    ],
)
def test_what_is_only_awaited_or_wanted_of_a_noun_before_is_no_statement(hear, text):
    assert hear(text).index.statements == (), hear(text)


def test_who_wants_something_is_a_speaker(hear):
    said = hear("The minister, who wants to build a port, left.")
    assert said.contents(said.of("build")) == ["to build a port"], said


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not praise the builders of the port.",
        "Nobody in the cabinet is certain that the truce will last.",
        "No one knows how many ships the navy needs.",
        "To claim that the harbour has shrunk would be unkind.",
        "No country believes that the treaty will hold.",
    ],
)
def test_what_nobody_said_is_no_statement(hear, text):
    assert hear(text).index.statements == (), hear(text)


def test_what_somebody_did_not_deny_or_believe_is_still_told(hear):
    said = hear("The minister did not believe that the truce would last.")
    assert said.source("the truce") == "The minister", said
