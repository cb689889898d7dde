"""A lock on a PostgreSQL server that goes with a session: when that ends, however it ends, the server frees it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import Final

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from hub.ledger.lock import Holder, already_running

_HOLDER: Final = text(
    "SELECT a.application_name, a.backend_start FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
    " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND (l.classid::bigint << 32 | l.objid::bigint) = :number"
)


class SessionLock:
    """One lock per schema, so that two ledgers can share a database. Every method raises: DBAPIError."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self._place = place
        self._session: Connection | None = None

    def take(self) -> None:
        """Raises: AlreadyRunning."""
        session = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        session.detach()  # so that closing it really ends it
        number = lock_number(session)
        if not session.scalar(select(func.pg_try_advisory_lock(number))):
            holder = _holder(session, number)
            session.close()
            raise already_running(self._place, holder)
        self._session = session

    def keep(self) -> None:
        """Takes the lock again if the server was restarted, or ended the session. Raises: AlreadyRunning."""
        if not self._is_held():
            self.let_go()
            self.take()

    def _is_held(self) -> bool:
        if self._session is not None:
            with suppress(DBAPIError):
                return self._session.scalar(select(1)) == 1
        return False

    def let_go(self) -> None:
        session, self._session = self._session, None
        if session is None:
            return
        if not session.invalidated:
            with suppress(DBAPIError):  # a session that has ended holds nothing
                # Said aloud: a server needs a moment to notice that its client has hung up.
                session.execute(select(func.pg_advisory_unlock_all()))
        session.close()


def lock_number(connection: Connection) -> int:
    """An even number for the ledger in this connection's schema; the odd one after it is free as well."""
    schema = connection.scalar(select(func.current_schema())) or ""
    digest = hashlib.blake2b(f"verbund-hub ledger {schema}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) & ~1


def _holder(connection: Connection, number: int) -> Holder | None:
    found = connection.execute(_HOLDER, {"number": number}).first()
    if found is None or found.backend_start is None:
        return None  # it belongs to another database user, or has just gone
    pid, _, host = found.application_name.removeprefix("hub ").partition("@")
    return Holder(int(pid), host, found.backend_start) if pid.isdecimal() else None
