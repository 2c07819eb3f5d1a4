"""Who says what: sources, cues and contents in sentences as newspapers write them."""

from __future__ import annotations

import pytest


def test_content_clause_keeps_its_that(hear):
    said = hear("The foreign minister said that the two countries would reopen the border crossing in May.")
    assert said.contents(said.of("reopen")) == ["that the two countries would reopen the border crossing in May"], said
    assert said.source("reopen") == "The foreign minister", said


def test_content_clause_without_that(hear):
    said = hear("Norway believes the ruling undermines peace in the region and will not pay.")
    assert said.of("the ruling").kind == "indirect", said
    assert said.source("the ruling") == "Norway", said


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is closed to all lorries,” said the governor.",
        "“The bridge is closed to all lorries,” the governor said.",
        "The governor said: “The bridge is closed to all lorries.”",
        '"The bridge is closed to all lorries," the governor told reporters on Monday.',
        "‘The bridge is closed to all lorries,’ the governor said.",
        "''The bridge is closed to all lorries,'' said the governor.",
        "The bridge is closed to all lorries,” the governor said.",
    ],
)
def test_direct_quotation_with_its_marks(hear, text):
    said = hear(text)
    statement = said.of("closed to all")
    assert statement.kind == "direct", said
    assert said.source("closed to all") in {"the governor", "The governor"}, said
    start, end = statement.content_spans[0]
    assert len(statement.content_spans) == 1 and "lorries" in text[start:end] and "said" not in text[start:end], said


def test_quotation_split_by_its_cue_is_one_statement(hear):
    said = hear("“We will rebuild the harbour,” the mayor said. “It will take three years.”")
    assert said.contents(said.of("rebuild")) == ["“We will rebuild the harbour,”", "“It will take three years.”"], said


def test_quotation_over_several_paragraphs(hear):
    said = hear(
        "The general told parliament: “We have waited for an answer since March.\n\n"
        "“Nobody has called us, and nobody has written.\n\n“That has to end now.”"
    )
    assert len(said.of("That has to end").content_spans) == 3, said
    assert said.source("That has to end") == "The general", said


def test_cue_in_the_sentence_before(hear):
    said = hear("The envoy was blunt. He added: “There will be no second offer from our side.”")
    assert said.source("no second offer") == "He", said


def test_quotation_without_cue_keeps_its_speaker(hear):
    said = hear("The envoy said the talks had failed. “There will be no second offer from our side.”")
    assert said.source("no second offer") == "The envoy", said


def test_cue_parted_from_its_quotation_by_a_question_mark(hear):
    said = hear("“Does anybody know who gave the order to fire?” the judge asked. Nobody answered.")
    assert said.source("gave the order") == "the judge", said


def test_mixed_quotation_has_a_span_of_its_own(hear):
    said = hear("The ministry said the accusation was “without any basis in fact” and came too late.")
    statement = said.of("without any basis")
    assert statement.kind == "mixed", said
    assert "“without any basis in fact”" in said.contents(statement), said


def test_scare_quotes_leave_a_statement_indirect(hear):
    said = hear("The ministry said the “observers” had left the city.")
    assert said.of("had left").kind == "indirect", said


def test_title_in_quotation_marks_is_no_statement(hear):
    said = hear("The festival opened with the film “The Long Winter” on Friday.")
    assert said.index.statements == (), said


def test_according_to(hear):
    said = hear("Three soldiers were killed near the border, according to the defence ministry.")
    assert said.contents(said.of("Three soldiers")) == ["Three soldiers were killed near the border"], said
    assert said.source("Three soldiers") == "the defence ministry", said


def test_view_of_somebody(hear):
    said = hear("In Turkey's view, the fighters across the border are terrorists.")
    assert said.source("are terrorists") == "Turkey's", said


def test_cue_in_the_middle_of_its_clause(hear):
    said = hear("The talks, officials said, failed on Monday.")
    assert said.contents(said.of("failed")) == ["The talks", "failed on Monday"], said


def test_nested_attribution(hear):
    said = hear("Two officials said the president had signalled that he would leave the treaty.")
    chain = said.index.chain(said.text.index("leave the"), said.text.index("leave the") + 5)
    assert [said.surface(s.speaker_span) for s in chain] == ["Two officials", "the president"], said


def test_unnamed_source(hear):
    said = hear("A senior official, speaking on condition of anonymity, said the convoy had been turned back.")
    assert said.source("turned back") == "A senior official", said


def test_accusation_is_what_comes_after_of(hear):
    said = hear("Kenya accused Somalia of sending arms across the border.")
    assert said.contents(said.of("sending arms")) == ["sending arms across the border"], said


def test_urging_holds_object_and_infinitive(hear):
    said = hear("The bishop urged the rebels to release the hostages.")
    assert said.contents(said.of("release")) == ["the rebels to release the hostages"], said


