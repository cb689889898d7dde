"""Cells are read by what their column is, or refused by name."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from hub.connectors.spreadsheet import days, values
from hub.connectors.spreadsheet.money import money
from hub.connectors.spreadsheet.ways import Unclear, Ways
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
        ("ohne Angabe", None),
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


@pytest.mark.parametrize("cell", [1.5, 2013.1, 1e15, 4.02e17, float("inf"), float("nan")])
def test_a_number_that_may_have_lost_digits_is_no_text(cell):
    """A course called 2013.10 reads as 2013.1 once it is a number, and long numbers end in zeros."""
    with pytest.raises(Unclear, match="digits may be lost"):
        values.text(cell, WAYS)


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


def test_an_empty_cell_is_no_day_no_moment_no_number_no_flag_and_no_price():
    for read in (
        days.day,
        days.moment,
        days.last_moment,
        values.whole,
        values.flag,
        money,
        values.status,
    ):
        assert read("", WAYS) is None
        assert read("k. A.", WAYS) is None


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
