from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet import values
from hub.connectors.spreadsheet.values import Unclear, Ways
from hub.model import BookingStatus, Contact

WAYS = Ways(
    ZoneInfo("Europe/Berlin"),
    {"bestätigt": BookingStatus.CONFIRMED, "fest": BookingStatus.CONFIRMED},
    ("bestätigt",),
)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("  Müller\u00a0 GmbH ", "Müller GmbH"),
        ("Mu\u0308ller", "Müller"),
        ("Ver\u00adpackung", "Verpackung"),
        (37520.0, "37520"),
        (7, "7"),
        (1.5, "1.5"),
        ("k.A.", None),
        ("-", None),
        ("", None),
    ],
)
def test_text_is_one_clean_line(cell, read):
    assert values.text(cell, WAYS) == read


@pytest.mark.parametrize("cell", [date(2013, 2, 1), datetime(2013, 2, 1), True, time(9, 30)])
def test_a_date_that_a_spreadsheet_made_of_a_text_is_refused(cell):
    with pytest.raises(Unclear, match="is no text"):
        values.text(cell, WAYS)


def test_a_phone_number_keeps_its_spelling():
    assert values.raw(" 05522 -  12 34/0 ", WAYS) == "05522 -  12 34/0"
    assert values.raw(55221234.0, WAYS) == "55221234"
    assert values.raw("-", WAYS) is None


def test_running_text_keeps_its_lines_and_takes_any_cell():
    assert values.prose("erste  Zeile\r\nzweite\n", WAYS) == "erste Zeile\nzweite"
    assert values.prose(date(2013, 1, 14), WAYS) == "14.01.2013"
    assert values.prose(datetime(2013, 1, 14, 9), WAYS) == "14.01.2013 09:00"
    assert values.prose(3.0, WAYS) == "3"
    assert values.prose(3.5, WAYS) == "3.5"
    assert values.prose(True, WAYS) == "ja"
    assert values.prose(False, WAYS) == "nein"
    assert values.prose(timedelta(hours=2), WAYS) == "2:00:00"
    assert values.prose(" ", WAYS) is None


def test_one_name_makes_one_contact():
    assert values.contact("Frau Beispiel", WAYS) == (Contact(name="Frau Beispiel"),)
    assert values.contact("-", WAYS) == ()


@pytest.mark.parametrize(
    ("cell", "code"),
    [(37520.0, "37520"), ("37520", "37520"), ("D-37520", "37520"), ("DE 37520", "37520"), ("A-1010", "A-1010"), ("", None)],
)  # fmt: skip
def test_postal_codes_are_text(cell, code):
    assert values.postal_code(cell, WAYS) == code


@pytest.mark.parametrize("cell", [6108.0, "6108", 1.0, "375200"])
def test_a_postal_code_that_lost_its_zero_is_refused_and_never_completed(cell):
    with pytest.raises(Unclear) as caught:
        values.postal_code(cell, WAYS)
    assert "leading zero" in str(caught.value.remedy)


@pytest.mark.parametrize(
    "cell",
    ["14.01.2013", "14.1.13", " 14.01.2013 ", "14. 1. 2013", "Mo 14.01.2013", "Mo., 14.01.2013", "2013-01-14",
     date(2013, 1, 14), datetime(2013, 1, 14, 9)],
)  # fmt: skip
def test_a_day_in_any_usual_form_is_that_day(cell):
    assert values.day(cell, WAYS) == date(2013, 1, 14)


@pytest.mark.parametrize(
    "cell", ["März 2012", "31.02.2013", "01/02/2013", "bald", 41288.0, True, time(9), "2013-13-01"]
)
def test_whatever_is_not_clearly_a_day_is_refused(cell):
    with pytest.raises(Unclear, match="is no date"):
        values.day(cell, WAYS)


