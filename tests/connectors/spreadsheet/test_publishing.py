"""Writing into a workbook from end to end: what a person sees afterwards, and what stayed as it was."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table as ListObject

from hub import Add, Amend, Cancel, Done, Ref, Refused, Unreachable, Unusable
from hub.connectors.spreadsheet import publishing
from hub.errors import HubError
from hub.model import BookingStatus, CourseStatus, NetworkName
from tests.connectors.spreadsheet.builders import (
    BERLIN,
    BOOKING_HEADER,
    BOOKING_ROW,
    COURSE_HEADER,
    COURSE_ROW,
    OFFICE,
    course,
    office,
    office_sheets,
    request,
    workbook_at,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "office.xlsx"


def add(noun, number=1):
    return Add(id=f"add-{number}", ref=noun.origin, value=noun)


def amend(record, *, change=Amend, fields=None, **values):
    after = record.value.model_copy(update=values)
    ref = record.origin or Ref(OFFICE.name, record.value.kind, record.id)
    return change(
        id="amend", ref=ref, record_id=record.id, value=after, before=record.value, fields=frozenset(fields or values)
    )  # fmt: skip


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cells_of(path: Path, sheet: str):
    return openpyxl.load_workbook(path)[sheet]


def one(reading):
    [record] = reading.records
    return record


# -- courses -------------------------------------------------------------------------------------------------


def test_a_published_course_reads_back_as_it_was_sent(path):
    hub = office(path, office_sheets(courses=[]))
    sent = course(
        title="Folienkunde & mehr <3", content="Grundlagen\nÜbungen", trainer=None, capacity=12,
        ends_at=datetime(2013, 2, 4, 16, 30, tzinfo=BERLIN), price_member=Decimal("119.50"), status=CourseStatus.GUARANTEED,
    )  # fmt: skip
    [receipt] = hub.publish_courses(OFFICE, [add(sent)])
    assert isinstance(receipt, Done)
    assert (
        receipt.record.value
        == one(hub.fetch_courses(OFFICE)).value
        == sent.model_copy(update={"content": None})
    )
    assert receipt.record.fingerprint == one(hub.fetch_courses(OFFICE)).fingerprint


def test_a_person_sees_real_dates_numbers_and_text(path):
    hub = office(path)
    hub.publish_courses(OFFICE, [add(course("00123", price_member=Decimal("119.50"), title="=1+1"))])
    row = cells_of(path, "Kurse")[3]
    assert [cell.value for cell in row] == [
        "00123", "=1+1", datetime(2013, 2, 4, 9), None, None, 119.5, "offen", "academy/course/00123",
    ]  # fmt: skip
    assert row[1].data_type != "f"
    assert row[2].number_format == "DD.MM.YYYY HH:MM"


def test_the_first_row_below_a_header_gets_a_date_format_and_not_the_headers_look(path):
    workbook_at(path, office_sheets(courses=[]))
    book = openpyxl.load_workbook(path)
    for cell in book["Kurse"][1]:
        cell.font = Font(bold=True)
    book.save(path)
    office(path).publish_courses(OFFICE, [add(course())])
    title, begins = cells_of(path, "Kurse")["B2"], cells_of(path, "Kurse")["C2"]
    assert not title.font.bold
    assert begins.number_format == "dd.mm.yyyy hh:mm"


def test_the_first_row_below_a_header_takes_the_look_of_its_columns(path):
    workbook_at(path, office_sheets(courses=[]))
    book = openpyxl.load_workbook(path)
    columns = book["Kurse"].column_dimensions
    columns["B"].font = Font(italic=True)
    columns["C"].number_format = "ddd DD.MM.YY hh:mm"
    columns["F"].number_format = "0.00 €"
    book.save(path)
    office(path).publish_courses(OFFICE, [add(course(price_member=Decimal("119.50")))])
    sheet = cells_of(path, "Kurse")
    assert sheet["B2"].font.italic
    assert sheet["C2"].number_format == "ddd DD.MM.YY hh:mm"
    assert sheet["F2"].number_format == "0.00 €"


def test_a_cell_that_the_office_has_made_keeps_its_own_look(path):
    workbook_at(path, office_sheets())
    book = openpyxl.load_workbook(path)
    book["Buchungen"].column_dimensions["H"].font = Font(italic=True)
    book["Buchungen"]["H2"] = "angefragt"
    book.save(path)
    hub = office(path)
    record = hub.fetch_bookings(OFFICE).records[0]
    hub.sync_bookings(OFFICE, [amend(record, status=BookingStatus.CONFIRMED)])
    status = cells_of(path, "Buchungen").cell(int(str(record.place).rpartition(" ")[2]), 8)
    assert (status.value, status.font.italic) == ("bestätigt", False)


def test_a_new_row_looks_like_the_row_above(path):
    workbook_at(path, office_sheets())
    book = openpyxl.load_workbook(path)
    for cell in book["Kurse"][2]:
        cell.fill = PatternFill("solid", fgColor="FFEEAA")
    book.save(path)
    office(path).publish_courses(OFFICE, [add(course("VA-2")), add(course("VA-3"), 2)])
    sheet = cells_of(path, "Kurse")
    assert {cell.fill.fgColor.rgb for row in (3, 4) for cell in sheet[row]} == {"00FFEEAA"}


def strike(path: Path, *rows: int) -> None:
    book = openpyxl.load_workbook(path)
    for row in rows:
        for column in range(1, len(BOOKING_HEADER) + 1):
            book["Buchungen"].cell(row, column).font = Font(strike=True)
    book.save(path)


@pytest.mark.parametrize("struck", [[3], [2, 3]])
def test_a_new_row_below_a_struck_one_is_not_struck(path, struck):
    workbook_at(path, office_sheets(bookings=[BOOKING_ROW, ["B-2", *BOOKING_ROW[1:]]]))
    strike(path, *struck)
    hub = office(path, struck_through={"bookings": "storniert"})

    [receipt] = hub.sync_bookings(OFFICE, [add(request())])

    assert receipt.record.value.status is BookingStatus.REQUESTED
    assert not any(cell.font.strike for cell in cells_of(path, "Buchungen")[4])


def test_an_empty_row_that_is_struck_takes_nothing_new(path):
    workbook_at(path, office_sheets())
    strike(path, 2, 3)
    before = path.read_bytes()

    [receipt] = office(path).sync_bookings(OFFICE, [add(request())])

    assert isinstance(receipt, Refused)
    assert "row 3 is empty and struck through" in str(receipt.why)
    assert path.read_bytes() == before


def test_a_new_row_is_seen_though_the_empty_one_in_its_place_was_hidden(path):
    workbook_at(path, office_sheets())
    book = openpyxl.load_workbook(path)
    for row in (2, 3):
        book["Buchungen"].row_dimensions[row].hidden = True
    book["Buchungen"]["A3"].font = Font(bold=True)
    book.save(path)
    hub = office(path)
    hub.sync_bookings(
        OFFICE, [amend(hub.fetch_bookings(OFFICE).records[0], status=BookingStatus.CONFIRMED), add(request())]
    )
    rows = cells_of(path, "Buchungen").row_dimensions
    assert (rows[2].hidden, rows[3].hidden) == (True, False)


def test_a_time_is_written_on_the_clock_of_the_network(path):
    hub = office(path)
    summer = course("VA-2", starts_at=datetime(2013, 7, 1, 7, tzinfo=BERLIN).astimezone())
    hub.publish_courses(OFFICE, [add(summer)])
    assert cells_of(path, "Kurse")["C3"].value == datetime(2013, 7, 1, 7)


def test_publishing_the_same_course_again_is_harmless(path):
    hub = office(path, office_sheets(courses=[]))
    hub.publish_courses(OFFICE, [add(course())])
    before = one(hub.fetch_courses(OFFICE))
    [receipt] = hub.publish_courses(OFFICE, [add(course(title="Folienkunde II", status=CourseStatus.FULL))])
    assert isinstance(receipt, Done)
    after = one(hub.fetch_courses(OFFICE)).value
    assert (after.title, after.status) == ("Folienkunde II", before.value.status)


def test_the_same_course_twice_in_one_batch_is_one_row(path):
    hub = office(path, office_sheets(courses=[]))
    hub.publish_courses(OFFICE, [add(course()), add(course(), 2)])
    assert one(hub.fetch_courses(OFFICE)).id == "VA-1"


def test_exactly_the_named_fields_are_amended(path):
    hub = office(path, office_sheets(courses=[]))
    hub.publish_courses(OFFICE, [add(course(capacity=5))])
    copy = one(hub.fetch_courses(OFFICE))
    change = amend(copy, fields={"title"}, title="Neu", capacity=99)
    assert isinstance(hub.publish_courses(OFFICE, [change])[0], Done)
    now = one(hub.fetch_courses(OFFICE)).value
    assert (now.title, now.capacity) == ("Neu", 5)


def test_a_field_that_became_nothing_is_emptied(path):
    hub = office(path, office_sheets(courses=[]))
    hub.publish_courses(OFFICE, [add(course(capacity=5))])
    hub.publish_courses(OFFICE, [amend(one(hub.fetch_courses(OFFICE)), capacity=None)])
    assert one(hub.fetch_courses(OFFICE)).value.capacity is None


def test_a_cancelled_course_keeps_its_row(path):
    hub = office(path, office_sheets(courses=[]))
    hub.publish_courses(OFFICE, [add(course())])
    hub.publish_courses(
        OFFICE, [amend(one(hub.fetch_courses(OFFICE)), change=Cancel, status=CourseStatus.CANCELLED)]
    )
    assert cells_of(path, "Kurse")["G2"].value == "abgesagt"


def test_a_status_that_is_said_already_keeps_the_offices_word(path):
    hub = office(path, office_sheets(courses=[["VA-1", "Film", datetime(2013, 2, 4), "", "", "", "ausgebucht", "academy/course/VA-1"]]))  # fmt: skip
    hub.publish_courses(
        OFFICE, [amend(one(hub.fetch_courses(OFFICE)), status=CourseStatus.FULL, title="Folie")]
    )
    sheet = cells_of(path, "Kurse")
    assert (sheet["B2"].value, sheet["G2"].value) == ("Folie", "ausgebucht")


def test_the_networks_own_courses_are_not_the_hubs_to_write(path):
    hub = office(path)
    before = path.read_bytes()
    [receipt] = hub.publish_courses(OFFICE, [amend(one(hub.fetch_courses(OFFICE)), title="Neu")])
    assert isinstance(receipt, Refused)
    assert "title" in str(receipt.why)
    assert path.read_bytes() == before


def test_a_row_that_is_gone_is_refused_and_the_rest_goes_on(path):
    hub = office(path, office_sheets(courses=[]))
    hub.publish_courses(OFFICE, [add(course())])
    gone = amend(one(hub.fetch_courses(OFFICE)), title="Neu")
    workbook_at(path, office_sheets(courses=[]))
    hub.fetch_courses(OFFICE)
    refused, done = hub.publish_courses(OFFICE, [gone, add(course("VA-2"))])
    assert isinstance(refused, Refused)
    assert "no single row" in str(refused.why)
    assert isinstance(done, Done)


# -- bookings ------------------------------------------------------------------------------------------------


def test_an_adopted_row_gets_its_number_and_keeps_everything_else(path):
    hub = office(path, office_sheets(bookings=[["", *BOOKING_ROW[1:]]]))
    record = one(hub.fetch_bookings(OFFICE))
    [receipt] = hub.sync_bookings(OFFICE, [amend(record, fields={"id"})])
    assert receipt.record.id == record.id
    now = one(hub.fetch_bookings(OFFICE))
    assert (now.id, now.proposed, now.value) == (record.id, False, record.value)


def test_the_organisers_answer_and_a_note_go_into_the_offices_row(path):
    hub = office(path)
    record = one(hub.fetch_bookings(OFFICE))
    hub.sync_bookings(OFFICE, [amend(record, status=BookingStatus.WAITLISTED, note="Wir melden uns.")])
    row = [cell.value for cell in cells_of(path, "Buchungen")[2]]
    assert row[7:10] == ["Warteliste", None, "Wir melden uns."]


def test_what_the_staff_typed_is_not_the_hubs_to_write(path):
    hub = office(path)
    record = one(hub.fetch_bookings(OFFICE))
    company = record.value.company.model_copy(update={"name": "Andere"})
    [receipt] = hub.sync_bookings(OFFICE, [amend(record, fields={"company.name"}, company=company)])
    assert isinstance(receipt, Refused)


def test_a_request_from_elsewhere_is_appended_with_its_ref_and_without_a_number(path):
    hub = office(path)
    [receipt] = hub.sync_bookings(OFFICE, [add(request())])
    row = [cell.value for cell in cells_of(path, "Buchungen")[3]]
    assert row[:5] == [None, "VA-1", "Sieber Druck KG", "Herzberg", "Ben Muster"]
    assert row[10] == "channel/booking/C-1"
    assert receipt.record.id == "channel/booking/C-1"
    assert receipt.record.value.status is BookingStatus.REQUESTED


def test_a_field_inside_a_copy_is_amended_alone(path):
    hub = office(path)
    hub.sync_bookings(OFFICE, [add(request())])
    copy = hub.fetch_bookings(OFFICE).records[-1]
    person = copy.value.participant.model_copy(update={"name": "Bea Muster", "email": "bea@sieber.example"})
    hub.sync_bookings(OFFICE, [amend(copy, fields={"participant.name"}, participant=person)])
    now = hub.fetch_bookings(OFFICE).records[-1].value.participant
    assert (now.name, now.email) == ("Bea Muster", "ben@sieber.example")


def test_seats_are_given_by_capacity_where_the_settings_say_so(path):
    hub = office(path, seats="by capacity")
    receipts = hub.sync_bookings(OFFICE, [add(request(f"C-{n}"), n) for n in range(4)])
    assert [receipt.record.value.status for receipt in receipts] == [
        BookingStatus.CONFIRMED, BookingStatus.CONFIRMED, BookingStatus.WAITLISTED, BookingStatus.WAITLISTED,
    ]  # fmt: skip


def test_a_repeated_request_keeps_the_answer_it_got(path):
    hub = office(path, seats="by capacity")
    hub.sync_bookings(OFFICE, [add(request())])
    [receipt] = hub.sync_bookings(OFFICE, [add(request())])
    assert receipt.record.value.status is BookingStatus.CONFIRMED
    assert len(hub.fetch_bookings(OFFICE).records) == 2


def test_a_booking_that_was_decided_elsewhere_is_not_decided_again(path):
    hub = office(path, seats="by capacity")
    [receipt] = hub.sync_bookings(OFFICE, [add(request(status=BookingStatus.CANCELLED_BY_COMPANY))])
    assert receipt.record.value.status is BookingStatus.CANCELLED_BY_COMPANY


def test_a_request_that_was_taken_back_and_is_made_again_is_answered_again(path):
    hub = office(path, seats="by capacity")
    hub.sync_bookings(OFFICE, [add(request(f"C-{n}"), n) for n in range(2)])
    copy = hub.fetch_bookings(OFFICE).records[-1]
    cancelled = {"status": BookingStatus.CANCELLED_BY_COMPANY}
    hub.sync_bookings(OFFICE, [amend(copy, fields={"status"}, **cancelled)])
    [receipt] = hub.sync_bookings(OFFICE, [amend(copy, fields={"status"}, status=BookingStatus.REQUESTED)])
    assert receipt.record.value.status is BookingStatus.CONFIRMED


# -- columns and tables that have to grow ---------------------------------------------------------------------


def test_the_hubs_own_columns_are_made_where_they_are_missing(path):
    hub = office(path, {**office_sheets(), "Buchungen": [["Kurs", "Teilnehmer"], ["VA-1", "Anna"]]})
    record = one(hub.fetch_bookings(OFFICE))
    hub.sync_bookings(
        OFFICE, [amend(record, fields={"id", "status"}, status=BookingStatus.CONFIRMED), add(request())]
    )
    rows = [[cell.value for cell in row] for row in cells_of(path, "Buchungen").iter_rows()]
    assert rows[0] == ["Kurs", "Teilnehmer", "Nr.", "Status", "Verweis"]
    assert rows[1] == ["VA-1", "Anna", record.id, "bestätigt", None]
    assert rows[2] == ["VA-1", "Ben Muster", None, "angefragt", "channel/booking/C-1"]


def test_a_table_that_does_not_begin_at_the_edge_is_written_in_its_own_columns(path):
    rows = [["", "", *BOOKING_HEADER], ["", "", *BOOKING_ROW]]
    hub = office(path, {**office_sheets(), "Buchungen": rows})
    hub.sync_bookings(OFFICE, [amend(one(hub.fetch_bookings(OFFICE)), status=BookingStatus.CONFIRMED)])
    assert cells_of(path, "Buchungen")["J2"].value == "bestätigt"


def with_table_object(path: Path, *, totals: bool = False) -> None:
    workbook_at(path, office_sheets())
    book = openpyxl.load_workbook(path)
    table = ListObject(displayName="Kursliste", ref="A1:H2")
    table.totalsRowCount = 1 if totals else None
    book["Kurse"].add_table(table)
    book.save(path)


def test_a_table_object_grows_with_its_rows(path):
    with_table_object(path)
    office(path).publish_courses(OFFICE, [add(course("VA-2"))])
    assert cells_of(path, "Kurse").tables["Kursliste"].ref == "A1:H3"


def test_a_table_object_with_totals_is_left_alone(path):
    with_table_object(path, totals=True)
    before = path.read_bytes()
    with pytest.raises(Unusable, match="row of totals"):
        office(path).publish_courses(OFFICE, [add(course("VA-2"))])
    assert path.read_bytes() == before


def test_a_table_object_is_not_made_wider(path):
    workbook_at(
        path, {**office_sheets(), "Kurse": [COURSE_HEADER[:3], ["VA-1", "Film", datetime(2013, 2, 4)]]}
    )
    book = openpyxl.load_workbook(path)
    book["Kurse"].add_table(ListObject(displayName="Kursliste", ref="A1:C2"))
    book.save(path)
    with pytest.raises(Unusable, match="the column Status is missing") as caught:
        office(path).publish_courses(OFFICE, [add(course("VA-2"))])
    assert "Add it to the table" in str(caught.value)


def test_a_formula_in_the_way_is_never_overwritten(path):
    workbook_at(path, office_sheets())
    record = one(office(path).fetch_bookings(OFFICE))
    change = amend(record, status=BookingStatus.WAITLISTED)
    book = openpyxl.load_workbook(path)
    book["Buchungen"]["H2"] = '=IF(1=1,"bestätigt","")'
    book.save(path)
    hub = office(path)
    before = path.read_bytes()
    [receipt] = hub.sync_bookings(OFFICE, [change])
    assert isinstance(receipt, Refused)
    assert "row 2" in str(receipt.why)
    assert path.read_bytes() == before


@pytest.mark.parametrize(("merged", "is_covered"), [("H2:H3", True), ("G3:I3", True), ("H3:I4", False), ("H4:H9", False)])  # fmt: skip
def test_a_merged_cell_in_the_way_refuses_its_change_by_name(path, merged, is_covered):
    workbook_at(path, office_sheets(bookings=[BOOKING_ROW, ["B-2", *BOOKING_ROW[1:]]]))
    book = openpyxl.load_workbook(path)
    book["Buchungen"].merge_cells(merged)
    book.save(path)
    hub = office(path)

    [receipt] = hub.sync_bookings(
        OFFICE, [amend(hub.fetch_bookings(OFFICE).records[1], status=BookingStatus.CONFIRMED)]
    )

    assert isinstance(receipt, Refused) is is_covered
    assert not is_covered or "row 3 that the hub would write is merged with another" in str(receipt.why)


def test_no_column_is_made_where_the_header_is_merged(path):
    sheets = {**office_sheets(), "Buchungen": [["Kurs", "Teilnehmer"], ["VA-1", "Anna"]]}
    workbook_at(path, sheets)
    book = openpyxl.load_workbook(path)
    book["Buchungen"].merge_cells("B1:C1")
    book.save(path)
    before = path.read_bytes()

    [receipt] = office(path).sync_bookings(OFFICE, [add(request())])

    assert isinstance(receipt, Refused)
    assert "row 1 that the hub would write is merged with another" in str(receipt.why)
    assert path.read_bytes() == before


# -- what stays as it was ---------------------------------------------------------------------------------------


def a_rich_workbook(path: Path) -> None:
    workbook_at(path, office_sheets())
    book = openpyxl.load_workbook(path)
    sheet = book["Buchungen"]
    sheet["C2"].comment = Comment("ruft zurück", "Büro")
    sheet["M1"] = "=COUNTA(B:B)"
    sheet.conditional_formatting.add(
        "H2:H99", CellIsRule(operator="equal", formula=['"storniert"'], font=Font(strike=True))
    )
    validation = DataValidation(type="list", formula1='"bestätigt,storniert,Warteliste"')
    validation.add("H2:H99")
    sheet.add_data_validation(validation)
    sheet.auto_filter.ref = "A1:K2"
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["C"].width = 40
    book.save(path)


def test_every_other_part_stays_byte_for_byte_and_every_other_cell_too(path):
    a_rich_workbook(path)
    before = parts_of(path)
    hub = office(path)
    hub.sync_bookings(OFFICE, [amend(one(hub.fetch_bookings(OFFICE)), status=BookingStatus.CONFIRMED)])
    after = parts_of(path)
    assert list(before) == list(after)
    [changed] = [name for name in before if before[name] != after[name]]
    old, new = before[changed].decode(), after[changed].decode()
    [inserted] = [cell for cell in new.split("<c ") if 'r="H2"' in cell]
    assert new.replace(f"<c {inserted}".removesuffix("</row></sheetData>"), "").startswith(
        old[: old.index("</row></sheetData>")]
    )
    assert len(new) - len(old) == len("<c " + inserted.partition("</c>")[0] + "</c>")
    assert new[new.index("</sheetData>") :] == old[old.index("</sheetData>") :]


def test_comments_rules_filters_and_formulas_survive_many_nights(path):
    a_rich_workbook(path)
    hub = office(path)
    for night in range(3):
        hub.sync_bookings(OFFICE, [add(request(f"C-{night}"))])
    sheet = cells_of(path, "Buchungen")
    assert sheet["C2"].comment.text == "ruft zurück"
    assert sheet["M1"].value == "=COUNTA(B:B)"
    assert sheet.auto_filter.ref == "A1:K2"
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["C"].width == 40
    assert len(sheet.conditional_formatting) == len(sheet.data_validations.dataValidation) == 1
    assert len(hub.fetch_bookings(OFFICE).records) == 4


def test_the_mac_epoch_is_respected(path):
    workbook_at(path, office_sheets())
    book = openpyxl.load_workbook(path)
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.save(path)
    hub = office(path)
    [receipt] = hub.publish_courses(OFFICE, [add(course("VA-2"))])
    assert receipt.record.value.starts_at == course().starts_at


def test_nothing_is_written_when_the_file_changed_after_it_was_read(path):
    hub = office(path)
    hub.fetch_courses(OFFICE)
    workbook_at(path, office_sheets(courses=[]))
    theirs = path.read_bytes()
    with pytest.raises(Unreachable, match="somebody saved the file"):
        hub.publish_courses(OFFICE, [add(course("VA-2"))])
    assert path.read_bytes() == theirs


def test_the_hubs_own_writes_of_one_night_follow_each_other(path):
    hub = office(path)
    hub.fetch_courses(OFFICE)
    hub.fetch_bookings(OFFICE)
    hub.publish_courses(OFFICE, [add(course("VA-2"))])
    [receipt] = hub.sync_bookings(OFFICE, [add(request(of="VA-2"))])
    assert isinstance(receipt, Done)


def test_a_night_of_several_writes_keeps_one_backup_of_what_was_there_before(path):
    hub = office(path)
    before = path.read_bytes()
    for number in range(3):
        hub.publish_courses(OFFICE, [add(course(f"VA-1{number}"))])
    [backup] = (path.parent / "backups").iterdir()
    assert backup.read_bytes() == before


def test_a_colleagues_edit_between_two_writes_is_backed_up_too(path):
    hub = office(path)
    hub.publish_courses(OFFICE, [add(course("VA-2"))])
    workbook_at(path, office_sheets(bookings=[]))
    hub.fetch_courses(OFFICE)
    hub.publish_courses(OFFICE, [add(course("VA-3"))])
    assert len(list((path.parent / "backups").iterdir())) == 2


def test_a_file_that_changes_right_after_saving_is_told(path, monkeypatch):
    hub = office(path)
    hub.fetch_courses(OFFICE)
    replace = Path.replace

    def replace_before_a_colleague(written, target):
        replace(written, target)
        if target == path:
            workbook_at(path, office_sheets(courses=[]))

    monkeypatch.setattr(Path, "replace", replace_before_a_colleague)
    with pytest.raises(Unreachable, match="changed again right after"):
        hub.publish_courses(OFFICE, [add(course("VA-2"))])
    with pytest.raises(Unreachable, match="somebody saved the file"):
        hub.publish_courses(OFFICE, [add(course("VA-2"))])


def test_nothing_to_write_touches_nothing(path):
    hub = office(path)
    before = path.stat().st_mtime_ns
    assert list(hub.sync_bookings(OFFICE, [])) == []
    assert path.stat().st_mtime_ns == before
    assert not (path.parent / "backups").exists()


def test_a_version_that_would_not_read_as_it_should_is_never_saved(path, monkeypatch):
    hub = office(path)
    before = path.read_bytes()
    monkeypatch.setattr(
        publishing.SheetEditor, "content", lambda self, *, header_row: workbook_without_bookings(path)
    )
    with pytest.raises(HubError, match="does not read as it should"):
        hub.sync_bookings(OFFICE, [add(request())])
    assert path.read_bytes() == before


def workbook_without_bookings(path: Path) -> bytes:
    book = openpyxl.load_workbook(path)
    book["Buchungen"].delete_rows(2)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_dates_of_any_century_round_trip(path):
    hub = office(path)
    days = [date(1999, 12, 31), date(2013, 3, 31), date(2040, 2, 29)]
    hub.sync_bookings(OFFICE, [add(request(f"C-{n}", booked_on=day), n) for n, day in enumerate(days)])
    assert [record.value.booked_on for record in hub.fetch_bookings(OFFICE).records[1:]] == days


def test_every_minute_of_a_day_round_trips(path):
    hub = office(path, office_sheets(courses=[]))
    first = datetime(2013, 7, 1, tzinfo=BERLIN)
    moments = [first + timedelta(minutes=17 * n) for n in range(84)]
    hub.publish_courses(OFFICE, [add(course(f"VA-{n}", starts_at=at), n) for n, at in enumerate(moments)])
    assert [record.value.starts_at for record in hub.fetch_courses(OFFICE).records] == moments


def test_refs_of_any_home_are_found_again(path):
    hub = office(path)
    hub.sync_bookings(OFFICE, [add(request("a/b c", home="nachbar-ü"))])
    assert hub.fetch_bookings(OFFICE).records[-1].origin == Ref(NetworkName("nachbar-ü"), "booking", "a/b c")


def test_a_course_whose_number_the_office_gave_itself_is_refused_and_all_others_are_written(path):
    workbook_at(
        path,
        office_sheets(courses=[["X-1", "Eigener Kurs", datetime(2013, 2, 4, 9), None, 2, 120, "offen", ""]]),
    )
    new = [course(id=name, origin=Ref(NetworkName("academy"), "course", name)) for name in ("X-1", "X-2")]

    receipts = office(path).publish_courses(OFFICE, [add(noun, number) for number, noun in enumerate(new)])

    assert [type(receipt) for receipt in receipts] == [Refused, Done]
    assert "X-1 stands there already" in str(receipts[0].why)


def test_a_number_that_stands_twice_is_taken_too_and_blocks_nobody_else(path):
    twice = [["X-1", "Eigener Kurs", datetime(2013, 2, 4, 9), None, 2, 120, "offen", ""]] * 2
    workbook_at(path, office_sheets(courses=twice))
    new = [course(name) for name in ("X-1", "X-2")]

    receipts = office(path).publish_courses(OFFICE, [add(noun, number) for number, noun in enumerate(new)])

    assert [type(receipt) for receipt in receipts] == [Refused, Done]


def test_a_seat_given_back_in_the_same_call_is_free(path):
    taken = [
        "B-1",
        "VA-1",
        "Oker",
        "Osterode",
        "Anna",
        "a@oker.example",
        date(2013, 1, 7),
        "bestätigt",
        "",
        "",
        "channel/booking/C-9",
    ]
    workbook_at(
        path,
        office_sheets(
            courses=[["VA-1", "Folienkunde", datetime(2013, 2, 4, 9), None, 1, 120, "offen", ""]],
            bookings=[taken],
        ),
    )
    connector = office(path, seats="by capacity")
    [record] = connector.fetch_bookings(OFFICE).records
    gone = amend(record, change=Cancel, status=BookingStatus.CANCELLED_BY_COMPANY)

    receipts = connector.sync_bookings(OFFICE, [gone, add(request())])

    assert receipts[1].record.value.status is BookingStatus.CONFIRMED


TWICE = datetime(2013, 10, 27, 2, 30, tzinfo=BERLIN)


def test_a_time_that_a_cell_cannot_say_is_refused_and_the_rest_goes_on(path):
    hub = office(path, office_sheets(courses=[]))
    sent = [course("A-1"), course("A-2", starts_at=TWICE.replace(fold=1)), course("A-3", starts_at=TWICE)]
    receipts = hub.publish_courses(OFFICE, [add(noun, number) for number, noun in enumerate(sent)])

    assert [type(receipt) for receipt in receipts] == [Done, Refused, Done]
    assert "2013-10-27 02:30 comes twice" in str(receipts[1].why)
    rows = list(cells_of(path, "Kurse").iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[2]) for row in rows] == [
        ("A-1", datetime(2013, 2, 4, 9)),
        ("A-3", datetime(2013, 10, 27, 2, 30)),
    ]


def test_a_course_that_moves_into_the_second_of_two_like_hours_stays_as_it_was(path):
    hub = office(path, office_sheets(courses=[]))
    hub.publish_courses(OFFICE, [add(course("A-1", starts_at=TWICE))])
    hub = office(path)
    record = one(hub.fetch_courses(OFFICE))

    [receipt] = hub.publish_courses(OFFICE, [amend(record, starts_at=TWICE.replace(fold=1), title="Neu")])

    assert isinstance(receipt, Refused)
    assert cells_of(path, "Kurse")["B2"].value == record.value.title


@pytest.mark.parametrize("number", [12.5, "X-9"])
def test_a_copy_in_a_row_that_cannot_be_read_gets_no_second_row(path, number):
    rows = [[number, *COURSE_ROW[1:-1], "academy/course/VA-7"]] * (2 if number == "X-9" else 1)
    workbook_at(path, office_sheets(courses=rows))
    before = path.read_bytes()

    [receipt] = office(path).publish_courses(OFFICE, [add(course("VA-7"))])

    assert isinstance(receipt, Refused)
    assert (
        str(receipt.why) == "a row with the ref academy/course/VA-7 stands there already, and cannot be read"
    )
    assert path.read_bytes() == before
