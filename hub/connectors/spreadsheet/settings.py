"""What hub.toml says about one spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Set
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from hub.config import LocalPath
from hub.connectors.spreadsheet.file_settings import FileSettings
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES, MEMBERS, TableName
from hub.credentials import Objection
from hub.language import Text, listed

_FIELDS_OF: Mapping[TableName, frozenset[str]] = {
    "members": frozenset(MEMBERS.column_by_field),
    "courses": frozenset(COURSES.column_by_field),
    "bookings": frozenset(BOOKINGS.column_by_field),
}
_NEVER_FILLED: frozenset[str] = frozenset({"id", "ref", "status", "note"})

Words = Annotated[str, Field(min_length=1, max_length=200)]
SheetName = Literal["members", "courses", "bookings", "former"]
"""A table, or the members who have left."""


def _known_fields(columns: Mapping[TableName, Mapping[str, str]]) -> Mapping[TableName, Mapping[str, str]]:
    for table, header_by_field in columns.items():
        _refuse_unknown(header_by_field.keys(), table)
    return columns


def _fields_to_fill(fields_of: Mapping[TableName, frozenset[str]]) -> Mapping[TableName, frozenset[str]]:
    for table, names in fields_of.items():
        _refuse_unknown(names, table)
        for name in sorted(names & _NEVER_FILLED):
            raise Objection(
                Text("{field} belongs to one row alone and is never filled down.", field=name),
                remedy=Text("Take it out of the list."),
                key=table,
            )
    return fields_of


def _refuse_unknown(names: Set[str], table: TableName) -> None:
    for name in sorted(names - _FIELDS_OF[table]):
        nearest = get_close_matches(name, _FIELDS_OF[table], n=1)
        known = Text("Known are: {fields}.", fields=listed(_FIELDS_OF[table]))
        raise Objection(
            Text("{field} is no field of {table}.", field=name, table=table),
            remedy=Text("Did you mean {nearest}?", nearest=nearest[0]) if nearest else known,
            key=table,
        )


def _several(names: object) -> object:
    return (names,) if isinstance(names, str) else names


Names = Annotated[
    tuple[Words, ...],
    Field(min_length=1),
    BeforeValidator(_several, json_schema_input_type=Words | list[Words]),
]
"""One name, or several; `*` in a name stands for any letters."""


class TableSettings(FileSettings):
    """A file that the hub only reads."""

    columns: Annotated[Mapping[TableName, Mapping[str, Words]], AfterValidator(_known_fields)] = {}
    """Field to header, per table, for example `columns.bookings = { course = "Seminar" }`. Nothing is guessed then."""
    sheets: Mapping[SheetName, Names] = {}
    """The sheet's name per table, where it differs from what the connector expects; several where there is one per
    year (`["2012", "2013"]` or `"Anmeldungen *"`): new rows go into the last. `former` has members who left."""
    fill_down: Annotated[Mapping[TableName, frozenset[str]], AfterValidator(_fields_to_fill)] = {}
    """Fields whose empty cells and ditto marks mean the row above, for example `fill_down.bookings = ["company"]`."""
    struck_through: Mapping[TableName, Words] = {}
    """The status of rows that are struck through, for example `struck_through.bookings = "storniert"`."""


class WorkbookSettings(TableSettings):
    """A workbook that the hub also writes."""

    backups: Annotated[int, Field(ge=1, le=1000)] = 10
    """How many earlier versions of the file are kept: in the folder backups beside it, or in backup_folder."""
    backup_folder: LocalPath = Path("var/backups")
    """With url: the folder of this machine for earlier versions of the file."""
    seats: Literal["by hand", "by capacity"] = "by hand"
    """Who answers requests from elsewhere: a person in the sheet, or the hub while the course has seats."""
