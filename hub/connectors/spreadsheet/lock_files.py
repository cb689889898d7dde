"""The small files by which Excel and LibreOffice show that they have a workbook open, and who sits there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hub.changes import Finding
from hub.errors import Unreachable
from hub.language import Text

_NAME_IN_UTF16: Final = 55
"""Excel's file: one byte of length and the name in the letters of one country, then the same in UTF-16."""


def locks_of(path: Path) -> Iterator[Path]:
    """The lock files beside the file; behind a link, those beside the file that it leads to as well."""
    for place in dict.fromkeys((path, path.resolve())):
        for name in (f"~${place.name}", f".~lock.{place.name}#"):
            lock = place.with_name(name)
            if lock.exists():
                yield lock


def is_lock(name: str) -> bool:
    return name.startswith(("~$", ".~lock."))


def who_has_it_open(lock: Path) -> str | None:
    """The name in a lock file, if it can be read."""
    try:
        raw = lock.read_bytes()
    except OSError:  # Excel keeps its lock file to itself
        return None
    return _in_excels(raw) if lock.name.startswith("~$") else _in_libreoffices(raw)


def open_elsewhere(path: Path, lock: Path) -> Unreachable:
    """Why the file is not written now."""
    remedy = Text("Close it and run the night again. If nobody has it open, delete {lock}.", lock=lock.name)
    return has_it_open(who_has_it_open(lock), name=path.name, remedy=remedy)


def has_it_open(who: str | None, *, name: str, remedy: Text) -> Unreachable:
    """Somebody, by name if the name is known."""
    what = Text("somebody has the file open") if who is None else Text("{who} has the file open", who=who)
    return Unreachable(what, remedy=remedy, place=name)


def open_now(name: str, who: str | None) -> Finding:
    """No reason not to read it."""
    somebody = who or Text("somebody")
    return Finding(
        Text(
            "{file}: {who} has the file open now; the hub reads what was saved last", file=name, who=somebody
        )
    )


def _in_excels(raw: bytes) -> str | None:
    length = int.from_bytes(raw[_NAME_IN_UTF16 : _NAME_IN_UTF16 + 2], "little")
    wide = raw[_NAME_IN_UTF16 + 2 :][: 2 * length]
    if length and len(wide) == 2 * length:
        return wide.decode("utf-16-le", "replace").strip("\0 ") or None
    return raw[1 : 1 + raw[0]].decode("cp1252", "replace").strip("\0 ") or None if raw else None


def _in_libreoffices(raw: bytes) -> str | None:
    first, _, rest = raw.decode("utf-8", "replace").partition(",")
    return first.strip() or rest.partition(",")[0].strip() or None
