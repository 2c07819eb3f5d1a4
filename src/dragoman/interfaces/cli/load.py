"""``dragoman load``: shards of records into a library."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.interfaces.cli import options


def load(
    shards: Annotated[str, typer.Argument(metavar="SHARDS", help="A folder or fsspec path that 'add --on' wrote.")],
    library: options.Library = None,
) -> int:
    """Load the records that a cluster has read into a library; what it has already is passed over.

    Exit code: 0, or 1 when a file is no shard, or an article in a shard had failed.
    """
    from dragoman.intake.load import load as take_in
    from dragoman.interfaces.cli.progress import Progress
    from dragoman.library import Library
    from dragoman.scale.shards import Shards

    loaded = known = failed = 0
    with Library(library, create=True) as shelf, Progress([], hide_for_output=False) as progress:
        for outcome in take_in(shelf, Shards(shards)):
            if outcome.reason is not None:
                failed += 1
                progress.say(f"{outcome.place}: {outcome.reason}")
            elif outcome.record is None:
                known += 1
            else:
                loaded += 1
            progress.step(failed=outcome.reason is not None)
    print(f"{loaded} loaded, {known} known already, {failed} failed", file=sys.stderr)
    return 1 if failed else 0
