from __future__ import annotations

import stat

import pytest

from hub import (
    BookingsTable,
    CoursesTable,
    MembersTable,
    Sheet,
    TableSettings,
    Unreachable,
    Unusable,
    WorkbookSettings,
)
from hub.connectors.spreadsheet import file as file_module
from tests.connectors.spreadsheet.builders import (
    BOOKING_HEADER,
    COURSE_HEADER,
    COURSE_ROW,
    MEMBER_HEADER,
    OFFICE,
    OfficeWorkbook,
    office,
    office_sheets,
    workbook_at,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "office.xlsx"


def hooks_of(kind: type) -> set[str]:
    return {name for name in dir(kind) if hasattr(getattr(kind, name), "hub_impl")}


def test_what_a_connector_can_do_is_what_its_bases_can_do():
    class Catalogue(CoursesTable):
        pass

    class Register(MembersTable, BookingsTable):
        pass

    assert hooks_of(Catalogue) == {"check_system", "fetch_courses"}
    assert hooks_of(Register) == {"check_system", "fetch_members", "fetch_bookings"}
    assert hooks_of(OfficeWorkbook) == {
        "check_system", "fetch_members", "fetch_courses", "fetch_bookings", "publish_courses", "sync_bookings",
    }  # fmt: skip


def test_one_workbook_holds_all_three_tables(path):
    hub = office(path)
    readings = [hub.fetch_members(OFFICE), hub.fetch_courses(OFFICE), hub.fetch_bookings(OFFICE)]
    assert [[record.id for record in reading.records] for reading in readings] == [["M-1"], ["VA-1"], ["B-1"]]
    assert all(reading.is_complete for reading in readings)


def test_the_file_is_opened_once_until_somebody_saves_it(path, monkeypatch):
    hub = office(path)
    opened = []
    real = file_module.open_workbook
    monkeypatch.setattr(
        file_module, "open_workbook", lambda content, *, name: opened.append(name) or real(content, name=name)
    )
    hub.fetch_members(OFFICE)
    hub.fetch_bookings(OFFICE)
    assert len(opened) == 1
    workbook_at(path, office_sheets(bookings=[]))
    assert hub.fetch_bookings(OFFICE).records == []
    assert len(opened) == 2


def test_a_value_asked_for_later_is_the_one_that_was_read(path):
    hub = office(path)
    [record] = hub.fetch_members(OFFICE).records
    workbook_at(path, office_sheets(members=[["M-1", "Another GmbH"]]))
    assert record.value.name == "Oker Kartonagen GmbH"


def test_another_sheet_can_be_named_in_the_settings(path):
    sheets = {
        "Mitglieder": [MEMBER_HEADER],
        "Kurse 2013": [COURSE_HEADER, COURSE_ROW],
        "Buchungen": [BOOKING_HEADER],
    }
    settings = {"path": workbook_at(path, sheets), "sheets": {"courses": "Kurse 2013"}}
    hub = OfficeWorkbook(WorkbookSettings.model_validate(settings))
    assert len(hub.fetch_courses(OFFICE).records) == 1


def test_columns_pinned_in_the_settings_are_taken_to_the_letter(path):
    sheets = {**office_sheets(), "Kurse": [["A", "B", "C", "Titel"], ["VA-1", "Film", "4.2.2013", "Unfug"]]}
    columns = {"courses": {"id": "A", "title": "B", "starts_at": "C"}}
    [record] = office(path, sheets, columns=columns).fetch_courses(OFFICE).records
    assert record.value.title == "Film"


def test_a_missing_table_fails_alone(path):
    hub = office(path, {"Mitglieder": [MEMBER_HEADER], "Buchungen": [BOOKING_HEADER]})
    with pytest.raises(Unusable, match="there is no sheet Kurse"):
        hub.fetch_courses(OFFICE)
    assert hub.fetch_bookings(OFFICE).records == []


def test_a_missing_file_fails_until_it_is_back(path):
    hub = office(path)
    path.unlink()
    with pytest.raises(Unreachable, match="there is no file"):
        hub.fetch_courses(OFFICE)
    workbook_at(path, office_sheets())
    assert len(hub.fetch_courses(OFFICE).records) == 1


def test_a_csv_file_is_a_table_without_a_sheet(tmp_path):
    class Catalogue(CoursesTable):
        courses = Sheet(columns={"price_guest": "Preis"})

    path = tmp_path / "kurse.csv"
    path.write_bytes(
        "sep=;\nNr.;Titel;Beginn;Preis\nKV-1;Gespräche;21.01.2013 18:00;120,- €\n".encode("cp1252")
    )
    [record] = Catalogue(TableSettings(path=path)).fetch_courses(OFFICE).records
    assert (str(record.place), str(record.value.price_guest)) == ("kurse.csv, row 2", "120.00")


# -- hub check --------------------------------------------------------------------------------------------------


def said(hub) -> str:
    return "\n".join(str(finding.what) for finding in hub.check_system(OFFICE))


def test_a_check_says_what_was_found_where(path):
    told = said(office(path))
    assert "office.xlsx, sheet Mitglieder: 1 records; the header is row 1; columns: id = Mitgl.-Nr." in told
    assert "sheet Kurse: 1 records" in told
    assert all(finding.is_well for finding in office(path).check_system(OFFICE))


def test_a_check_names_columns_that_nobody_reads(path):
    hub = office(path, {**office_sheets(), "Kurse": [[*COURSE_HEADER, "Raumschlüssel"], [*COURSE_ROW, "7"]]})
    assert "sheet Kurse: the hub does not read Raumschlüssel" in said(hub)


def test_a_check_goes_on_with_the_next_table_and_tells_rejects(path):
    hub = office(path, {"Mitglieder": [["Foo"]], "Kurse": [COURSE_HEADER, COURSE_ROW, COURSE_ROW], "Buchungen": [BOOKING_HEADER]})  # fmt: skip
    told = said(hub)
    assert "no header row was found" in told
    assert "VA-1 stands in more than one row: 2, 3" in told
    assert "sheet Buchungen: 0 records" in told


def test_a_check_of_a_missing_file_is_one_finding_with_a_remedy(tmp_path):
    path = tmp_path / "away.xlsx"
    hub = office(path)
    path.unlink()
    [finding] = hub.check_system(OFFICE)
    assert not finding.is_well
    assert str(finding.what).startswith("away.xlsx: there is no file")


def test_a_check_tells_when_the_file_could_not_be_written_now(path):
    hub = office(path)
    path.chmod(stat.S_IREAD)
    finding = hub.check_system(OFFICE)[-1]
    path.chmod(stat.S_IREAD | stat.S_IWRITE)
    assert (str(finding.what), finding.is_well) == ("office.xlsx: the file is read-only", False)
