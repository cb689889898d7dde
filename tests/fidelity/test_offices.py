"""The hub writes into an office that has everything at once: each value in its cell, and nothing else is touched."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from hub import Done
from hub.changes import Amend, Change
from hub.connectors.spreadsheet.connector import Spreadsheet
from hub.connectors.spreadsheet.file import open_file
from hub.connectors.spreadsheet.kind import SpreadsheetSettings, connected
from hub.model import Booking, BookingStatus, Ref
from tests.connectors.spreadsheet.builders import BERLIN, OFFICE, course, request
from tests.connectors.spreadsheet.test_publishing import add
from tests.fidelity.offices import NEW_BOOKINGS, NEW_COURSES, office_with_everything
from tests.fidelity.parts import unpacked
from tests.fidelity.test_open_documents import converted

_XLSX_CELL = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*?(?:/>|>.*?</table:(?:covered-)?table-cell>)", re.DOTALL)  # fmt: skip
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d+)"')
_FARTHEST = 40  # rows and columns looked at: beyond them an ODS file repeats empty ones to its end

_COURSES = [
    course(f"VA-1{number}", ends_at=datetime(2013, 2, 4, 16, tzinfo=BERLIN), capacity=number, price_member=Decimal("99.50"))
    for number in range(len(NEW_COURSES))
]  # fmt: skip
_REQUESTS = [request(f"C-{number}") for number in range(len(NEW_BOOKINGS))]
_SHOWN = {
    "VA-10": ["VA-10", "Folienkunde", datetime(2013, 2, 4, 9), datetime(2013, 2, 4, 16), 0.0, 99.5, "", "offen", "academy/course/VA-10"],
    "channel/booking/C-1": ["", "VA-1", "Sieber Druck KG", "Ben Muster", "ben@sieber.example", date(2013, 1, 9), "angefragt", "", "channel/booking/C-1"],
}  # fmt: skip


def opened(path: Path, **settings: object) -> Spreadsheet:
    given = {"path": path, "wait_seconds": 0, "fill_down": {"bookings": ["company"]}, **settings}
    return connected(SpreadsheetSettings.model_validate(given))


def answers(hub) -> list[Change[Booking]]:
    """Every request and one that is decided already get an answer and a note."""
    return [
        Amend(
            id=record.id, ref=Ref(OFFICE.name, "booking", record.id), record_id=record.id, before=record.value,
            value=record.value.model_copy(update={"status": BookingStatus.WAITLISTED, "note": "Wir melden uns."}),
            fields=frozenset({"status", "note"}),
        )
        for record in hub.fetch_bookings(OFFICE).records
        if not record.id.endswith("-3")
    ]  # fmt: skip


def written(path: Path) -> None:
    """What a night would write, and the proof that it stands in the cells it belongs into."""
    hub = opened(path, sheets={"courses": "Kurse", "bookings": "Buchungen *"})
    changes = answers(hub)
    receipts = [
        *hub.publish_courses(OFFICE, [add(noun, number) for number, noun in enumerate(_COURSES)]),
        *hub.sync_bookings(OFFICE, [*changes, *(add(noun, number) for number, noun in enumerate(_REQUESTS))]),
    ]
    assert len(changes) == 6
    assert all(isinstance(receipt, Done) for receipt in receipts), receipts
    rows = {name: list(open_file(path).grid(name).rows()) for name in ("Kurse", "Buchungen 2012", "Buchungen 2013")}  # fmt: skip
    assert [rows["Kurse"][row - 1][0] for row in NEW_COURSES] == [noun.id for noun in _COURSES]
    assert rows["Kurse"][NEW_COURSES[0] - 1] == _SHOWN["VA-10"]
    assert rows["Buchungen 2013"][NEW_BOOKINGS[1] - 1] == _SHOWN["channel/booking/C-1"]
    for year in (2012, 2013):
        bookings = rows[f"Buchungen {year}"]
        assert [bookings[row - 1][6] for row in (5, 6, 8, 9)] == ["Warteliste", "Warteliste", "storniert", "Warteliste"]  # fmt: skip
        assert [bookings[row - 1][2] for row in (6, 9)] == ["", "dito"]


def owned() -> Mapping[str, set[str]]:
    """The cells that the hub may touch: answers and notes, and its new rows."""
    answered = {f"{column}{row}" for column in "GH" for row in (5, 6, 9)}
    new = {f"{column}{row}" for column in "ABCDEFGHI" for row in NEW_BOOKINGS}
    return {
        "Kurse": {f"{column}{row}" for column in "ABCDEFGHI" for row in NEW_COURSES},
        "Buchungen 2012": answered,
        "Buchungen 2013": answered | new,
    }


def test_in_a_workbook_every_other_cell_and_part_stays(tmp_path: Path) -> None:
    path = tmp_path / "office.xlsx"
    path.write_bytes(office_with_everything())
    before = unpacked(path.read_bytes())
    written(path)
    after = unpacked(path.read_bytes())
    changed = {name for name in before if before[name] != after[name]}
    sheets = [f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3)]
    assert changed <= {*sheets, "xl/styles.xml", "xl/workbook.xml"}
    for name, own in zip(sheets, owned().values(), strict=True):
        old, new = ({cell[1].decode(): cell[0] for cell in _XLSX_CELL.finditer(part[name])} for part in (before, after))  # fmt: skip
        assert {at: cell for at, cell in old.items() if at not in own} == {
            at: cell for at, cell in new.items() if at not in own
        }
        assert old.keys() | own >= new.keys()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_in_an_ods_file_of_libreoffice_every_other_cell_and_part_stays(tmp_path: Path) -> None:
    source = tmp_path / "office.xlsx"
    source.write_bytes(office_with_everything())
    path = converted(tmp_path, [source], to="ods") / "office.ods"
    before = unpacked(path.read_bytes())
    written(path)
    after = unpacked(path.read_bytes())
    assert {name for name in before if before[name] != after[name]} == {"content.xml"}
    tables = (part["content.xml"].split(b"<table:table ")[1:] for part in (before, after))
    for (name, own), old, new in zip(owned().items(), *tables, strict=False):
        assert b'table:name="%s"' % name.encode() in old
        free = own | {f"row {row}" for row in (*NEW_COURSES, *NEW_BOOKINGS)}
        mine, theirs = (
            {at: xml for at, xml in ods_cells(table) if at not in free and xml != _NOTHING}
            for table in (new, old)
        )
        assert mine == theirs


_NOTHING = b"<table:table-cell/>"


def ods_cells(table: bytes) -> Iterator[tuple[str, bytes]]:
    """Every cell by its name, and how every row is dressed, however often the file repeats it."""
    row = 0
    for line in _ODS_ROW.finditer(table):
        for _ in range(min(_count(line[1]), _FARTHEST)):
            row, column = row + 1, 0
            if row > _FARTHEST:
                return
            yield f"row {row}", re.sub(rb"\s*" + _REPEATED.pattern, b"", line[1]).strip()
            for cell in _ODS_CELL.finditer(line[2] or b""):
                plain = re.sub(rb"\s+" + _REPEATED.pattern, b"", cell[0])
                for _ in range(min(_count(cell[0]), _FARTHEST)):
                    yield f"{chr(65 + column) if column < 26 else column}{row}", plain
                    column += 1


def _count(xml: bytes) -> int:
    found = _REPEATED.search(xml.partition(b">")[0])
    return int(found[1]) if found else 1


@pytest.mark.parametrize(("table", "sheet"), [("courses", "Kurse"), ("bookings", "Buchungen 2013")])
def test_in_a_csv_file_every_other_line_stays(tmp_path: Path, table: str, sheet: str) -> None:
    path = tmp_path / "office.csv"
    source = tmp_path / "office.xlsx"
    source.write_bytes(office_with_everything())
    path.write_bytes(as_csv(list(open_file(source).grid(sheet).rows())))
    before = path.read_text(encoding="cp1252").splitlines()
    hub = opened(path, sheets={table: "Liste"})
    new = [add(noun, number) for number, noun in enumerate(_COURSES if table == "courses" else _REQUESTS)]
    receipts = hub.publish_courses(OFFICE, new) if table == "courses" else hub.sync_bookings(OFFICE, [*answers(hub), *new])  # fmt: skip
    assert all(isinstance(receipt, Done) for receipt in receipts), receipts
    after = path.read_text(encoding="cp1252").splitlines()
    own = {*NEW_COURSES} if table == "courses" else {5, 6, 9, *NEW_BOOKINGS}
    assert {row for row, line in enumerate(after, 1) if row > len(before) or line != before[row - 1]} == own
    if table == "courses":
        assert after[11] == "VA-10;Folienkunde;04.02.2013 09:00;04.02.2013 16:00;0;99,50;;offen;academy/course/VA-10"  # fmt: skip
    else:
        assert after[8] == "B-2013-4;VA-2;dito;Dora Muster;d@ilse.example;09.01.2013;Warteliste;Wir melden uns.;"  # fmt: skip
        assert after[10].startswith(
            ";VA-1;Sieber Druck KG;Ben Muster;ben@sieber.example;09.01.2013;angefragt;"
        )


def as_csv(rows: Sequence[Sequence[object]]) -> bytes:
    """As a German office exports a sheet: semicolons, the letters of Windows, decimal commas."""
    lines = [";".join(_german(cell) for cell in row) for row in rows]
    return "".join(f"{line}\r\n" for line in lines).encode("cp1252")


def _german(cell: object) -> str:
    match cell:
        case datetime():
            return f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
        case float():
            return f"{cell:g}".replace(".", ",")
        case _:
            return str(cell)
