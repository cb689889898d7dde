"""MEKOM's workbook holds what an office's workbook holds, the odd rows included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime

import pytest
from openpyxl.worksheet.worksheet import Worksheet

Row = dict[str, object]
Table = Callable[[str], list[Row]]
Sheet = Callable[[str], Worksheet]

AS_OF = datetime(2013, 1, 14)


@pytest.fixture
def members(mekom_table: Table) -> list[Row]:
    return mekom_table("Mitglieder")


@pytest.fixture
def bookings(mekom_table: Table) -> list[Row]:
    return mekom_table("Buchungen")


@pytest.mark.parametrize(
    ("name", "headers"),
    [
        (
            "Mitglieder",
            (
                "Mitgl.-Nr. | Firma | Straße | PLZ | Ort | Telefon | E-Mail | Internet | Ansprechpartner | Branche | USt-IdNr. | "
                "Registergericht | Registernummer | Eintritt | Austritt | Status | Bemerkung"
            ),
        ),
        (
            "Kurse",
            (
                "Kursnummer | Titel | Thema | Inhalt | Beginn | Ende | Ort | Trainer | Plätze | Mindestzahl | Preis Mitglieder | "
                "Preis Gäste | Niveau | Zielgruppe | Status | Verweis"
            ),
        ),
        (
            "Buchungen",
            "Nr. | Kurs | Firma | Ort | Teilnehmer | E-Mail | gebucht am | Status | Bemerkung | Hinweis",
        ),
    ],
)
def test_a_sheet_has_its_title_its_date_and_these_headers(name: str, headers: str, mekom: Sheet) -> None:
    title, as_of, blank, header = mekom(name).iter_rows(max_row=4, values_only=True)
    assert title[0]
    assert as_of[0] == "Stand: 10.01.2013"
    assert set(blank) == {None}
    assert list(header) == headers.split(" | ")


@pytest.mark.parametrize("name", ["Mitglieder", "Kurse", "Buchungen"])
def test_a_sheet_looks_like_kept_by_an_office(name: str, mekom: Sheet) -> None:
    sheet = mekom(name)
    assert sheet["A1"].font.bold
    assert sheet["A4"].font.bold
    assert sheet["A4"].fill.fill_type == "solid"
    assert sheet.freeze_panes == "C5"
    assert str(sheet.auto_filter.ref).startswith("A4:")
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width


def test_about_ninety_members_of_every_kind(members: list[Row]) -> None:
    assert 85 <= len(members) <= 95
    trades = Counter(row["Branche"] for row in members)
    assert trades["Bank"] == trades["Kommune"] == 1
    assert sum(row["Bemerkung"] == "Bildungsträger" for row in members) == 2


def test_member_numbers_are_numbers_and_never_twice(members: list[Row]) -> None:
    numbers = [row["Mitgl.-Nr."] for row in members]
    assert all(isinstance(number, int) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_three_memberships_ended(members: list[Row]) -> None:
    ended = [row for row in members if row["Status"] == "ausgetreten"]
    assert len(ended) == 3
    assert [row for row in members if row["Austritt"]] == ended
    for row in ended:
        joined, left = row["Eintritt"], row["Austritt"]
        assert isinstance(joined, datetime)
        assert isinstance(left, datetime)
        assert joined < left < AS_OF
        assert left.year in {2011, 2012}


def test_one_membership_rests(members: list[Row]) -> None:
    assert Counter(row["Status"] for row in members)["ruhend"] == 1


def test_groups_have_a_heading_and_blank_rows_between(mekom: Sheet) -> None:
    rows = list(mekom("Mitglieder").iter_rows(min_row=5, values_only=True))
    headings = [row[0] for row in rows if row[0] and not any(row[1:])]
    assert headings[:2] == ["Metall", "Kunststoff"]
    assert sum(not any(row) for row in rows) == len(headings) - 1


def test_postal_codes_are_partly_numbers_and_partly_text(members: list[Row]) -> None:
    kinds = Counter(type(row["PLZ"]) for row in members)
    assert kinds.keys() == {int, str}
    assert min(kinds.values()) > 20
    assert all(len(str(row["PLZ"])) == 5 for row in members)


def test_phones_come_in_five_spellings(members: list[Row]) -> None:
    starts = Counter(spelling(str(row["Telefon"])) for row in members)
    assert len(starts) == 5
    assert min(starts.values()) > 10


def test_entry_dates_are_mostly_dates_and_sometimes_words(members: list[Row]) -> None:
    kinds = Counter(type(row["Eintritt"]) for row in members)
    assert kinds[str] == 4
    assert kinds[datetime] == len(members) - 4


def test_nobody_joined_before_mekom_was_founded(members: list[Row]) -> None:
    days = [row["Eintritt"] for row in members if isinstance(row["Eintritt"], datetime)]
    assert all(datetime(2000, 1, 1) <= day < AS_OF for day in days)


def test_the_courses_are_left_to_the_hub(mekom: Sheet, mekom_table: Table) -> None:
    assert mekom_table("Kurse") == []
    assert mekom("Kurse").max_row == 4


def test_about_twenty_four_bookings_six_of_them_without_a_number(bookings: list[Row]) -> None:
    assert len(bookings) == 24
    numbers = [row["Nr."] for row in bookings if row["Nr."]]
    assert numbers == [f"B-{number:04}" for number in range(1, 19)]


def test_the_hub_has_not_written_yet(bookings: list[Row]) -> None:
    assert all(row["Hinweis"] is None for row in bookings)
    assert Counter(row["Status"] for row in bookings) == {None: 23, "storniert": 1}


def test_one_booking_is_for_an_unknown_course(bookings: list[Row], cluster_table: Table) -> None:
    known = {row["Kurs-Nr."] for row in cluster_table("Programm")}
    assert [row["Nr."] for row in bookings if row["Kurs"] not in known] == ["B-0010"]


def test_one_booking_is_of_no_member_and_one_of_a_former_one(bookings: list[Row], members: list[Row]) -> None:
    # Two firms are typed in another way than in the list of members; both are the same to a reader.
    otherwise = {"Soesebank eG": "Sösebank eG", "Elektro  Funkenberg": "Elektro Funkenberg GmbH"}
    status = {row["Firma"]: row["Status"] for row in members}
    found = {
        row["Nr."]: status.get(otherwise.get(str(row["Firma"]), row["Firma"]))
        for row in bookings
        if row["Nr."]
    }
    assert [number for number, what in found.items() if what is None] == ["B-0011"]
    assert [number for number, what in found.items() if what == "ausgetreten"] == ["B-0017"]


def test_one_person_is_twice_in_one_course(bookings: list[Row]) -> None:
    seats = Counter((row["Kurs"], row["E-Mail"]) for row in bookings)
    twice = [seat for seat, count in seats.items() if count > 1]
    assert twice == [("VA-2013-01", "f.suehrig@vorharz-blechverarbeitung.example")]
    assert [row["Nr."] for row in bookings if (row["Kurs"], row["E-Mail"]) == twice[0]] == ["B-0015", None]


def test_some_ask_for_the_full_and_the_withheld_course(bookings: list[Row]) -> None:
    wanted = Counter(row["Kurs"] for row in bookings)
    assert wanted["VA-2013-06"] == 2
    assert wanted["VA-2013-09"] == 1


def test_bookings_come_in_before_the_list_is_closed(bookings: list[Row]) -> None:
    days = [row["gebucht am"] for row in bookings]
    assert [day for day in days if isinstance(day, str)] == ["03.01.2013"]
    dates = [day.date() for day in days if isinstance(day, datetime)]
    assert all(date(2013, 1, 1) < day <= date(2013, 1, 10) for day in dates)
    assert all(day.weekday() < 5 for day in dates)


def test_no_cell_is_a_formula(mekom: Sheet) -> None:
    for name in ("Mitglieder", "Kurse", "Buchungen"):
        assert all(cell.data_type != "f" for row in mekom(name).iter_rows() for cell in row)


def test_the_words_of_the_drop_downs_are_on_a_hidden_sheet(mekom: Sheet) -> None:
    assert mekom("Listen").sheet_state == "hidden"


def spelling(phone: str) -> str:
    """The mark by which the five ways of writing a phone number differ."""
    marks = {"+49 (0) ": "+49", "0049-": "0049", "(": "brackets"}
    for mark, name in marks.items():
        if phone.startswith(mark):
            return name
    return "slash" if "/" in phone else "blanks"
