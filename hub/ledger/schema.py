"""Brings a ledger to the tables that this hub knows, and recognises those it does not know.

Alembic takes a third of a second to import, so it is asked only when there is something to migrate.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, column, inspect, select, table

from hub.errors import ConfigError
from hub.language import Text
from hub.ledger.database import WritableDatabase

VERSION_TABLE: Final = "hub_version"
KNOWN = ("0001", "0002", "0003")
"""Every schema there ever was, oldest first; a test holds it against the migrations."""

_MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS = (_MIGRATIONS / "versions",)


def revision_of(connection: Connection) -> str | None:
    """The schema of this ledger, None when there is none yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))


def is_current(revision: str | None, *, place: str) -> bool:
    """Whether nothing has to be migrated. Raises: ConfigError when a newer hub has been here."""
    if revision is not None and revision not in KNOWN:
        raise ConfigError(
            Text(
                "A newer hub has worked on this ledger (its tables have version {revision}).",
                revision=revision,
            ),
            place=place,
            remedy=Text("Update this hub, or name another ledger at hub.ledger in hub.toml."),
        )
    return revision == KNOWN[-1]


def bring_up_to_date(database: WritableDatabase) -> None:
    """Makes or migrates the tables. An existing SQLite ledger is copied first. Raises: ConfigError, AlreadyRunning."""
    with database.reads() as connection:
        revision = revision_of(connection)
    if is_current(revision, place=database.place):
        return
    if revision is None:
        _migrate(database)
        return
    with database.lock():  # no night of an older hub may be under way
        database.back_up(revision)
        _migrate(database)


def _migrate(database: WritableDatabase) -> None:
    with database.writes() as connection:
        database.reserve(connection)
        # Another hub may have been quicker.
        if not is_current(revision_of(connection), place=database.place):
            _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("path_separator", "newline")
    config.set_main_option("script_location", _literal(_MIGRATIONS))
    config.set_main_option("version_locations", "\n".join(map(_literal, VERSIONS)))
    command.upgrade(config, KNOWN[-1])


def _literal(path: Path) -> str:
    return str(path).replace("%", "%%")  # Alembic's settings are an ini file, where % means something
