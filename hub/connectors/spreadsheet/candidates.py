"""Which file is meant where hub.toml names a folder or a pattern: the only one that fits, never the likeliest."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from hub.connectors.spreadsheet.drive_trouble import missing, unreadable
from hub.connectors.spreadsheet.lock_files import is_lock
from hub.errors import Unreachable, Unusable
from hub.language import Text, listed

_SPREADSHEETS: Final = ("*.xlsx", "*.xlsm", "*.xls", "*.ods", "*.csv", "*.tsv")


def only_candidate(path: Path) -> Path:
    """The file at this path, or the only one in this folder or of this pattern (`*` and `?` in its last part).

    A path where there is nothing comes back as it is. Raises: Unreachable, Unusable.
    """
    try:
        if path.is_file():
            return path
        if path.is_dir():
            return _only(path, _SPREADSHEETS)
        if "*" in path.name or "?" in path.name:
            return _only(path.parent, (path.name,))
        return _spelt_otherwise(path) or path
    except FileNotFoundError as error:
        raise missing(path) from error
    except OSError as error:
        raise unreadable(error, path) from error


def _only(folder: Path, patterns: Collection[str]) -> Path:
    found = [name for name in _names_in(folder) if any(_fits(name, pattern) for pattern in patterns)]
    if len(found) == 1:
        return folder / found[0]
    place = folder.name if len(patterns) > 1 else next(iter(patterns))
    if not found:
        raise Unreachable(
            Text("no spreadsheet in {folder} fits", folder=str(folder)),
            remedy=Text("Put the file there, or correct path in hub.toml."),
            place=place,
        )
    raise Unusable(
        Text("more than one file fits: {files}", files=listed(found)),
        remedy=Text("Name one of them as path in hub.toml, or move the others to another folder."),
        place=place,
    )


def _spelt_otherwise(path: Path) -> Path | None:
    """A Mac takes ü apart into u and dots; people see the same name."""
    alike = [name for name in _names_in(path.parent) if _composed(name) == _composed(path.name)]
    return path.with_name(alike[0]) if len(alike) == 1 else None


def _names_in(folder: Path) -> list[str]:
    """The files that people see there. Raises: OSError."""
    names = [found.name for found in folder.iterdir() if found.is_file()]
    return [name for name in names if not name.startswith(".") and not is_lock(name)]


def _fits(name: str, pattern: str) -> bool:
    literal = _composed(pattern).casefold().replace("[", "[[]")  # a bracket is a letter of the name
    return fnmatchcase(_composed(name).casefold(), literal)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
