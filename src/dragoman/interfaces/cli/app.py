"""The program: its commands, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import os
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

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read the news and keep a sourced record of who did what to whom, when, where and according to whom.",
)
app.command(name="read")(read.read)
app.command(name="classify")(classify.classify)
app.command(name="actors")(actors.actors)
app.command(name="evaluate")(evaluate.evaluate)
app.command(name="add")(add.add)
app.command(name="load")(load.load)
app.command(name="watch")(watch.watch)
app.command(name="runs")(runs.runs)
app.command(name="events")(find.events)
app.command(name="statements")(find.statements)
app.command(name="relations")(find.relations)
app.command(name="articles")(find.articles)
app.command(name="timeline")(timeline.timeline)
app.command(name="panel")(panel.panel)
app.command(name="stories")(stories.stories)
app.command(name="review")(review.review)
app.command(name="export")(export.export)
app.command(name="import")(import_.import_)
app.command(name="compare")(compare.compare)


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
    sys.exit(_run())


def _run() -> int:
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        return _say(f"{error.format_message()} ('dragoman --help' shows how)", WRONG_CALL)
    except DragomanError as error:
        return _say(str(error), WRONG_CALL)
    except (OutputClosedError, BrokenPipeError):
        # the reader of our output has left: nothing more may be written, not even at the end of the process
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Exception as error:
        if os.environ.get(SHOW_TRACEBACKS):
            raise
        said = f"{type(error).__name__}: {error}"
        return _say(f"stopped by a fault of Dragoman ({said}); set {SHOW_TRACEBACKS}=1 to see where", FAULT)
    if code == INTERRUPTED:
        return _say("interrupted", INTERRUPTED)
    return code or 0


def _say(message: str, code: int) -> int:
    print("dragoman: " + " ".join(message.split()), file=sys.stderr)
    return code
