"""What the lexicon finds and is no event: figures of speech, games, plots, thoughts, habits, small talk."""

from __future__ import annotations

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge
from dragoman.reading.events import EventReader
from dragoman.reading.reader import Reader
from dragoman.sources.document import Document

READER = Reader()


def outer(text):
    """Return the events of a text that stand within no other."""
    record = READER.read(Document(content=text, published="2023-03-29"))
    names = {actor.id: actor.name for actor in record.actors}
    return [
        (event.type, [names[a] for a in event.actors], [names[a] for a in event.recipients], event.why)
        for event in record.events
        if event.within is None
    ]


def types(text):
    return {kind for kind, *_ in outer(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # figures of speech
        ("The Kenyan government attacked inflation on Monday.", "ASSAULT"),
        ("The Kenyan government launched an attack on inflation on Monday.", "ASSAULT"),
        ("Kenyan firefighters launched an attack on the flames in Nairobi.", "ASSAULT"),
        ("The Polish minister resigned as coach of the Hungarian team.", "RETREAT"),
        ("The Kenyan minister treated the Ugandan president's remark as a compliment.", "AID"),
        ("The Polish foreign minister spoke to students in Warsaw on Monday.", "CONSULT"),
        ("The Polish party targeted Hungarian firms for donations on Monday.", "ASSAULT"),
        ("Poland backed the Hungarian president's overthrow on Monday.", "SUPPORT"),
        ("Hungary released the video of the Polish envoy on Monday.", "RETREAT"),
        ("It has fallen to the Polish Supreme Court to decide the matter.", "ASSAULT"),
        # games and plots
        ("Poland beat Hungary 3-1 in Bucharest on Monday.", "ASSAULT"),
        ("Austria booked its place by beating Slovakia in the qualifier.", "ASSAULT"),
        ("Poland will face defending champion Hungary on Tuesday.", "SUPPORT"),
        ("The film stars a young actor as the oligarch who defied Vladimir Putin in this drama.", "REJECT"),
        # thoughts
        ("If Poland attacked Hungary, thousands would flee.", "ASSAULT"),
        ("Poland could condemn Hungary over the dam.", "ACCUSE"),
        ("Poland does not support Hungary.", "SUPPORT"),
        ("The arrival of Polish troops in Hungary could upset Slovakia.", "CONSULT"),
        ("Poland acted on Monday without consulting Hungary.", "CONSULT"),
        ("The Polish authorities have shown little interest in cooperation with Hungary.", "AGREE"),
        ("Poland accused Hungary of attacking Slovakia.", "ASSAULT"),
        # habits and stances
        ("The talks began on Monday between Hungarian firms that continue to trade with Iran and others.", "COOPERATE"),
        ("Hungary traditionally opposes Poland.", "ACCUSE"),
        ("Hungarian troops backed by Polish rebels arrived on Monday.", "SUPPORT"),
        ("Hungary's support for Poland is no secret.", "SUPPORT"),
        ("Polish commanders sometimes moved troops into Slovakia.", "MOBILIZE"),
        ("The station is a Hungarian network financed by the Polish government.", "AID"),
        ("Poland trained rebel fighters directed by the Hungarian army.", "REQUEST"),
        # said of something else
        ("The Polish envoy said talk of sanctions against Hungary was groundless.", "ACCUSE"),
        # nobody does it
        ("The Polish planes, which were engaged in attacking Hungarian forces, were moved.", "ASSAULT"),
        ("Attacking Hungary would serve only to strengthen it, the analyst said.", "ASSAULT"),
        ("It is time to take action to curb the Hungarian president's ability to kill Slovaks.", "RETREAT"),
        # wording
        ("The Polish minister asked the Hungarian envoy if he had met the Slovak president.", "REQUEST"),
        ("The Polish president asked Hungary whether it could explain the incident.", "REQUEST"),
        ("A retired teacher said Poland should be kinder.", "REQUEST"),
        ("The Polish minister said that children should not suffer.", "REQUEST"),
        ("The Polish minister insisted that Hungary was committed to peace.", "REQUEST"),
        ("The Polish leaders surrounded themselves with friends in Hungary.", "ASSAULT"),
        ("Kill the Hungarian soldiers.", "ASSAULT"),
        ("There are questions about Poland's commitment to protect Hungary.", "AGREE"),
        ("The Hungarian minister declined to answer what Poland would do if it attacked Slovakia.", "ASSAULT"),
        ("Poland's history of repelling Hungarian troops is long.", "ASSAULT"),
        ("The Polish president dismissed the interior minister, Jan Kowalski, on Monday.", "REJECT"),
        ("The territory occupied by Hungary lies in Slovakia.", "ASSAULT"),
        ("Hungarian officers inspected the abattoirs of Poland on Monday.", "ACCUSE"),
        ("Opposition parties of Hungary boycotted the parliament on Monday.", "SANCTION"),
        ("A plane crash in mountainous Nepal killed all 72 people aboard.", "ASSAULT"),
        ("The Polish president made no mention of the attack on Hungary.", "ASSAULT"),
        ("Some 1,500 Polish troops are stationed in Hungary.", "MOBILIZE"),
        ("The ruling could see Poland take Hungary to court.", "ACCUSE"),
        ("The remarks raise questions about whether Poland will be willing to lift sanctions on Hungary.", "CONCEDE"),
        ("There are concerns that Poland will release the Hungarian prisoners.", "CONCEDE"),
        ("Polish voters supported President Duda in the poll.", "SUPPORT"),
        ("Analysts expect Poland to win the dispute with Hungary.", "REQUEST"),
        ("The Polish prime minister has fired critics within the government.", "ASSAULT"),
        # politics
        ("Governor Smith slammed the media, and President Trump attacked the record of his critics.", "ASSAULT"),
        ("The Japanese Kestrel Group agreed to work with the Hungarian Monex Company on Monday.", "AGREE"),
    ],
)
def test_this_is_no_event(text, kind):
    found = outer(text)
    assert kind not in {event[0] for event in found}, f"{text!r}: {found}"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Polish troops attacked a Hungarian village on Monday.", "ASSAULT"),
        ("Poland voted for Hungary on Monday.", "SUPPORT"),
        ("Poland reportedly shelled a Hungarian village on Monday.", "ASSAULT"),
        ("The Polish army launched an attack on Hungary.", "ASSAULT"),
        ("The Polish prime minister resigned on Monday.", "RETREAT"),
        ("The Polish foreign minister spoke to his Hungarian counterpart on Monday.", "CONSULT"),
        ("The Polish president called the Hungarian president on Monday.", "CONSULT"),
        ("The Polish president visited Hungary on Friday.", "CONSULT"),
        ("The Polish president asked Hungary to explain the incident.", "REQUEST"),
        ("The Polish president said Hungary must withdraw its troops.", "REQUEST"),
        ("The Polish minister insisted that Hungary must pay.", "REQUEST"),
        ("Poland did not ask Hungary for permission.", "REQUEST"),
        ("Poland backed Hungary in the vote on Monday.", "SUPPORT"),
        ("Hungary received strong support from Poland on Monday.", "SUPPORT"),
        ("Poland accused Hungary of shelling a village in Slovakia.", "ACCUSE"),
        ("Poland became the first country to open an embassy in Bhutan.", "SUPPORT"),
        ("Police in Hungary arrested fans before the match, and protesters marched against the government.", "PROTEST"),
    ],
)
def test_this_is_an_event(text, kind):
    found = outer(text)
    assert kind in {event[0] for event in found}, f"{text!r}: {found}"


