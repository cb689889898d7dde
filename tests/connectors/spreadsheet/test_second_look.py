"""A lost zero comes back, and a month stays a month, only where something in the file proves it."""

from __future__ import annotations

from datetime import date

import pytest

from hub.connectors.spreadsheet.reading import read_tables
from hub.connectors.spreadsheet.second_look import period_shown, zero_shown
from hub.connectors.spreadsheet.tables import MEMBERS
from hub.period import Period
from tests.connectors.spreadsheet.builders import rejects_of, source_of

HEADER = ["Nr.", "Firma", "PLZ", "Ort", "Land"]


def codes_of(*rows):
    reading = read_tables([source_of(MEMBERS, HEADER, *rows)]).reading
    return [record.value.postal_code for record in reading.records]


def reject_of(*rows):
    [reject] = rejects_of(read_tables([source_of(MEMBERS, HEADER, *rows)]).reading)
    return reject


@pytest.mark.parametrize(
    ("code", "digits", "shown"),
    [
        ("00000", "6108", "06108"), ('"D-"00000', "6108", "06108"), ("00000;-00000", "6108", "06108"), ("[$-407]00000", "6108", "06108"),
        ('"0"0', "5522123", "05522123"), ("\\0#", "5522123", "05522123"), ("00000000", "5522123", "05522123"),
        ("General", "6108", None), ("0", "6108", None), ("#,##0", "6108", None), ("0.00", "6108", None), ("00000", "37520", None),
        ("", "6108", None), ("@", "6108", None),
    ],
)  # fmt: skip
def test_a_number_format_shows_the_zero_or_does_not(code, digits, shown):
    assert zero_shown(code, digits) == shown


@pytest.mark.parametrize(
    ("code", "period"),
    [
        ("mmm yy", Period.month(2012, 1)), ("MM/YYYY", Period.month(2012, 1)), ("[$-407]mmmm\\ yyyy;@", Period.month(2012, 1)),
        ("yyyy", Period.year(2012)), ("dd.mm.yyyy", date(2012, 1, 1)), ("General", date(2012, 1, 1)), ("", date(2012, 1, 1)),
        ("hh:mm", date(2012, 1, 1)), ('"day "mm/yyyy', Period.month(2012, 1)),
    ],
)  # fmt: skip
def test_a_cell_that_shows_no_day_holds_none(code, period):
    assert period_shown(code, date(2012, 1, 1)) == period


def test_a_year_is_shown_of_its_first_day_only():
    assert period_shown("yyyy", date(2012, 3, 1)) == date(2012, 3, 1)


def test_a_town_known_to_the_hub_proves_the_zero():
    assert codes_of(["1", "A", 6108.0, "Halle (Saale)", ""], ["2", "B", "4103", "Leipzig", ""]) == [
        "06108",
        "04103",
    ]


def test_another_row_of_the_same_town_proves_the_zero():
    assert codes_of(["1", "A", "02999", "Kleinhain", ""], ["2", "B", 2999.0, "Kleinhain", "D"]) == [
        "02999",
        "02999",
    ]


@pytest.mark.parametrize("other", ["2999", "37520", 2999.0, ""])
def test_a_row_that_itself_shows_no_zero_proves_nothing(other):
    rows = ["1", "A", 2999.0, "Kleinhain", ""], ["2", "B", other, "Kleinhain", ""]
    found = read_tables([source_of(MEMBERS, HEADER, *rows)])
    assert "2999 is no German postal code, which has five digits" in [
        str(reject.why) for reject in rejects_of(found.reading)
    ]


@pytest.mark.parametrize("town", ["Osterode am Harz", "", "Leipzig"])
def test_without_a_proof_the_row_is_refused_by_name(town):
    """Before 1993 the codes had four digits; Leipzig's 7010 is no 07010."""
    reject = reject_of(["1", "A", 7010.0, town, ""])
    assert (reject.field, str(reject.why)) == ("PLZ", "7010 is no German postal code, which has five digits")


def test_a_foreign_code_needs_its_country():
    assert codes_of(["1", "A", 1010.0, "Wien", "Österreich"], ["2", "B", "344000", "Rostow", "Russland"]) == [
        "1010",
        "344000",
    ]
    assert reject_of(["1", "A", 344000.0, "Rostow", ""]).field == "PLZ"
