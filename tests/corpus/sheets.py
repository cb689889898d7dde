"""Makes the small files of the corpus: one table, usual but for what is odd about it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl

from hub.connectors.spreadsheet.tables import TableName

Row = Sequence[object]
Dress = Callable[[Any], None]
"""What is done to an openpyxl sheet after its cells are filled."""

TITLES: Mapping[TableName, str] = {"members": "Mitglieder", "courses": "Kurse", "bookings": "Buchungen"}

USUAL: Mapping[TableName, Mapping[str, object]] = {
    "members": {
        "Mitgl.-Nr.": "M-1",
        "Firma": "Oker Kartonagen GmbH",
        "PLZ": "37520",
        "Ort": "Osterode am Harz",
        "Telefon": "05522 1234",
        "E-Mail": "info@oker.example.org",
        "Eintritt": date(2005, 1, 1),
        "Status": "aktiv",
    },
    "courses": {
        "Kursnummer": "VA-1",
        "Titel": "Folienkunde",
        "Beginn": datetime(2013, 2, 4, 9),
        "Ende": datetime(2013, 2, 4, 16, 30),
        "Plätze": 12,
        "Preis Mitglieder": 120,
        "Status": "offen",
        "Nie weitergeben": "nein",
    },
    "bookings": {
        "Nr.": "B-1",
        "Kurs": "VA-1",
        "Firma": "Oker Kartonagen GmbH",
        "Ort": "Osterode am Harz",
        "Teilnehmer": "Anna Beispiel",
        "E-Mail": "anna@oker.example.org",
        "gebucht am": date(2013, 1, 7),
        "Status": "",
    },
}
"""Header and cell of one usual row per table; nobody in it exists."""


def with_cells(table: TableName, *changes: Mapping[str, object]) -> list[list[object]]:
    """The header and one usual row per change, numbered from 1; a change says cells by header, new columns too."""
    usual = USUAL[table]
    headers = list(dict.fromkeys([*usual, *(header for change in changes for header in change)]))
    number, prefix = headers[0], str(usual[headers[0]])[:-1]
    rows = [{**usual, number: f"{prefix}{count}", **change} for count, change in enumerate(changes, start=1)]
    return [[*headers], *([row.get(header, "") for header in headers] for row in rows)]


def xlsx(
    rows: Sequence[Row],
    *,
    title: str = "Mitglieder",
    dress: Dress | None = None,
    epoch: datetime | None = None,
) -> bytes:
    """A workbook with one sheet, as openpyxl saves it; dates get a German date format."""
    book = openpyxl.Workbook()
    if epoch is not None:
        book.epoch = epoch
    sheet = book.worksheets[0]
    sheet.title = title
    fill(sheet, rows)
    if dress is not None:
        dress(sheet)
    return saved(book)


def fill(sheet: Any, rows: Sequence[Row]) -> None:
    """Types these rows into an openpyxl sheet; an empty text leaves its cell empty."""
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.is_date:
                cell.number_format = "DD.MM.YYYY HH:MM" if isinstance(cell.value, datetime) else "DD.MM.YYYY"


def saved(book: Any) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def table_xlsx(
    table: TableName, *changes: Mapping[str, object], dress: Dress | None = None
) -> Callable[[], bytes]:
    """Makes a workbook of `with_cells` when somebody asks."""
    return lambda: xlsx(with_cells(table, *changes), title=TITLES[table], dress=dress)


def table_csv(
    table: TableName, *changes: Mapping[str, object], encoding: str = "utf-8"
) -> Callable[[], bytes]:
    """Makes a CSV file with semicolons of `with_cells` when somebody asks; dates are written as 14.01.2013."""
    return lambda: csv_text(with_cells(table, *changes)).encode(encoding)


def csv_text(rows: Sequence[Row], *, delimiter: str = ";") -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([_typed(cell) for cell in row] for row in rows)
    return lines.getvalue()


def _typed(cell: object) -> object:
    match cell:
        case datetime():
            return f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
        case _:
            return cell
