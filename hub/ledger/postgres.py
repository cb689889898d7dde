"""The ledger in a PostgreSQL database: everything that is true of PostgreSQL alone."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, insert, make_url, select, text
from sqlalchemy.exc import ArgumentError

from hub.errors import ConfigError, HubError
from hub.language import Text, verbatim
from hub.ledger.database import KEY_BYTES, Database, PeekedDatabase, WritableDatabase
from hub.ledger.forks import keep_from_children
from hub.ledger.session_lock import SessionLock, lock_number
from hub.ledger.tables import keys
from hub.ledger.trouble import busy, drive_full, no_right

# How soon either end notices that the other has lost its power: TCP's own two hours would keep the night's lock.
_SERVER_LISTENS: Final = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
_ALIVE: Final = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}
_PATIENCE: Final = "30s"  # to wait for another hub's transaction
_NO_RIGHT: Final = {"42501", "25006"}  # insufficient privilege; a server that only reads
_DISK_FULL: Final = "53100"
_WAITED_TOO_LONG: Final = "55P03"
_BUGS: Final = ("21", "22", "23", "2F", "34", "42")  # classes of SQLSTATE that say: the hub asked wrongly

_MAY_ASK: Final = text("SELECT has_function_privilege('pg_control_system()', 'EXECUTE')")
_SERVER: Final = text("SELECT system_identifier FROM pg_control_system()")
_SCHEMA: Final = text(
    "SELECT d.oid, n.oid FROM pg_database d, pg_namespace n"
    " WHERE d.datname = current_database() AND n.nspname = current_schema()"
)


class _Server(Database):
    """What reading and writing have in common."""

    def trouble_of(self, error: BaseException) -> HubError | None:
        state = getattr(error, "sqlstate", None)
        if state in _NO_RIGHT:
            return no_right(self.place)
        if state == _WAITED_TOO_LONG:
            return busy(self.place)
        if state == _DISK_FULL:
            return drive_full(self.place)
        if state is not None and state.startswith(_BUGS):
            return None
        return ConfigError(
            Text("The database of the ledger (hub.ledger) cannot be used: {reason}.", reason=_reason(error)),
            place=self.place,
            remedy=Text("Check the address, the user and the password, and whether the server runs."),
        )

    def marks(self, connection: Connection) -> Collection[str]:
        """One mark of server, database and schema: numbers of two servers alone are often the same."""
        server = connection.scalar(_SERVER) if connection.scalar(_MAY_ASK) else None
        return [f"{server}/{'/'.join(map(str, connection.execute(_SCHEMA).one()))}"]

    def _kept_key(self) -> bytes | None:
        with self.reads() as connection:
            return connection.scalar(select(keys.c.key))


class PeekedServer(_Server, PeekedDatabase):
    """A ledger on a server, in a session that cannot write."""

    def __init__(self, url: URL) -> None:
        # REPEATABLE READ: one plan sees one moment, also while a night is under way.
        engine = _engine(url, options="-c default_transaction_read_only=on", isolation="REPEATABLE READ")
        super().__init__(engine, _place(url))

    def key(self) -> bytes:
        return self._kept_key() or b""

    def upgraded_copy(self) -> WritableDatabase:
        raise ConfigError(
            Text("This ledger was last used by an older hub and has to be brought up to date first."),
            place=self.place,
            remedy=Text("`hub sync` does that by itself; let it run once."),
        )


class Server(_Server, WritableDatabase):
    """A ledger on a server, to work with."""

    def __init__(self, url: URL) -> None:
        engine = _engine(
            url, options=f"-c lock_timeout={_PATIENCE} {_SERVER_LISTENS}", isolation="READ COMMITTED"
        )
        event.listen(engine, "connect", lambda opened, _: keep_from_children(opened))
        super().__init__(engine, _place(url))
        self._session_lock = SessionLock(engine, self.place)

    @contextmanager
    def lock(self) -> Iterator[None]:
        with self._in_our_words():
            self._session_lock.take()
        try:
            yield
        finally:
            self._session_lock.let_go()

    def keep_lock(self) -> None:
        with self._in_our_words():
            self._session_lock.keep()

    def reserve(self, connection: Connection) -> None:
        connection.execute(select(func.pg_advisory_xact_lock(lock_number(connection) ^ 1)))

    def back_up(self, revision: str) -> None:
        """A server has backups of its own, and its migrations happen as a whole or not at all."""

    def key(self) -> bytes:
        return self._kept_key() or self._new_key()

    def _new_key(self) -> bytes:
        with self.writes() as connection:
            self.reserve(connection)
            kept = connection.scalar(select(keys.c.key))  # another hub may have been quicker
            if kept is None:
                kept = secrets.token_bytes(KEY_BYTES)
                connection.execute(insert(keys).values(number=1, key=kept))
            return kept


def server_url(address: str) -> URL:
    """The address of a PostgreSQL ledger. Raises: ConfigError."""
    try:
        return make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise ConfigError(
            Text("The address of the ledger at hub.ledger cannot be read."),
            remedy=Text("It reads postgresql://user@host/database."),
        ) from error


def _engine(url: URL, *, options: str, isolation: str) -> Engine:
    name = f"hub {os.getpid()}@{socket.gethostname()}"[:63]
    options = f"{url.query.get('options', '')} {options}".strip()
    try:
        return create_engine(
            url,
            isolation_level=isolation,
            pool_pre_ping=True,
            connect_args={**_ALIVE, "application_name": name, "options": options},
        )
    except ModuleNotFoundError as error:
        raise ConfigError(
            Text("A ledger in PostgreSQL (hub.ledger) needs the driver psycopg, which is not installed."),
            place=_place(url),
            remedy=Text('Install it: pip install "verbund-hub[postgres]".'),
        ) from error


def _place(url: URL) -> str:
    """The address without anything that could be a secret."""
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{url.host or ''}{port}/{url.database or ''}"


def _reason(error: BaseException) -> Text:
    """libpq's last line: the others repeat it for every address it tried."""
    lines = str(error).strip().splitlines()
    return verbatim(lines[0].rstrip(".") if lines else type(error).__name__)
