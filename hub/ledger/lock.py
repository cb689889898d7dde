"""A file that one process at a time can hold; the operating system lets go of it when that process dies.

The file beside the ledger says who holds it. It is removed on release; one that a dead process left is
taken over.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from hub.errors import AlreadyRunning
from hub.language import Text
from hub.ledger.forks import keep_from_children
from hub.ledger.trouble import of_file


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock, since when."""

    pid: int
    host: str
    since: datetime


def already_running(place: str, holder: Holder | None) -> AlreadyRunning:
    """The refusal, with the other hub's name when it is known."""
    remedy = Text(
        "Wait until it is done, then try again; the lock goes away by itself, even if that hub is killed."
    )
    if holder is None:
        return AlreadyRunning(
            Text("Another hub is working on this ledger at this moment."), place=place, remedy=remedy
        )
    what = Text(
        "Another hub is working on this ledger: process {pid} on {host}, since {since}.",
        pid=str(holder.pid),
        host=holder.host,
        since=holder.since.astimezone(),
    )
    return AlreadyRunning(what, place=place, remedy=remedy)


def taken_over(place: str, holder: Holder | None) -> AlreadyRunning:
    """What stops a night whose lock got lost while it ran."""
    remedy = Text("Wait until the other one is done; the next `hub sync` looks up what this one left open.")
    if holder is None:
        what = Text("The ledger is no longer this night's, which stops writing.")
        return AlreadyRunning(what, place=place, remedy=remedy)
    what = Text(
        "Another hub has taken over this ledger, so this night stops writing: process {pid} on {host}, since {since}.",
        pid=str(holder.pid),
        host=holder.host,
        since=holder.since.astimezone(),
    )
    return AlreadyRunning(what, place=place, remedy=remedy)


@contextmanager
def held(path: Path, *, place: str) -> Iterator[None]:
    """Holds the lock file `path` for the ledger at `place`. Raises: AlreadyRunning, ConfigError."""
    try:
        file = os.fdopen(_taken(path, place), "r+b", buffering=0)
    except OSError as error:
        raise of_file(error, path) from error
    keep_from_children(file)
    try:
        yield
    finally:
        _let_go(file, path)


def _taken(path: Path, place: str) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(descriptor, place)
            if _is_still_at(path, descriptor):
                _sign(descriptor)
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # its last holder removed it between our opening and our locking


def _lock(descriptor: int, place: str) -> None:
    if not _try_lock(descriptor):
        raise already_running(place, _signed(descriptor))


def _is_still_at(path: Path, descriptor: int) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(descriptor), path.stat())
    return False


def _sign(descriptor: int) -> None:
    me = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat()}
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(me).encode())


def _signed(descriptor: int) -> Holder | None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        match json.loads(os.read(descriptor, 4096)):
            case {"pid": int(pid), "host": str(host), "since": str(since)}:
                return Holder(pid, host, datetime.fromisoformat(since))
    except ValueError:
        pass  # it took the lock a moment ago and has not signed yet
    return None


if sys.platform == "win32":  # pragma: no cover - the other half runs here
    import msvcrt

    # Windows locks keep others from reading the locked bytes, so we lock one that is never written.
    _FAR_BYTE = 1 << 30

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _let_go(file: FileIO, path: Path) -> None:
        file.seek(_FAR_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
        file.close()
        with suppress(PermissionError, FileNotFoundError):  # the next hub has it open already
            path.unlink()

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(file: FileIO, path: Path) -> None:
        with suppress(FileNotFoundError):
            path.unlink()  # before unlocking: nobody then removes the file of the next holder
        file.close()
