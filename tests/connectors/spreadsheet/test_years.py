"""A year is a day at its proper end; everything else is a day as ever."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from hub.connectors.spreadsheet.values import Unclear, Ways
from hub.connectors.spreadsheet.years import first_day, last_day

WAYS = Ways(ZoneInfo("Europe/Berlin"), {}, ())


@pytest.mark.parametrize("cell", ["2001", 2001.0, " 2001 "])
def test_a_year_is_its_first_or_its_last_day(cell):
    assert first_day(cell, WAYS) == date(2001, 1, 1)
    assert last_day(cell, WAYS) == date(2001, 12, 31)


@pytest.mark.parametrize(
    ("cell", "expected"), [("3.4.2001", date(2001, 4, 3)), (date(2001, 4, 3), date(2001, 4, 3)), ("", None)]
)
def test_a_day_is_a_day_and_nothing_is_nothing(cell, expected):
    assert first_day(cell, WAYS) == last_day(cell, WAYS) == expected


@pytest.mark.parametrize("cell", ["1801", "98", 2001.5, "2001/02", True])
def test_what_is_neither_is_refused(cell):
    with pytest.raises(Unclear):
        first_day(cell, WAYS)
    with pytest.raises(Unclear):
        last_day(cell, WAYS)
