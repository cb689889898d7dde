"""Workbooks as offices really keep them, read from real files: each oddity is read right or refused by name."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from hub import Add, BookingsSheet, CoursesSheet, MembersTable, Sheet, Unusable, WorkbookSettings
from hub.model import BookingStatus, CourseStatus, MemberStatus
from tests.connectors.spreadsheet.builders import (
    BOOKING_HEADER,
    BOOKING_ROW,
    COURSE_HEADER,
    COURSE_ROW,
    MEMBER_HEADER,
    MEMBER_ROW,
    OFFICE,
    course,
    office,
    office_sheets,
    rejects_of,
    request,
    workbook_at,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "Liste März (2).xlsx"


def members_in(path: Path, *rows):
    return office(path, {**office_sheets(), "Mitglieder": rows}).fetch_members(OFFICE)


def courses_in(path: Path, *rows):
    return office(path, {**office_sheets(), "Kurse": [COURSE_HEADER, *rows]}).fetch_courses(OFFICE)


def test_title_stand_and_blank_rows_stand_above_the_header_of_real_offices(path):
    title, stand = ["Mitgliederliste des Vereins"], ["Stand: 10.01.2013"]
    [record] = members_in(path, title, stand, [], MEMBER_HEADER, MEMBER_ROW).records
    assert str(record.place) == "Liste März (2).xlsx, sheet Mitglieder, row 5"


def test_merged_titles_and_hidden_rows_and_columns_change_nothing(path):
    workbook_at(path, {**office_sheets(), "Mitglieder": [["Liste"], MEMBER_HEADER, MEMBER_ROW]})
    book = openpyxl.load_workbook(path)
    sheet = book["Mitglieder"]
    sheet.merge_cells("A1:H1")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.save(path)
    [record] = office(path).fetch_members(OFFICE).records
    assert record.value.postal_code == "37520"


def test_a_hidden_sheet_of_another_year_is_never_taken_for_this_one(path):
    workbook_at(path, {"Mitglieder 2011": [MEMBER_HEADER, ["M-0", *MEMBER_ROW[1:]]], **office_sheets()})
    book = openpyxl.load_workbook(path)
    book["Mitglieder 2011"].sheet_state = "hidden"
    book.save(path)
    [record] = office(path).fetch_members(OFFICE).records
    assert record.id == "M-1"


def test_a_workbook_with_macros_is_read_and_written_like_any_other(tmp_path):
    hub = office(tmp_path / "Liste.xlsm")
    hub.publish_courses(OFFICE, [Add(id="a", ref=course("VA-2").origin, value=course("VA-2"))])
    assert len(hub.fetch_courses(OFFICE).records) == 2


@pytest.mark.parametrize(
    ("cell", "code"), [(37520, "37520"), ("37520", "37520"), ("D-37520", "37520"), ("37520\u00a0", "37520")]
)
def test_postal_codes_as_numbers_and_as_text_are_one(path, cell, code):
    [record] = members_in(path, MEMBER_HEADER, [*MEMBER_ROW[:2], cell, *MEMBER_ROW[3:]]).records
    assert record.value.postal_code == code


@pytest.mark.parametrize(
    "phone",
    ["05522/9999-0", "+49 (0) 5522 9999", "0049-5522-9999", "05522 - 12 34 56"],
)
def test_phone_numbers_are_kept_as_the_office_writes_them(path, phone):
    [record] = members_in(path, MEMBER_HEADER, [*MEMBER_ROW[:4], phone, *MEMBER_ROW[5:]]).records
    assert record.value.phone == phone


@pytest.mark.parametrize(
    "cell", [date(2005, 1, 1), "01.01.2005", "1.1.05", datetime(2005, 1, 1), "2005-01-01"]
)
def test_dates_typed_as_text_are_dates(path, cell):
    [record] = members_in(path, MEMBER_HEADER, [*MEMBER_ROW[:5], cell, *MEMBER_ROW[6:]]).records
    assert record.value.since == date(2005, 1, 1)


@pytest.mark.parametrize("cell", ["seit 2005", "3/4/2005", 38353])
def test_a_date_that_is_not_clear_rejects_its_row_and_no_other(path, cell):
    rows = [[*MEMBER_ROW[:5], cell, *MEMBER_ROW[6:]], ["M-2", *MEMBER_ROW[1:]]]
    reading = members_in(path, MEMBER_HEADER, *rows)
    [reject] = rejects_of(reading)
    assert (reject.field, reject.id) == ("Eintritt", "M-1")
    assert reading.records[1].value.since == date(2005, 1, 1)


def test_numbers_as_ids_are_whole_text(path):
    [record] = members_in(path, MEMBER_HEADER, [189, *MEMBER_ROW[1:]]).records
    assert (record.id, record.value.id) == ("189", "189")


def test_decomposed_umlauts_and_odd_blanks_read_like_their_neighbours(path):
    odd = ["M-1", "Mu\u0308ller\u00a0 Druck\u00ad", *MEMBER_ROW[2:]]
    [record] = members_in(path, MEMBER_HEADER, odd).records
    assert record.value.name == "Müller Druck"


def test_prices_and_words_of_a_programme(path):
    rows = [
        ["VA-1", "A", "04.02.2013 09:00", "04.02.2013", "12", "120,- €", "findet statt", ""],
        ["VA-2", "B", datetime(2013, 7, 4, 9), "", 12, 89.9, "Fällt aus", ""],
        ["VA-3", "C", date(2013, 2, 4), "", "", "frei", "", ""],
    ]
    first, second, third = (record.value for record in courses_in(path, *rows).records)
    assert (first.starts_at, first.capacity, first.price_member) == (
        datetime(2013, 2, 4, 8, tzinfo=UTC), 12, Decimal("120.00"),
    )  # fmt: skip
    assert (first.status, second.status, third.status) == (
        CourseStatus.GUARANTEED, CourseStatus.CANCELLED, CourseStatus.OPEN,
    )  # fmt: skip
    assert second.starts_at == datetime(2013, 7, 4, 7, tzinfo=UTC)
    assert (second.price_member, third.price_member) == (Decimal("89.90"), 0)


def test_two_tables_on_one_sheet_are_refused(path):
    with pytest.raises(Unusable, match="both row 1 and row 4 look like the header"):
        courses_in(path, COURSE_ROW, [], COURSE_HEADER[:-1], ["VA-2", *COURSE_ROW[1:]])


def test_a_formula_that_was_never_calculated_is_named_and_not_taken_for_an_empty_cell(path):
    workbook_at(path, office_sheets())
    book = openpyxl.load_workbook(path)
    book["Kurse"]["B2"] = '="Folien" & "kunde"'
    book.save(path)
    [reject] = rejects_of(office(path).fetch_courses(OFFICE))
    assert (reject.field, str(reject.why)) == ("Titel", "the cell's formula was never calculated")


def test_several_members_statuses(path):
    words = ["aktiv", "Ausgetreten", "ruhend", "", "beantragt"]
    rows = [[f"M-{n}", *MEMBER_ROW[1:6], word, ""] for n, word in enumerate(words)]
    found = [record.value.status for record in members_in(path, MEMBER_HEADER, *rows).records]
    assert found == [
        MemberStatus.ACTIVE, MemberStatus.ENDED, MemberStatus.DORMANT, MemberStatus.ACTIVE, MemberStatus.APPLIED,
    ]  # fmt: skip


class EnglishWorkbook(MembersTable, CoursesSheet, BookingsSheet):
    members = Sheet("Members", columns={"id": "Member no."})
    courses = Sheet("Courses")
    bookings = Sheet(
        "Bookings",
        columns={"id": "Booking no.", "ref": "Hub ref"},
        words={BookingStatus.CONFIRMED: "confirmed"},
        written={"id", "status", "note"},
        id_prefix="BK-",
    )


def test_an_english_office_is_understood_and_answered_in_its_own_words(path):
    sheets = {
        "Members": [
            ["Member no.", "Company", "Postcode", "Town", "Joined"],
            ["7", "Box Ltd", "37520", "Osterode", ""],
        ],
        "Courses": [
            ["Course no.", "Title", "Start date", "Capacity"],
            ["C-1", "Film", datetime(2013, 2, 4, 9), 5],
        ],
        "Bookings": [["Booking no.", "Course", "Company", "Participant", "Booked on", "State"]],
    }
    hub = EnglishWorkbook(WorkbookSettings(path=workbook_at(path, sheets), seats="by capacity"))
    assert [hub.fetch_members(OFFICE).records[0].value.name, hub.fetch_courses(OFFICE).records[0].id] == [
        "Box Ltd",
        "C-1",
    ]
    [receipt] = hub.sync_bookings(OFFICE, [Add(id="a", ref=request().origin, value=request(of="C-1"))])
    assert receipt.record.value.status is BookingStatus.CONFIRMED
    sheet = openpyxl.load_workbook(path)["Bookings"]
    assert [cell.value for cell in sheet[1]][-1] == "Hub ref"
    assert sheet["F2"].value == "confirmed"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_what_the_hub_wrote_and_reads_the_same(tmp_path):
    path = workbook_at(tmp_path / "a.xlsx", {**office_sheets(), "Buchungen": [BOOKING_HEADER, BOOKING_ROW]})
    hub = office(path)
    text = "=1+1\nzweite <Zeile> & „mehr“"
    hub.publish_courses(OFFICE, [Add(id="c", ref=course("VA-2").origin, value=course("VA-2", title=text))])
    hub.sync_bookings(OFFICE, [Add(id="b", ref=request().origin, value=request())])
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir",
         str(tmp_path / "again"), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    again = office(tmp_path / "again" / "a.xlsx")
    for fetch in ("fetch_members", "fetch_courses", "fetch_bookings"):
        ours, theirs = ([r.value for r in getattr(book, fetch)(OFFICE).records] for book in (hub, again))
        assert ours == theirs
