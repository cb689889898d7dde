"""A table kept on several sheets, read as one and written where each row stands."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from hub import (
    Add,
    Amend,
    BookingsSheet,
    CoursesSheet,
    Done,
    MembersTable,
    Ref,
    Refused,
    Sheet,
    WorkbookSettings,
)
from hub.connectors.spreadsheet.tables import BOOKINGS
from hub.model import BookingStatus
from tests.connectors.spreadsheet.builders import (
    BOOKING_HEADER,
    BOOKING_ROW,
    COURSE_ROW,
    OFFICE,
    office_sheets,
    request,
    workbook_at,
)


class YearsBook(MembersTable, CoursesSheet, BookingsSheet):
    members = Sheet("Mitglieder")
    courses = Sheet("Kurse")
    bookings = Sheet("Buchungen *", written={"id", "status", "note"}, id_prefix="B-")


def booking(number, **cells):
    row = dict(zip(BOOKING_HEADER, BOOKING_ROW, strict=True)) | {"Nr.": number, **cells}
    return list(row.values())


@pytest.fixture
def path(tmp_path):
    sheets = office_sheets(courses=[COURSE_ROW])
    del sheets["Buchungen"]
    sheets["Buchungen 2013"] = [BOOKING_HEADER, booking("B-2")]
    sheets["Buchungen 2012"] = [
        ["Buchungen 2012"],
        BOOKING_HEADER,
        booking("B-1"),
        booking("", Teilnehmer="Ben"),
    ]
    return workbook_at(tmp_path / "years.xlsx", sheets)


def office(path, **settings):
    return YearsBook(WorkbookSettings.model_validate({"path": path, **settings}))


def amend(record, **values):
    after = record.value.model_copy(update=values)
    ref = record.origin or Ref(OFFICE.name, "booking", record.id)
    return Amend(
        id=f"amend {record.id}", ref=ref, record_id=record.id, value=after, before=record.value, fields=frozenset(values)
    )  # fmt: skip


def column(path, sheet, letter):
    return [cell.value for cell in openpyxl.load_workbook(path)[sheet][letter]]


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_sheets_are_one_reading_and_each_record_knows_its_own(path):
    reading = office(path).fetch_bookings(OFFICE)
    assert [str(record.place) for record in reading.records] == [
        "years.xlsx, sheet Buchungen 2012, row 3",
        "years.xlsx, sheet Buchungen 2012, row 4",
        "years.xlsx, sheet Buchungen 2013, row 2",
    ]
    assert reading.records[1].proposed


def test_a_row_is_written_where_it_stands_and_a_new_one_on_the_newest_sheet(path):
    hub = office(path)
    first, second, third = hub.fetch_bookings(OFFICE).records
    changes = [
        amend(third, status=BookingStatus.CONFIRMED),
        amend(first, status=BookingStatus.DECLINED),
        Add(id="add", ref=request().origin, value=request()),
        amend(second, id=second.id),
    ]
    receipts = hub.sync_bookings(OFFICE, changes)

    assert [receipt.change_id for receipt in receipts] == [change.id for change in changes]
    assert all(isinstance(receipt, Done) for receipt in receipts)
    assert column(path, "Buchungen 2012", "H")[2:] == ["abgelehnt", None]
    assert column(path, "Buchungen 2012", "A")[3] == second.id
    assert column(path, "Buchungen 2013", "H")[1:] == ["bestätigt", "angefragt"]
    assert str(receipts[2].record.place) == "years.xlsx, sheet Buchungen 2013, row 3"


def test_all_sheets_are_saved_at_once_and_the_rest_of_the_file_stays(path):
    before = parts_of(path.read_bytes())
    hub = office(path)
    first, _, third = hub.fetch_bookings(OFFICE).records
    hub.sync_bookings(OFFICE, [amend(one, status=BookingStatus.DECLINED) for one in (first, third)])

    after = parts_of(path.read_bytes())
    changed = [name for name in before if before[name] != after[name]]
    assert len(changed) == 2
    assert all("worksheets/sheet" in name for name in changed)
    assert len(list((path.parent / "backups").iterdir())) == 1


def test_a_sheet_on_which_nothing_changes_is_not_touched(path):
    before = parts_of(path.read_bytes())
    hub = office(path)
    hub.sync_bookings(OFFICE, [amend(hub.fetch_bookings(OFFICE).records[0], status=BookingStatus.DECLINED)])
    after = parts_of(path.read_bytes())
    assert len([name for name in before if before[name] != after[name]]) == 1


def test_a_number_of_another_year_is_taken(path):
    noun = request().model_copy(update={"id": "B-1"})
    hub = office(path)
    [receipt] = hub.sync_bookings(OFFICE, [Add(id="add", ref=noun.origin, value=noun)])
    assert isinstance(receipt, Refused)
    assert "B-1 stands there already" in str(receipt.why)


def test_the_same_copy_is_not_added_again_when_its_row_stands_in_an_older_year(path):
    hub = office(path)
    add = Add(id="add", ref=request().origin, value=request())
    hub.sync_bookings(OFFICE, [add])
    book = openpyxl.load_workbook(path)
    book.move_sheet("Buchungen 2013", 1)
    book["Buchungen 2013"].title = "Buchungen 2011"
    book.save(path)
    [receipt] = office(path).sync_bookings(OFFICE, [add])
    assert str(receipt.record.place) == "years.xlsx, sheet Buchungen 2011, row 3"


def test_seats_of_all_years_count(path):
    hub = office(path, seats="by capacity")
    rows = [
        amend(record, status=BookingStatus.CONFIRMED) for record in hub.fetch_bookings(OFFICE).records[:2]
    ]
    hub.sync_bookings(OFFICE, rows)
    [receipt] = hub.sync_bookings(OFFICE, [Add(id="add", ref=request().origin, value=request())])
    assert receipt.record.value.status is BookingStatus.WAITLISTED


def test_a_column_that_one_year_lacks_is_not_there(path):
    book = openpyxl.load_workbook(path)
    book["Buchungen 2013"]["F1"] = "Kostenstelle"
    book.save(path)
    hub = office(path)
    assert "participant.email" not in hub.fetch_bookings(OFFICE).columns
    assert hub.read(BOOKINGS, OFFICE).numbers() >= {"B-1", "B-2"}


def test_those_who_left_are_not_missed_for_their_columns(tmp_path):
    gone = [["Nr.", "Firma", "Austritt"], ["M-9", "Weg GmbH", date(2012, 12, 31)]]
    path = workbook_at(tmp_path / "a.xlsx", {**office_sheets(), "Ausgetreten": gone})
    reading = office(path, sheets={"former": "Ausgetreten"}).fetch_members(OFFICE)
    assert [record.id for record in reading.records] == ["M-1", "M-9"]
    assert reading.columns["town"] == "Ort"
