"""A period keeps its precision wherever it goes, and decides for the member where a day is asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import Member, Period, Record
from hub.planning.compare import agree, canonical
from hub.planning.shown import plain

YEARS = st.integers(1, 9999)
PERIODS = st.one_of(
    st.builds(Period.month, YEARS, st.integers(1, 12)),
    st.builds(Period.quarter, YEARS, st.integers(1, 4)),
    st.builds(Period.year, YEARS),
)


@given(PERIODS)
def test_what_a_period_says_is_read_back(period):
    assert Period.parse(str(period)) == period


@given(PERIODS)
def test_a_period_ends_where_the_next_one_begins(period):
    assert period.first <= period.last
    if period.last != date.max:
        assert (period.last + timedelta(days=1)).day == 1
    assert period.last.year == period.first.year


@given(PERIODS)
def test_a_member_keeps_it_through_json_and_fingerprints(period):
    member = Member(id="M-1", name="Oker Kartonagen GmbH", since=period)
    again = Member.model_validate_json(member.model_dump_json())
    assert again == member
    assert again.since == period
    assert Record.of(again, "here").fingerprint == Record.of(member, "there").fingerprint


@given(PERIODS, st.dates())
def test_a_period_and_a_day_are_never_the_same_to_anybody(period, day):
    assert not agree("since", period, day)
    assert plain(period) == canonical("since", period) == str(period)


def test_a_month_a_quarter_and_a_year_say_what_they_are():
    found = Period.month(2012, 3), Period.quarter(2013, 1), Period.quarter(2013, 4), Period.year(2013)
    assert [str(period) for period in found] == ["2012-03", "2013-Q1", "2013-Q4", "2013"]
    assert [period.first for period in found[:3]] == [date(2012, 3, 1), date(2013, 1, 1), date(2013, 10, 1)]
    assert [period.last for period in found[1:]] == [
        date(2013, 3, 31),
        date(2013, 12, 31),
        date(2013, 12, 31),
    ]


@pytest.mark.parametrize(
    "broken", ["", "13", "2013-13", "2013-00", "2013-Q5", "2013-1", "2013-01-01", "0000", "２０１３"]
)
def test_whatever_is_no_period_is_refused(broken):
    with pytest.raises(ValueError):
        Period.parse(broken)


@pytest.mark.parametrize(
    ("first", "months"), [(date(2013, 1, 2), 1), (date(2013, 2, 1), 3), (date(2013, 1, 1), 6)]
)
def test_only_whole_months_quarters_and_years_are_periods(first, months):
    with pytest.raises(ValueError):
        Period(first, months)


@pytest.mark.parametrize("given_value", [2013, 20130101.5, ["2013"]])
def test_a_member_takes_no_number_for_a_period(given_value):
    with pytest.raises(ValueError):
        Member.model_validate({"id": "M-1", "name": "x", "since": given_value})


def test_membership_counts_from_the_first_day_of_a_period_to_the_last():
    member = Member(id="M-1", name="x", since=Period.month(2012, 3), until=Period.quarter(2013, 1))
    active = [date(2012, 3, 1), date(2013, 3, 31)]
    outside = [date(2012, 2, 29), date(2013, 4, 1)]
    assert [member.is_active_on(day) for day in active + outside] == [True, True, False, False]
