"""Cells that do not say where they stand are found all the same, or refused by name where the hub would write."""

from __future__ import annotations

import re

import pytest

from hub import Unusable
from hub.connectors.spreadsheet.cell_formats import cell_formats
from hub.connectors.spreadsheet.placed_cells import placed
from tests.connectors.spreadsheet.builders import (
    BOOKING_ROW,
    OFFICE,
    office,
    office_sheets,
    rejects_of,
    request,
    workbook_bytes,
)
from tests.connectors.spreadsheet.test_publishing import add
from tests.fidelity.parts import packed, replace, sheet_part, unpacked

_BOOKINGS = sheet_part(3)


def unplaced(*, cells_only: bool = False) -> bytes:
    """Three bookings, the second hidden and the third with an error, by a program that says no places."""
    rows = [[f"B-{number}", *BOOKING_ROW[1:6], "", "", "x", "x", ""] for number in (1, 2, 3)]
    parts = unpacked(workbook_bytes(office_sheets(bookings=rows)))
    replace(parts, _BOOKINGS, '<row r="3">', '<row r="3" hidden="1">')
    replace(parts, _BOOKINGS, '<c r="D4" t="inlineStr"><is><t>Osterode am Harz</t></is></c>', '<c r="D4" t="e"><v>#REF!</v></c>')  # fmt: skip
    xml = parts[_BOOKINGS].decode()
    for row in (1, 2, 3, 4):  # the empty cells between, which a place would jump over
        xml = xml.replace(f'<c r="I{row}"', f'<c/><c/><c r="I{row}"') if row > 1 else xml
    xml = re.sub(r'<c r="[A-Z]+\d+"', "<c", xml)
    parts[_BOOKINGS] = (xml if cells_only else re.sub(r'<row r="\d+"', "<row", xml)).encode()
    return packed(parts)


def test_every_row_and_cell_gets_its_place():
    said = placed(b'<x:row/><x:row r="4"><x:c/><x:c r="C4" s="1"/><x:c t="e"><x:v>1</x:v></x:c></x:row><x:row hidden="1"/>')  # fmt: skip
    assert said == (
        b'<x:row r="1"/><x:row r="4"><x:c r="A4"/><x:c r="C4" s="1"/><x:c r="D4" t="e"><x:v>1</x:v></x:c></x:row>'
        b'<x:row r="5" hidden="1"/>'
    )


def test_a_sheet_that_says_all_stays_as_it_is():
    sheet = b'<row r="1"><c r="A1"/></row>'
    assert placed(sheet) is sheet


@pytest.mark.parametrize("cells_only", [True, False])
def test_errors_and_hidden_rows_are_found_without_their_places(tmp_path, cells_only):
    path = tmp_path / "office.xlsx"
    path.write_bytes(unplaced(cells_only=cells_only))
    hub = office(path)
    [reject] = rejects_of(hub.fetch_bookings(OFFICE))
    assert "row 4" in str(reject.place)
    assert "the cell shows #REF!" in str(reject.why)
    assert any(
        "rows 3" in str(found.what) or "row 3" in str(found.what) for found in hub.check_system(OFFICE)
    )
    assert cell_formats(path.read_bytes(), "Buchungen", place="x").at(2, 0).number_format == "General"


@pytest.mark.parametrize("cells_only", [True, False])
def test_a_sheet_that_says_no_places_is_not_written(tmp_path, cells_only):
    path = tmp_path / "office.xlsx"
    before = unplaced(cells_only=cells_only)
    path.write_bytes(before)
    with pytest.raises(Unusable, match="unusual way"):
        office(path).sync_bookings(OFFICE, [add(request())])
    assert path.read_bytes() == before
