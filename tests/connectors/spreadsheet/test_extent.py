"""How far a sheet may spread before the hub refuses it."""

from __future__ import annotations

import pytest

from hub import Unusable
from hub.connectors.spreadsheet.extent import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Extent, most_rows


@pytest.mark.parametrize("extent", [Extent(), Extent(MOST_ROWS, 20), Extent(1000, MOST_COLUMNS)])
def test_what_a_spreadsheet_program_can_hold_is_read(extent):
    extent.refuse_absurd("list.xlsx")


@pytest.mark.parametrize("extent", [Extent(MOST_ROWS + 1, 1), Extent(1, MOST_COLUMNS + 1), Extent(MOST_ROWS, MOST_COLUMNS)])  # fmt: skip
def test_what_does_not_fit_is_refused_with_the_way_to_the_last_cell(extent):
    with pytest.raises(Unusable, match="spreads over") as caught:
        extent.refuse_absurd("list.xlsx")
    assert "Ctrl+End" in str(caught.value)


def test_wide_sheets_may_be_short():
    assert most_rows(0) == most_rows(1) == MOST_ROWS
    assert most_rows(MOST_COLUMNS) == MOST_CELLS // MOST_COLUMNS
    assert most_rows(MOST_COLUMNS + 1) == 0
