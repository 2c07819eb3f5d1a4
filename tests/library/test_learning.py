"""The registry that a library learns: what counts as evidence, and what a run read with."""

from __future__ import annotations

import pytest
from made_readings import kept, record, writer

from dragoman import Actor, ActorMention, LibraryError, Record
from dragoman.library import Library
from dragoman.library.corrections import judge, take_back
from dragoman.library.schema import events
from dragoman.record import OFFICE_STATED, STATE_STATED

STATED = (f"{OFFICE_STATED}interior minister", f"{STATE_STATED}Georgia")


def minister(name: str = "Jonas Petrauskas", role: str = "interior minister", why: tuple[str, ...] = STATED) -> Actor:
    return Actor(
        id="a3",
        ref=f"person/{name.lower().replace(' ', '-')}",
        name=name,
        kind="person",
        country="GEO",
        sectors=("GOV",),
        role=role,
        mentions=(ActorMention(start=0, end=4, form="name"),),
        why=why,
    )


def told(number: int, actor: Actor, publisher: str | None, published: str, *events_: object) -> Record:
    import msgspec

    text = f"{number} {'word ' * 12}of article number {number}, {CONTENT[number % len(CONTENT)]}"
    made = record(text, *events_, published=published, publisher=publisher)  # type: ignore[arg-type]
    return msgspec.structs.replace(made, actors=(*made.actors, actor))


CONTENT = (
    "in which the harvest of the south is spoken of at some length by farmers and their wives, and by the miller too",
    "where a bridge was opened over the river after many years of work that had cost more than anybody had thought",
    "about a library whose roof leaks when it rains, so that its books must be carried down into the cellar each time",
    "telling of a race of boats that was won by nobody, because the wind did not come and the rowers went home early",
)


def known(library: Library) -> list[tuple[str, str, str, str, str]]:
    return [(one.name, one.office, one.body, one.first, one.last) for one in library.registry().offices]


SEEN = [("Jonas Petrauskas", "interior minister", "Georgia", "2031-03", "2031-05")]


def test_two_sources_make_an_office_known(library_address: str) -> None:
    with Library(library_address, create=True) as library:
        writer(library).keep([kept(told(0, minister(), "The Daily Test", "2031-03-02"))])
        assert known(library) == []
        writer(library).keep([kept(told(1, minister(), "The Evening Sample", "2031-05-11"))])
        assert known(library) == SEEN


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        (("2031-03-02", "2031-05-11"), []),
        (("2031-03-02", "2031-05-11", "2031-05-11"), []),
        (("2031-03-02", "2031-04-01", "2031-05-11"), SEEN),
    ],
)
def test_one_source_must_say_it_in_three_stories_of_three_days(
    library_address: str, days: tuple[str, ...], wanted: list[object]
) -> None:
    with Library(library_address, create=True) as library:
        writer(library).keep([kept(told(number, minister(), "The Daily Test", day)) for number, day in enumerate(days)])
        assert known(library) == wanted


def test_copies_of_one_story_are_one_source(library_address: str) -> None:
    text = " ".join(CONTENT)
    with Library(library_address, create=True) as library:
        for publisher in ("The Daily Test", "The Evening Sample"):
            import msgspec

            made = record(text + f" {publisher}", published="2031-03-02", publisher=publisher)
            writer(library).keep([kept(msgspec.structs.replace(made, actors=(*made.actors, minister())))])
        assert known(library) == []


@pytest.mark.parametrize(
    "why",
    [
        (STATED[0], "an office without its state: the country in focus, GEO"),
        ("the library has seen Jonas Petrauskas as interior minister of Georgia, 2031-03",),
        (STATED[0], "the library has seen Jonas Petrauskas as interior minister of Georgia, 2031-03"),
    ],
)
def test_what_was_guessed_or_recalled_is_no_evidence(library_address: str, why: tuple[str, ...]) -> None:
    with Library(library_address, create=True) as library:
        rows = [told(0, minister(), "The Daily Test", "2031-03-02")]
        rows += [told(n, minister(why=why), f"Paper {n}", "2031-03-09") for n in (1, 2, 3)]
        writer(library).keep([kept(row) for row in rows])
        assert known(library) == []


