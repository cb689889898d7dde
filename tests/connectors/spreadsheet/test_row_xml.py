from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.row_xml import NewCell, RowXml, xml_text


def row(xml: bytes, prefix: bytes = b"") -> RowXml:
    return RowXml(xml, 7, prefix)


FULL = b'<row r="7" spans="1:3" ht="20"><c r="A7" s="2" t="s"><v>5</v></c><c r="C7" s="4"/></row>'


def test_a_cell_is_replaced_where_it_stands_and_keeps_its_style():
    changed = row(FULL).with_cells({0: NewCell("number", "12")})
    assert changed == b'<row r="7" spans="1:3" ht="20"><c r="A7" s="2"><v>12</v></c><c r="C7" s="4"/></row>'


def test_a_new_cell_goes_between_its_neighbours():
    changed = row(FULL).with_cells({1: NewCell("text", "x", style=9)})
    inserted = b'<c r="B7" s="9" t="inlineStr"><is><t xml:space="preserve">x</t></is></c>'
    assert changed == FULL.replace(b'<c r="C7"', inserted + b'<c r="C7"')


def test_a_cell_beyond_the_last_widens_the_spans():
    changed = row(FULL).with_cells({4: NewCell("number", "1")})
    assert changed == FULL.replace(b"1:3", b"1:5").replace(b"</row>", b'<c r="E7"><v>1</v></c></row>')


def test_an_emptied_cell_keeps_its_style_and_one_without_style_goes():
    assert row(FULL).with_cells({0: NewCell("nothing")}).count(b'<c r="A7" s="2"/>') == 1
    plain = row(b'<row r="7"><c r="A7"><v>1</v></c></row>')
    assert plain.with_cells({0: NewCell("nothing")}) == b'<row r="7"></row>'


def test_an_empty_row_is_opened():
    assert (
        row(b'<row r="7" />').with_cells({0: NewCell("number", "1")})
        == b'<row r="7"><c r="A7"><v>1</v></c></row>'
    )


def test_prefixed_markup_stays_prefixed():
    changed = row(b'<x:row r="7"><x:c r="A7"><x:v>1</x:v></x:c></x:row>', b"x:").with_cells(
        {0: NewCell("text", "y")}
    )
    assert (
        b'<x:c r="A7" t="inlineStr"><x:is><x:t xml:space="preserve">y</x:t></x:is></x:c></x:row>' in changed
    )


def test_calculated_cells_are_known():
    found = row(b'<row r="7"><c r="A7"><f>1+1</f><v>2</v></c><c r="B7"><v>1</v></c></row>').formulas()
    assert found == {0}


def test_styles_are_read_in_either_kind_of_quotes():
    assert row(b"<row r='7'><c s='3' r='A7'/><c r=\"B7\"/></row>").styles() == {0: 3}


def test_cells_may_not_say_where_they_stand():
    assert row(b'<row r="7"><c r="A7"><v>1</v></c></row>').says_where_its_cells_stand
    assert not row(b'<row r="7"><c r="A7"/><c><v>1</v></c></row>').says_where_its_cells_stand


def test_foreign_text_stays_text():
    for words in ("=1+1", "+49 5522", "-x", "@a", "<b>&</b>", "a\nb", "\ttab"):
        xml = row(b'<row r="7"/>').with_cells({0: NewCell("text", words)})
        cell = ElementTree.fromstring(xml)[0]
        assert cell.get("t") == "inlineStr"
        assert cell[0][0].text == words
        assert cell.find("f") is None


def test_an_escape_lookalike_is_not_taken_for_one():
    assert xml_text("_x0041_ _x41_") == "_x005F_x0041_ _x41_"


@given(st.text())
def test_any_words_make_well_formed_markup(words):
    found = ElementTree.fromstring(f"<t>{xml_text(words)}</t>").text or ""
    assert "\r" not in found
    assert ElementTree.fromstring(f"<t>{xml_text(found)}</t>") is not None
