from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.markup import parse
from hub.connectors.spreadsheet.styles import Styles

PART = b"""<styleSheet xmlns="m"><numFmts count="3"><numFmt numFmtId="164" formatCode="DD.MM.YYYY"/>
<numFmt numFmtId="165" formatCode="0.00&quot; EUR days&quot;"/><numFmt numFmtId="166" formatCode="[Red]#,##0"/></numFmts>
<cellXfs count="5"><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="1"/><xf numFmtId="165"/><xf numFmtId="166"/>
<xf numFmtId="0" fontId="7" borderId="2" applyNumberFormat="0"><alignment wrapText="1"/></xf></cellXfs></styleSheet>"""


def styles(part: bytes = PART) -> Styles:
    return Styles(part, place="a.xlsx")


@pytest.mark.parametrize(
    ("style", "answer"), [(0, False), (1, True), (2, False), (3, False), (None, False), (99, False)]
)
def test_a_date_is_known_by_its_format_and_not_by_words_in_it(style, answer):
    assert styles().shows_dates(style) is answer


def test_a_style_that_shows_dates_is_taken_as_it_is():
    known = styles()
    assert known.like(1, with_time=True) == 1
    assert known.part == PART


def test_a_style_that_shows_none_gets_a_sister_that_does():
    known = styles()
    added = known.like(4, with_time=False)
    assert added == 5
    assert b'<cellXfs count="6">' in known.part
    [*_, new] = parse(known.part, place="a").child("cellXfs").children
    assert new.attributes == {"numFmtId": "164", "applyNumberFormat": "1", "fontId": "7", "borderId": "2"}
    assert new.child("alignment") is not None
    assert known.shows_dates(added)


def test_the_same_sister_is_not_born_twice():
    known = styles()
    assert known.like(0, with_time=True) == known.like(0, with_time=True) == 5
    assert known.like(None, with_time=True) == 5
    assert known.like(0, with_time=False) == 6
    assert known.part.count(b"<xf ") == 7


def test_what_stood_before_stands_there_still():
    known = styles()
    known.like(4, with_time=False)
    assert known.part.replace(b'count="6"', b'count="5"').startswith(PART[: PART.index(b"</cellXfs>")])
    assert known.part.endswith(b"</cellXfs></styleSheet>")


def test_a_moment_is_shown_in_german_order_whatever_program_opens_the_file():
    known = styles()
    known.like(0, with_time=True)
    [*_, number_format] = parse(known.part, place="a").child("numFmts").children
    assert number_format.attributes == {"numFmtId": "167", "formatCode": "dd.mm.yyyy hh:mm"}
    assert b'<numFmts count="4">' in known.part
    assert b'numFmtId="22"' not in known.part


def test_a_format_that_the_office_has_is_not_added_again():
    known = styles(PART.replace(b"DD.MM.YYYY", rb"DD\.MM\.YYYY\ HH:MM"))
    known.like(0, with_time=True)
    assert known.part.count(b"<numFmt ") == 3


@pytest.mark.parametrize("before", [b"", b'<x:numFmts count="0"/>', b'<x:numFmts count="0"></x:numFmts>'])
def test_a_workbook_without_formats_of_its_own_gets_its_first(before):
    part = (
        b'<x:styleSheet xmlns:x="m">'
        + before
        + b'<x:cellXfs count="1"><x:xf numFmtId="0"/></x:cellXfs></x:styleSheet>'
    )
    known = styles(part)
    assert known.like(0, with_time=True) == 1
    assert known.like(0, with_time=False) == 2
    root = parse(known.part, place="a")
    assert [child.name for child in root.children] == ["numFmts", "cellXfs"]
    assert [f.attributes["numFmtId"] for f in root.child("numFmts").children] == ["164", "165"]
    assert root.child("numFmts").attributes["count"] == "2"


def test_a_format_of_a_conditional_rule_is_not_taken_and_its_number_is_not_given_twice():
    rule = b'<dxfs><dxf><numFmt numFmtId="170" formatCode="dd.mm.yyyy hh:mm"/></dxf></dxfs></styleSheet>'
    known = styles(PART.replace(b"</styleSheet>", rule))
    known.like(0, with_time=True)
    assert b'<numFmt numFmtId="171" formatCode="dd.mm.yyyy hh:mm"/></numFmts>' in known.part


def test_a_style_beyond_the_list_becomes_a_plain_date():
    known = styles()
    assert known.shows_dates(known.like(77, with_time=False))
