"""How many values one question to the ledger may name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hub.ledger.rows import portions


@given(st.lists(st.text(max_size=3), max_size=1300))
def test_portions_are_small_and_lose_nothing_nor_their_order(values: list[str]) -> None:
    parts = list(portions(values))

    assert [value for part in parts for value in part] == values
    assert all(0 < len(part) <= 500 for part in parts)
