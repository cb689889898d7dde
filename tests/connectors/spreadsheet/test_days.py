"""Days and moments are read in every usual form, or refused; a period is none of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet import days
from hub.connectors.spreadsheet.ways import Unclear, Ways
from hub.period import Period

WAYS = Ways(ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    "cell",
    ["14.01.2013", "14.1.13", " 14.01.2013 ", "14. 1. 2013", "Mo 14.01.2013", "Mo., 14.01.2013", "2013-01-14",
     date(2013, 1, 14), datetime(2013, 1, 14, 9)],
)  # fmt: skip
def test_a_day_in_any_usual_form_is_that_day(cell):
    assert days.day(cell, WAYS) == date(2013, 1, 14)


@pytest.mark.parametrize(
    "cell", ["31.02.2013", "bald", 41288.0, True, time(9), "2013-13-01", 1.5, float("nan"), 99999999]
)
def test_whatever_is_not_clearly_a_day_is_refused(cell):
    with pytest.raises(Unclear, match="is no date"):
        days.day(cell, WAYS)


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("März 2012", "2012-03"), (2005.0, "2005"), ("2005", "2005"), ("1. Quartal 2013", "2013-Q1"),
        ("2012-03", "2012-03"),
    ],
)  # fmt: skip
def test_a_period_is_kept_where_it_may_be_one_and_refused_where_a_day_is_needed(cell, period):
    assert days.when(cell, WAYS) == Period.parse(period)
    for read in (days.day, days.moment, days.last_moment):
        with pytest.raises(Unclear, match="names no day"):
            read(cell, WAYS)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("3/4/2013", "3/4/2013 may mean 2013-04-03 or 2013-03-04"),
        ("01/02/13", "01/02/13 may mean several days"),
        (38353.0, "38353 is no date, but 2005-01-01 may be meant, without its format"),
    ],
)
def test_what_may_mean_more_than_one_day_is_refused_with_its_meanings(cell, why):
    with pytest.raises(Unclear) as caught:
        days.when(cell, WAYS)
    assert str(caught.value) == why


@pytest.mark.parametrize("year", [(0, 2000), (49, 2049), (70, 1970), (99, 1999)])
def test_years_of_two_digits_belong_to_the_nearer_century(year):
    written, meant = year
    assert days.day(f"1.2.{written:02}", WAYS) == date(meant, 2, 1)


@pytest.mark.parametrize("year", [50, 65, 69])
def test_years_of_two_digits_that_may_be_of_either_century_are_refused(year):
    with pytest.raises(Unclear, match="may mean several days"):
        days.day(f"1.2.{year}", WAYS)


@given(st.dates(date(1980, 1, 1), date(2049, 12, 31)))
def test_every_german_day_is_read_back(day):
    assert days.day(f"{day:%d.%m.%Y}", WAYS) == day
    assert days.day(f"{day.day}.{day.month}.{day:%y}", WAYS) == day


@pytest.mark.parametrize(
    "cell",
    ["21.01.2013 18:00", "21.1.13, 18:00 Uhr", "Mo 21.01.2013 18.00 Uhr", "21.01.2013 um 18:00", "21.01.2013, 18 Uhr", "21.1.2013 18.00 h", "2013-01-21T18:00:00",
     datetime(2013, 1, 21, 18), datetime(2013, 1, 21, 17, 59, 59, 999_997)],
)  # fmt: skip
def test_a_moment_is_read_on_the_clock_of_the_network(cell):
    assert days.moment(cell, WAYS) == datetime(2013, 1, 21, 17, tzinfo=UTC)


def test_a_day_alone_begins_at_midnight_and_ends_before_the_next():
    assert days.moment("21.01.2013", WAYS).time() == time()
    assert days.moment(date(2013, 1, 21), WAYS).time() == time()
    assert days.last_moment(date(2013, 1, 21), WAYS).time() == time(23, 59)
    assert days.last_moment("21.01.2013", WAYS).time() == time(23, 59)
    assert days.last_moment("21.01.2013 00:00", WAYS).time() == time()
    assert days.last_moment(datetime(2013, 1, 21), WAYS).time() == time()
    assert days.last_moment(datetime(2013, 1, 21, 16, 30), WAYS).time() == time(16, 30)


@pytest.mark.parametrize(
    "cell", ["21.01.2013 25:00", 41295.75, "18:00", "im Januar 18:00", "k.A. 18:00", time(18)]
)
def test_whatever_is_not_clearly_a_moment_is_refused(cell):
    with pytest.raises(Unclear, match="is no date"):
        days.moment(cell, WAYS)


def test_an_hour_that_the_clock_change_skips_is_refused():
    with pytest.raises(Unclear, match="the clocks go forward"):
        days.moment(datetime(2013, 3, 31, 2, 30), WAYS)


@pytest.mark.parametrize("cell", [datetime.max, datetime.min, "31.12.9999 23:59"])
def test_the_end_of_all_calendars_is_a_moment_or_refused_but_never_a_crash(cell):
    try:
        days.moment(cell, WAYS)
    except Unclear as unclear:
        assert "is no date" in str(unclear)  # noqa: PT017 - either answer is right


def test_an_hour_that_comes_twice_is_the_first_one():
    assert days.moment(datetime(2013, 10, 27, 2, 30), WAYS).utcoffset() == timedelta(hours=2)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
)
def test_a_moment_shows_the_same_wall_clock_or_is_refused(local):
    try:
        moment = days.moment(local, WAYS)
    except Unclear:
        return
    assert moment is not None
    assert moment.replace(tzinfo=None) == local


SAO_PAULO = Ways(ZoneInfo("America/Sao_Paulo"))


@pytest.mark.parametrize("cell", [date(2012, 10, 21), datetime(2012, 10, 21), "21.10.2012"])
def test_a_day_that_begins_at_one_o_clock_begins_then(cell):
    """In Brazil the clocks went forward at midnight, and a day alone is no mistake of whoever typed it."""
    assert days.moment(cell, SAO_PAULO) == datetime(2012, 10, 21, 1, tzinfo=SAO_PAULO.zone)
    assert days.last_moment(cell, SAO_PAULO).astimezone(UTC) >= days.moment(cell, SAO_PAULO).astimezone(UTC)
    with pytest.raises(Unclear, match="does not exist"):
        days.moment("21.10.2012 00:30", SAO_PAULO)
