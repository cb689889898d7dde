"""Error cells and formulas without a value are refused by name, never read as empty."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from hub import CoursesTable, TableSettings, Unreadable
from hub.connectors.spreadsheet.unclear_cells import unclear_cells
from tests.connectors.spreadsheet.builders import OFFICE

HEADER = ["Kursnummer", "Titel", "Beginn", "Plätze", "Status", "Nie weitergeben"]
ROW = ["VA-1", "Folienkunde", "04.02.2013 09:00", 8, "offen", ""]


def book(cell_xml: bytes) -> bytes:
    """A workbook whose cell F2, under "Nie weitergeben", is replaced by this XML."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Kurse"
    sheet.append(HEADER)
    sheet.append([*ROW[:-1], "MARK"])
    plain, marked = io.BytesIO(), io.BytesIO()
    made.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(marked, "w") as new:
        shared = old.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in old.namelist() else b""
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                start = part.index(b'<c r="F2"')
                end = part.index(b"</c>", start) + len(b"</c>")
                part = part[:start] + cell_xml + part[end:]
            new.writestr(name, part)
        assert not shared or b"MARK" in shared
    return marked.getvalue()


TROUBLE = {
    "an error value": (b'<c r="F2" t="e"><v>#DIV/0!</v></c>', "the cell shows #DIV/0!"),
    "an error in single quotes": (b"<c t='e' r='F2'><v>#N/A</v></c >", "the cell shows #N/A"),
    "a formula in single quotes": (
        b"<c r = 'F2'><f>A1</f ><v></v ></c >",
        "the cell's formula was never calculated",
    ),
    "an error of a formula": (b'<c r="F2" s="0" t="e"><f>1/0</f><v>#NAME?</v></c>', "the cell shows #NAME?"),
    "a formula without a value": (
        b'<c r="F2"><f>A1&amp;"x"</f></c>',
        "the cell's formula was never calculated",
    ),
    "a formula with an empty value": (
        b'<c r="F2"><f>A1</f><v></v></c>',
        "the cell's formula was never calculated",
    ),
    "the same in short": (b'<c r="F2"><f>A1</f><v/></c>', "the cell's formula was never calculated"),
    "a shared formula without one": (
        b'<c r="F2"><f t="shared" si="0"/></c>',
        "the cell's formula was never calculated",
    ),
}
FINE = {
    "a calculated formula": b'<c r="F2" t="str"><f>"ja"</f><v>ja</v></c>',
    "the same in single quotes": b"<c r='F2' t='str'><f>\"\"</f><v></v></c>",
    "a formula that says nothing": b'<c r="F2" t="str"><f>""</f><v></v></c>',
    "nothing": b'<c r="F2"></c>',
}


@pytest.mark.parametrize("name", TROUBLE)
def test_a_cell_that_reads_as_empty_but_is_not_makes_its_row_a_reject(name: str, tmp_path: Path) -> None:
    cell, why = TROUBLE[name]
    path = tmp_path / "kurse.xlsx"
    path.write_bytes(book(cell))
    [record] = CoursesTable(TableSettings(path=path)).fetch_courses(OFFICE).records

    with pytest.raises(Unreadable) as caught:
        _ = record.value

    reject = caught.value.reject
    assert (str(reject.place), reject.field, str(reject.why)) == (
        "kurse.xlsx, sheet Kurse, row 2",
        "Nie weitergeben",
        why,
    )
    assert reject.id == "VA-1"


@pytest.mark.parametrize("name", FINE)
def test_an_honest_cell_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "kurse.xlsx"
    path.write_bytes(book(FINE[name]))
    [record] = CoursesTable(TableSettings(path=path)).fetch_courses(OFFICE).records

    assert record.value.never_share is (name == "a calculated formula")


def test_an_error_in_a_column_of_the_offices_own_is_nobodys_business(tmp_path: Path) -> None:
    content = book(b'<c r="F2"></c><c r="H2" t="e"><v>#REF!</v></c>')
    path = tmp_path / "kurse.xlsx"
    path.write_bytes(content)

    assert unclear_cells(content, "Kurse", place="kurse.xlsx").keys() == {(2, 7)}
    [record] = CoursesTable(TableSettings(path=path)).fetch_courses(OFFICE).records
    assert record.value.title == "Folienkunde"