def test_a_deed_belongs_to_whom_it_is_charged_with():
    text = "Hungary blamed Poland for allowing the inspectors to enter Slovakia."
    found = [event for event in outer(text) if event[0] == "RETREAT"]
    assert all(event[1] == ["Poland"] for event in found), f"{found}"


def test_somebody_elses_deed_to_come_is_a_prediction():
    other = outer('"Poland will send tanks to Hungary," the Slovak president said on Monday.')
    assert "AGREE" not in {event[0] for event in other}, f"{other}"
    own = outer('"Poland will send tanks to Hungary," the Polish president said on Monday.')
    assert "AGREE" in {event[0] for event in own}, f"{own}"


def test_a_bomb_is_not_its_places():
    found = [event for event in outer("A car bomb in Turkey killed two Hungarian soldiers.") if event[0] == "ASSAULT"]
    assert found and all("Turkey" not in event[1] for event in found), f"{found}"


def test_coordinated_passives_share_the_one_who_suffers():
    found = outer("The Hungarian president was arrested and killed in 1960.")
    assert found and all(not event[1] and event[2] for event in found), f"{found}"


def test_a_person_dies_once():
    text = (
        "Hassan Karimi was assassinated in Tehran on Monday.\n\n"
        "Hassan Karimi, the Iranian foreign minister, was killed when gunmen opened fire on his car on Monday."
    )
    found = [event for event in outer(text) if event[0] == "ASSAULT" and "Hassan Karimi" in event[2]]
    assert len(found) == 1, f"{found}"


