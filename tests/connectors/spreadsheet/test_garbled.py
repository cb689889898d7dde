"""What a program has spoiled is named; what only looks odd is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.garbled import refuse_garbled
from hub.connectors.spreadsheet.ways import Unclear


@pytest.mark.parametrize(
    "error", ["#NV", "#N/A", "#BEZUG!", "#REF!", "#WERT!", "#NAME?", "#DIV/0!", "#ZAHL!", "#NULL!", "#ÜBERLAUF!", " #NV ", "Err:502", "Fehler:504"]
)  # fmt: skip
def test_an_error_that_became_text_is_an_error(error):
    with pytest.raises(Unclear) as caught:
        refuse_garbled(error)
    assert str(caught.value) == f"the cell shows {error.strip()}"


def test_a_column_that_was_too_narrow_shows_crosses():
    with pytest.raises(Unclear, match="too narrow"):
        refuse_garbled("########")


@pytest.mark.parametrize("long", ["4,02E+12", "4.02012E+17", " 4E+12 "])
def test_a_long_number_in_short_form_has_lost_digits(long):
    with pytest.raises(Unclear, match="dropped digits"):
        refuse_garbled(long)


@pytest.mark.parametrize(
    ("spoiled", "meant"),
    [("MÃ¼ller", "Müller"), ("StraÃŸe", "Straße"), ("Ã–lmÃ¼hle GrÃ¼n", "Ölmühle Grün"), ("â‚¬ 120", "€ 120"), ("Ende â€“ Anfang", "Ende – Anfang"),
     ("MÃ¼ller & Söhne", "Müller & Söhne"), ("10\u00a0Â°C", "10\u00a0°C")],
)  # fmt: skip
def test_letters_read_wrongly_once_are_named_with_what_was_meant_and_not_mended(spoiled, meant):
    with pytest.raises(Unclear) as caught:
        refuse_garbled(spoiled)
    assert str(caught.value) == f"the letters of “{spoiled}” were read wrongly once; “{meant}” may be meant"


def test_lost_letters_are_named():
    with pytest.raises(Unclear, match="has lost letters"):
        refuse_garbled("M\ufffdller")


@pytest.mark.parametrize(
    "fine", ["", "Müller", "São João", "Â", "Château", "SÃO PAULO", "#1 der Region", "# 7", "Fehler: 5", "E+", "VA-2E+1", "1E5", "Ã¿a ÃŽ", "Eberle", "Ân", "â\u0080"]
)  # fmt: skip
def test_whatever_only_looks_odd_is_left_alone(fine):
    try:
        refuse_garbled(fine)
    except Unclear as unclear:
        assert "read wrongly" in str(unclear)  # noqa: PT017 - "Ã¿" is one letter spoiled
        assert "Ã¿" in fine


@given(st.text(st.sampled_from("äöüÄÖÜß€–„“éèêçñ"), min_size=1, max_size=5))
def test_german_words_read_wrongly_once_are_always_found(word):
    try:
        spoiled = word.encode().decode("cp1252")
    except (
        UnicodeDecodeError
    ):  # some bytes are no letter there, and the program that spoils would have stopped
        return
    with pytest.raises(Unclear, match="read wrongly"):
        refuse_garbled(spoiled)


@given(st.text(st.sampled_from("abcäöüÄÖÜß€–„“éèêçñ -"), max_size=20))
def test_words_that_were_never_spoiled_are_never_refused(word):
    refuse_garbled(word)
