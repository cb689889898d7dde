"""What the hub writes is read back from the new bytes before it is saved: with the same value, in every format."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub import Done, Refused
from hub.connectors.spreadsheet import publishing
from hub.connectors.spreadsheet.delimited_editor import DelimitedEditor
from hub.errors import HubError
from hub.model import BookingStatus
from hub.planning.compare import agree_on
from tests.connectors.spreadsheet.builders import (
    BERLIN,
    BOOKING_HEADER,
    COURSE_HEADER,
    OFFICE,
    course,
    office,
    office_sheets,
    request,
    workbook_at,
    workbook_bytes,
)
from tests.connectors.spreadsheet.test_publishing import add, amend
from tests.corpus.opendocument import ods
from tests.corpus.sheets import csv_text

FORMATS = ["office.xlsx", "office.ods", "office.csv"]
_HEADERS = {
    "courses": [*COURSE_HEADER, "Inhalt", "Preis Gäste", "Trainer"],
    "bookings": [*BOOKING_HEADER, "Preis", "Telefon"],
}


def empty(path: Path, table: str) -> Path:
    """An office with nothing but a header, in the format that the name of the file says; a CSV file has one table."""
    courses, bookings = _HEADERS["courses"], _HEADERS["bookings"]
    sheets = {**office_sheets(), "Kurse": [courses], "Buchungen": [bookings]}
    match path.suffix:
        case ".xlsx":
            path.write_bytes(workbook_bytes(sheets))
        case ".ods":
            path.write_bytes(ods(sheets))
        case _:
            path.write_bytes(csv_text([_HEADERS[table]]).encode("utf-8-sig"))
    return path


@pytest.fixture(params=FORMATS)
def path(request, tmp_path):
    return empty(tmp_path / request.param, "courses")


def publish(path: Path, *courses):
    return office(path).publish_courses(OFFICE, [add(noun, number) for number, noun in enumerate(courses)])


def test_a_value_that_would_be_read_as_something_else_is_refused_and_the_others_are_written(path):
    courses = [course("VA-2"), course("VA-3", price_member=Decimal("9999999999.99")), course("VA-4")]
    done, refused, last = publish(path, *courses)
    assert [type(done), type(refused), type(last)] == [Done, Refused, Done]
    assert "Preis Mitglieder would be read there as something else" in str(refused.why)
    assert [record.id for record in office(path).fetch_courses(OFFICE).records] == ["VA-2", "VA-4"]


def test_what_a_record_needs_is_not_written_as_words_for_nothing(path):
    before = path.read_bytes()
    [refused] = publish(path, course("VA-2", title="-"))
    assert isinstance(refused, Refused)
    assert "Titel" in str(refused.why)
    assert path.read_bytes() == before


def test_words_for_nothing_are_written_where_nothing_may_stand(path):
    [done] = publish(path, course("VA-2", trainer="N.N."))
    assert done.record.value.trainer is None


def test_an_end_at_midnight_is_no_end_of_the_day_that_begins_then(path):
    sent = course("VA-2", ends_at=datetime(2013, 2, 5, tzinfo=BERLIN))
    [done] = publish(path, sent)
    assert done.record.value.ends_at == sent.ends_at


def test_a_begin_at_midnight_is_a_day_like_any_other(path):
    sent = course("VA-2", starts_at=datetime(2013, 2, 5, tzinfo=BERLIN))
    [done] = publish(path, sent)
    assert done.record.value.starts_at == sent.starts_at


def test_seconds_are_kept_and_parts_of_them_are_rounded(path):
    start = datetime(2013, 2, 4, 9, 0, 30, 600_000, tzinfo=BERLIN)
    [done] = publish(path, course("VA-2", starts_at=start))
    assert done.record.value.starts_at == start.replace(second=31, microsecond=0)


_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cn", "Co", "Cc"]), min_size=1, max_size=30
).filter(str.strip)
_MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2099, 1, 1)).map(lambda at: at.replace(tzinfo=UTC, microsecond=0))  # fmt: skip
_PRICES = st.none() | st.decimals(0, 99_999, places=2)
_COURSES = st.builds(
    course,
    title=_WORDS.map("Kurs {}".format),
    starts_at=_MOMENTS,
    ends_at=st.none() | _MOMENTS,
    content=st.none() | _WORDS,
    capacity=st.none() | st.integers(0, 100_000),
    price_member=_PRICES,
    price_guest=_PRICES,
)
_FIELDS = ("title", "starts_at", "ends_at", "capacity", "price_member", "price_guest")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noun=_COURSES)
def test_whatever_is_written_reads_back_the_same(path, noun):
    empty(path, "courses")
    [receipt] = publish(path, noun)
    if isinstance(receipt, Refused):  # the hour that comes twice, a letter that the file cannot keep
        return
    [record] = office(path).fetch_courses(OFFICE).records
    assert [name for name in _FIELDS if not agree_on(name, record.value, noun)] == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_booking_reads_back_as_it_was_sent(tmp_path, name):
    path = empty(tmp_path / name, "bookings")
    sent = request(price=Decimal("1234.50"), remark="=1+1\nkommt später", status=BookingStatus.CONFIRMED)
    person = sent.participant.model_copy(update={"phone": "+49 5522 1234"})
    sent = sent.model_copy(update={"participant": person})
    [done] = office(path).sync_bookings(OFFICE, [add(sent)])
    assert done.record.value == sent
    assert office(path).fetch_bookings(OFFICE).records[0].value == sent


def test_cents_that_an_editor_loses_are_never_saved(tmp_path, monkeypatch):
    path = empty(tmp_path / "office.csv", "courses")
    write = DelimitedEditor._cell
    monkeypatch.setattr(
        DelimitedEditor, "_cell", lambda self, value, at: write(self, value, at).replace(",50", "")
    )
    refused, done = publish(path, course("VA-2", price_member=Decimal("99.50")), course("VA-3"))
    assert isinstance(refused, Refused)
    assert isinstance(done, Done)
    assert "99" not in path.read_text(encoding="utf-8")


def test_a_number_in_a_column_of_dates_is_refused_by_name(tmp_path):
    path = workbook_at(tmp_path / "office.xlsx", office_sheets(courses=[]))
    book = openpyxl.load_workbook(path)
    book["Kurse"].column_dimensions["E"].number_format = "DD.MM.YYYY"
    book.save(path)
    [refused] = publish(path, course("VA-2", capacity=12))
    assert "Plätze would be read there as something else" in str(refused.why)


def test_seats_are_given_once_though_a_change_is_left_out_and_all_are_drafted_again(tmp_path):
    path = tmp_path / "office.xlsx"
    dear = request("C-1", price=Decimal("9999999999.99"))
    sheets = office_sheets(bookings=[])
    sheets["Buchungen"][0] = [*BOOKING_HEADER, "Preis"]
    hub = office(path, sheets, seats="by capacity")
    refused, *done = hub.sync_bookings(OFFICE, [add(dear), add(request("C-2"), 2), add(request("C-3"), 3)])
    assert isinstance(refused, Refused)
    assert [one.record.value.status for one in done] == [BookingStatus.CONFIRMED, BookingStatus.WAITLISTED]


def test_an_editor_that_changes_another_cell_of_its_row_is_stopped(tmp_path, monkeypatch):
    path = tmp_path / "office.xlsx"
    hub = office(path)
    before = path.read_bytes()
    change = add(request())
    monkeypatch.setattr(
        publishing.SheetEditor, "content", lambda self, *, header_row: harmed(self, path, header_row)
    )
    with pytest.raises(HubError, match="does not read as it should"):
        hub.sync_bookings(OFFICE, [change])
    assert path.read_bytes() == before


_CONTENT = publishing.SheetEditor.content


def harmed(editor, path: Path, header_row: int) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(_CONTENT(editor, header_row=header_row)))
    book["Buchungen"]["I3"] = "aus einer anderen Zeile"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_number_with_zeros_in_front_is_the_same_before_and_after(tmp_path):
    path = tmp_path / "office.xlsx"
    workbook_at(path, office_sheets(bookings=[[7, *office_sheets()["Buchungen"][1][1:]]]))
    book = openpyxl.load_workbook(path)
    book["Buchungen"]["A2"].number_format = "0000"
    book.save(path)
    hub = office(path)
    [record] = hub.fetch_bookings(OFFICE).records
    [receipt] = hub.sync_bookings(OFFICE, [amend(record, status=BookingStatus.CONFIRMED)])
    assert (receipt.record.id, receipt.record.value.status) == ("0007", BookingStatus.CONFIRMED)


def test_minutes_of_all_hours_are_read_back(path):
    first = datetime(2013, 7, 1, tzinfo=BERLIN)
    moments = [first + timedelta(minutes=47 * n) for n in range(60)]
    publish(path, *[course(f"VA-{n}", starts_at=at) for n, at in enumerate(moments)])
    assert [record.value.starts_at for record in office(path).fetch_courses(OFFICE).records] == moments
