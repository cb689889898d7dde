"""A cell in the last corner of an XLSX sheet is found before calamine makes room for all before it."""

from __future__ import annotations

import pytest

from hub import Unusable
from hub.connectors.spreadsheet import extent_xlsx
from hub.connectors.spreadsheet.extent_xlsx import refuse_absurd_sheet
from hub.connectors.spreadsheet.package import Package
from tests.connectors.spreadsheet.bombs import SHEET, cell, sheet, workbook

_CORNER = cell("A1") + cell("XFD1048576")


def refuse(xml: str) -> None:
    refuse_absurd_sheet(Package(workbook(xml)), SHEET, place="list.xlsx")


@pytest.mark.parametrize(
    ("xml", "rows", "columns"),
    [
        (sheet(_CORNER), "1,048,576", "16,384"),
        (sheet(_CORNER, dimension="A1:B2"), "1,048,576", "16,384"),
        (sheet(_CORNER).replace("<", "<x:").replace("<x:/", "</x:"), "1,048,576", "16,384"),
        (sheet(cell("A1"), f'<row r="10000000">{cell("A10000000")}</row>'), "10,000,000", "1"),
        (sheet(cell("A1"), f'<row r="10000000">{cell()}</row>'), "10,000,000", "1"),
        (sheet(cell("A1") + cell("AAAA1")), "1", "18,279"),
        (sheet(cell("A1") + cell("A" + "9" * 400)), "999,999,999,999", "1"),
        (sheet(cell() * 16_385), "1", "16,385"),
        (sheet(cell("A500000") + cell("BM1")), "500,000", "65"),
    ],
)
def test_a_sheet_that_spreads_too_far_is_refused(xml, rows, columns):
    with pytest.raises(Unusable, match=f"over {rows} rows and {columns} columns"):
        refuse(xml)


@pytest.mark.parametrize(
    "xml",
    [
        sheet(cell("A1") + cell("XFD1")),
        sheet(cell("A1"), '<row r="1048576"><c r="XFD1048576" s="3"/></row>'),
        sheet(cell() + cell(), cell() + cell()),
        sheet(cell("A1"), '<row r="500000"/>', f'<row r="600000">{cell("A600000")}</row>'),
        sheet(cell("A1"), dimension="A1:XFD1048576"),
        sheet(cell("A1"), dimension="nonsense"),
        sheet(),
        "<x/>",
    ],
)
def test_wide_coloured_and_wrongly_measured_sheets_are_read(xml):
    refuse(xml)


def test_a_large_sheet_is_not_taken_at_its_word():
    rows = [cell(f"A{row}", "x" * 10_000) for row in range(1, 201)]
    far = sheet(*rows, cell("XFD1048576"), dimension="A1:J5000")
    with pytest.raises(Unusable, match="over 1,048,576 rows"):
        refuse(far)
    refuse(far.replace("XFD1048576", "XFD201"))


@pytest.mark.parametrize("references", [["Z999999"], ["A99999", "CZ99999"], ["B1", "ZZ9999", "C7"]])
def test_one_quick_look_is_enough_for_most_sheets(monkeypatch, references):
    monkeypatch.setattr(extent_xlsx, "_extent", lambda *_: pytest.fail("looked thoroughly"))
    refuse(sheet("".join(map(cell, references)), before="<!-- no cell -->"))


@pytest.mark.parametrize(
    "before", ['a=">" ', "a=' r=\"A1\"' ", "a='>' ", "a='" + "x" * 2_000_000 + "' ", " " * 2_000_000]
)
def test_a_far_cell_is_found_whatever_its_tag_says_besides(before):
    with pytest.raises(Unusable, match="over 1,048,576 rows"):
        refuse(sheet(_CORNER).replace('r="XFD', f'{before}r="XFD'))


def test_a_tag_is_found_though_the_sheet_comes_in_pieces():
    xml = sheet(cell("A1", "a" * 50_000), _CORNER).encode()
    for size in (7, 60_000):
        pieces = [xml[at : at + size] for at in range(0, len(xml), size)]
        joined = list(extent_xlsx._whole_tags(pieces))
        assert any(b'r="XFD1048576"' in piece for piece in joined)
        assert max(map(len, joined)) <= 65_536 + size
