from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.fill_down import FillDown, is_ditto
from hub.connectors.spreadsheet.header import Headers, find_layout
from hub.connectors.spreadsheet.no_data import NoData
from hub.connectors.spreadsheet.tables import BOOKINGS

HEADER = ["Nr.", "Kurs", "Firma", "Teilnehmer", "Verweis"]
LAYOUT = find_layout([HEADER], Headers(BOOKINGS, {}, {}), place="list")


def filled(*rows):
    down = FillDown([2], LAYOUT.width, LAYOUT.column_of["ref"], NoData(LAYOUT, BOOKINGS.required))
    return [row[2] for row in down.below_header(iter([[*row, *[""] * (5 - len(row))] for row in rows]))]


@pytest.mark.parametrize("mark", ['"', "''", "„", "dito", "DTO.", " s.o. ", "siehe  oben", "wie oben", '-"-'])
def test_ditto_marks_are_known(mark):
    assert is_ditto(mark)


@pytest.mark.parametrize("cell", ["", "-", "Dito GmbH", "oben", 7.0, True])
def test_other_cells_are_no_ditto_marks(cell):
    assert not is_ditto(cell)


def test_gaps_and_marks_take_the_cell_above():
    rows = (["1", "VA", "Oker"], ["2", "VA", ""], ["3", "VA", "dito"], ["4", "VA", "Ilse"], ["5", "VA", " "])
    assert filled(*rows) == ["Oker", "Oker", "Oker", "Ilse", "Ilse"]


@pytest.mark.parametrize("between", [[], ["Nachmeldungen"], ["Summe", "", "", "", ""], HEADER])
def test_a_row_that_is_no_record_ends_it(between):
    assert filled(["1", "VA", "Oker"], between, ["2", "VA", ""])[-1] == ""


def test_a_row_of_another_home_is_neither_filled_nor_filled_from():
    copy = ["", "VA", "", "Ben", "mekom/booking/B-1"]
    named = ["", "VA", "Foreign", "Ben", "mekom/booking/B-2"]
    assert filled(["1", "VA", "Oker"], copy, ["2", "VA", ""]) == ["Oker", "", ""]
    assert filled(named, ["2", "VA", ""]) == ["Foreign", ""]


def test_the_first_row_has_nothing_above():
    assert filled(["1", "VA", ""], ["2", "VA", "dito"]) == ["", "dito"]


@given(st.lists(st.sampled_from(["Oker", "Ilse", "", "dito"]), max_size=12))
def test_nothing_that_was_typed_is_ever_changed(cells):
    after = filled(*[[f"B-{n}", "VA", cell, "Anna"] for n, cell in enumerate(cells)])
    typed = [(old, new) for old, new in zip(cells, after, strict=True) if old not in {"", "dito"}]
    assert all(old == new for old, new in typed)
    assert Counter(after).keys() <= {*cells, ""}
