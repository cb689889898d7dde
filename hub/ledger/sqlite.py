"""The ledger in a SQLite file: everything that is true of SQLite alone."""

from __future__ import annotations

import logging
import os
import re
import secrets
import sqlite3
import tempfile
import time
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, Pool, QueuePool, create_engine, event

from hub.errors import HubError
from hub.ledger import lock
from hub.ledger.database import KEY_BYTES, WritableDatabase
from hub.ledger.schema import VERSION_TABLE
from hub.ledger.trouble import is_a_folder, of_file, of_sqlite, replaced

log = logging.getLogger(__name__)

_PATIENCE: Final = 30.0  # seconds to wait for another process's transaction


class SqliteFile(WritableDatabase):
    """A ledger to work with. Folder and file are made if they are not there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        _make(path)
        self._opened = path.stat()
        super().__init__(engine_of(self._connected, pool=QueuePool), str(path))

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            _patiently(connection, "PRAGMA journal_mode = WAL")
            # FULL and not NORMAL: an intent has to outlive a power cut before its outside call is made, else
            # a system could hold a booking of which the hub knows nothing. It costs one fsync a transaction.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            # Before-values are people's data: once their days are over no page of the file may still hold them.
            connection.execute("PRAGMA secure_delete = ON")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def trouble_of(self, error: BaseException) -> HubError | None:
        return of_sqlite(error, self.place) if isinstance(error, sqlite3.Error) else None

    def lock(self) -> AbstractContextManager[None]:
        # Not on the ledger itself: closing any other handle of that would drop SQLite's own locks.
        return lock.held(_beside(self.path, "lock"), place=self.place)

    def keep_lock(self) -> None:
        """The lock stays with its process; but SQLite would go on writing into a file that is no longer there."""
        if not _is_still(self._opened, self.path):
            raise replaced(self.place)

    def marks(self, connection: Connection) -> Collection[str]:
        return marks_of(self.path)

    def reserve(self, connection: Connection) -> None:
        """BEGIN IMMEDIATE did it."""

    def back_up(self, revision: str) -> None:
        copy = _beside(self.path, f"schema-{revision}")
        unfinished = _beside(self.path, "copying")
        try:
            _make(unfinished)
            with (
                closing(sqlite3.connect(self.path)) as source,
                closing(sqlite3.connect(unfinished)) as target,
            ):
                source.backup(target)
            unfinished.replace(copy)
        except OSError as error:
            raise of_file(error, copy) from error
        except sqlite3.Error as error:
            raise self.trouble_of(error) or error from error
        log.info("the ledger as it was before its migration is kept in %s", copy)

    def key(self) -> bytes:
        try:
            key = key_beside(self.path) or _new_key_beside(self.path)
        except OSError as error:
            raise of_file(error, _beside(self.path, "key")) from error
        _clear_unfinished_keys(self.path)
        return key


def engine_of(connected: Callable[[], sqlite3.Connection], *, pool: type[Pool]) -> Engine:
    """An engine whose transactions are SQLite's own, data definition included."""
    # A database name, though never used, keeps SQLAlchemy from treating this as an in-memory database.
    engine = create_engine(URL.create("sqlite", database="ledger"), creator=connected, poolclass=pool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # IMMEDIATE: a transaction that reads first and then finds another writer in its way could only fail.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    """SQLite itself does not wait here, and so of two hubs on a new file both could be turned away."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute(statement)
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def looks_foreign(connection: sqlite3.Connection) -> bool:
    """Whether this database has tables, but not a ledger's."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return bool(names) and VERSION_TABLE not in names


def marks_of(path: Path) -> Collection[str]:
    """The ledger's inode and the birth of its key: a copy has others.

    Not the host, path or device, which a container changes every night. Some network drives and sticks number
    their files anew whenever they are mounted, and a container may `chown` everything when it starts; hence two.
    """
    ledger, key = path.stat(), _beside(path, "key")
    marks = [f"file {ledger.st_ino}"] if ledger.st_ino else []
    with suppress(FileNotFoundError):
        found = key.stat()
        marks.append(f"key {getattr(found, 'st_birthtime_ns', found.st_ctime_ns)}")
    return marks


def key_beside(path: Path) -> bytes | None:
    """The ledger's key, None when it is lost or was cut off."""
    try:
        key = _beside(path, "key").read_bytes()
    except FileNotFoundError:
        return None
    return key if len(key) == KEY_BYTES else None


def _new_key_beside(path: Path) -> bytes:
    key = secrets.token_bytes(KEY_BYTES)
    prefix, suffix = f"{path.name}.key.", ".tmp"
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=prefix, suffix=suffix)  # readable by us alone
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(_beside(path, "key"))
    except OSError:
        Path(name).unlink(missing_ok=True)
        quicker = key_beside(path)  # another hub's, which cleared ours away
        if quicker is None:
            raise
        return quicker
    return key


def _clear_unfinished_keys(path: Path) -> None:
    """Away with what a killed hub left. The name is exact: `hub.db.key.original` may be somebody's own copy."""
    ours = re.compile(rf"{re.escape(path.name)}\.key\.[a-z0-9_]{{8}}\.tmp")
    with suppress(OSError):  # on Windows another hub may have it open; the next start clears it
        for left in path.parent.iterdir():
            if ours.fullmatch(left.name):
                left.unlink(missing_ok=True)


def _is_still(found: os.stat_result, path: Path) -> bool:
    with suppress(OSError):
        return os.path.samestat(found, path.stat())
    return False


def _beside(path: Path, purpose: str) -> Path:
    return path.with_name(f"{path.name}.{purpose}")


def _make(path: Path) -> None:
    """Folder and empty file, for our own eyes: reports of a night have names of people in them."""
    try:
        if path.is_dir():
            raise is_a_folder(str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise of_file(error, path) from error
