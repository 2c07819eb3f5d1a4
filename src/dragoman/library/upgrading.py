"""Bringing a library to the tables of this version."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from dragoman.errors import LibraryError
from dragoman.library.engine import reading, writing
from dragoman.library.schema import metadata


def bring_up(engine: Engine, *, create: bool) -> None:
    """Make the tables of a new library, or change those of an older one; several programs may try at once.

    Args:
        engine: of the library.
        create: whether tables may be made where there are none.

    Raises:
        LibraryError: the library was made by a newer version, it may not be changed, or there is none.
    """
    with reading(engine) as connection:
        if MigrationContext.configure(connection).get_current_revision() == newest():
            return
    with writing(engine) as connection:
        # asked again: another program may have done it while this one waited
        held = MigrationContext.configure(connection).get_current_revision()
        if held == newest():
            return
        where = engine.url.render_as_string(hide_password=True).removeprefix("sqlite:///")
        if held is None and not create:
            raise LibraryError(f"no library in {where}; make one with 'dragoman add', or name another with --library")
        if held is None and (taken := set(inspect(connection).get_table_names()) & set(metadata.tables)):
            raise LibraryError(f"{where} has a table '{min(taken)}' of another program; name another place")
        if held is not None and held not in _known():
            raise LibraryError(f"the library was made by a newer Dragoman (its tables are '{held}'); install that one")
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@cache
def newest() -> str:
    """Return the revision of the tables of this version."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


@cache
def _known() -> frozenset[str]:
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config
