from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.cells import clean, comparable, identifier, is_nothing, usual_identifier


def test_headers_are_compared_by_letters_and_digits_alone():
    assert comparable("Mitgl.-Nr.") == comparable(" MITGL NR ") == "mitglnr"
    assert comparable("Straße:") == comparable("STRASSE")


def test_nothing_has_many_spellings():
    assert all(is_nothing(words) for words in ("", " ", "-", "–", "k.A.", "K. A.", "n/a", "\u00a0"))
    assert not is_nothing("0")


@pytest.mark.parametrize(("cell", "found"), [("B-0007", "B-0007"), (" B 7\u00a0", "B 7"), (7.0, "7"), (7, "7"), ("", None), ("-", None)])  # fmt: skip
def test_ids_are_text_or_whole_numbers(cell, found):
    assert identifier(cell) == found


def test_a_leading_zero_of_an_id_stays():
    assert identifier("00123") == usual_identifier("00123") == "00123"


@pytest.mark.parametrize("cell", [1.5, True, date(2013, 1, 2), 1e15, 4.02e17, float("inf")])
def test_what_a_spreadsheet_made_of_an_id_is_no_id(cell):
    with pytest.raises(ValueError, match="is no id"):
        identifier(cell)


def test_an_id_in_short_form_never_goes_the_short_way():
    """Excel wrote 4,02E+12 into the CSV file for every number that begins like it."""
    assert usual_identifier("4,02E+12") is None


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200e", "\u202a", "\u202c", "\u2060", "\ufeff"])
def test_what_nobody_sees_is_left_out(unseen):
    assert clean(f"{unseen}Mül{unseen}ler{unseen}") == "Müller"


def test_joiners_of_other_scripts_stay():
    assert clean("\u0645\u06cc\u200c\u062e") == "\u0645\u06cc\u200c\u062e"


@pytest.mark.parametrize("blank", ["\u00a0", "\u2009", "\u202f", "\u3000", "\n", "\r\n", "\t", "  "])
def test_every_blank_is_one_blank(blank):
    assert clean(f"{blank}Müller{blank}Druck{blank}") == "Müller Druck"


@given(st.text())
def test_the_short_way_to_an_id_agrees_with_the_long_one(words):
    assert usual_identifier(words) in {None, identifier(words)}


@given(st.text())
def test_cleaning_twice_changes_nothing_more(words):
    assert clean(clean(words)) == clean(words)
