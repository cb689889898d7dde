"""Copies of a workbook that lie beside it: in one of them somebody may be working, and the hub does not read it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
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


def findings_about_copies(path: Path) -> Iterator[Finding]:
    """Two versions of a cloud program have to be brought together; other copies are only named."""
    beside = _beside(path)
    conflicts = [name for name in beside if _is_conflict(name, path)]
    copies = [name for name in beside if name not in conflicts and _is_copy(name, path)]
    if conflicts:
        yield Finding(
            Text(
                "{file}: a cloud program kept a second version of it, which the hub does not read: {files}",
                file=path.name,
                files=listed(conflicts),
            ),
            Text("Bring what is in it into {file} by hand, then delete it.", file=path.name),
        )
    if copies:
        yield Finding(
            Text(
                "{file}: beside it lie what look like copies, which the hub does not read: {files}",
                file=path.name,
                files=listed(copies),
            )
        )


def _beside(path: Path) -> Sequence[str]:
    try:
        return sorted(
            found.name
            for found in path.parent.iterdir()
            if found.name != path.name and not is_lock(found.name)
        )
    except OSError:  # a folder that may be passed through, but not listed: nothing can be said
        return []


def _is_conflict(name: str, path: Path) -> bool:
    return _CONFLICT.fullmatch(_added(name, path)) is not None


def _is_copy(name: str, path: Path) -> bool:
    if _COPY.fullmatch(_added(name, path)):
        return True
    before = _BEFORE.match(name)
    return before is not None and _plain(name[before.end() :]) == _plain(path.name)


def _added(name: str, path: Path) -> str:
    """What stands between the workbook's own name and the ending; nothing in a file of another name."""
    stem, own = _composed(Path(name).stem), _composed(path.stem)
    is_of_this = stem.casefold().startswith(own.casefold()) and _plain(Path(name).suffix) == _plain(
        path.suffix
    )
    return stem[len(own) :] if is_of_this else ""


def _plain(name: str) -> str:
    return _composed(name).casefold()


def _composed(name: str) -> str:
    """A Mac takes ü apart into u and dots; people see the same name."""
    return unicodedata.normalize("NFC", name)
