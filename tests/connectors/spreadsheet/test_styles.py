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
    assert new.attributes == {"numFmtId": "14", "applyNumberFormat": "1", "fontId": "7", "borderId": "2"}
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
    known.like(4, with_time=True)
    assert known.part.replace(b'count="6"', b'count="5"').startswith(PART[: PART.index(b"</cellXfs>")])
    assert known.part.endswith(b"</cellXfs></styleSheet>")


def test_a_style_beyond_the_list_becomes_a_plain_date():
    known = styles()
    assert known.shows_dates(known.like(77, with_time=False))
