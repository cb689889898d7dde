"""Prices are read in every usual spelling, or refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.money import is_on_request, money
from hub.connectors.spreadsheet.ways import Unclear, Ways

WAYS = Ways(ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize("cell", [float("inf"), float("nan"), 1e300])
def test_numbers_beyond_measure_are_refused(cell):
    with pytest.raises(Unclear):
        money(cell, WAYS)


@pytest.mark.parametrize(
    ("cell", "euros"),
    [
        (120, "120.00"), (89.9, "89.90"), (0.1 + 0.2, "0.30"), ("120,- €", "120.00"), ("120,-- EUR", "120.00"),
        ("120.- Euro", "120.00"), ("€ 120", "120.00"), ("1.234,50 €", "1234.50"), ("1234,5", "1234.50"),
        ("12.50", "12.50"), ("1,234.50", "1234.50"), ("1.234.567,00", "1234567.00"), ("frei", "0.00"),
        ("kostenlos", "0.00"), ("1 234,50", "1234.50"), ("1\u00a0234,50 €", "1234.50"), ("1.234,- €", "1234.00"), ("0,-", "0.00"),
    ],
)  # fmt: skip
def test_prices_in_every_usual_spelling(cell, euros):
    assert money(cell, WAYS) == Decimal(euros)
    assert str(money(cell, WAYS)) == euros


def test_a_price_on_request_is_no_price():
    assert money("auf Anfrage", WAYS) is None
    assert is_on_request(" Auf  Anfrage ")
    assert not is_on_request("frei")
    assert not is_on_request(120.0)


@pytest.mark.parametrize("cell", ["1.234", "1,234", "12.345 €"])
def test_a_price_that_may_be_thousands_or_decimals_is_refused(cell):
    with pytest.raises(Unclear, match="thousands or decimals"):
        money(cell, WAYS)


@pytest.mark.parametrize(
    "cell", ["teuer", "12,345,6", 1.005, True, date(2013, 1, 1), "-5", "120 € + 19 %", "1.23.45,-", "9" * 40]
)
def test_whatever_is_not_clearly_a_price_is_refused(cell):
    with pytest.raises(Unclear, match="is no price"):
        money(cell, WAYS)


@given(st.decimals(0, 999_999, places=2))
def test_every_price_is_read_back_from_german_text_and_from_numbers(price):
    german = f"{price:,.2f}".translate(str.maketrans(",.", ".,"))
    assert money(f"{german} €", WAYS) == price
    assert money(float(price), WAYS) == price
