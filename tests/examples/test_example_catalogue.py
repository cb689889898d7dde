"""The regional catalogue is the kind of CSV file that German office programs export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

Row = dict[str, object]
Table = Callable[[str], list[Row]]


@pytest.fixture
def raw(examples: Path) -> bytes:
    return (examples / "bildung-osterode.csv").read_bytes()


def test_the_header_is_the_one_that_the_plugin_knows(raw: bytes) -> None:
    header = "Anbieter;Kursnummer;Titel;Thema;Beginn;Ende;Ort;Preis;Niveau;Zielgruppe;Status"
    assert raw.splitlines()[0].decode("ascii") == header


def test_it_is_in_windows_letters_and_nothing_else(raw: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert b"\x80" in raw  # the euro sign: cp1252, not latin-1
    assert b"\x84" in raw  # an opening quotation mark
    assert raw.count(b"\r\n") == raw.count(b"\n")


def test_semicolons_and_quotes_stand_inside_quotes(raw: bytes, offers: list[Row]) -> None:
    assert b'"Eltern; Gro\xdfeltern"' in raw
    assert sum(";" in str(row["Zielgruppe"]) for row in offers) > 20
    assert any('"' in str(row["Zielgruppe"]) for row in offers)


def test_about_a_hundred_and_twenty_offers_of_seven_providers(offers: list[Row]) -> None:
    assert 115 <= len(offers) <= 125
    assert len({row["Anbieter"] for row in offers}) == 7
    assert all(None not in row and None not in row.values() for row in offers)


def test_two_providers_are_members_of_mekom(offers: list[Row], mekom_table: Table) -> None:
    members = {row["Firma"] for row in mekom_table("Mitglieder")}
    assert {row["Anbieter"] for row in offers} & members == {
        "Kreisvolkshochschule Sösetal",
        "Bildungswerk Rhumetal e.V.",
    }


def test_no_number_is_given_twice(offers: list[Row]) -> None:
    assert max(Counter(row["Kursnummer"] for row in offers).values()) == 1


def test_dates_are_german_and_in_the_half_year(offers: list[Row]) -> None:
    for row in offers:
        starts, ends = moment(row["Beginn"]), moment(row["Ende"])
        assert datetime(2013, 1, 21) <= starts < datetime(2013, 7, 1)
        assert starts < ends


def test_nothing_begins_on_a_public_holiday(offers: list[Row]) -> None:
    holidays = {date(2013, 3, 29), date(2013, 4, 1), date(2013, 5, 1), date(2013, 5, 9), date(2013, 5, 20)}
    assert holidays.isdisjoint(moment(row["Beginn"]).date() for row in offers)


def test_prices_are_spelled_in_every_usual_way(offers: list[Row]) -> None:
    prices = {str(row["Preis"]) for row in offers}
    assert {"89,00 €", "120,- €", "1.234,50 €", "0,00 €", "kostenlos"} <= prices


def test_every_status_is_known_and_some_courses_do_not_take_place(offers: list[Row]) -> None:
    states = Counter(row["Status"] for row in offers)
    assert states.keys() == {"offen", "ausgebucht", "fällt aus"}
    assert states["fällt aus"] == 3


def test_one_cancelled_offer_has_the_title_of_an_academy_course(offers: list[Row]) -> None:
    assert [row["Status"] for row in offers if row["Titel"] == "Grundlagen der Verpackung"] == ["fällt aus"]


def moment(cell: object) -> datetime:
    return datetime.strptime(str(cell), "%d.%m.%Y %H:%M")
