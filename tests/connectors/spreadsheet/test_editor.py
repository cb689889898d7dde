"""Cells of a workbook are set in the look of another row, and what stands in the same row stays."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula

from hub import Done, Refused
from hub.model import BookingStatus
from tests.connectors.spreadsheet.builders import (
    BOOKING_ROW,
    OFFICE,
    office,
    office_sheets,
    request,
    workbook_at,
)
from tests.connectors.spreadsheet.test_publishing import add, amend


@pytest.fixture
def path(tmp_path):
    rows = [BOOKING_ROW, ["B-2", *BOOKING_ROW[1:]], ["B-3", *BOOKING_ROW[1:]]]
    return workbook_at(tmp_path / "office.xlsx", office_sheets(bookings=rows))


def changed(path: Path, **values: object) -> None:
    book = openpyxl.load_workbook(path)
    for cell, value in values.items():
        book["Buchungen"][cell] = value
    for cell in book["Buchungen"][4]:
        cell.font = Font(bold=True)
    book.save(path)


def test_formulas_that_the_office_drew_down_in_advance_stay_in_a_new_row(path):
    changed(path, L1="Doppelt", L4='=A4&"x"', L5='=IF(A5="","",A5&"x")')
    [receipt] = office(path).sync_bookings(OFFICE, [add(request())])
    assert isinstance(receipt, Done)
    sheet = openpyxl.load_workbook(path)["Buchungen"]
    assert sheet["L5"].value == '=IF(A5="","",A5&"x")'
    assert sheet["C5"].font.bold


@pytest.mark.parametrize(("number", "is_written"), [("B-1", True), ("B-2", False), ("B-3", False)])
def test_a_cell_that_shows_a_part_of_a_formula_beside_it_is_not_written(path, number, is_written):
    record = next(found for found in office(path).fetch_bookings(OFFICE).records if found.id == number)
    change = amend(record, status=BookingStatus.CONFIRMED)
    changed(path, H3=ArrayFormula("H3:H4", "=C3:C4"))
    before = path.read_bytes()
    [receipt] = office(path).sync_bookings(OFFICE, [change])
    assert isinstance(receipt, Done if is_written else Refused)
    assert is_written or "holds a formula" in str(receipt.why)
    assert is_written or path.read_bytes() == before
