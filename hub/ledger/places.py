"""From what stands at `hub.ledger` to the database it means: a file, or a PostgreSQL address."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hub.errors import ConfigError
from hub.language import Text
from hub.ledger.database import PeekedDatabase, WritableDatabase
from hub.ledger.sqlite import SqliteFile
from hub.ledger.sqlite_peek import peeked_file

_POSTGRES: Final = ("postgresql://", "postgres://")


def writable_at(url: str) -> WritableDatabase:
    """The database at `url`, made if it is a file that is not there. Raises: ConfigError."""
    if url.startswith(_POSTGRES):
        from hub.ledger.postgres import Server, server_url

        return Server(server_url(url))
    path = _path(url)
    peeked_file(path)  # refuses a file of another program before anything in it is changed
    return SqliteFile(path)


def peeked_at(url: str) -> PeekedDatabase | None:
    """The database at `url` for reading only, None when there is no file. Raises: ConfigError."""
    if url.startswith(_POSTGRES):
        from hub.ledger.postgres import PeekedServer, server_url

        return PeekedServer(server_url(url))
    return peeked_file(_path(url))


def _path(url: str) -> Path:
    if "://" in url:
        raise ConfigError(
            Text(
                "hub.ledger names a kind of ledger that the hub does not know: {kind}.",
                kind=url.split("://")[0],
            ),
            remedy=Text(
                "Write the path of a file, for example var/hub.db, or postgresql://user@host/database."
            ),
        )
    return Path(url)