def test_addressee(hear):
    said = hear("“We share your concern about the dam,” Ethiopia’s minister told Egypt on Tuesday.")
    statement = said.of("share your concern")
    assert [said.actors[actor].name for actor in statement.addressees] == ["Egypt"], said


@pytest.mark.parametrize(
    "text",
    [
        "Marques did not mention Ghana at the briefing.",
        "The ministry declined to say who had signed the order.",
        "The company never disclosed the price of the pipeline.",
    ],
)
def test_silence_is_no_statement(hear, text):
    said = hear(text)
    assert said.index.statements == (), said


def test_refused_belief_is_a_statement(hear):
    said = hear("Poland does not believe that the border will stay closed.")
    assert said.source("stay closed") == "Poland", said


def test_same_words_twice_are_one_statement(hear):
    said = hear(
        "“We will never give up a single village,” the president said.\n\nThe crowd cheered for minutes.\n\n"
        "“We will never give up a single village,” the president said."
    )
    assert len(said.index.statements) == 1, said
    assert len(said.index.statements[0].content_spans) == 2, said


def test_quoted_as_saying(hear):
    said = hear("The newspaper quoted the admiral as saying: “The fleet will stay until the summer ends.”")
    assert said.source("The fleet will stay") == "the admiral", said


def test_signed_voices(hear):
    said = hear("“They never asked us what we wanted.” — Maria Lopez\n“I will vote for the first time.” — Jon Hale")
    assert [said.source("never asked"), said.source("I will vote")] == ["Maria Lopez", "Jon Hale"], said


def test_headline_with_its_speaker(hear):
    said = hear("Merkel: Europe needs to share the burden\n\nAngela Merkel spoke in Berlin on Monday.")
    assert said.source("share the burden") == "Merkel", said


def test_source_takes_no_word_of_its_quotation(hear):
    said = hear('"Sorry, very sorry," wrote a farmer who runs the well. "Nobody told me about the pump."')
    assert said.source("Nobody told me") == "a farmer who runs the well", said


def test_source_stops_before_a_relative_clause(hear):
    said = hear("The governor, who was elected in May, said the dam would hold.")
    assert said.source("dam would hold") == "The governor", said


def test_words_said_belong_to_the_one_who_says_them(hear):
    said = hear("The coach said he hopes the team “will keep calm until the very end.”")
    assert said.source("keep calm until") == "The coach", said


def test_statement_speaks_of_the_one_before(hear):
    said = hear("Brazil said the vote was fair. The statement added that the observers had found no fraud.")
    assert said.speaker("no fraud") == "Brazil", said


def test_hostile_and_favourable_stance(hear):
    said = hear("The chancellor said that Belarus was a threat to peace. She said that Estonia was a reliable friend.")
    stances = {said.actors[x.actor].name: x.stance for s in said.index.statements for x in s.about}
    assert stances.get("Belarus") == "hostile" and stances.get("Estonia") == "favourable", (stances, said)


def test_negation_turns_stance(hear):
    said = hear("The chancellor said that Belarus was not a threat.")
    assert {said.actors[x.actor].name: x.stance for x in said.of("Belarus").about} == {"Belarus": "favourable"}, said


def test_why_names_the_entry(hear):
    said = hear("The bishop said the rebels would release the hostages.")
    assert said.of("release").why == ("verb 'say' with its clause",), said


@pytest.mark.parametrize(
    "text", ["“", "”", "'", '"" "" ""', "“”", "\x00“a\u202e”\x00 said", "😀“ok ok ok ok,” he said." * 40]
)
def test_odd_text_is_read_within_its_borders(hear, text):
    said = hear(text)
    for statement in said.index.statements:
        for start, end in statement.content_spans:
            assert 0 <= start < end <= len(text), said


def test_content_keeps_its_relative_clause(hear):
    said = hear("Norway knows there are people in this country, who live in fear of the border guards.")
    assert said.contents(said.of("in fear"))[-1].endswith("border guards"), said


def test_reporters_remark_on_a_name_is_no_content(hear):
    said = hear("The bridge will be rebuilt by Anna Low, said the mayor, who is 70.")
    assert not any("70" in content for s in said.index.statements for content in said.contents(s)), said


def test_according_to_at_the_end_speaks_for_the_whole_sentence(hear):
    said = hear(
        "He is one of 40 men shot and hurt by the police of Oslo this year, according to a United Nations report."
    )
    assert said.contents(said.of("one of 40 men"))[0].startswith("He is one"), said


def test_verb_that_the_tagger_took_for_a_noun(hear):
    said = hear("The Clinton campaign plans to use the governor at every rally of the summer.")
    assert said.of("use the governor").kind == "indirect", said


def test_a_quotation_at_the_end_of_a_brief_signed_with_a_name_is_read(hear):
    said = hear(
        'Ruiz said Monday that she will try and insisted that her party was "still the first in Spain."--Kim Bell.'
    )
    assert any("still the first in Spain" in content for content in said.contents(said.of("still the first"))), said
