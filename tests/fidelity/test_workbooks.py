"""The hub writes into workbooks as they are: the cells it was asked for change, and not one byte of anything else."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from hub import Add, Amend, Done, Ref
from hub.model import BookingStatus
from tests.connectors.spreadsheet.builders import OFFICE, course, office, request
from tests.fidelity.parts import sheet_part, unpacked
from tests.fidelity.workbooks import BOOKINGS, COURSES, WORKBOOKS

_TITLE = "=Folienkunde & <mehr>"
_WRITTEN = {COURSES: {f"{letter}3" for letter in "ABCDEFGH"}, BOOKINGS: {"H2", *(f"{letter}5" for letter in "ABCDEFGHIJK")}}  # fmt: skip
_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</(?:\w+:)?c>)', re.DOTALL)
_SOFFICE = shutil.which("soffice")


def edited(path: Path, make: Callable[[], bytes]) -> bytes:
    """The workbook before; at `path` it is as the hub wrote it: one cell changed, one booking and one course more."""
    before = make()
    path.write_bytes(before)
    hub = office(path)
    record = next(found for found in hub.fetch_bookings(OFFICE).records if found.id == "B-1")
    confirmed = record.value.model_copy(update={"status": BookingStatus.CONFIRMED})
    amend = Amend(id="1", ref=Ref(OFFICE.name, "booking", "B-1"), record_id="B-1", value=confirmed, before=record.value, fields=frozenset({"status"}))  # fmt: skip
    asked, offered = request(), course("VA-2", title=_TITLE)
    receipts = [
        *hub.sync_bookings(OFFICE, [amend, Add(id="2", ref=asked.origin, value=asked)]),
        *hub.publish_courses(OFFICE, [Add(id="3", ref=offered.origin, value=offered)]),
    ]
    assert all(isinstance(receipt, Done) for receipt in receipts), receipts
    return before


def read(content: bytes) -> Mapping[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture(params=WORKBOOKS)
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[bytes, bytes]:
    """A workbook before and after."""
    path = tmp_path / "office.xlsx"
    before = edited(path, WORKBOOKS[request.param])
    return before, path.read_bytes()


def test_every_other_part_stays_byte_for_byte(written: tuple[bytes, bytes]) -> None:
    before, after = map(unpacked, written)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    owned = {sheet_part(COURSES), sheet_part(BOOKINGS), "xl/styles.xml", *_grown_table(before)}
    assert changed <= owned | _told_to_calculate(before)


def test_every_other_cell_stays_byte_for_byte_and_so_does_what_is_around_them(
    written: tuple[bytes, bytes],
) -> None:
    before, after = map(unpacked, written)
    for number, touched in _WRITTEN.items():
        old, new = before[sheet_part(number)], after[sheet_part(number)]
        was, now = ({cell[1].decode(): cell[0] for cell in _CELL.finditer(xml)} for xml in (old, new))
        assert now.keys() - was.keys() <= touched
        assert {name: xml for name, xml in was.items() if name not in touched} == {
            name: xml for name, xml in now.items() if name not in touched
        }
        assert _around(old) == _around(new)


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_two_libraries_read_what_was_written(written: tuple[bytes, bytes]) -> None:
    rows = read(written[1])
    assert rows["Buchungen"][1][7] == "bestätigt"
    assert [row[4] for row in rows["Buchungen"]][1:] == ["Anna Beispiel", "Bea  Blank ", "Cem Muster", "Ben Muster"]  # fmt: skip
    assert rows["Buchungen"][4][10] == "channel/booking/C-1"
    assert rows["Kurse"][2][1] == _TITLE
    if b"purl.oclc.org" in unpacked(written[1])["xl/workbook.xml"]:
        return  # openpyxl does not find the sheets of a strict workbook
    book = openpyxl.load_workbook(io.BytesIO(written[1]))
    assert (book["Buchungen"]["H2"].value, book["Buchungen"]["K5"].value) == (
        "bestätigt",
        "channel/booking/C-1",
    )
    assert (book["Kurse"]["B3"].value, book["Kurse"]["B3"].data_type) == (_TITLE, "s")


@pytest.mark.skipif(_SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_them_all_and_after_its_round_trip_they_read_the_same(tmp_path: Path) -> None:
    for number, make in enumerate(WORKBOOKS.values()):
        edited(tmp_path / f"{number}.xlsx", make)
    files = sorted(tmp_path.glob("*.xlsx"))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [_SOFFICE or "", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved"), *map(str, files)],
        check=True, capture_output=True,
    )  # fmt: skip
    assert len(files) == len(WORKBOOKS)
    for name, file in zip(WORKBOOKS, sorted(files, key=lambda found: int(found.stem)), strict=True):
        saved = read((tmp_path / "saved" / file.name).read_bytes())
        assert {sheet: _filled(rows) for sheet, rows in read(file.read_bytes()).items()} == {
            sheet: _filled(rows) for sheet, rows in saved.items()
        }, name


@pytest.mark.skipif(_SOFFICE is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saved_is_written_with_the_same_care(tmp_path: Path) -> None:
    source = tmp_path / "source" / "office.xlsx"
    source.parent.mkdir()
    source.write_bytes(WORKBOOKS["dressed"]())
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [_SOFFICE or "", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True,
    )  # fmt: skip
    path = tmp_path / "office.xlsx"
    written = (edited(path, path.read_bytes), path.read_bytes())
    test_every_other_part_stays_byte_for_byte(written)
    test_every_other_cell_stays_byte_for_byte_and_so_does_what_is_around_them(written)
    test_two_libraries_read_what_was_written(written)


def _around(xml: bytes) -> tuple[bytes, bytes]:
    """What stands before and behind the rows, but for how far they reach."""
    start, end = xml.index(b"sheetData"), xml.rindex(b"sheetData")
    return re.sub(rb'dimension ref="[^"]*"', b"", xml[:start]), xml[end:]


def _grown_table(parts: Mapping[str, bytes]) -> set[str]:
    return {name for name in parts if name.startswith("xl/tables/")}


def _told_to_calculate(parts: Mapping[str, bytes]) -> set[str]:
    return {"xl/workbook.xml"} if b"<f" in parts[sheet_part(BOOKINGS)] else set()


def _filled(rows: list[list[object]]) -> list[list[object]]:
    """The table below its header: LibreOffice shows a pivot table anew, in cells beside it."""
    width = max(at + 1 for at, cell in enumerate(rows[0]) if cell != "")
    return [row[:width] for row in rows if any(cell != "" for cell in row[:width])]
