"""Two spellings of one company's name, and what must stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.matching.names import plain_name, plain_town


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller & Söhne Ges. m. b. H.", "MUELLER UND SOEHNE GmbH"),
        ("Harzer Holz Gesellschaft mit beschränkter Haftung", "Harzer Holz GmbH"),
        ("Harzer Holz Gesellschaft mbH", "Harzer Holz G.m.b.H."),
        ("Folie GmbH & Co. KG", "Folie GmbH & Co KG"),
        ("Folie GmbH & Co. KG", "Folie GmbH und Co. K.G."),
        ("Karton UG (haftungsbeschränkt)", "Karton Unternehmergesellschaft (haftungsbeschränkt)"),
        ("Papier Weiß e.K.", "Papier Weiss eingetragener Kaufmann"),
        ("Förderkreis Harz e. V.", "Foerderkreis Harz e.V."),
        ("Stahl AG", "STAHL A.G."),
        ("  Harzer\u00a0Holz   GmbH ", "Harzer Holz GmbH"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Folie GmbH & Co. KG", "Folie Verwaltungs-GmbH"),
        ("Folie GmbH & Co. KG", "Folie GmbH"),
        ("Folie GmbH", "Folie Beteiligungs-GmbH"),
        ("Folie GmbH", "Folie AG"),
        ("Karton UG", "Karton GmbH"),
        ("Müller GmbH", "Möller GmbH"),
    ],
)
def test_different_legal_persons_stay_apart(one: str, other: str) -> None:
    assert plain_name(one) != plain_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Osterode am Harz", "Osterode"),
        ("Osterode/Harz", "OSTERODE AM HARZ"),
        ("Hann. Münden", "Hannoversch Münden"),
        ("Hann.Münden", "Münden"),
        ("Bad Lauterberg im Harz", "Bad Lauterberg"),
    ],
)
def test_spellings_of_one_town_are_one(one: str, other: str) -> None:
    assert plain_town(one) == plain_town(other)


def test_two_towns_stay_apart() -> None:
    assert plain_town("Bad Lauterberg") != plain_town("Bad Sachsa")
    assert plain_town("Herzberg am Harz") != plain_town("Osterode am Harz")


@given(st.text(max_size=60))
def test_a_plain_name_is_plain_already(name: str) -> None:
    once = plain_name(name)

    assert plain_name(once) == once