def test_an_empty_cell_is_no_day_no_moment_no_number_no_flag_and_no_price():
    for read in (
        values.day,
        values.moment,
        values.last_moment,
        values.whole,
        values.flag,
        values.money,
        values.status,
    ):
        assert read("", WAYS) is None
        assert read("k. A.", WAYS) is None


@pytest.mark.parametrize("year", [(69, 2069), (70, 1970), (99, 1999), (0, 2000)])
def test_years_of_two_digits_belong_to_the_nearer_century(year):
    written, meant = year
    assert values.day(f"1.2.{written:02}", WAYS) == date(meant, 2, 1)


@given(st.dates(date(1980, 1, 1), date(2060, 12, 31)))
def test_every_german_day_is_read_back(day):
    assert values.day(f"{day:%d.%m.%Y}", WAYS) == day
    assert values.day(f"{day.day}.{day.month}.{day:%y}", WAYS) == day


@pytest.mark.parametrize(
    "cell",
    ["21.01.2013 18:00", "21.1.13, 18:00 Uhr", "Mo 21.01.2013 18.00 Uhr", "21.01.2013 um 18:00", "2013-01-21T18:00:00",
     datetime(2013, 1, 21, 18), datetime(2013, 1, 21, 17, 59, 59, 999_997)],
)  # fmt: skip
def test_a_moment_is_read_on_the_clock_of_the_network(cell):
    assert values.moment(cell, WAYS) == datetime(2013, 1, 21, 17, tzinfo=UTC)


def test_a_day_alone_begins_at_midnight_and_ends_before_the_next():
    assert values.moment("21.01.2013", WAYS).time() == time()
    assert values.moment(date(2013, 1, 21), WAYS).time() == time()
    assert values.last_moment(date(2013, 1, 21), WAYS).time() == time(23, 59)
    assert values.last_moment("21.01.2013", WAYS).time() == time(23, 59)
    assert values.last_moment("21.01.2013 00:00", WAYS).time() == time()
    assert values.last_moment(datetime(2013, 1, 21), WAYS).time() == time()
    assert values.last_moment(datetime(2013, 1, 21, 16, 30), WAYS).time() == time(16, 30)


@pytest.mark.parametrize("cell", ["21.01.2013 25:00", 41295.75, "18:00", "im Januar 18:00"])
def test_whatever_is_not_clearly_a_moment_is_refused(cell):
    with pytest.raises(Unclear, match="is no date"):
        values.moment(cell, WAYS)


def test_an_hour_that_the_clock_change_skips_is_refused():
    with pytest.raises(Unclear, match="the clocks go forward"):
        values.moment(datetime(2013, 3, 31, 2, 30), WAYS)


@pytest.mark.parametrize("cell", [datetime.max, datetime.min, "31.12.9999 23:59"])
def test_the_end_of_all_calendars_is_a_moment_or_refused_but_never_a_crash(cell):
    try:
        values.moment(cell, WAYS)
    except Unclear as unclear:
        assert "is no date" in str(unclear)  # noqa: PT017 - either answer is right


@pytest.mark.parametrize("cell", [float("inf"), float("nan"), 1e300])
def test_numbers_beyond_measure_are_refused(cell):
    with pytest.raises(Unclear):
        values.money(cell, WAYS)


def test_an_hour_that_comes_twice_is_the_first_one():
    assert values.moment(datetime(2013, 10, 27, 2, 30), WAYS).utcoffset() == timedelta(hours=2)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
)
def test_a_moment_shows_the_same_wall_clock_or_is_refused(local):
    try:
        moment = values.moment(local, WAYS)
    except Unclear:
        return
    assert moment is not None
    assert moment.replace(tzinfo=None) == local


