"""The main number of a cell is found among all that offices write around it, or the cell is refused."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.phones import phone, says_more_than_a_number
from hub.connectors.spreadsheet.ways import LostZero, Unclear, Ways

WAYS = Ways(ZoneInfo("Europe/Berlin"))

ONE_NUMBER = [
    "05522/9999-0", "+49 (0) 5522 9999", "0049-5522-9999", "05522 - 12 34 56", "(05522) 123456", "05522 / 1",
    "05522 / 123456", "05522, 1234", "0171 / 555 01 01", "0171 555 / 0101", "05522 1234 / 35", "0049-5522 / 1234",
    "(+49) 5522 9999", "1234", "110", "05522 1234 App. 12", "030 / 1234567", "0551/12 34-0",
]  # fmt: skip


@pytest.mark.parametrize("cell", ONE_NUMBER)
def test_one_number_keeps_its_spelling(cell):
    assert phone(f" {cell}\n", WAYS) == cell
    assert not says_more_than_a_number(cell)


@pytest.mark.parametrize(
    ("cell", "main"),
    [
        ("05522 1234, 0171 5550101, Fax 05522 1235", "05522 1234"),
        ("05522 1234; 0171 5550101", "05522 1234"),
        ("05522 1234\n0171 5550101", "05522 1234"),
        ("05522 1234 / 0171 5550101", "05522 1234"),
        ("05522 1234/0171 5550101", "05522 1234"),
        ("05522 1234 oder 0171 5550101", "05522 1234"),
        ("05522 1234, 5678", "05522 1234"),
        ("1234, 5678", "1234"),
        ("(05522) 123456 / Fax -9", "(05522) 123456"),
        ("Tel.: 05522 1234 Fax: 05522 1235", "05522 1234"),
        ("Fax 05522 1235, Tel. 05522 1234", "05522 1234"),
        ("T: 05522 1234 F: 05522 1235 M: 0171 5550101", "05522 1234"),
        ("05522 1235 (Fax), 05522 1234", "05522 1234"),
        ("Telefax: 05522 1235; mobil 0171 5550101", "0171 5550101"),
        ("05522 1234, privat", "05522 1234"),
        ("+49 5522 1234 und +49 171 5550101", "+49 5522 1234"),
    ],
)
def test_the_first_number_that_is_no_fax_is_the_main_one(cell, main):
    assert phone(cell, WAYS) == main


@pytest.mark.parametrize(
    "cell", ["Tel. 05522 1234", "Tel./Fax 05522 1234", "Tel. und Fax: 05522 1234", "05522 1234 (auch Fax)", "Herr Muster 05522 1234"]
)  # fmt: skip
def test_words_around_a_number_are_not_the_number(cell):
    assert phone(cell, WAYS).startswith("05522 1234")


@pytest.mark.parametrize("cell", ["Fax 05522 1235", "05522 1235 (Fax)", "F: 05522 1235"])
def test_a_fax_alone_is_no_telephone(cell):
    assert phone(cell, WAYS) is None
    assert says_more_than_a_number(cell)


@pytest.mark.parametrize("cell", ["", "-", "k.A.", "keine", "nicht vorhanden"])
def test_no_number_is_none(cell):
    assert phone(cell, WAYS) is None


@pytest.mark.parametrize("cell", ["siehe Website", "12", date(2013, 1, 1), True, 1.5])
def test_whatever_is_no_number_is_refused(cell):
    with pytest.raises(Unclear, match="is no telephone number"):
        phone(cell, WAYS)


def test_a_number_cell_has_lost_its_zero_and_nothing_here_can_prove_it():
    with pytest.raises(LostZero, match="5522123456 was typed as a number") as caught:
        phone(5522123456.0, WAYS)
    assert caught.value.digits == "5522123456"


def test_several_numbers_and_names_are_noticed():
    assert says_more_than_a_number("05522 1234, 0171 5550101")
    assert says_more_than_a_number("Herr Muster 05522 1234")
    assert not says_more_than_a_number("Tel. 05522 1234")
    assert not says_more_than_a_number(5522.0)


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(cell):
    try:
        found = phone(cell, WAYS)
    except Unclear:
        return
    assert found is None or any(letter.isdigit() for letter in found)


@given(
    st.sampled_from(ONE_NUMBER).filter(lambda cell: cell != "05522 / 1"),
    st.sampled_from(["05522 4321", "+49 171 5550101"]),
    st.sampled_from([", ", ";", "\n", " oder "]),
)
def test_what_follows_a_whole_number_never_changes_it(cell, other, between):
    assert phone(cell + between + other, WAYS) == cell
