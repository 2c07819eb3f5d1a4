"""The program: its commands, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
from typing import Annotated

import typer

from dragoman._version import __version__
from dragoman.errors import SHOW_TRACEBACKS, DragomanError
from dragoman.interfaces.cli import (
    actors,
    add,
    classify,
    compare,
    evaluate,
    export,
    find,
    import_,
    load,
    panel,
    read,
    review,
    runs,
    stories,
    timeline,
    watch,
)
from dragoman.interfaces.cli.output import OutputClosedError

FAULT = 1
WRONG_CALL = 2
INTERRUPTED = 130
BROKEN_PIPE = 141
"""Exit codes, with 0 for success and 1 for a batch in which an article failed; the last two as a shell gives them."""

_UNREADABLE = re.compile("[\ud800-\udfff]")
"""What bytes of the command line become that are no UTF-8."""

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # plain text that may be copied, and in which a switch does not look as if it took a value
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Read the news and keep a sourced record of who did what to whom, when, where and according to whom.",
)
app.command(name="read", short_help="Read articles and print what they say.")(read.read)
app.command(name="classify", short_help="Say what one given actor does to another in given sentences.")(
    classify.classify
)
app.command(name="actors", short_help="Say who a name means in the tables, and who held an office.")(actors.actors)
app.command(name="evaluate", short_help="Score codings against gold.")(evaluate.evaluate)
app.command(name="add", short_help="Read articles into a library.")(add.add)
app.command(name="load", short_help="Load what a cluster has read into a library.")(load.load)
app.command(name="watch", short_help="Read what is new in feeds into a library, round after round.")(watch.watch)
app.command(name="runs", short_help="List what was read into a library, or take it back.")(runs.runs)
app.command(name="events", short_help="Find events in a library: who did what to whom.")(find.events)
app.command(name="statements", short_help="Find statements: who said what, of whom.")(find.statements)
app.command(name="relations", short_help="Find relations: what holds over time.")(find.relations)
app.command(name="articles", short_help="Find articles.")(find.articles)
app.command(name="timeline", short_help="Show what passed between two, period by period.")(timeline.timeline)
app.command(name="panel", short_help="Count events by dyad or country and period, with zeros.")(panel.panel)
app.command(name="stories", short_help="List stories that several articles tell.")(stories.stories)
app.command(name="review", short_help="Confirm, reject and edit what was read.")(review.review)
app.command(name="export", short_help="Write events in the formats of other programs.")(export.export)
app.command(name="import", short_help="Take in event sets of others.")(import_.import_)
app.command(name="compare", short_help="Compare two event sets.")(compare.compare)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line and end the process; every error is one line on standard error, never a traceback."""
    # a stop by the system is one by the user: half-written files go, and a run says that it did not finish
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGTERM, _interrupt)
    sys.exit(_run())


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _run() -> int:
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        called = f"dragoman {context.info_name}" if context is not None and context.parent is not None else "dragoman"
        # a validator's own class of error tells a caller nothing
        wrong = error.format_message().rstrip(".").replace(": Value error, ", ": ")
        return _say(f"{wrong} ('{called} --help' shows how)", WRONG_CALL)
    except DragomanError as error:
        return _say(str(error), WRONG_CALL)
    except (OutputClosedError, BrokenPipeError):
        # the reader of our output has left: nothing more may be written, not even at the end of the process
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except UnicodeEncodeError as error:
        if os.environ.get(SHOW_TRACEBACKS):
            raise
        if not any(_UNREADABLE.search(word) for word in sys.argv):
            return _say(f"{error.object[:40]!r} cannot be written as {error.encoding}", FAULT)
        return _say("a word of the call is no text in UTF-8; write it anew", WRONG_CALL)
    except Exception as error:
        if os.environ.get(SHOW_TRACEBACKS):
            raise
        said = f"{type(error).__name__}: {error}"
        return _say(f"stopped by a fault of Dragoman ({said}); set {SHOW_TRACEBACKS}=1 to see where", FAULT)
    if code == INTERRUPTED:
        return _say("interrupted", INTERRUPTED)
    return code or 0


def _say(message: str, code: int) -> int:
    from dragoman.interfaces.wording import one_line

    print(f"dragoman: {one_line(message)}", file=sys.stderr)
    return code
