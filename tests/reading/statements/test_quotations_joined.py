"""Quotations whose cue is no verb of saying, or stands where the parse does not show it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"The trams will not run before Easter," she deadpanned.', "she"),
        ('"We paid for the harbour twice. Nobody will pay again," the email read.', "the email"),
        ("“Our neighbours never came to the table,” an angry minister retaliated.", "an angry minister"),
    ],
)
def test_comma_of_a_quotation_leads_to_its_speaker(hear, text, speaker):
    said = hear(text)
    assert said.index.statements and said.index.statements[0].kind == "direct", said
    assert said.surface(said.index.statements[0].speaker_span) == speaker, said


def test_title_with_a_comma_behind_it_is_not_said(hear):
    said = hear("“The Road to the North,” a novel about two sailors, sold well in Norway.")
    assert not said.index.statements, said


def test_quotation_goes_on_with_the_content_before_it(hear):
    said = hear("Cohen likened the council to a swan, “gliding over the pond while paddling hard below.”")
    assert said.contents(said.of("gliding over"))[-1].startswith("“gliding"), said
    assert said.source("gliding over") == "Cohen", said


def test_comma_before_a_paragraph_introduces_a_quotation(hear):
    said = hear('Bergstrom stated,\n\n"The ferry was taken to the wrong harbour by its own crew."')
    assert said.source("wrong harbour") == "Bergstrom", said


def test_words_in_marks_deep_below_a_cue(hear):
    said = hear('The envoy called on people to "remember the campaigns that ended with a million refugees."')
    assert said.source("remember the campaigns") == "The envoy", said


def test_source_leaves_the_quotation_out(hear):
    said = hear('"Thanks, Clifton, for taking in these sailors," said master of ceremonies Omar Haddad.')
    source = said.source("taking in these")
    assert source is not None and source.startswith("master of ceremonies"), said


def test_long_name_between_a_quotation_and_its_cue(hear):
    office = "the former chairman of the northern harbour authority and long the loudest voice of the ferry crews "
    said = hear(f"“The crews deserve better than this plan,” Nadia Berg, {office * 2}on the whole coast, said.")
    source = said.source("deserve better")
    assert source is not None and source.startswith("Nadia Berg"), said