def test_surnames_alone_and_articles_without_a_day_teach_nothing(library_address: str) -> None:
    with Library(library_address, create=True) as library:
        rows = [told(n, minister("Petrauskas"), f"Paper {n}", "2031-03-09") for n in (0, 1)]
        rows += [told(n, minister(), f"Paper {n}", None) for n in (2, 3)]  # type: ignore[arg-type]
        writer(library).keep([kept(row) for row in rows])
        assert known(library) == []


@pytest.mark.parametrize("role", ["nominee", "president-elect", "running mate"])
def test_who_is_only_to_become_something_holds_no_office(library_address: str, role: str) -> None:
    with Library(library_address, create=True) as library:
        actor = minister(role=role, why=(f"{OFFICE_STATED}{role}", STATED[1]))
        writer(library).keep([kept(told(n, actor, f"Paper {n}", "2031-03-09")) for n in (0, 1)])
        assert known(library) == []


def test_a_run_taken_back_teaches_nothing(library_address: str) -> None:
    with Library(library_address, create=True) as library:
        writer(library).keep([kept(told(0, minister(), "The Daily Test", "2031-03-02"))])
        second = writer(library)
        second.keep([kept(told(1, minister(), "The Evening Sample", "2031-05-11"))])
        assert known(library) == SEEN
        library.roll_back(second.run)
        assert known(library) == []


def test_a_person_of_a_rejected_event_is_no_evidence_until_that_is_withdrawn(library_address: str) -> None:
    from made_readings import event

    with Library(library_address, create=True) as library:
        rows = [told(n, minister(), f"Paper {n}", "2031-03-09", event(("a3",), ("a2",))) for n in (0, 1)]
        writer(library).keep([kept(row) for row in rows])
        assert len(known(library)) == 1
        with library.reading() as connection:
            name = connection.execute(events.select().order_by(events.c.seq)).mappings().first()["id"]  # type: ignore[index]
        said = judge(library, "reject", name, who="Ana")
        assert known(library) == []
        take_back(library, said, who="Ana")
        assert len(known(library)) == 1


def test_the_month_in_which_it_was_a_former_office_ends_it(library_address: str) -> None:
    with Library(library_address, create=True) as library:
        left = minister(role="former interior minister", why=(f"{OFFICE_STATED}former interior minister", STATED[1]))
        rows = [told(n, minister(), f"Paper {n}", "2031-03-09") for n in (0, 1)]
        rows.append(told(2, left, "Paper 2", "2031-08-01"))
        writer(library).keep([kept(row) for row in rows])
        assert [one.until for one in library.registry().offices] == ["2031-08"]


def test_the_order_in_which_articles_come_does_not_matter(tmp_path: object) -> None:
    rows = [told(n, minister(), f"Paper {n % 2}", f"2031-0{n + 2}-09") for n in range(4)]
    found = []
    for name, order in (("one", rows), ("two", rows[::-1])):
        with Library(f"{tmp_path}/{name}.db", create=True) as library:
            for row in order:
                writer(library).keep([kept(row)])
            found.append(library.registry())
    assert found[0] == found[1] and found[0].offices


def test_what_each_run_read_with_is_kept(library_address: str) -> None:
    with Library(library_address, create=True) as library:
        versions = []
        for number in range(4):
            learnt = library.learn()
            run = library.writer(reader="dragoman 0", settings={}, knowledge="0", sources=[], registry=learnt.checksum)
            run.keep([kept(told(number, minister(), f"Paper {number}", f"2031-0{number + 2}-09"))])
            versions.append((run.run, learnt))
        assert len({learnt.checksum for _, learnt in versions}) == 3
        for run_, learnt in versions:
            assert library.registry(run_) == learnt
            assert library.run(run_).settings["registry"] == learnt.checksum


def test_a_run_without_a_registry_has_none(library_address: str) -> None:
    with Library(library_address, create=True) as library:
        run = writer(library).run
        with pytest.raises(LibraryError, match=f"run {run} was read without a registry"):
            library.registry(run)
