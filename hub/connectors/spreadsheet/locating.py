"""Finds which sheet of a file holds which table: by its name, and by the words of its header where no name tells."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from hub.connectors.spreadsheet.cells import comparable
from hub.connectors.spreadsheet.file import OpenFile
from hub.connectors.spreadsheet.header import ROWS_SEARCHED, Headers, fields_named
from hub.connectors.spreadsheet.settings import SheetName
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES, MEMBERS, Table, TableName
from hub.connectors.spreadsheet.words import split
from hub.errors import Unusable
from hub.language import Text

_USUAL_NAMES: Final[Mapping[TableName, str]] = {
    "members": (
        "Mitglieder | Mitgliederliste | Mitgliederverzeichnis | Mitgliedsunternehmen | Mitgliedsbetriebe | "
        "Mitgliedsfirmen | Members | Member list"
    ),
    "courses": (
        "Kurse | Kursliste | Kursprogramm | Programm | Seminare | Seminarprogramm | Veranstaltungen | "
        "Courses | Programme | Seminars"
    ),
    "bookings": "Buchungen | Buchungsliste | Anmeldungen | Anmeldeliste | Bookings | Registrations",
}
FORMER_NAMES: Final = frozenset(
    comparable(name)
    for name in split(
        "Ausgetreten | Ausgetretene | Ausgetretene Mitglieder | Ausgeschieden | Ausgeschiedene | Austritte | Ehemalige | "
        "Ehemalige Mitglieder | Gekündigt | former | former members | ended"
    )
)
"""What offices call the sheet of those who have left."""
_WORDS: Final[Mapping[SheetName, Text]] = {
    "members": Text("the members"),
    "courses": Text("the courses"),
    "bookings": Text("the bookings"),
    "former": Text("the former members"),
}
_FEWEST_FIELDS: Final = 3  # a sheet of two columns may be anything
_FEWEST_WITHOUT: Final = 5  # of one that lacks a column it must have: reading it says which
_TELLING: Final[Mapping[TableName, frozenset[str]]] = {
    "members": frozenset({"name"}),
    "courses": frozenset({"starts_at"}),
    "bookings": frozenset({"company", "participant", "email"}),
}
"""One of these must be there too: a list of rooms has numbers and courses as well."""

Columns = Mapping[TableName, Mapping[str, str]]
SheetByTable = Mapping[SheetName, str]


def tables_in(file: OpenFile, *, wanted: Collection[TableName], columns: Columns) -> SheetByTable:
    """The sheet of each wanted table that the file has; an empty name stands for a file without sheets.

    Raises: Unusable when two sheets may be meant, so that nobody has to guess.
    """
    search = _Search(file, columns)
    if file.workbook is None:
        return search.whole_file(wanted)
    found: dict[SheetName, str] = {
        table: sheet for table in wanted if (sheet := search.named(table)) is not None
    }
    free = [name for name in file.workbook.visible_sheet_names if name not in found.values()]
    former = [name for name in free if comparable(name) in FORMER_NAMES]
    free = [name for name in free if name not in former]
    missing = [table for table in wanted if table not in found]
    fits = {name: search.table_on(name) for name in free} if missing else {}
    for table in missing:
        alike = [name for name in free if fits[name] == table] or _named_like(table, free)
        sheet = search.only(table, alike)
        if sheet is not None:
            found[table] = sheet
            free.remove(sheet)
    return found | search.former(former if "members" in found else [])


@dataclass(frozen=True, slots=True)
class _Search:
    """One file, and how its columns are called where hub.toml says so."""

    file: OpenFile
    columns: Columns

    def whole_file(self, wanted: Collection[TableName]) -> SheetByTable:
        """A file without sheets holds one table: the only one that is wanted, or the one its header names."""
        table = next(iter(wanted)) if len(wanted) == 1 else self.table_on("")
        return {table: ""} if table is not None and table in wanted else {}

    def named(self, table: TableName) -> str | None:
        """The one sheet that has a usual name of this table."""
        assert self.file.workbook is not None
        usual = {comparable(name) for name in split(_USUAL_NAMES[table])}
        alike = [name for name in self.file.workbook.visible_sheet_names if comparable(name) in usual]
        return alike[0] if len(alike) == 1 else None

    def former(self, sheets: Sequence[str]) -> dict[SheetName, str]:
        """The only sheet that is called as one for those who have left, and is headed like the members' own."""
        alike = [sheet for sheet in sheets if self.table_on(sheet) == "members"]
        return {"former": alike[0]} if len(alike) == 1 else {}

    def table_on(self, sheet: str) -> TableName | None:
        """The table that most of the header's words speak for; one with all it must have beats one without."""
        rows = list(islice(self.file.grid(sheet).rows(), ROWS_SEARCHED))
        fits = {table.name: self._fit(table, rows) for table in (MEMBERS, COURSES, BOOKINGS)}
        most = max(fits.values())
        best: list[TableName] = [name for name, fit in fits.items() if fit == most]
        return best[0] if most > (False, 0) and len(best) == 1 else None

    def _fit(self, table: Table[Any], rows: Sequence[Any]) -> tuple[bool, int]:
        """Whether the header has all it must have, and how many fields it names; (False, 0) for too few."""
        headers = Headers(table, {}, self.columns.get(table.name, {}), needs_id=table is COURSES)
        found = fields_named(rows, headers)
        is_whole = found >= headers.required
        fewest = _FEWEST_FIELDS if is_whole else _FEWEST_WITHOUT
        return (is_whole, len(found)) if len(found) >= fewest and found & _TELLING[table.name] else (False, 0)

    def only(self, table: TableName, alike: Sequence[str]) -> str | None:
        """The only one of these sheets. Raises: Unusable when there are more, and their names do not tell."""
        likely = _named_like(table, alike) if len(alike) > 1 else alike
        if len(alike) < 2 or len(likely) == 1:
            return likely[0] if likely else None
        raise Unusable(
            Text("any of the sheets {sheets} may be meant for {table}", sheets=tuple(alike), table=words_for(table)),
            remedy=several_remedy(table, alike),
            place=self.file.snapshot.name,
        )  # fmt: skip


def words_for(table: SheetName) -> Text:
    """The table as a person calls it."""
    return _WORDS[table]


def naming_remedy(table: TableName, sheet: str) -> Text:
    """How hub.toml says which sheet is meant."""
    return Text(
        "Name the sheet in the system's table in hub.toml, for example: {line}",
        line=f'sheets.{table} = "{sheet}"',
    )


def several_remedy(table: TableName, sheets: Sequence[str]) -> Text:
    """How hub.toml says which of these sheets are meant."""
    quoted = [f'"{sheet}"' for sheet in sorted(sheets)]
    return Text(
        "Name the sheet in the system's table in hub.toml: {line}. If each has a part of them: {lines}",
        line=f'sheets.{table} = "{sheets[0]}"',
        lines=f"sheets.{table} = [{', '.join(quoted)}]",
    )


def _named_like(table: TableName, sheets: Sequence[str]) -> list[str]:
    """Those that have a usual name with something before or behind it, as `Anmeldungen 2013`."""
    usual = [comparable(name) for name in split(_USUAL_NAMES[table])]
    return [sheet for sheet in sheets if any(name in comparable(sheet) for name in usual)]
