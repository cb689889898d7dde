"""A number that its format shows as 0007 is 0007, in ids and in whatever points to them."""

from __future__ import annotations

import io

import openpyxl

from hub import Amend, Ref
from hub.model import BookingStatus
from tests.connectors.spreadsheet.builders import (
    BOOKING_ROW,
    COURSE_ROW,
    OFFICE,
    office,
    office_sheets,
    workbook_bytes,
)


def numbered(code: str) -> bytes:
    """Courses and bookings whose numbers are numbers of this format."""
    rows = {"courses": [[7, *COURSE_ROW[1:]]], "bookings": [[12, 7, *BOOKING_ROW[2:]], [1234567, 7.5, *BOOKING_ROW[2:]]]}  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(office_sheets(**rows))))
    for cell in ("A2", "B2", "A3", "B3"):
        book["Buchungen"][cell].number_format = code
    book["Kurse"]["A9"].number_format = book["Kurse"]["A2"].number_format = book["Kurse"][
        "E2"
    ].number_format = code
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_ids_are_read_as_they_are_shown(tmp_path):
    path = tmp_path / "office.xlsx"
    path.write_bytes(numbered("0000"))
    hub = office(path)
    [course] = hub.fetch_courses(OFFICE).records
    first, second = hub.fetch_bookings(OFFICE).records
    assert (course.id, course.value.id, course.value.capacity) == ("0007", "0007", 2)
    assert (first.id, first.value.course, second.id) == ("0012", "0007", "1234567")


def test_without_such_a_format_a_number_is_its_digits(tmp_path):
    path = tmp_path / "office.xlsx"
    path.write_bytes(numbered("0"))
    hub = office(path)
    assert [record.id for record in hub.fetch_courses(OFFICE).records] == ["7"]


def test_a_row_with_such_a_number_is_written_where_it_stands(tmp_path):
    path = tmp_path / "office.xlsx"
    path.write_bytes(numbered("0000"))
    hub = office(path)
    record = hub.fetch_bookings(OFFICE).records[0]
    after = record.value.model_copy(update={"status": BookingStatus.CONFIRMED})
    amend = Amend(id="1", ref=Ref(OFFICE.name, "booking", "0012"), record_id="0012", value=after, before=record.value, fields=frozenset({"status"}))  # fmt: skip
    [receipt] = hub.sync_bookings(OFFICE, [amend])
    assert receipt.record.value.status is BookingStatus.CONFIRMED
    assert openpyxl.load_workbook(path)["Buchungen"]["A2"].value == 12


def test_a_number_that_is_filled_down_is_shown_as_the_one_above(tmp_path):
    path = tmp_path / "office.xlsx"
    path.write_bytes(numbered("0000"))
    book = openpyxl.load_workbook(path)
    book["Buchungen"]["B3"].value, book["Buchungen"]["B3"].number_format = None, "General"
    book.save(path)
    hub = office(path, fill_down={"bookings": ["course"]})
    assert [record.value.course for record in hub.fetch_bookings(OFFICE).records] == ["0007", "0007"]