def test_an_article_about_football_yields_nothing():
    text = (
        "Poland beat Hungary 2-0 in the qualifier on Tuesday.\n\n"
        "The striker scored both goals in the first half as the home side attacked from the start. "
        "Hungary fought back after the break, but the goalkeeper saved a penalty and Poland defended their lead. "
        "The coach praised his players and said they had destroyed a good team. "
        "Poland now meet Austria in the semifinal of the tournament, while Hungary have surrendered top spot "
        "in the league to Slovakia. Captain Adam Nowak signed a new contract with Legia before the match."
    )
    assert not outer(text), f"{outer(text)}"


def test_a_verb_and_its_noun_tell_of_one_act():
    text = (
        "Poland condemned Hungary after Hungary invaded Slovakia on Monday.\n\n"
        "Hungary's invasion of Slovakia on Monday was the first in decades."
    )
    found = [event for event in outer(text) if event[0] == "ASSAULT"]
    assert len(found) == 1, f"{found}"


def test_people_of_one_country_are_not_merged():
    text = (
        "President Joe Biden criticised China on Monday.\n\n"
        "Senator Marco Rubio criticised China on Monday too, in a speech about trade."
    )
    found = [event for event in outer(text) if event[0] == "ACCUSE"]
    assert sorted(event[1] for event in found) == [["Joe Biden"], ["Marco Rubio"]], f"{found}"


def test_a_place_where_somebody_was_killed_is_no_killer():
    found = [event for event in outer("A Hungarian soldier was killed in Turkey on Monday.") if event[0] == "ASSAULT"]
    assert all(not event[1] for event in found), f"{found}"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("attack\tASSAULT\tsideways\tbudget", "slot 'sideways'"),
        ("attack\tASSAULT\tobject\t@unheard", "list '@unheard'"),
        ("attack\tASSAULT\tobject\tbudget|", "empty word"),
    ],
)
def test_a_bad_figure_is_refused_with_its_place(tmp_path, row, message):
    (tmp_path / "events").mkdir()
    head = "# source: a test\n# licence: Apache-2.0\nterm\ttypes\tslot\twords\tnote\n"
    (tmp_path / "events" / "figurative.tsv").write_text(head + row + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message) as caught:
        EventReader(Knowledge(tmp_path))
    assert "figurative.tsv:4" in str(caught.value)


def test_the_country_where_two_sides_fight_is_neither_of_them():
    text = "Kurdish fighters battled jihadists on Monday in towns near Raqqa. Syria said nothing."
    assert not any("Syria" in recipients for kind, _, recipients, _ in outer(text) if kind == "ASSAULT"), outer(text)


def test_a_pair_of_words_for_one_act_is_one_act():
    text = "Rebels shelled Kampala on Monday, killing 12 soldiers and wounding 50 soldiers."
    acts = [act for act in outer(text) if "kill" in act[3][0] or "wound" in act[3][0]]
    assert len(acts) == 1, outer(text)


def test_the_side_with_whom_the_doer_deals_does_not_suffer_his_deeds():
    text = (
        "Poland accused Hungary of fraud on Monday. Poland warned Hungary on Tuesday. "
        "The Polish defence minister handed in his resignation on Thursday."
    )
    acts = [act for act in outer(text) if act[0] == "RETREAT"]
    assert acts and all(not recipients for _, _, recipients, _ in acts), outer(text)


def test_a_capital_where_people_were_killed_is_no_killer():
    text = "The coordinated attacks that killed more than 125 people in the French capital shocked Poland."
    assert not any("France" in actors for kind, actors, *_ in outer(text) if kind == "ASSAULT"), outer(text)


def test_a_crowd_that_marches_needs_no_other_side():
    found = outer("NAIROBI, March 28 - Thousands of protesters marched in Nairobi on Tuesday against a finance bill.")
    assert [(kind, doers) for kind, doers, *_ in found] == [("PROTEST", ["protesters"])], found
