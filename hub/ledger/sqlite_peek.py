"""Reading a SQLite ledger without changing a byte of it or leaving anything beside it.

An ordinary connection would leave `-wal` and `-shm` files, and a read-only one fails where they are missing.
SQLite's `immutable` reads the bare file, but would not see what a running or killed hub has left in `-wal`.
A drive that was full can even have left the bare file in pieces, with the whole truth in `-wal`. So a copy of
both is read whenever there is something in it, and only what is wrong with both is called damaged.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sqlalchemy import Connection, NullPool

from hub.errors import HubError
from hub.ledger.database import PeekedDatabase, WritableDatabase
from hub.ledger.sqlite import SqliteFile, engine_of, key_beside, looks_foreign, marks_of
from hub.ledger.trouble import busy, is_a_folder, not_a_ledger, of_file, of_sqlite

_ATTEMPTS: Final = 50
_JOURNALS: Final = ("-wal", "-journal")  # what SQLite has still to bring into the file, or to take back

_Marks = tuple[tuple[int, int] | None, ...]
"""Size and time of the file and of its journals; None for one that is not there."""


class PeekedFile(PeekedDatabase):
    """An existing ledger file; every transaction looks at it anew, because a night may start meanwhile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._marks_when_still: _Marks | None = None
        super().__init__(engine_of(self._connected, pool=NullPool), str(path))

    def _connected(self) -> sqlite3.Connection:
        marks = _marks(self.path)
        if _have_news(marks):
            self._marks_when_still = None
            return _copied(self.path)
        self._marks_when_still = marks
        return _still(self.path)

    def refuse_a_stranger(self) -> None:
        """Looks before anything is changed, the journal's mode included. Raises: ConfigError, AlreadyRunning."""
        try:
            with closing(self._connected()) as connection:
                is_foreign = looks_foreign(connection)
        except sqlite3.Error as error:
            raise self.trouble_of(error) or error from error
        if is_foreign:
            raise busy(self.place) if self._was_written_meanwhile() else not_a_ledger(self.place)

    def trouble_of(self, error: BaseException) -> HubError | None:
        trouble = of_sqlite(error, self.place) if isinstance(error, sqlite3.Error) else None
        return busy(self.place) if trouble and self._was_written_meanwhile() else trouble

    def _was_written_meanwhile(self) -> bool:
        """Whether a hub that started after our look has moved what we were reading in place."""
        return self._marks_when_still is not None and self._marks_when_still != _marks(self.path)

    def key(self) -> bytes:
        return key_beside(self.path) or b""

    def marks(self, connection: Connection) -> Collection[str]:
        return marks_of(self.path)

    def upgraded_copy(self) -> WritableDatabase:
        return _Copy(self.path)


class _Copy(SqliteFile):
    """A ledger's copy in a temporary folder, gone when it is closed."""

    def __init__(self, original: Path) -> None:
        self._original = original
        self._folder = _copy(original)
        super().__init__(self._folder / original.name)

    def key(self) -> bytes:
        return key_beside(self._original) or b""

    def marks(self, connection: Connection) -> Collection[str]:
        return marks_of(self._original)

    def close(self) -> None:
        super().close()
        shutil.rmtree(self._folder)


class _Passing(sqlite3.Connection):
    """A connection to a copy in a temporary folder, which goes with it."""

    folder: Path

    def close(self) -> None:
        super().close()
        shutil.rmtree(self.folder)


def peeked_file(path: Path) -> PeekedFile | None:
    """The ledger at `path`, None when there is none yet. Raises: ConfigError when it is something else."""
    try:
        if path.is_dir():
            raise is_a_folder(str(path))
        if path.stat().st_size == 0:
            return None
        path.open("rb").close()
        peeked = PeekedFile(path)
        peeked.refuse_a_stranger()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise of_file(error, path) from error
    return peeked


def _still(path: Path) -> sqlite3.Connection:
    name = quote(path.absolute().as_posix())
    slash = "" if name.startswith("/") else "/"  # file:///C:/…, and file:////server/share for a share
    uri = f"file://{slash}{name}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def _copied(path: Path) -> sqlite3.Connection:
    folder = _copy(path)
    connection = sqlite3.connect(
        folder / path.name, isolation_level=None, check_same_thread=False, factory=_Passing
    )
    connection.folder = folder
    return connection


def _copy(path: Path) -> Path:
    """A new folder with the ledger and its journals as they were at one moment."""
    folder = Path(tempfile.mkdtemp(prefix="hub-ledger-"))
    try:
        for _ in range(_ATTEMPTS):
            if _copied_at_rest(path, folder):
                return folder
            time.sleep(0.02)
        raise busy(str(path))
    except OSError as error:
        shutil.rmtree(folder)
        raise of_file(error, path) from error
    except HubError:
        shutil.rmtree(folder)
        raise


def _copied_at_rest(path: Path, folder: Path) -> bool:
    """Copies the files; False when a running hub wrote meanwhile, for then they may not belong together."""
    before = _marks(path)
    shutil.copyfile(path, folder / path.name)
    for journal in _JOURNALS:
        copy = folder / f"{path.name}{journal}"
        copy.unlink(missing_ok=True)  # one of an earlier attempt would be laid over a newer file
        with suppress(FileNotFoundError):  # a night that ends takes its journal away
            shutil.copyfile(_beside(path, journal), copy)
    return before == _marks(path)


def _marks(path: Path) -> _Marks:
    return tuple(_mark(_beside(path, suffix)) for suffix in ("", *_JOURNALS))


def _mark(file: Path) -> tuple[int, int] | None:
    with suppress(FileNotFoundError):
        found = file.stat()
        return found.st_size, found.st_mtime_ns
    return None


def _have_news(marks: _Marks) -> bool:
    return any(mark is not None and mark[0] > 0 for mark in marks[1:])


def _beside(path: Path, suffix: str) -> Path:
    home = path if os.name == "nt" else path.resolve()  # where SQLite has its journals if `path` is a link
    return home.with_name(f"{home.name}{suffix}")
