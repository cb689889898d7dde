"""Every form has one meaning, or the words are refused with the meanings they may have."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.date_words import BadDate, understood
from hub.period import Period


@pytest.mark.parametrize(
    "words",
    ["14.1.2013", "14. 1. 13", "Mo, 14.01.2013", "Montag, 14.01.2013", "Mon 14.01.2013", "14. Januar 2013", "14 Jan. 2013",
     "14 January 2013", "14. Jänner 2013", "14. Jan 13", "2013-01-14", "2013/1/14", "20130114", "14/01/2013", "1/14/2013",
     "14-01-2013"],
)  # fmt: skip
def test_every_usual_form_of_a_day(words):
    assert understood(words) == date(2013, 1, 14)


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("März 2012", "2012-03"), ("MÄRZ 2012", "2012-03"), ("Mrz. 2012", "2012-03"), ("Maerz 2012", "2012-03"), ("March 2012", "2012-03"),
        ("März '12", "2012-03"), ("03.2012", "2012-03"), ("03/2012", "2012-03"), ("2012-03", "2012-03"), ("5/2012", "2012-05"),
        ("Sept. 2012", "2012-09"), ("1. Quartal 2013", "2013-Q1"), ("1. Qu. 2013", "2013-Q1"), ("1.Q.2013", "2013-Q1"),
        ("Q1 2013", "2013-Q1"), ("Q1/2013", "2013-Q1"), ("Q 4 2013", "2013-Q4"), ("IV. Quartal 2013", "2013-Q4"), ("2. Quart. 2013", "2013-Q2"),
        ("2013 Q3", "2013-Q3"), ("2013-Q3", "2013-Q3"), ("2013", "2013"),
    ],
)  # fmt: skip
def test_a_period_keeps_its_precision(words, period):
    assert understood(words) == Period.parse(period)


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("3/4/2013", (date(2013, 4, 3), date(2013, 3, 4))),
        ("03-04-2013", (date(2013, 4, 3), date(2013, 3, 4))),
        ("01/02/13", ()), ("25/12/13", ()), ("1.2.65", ()), ("1/2013", ()), ("4/2013", ()),
    ],
)  # fmt: skip
def test_more_meanings_than_one_are_told(words, readings):
    with pytest.raises(BadDate) as caught:
        understood(words)
    assert caught.value.readings == readings


def test_a_day_written_the_same_both_ways_is_clear():
    assert understood("3/3/2013") == date(2013, 3, 3)


@pytest.mark.parametrize(
    "words",
    ["", "bald", "seit 2005", "ca. 2005", "31.02.2013", "13.2013", "13/13/2013", "5. Quartal 2013", "März 12", "Lenz 2013", "0", "1. Lenz 2013",
     "14.01.", "KW 12 2013", "1. Halbjahr 2013", "1899", "12.13", "14.01.2013 - 15.01.2013", "00.00.0000"],
)  # fmt: skip
def test_whatever_has_no_clear_meaning_has_none(words):
    with pytest.raises(BadDate) as caught:
        understood(words)
    assert caught.value.readings is None


@given(st.text(max_size=20))
def test_no_words_make_it_fail(words):
    try:
        found = understood(words)
    except BadDate:
        return
    assert isinstance(found, date | Period)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_any_clear_form(day):
    for form in (f"{day.day}.{day.month}.{day.year}", f"{day:%Y-%m-%d}", f"{day:%Y%m%d}"):
        assert understood(form) == day
