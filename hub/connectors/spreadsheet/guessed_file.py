"""Looks at a whole file nobody has described, and writes the lines for hub.toml that describe it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, get_args

from hub.connectors.spreadsheet.cells import comparable
from hub.connectors.spreadsheet.file import OpenFile, open_file
from hub.connectors.spreadsheet.guessing import SheetGuess, guess_sheet
from hub.connectors.spreadsheet.locating import FORMER_NAMES
from hub.connectors.spreadsheet.settings import SheetName
from hub.connectors.spreadsheet.tables import TableName
from hub.connectors.spreadsheet.year_sheets import by_year
from hub.language import Text

_KEYS: Final[tuple[SheetName, ...]] = get_args(SheetName)


@dataclass(frozen=True, slots=True)
class FileGuess:
    """What a file's sheets seem to be, and why the others are not read."""

    name: str
    sheets: Sequence[SheetGuess]
    unread: Sequence[tuple[str, Text]]

    def place_of(self, sheet: str) -> Text:
        """File and sheet in words; the file alone where it has no sheets."""
        return (
            Text("{file}, sheet {sheet}", file=self.name, sheet=sheet)
            if sheet
            else Text("{file}", file=self.name)
        )

    def toml_lines(self) -> list[str]:
        """What to write into the system's table: the sheets, and every column that is known."""
        ordered = sorted(self.sheets, key=lambda sheet: by_year(sheet.sheet))
        by_key = {key: found for key in _KEYS if (found := [sheet for sheet in ordered if sheet.key == key])}
        return [
            *_sheet_lines(by_key),
            *(_column_line(found) for key, found in by_key.items() if key != "former"),
        ]


def guess_file(path: Path, *, sheet: str | None = None, taken_as: TableName | None = None) -> FileGuess:
    """Looks at the sheets that can be seen, or at one. Raises: Unreachable, Unusable."""
    file = open_file(path)
    names = _visible(file) if sheet is None else [file.grid(sheet).title]
    guesses = {name: guess_sheet(file.grid(name), taken_as=taken_as) for name in names}
    unread = [
        (name, Text("looks like none of the tables")) for name, guess in guesses.items() if guess is None
    ]
    if sheet is None:
        unread += [(name, Text("is hidden, and read only where it is named")) for name in _hidden(file)]
    return FileGuess(path.name, [_with_key(guess) for guess in guesses.values() if guess], unread)


def _visible(file: OpenFile) -> Sequence[str]:
    return [""] if file.workbook is None else file.workbook.visible_sheet_names


def _hidden(file: OpenFile) -> Iterable[str]:
    seen = _visible(file)
    return [] if file.workbook is None else [name for name in file.workbook.sheet_names if name not in seen]


def _with_key(guess: SheetGuess) -> SheetGuess:
    is_former = guess.table == "members" and comparable(guess.sheet) in FORMER_NAMES
    return replace(guess, key="former") if is_former else guess


def _sheet_lines(by_key: Mapping[SheetName, Sequence[SheetGuess]]) -> list[str]:
    if not any(guess.sheet for guesses in by_key.values() for guess in guesses):
        return [f"provides = [{', '.join(_quoted(key) for key in by_key)}]"]
    return [
        f"sheets.{key} = {_one_or_more([guess.sheet for guess in guesses])}"
        for key, guesses in by_key.items()
    ]


def _one_or_more(names: Sequence[str]) -> str:
    return _quoted(names[0]) if len(names) == 1 else f"[{', '.join(map(_quoted, names))}]"


def _column_line(guesses: Sequence[SheetGuess]) -> str:
    """The columns that are headed alike on all sheets of a table."""
    alike = set.intersection(*(set(guess.heading_of.items()) for guess in guesses))
    newest = guesses[-1]
    known = [(field, heading) for field, heading in newest.heading_of.items() if (field, heading) in alike]
    pairs = ", ".join(f"{field} = {_quoted(heading)}" for field, heading in known)
    return f"columns.{newest.table} = {{ {pairs} }}"


def _quoted(words: str) -> str:
    """A TOML string; JSON writes the same but for the delete character."""
    return re.sub("\x7f", r"\\u007f", json.dumps(words, ensure_ascii=False))
