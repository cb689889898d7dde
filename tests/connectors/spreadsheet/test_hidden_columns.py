"""Columns that the office does not see are read, and told by `hub check`."""

from __future__ import annotations

import io

import openpyxl
import pytest

from hub.connectors.spreadsheet.hidden_columns import columns_hidden_in_ods, columns_hidden_in_xlsx
from hub.connectors.spreadsheet.workbook import open_workbook
from tests.connectors.spreadsheet.builders import OFFICE, office, office_sheets, workbook_bytes
from tests.corpus.biff import xls
from tests.corpus.opendocument import ods, packed
from tests.fidelity.parts import packed as zipped
from tests.fidelity.parts import replace, unpacked

ROWS = [["Nr.", "Firma"], ["1", "Oker"]]
TABLES = (
    '<x xmlns:table="t"><table:table table:name="A"><table:table-column table:number-columns-repeated="2"/>'
    '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/><table:table-column/></table:table>'
    '<table:table table:name="B"><table:table-column table:visibility="filter" table:number-columns-repeated="99999"/></table:table></x>'
)


def hiding(*columns: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(office_sheets())))
    for column in columns:
        book["Kurse"].column_dimensions[column].hidden = True
    book["Kurse"].column_dimensions["A"].width = 30
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(("hidden", "columns"), [([], []), (["C"], [2]), (["B", "F"], [1, 5])])
def test_columns_of_a_workbook_are_counted_as_the_office_does(hidden, columns):
    assert columns_hidden_in_xlsx(hiding(*hidden), "Kurse", place="a.xlsx") == columns


def test_one_line_of_a_workbook_may_hide_several_columns_and_never_more_than_there_are():
    parts = unpacked(hiding("C"))
    replace(parts, "xl/worksheets/sheet2.xml", 'min="3" max="3"', 'min="3" max="99999"')
    found = columns_hidden_in_xlsx(zipped(parts), "Kurse", place="a.xlsx")
    assert (found[0], found[-1]) == (2, 16_383)


def test_repeated_columns_of_an_ods_file_count_each_up_to_the_last_there_can_be():
    assert columns_hidden_in_ods(packed(TABLES), 0) == [2, 3]
    assert len(columns_hidden_in_ods(packed(TABLES), 1)) == 16_384
    assert columns_hidden_in_ods(packed(TABLES), 2) == []


def test_each_format_shows_what_it_can():
    seen = open_workbook(ods({"A": ROWS}), name="a.ods").sheet("A")
    old = open_workbook(xls({"A": ROWS}), name="a.xls").sheet("A")
    assert (list(seen.hidden_columns()), list(old.hidden_columns())) == ([], [])


def test_the_check_names_hidden_columns_that_are_read(tmp_path):
    path = tmp_path / "office.xlsx"
    path.write_bytes(hiding("F", "Z"))
    told = [
        str(found.what) for found in office(path).check_system(OFFICE) if "hidden columns" in str(found.what)
    ]
    assert told == ["office.xlsx, sheet Kurse: hidden columns are read like all others: Preis Mitglieder"]
