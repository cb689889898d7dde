"""Postal codes keep their digits; a lost zero is never made up here."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from hub.connectors.spreadsheet.postal_codes import (
    is_abroad,
    lies_in,
    postal_code,
    says_more_than_a_code,
    with_zero,
)
from hub.connectors.spreadsheet.ways import LostZero, Unclear, Ways

WAYS = Ways(ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (37520.0, "37520"), ("37520", "37520"), ("D-37520", "37520"), ("DE 37520", "37520"), ("D37520", "37520"),
        ("37520 Osterode am Harz", "37520"), ("D-37520 Osterode", "37520"), ("A-1010", "A-1010"), ("CH-8001", "CH-8001"),
        ("NL-1017 AB", "NL-1017 AB"), ("1017 AB", "1017 AB"), ("SW1A 1AA", "SW1A 1AA"), ("00-950", "00-950"),
        ("110 00", "110 00"), ("DK-6400", "DK-6400"), ("", None), ("k.A.", None),
    ],
)  # fmt: skip
def test_postal_codes_are_text(cell, code):
    assert postal_code(cell, WAYS) == code


@pytest.mark.parametrize("cell", [6108.0, "6108", 1.0, "375200", 375200.0])
def test_a_postal_code_that_lost_its_zero_is_refused_and_never_completed(cell):
    with pytest.raises(LostZero) as caught:
        postal_code(cell, WAYS)
    assert "leading zero" in str(caught.value.remedy)


@pytest.mark.parametrize(
    "cell", ["Osterode", "37520/37521", "D-6108", "3752O", "37520-", date(2013, 1, 1), "３７５２０"]
)
def test_whatever_is_no_postal_code_is_refused(cell):
    with pytest.raises(Unclear) as caught:
        postal_code(cell, WAYS)
    assert not isinstance(caught.value, LostZero)


@pytest.mark.parametrize(("cell", "more"), [("37520 Osterode", True), ("DE 37520", True), ("37520", False), (37520.0, False), ("1017 AB", False)])  # fmt: skip
def test_a_cell_with_more_than_the_code_is_noticed(cell, more):
    assert says_more_than_a_code(cell) is more


@pytest.mark.parametrize("country", ["", "D", "Deutschland", " deutschland ", "DE", "BRD"])
def test_no_country_is_this_country(country):
    assert not is_abroad(country)


def test_austria_is_abroad():
    assert is_abroad("Österreich")
    assert is_abroad("A")


def test_a_zero_is_tried_for_four_digits_only():
    assert with_zero("6108") == "06108"
    assert with_zero("108") is None
    assert with_zero("375200") is None


@pytest.mark.parametrize(("town", "code"), [("Leipzig", "04103"), ("Halle/Saale", "06108"), ("Halle (Saale)", "06108"), ("Dessau-Roßlau", "06842"), ("GÖRLITZ", "02826")])  # fmt: skip
def test_a_known_town_has_codes_of_its_area(town, code):
    assert lies_in(town, code)


@pytest.mark.parametrize(("town", "code"), [("Leipzig", "07010"), ("Chemnitz", "09001"), ("Osterode am Harz", "03360"), ("", "06108")])  # fmt: skip
def test_a_code_of_before_1993_is_no_code_without_its_zero(town, code):
    assert not lies_in(town, code)
