"""New rows go into the empty ones that an office keeps above its totals, and never between records; in every format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from hub import Done
from hub.connectors.spreadsheet.file import open_file
from tests.connectors.spreadsheet.builders import (
    COURSE_HEADER,
    COURSE_ROW,
    OFFICE,
    course,
    office,
    office_sheets,
    workbook_at,
)
from tests.connectors.spreadsheet.test_publishing import add
from tests.corpus.opendocument import ods
from tests.corpus.sheets import csv_text

SECOND = ["VA-2", *COURSE_ROW[1:]]
SUM = ["Summe", "", "", "", 14, 240, "", ""]
NOTHING: list[object] = []


def made(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    sheets = office_sheets(courses=rows)
    match path.suffix:
        case ".xlsx":
            workbook_at(path, sheets)
        case ".ods":
            path.write_bytes(ods(sheets))
        case _:
            path.write_bytes(csv_text([COURSE_HEADER, *rows]).encode("utf-8-sig"))
    return path


def publish(path: Path, count: int) -> list[object]:
    """What stands in the first column afterwards."""
    new = [add(course(f"VA-1{number}"), number) for number in range(count)]
    receipts = office(path).publish_courses(OFFICE, new)
    assert all(isinstance(receipt, Done) for receipt in receipts), receipts
    return [row[0] for row in open_file(path).grid("" if path.suffix == ".csv" else "Kurse").rows()]


@pytest.fixture(params=["office.xlsx", "office.ods", "office.csv"])
def path(request, tmp_path):
    return tmp_path / request.param


def test_prepared_rows_are_filled_and_the_last_stays_empty_above_the_totals(path):
    made(path, [COURSE_ROW, SECOND, NOTHING, NOTHING, NOTHING, SUM])
    assert publish(path, 3)[3:] == ["VA-10", "VA-11", "", "Summe", "VA-12"]


def test_empty_rows_between_records_stay_empty(path):
    made(path, [COURSE_ROW, NOTHING, NOTHING, NOTHING, SECOND, ["* ohne Mittagessen"]])
    assert publish(path, 1)[2:] == ["", "", "", "VA-2", "* ohne Mittagessen", "VA-10"]


def test_totals_right_below_are_left_where_they_are(path):
    made(path, [COURSE_ROW, SECOND, SUM])
    assert publish(path, 1)[3:] == ["Summe", "VA-10"]


def test_a_table_without_any_record_is_filled_from_its_header_on(path):
    made(path, [NOTHING, NOTHING, NOTHING, SUM])
    assert publish(path, 1)[1:] == ["VA-10", "", "", "Summe"]


def dressed(path: Path, change) -> Path:
    made(path, [COURSE_ROW, SECOND, NOTHING, NOTHING, NOTHING, SUM])
    book = openpyxl.load_workbook(path)
    change(book["Kurse"])
    book.save(path)
    return path


def _strike(sheet) -> None:
    sheet["A4"].font = Font(strike=True)


@pytest.mark.parametrize("change", [lambda sheet: sheet.merge_cells("A4:H4"), _strike])
def test_prepared_rows_that_are_merged_or_struck_through_are_left_alone(tmp_path, change):
    path = dressed(tmp_path / "office.xlsx", change)
    assert publish(path, 2)[3:] == ["", "", "", "Summe", "VA-10", "VA-11"]


def test_a_new_row_looks_like_a_record_and_not_like_the_totals(tmp_path):
    def bold(sheet) -> None:
        for cell in sheet[7]:
            cell.font = Font(bold=True)

    path = dressed(tmp_path / "office.xlsx", bold)
    publish(path, 3)
    sheet = openpyxl.load_workbook(path)["Kurse"]
    assert [sheet[f"B{row}"].font.bold for row in (4, 5, 8)] == [False] * 3
