"""The cluster's workbook: its members, the academy's quarter, its bookings, and who is MEKOM's member too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime

import pytest
from openpyxl.worksheet.worksheet import Worksheet

Row = dict[str, object]
Table = Callable[[str], list[Row]]
Sheet = Callable[[str], Worksheet]

AS_OF = datetime(2013, 1, 14)


@pytest.fixture
def members(cluster_table: Table) -> list[Row]:
    return cluster_table("Mitglieder")


@pytest.fixture
def programme(cluster_table: Table) -> dict[str, Row]:
    return {str(row["Kurs-Nr."]): row for row in cluster_table("Programm")}


@pytest.fixture
def bookings(cluster_table: Table) -> list[Row]:
    return cluster_table("Buchungen")


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        (
            "Mitglieder",
            (
                "Nr. | Unternehmen | Straße | PLZ | Ort | Telefon | E-Mail | Web | Ansprechpartner | Branche | USt-IdNr. | "
                "Amtsgericht | HR-Nummer | Mitglied seit | Mitglied bis | Status"
            ),
        ),
        (
            "Programm",
            (
                "Kurs-Nr. | Titel | Thema | Inhalt | Beginn | Ende | Ort | Trainer | Plätze | Mindestteilnehmer | Preis Mitglieder | "
                "Preis Gäste | Niveau | Zielgruppe | Status | Freigabe | Nie weitergeben | Verweis"
            ),
        ),
        (
            "Buchungen",
            "Nr. | Kurs-Nr. | Unternehmen | Ort | Teilnehmer | E-Mail | Eingang | Status | Preis | Verweis",
        ),
    ],
)
def test_a_sheet_begins_with_these_headers(name: str, headers: str, cluster: Sheet) -> None:
    (header,) = cluster(name).iter_rows(max_row=1, values_only=True)
    assert list(header) == headers.split(" | ")


def test_about_eighty_members_with_numbers_of_their_own(members: list[Row]) -> None:
    assert [row["Nr."] for row in members] == [f"VC-{number:03}" for number in range(1, 81)]


def test_a_postal_code_keeps_its_leading_zero(members: list[Row]) -> None:
    assert "04158" in [row["PLZ"] for row in members]
    assert all(len(str(row["PLZ"])) == 5 for row in members)


class TestMembersOfBoth:
    """A dozen companies are in both lists; each of them has exactly one proof."""

    def test_five_by_the_same_vat_id_with_other_names(self, members: list[Row], mekom_table: Table) -> None:
        pairs = joined(mekom_table("Mitglieder"), members, key=vat_id)
        assert len(pairs) == 5
        assert all(plain(there["Firma"]) != plain(here["Unternehmen"]) for there, here in pairs)

    def test_four_by_the_same_register_number_and_court(self, members: list[Row], mekom_table: Table) -> None:
        pairs = joined(mekom_table("Mitglieder"), members, key=register_entry)
        assert len(pairs) == 4
        assert not any(there["USt-IdNr."] or here["USt-IdNr."] for there, here in pairs)
        assert all(plain(there["Firma"]) != plain(here["Unternehmen"]) for there, here in pairs)

    def test_three_by_the_same_name_and_postal_code(self, members: list[Row], mekom_table: Table) -> None:
        pairs = joined(mekom_table("Mitglieder"), members, key=name_and_postal_code)
        assert len(pairs) == 3
        assert any(there["Firma"] != here["Unternehmen"] for there, here in pairs)
        assert not any(vat_id(row) or register_entry(row) for pair in pairs for row in pair)

    def test_two_only_look_like_it(self, members: list[Row], mekom_table: Table) -> None:
        for word in ("Verwaltungs-GmbH", "Beteiligungs-GmbH"):
            (other,) = (row for row in members if str(row["Unternehmen"]).endswith(word))
            first = str(other["Unternehmen"]).removesuffix(word).strip()
            (there,) = (row for row in mekom_table("Mitglieder") if str(row["Firma"]).startswith(first))
            assert (other["Straße"], str(other["PLZ"])) == (there["Straße"], str(there["PLZ"]))
            assert register_entry(other) != register_entry(there)


def test_sales_seminars_come_first(programme: dict[str, Row]) -> None:
    sales = [row for row in programme.values() if row["Thema"] == "Verkauf"]
    assert list(programme)[:3] == [row["Kurs-Nr."] for row in sales[:3]]
    assert all(datetime(2013, 1, 28) < moment(row["Beginn"]) < datetime(2013, 2, 28) for row in sales[:3])
    assert len(sales) == 4


def test_every_course_is_in_the_quarter_and_ends_after_it_begins(programme: dict[str, Row]) -> None:
    assert list(programme) == [f"VA-2013-{number:02}" for number in range(1, 15)]
    for row in programme.values():
        assert AS_OF < moment(row["Beginn"]) < moment(row["Ende"]) < datetime(2013, 4, 1)
        assert moment(row["Beginn"]).weekday() < 5


def test_places_prices_and_seats_are_those_of_the_academy(programme: dict[str, Row]) -> None:
    assert {row["Ort"] for row in programme.values()} == {"Göttingen", "Hann. Münden", "Osterode am Harz"}
    assert all(8 <= int(str(row["Plätze"])) <= 14 for row in programme.values())
    assert all(int(str(row["Mindestteilnehmer"])) < int(str(row["Plätze"])) for row in programme.values())
    assert all(euros(row["Preis Mitglieder"]) < euros(row["Preis Gäste"]) for row in programme.values())


def test_one_date_and_one_price_are_typed_as_words(programme: dict[str, Row]) -> None:
    assert [row["Beginn"] for row in programme.values() if isinstance(row["Beginn"], str)] == [
        "12.03.2013 09:00"
    ]
    prices = [row["Preis Mitglieder"] for row in programme.values()]
    assert [price for price in prices if isinstance(price, str)] == ["220,- €"]


def test_one_course_is_never_shared_one_not_released_one_cancelled(programme: dict[str, Row]) -> None:
    never = [name for name, row in programme.items() if row["Nie weitergeben"] == "ja"]
    assert (never, programme["VA-2013-11"]["Freigabe"]) == (["VA-2013-11"], "mekom")
    assert [name for name, row in programme.items() if row["Freigabe"] is None] == ["VA-2013-12"]
    assert [name for name, row in programme.items() if row["Status"] == "abgesagt"] == ["VA-2013-13"]
    assert {row["Freigabe"] for row in programme.values()} == {None, "mekom"}


def test_two_courses_are_offered_by_the_region_too(programme: dict[str, Row], offers: list[Row]) -> None:
    regional = {plain(row["Titel"]) for row in offers if row["Status"] != "fällt aus"}
    covered = [name for name, row in programme.items() if plain(row["Titel"]) in regional]
    assert covered == ["VA-2013-09", "VA-2013-10"]
    assert {row["Titel"] for row in offers}.isdisjoint({programme[name]["Titel"] for name in covered})


def test_one_course_is_full_with_the_clusters_own_bookings(
    programme: dict[str, Row], bookings: list[Row]
) -> None:
    seated = Counter(row["Kurs-Nr."] for row in bookings if row["Status"] == "bestätigt")
    full = [name for name, row in programme.items() if seated[name] >= int(str(row["Plätze"]))]
    assert (full, seated["VA-2013-06"]) == (["VA-2013-06"], 10)
    assert programme["VA-2013-06"]["Status"] == "ausgebucht"


def test_the_last_two_seats_are_wanted_by_three(
    programme: dict[str, Row], bookings: list[Row], mekom_table: Table
) -> None:
    own = sum(row["Kurs-Nr."] == "VA-2013-02" and row["Status"] == "bestätigt" for row in bookings)
    wanted = sum(row["Kurs"] == "VA-2013-02" for row in mekom_table("Buchungen"))
    assert (int(str(programme["VA-2013-02"]["Plätze"])) - own, wanted) == (2, 3)


def test_about_forty_five_own_bookings_without_a_ref(bookings: list[Row]) -> None:
    assert [row["Nr."] for row in bookings] == [f"VB-{number:04}" for number in range(1, 46)]
    assert all(row["Verweis"] is None for row in bookings)
    assert Counter(row["Status"] for row in bookings).keys() == {"bestätigt", "Warteliste", "storniert"}


def test_own_bookings_are_by_current_members_at_their_price(
    bookings: list[Row], members: list[Row], programme: dict[str, Row]
) -> None:
    current = {row["Unternehmen"] for row in members if row["Status"] == "aktiv"}
    assert {row["Unternehmen"] for row in bookings} <= current
    assert all(
        euros(row["Preis"]) == euros(programme[str(row["Kurs-Nr."])]["Preis Mitglieder"]) for row in bookings
    )


def test_own_bookings_came_in_one_after_another_on_working_days(bookings: list[Row]) -> None:
    days = [moment(row["Eingang"]) for row in bookings]
    assert days == sorted(days)
    assert all(day.weekday() < 5 and day < AS_OF for day in days)


def test_nobody_is_booked_over_both_networks(bookings: list[Row], mekom_table: Table) -> None:
    here = {(row["Kurs-Nr."], row["Teilnehmer"]) for row in bookings}
    there = {(row["Kurs"], row["Teilnehmer"]) for row in mekom_table("Buchungen")}
    assert len(here) == len(bookings)
    assert here.isdisjoint(there)


def joined(left: list[Row], right: list[Row], *, key: Callable[[Row], str | None]) -> list[tuple[Row, Row]]:
    """The pairs of rows with the same key; a row without one has no pair."""
    by_key = {key(row): row for row in left if key(row)}
    return [(by_key[key(row)], row) for row in right if key(row) in by_key]


def vat_id(row: Row) -> str | None:
    return re.sub(r"\s", "", str(row["USt-IdNr."])) if row["USt-IdNr."] else None


def register_entry(row: Row) -> str | None:
    court = row.get("Registergericht", row.get("Amtsgericht"))
    number = row.get("Registernummer", row.get("HR-Nummer"))
    return f"{court} {number}" if court and number else None


def name_and_postal_code(row: Row) -> str:
    return f"{plain(row.get('Firma', row.get('Unternehmen')))} {row['PLZ']}"


def plain(name: object) -> str:
    """Without case, blanks and punctuation."""
    return re.sub(r"[^\w]", "", str(name).casefold())


def moment(cell: object) -> datetime:
    return cell if isinstance(cell, datetime) else datetime.strptime(str(cell), "%d.%m.%Y %H:%M")


def euros(cell: object) -> float:
    return float(str(cell).removesuffix(",- €"))
