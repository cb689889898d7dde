from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.span import Span, column_of, letters


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
)
def test_columns_have_letters(column, name):
    assert letters(column) == name
    assert column_of(name) == column


@given(st.integers(0, 100_000))
def test_letters_and_columns_are_each_others_way_back(column):
    assert column_of(letters(column)) == column


def test_a_range_is_read_and_written():
    assert str(Span.parse("B3:Q50")) == "B3:Q50"
    assert str(Span.parse("$A$1:$A$1")) == "A1"
    assert Span.parse("A1") == Span(1, 0, 1, 0)


@pytest.mark.parametrize("text", ["", "1A", "A:B", "A1:B2:C3"])
def test_what_is_no_range_is_refused(text):
    with pytest.raises(ValueError, match="no range"):
        Span.parse(text)


def test_a_range_grows_to_include_cells():
    assert str(Span.parse("B2:C3").including([(5, 0), (1, 1)])) == "A1:C5"
    assert str(Span.parse("A1:Q50").including([(3, 3)])) == "A1:Q50"