@pytest.mark.parametrize(
    ("cell", "euros"),
    [
        (120, "120.00"), (89.9, "89.90"), (0.1 + 0.2, "0.30"), ("120,- €", "120.00"), ("120,-- EUR", "120.00"),
        ("120.- Euro", "120.00"), ("€ 120", "120.00"), ("1.234,50 €", "1234.50"), ("1234,5", "1234.50"),
        ("12.50", "12.50"), ("1,234.50", "1234.50"), ("1.234.567,00", "1234567.00"), ("frei", "0.00"),
        ("kostenlos", "0.00"),
    ],
)  # fmt: skip
def test_prices_in_every_usual_spelling(cell, euros):
    assert values.money(cell, WAYS) == Decimal(euros)
    assert str(values.money(cell, WAYS)) == euros


def test_a_price_on_request_is_no_price():
    assert values.money("auf Anfrage", WAYS) is None


@pytest.mark.parametrize("cell", ["1.234", "1,234", "12.345 €"])
def test_a_price_that_may_be_thousands_or_decimals_is_refused(cell):
    with pytest.raises(Unclear, match="thousands or decimals"):
        values.money(cell, WAYS)


@pytest.mark.parametrize(
    "cell", ["teuer", "12,345,6", 1.005, True, date(2013, 1, 1), "-5", "120 € + 19 %", "9" * 40]
)
def test_whatever_is_not_clearly_a_price_is_refused(cell):
    with pytest.raises(Unclear, match="is no price"):
        values.money(cell, WAYS)


@given(st.decimals(0, 999_999, places=2))
def test_every_price_is_read_back_from_german_text_and_from_numbers(price):
    german = f"{price:,.2f}".translate(str.maketrans(",.", ".,"))
    assert values.money(f"{german} €", WAYS) == price
    assert values.money(float(price), WAYS) == price


def test_whole_numbers():
    assert values.whole(12.0, WAYS) == 12
    assert values.whole(" 12 ", WAYS) == 12
    for cell in (1.5, "zwölf", "12 Plätze", True, "²", date(2013, 1, 1)):
        with pytest.raises(Unclear, match="is no whole number"):
            values.whole(cell, WAYS)


@pytest.mark.parametrize(("cell", "answer"), [("Ja", True), ("x", True), (True, True), (1.0, True), ("nein", False), (0.0, False), (False, False)])  # fmt: skip
def test_flags(cell, answer):
    assert values.flag(cell, WAYS) is answer


@pytest.mark.parametrize("cell", ["vielleicht", 2.0, 0.5])
def test_a_flag_is_yes_or_no(cell):
    with pytest.raises(Unclear, match="neither yes nor no"):
        values.flag(cell, WAYS)


def test_a_known_status_word_is_read_in_any_case():
    assert values.status(" Bestätigt ", WAYS) is BookingStatus.CONFIRMED


def test_an_unknown_status_word_is_refused_with_the_preferred_ones():
    with pytest.raises(Unclear, match="vielleicht") as caught:
        values.status("vielleicht", WAYS)
    assert str(caught.value.remedy) == "Use one of: bestätigt."


def test_releases_name_networks_or_everyone():
    assert values.networks("mekom, Nachbarn ;", WAYS) == {"mekom", "Nachbarn"}
    assert values.networks("Alle", WAYS) == {"*"}
    assert values.networks("", WAYS) == frozenset()


SAO_PAULO = Ways(ZoneInfo("America/Sao_Paulo"))


@pytest.mark.parametrize("cell", [date(2012, 10, 21), datetime(2012, 10, 21), "21.10.2012"])
def test_a_day_that_begins_at_one_o_clock_begins_then(cell):
    """In Brazil the clocks went forward at midnight, and a day alone is no mistake of whoever typed it."""
    assert values.moment(cell, SAO_PAULO) == datetime(2012, 10, 21, 1, tzinfo=SAO_PAULO.zone)
    assert values.last_moment(cell, SAO_PAULO).astimezone(UTC) >= values.moment(cell, SAO_PAULO).astimezone(
        UTC
    )
    with pytest.raises(Unclear, match="does not exist"):
        values.moment("21.10.2012 00:30", SAO_PAULO)
