from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.packed_rows import PackedRows

cells = st.one_of(
    st.text(), st.integers(), st.floats(allow_nan=False), st.booleans(), st.dates(), st.datetimes(), st.times(), st.timedeltas()
)  # fmt: skip
rows = st.lists(st.lists(cells))


@given(rows)
def test_every_row_comes_back_as_it_was(given_rows):
    packed = PackedRows(iter(given_rows))
    assert list(packed) == given_rows
    assert [repr(row) for row in packed] == [repr(row) for row in given_rows]  # 1, 1.0 and True are equal
    assert len(packed) == len(given_rows)
    assert packed.width == max(map(len, given_rows), default=0)


def test_rows_are_asked_for_in_any_order_and_again():
    packed = PackedRows(
        [["a"], [1.0], [date(2013, 1, 7)], [datetime(2013, 1, 7, 9)], [time(9), timedelta(1)]]
    )
    assert [packed[at][0] for at in (3, 0, 0, 4, 1, 2, 2)] == [
        datetime(2013, 1, 7, 9), "a", "a", time(9), 1.0, date(2013, 1, 7), date(2013, 1, 7)
    ]  # fmt: skip


@pytest.mark.parametrize("at", [2, 9, -1])
def test_a_row_that_is_not_there_is_no_other_one(at):
    with pytest.raises((IndexError, EOFError)):
        PackedRows([["a"], ["b"]])[at]


def test_packed_rows_take_less_than_half_of_the_memory():
    def read():
        for number in range(2000):
            who = [f"B-{number}", f"VA-{number}", f"Firma {number} GmbH", f"p{number}@firma.example"]
            yield [*who, datetime(2013, 1, 7, 9, number % 60), "", ""]

    assert memory_of(lambda: PackedRows(read())) < memory_of(lambda: list(read())) / 2


def memory_of(make: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        made = make()
        return tracemalloc.get_traced_memory()[0] if made else 0
    finally:
        tracemalloc.stop()
