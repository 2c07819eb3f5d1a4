"""Who the speaker is when the source is an office, a document or a name that the tagger lost."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "A rebel spokesman says the town has fallen after a week of shelling. Tarek Haddad says the army left on "
            "Monday.",
            "the town has fallen",
            "Tarek Haddad",
        ),
        (
            "Norwegian President Jonas Berg met Iraq's parliament on Monday. Berg said the talks were useful. "
            "Bashar al-Assad was not invited. The president added that the border would open in May.",
            "the border would open",
            "Jonas Berg",
        ),
        (
            "Russian President Vladimir Putin spoke for two hours. The Russian leader said the West had lied.",
            "the West had lied",
            "Vladimir Putin",
        ),
        (
            "The talks failed, said Liberal MP Mark Lowell, and the bill is dead.",
            "The talks failed",
            "Mark Lowell",
        ),
    ],
)
def test_office_stands_for_its_holder(hear, text, words, name):
    said = hear(text)
    assert said.speaker(words) == name, said


def test_relative_pronoun_behind_a_dash_is_who_was_named_last(hear):
    said = hear("The militias faced neighbouring Turkey – which says the fighters are terrorists.")
    assert said.speaker("the fighters are terrorists") == "Turkey", said


def test_statement_of_a_nation_is_by_its_body_that_spoke(hear):
    said = hear(
        "Russia's embassy in London said its citizens were not safe. Both states sent clerks home. "
        "Tension grew on Friday. A Russian notice said “we ask all travellers to lock their bags.”"
    )
    assert said.speaker("we ask all travellers") != "Russia", said


def test_another_office_than_the_speakers_is_somebody_else(hear):
    said = hear(
        "Norwegian President Jonas Berg said the talks were useful. The Syrian president said the border was shut."
    )
    assert said.speaker("the border was shut") != "Jonas Berg", said


def test_wish_within_reported_words_is_no_statement_of_its_own(hear):
    said = hear("The envoy said Egypt wants to reopen the crossing.")
    assert len(said.index.statements) == 1, said


def test_words_reported_within_reported_words_stay(hear):
    said = hear("The envoy said Egypt had told him that the crossing was open.")
    assert len(said.index.statements) == 2, said


def test_remark_of_the_reporter_is_no_content(hear):
    said = hear("Norway said the ship was carrying arms, a charge that Iran has denied for years.")
    assert said.contents(said.of("the ship")) == ["the ship was carrying arms"], said


def test_participle_of_saying_is_its_speakers(hear):
    said = hear("The governor said the army fired on the market, calling it a massacre.")
    assert said.contents(said.of("the army")) == ["the army fired on the market"], said
    assert said.source("a massacre") == "The governor", said


@pytest.mark.parametrize(
    "text",
    [
        "Senior officials made it clear that the road would stay shut.",
        "The minister made clear that the road would stay shut.",
    ],
)
def test_what_is_made_clear_is_said(hear, text):
    said = hear(text)
    assert said.of("the road would stay shut").kind == "indirect", said


def test_words_described_by_somebody(hear):
    said = hear("The crates, described by Danish officials as spare parts, were unloaded.")
    assert said.source("spare parts") == "Danish officials", said


def test_as_somebody_put_it(hear):
    said = hear("The truce is dead, as the mediator put it on Sunday.")
    assert said.source("The truce is dead") == "the mediator", said


def test_long_words_in_marks_belong_to_who_uses_them(hear):
    said = hear("Lowell went after the rebels as “men who would burn their own harvest”.")
    assert said.source("burn their own harvest") == "Lowell", said


def test_an_office_with_its_name_is_that_person(hear):
    said = hear(
        "German foreign minister Karl Maas said the talks had failed. The foreign minister, Jean Morel, said France "
        "would go on."
    )
    assert said.speaker("France") == "Jean Morel", said


def test_a_title_after_a_comma_is_no_quotation(hear):
    said = hear("In his first book, “The Long March Home,” the general wrote of his father.")
    assert not [s for s in said.index.statements if s.kind == "direct"], said


def test_a_nickname_between_commas_is_no_quotation(hear):
    said = hear("Marek Lazar, 44, “Ghost,” pleaded with the judges.")
    assert not [s for s in said.index.statements if s.kind == "direct"], said
