"""Puts a new version of a file in the place of the old one, and only if that is safe."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from hub.connectors.spreadsheet.backups import Backups
from hub.connectors.spreadsheet.drive_trouble import missing, read_only, unreadable, unwritable
from hub.connectors.spreadsheet.lock_files import locks_of, open_elsewhere
from hub.connectors.spreadsheet.patience import Patience
from hub.connectors.spreadsheet.snapshot import Snapshot, is_current, stamp_of
from hub.connectors.spreadsheet.temporary import temporary
from hub.errors import NetworkError, Unreachable
from hub.language import Text

_ANYBODY = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def obstacle(snapshot: Snapshot, path: Path) -> NetworkError | None:
    """Why the file must not be written now: gone, open elsewhere, read-only, or not the one that was read."""
    try:
        if not path.exists():
            return missing(path)
        for lock in locks_of(path):
            return open_elsewhere(path, lock)
        if _is_read_only(path):
            return read_only(path.name)
    except OSError as error:
        return unreadable(error, path)
    return None if is_current(snapshot, path) else saved_meanwhile(path.name)


def refuse_unless_writable(snapshot: Snapshot, path: Path, *, patience: Patience) -> None:
    """Waits a little while somebody has the file open. Raises: Unreachable, Unusable."""
    while any(locks_of(path)) and patience.lasts():
        pass
    found = obstacle(snapshot, path)
    if found is not None:
        raise found


def save(snapshot: Snapshot, content: bytes, *, backups: Backups, patience: Patience) -> Snapshot:
    """The file of these backups with its new content, in place of the version that the snapshot holds.

    Raises: Unreachable, Unusable.
    """
    path = backups.file
    real = path.resolve()  # a link stays a link
    try:
        with (
            temporary(content, folder=real.parent, like=real) as written,
            backups.keeping(snapshot.content, is_untouched=lambda: is_current(snapshot, path)),
        ):
            while not _is_replaced(snapshot, written, path=path, patience=patience):
                pass
        stamp = stamp_of(path)
        found = path.read_bytes()
    except OSError as error:
        raise unwritable(error, path) from error
    if found != content:
        raise changed_again(path.name)
    return Snapshot(path.name, content, stamp)


def saved_meanwhile(name: str) -> Unreachable:
    """A colleague was quicker."""
    return Unreachable(
        Text("somebody saved the file after the hub had read it"),
        remedy=Text("Nothing was written. Run the night again; it will see the new version."),
        place=name,
    )


def changed_again(name: str) -> Unreachable:
    """What was written is not what is there."""
    return Unreachable(
        Text("the file was changed again right after the hub had saved it"),
        remedy=Text("Run the night again; it will see what is there now."),
        place=name,
    )


def _is_replaced(snapshot: Snapshot, written: Path, *, path: Path, patience: Patience) -> bool:
    """False when another look may help. The last look at the old version comes right before it is replaced."""
    refuse_unless_writable(snapshot, path, patience=patience)
    try:
        written.replace(path.resolve())
    except PermissionError:  # Windows, while a virus scanner or a sync client looks at the file
        if not patience.lasts():
            raise
        return False
    return True


def _is_read_only(path: Path) -> bool:
    """Whether the file, or the folder in which its next version would be put beside it, cannot be written."""
    real = path.resolve()
    return (
        not stat.S_IMODE(real.stat().st_mode) & _ANYBODY
        or not os.access(real, os.W_OK)
        or not os.access(real.parent, os.W_OK)
    )
