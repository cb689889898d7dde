from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.row_xml import NewCell
from hub.connectors.spreadsheet.sheet_xml import SheetXml
from hub.errors import Unusable

ONE = NewCell("number", "1")


def sheet(rows: str, *, dimension: str = '<dimension ref="A1:B2"/>', prefix: str = "") -> bytes:
    p = prefix
    return (
        f'<?xml version="1.0"?><{p}worksheet xmlns="m">{dimension}<{p}sheetData>{rows}</{p}sheetData>'
        f'<{p}autoFilter ref="A1:B2"/><{p}rowBreaks/></{p}worksheet>'
    ).encode()


def edited(part: bytes, edits) -> bytes:
    return b"".join(SheetXml(part, place="a.xlsx, sheet A").edited(edits))


def test_only_the_touched_cell_changes():
    part = sheet('<row r="1"><c r="A1"><v>5</v></c></row><row r="2"><c r="A2"/></row>')
    assert edited(part, {1: {0: ONE}}) == part.replace(b"<v>5</v>", b"<v>1</v>")


def test_no_edit_changes_no_byte():
    part = sheet('<row r="1"><c r="A1"><v>5</v></c></row>')
    assert edited(part, {}) == part


def test_new_rows_go_to_their_places_in_order():
    part = sheet('<row r="2"><c r="A2"/></row><row r="5"/>')
    changed = edited(part, {n: {0: ONE} for n in (7, 3, 6, 1, 4, 5)})
    assert re.findall(rb'<row r="(\d+)', changed) == [b"1", b"2", b"3", b"4", b"5", b"6", b"7"]
    assert changed.count(b"<v>1</v>") == 6
    assert b'<dimension ref="A1:B7"/>' in changed


def test_a_sheet_without_rows_gets_its_first():
    part = sheet("").replace(b"<sheetData></sheetData>", b"<sheetData/>")
    changed = edited(part, {1: {0: ONE}, 2: {0: ONE}})
    assert changed.count(b"<sheetData>") == changed.count(b"</sheetData>") == 1
    assert re.findall(rb'r="([A-Z]\d)"', changed) == [b"A1", b"A2"]
    assert edited(sheet(""), {1: {0: ONE}}).count(b"<v>1</v>") == 1


def test_emptying_a_cell_that_is_not_there_makes_no_row():
    part = sheet('<row r="1"/>')
    assert b'<row r="9"' not in edited(part, {9: {0: NewCell("nothing")}})


def test_a_sheet_may_do_without_a_dimension_and_with_prefixes():
    part = sheet('<x:row r="1"><x:c r="A1"/></x:row>', dimension="", prefix="x:")
    assert b'<x:c r="A1"><x:v>1</x:v></x:c>' in edited(part, {1: {0: ONE}})


def test_a_row_is_found_by_its_number():
    xml = SheetXml(sheet('<row r="2"><c r="A2" s="3"/></row><row r="4"/>'), place="a")
    assert xml.row(2).styles() == {0: 3}
    assert xml.row(4).xml == b'<row r="4"/>'
    assert xml.row(3) is None
    assert xml.row(5) is None


@pytest.mark.parametrize(
    "part",
    [
        b"<html/>",
        b'<worksheet xmlns="m"></worksheet>',
        sheet("<!-- a comment --><row r='1'/>"),
        sheet("<row><c/></row>"),
        sheet("<row r='2'/><row r='1'/>"),
        sheet("<row r='1'/>").decode().encode("utf-16"),
    ],
)
def test_a_sheet_that_cannot_be_spliced_safely_is_refused(part):
    with pytest.raises(Unusable, match="unusual way"):
        SheetXml(part, place="a.xlsx, sheet A")


_edits = st.dictionaries(
    st.integers(1, 12), st.dictionaries(st.integers(0, 30), st.just(ONE), min_size=1), max_size=6
)


@given(_edits, st.sets(st.integers(1, 12)))
def test_every_other_cell_stays_byte_for_byte(edits, rows):
    cells = {(n, c) for n in rows for c in (0, 3)}
    part = sheet(
        "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="D{n}" s="1"/></row>' for n in sorted(rows))
    )
    changed = edited(part, edits)
    touched = {(n, c) for n, found in edits.items() for c in found}
    for n, c in cells - touched:
        old = f'<c r="A{n}"><v>{n}</v></c>' if c == 0 else f'<c r="D{n}" s="1"/>'
        assert changed.count(old.encode()) == 1
    assert changed.count(b"<v>1</v>") >= len(touched)
    assert changed.count(b"<c ") == len(cells | touched)


def test_columns_say_how_their_new_cells_look():
    part = b"""<x:worksheet xmlns:x="m"><x:cols><x:col min="2" max="3" width="9" style="7"/>
    <x:col style='8' max="16384" min="16384"/><x:col min="5" max="5" width="4"/><x:col min="6" max="99999999" style="1"></x:col></x:cols>
    <x:sheetData><x:row r="1"/></x:sheetData></x:worksheet>"""
    styles = SheetXml(part, place="a").column_styles
    assert {column: styles.get(column) for column in (0, 1, 2, 3, 4)} == {
        0: None,
        1: 7,
        2: 7,
        3: None,
        4: None,
    }
    assert max(styles) == 16_383
