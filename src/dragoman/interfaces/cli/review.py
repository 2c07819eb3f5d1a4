"""``dragoman review``: people correct the machine."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.errors import UsageError
from dragoman.interfaces.cli import options
from dragoman.interfaces.cli.options import TableFormat

if TYPE_CHECKING:
    from dragoman.library import Library


class What(StrEnum):
    """What a call of ``dragoman review`` does."""

    WALK = "walk"
    LIST = "list"
    SHOW = "show"
    CONFIRM = "confirm"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"
    WITHDRAW = "withdraw"
    JUDGEMENTS = "judgements"
    UNMATCHED = "unmatched"
    ACTIONS = "actions"
    EXPORT = "export"


_USE = {
    What.SHOW: "show ID",
    What.CONFIRM: "confirm ID ...",
    What.REJECT: "reject ID ...",
    What.EDIT: "edit ID field=value ...",
    What.MERGE: "merge ID ID",
    What.SPLIT: "split ID",
    What.WITHDRAW: "withdraw JUDGEMENT",
    What.EXPORT: "export training|gold",
}
_COUNTS = {What.SHOW: (1, 1), What.MERGE: (2, 2), What.SPLIT: (1, 1), What.WITHDRAW: (1, 1), What.EXPORT: (1, 1)}
_MANY = 1_000_000


def review(
    what: Annotated[
        What,
        typer.Argument(
            metavar="WHAT",
            help="What to do (docs/corrections.md); walk is one unreviewed event after the other.",
        ),
    ] = What.WALK,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="ID|FIELD=VALUE", show_default=False, help="Of what.")
    ] = None,
    who: Annotated[str | None, typer.Option(metavar="NAME", help="Who says so; your user name when not given.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")] = None,
    mention: Annotated[
        int | None, typer.Option(metavar="N", help="With split: the mention from which on it is another event.")
    ] = None,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="With walk and list: of this type.")
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="With list: at most so many.")] = None,
    library: options.Library = None,
    format_: Annotated[TableFormat, typer.Option("--format", "-f", help="How rows are printed.")] = TableFormat.TABLE,
    output: options.Output = None,
) -> int:
    """Confirm, reject, edit, merge and split what was read; each judgement is kept with who and when."""
    from dragoman.library import Library

    given = list(words or [])
    fewest, most = _COUNTS.get(what, (1, _MANY) if what in _USE else (0, 0))
    if not fewest <= len(given) <= most:
        raise UsageError(f"write: dragoman review {_USE.get(what, what)}")
    name = who or _user()
    with Library(library) as shelf:
        match what:
            case What.WALK:
                from dragoman.interfaces.cli.walking import Walk

                return Walk(shelf, who=name, note=note, type_=type_).run()
            case What.CONFIRM | What.REJECT:
                return _judge_all(shelf, what, given, name, note)
            case What.EDIT | What.MERGE | What.SPLIT | What.WITHDRAW:
                return _judge(shelf, what, given, name, note, mention)
            case What.SHOW:
                return _show(shelf, given[0], format_)
            case _:
                return _print(shelf, what, given, type_, limit, format_, output)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("nobody knows your user name here; say who judges with --who NAME") from error


def _judge_all(shelf: Library, verdict: str, names: Sequence[str], who: str, note: str | None) -> int:
    from dragoman.library.corrections import judge

    for name in names:
        print(f"judgement {judge(shelf, verdict, name, who=who, note=note)}")
    return 0


def _judge(shelf: Library, what: What, given: list[str], who: str, note: str | None, mention: int | None) -> int:
    from dragoman.library.corrections import judge, take_back

    match what:
        case What.WITHDRAW:
            made = take_back(shelf, given[0], who=who, note=note)
        case What.EDIT:
            made = judge(shelf, what, given[0], who=who, note=note, said=assignments(given[1:]))
        case What.MERGE:
            made = judge(shelf, what, given[0], other=given[1], who=who, note=note)
        case _:
            made = judge(shelf, what, given[0], mention=mention, who=who, note=note)
    print(f"judgement {made}")
    return 0


def assignments(words: Sequence[str]) -> dict[str, str]:
    """Return ``field=value`` words as a dictionary; raises UsageError for a word of another form."""
    found = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise UsageError(f"'{word}' is not field=value; write for example type=ACCUSE or recipients=ISR,USA")
        found[name.strip()] = value.strip()
    return found


def _show(shelf: Library, name: str, format_: TableFormat) -> int:
    import msgspec

    from dragoman.interfaces.cli.walking import page
    from dragoman.library.corrections import target_of
    from dragoman.library.judging import STORY
    from dragoman.library.reviewing import described

    with shelf.reading() as connection:
        target = target_of(connection, name)
        if target.kind == STORY:
            raise UsageError(f"{name} is an article; 'dragoman stories {name}' shows its story")
        found = described(connection, target)
    if format_ == TableFormat.TABLE:
        print(page(found))
    else:
        print(msgspec.json.encode(found).decode())
    return 0


def _print(
    shelf: Library,
    what: What,
    given: list[str],
    type_: str | None,
    limit: int | None,
    format_: TableFormat,
    output: Any,
) -> int:
    from dragoman.interfaces.cli.tables import Column, print_rows
    from dragoman.library import editing, reviewing
    from dragoman.library.corrections import unmatched
    from dragoman.library.judging import all_of

    if what == What.EXPORT:
        makers: dict[str, Callable[[Any], Any]] = {"training": reviewing.training_rows, "gold": reviewing.gold_rows}
        if given[0] not in makers:
            raise UsageError(f"no export '{given[0]}'; there are training and gold")
        print_rows(makers[given[0]](shelf), [], TableFormat.JSONL, nothing="nobody has judged an event", output=output)
        return 0
    said = [Column("made"), Column("who"), Column("verdict"), Column("kind"), Column("target"), Column("id")]
    note = Column("note", long=True)
    match what:
        case What.ACTIONS:
            columns = [Column("action"), Column("type"), Column("mode"), Column("gloss", long=True)]
            print_rows(editing.actions(), columns, format_, nothing="no actions", output=output)
        case What.LIST:
            with shelf.reading() as connection:
                rows = reviewing.listed(connection, type_=type_, limit=limit)
            columns = [*(Column(name) for name in ("id", "day", "type", "actors", "recipients", "modality"))]
            print_rows(
                rows,
                [*columns, Column("confidence"), Column("sentence", long=True)],
                format_,
                nothing="every event is reviewed",
                output=output,
            )
        case What.UNMATCHED:
            rows = [_row(one) for one in unmatched(shelf)]
            print_rows(rows, [*said, note], format_, nothing="every judgement is matched", output=output)
        case _:
            with shelf.reading() as connection:
                rows = [_row(one) for one in all_of(connection)]
            print_rows(rows, [*said, note], format_, nothing="nobody has judged anything yet", output=output)
    sys.stdout.flush()
    return 0


def _row(one: Any) -> dict[str, Any]:
    import msgspec

    found: dict[str, Any] = msgspec.to_builtins(one)
    return found
