"""A file as it was at one moment, read whole, so that everything said about it is about the same bytes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hub.connectors.spreadsheet.drive_trouble import is_in_use, missing, unreadable
from hub.connectors.spreadsheet.formats import is_delimited
from hub.connectors.spreadsheet.patience import Patience
from hub.errors import Unreachable, Unusable
from hub.language import Text

LARGEST_FILE: Final = 500_000_000
_STILL_FOR: Final = 1.0  # seconds
_END_OF_ARCHIVE: Final = b"PK\x05\x06"
_LONGEST_END: Final = 22 + 65_535  # with the longest comment

Stamp = tuple[int, int] | str
"""By what a version is told from the next: size and time on a drive, the ETag in the cloud (empty: none is given)."""


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The bytes of a file, with what tells whether it changed since. The same snapshot is the same version."""

    name: str
    content: bytes
    stamp: Stamp


def take_snapshot(path: Path, *, patience: Patience) -> Snapshot:
    """Reads the file, again while somebody is saving it. Raises: Unreachable, Unusable."""
    while True:
        found = _look(path)
        is_ready = isinstance(found, Snapshot) and not _is_unfinished(found, path)
        if is_ready or not patience.lasts():
            break
    if isinstance(found, Unreachable):
        raise found
    return found  # if it is still unfinished, whoever opens it says so


def stamp_of(path: Path) -> tuple[int, int]:
    """Size and time (in nanoseconds). Raises: OSError."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def looks_current(snapshot: Snapshot, path: Path) -> bool:
    """Whether size and time of the file are still the same: enough for reading."""
    try:
        return stamp_of(path) == snapshot.stamp
    except OSError:
        return False


def is_current(snapshot: Snapshot, path: Path) -> bool:
    """Whether the file still has these very bytes, whatever its clock says."""
    try:
        before = stamp_of(path)
        return path.read_bytes() == snapshot.content and stamp_of(path) == before
    except OSError:
        return False


def _look(path: Path) -> Snapshot | Unreachable:
    """The file, or why it could not be read this time. Raises: Unreachable, Unusable where waiting does not help."""
    try:
        before = stamp_of(path)
        _refuse_beyond_measure(path, before[0])
        content = path.read_bytes()
        after = stamp_of(path)
    except FileNotFoundError as error:
        raise missing(path) from error
    except OSError as error:
        trouble = unreadable(error, path)
        if is_in_use(error):
            return trouble
        raise trouble from error
    if before != after or len(content) != after[0]:
        return _restless(path)
    return Snapshot(path.name, content, after)


def _is_unfinished(snapshot: Snapshot, path: Path) -> bool:
    """Whether the file looks like the first part of one: programs and copies write from front to back.

    Nothing at the end of a text file says that it is the end, so one of those has to be still for a moment.
    """
    content = snapshot.content
    if content.startswith(b"PK"):
        return _END_OF_ARCHIVE not in content[-_LONGEST_END:]
    if is_delimited(path.name):
        return not content or _changed_just_now(snapshot.stamp)
    return not content


def _changed_just_now(stamp: Stamp) -> bool:
    return isinstance(stamp, tuple) and 0 <= time.time() - stamp[1] / 1e9 < _STILL_FOR


def _restless(path: Path) -> Unreachable:
    return Unreachable(
        Text("the file keeps changing while it is read"),
        remedy=Text("Somebody or a cloud program is saving it. Try again in a minute."),
        place=path.name,
    )


def _refuse_beyond_measure(path: Path, size: int) -> None:
    if size > LARGEST_FILE:
        raise Unusable(
            Text("the file has {size} bytes, more than the hub reads", size=size),
            remedy=Text("Check whether this is the right file."),
            place=path.name,
        )
