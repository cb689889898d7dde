from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub import Unusable
from hub.connectors.spreadsheet.encodings import Encoding, decoded

TEXT = "Nr.;Firma;Straße\r\n1;Müller & Söhne;Am Öhr 3\r\n"
GERMAN = st.text("abcdefghijklmnopqrstuvwxyzäöüßÄÖÜ0123456789;,. \n-", min_size=1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_what_offices_save_is_read(encoding):
    text, found = decoded(TEXT.encode(encoding), place="x.csv")
    assert text == TEXT
    assert found.encoded(text) == TEXT.encode(encoding)


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Müller", "mac_roman"), ("Köln", "mac_roman"), ("Straße", "mac_roman"), ("MÖBEL", "mac_roman"),
        ("Äpfel", "mac_roman"), ("Dörfer", "cp850"), ("Länder", "cp850"),
    ],
)  # fmt: skip
def test_letters_of_other_systems_are_refused_and_not_mixed_up(words, encoding):
    with pytest.raises(Unusable, match="not those of Windows"):
        decoded(f"Nr.;Firma\n1;{words} 1\n".encode(encoding), place="x.csv")


def test_letters_that_windows_has_as_well_are_no_reason_to_refuse():
    text = "Nr.;Firma\n1;Müller und Dušan; 120 €; „so“ … § 5\n"
    assert decoded(text.encode("cp1252"), place="x.csv") == (text, Encoding("cp1252"))


def test_a_byte_of_no_letter_is_named_by_its_position():
    with pytest.raises(Unusable, match="byte 2 is wrong"):
        decoded(b"ab\x81cd", place="x.csv")


@given(GERMAN)
def test_german_words_survive_windows(text):
    assert decoded(text.encode("cp1252"), place="x.csv")[0] in {
        text,
        text.encode("cp1252").decode("utf-8", "replace"),
    }


def test_a_letter_that_an_encoding_lacks_is_named():
    assert Encoding("cp1252").lacks("Łódź") == "Ł"
    assert Encoding("cp1252").lacks("Müller") is None
    assert Encoding("utf-8").lacks("Łódź") is None
