"""Foreign text never becomes a formula in a CSV file, and reads back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.escaping import escaped, has_escapes, unescaped


@pytest.mark.parametrize("words", ["=1+1", "+49 5522 1", "-", "-5 °C", "@home", "\t1", "\r", "'=1", "''-"])
def test_what_a_program_would_calculate_gets_an_apostrophe(words):
    assert escaped(words) == f"'{words}"
    assert has_escapes(f"Nr.;{escaped(words)}")


@pytest.mark.parametrize("words", ["", "'", "'n Test", "O'Hara", "05522 / 1", "Oker GmbH = Söhne"])
def test_other_text_stays(words):
    assert escaped(words) == unescaped(words) == words
    assert not has_escapes(words)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Film;=1+1", "Film;'=1+1"),
        ("Film, @SUM(1;2)", "Film, '@SUM(1;2)"),
        ("Film|-2+cmd|'/c calc'!A1", "Film|'-2+cmd|'/c calc'!A1"),
        ('Film;"=1', "Film;\"'=1"),
        ("Film\n+A1(", "Film\n'+A1("),
        ("Film;'=1", "Film;''=1"),
        ("\t=1", "'\t'=1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("Film;\uff1d1", "Film;'\uff1d1"),
    ],
)
def test_what_a_program_that_parts_elsewhere_would_calculate_gets_one_too(words, shown):
    assert escaped(words) == shown
    assert unescaped(shown) == words
    assert has_escapes(shown)


@pytest.mark.parametrize(
    "words", ["nur 120,- Euro", "Mo, -5 °C", "Tel.; +49 5522 1", "a;b", "Film =1", "it's; '"]
)
def test_prices_and_numbers_inside_a_text_stay(words):
    assert escaped(words) == unescaped(words) == words


@given(st.text("'=+-@\t\rab;,| \n\"(\uff1d"))
def test_every_text_comes_back(words):
    assert unescaped(escaped(words)) == words
    assert not escaped(words).lstrip("'").startswith(("=", "+", "-", "@")) or escaped(words).startswith("'")
