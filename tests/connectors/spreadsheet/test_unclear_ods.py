"""Errors and formulas without a value are found in an ODS file, also where rows and columns are repeated."""

from __future__ import annotations

import pytest

from hub import Unusable
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.unclear_ods import unclear_in_ods
from hub.connectors.spreadsheet.workbook import open_workbook
from tests.corpus.old_workbooks import Failed, ods

NEVER = '<table:table-cell table:formula="of:=[.A1]"/>'
OLD_ERROR = '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p></table:table-cell>'
NOTE = "<office:annotation><text:p>Das ist privat.</text:p></office:annotation>"
EMPTY_WORDS = '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'
CALCULATED = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>'


def unclear(*rows: list[object], number: int = 0) -> dict[tuple[int, int], str]:
    found = unclear_in_ods(ods(rows), number, place="list.ods")
    return {cell: str(why) for cell, why in found.items()}


def test_errors_are_found_where_they_stand():
    assert unclear(["a", "b"], ["c", Failed("#N/A", formula=True)], [Failed("Err:502")]) == {
        (2, 1): "the cell shows #N/A",
        (3, 0): "the cell shows Err:502",
    }


def test_an_error_that_claims_to_be_zero_is_an_error():
    assert unclear(["a", OLD_ERROR.replace("><text:p>", ">\n<text:p>")]) == {(1, 1): "the cell shows #DIV/0!"}


def test_a_formula_that_was_never_calculated_is_found_and_one_that_gives_nothing_is_fine():
    assert unclear([NEVER, EMPTY_WORDS, CALCULATED]) == {(1, 0): "the cell's formula was never calculated"}


@pytest.mark.parametrize("error", ["#NAME?", ""])
@pytest.mark.parametrize("is_note_first", [True, False])
def test_a_comment_is_no_part_of_what_a_cell_shows(error, is_note_first):
    words = f"<text:p>{error}</text:p>" if error else ""
    inside = NOTE + words if is_note_first else words + NOTE
    failed = f'<table:table-cell table:formula="of:=FOO()" office:value-type="string" calcext:value-type="error">{inside}</table:table-cell>'
    uncalculated = NEVER.replace("/>", f">{NOTE}</table:table-cell>")
    assert unclear([failed.replace(' calcext:value-type="error"', ""), failed, uncalculated]) == {
        **({(1, 0): "the cell shows #NAME?"} if error else {}),
        (1, 1): f"the cell shows {error or '#?'}",
        (1, 2): "the cell's formula was never calculated",
    }


def test_repeated_rows_and_columns_count_as_often_as_they_stand_there():
    three = '<table:table-cell table:number-columns-repeated="3"/>'
    twice = NEVER.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="2"')
    found = unclear([three, Failed("#N/A"), twice])
    assert sorted(found) == [(1, 3), (1, 4), (1, 5)]


def test_rows_that_are_repeated_are_all_unclear():
    content = ods([["a"], ["b", NEVER]])
    part = (Package(content).part("content.xml") or b"").replace(
        b"</table:table-row><table:table-row>",
        b'</table:table-row><table:table-row table:number-rows-repeated="2">',
    )
    changed = Package(content).with_parts({"content.xml": [part]}).content
    assert sorted(unclear_in_ods(changed, 0, place="list.ods")) == [(2, 1), (3, 1)]


def test_only_the_sheet_in_question_is_looked_at():
    assert unclear([NEVER], number=1) == {}


def test_a_table_within_a_cell_is_no_sheet():
    inner = f'<table:table-cell><table:table table:name="x"><table:table-row>{NEVER}</table:table-row></table:table></table:table-cell>'
    assert unclear(["a"], [inner, NEVER]) == {(2, 1): "the cell's formula was never calculated"}


def test_a_sheet_without_formulas_is_not_even_parsed():
    content = ods([["a"]])
    assert unclear_in_ods(content, 0, place="list.ods") == {}
    broken = Package(content).with_parts({"content.xml": [b"<broken"]}).content
    assert unclear_in_ods(broken, 0, place="list.ods") == {}


def test_damage_is_told():
    broken = Package(ods([["a"]])).with_parts({"content.xml": [b'<a table:formula="1">']}).content
    with pytest.raises(Unusable, match="damaged"):
        unclear_in_ods(broken, 0, place="list.ods")


def test_a_grid_of_an_ods_file_tells_them():
    sheet = open_workbook(ods([["Nr.", "Ort"], ["1", Failed("#N/A")]]), name="list.ods").sheet("Mitglieder")
    assert list(sheet.rows())[1] == ["1", ""]
    assert {cell: str(why) for cell, why in sheet.unclear().items()} == {(2, 1): "the cell shows #N/A"}
