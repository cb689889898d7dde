from __future__ import annotations

from hub.connectors.spreadsheet.hidden_rows import hidden_in_ods, hidden_in_xlsx
from hub.connectors.spreadsheet.workbook import open_workbook
from tests.connectors.spreadsheet.builders import workbook_bytes
from tests.corpus.biff import xls
from tests.corpus.opendocument import ods, packed

ROWS = [["Nr.", "Firma"], ["1", "Oker"], ["2", "Ilse"]]
TABLES = (
    '<x xmlns:table="t"><table:table table:name="A"><table:table-row table:number-rows-repeated="4"/>'
    '<table:table-row table:visibility="collapse" table:number-rows-repeated="2"/><table:table-row/></table:table>'
    '<table:table table:name="B"><table:table-row table:visibility="filter"/></table:table></x>'
)


def test_no_row_of_a_usual_sheet_is_hidden():
    assert hidden_in_xlsx(workbook_bytes({"A": ROWS}), "A", place="a.xlsx") == []


def test_repeated_rows_of_an_ods_file_count_each():
    assert hidden_in_ods(packed(TABLES), 0) == [5, 6]
    assert hidden_in_ods(packed(TABLES), 1) == [1]
    assert hidden_in_ods(packed(TABLES), 2) == []


def test_a_whole_hidden_column_of_rows_ends_somewhere():
    endless = TABLES.replace('"2"', '"1048576"')
    assert len(hidden_in_ods(packed(endless), 0)) == 100_000


def test_each_format_shows_what_it_can():
    seen = open_workbook(ods({"A": ROWS}, hidden_rows=[3]), name="a.ods").sheet("A")
    old = open_workbook(xls({"A": ROWS}), name="a.xls").sheet("A")
    assert (list(seen.hidden_rows()), list(old.hidden_rows())) == ([3], [])
