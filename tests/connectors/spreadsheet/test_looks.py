"""Rows that mean something by their look."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from hub import WorkbookSettings
from hub.connectors.spreadsheet.looks import coloured_rows, struck_rows
from hub.connectors.spreadsheet.tables import MEMBERS
from hub.model import MemberStatus
from tests.connectors.spreadsheet.builders import (
    MEMBER_ROW,
    OFFICE,
    OfficeWorkbook,
    office,
    office_sheets,
    workbook_at,
)

RED = PatternFill("solid", fgColor="FFFF0000")
ROWS = [[f"M-{number}", *MEMBER_ROW[1:]] for number in range(1, 9)]


@pytest.fixture
def book(tmp_path):
    """An office of eight members, after somebody dressed its cells."""

    def made(dress, *, rows=ROWS, **settings):
        path = workbook_at(tmp_path / "a.xlsx", office_sheets(members=rows))
        workbook = openpyxl.load_workbook(path)
        dress(workbook["Mitglieder"])
        workbook.save(path)
        return OfficeWorkbook(WorkbookSettings.model_validate({"path": path, **settings}))

    return made


def striking(*cells):
    def dress(sheet):
        for cell in cells:
            sheet[cell].font = Font(strike=True)

    return dress


def painting(*rows, columns="AB"):
    def dress(sheet):
        for row in rows:
            for column in columns:
                sheet[f"{column}{row}"].fill = RED

    return dress


def rows_of(hub):
    return hub.read(MEMBERS, OFFICE).newest.rows


def test_a_row_is_struck_through_where_its_number_or_name_is(book):
    assert struck_rows(rows_of(book(striking("A3", "B5", "D6", "A1")))) == {3, 5}


def test_a_sheet_that_nobody_dressed_has_no_such_rows(book):
    rows = rows_of(book(lambda sheet: None))
    assert (struck_rows(rows), coloured_rows(rows, among=range(2, 10))) == (set(), [])


@pytest.mark.parametrize(
    ("painted", "columns", "told"),
    [
        ([3], "AB", [3]),
        ([3, 4], "AB", [3, 4]),
        ([2, 3, 4, 5, 6], "AB", []),
        ([2, 4, 6, 8], "AB", []),
        ([3], "CD", []),
        ([1, 3], "AB", [3]),
    ],
)
def test_a_few_coloured_rows_stand_out_and_the_dress_of_a_sheet_does_not(book, painted, columns, told):
    rows = rows_of(book(painting(*painted, columns=columns)))
    assert coloured_rows(rows, among=range(2, 10)) == told


def findings(hub):
    return [
        one for one in hub.check_system(OFFICE) if "rows" in str(one.what) and "2013" not in str(one.what)
    ]


def test_rows_struck_through_are_told_with_the_line_that_says_what_it_means(book):
    [found] = findings(book(striking("A3", "A4")))
    assert str(found.what).endswith("the status is in the formatting: rows 3, 4 are struck through")
    assert 'struck_through.members = "ausgetreten"' in str(found.remedy)


def test_rows_struck_through_whose_status_says_so_too_are_nobodys_question(book):
    gone, garbled = ["M-1", *MEMBER_ROW[1:6], "ausgetreten", ""], ["M-2", *MEMBER_ROW[1:6], "wer weiß", ""]
    hub = book(striking("A2", "A3", "A4"), rows=[gone, garbled, ROWS[2]])
    [found] = findings(hub)
    assert "rows 4 are" in str(found.what)


def test_coloured_rows_are_told_for_information(book):
    [found] = findings(book(painting(3)))
    assert (found.remedy, "rows 3 have a colour" in str(found.what)) == (None, True)


def test_hub_toml_may_say_what_struck_rows_mean_whatever_their_status(book):
    hub = book(striking("A3"), struck_through={"members": "Ausgetreten"})
    first, second, *_ = hub.fetch_members(OFFICE).records
    assert (first.value.status, second.value.status) == (MemberStatus.ACTIVE, MemberStatus.ENDED)
    assert findings(hub) == []


def test_striking_a_row_through_is_a_change_of_its_record(book):
    before = book(striking(), struck_through={"members": "ausgetreten"}).fetch_members(OFFICE).records
    after = book(striking("A3"), struck_through={"members": "ausgetreten"}).fetch_members(OFFICE).records
    changed = [old.id for old, new in zip(before, after, strict=True) if old.fingerprint != new.fingerprint]
    assert changed == ["M-2"]


def test_formatting_is_not_looked_at_where_nobody_asks(tmp_path, monkeypatch):
    from hub.connectors.spreadsheet.workbook import WorkbookSheet

    monkeypatch.setattr(WorkbookSheet, "formats", None)
    monkeypatch.setattr(WorkbookSheet, "hidden_rows", None)
    assert len(office(tmp_path / "a.xlsx", office_sheets(members=ROWS)).fetch_members(OFFICE).records) == 8
