from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.connectors.spreadsheet.reading import read_tables
from hub.connectors.spreadsheet.seats import Seats
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES
from hub.model import BookingStatus
from tests.connectors.spreadsheet.builders import request, source_of

CONFIRMED, WAITLISTED, REQUESTED = (
    BookingStatus.CONFIRMED, BookingStatus.WAITLISTED, BookingStatus.REQUESTED,
)  # fmt: skip
COURSE_HEADER = ["Nr.", "Titel", "Beginn", "Plätze", "Status"]


def seats(
    *statuses: str, places: object = 2, course_status: str = "offen", begins: str = "4.2.2013"
) -> Seats:
    """A course VA-1 with some places, and one booking of each status."""
    courses = source_of(COURSES, COURSE_HEADER, ["VA-1", "Folienkunde", begins, places, course_status])
    rows = [[f"B-{n}", "VA-1 ", status] for n, status in enumerate(statuses)]
    return Seats(read_tables([courses]), read_tables([source_of(BOOKINGS, ["Nr.", "Kurs", "Status"], *rows)]))


def test_seats_go_in_order_of_arrival_and_the_next_one_waits():
    desk = seats("bestätigt")
    assert [desk.answer(request()) for _ in range(3)] == [CONFIRMED, WAITLISTED, WAITLISTED]


@pytest.mark.parametrize("status", ["storniert", "abgelehnt", "", "angefragt", "ersetzt", "verfallen"])
def test_bookings_without_a_seat_take_none(status):
    assert seats(status, status).answer(request()) is CONFIRMED


@pytest.mark.parametrize(
    "status", ["bestätigt", "angeboten", "teilgenommen", "nicht erschienen", "unbekanntes Wort"]
)
def test_bookings_with_a_seat_take_one_and_so_may_an_unknown_word(status):
    assert seats(status, status).answer(request()) is WAITLISTED


def test_nobody_overtakes_those_who_wait():
    assert seats("Warteliste", places=9).answer(request()) is WAITLISTED


def test_rows_that_share_a_number_still_hold_their_seats():
    courses = source_of(COURSES, COURSE_HEADER, ["VA-1", "Folienkunde", "4.2.2013", 2, "offen"])
    bookings = source_of(BOOKINGS, ["Nr.", "Kurs", "Status"], *[["B-1", "VA-1", "bestätigt"]] * 2)
    assert Seats(read_tables([courses]), read_tables([bookings])).answer(request()) is WAITLISTED


def test_a_course_that_says_full_is_full():
    assert seats(places=9, course_status="ausgebucht").answer(request()) is WAITLISTED


@pytest.mark.parametrize("status", ["abgesagt", "verschoben", "durchgeführt", "geschlossen"])
def test_a_course_that_is_off_is_for_a_person_to_answer(status):
    assert seats(course_status=status).answer(request()) is REQUESTED


def test_an_unknown_number_of_seats_is_for_a_person_to_answer():
    assert seats(places="").answer(request()) is REQUESTED
    assert seats(begins="bald").answer(request()) is REQUESTED
    assert seats().answer(request(of="VA-9")) is REQUESTED


@given(
    st.integers(0, 6),
    st.lists(st.sampled_from(["bestätigt", "Warteliste", "storniert", "", "angeboten"]), max_size=8),
    st.integers(0, 8),
)
def test_no_course_is_ever_overbooked_by_answers(places, before, requests):
    desk = seats(*before, places=places)
    seated = sum(status in {"bestätigt", "angeboten"} for status in before)
    given_out = [desk.answer(request()) for _ in range(requests)].count(CONFIRMED)
    assert given_out <= max(places - seated, 0)


def test_a_booking_struck_through_holds_no_seat_where_hub_toml_says_so(tmp_path):
    import openpyxl
    from openpyxl.styles import Font

    from hub import WorkbookSettings
    from tests.connectors.spreadsheet.builders import OFFICE, OfficeWorkbook, office_sheets, workbook_at

    rows = [[f"B-{n}", "VA-1", "Oker GmbH", "", "Anna", "", "", "bestätigt", "", "", ""] for n in (1, 2)]
    path = workbook_at(tmp_path / "a.xlsx", office_sheets(bookings=rows))
    book = openpyxl.load_workbook(path)
    book["Buchungen"]["A3"].font = Font(strike=True)
    book.save(path)
    hub = OfficeWorkbook(WorkbookSettings(path=path, struck_through={"bookings": "storniert"}))
    desk = Seats(hub.read(COURSES, OFFICE), hub.read(BOOKINGS, OFFICE))
    assert [desk.answer(request()) for _ in range(2)] == [CONFIRMED, WAITLISTED]
