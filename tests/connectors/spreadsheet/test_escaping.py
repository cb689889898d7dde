"""Foreign text never becomes a formula in a CSV file, and reads back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.escaping import escaped, has_escapes, unescaped


@pytest.mark.parametrize("words", ["=1+1", "+49 5522 1", "-", "-5 °C", "@home", "\t=1", "\r", "'=1", "''-"])
def test_what_a_program_would_calculate_gets_an_apostrophe(words):
    assert escaped(words) == f"'{words}"
    assert has_escapes(f"Nr.;{escaped(words)}")


@pytest.mark.parametrize("words", ["", "'", "'n Test", "O'Hara", "05522 / 1", "Oker GmbH = Söhne"])
def test_other_text_stays(words):
    assert escaped(words) == unescaped(words) == words
    assert not has_escapes(words)


@given(st.text("'=+-@\t\rab"))
def test_every_text_comes_back(words):
    assert unescaped(escaped(words)) == words
    assert not escaped(words).lstrip("'").startswith(("=", "+", "-", "@")) or escaped(words).startswith("'")
