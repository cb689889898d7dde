"""Small workbooks of an invented office, and connectors that read and write them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl

from hub import (
    BookingsSheet,
    CoursesSheet,
    MembersTable,
    Network,
    Reading,
    Ref,
    Sheet,
    Unreadable,
    WorkbookSettings,
)
from hub.changes import Reject
from hub.connectors.spreadsheet.cell_formats import CellFormats
from hub.connectors.spreadsheet.header import Headers
from hub.connectors.spreadsheet.source import Source, ways_of
from hub.connectors.spreadsheet.tables import BOOKINGS, N, Table
from hub.language import Text
from hub.model import Booking, Company, Course, NetworkName, Person

OFFICE = Network(NetworkName("office"), "An office", "Europe/Berlin")
BERLIN = ZoneInfo("Europe/Berlin")

MEMBER_HEADER = ["Mitgl.-Nr.", "Firma", "PLZ", "Ort", "Telefon", "Eintritt", "Status", "Bemerkung"]
COURSE_HEADER = ["Kursnummer", "Titel", "Beginn", "Ende", "Plätze", "Preis Mitglieder", "Status", "Verweis"]
BOOKING_HEADER = ["Nr.", "Kurs", "Firma", "Ort", "Teilnehmer", "E-Mail", "gebucht am", "Status", "Bemerkung", "Hinweis", "Verweis"]  # fmt: skip

MEMBER_ROW = [
    "M-1",
    "Oker Kartonagen GmbH",
    "37520",
    "Osterode am Harz",
    "05522 / 1",
    date(2005, 1, 1),
    "aktiv",
    "",
]
COURSE_ROW = [
    "VA-1",
    "Folienkunde",
    datetime(2013, 2, 4, 9),
    datetime(2013, 2, 4, 16, 30),
    2,
    120,
    "offen",
    "",
]
BOOKING_ROW = ["B-1", "VA-1", "Oker Kartonagen GmbH", "Osterode am Harz", "Anna Beispiel", "anna@oker.example", date(2013, 1, 7), "", "", "", ""]  # fmt: skip

Sheets = Mapping[str, Sequence[Sequence[object]]]


def office_sheets(**rows: Sequence[Sequence[object]]) -> Sheets:
    """The three sheets with their headers; rows by table, one usual row where nothing is said."""
    return {
        "Mitglieder": [MEMBER_HEADER, *rows.get("members", [MEMBER_ROW])],
        "Kurse": [COURSE_HEADER, *rows.get("courses", [COURSE_ROW])],
        "Buchungen": [BOOKING_HEADER, *rows.get("bookings", [BOOKING_ROW])],
    }


def workbook_bytes(sheets: Sheets) -> bytes:
    """A workbook as openpyxl saves it; dates get a German date format."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        for cells in sheet.iter_rows():
            for cell in cells:
                if cell.is_date:
                    is_moment = isinstance(cell.value, datetime)
                    cell.number_format = "DD.MM.YYYY HH:MM" if is_moment else "DD.MM.YYYY"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def workbook_at(path: Path, sheets: Sheets) -> Path:
    path.write_bytes(workbook_bytes(sheets))
    return path


class OfficeWorkbook(MembersTable, CoursesSheet, BookingsSheet):
    members = Sheet("Mitglieder")
    courses = Sheet("Kurse")
    bookings = Sheet("Buchungen", written={"id", "status", "note"}, id_prefix="B-")


def office(path: Path, sheets: Sheets | None = None, **settings: object) -> OfficeWorkbook:
    """A connector for the workbook at `path`, which is made of `sheets` unless it is there already."""
    if not path.exists() or sheets is not None:
        workbook_at(path, office_sheets() if sheets is None else sheets)
    return OfficeWorkbook(WorkbookSettings.model_validate({"path": path, "wait_seconds": 0, **settings}))


class Lines:
    """A grid made of plain lists."""

    place = Text("{file}, sheet {sheet}", file="list.xlsx", sheet="List")
    title = "List"
    left = 0
    merged = ()

    def __init__(self, *rows: Sequence[object]) -> None:
        width = max((len(row) for row in rows), default=0)
        self._rows = [[*row, *[""] * (width - len(row))] for row in rows]
        self.walks = 0
        self.links: dict[tuple[int, int], str] = {}

    def rows(self):
        self.walks += 1
        return iter([list(row) for row in self._rows])

    def unclear(self) -> Mapping[tuple[int, int], Text]:
        return {}

    def partly_struck(self) -> tuple[()]:
        return ()

    def hidden_rows(self) -> list[int]:
        return []

    def hidden_columns(self) -> list[int]:
        return []

    def mail_links(self) -> Mapping[tuple[int, int], str]:
        return self.links

    def formats(self) -> CellFormats:
        return CellFormats()


def source_of(
    table: Table[N],
    *rows: Sequence[object],
    sheet: Sheet | None = None,
    pinned: Mapping[str, str] | None = None,
    timezone: str = "Europe/Berlin",
) -> Source[N]:
    sheet = sheet or Sheet("List", id_prefix="B-" if table is BOOKINGS else "")
    headers = Headers(table, sheet.columns, pinned or {})
    return Source(Lines(*rows), table, sheet, headers, ways_of(sheet, table, timezone=timezone), OFFICE.name)


def rejects_of(reading: Reading) -> list[Reject]:
    """Every reject, those included that show only when the value is asked for."""
    found = list(reading.rejects)
    for record in reading.records:
        try:
            record.value  # noqa: B018 - asking is the point
        except Unreadable as unreadable:
            found.append(unreadable.reject)
    return found


def course(number: str = "VA-1", home: str = "academy", **fields: object) -> Course:
    """A course of another network, as it is published here."""
    given = {"title": "Folienkunde", "starts_at": datetime(2013, 2, 4, 9, tzinfo=BERLIN), **fields}
    return Course.model_validate({"id": number, "origin": Ref(NetworkName(home), "course", number), **given})


def request(number: str = "C-1", *, of: str = "VA-1", home: str = "channel", **fields: object) -> Booking:
    """A booking of another network, as it is passed on to this one."""
    ref = Ref(NetworkName(home), "booking", number)
    given: dict[str, object] = {
        "company": Company(name="Sieber Druck KG", town="Herzberg"),
        "participant": Person(name="Ben Muster", email="ben@sieber.example"),
        "booked_on": date(2013, 1, 9),
        **fields,
    }
    return Booking.model_validate({"id": str(ref), "origin": ref, "course": of, **given})
