"""The kind "spreadsheet": a workbook or a CSV file that hub.toml alone connects, without a plugin."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, Self, cast, get_args

from pydantic import PrivateAttr, ValidationInfo, model_validator

from hub.changes import Finding
from hub.config.settings import Settings
from hub.connectors.spreadsheet.connector import BookingsTable, CoursesTable, MembersTable, Spreadsheet
from hub.connectors.spreadsheet.file import OpenFile, open_stored
from hub.connectors.spreadsheet.header import ROWS_SEARCHED, Headers, fields_named
from hub.connectors.spreadsheet.locating import naming_remedy, tables_in, words_for
from hub.connectors.spreadsheet.settings import Names, SheetName, WorkbookSettings
from hub.connectors.spreadsheet.sheet import Sheet
from hub.connectors.spreadsheet.sheet_findings import unread_sheets
from hub.connectors.spreadsheet.storage import stored_as
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES, MEMBERS, Table, TableName
from hub.connectors.spreadsheet.written import BookingsSheet, CoursesSheet
from hub.credentials import Objection
from hub.errors import Unusable
from hub.hookspecs import hookimpl
from hub.language import Text
from hub.model import Network

NAME: Final = "spreadsheet"
TABLES: Final[tuple[TableName, ...]] = get_args(TableName)
_SHEET_NAMES: Final[tuple[SheetName, ...]] = get_args(SheetName)

_TABLE_BY_NAME: Final[Mapping[TableName, Table[Any]]] = {
    "members": MEMBERS,
    "courses": COURSES,
    "bookings": BOOKINGS,
}
_READ: Final[Mapping[TableName, type[Spreadsheet]]] = {
    "members": MembersTable,
    "courses": CoursesTable,
    "bookings": BookingsTable,
}
_WRITTEN: Final[Mapping[TableName, type[Spreadsheet]]] = {
    "members": MembersTable,
    "courses": CoursesSheet,
    "bookings": BookingsSheet,
}
_SHEETS: Final[Mapping[TableName, Sheet]] = {
    "members": Sheet("Mitglieder", id_prefix="M-"),
    "courses": Sheet("Kurse"),
    "bookings": Sheet("Buchungen", written={"id", "status", "note"}, id_prefix="B-"),
}


class SpreadsheetSettings(WorkbookSettings):
    """One file. What it holds is found out, unless `sheets` says it."""

    sheets: Mapping[SheetName, Names] = {}
    """The sheet's name per table, or several where there is one per year: `["2012", "2013"]` or `"Anmeldungen *"`; new
    rows go into the last. `former` has the members who left. Tables that are not named here are not read; without the
    key, the hub finds the sheets by their names and headers."""

    _provides: tuple[TableName, ...] = PrivateAttr(())

    @model_validator(mode="after")
    def _know_what_is_wanted(self, info: ValidationInfo) -> Self:
        self._provides = tuple((info.context or {}).get("provides", ()))
        if "former" in self.sheets and "members" not in {*self.sheets, *self.to_be_found}:
            raise Objection(
                Text("former is for members who have left, and nobody says where the others are."),
                remedy=Text("Name their sheet too: {line}", line='sheets.members = "…"'),
                key="sheets",
            )
        return self

    @property
    def to_be_found(self) -> tuple[TableName, ...]:
        """The tables that are wanted, and whose sheet nobody has named."""
        wanted = self._provides or (() if self.sheets else TABLES)
        return tuple(table for table in TABLES if table in wanted and table not in self.sheets)

    @property
    def must_be_found(self) -> bool:
        """Whether somebody asked for these tables by name."""
        return bool(self._provides)


class TablesOfSettings(Spreadsheet):
    """A file of which the settings say what is read."""

    @hookimpl
    def check_system(self, network: Network) -> Sequence[Finding]:
        """What was found where, and the sheets that nobody reads."""
        found = super().check_system(network)
        if self._file is None:
            return found
        return [*found, *unread_sheets(self._file, read=self.sheets_read(self._file))]


def connected(settings: SpreadsheetSettings) -> Spreadsheet:
    """A connector for exactly the tables that the settings name or, without these, the file has.

    The file is opened only when somebody has to look what is in it. Raises: Unreachable, Unusable.
    """
    sheets: Mapping[SheetName, Sequence[str]] = settings.sheets
    stored = stored_as(settings)
    if settings.to_be_found:
        found = _found_in(open_stored(stored), settings)
        sheets = {**{name: (sheet,) for name, sheet in found.items()}, **sheets}
    made = _class_for(sheets.keys(), is_written=OpenFile.can_be_written(Path(stored.name)))
    connector = made(settings.model_copy(update={"sheets": sheets}))
    connector.stored = stored  # which knows how long it has waited already
    return connector


def sheets_of(settings: SpreadsheetSettings) -> Mapping[SheetName, str]:
    """What a file seems to hold; an empty name stands for a file without sheets. Raises: as `connected`."""
    return _found_in(open_stored(stored_as(settings)), settings)


def headings_missing(
    settings: SpreadsheetSettings, table: TableName, sheet: str, *, fields: Iterable[str]
) -> list[str]:
    """How columns for these fields would be headed that the sheet does not have. Raises: as `connected`."""
    declared = _TABLE_BY_NAME[table]
    rows = list(islice(open_stored(stored_as(settings)).grid(sheet).rows(), ROWS_SEARCHED))
    named = fields_named(rows, Headers(declared, {}, {}, needs_id=not _SHEETS[table].id_prefix))
    headers = {field: declared.column_by_field[field].header_words[0] for field in fields}
    return [header for field, header in headers.items() if named and field not in named]


def usual_sheet(table: TableName, fields: Iterable[str]) -> tuple[str, list[str]]:
    """The name of a sheet for this table, and how the columns for these fields are headed."""
    column_by_field = _TABLE_BY_NAME[table].column_by_field
    return _SHEETS[table].name, [column_by_field[field].header_words[0] for field in fields]


def _found_in(file: OpenFile, settings: SpreadsheetSettings) -> Mapping[SheetName, str]:
    found = tables_in(file, wanted=settings.to_be_found, columns=settings.columns)
    missing = [table for table in settings.to_be_found if table not in found]
    if missing and (settings.must_be_found or not found):
        raise _not_found(file, missing[0])
    return {name: found[name] for name in _SHEET_NAMES if name in found}


def _not_found(file: OpenFile, table: TableName) -> Unusable:
    """No sheet looks as if it held this table."""
    place = file.snapshot.name
    if file.workbook is None:
        return Unusable(
            Text("it cannot be told whether these are members, courses or bookings"),
            remedy=Text(
                "Say it in the system's table in hub.toml, for example: {line}", line='provides = ["courses"]'
            ),
            place=place,
        )
    names = file.workbook.visible_sheet_names
    return Unusable(
        Text("none of the sheets {sheets} looks like {table}", sheets=tuple(names), table=words_for(table)),
        remedy=naming_remedy(table, names[0] if names else "…"),
        place=place,
    )


def _class_for(tables: Collection[str], *, is_written: bool) -> Callable[[Settings], Spreadsheet]:
    """What a connector can do is what its bases can do, so each set of tables has a class of its own."""
    base_by_table = _WRITTEN if is_written else _READ
    kept = [table for table in TABLES if table in tables]
    bases: tuple[type, ...] = (TablesOfSettings, *(base_by_table[table] for table in kept))
    namespace: dict[str, Any] = {table: _SHEETS[table] for table in kept}
    return cast("Callable[[Settings], Spreadsheet]", type("SpreadsheetOfSettings", bases, namespace))


@hookimpl
def register_connectors(register: Callable[[str, Callable[..., object], type[Settings]], None]) -> None:
    register(NAME, connected, SpreadsheetSettings)
