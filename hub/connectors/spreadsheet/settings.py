"""What hub.toml says about one spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from hub.config import LocalPath, Settings
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES, MEMBERS, TableName

_FIELDS_OF: Mapping[TableName, frozenset[str]] = {
    "members": frozenset(MEMBERS.column_by_field),
    "courses": frozenset(COURSES.column_by_field),
    "bookings": frozenset(BOOKINGS.column_by_field),
}

Words = Annotated[str, Field(min_length=1, max_length=200)]


def _known_fields(columns: Mapping[TableName, Mapping[str, str]]) -> Mapping[TableName, Mapping[str, str]]:
    for table, header_by_field in columns.items():
        for name in header_by_field.keys() - _FIELDS_OF[table]:
            nearest = get_close_matches(name, _FIELDS_OF[table], n=1)
            meant = (
                f"Did you mean {nearest[0]}?"
                if nearest
                else f"Known are: {', '.join(sorted(_FIELDS_OF[table]))}."
            )
            raise ValueError(f"{name} is no field of {table}. {meant}")
    return columns


class TableSettings(Settings):
    """A file that the hub only reads."""

    path: LocalPath
    columns: Annotated[Mapping[TableName, Mapping[str, Words]], AfterValidator(_known_fields)] = {}
    """Field to header, per table, for example `columns.bookings = { course = "Seminar" }`. Nothing is guessed then."""
    sheets: Mapping[TableName, Words] = {}
    """The sheet's name per table, where it differs from what the connector expects."""


class WorkbookSettings(TableSettings):
    """A workbook that the hub also writes."""

    backups: Annotated[int, Field(ge=1, le=1000)] = 10
    """How many earlier versions of the file are kept in the folder backups beside it."""
    seats: Literal["by hand", "by capacity"] = "by hand"
    """Who answers requests from elsewhere: a person in the sheet, or the hub while the course has seats."""
