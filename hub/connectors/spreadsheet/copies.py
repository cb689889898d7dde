"""Copies of a workbook that lie beside it: in one of them somebody may be working, and the hub does not read it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Final

from hub.changes import Finding
from hub.connectors.spreadsheet.lock_files import is_lock
from hub.language import Text, listed

_CONFLICT: Final = re.compile(
    r".*[(\[][^)\]]*(?i:konflikt|conflict)[^)\]]*[)\]]"  # Nextcloud, Dropbox, Seafile, Google Drive
    r"|[_.-](sync-)?conflict-\d.*"  # ownCloud, Syncthing
    r"|-[A-Z][A-Z0-9]*(-[A-Z0-9]+)+"  # OneDrive puts the name of the computer: -DESKTOP-AB12
)
_COPY: Final = re.compile(
    r"[\s_-]*\(?(kopie|copy)\)?(\s*\(\d+\)|\s*\d+)?"  # " - Kopie (2)"
    r"|\s*\(\d+\)|\s\d{1,2}"  # a browser's "(1)", iCloud's " 2"
    r"|[\s_-]+(alt|old|neu|new|backup|sicherung|bak)\d*"
    r"|[\s_-]+(final|endfassung|v|version)[\s_-]*\d*",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"(kopie von|copy of|kopie \(\d+\) von|copy \(\d+\) of)\s+", re.IGNORECASE)


def findings_about_copies(name: str, beside: Iterable[str]) -> Iterator[Finding]:
    """Two versions of a cloud program have to be brought together; other copies are only named."""
    others = sorted(other for other in beside if other != name and not is_lock(other))
    conflicts = [other for other in others if _is_conflict(other, name)]
    copies = [other for other in others if other not in conflicts and _is_copy(other, name)]
    if conflicts:
        yield Finding(
            Text(
                "{file}: a cloud program kept a second version of it, which the hub does not read: {files}",
                file=name,
                files=listed(conflicts),
            ),
            Text("Bring what is in it into {file} by hand, then delete it.", file=name),
        )
    if copies:
        yield Finding(
            Text(
                "{file}: beside it lie what look like copies, which the hub does not read: {files}",
                file=name,
                files=listed(copies),
            )
        )


def _is_conflict(other: str, name: str) -> bool:
    return _CONFLICT.fullmatch(_added(other, name)) is not None


def _is_copy(other: str, name: str) -> bool:
    if _COPY.fullmatch(_added(other, name)):
        return True
    before = _BEFORE.match(other)
    return before is not None and _plain(other[before.end() :]) == _plain(name)


def _added(other: str, name: str) -> str:
    """What stands between the workbook's own name and the ending; nothing in a file of another name."""
    found, own = PurePath(_composed(other)), PurePath(_composed(name))
    is_of_this = _plain(found.stem).startswith(_plain(own.stem)) and _plain(found.suffix) == _plain(
        own.suffix
    )
    return found.stem[len(own.stem) :] if is_of_this else ""


def _plain(name: str) -> str:
    return _composed(name).casefold()


def _composed(name: str) -> str:
    """A Mac takes ü apart into u and dots; people see the same name."""
    return unicodedata.normalize("NFC", name)
