"""Reading a SQLite ledger without changing a byte of it or leaving anything beside it.

An ordinary connection would leave `-wal` and `-shm` files, and a read-only one fails where they are missing.
SQLite's `immutable` reads the bare file, but would not see what a running or killed hub has left in `-wal`:
then a copy of both is read.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sqlalchemy import NullPool

from hub.errors import HubError
from hub.ledger.database import PeekedDatabase, WritableDatabase
from hub.ledger.sqlite import SqliteFile, engine_of, key_beside, looks_foreign
from hub.ledger.trouble import busy, is_a_folder, not_a_ledger, of_file, of_sqlite

_ATTEMPTS: Final = 50


class PeekedFile(PeekedDatabase):
    """An existing ledger file; every transaction looks at it anew, because a night may start meanwhile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(engine_of(self._connected, pool=NullPool), str(path))

    def _connected(self) -> sqlite3.Connection:
        return _copied(self.path) if _has_news(_wal(self.path)) else _still(self.path)

    def trouble_of(self, error: BaseException) -> HubError | None:
        return of_sqlite(error, self.place) if isinstance(error, sqlite3.Error) else None

    def key(self) -> bytes:
        return key_beside(self.path) or b""

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
        _refuse_a_stranger(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise of_file(error, path) from error
    return PeekedFile(path)


def _refuse_a_stranger(path: Path) -> None:
    """Looks before anything is changed, the journal's mode included. Raises: ConfigError, OSError."""
    path.open("rb").close()
    try:
        with closing(_still(path)) as connection:
            if looks_foreign(connection):
                raise not_a_ledger(str(path))
    except sqlite3.Error as error:
        raise of_sqlite(error, str(path)) or error from error


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
    """A new folder with the ledger and its `-wal` as they were at one moment."""
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
    """Copies both files; False when a running hub wrote meanwhile, for then they may not belong together."""
    before = _marks(path)
    for file in (path, _wal(path)):
        if file.exists():
            shutil.copyfile(file, folder / file.name)
    return before == _marks(path)


def _marks(path: Path) -> tuple[tuple[int, int], ...]:
    found = [file.stat() for file in (path, _wal(path)) if file.exists()]
    return tuple((stat.st_size, stat.st_mtime_ns) for stat in found)


def _has_news(wal: Path) -> bool:
    return wal.exists() and wal.stat().st_size > 0


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
