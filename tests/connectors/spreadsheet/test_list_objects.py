from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.list_objects import ListObject
from hub.errors import Unusable

PART = b'<table xmlns="m" id="1" name="T" ref="A3:D9" totalsRowShown="0"><autoFilter ref="A3:D9"/><tableColumns count="4"/></table>'


def table(part: bytes = PART) -> ListObject:
    return ListObject("xl/tables/table1.xml", part, place="a.xlsx, sheet A")


def test_a_table_knows_its_header_and_its_end():
    assert table().covers(3)
    assert not table().covers(4)
    assert table().reaches(9)
    assert not table().reaches(10)


def test_a_table_and_its_filter_reach_down_to_new_rows():
    assert table().reaching(12) == PART.replace(b"A3:D9", b"A3:D12")


def test_a_table_with_totals_is_left_alone():
    with_totals = PART.replace(b'totalsRowShown="0"', b'totalsRowCount="1"')
    with pytest.raises(Unusable, match="row of totals") as caught:
        table(with_totals).reaching(12)
    assert "Total Row" in str(caught.value)
