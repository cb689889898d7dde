"""Puts a new version of a file in the place of the old one, and only if that is safe."""

from __future__ import annotations

import glob
import logging
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Final

from hub.connectors.spreadsheet.snapshot import Snapshot, take_snapshot
from hub.errors import NetworkError, Unreachable, Unusable
from hub.language import Text

log = logging.getLogger(__name__)

BACKUPS: Final = "backups"
_TRIES: Final = 5
_SECONDS_BETWEEN: Final = 0.4


def refuse_unless_writable(snapshot: Snapshot) -> None:
    """Raises: Unreachable when the file changed, is open elsewhere or is gone; Unusable when it is read-only."""
    path = snapshot.path
    if not path.exists():
        raise Unreachable(
            Text("the file is not there any more"),
            remedy=Text("Put it back, then run the night again."),
            place=path.name,
        )
    for lock in _locks(path):
        raise _open_elsewhere(path, lock)
    if not stat.S_IMODE(path.stat().st_mode) & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(
        path, os.W_OK
    ):
        raise _read_only(path)
    if not snapshot.is_current():
        raise Unreachable(
            Text("somebody saved the file after the hub had read it"),
            remedy=Text("Nothing was written. Run the night again; it will see the new version."),
            place=path.name,
        )


def save(snapshot: Snapshot, content: bytes, *, backups: int) -> Snapshot:
    """The file with its new content; the old one is kept in `backups/` unless that shall hold none.

    Raises: Unreachable, Unusable.
    """
    path = snapshot.path.resolve()  # a link stays a link
    try:
        with _temporary(path, content) as written, _kept(snapshot, path) if backups else nullcontext():
            refuse_unless_writable(snapshot)
            _replace(written, path)
    except OSError as error:
        raise Unreachable(
            Text("the file cannot be written ({why})", why=error.strerror or str(error)),
            remedy=Text("Check free space and the rights of the account that runs the hub, in {folder} too.", folder=str(path.parent)),
            place=path.name,
        ) from error  # fmt: skip
    if backups:
        _clear_backups_beyond(backups, path)
    saved = take_snapshot(snapshot.path)
    if saved.content != content:
        raise Unreachable(
            Text("the file was changed again right after the hub had saved it"),
            remedy=Text("Run the night again; it will see what is there now."),
            place=path.name,
        )
    return saved


def _locks(path: Path) -> Iterator[Path]:
    """The files by which Excel and LibreOffice show that they have a workbook open."""
    for name in (f"~${path.name}", f".~lock.{path.name}#"):
        lock = path.with_name(name)
        if lock.exists():
            yield lock


def who_has_it_open(lock: Path) -> str | None:
    """The name in a lock file, if it can be read."""
    try:
        raw = lock.read_bytes()
    except OSError:  # Excel keeps its lock file to itself
        return None
    if lock.name.startswith("~$"):
        return raw[1 : 1 + raw[0]].decode("cp1252", "replace").strip("\0 ") or None if raw else None
    first, _, rest = raw.decode("utf-8", "replace").partition(",")
    return first.strip() or rest.partition(",")[0].strip() or None


def _open_elsewhere(path: Path, lock: Path) -> NetworkError:
    who = who_has_it_open(lock)
    remedy = Text("Close it and run the night again. If nobody has it open, delete {lock}.", lock=lock.name)
    if who is None:
        return Unreachable(Text("somebody has the file open"), remedy=remedy, place=path.name)
    return Unreachable(Text("{who} has the file open", who=who), remedy=remedy, place=path.name)


def _read_only(path: Path) -> Unusable:
    return Unusable(
        Text("the file is read-only"),
        remedy=Text(
            "Remove its write protection, or give the account that runs the hub the right to write it."
        ),
        place=path.name,
    )


@contextmanager
def _temporary(path: Path, content: bytes, *, folder: Path | None = None) -> Iterator[Path]:
    """The content in a file in the folder it is for, `path`'s own if none; gone afterwards, whatever happens."""
    own, folder = f".hub-{path.stem}-", folder or path.parent
    for left in folder.glob(f"{glob.escape(own)}*.tmp"):
        left.unlink()  # by a night that was killed; no other one is running
    handle, name = tempfile.mkstemp(prefix=own, suffix=".tmp", dir=folder)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, written)
        yield written
    finally:
        written.unlink(missing_ok=True)


@contextmanager
def _kept(snapshot: Snapshot, path: Path) -> Iterator[None]:
    """The old version in `backups/`, whole or not at all; away again if it then stays where it was."""
    folder = path.parent / BACKUPS
    folder.mkdir(exist_ok=True)
    moment = datetime.now().astimezone().strftime("%Y-%m-%d %H%M%S %f")
    backup = folder / f"{path.stem} {moment}{path.suffix}"
    with _temporary(path, snapshot.content, folder=folder) as written:
        _replace(written, backup)
    try:
        yield
    except BaseException:
        if snapshot.is_current():
            backup.unlink(missing_ok=True)
        raise


def _clear_backups_beyond(number: int, path: Path) -> None:
    """The oldest ones go only now that the new version is in place; else failing nights would use them up."""
    dated = re.compile(rf"{re.escape(path.stem)} \d{{4}}-\d\d-\d\d \d{{6}} \d{{6}}{re.escape(path.suffix)}")
    try:
        found = sorted(file for file in (path.parent / BACKUPS).iterdir() if dated.fullmatch(file.name))
        for old in found[:-number]:
            old.unlink()
    except OSError as error:  # the file itself is saved, and the next night clears again
        log.warning("%s: old backups cannot be removed (%s)", path.name, error.strerror)


def _replace(written: Path, path: Path) -> None:
    for turn in range(_TRIES):
        try:
            written.replace(path)
        except PermissionError:  # Windows, while a virus scanner or a sync client looks at the file
            if turn == _TRIES - 1:
                raise
            time.sleep(_SECONDS_BETWEEN)
        else:
            return
