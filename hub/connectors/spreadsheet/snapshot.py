"""A file as it was at one moment, read whole, so that everything said about it is about the same bytes."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hub.errors import Unreachable, Unusable
from hub.language import Text

_LARGEST_FILE: Final = 500_000_000
_LOOKS: Final = 3
_SECONDS_BETWEEN: Final = 0.3


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of a file, with what tells whether it changed since."""

    path: Path
    content: bytes
    size: int
    modified: int  # nanoseconds
    digest: bytes

    def looks_current(self) -> bool:
        """Whether size and time of the file are still the same: enough for reading."""
        try:
            found = self.path.stat()
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (self.size, self.modified)

    def is_current(self) -> bool:
        """Whether the file still has these very bytes, whatever its clock says."""
        try:
            return _digest(self.path.read_bytes()) == self.digest
        except OSError:
            return False


def take_snapshot(path: Path) -> Snapshot:
    """Reads the file, again if somebody is saving it at this moment. Raises: Unreachable, Unusable."""
    for _ in range(_LOOKS):
        snapshot = _look(path)
        if snapshot is not None:
            return snapshot
        time.sleep(_SECONDS_BETWEEN)
    raise Unreachable(
        Text("the file keeps changing while it is read"),
        remedy=Text("Somebody or a cloud program is saving it. Try again in a minute."),
        place=path.name,
    )


def _look(path: Path) -> Snapshot | None:
    try:
        before = path.stat()
        _refuse_odd(path, before.st_size)
        content = path.read_bytes()
        after = path.stat()
    except FileNotFoundError as error:
        raise _missing(path) from error
    except OSError as error:
        raise Unreachable(
            Text("the file cannot be read ({why})", why=error.strerror or str(error)),
            remedy=Text("Give the account that runs the hub the right to read {path}.", path=str(path)),
            place=path.name,
        ) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(
        content
    ) != after.st_size:
        return None
    return Snapshot(path, content, after.st_size, after.st_mtime_ns, _digest(content))


def _refuse_odd(path: Path, size: int) -> None:
    if path.is_dir():
        raise Unusable(
            Text("this is a folder, not a file"),
            remedy=Text("Name the workbook itself in hub.toml, for example {path}.", path=str(path / "mekom.xlsx")),
            place=path.name,
        )  # fmt: skip
    if size > _LARGEST_FILE:
        raise Unusable(
            Text("the file has {size} bytes, more than the hub reads", size=size),
            remedy=Text("Check whether this is the right file."),
            place=path.name,
        )


def _missing(path: Path) -> Unreachable:
    folder = path.parent
    if not folder.is_dir():
        return Unreachable(
            Text("the folder {folder} is not there", folder=str(folder)),
            remedy=Text("Connect the drive, or correct path in hub.toml."),
            place=path.name,
        )
    return Unreachable(
        Text("there is no file {path}", path=str(path)),
        remedy=Text("Correct path in hub.toml, or put the file back."),
        place=path.name,
    )


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
