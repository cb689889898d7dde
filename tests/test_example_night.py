"""The example as its two offices live with it: real workbooks, edited by people between the nights."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from tests.office import Office, office

MEKOM, CLUSTER = "var/example/mekom.xlsx", "var/example/verpackungscluster.xlsx"


@pytest.fixture
def example(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    return office(tmp_path, capsys, monkeypatch)


def rows(example: Office, book: str, sheet: str) -> list[dict[str, Any]]:
    """The rows below the header as the hub's reader sees them, by header word."""
    cells = CalamineWorkbook.from_path(str(example.file(book))).get_sheet_by_name(sheet).to_python()
    head = next(
        n for n, row in enumerate(cells) if sum(isinstance(cell, str) and cell != "" for cell in row) > 5
    )
    return [dict(zip(map(str, cells[head]), row, strict=True)) for row in cells[head + 1 :]]


def row_of(example: Office, book: str, sheet: str, *, number: str) -> dict[str, Any]:
    return next(row for row in rows(example, book, sheet) if number in row.values())


@contextmanager
def edited(example: Office, book: str, sheet: str) -> Iterator[Worksheet]:
    """Somebody opens the workbook, types, and saves it."""
    workbook = load_workbook(example.file(book))
    yield workbook[sheet]
    workbook.save(example.file(book))


def set_cell(sheet: Worksheet, number: str, column: str, value: object) -> None:
    """Types `value` under a header into the row that has `number` in one of its cells."""
    head = next(row for row in sheet.iter_rows() if column in [cell.value for cell in row])
    index = [cell.value for cell in head].index(column) + 1
    line = next(row[0].row for row in sheet.iter_rows() if number in [cell.value for cell in row])
    sheet.cell(line, index).value = value  # type: ignore[assignment]


def changes(example: Office) -> list[str]:
    """What tonight's plan says, as `action network id`."""
    plan = example.hub("plan --format json").data
    return [f"{one['action']} {one['network']} {one['ref'].rsplit('/', 1)[1]}" for one in plan["changes"]]


def test_the_first_night_publishes_passes_on_and_answers_and_the_second_is_silent(example: Office) -> None:
    first = example.hub("sync")

    assert first.code == 0
    assert [row["Kursnummer"] for row in rows(example, MEKOM, "Kurse")] == [
        *(f"VA-2013-{number:02}" for number in range(1, 9)),
        "VA-2013-14",
    ]
    before = example.contents()
    second = example.hub("sync")
    after = example.contents()

    assert second.code == 0
    assert "nothing to do" in second.out
    assert {
        name for name in after if name.endswith((".xlsx", ".csv")) and after[name] != before.get(name)
    } == set()


def test_a_plan_leaves_every_file_as_it_was_and_says_the_same_twice(example: Office) -> None:
    for _ in range(2):
        before = example.contents()
        one, other = example.hub("plan --format json").out, example.hub("plan --format json").out

        assert example.contents() == before
        assert one == other
        example.hub("sync")


def test_in_mekoms_workbook_only_the_hubs_own_cells_change(example: Office) -> None:
    before = {sheet: rows(example, MEKOM, sheet) for sheet in ("Mitglieder", "Buchungen")}

    example.hub("sync")

    assert rows(example, MEKOM, "Mitglieder") == before["Mitglieder"]
    for old, new in zip(before["Buchungen"], rows(example, MEKOM, "Buchungen"), strict=True):
        assert {name for name in old if old[name] != new[name]} <= {"Nr.", "Status", "Hinweis"}


def test_the_seats_of_a_full_course_go_to_the_waiting_list(example: Office) -> None:
    example.hub("sync")

    assert row_of(example, MEKOM, "Buchungen", number="B-0005")["Status"] == "Warteliste"
    assert row_of(example, MEKOM, "Buchungen", number="B-0001")["Status"] == "bestätigt"


def test_every_row_without_a_number_got_one_of_its_own(example: Office) -> None:
    example.hub("sync")

    numbers = [row["Nr."] for row in rows(example, MEKOM, "Buchungen") if row["Kurs"]]
    assert all(numbers)
    assert len(set(numbers)) == len(numbers)


def test_no_agreed_secret_reaches_the_academys_workbook(example: Office) -> None:
    example.hub("sync")

    remarks = {row["Bemerkung"] for row in rows(example, MEKOM, "Buchungen")} - {""}
    there = str(rows(example, CLUSTER, "Buchungen"))
    assert remarks
    assert not [remark for remark in remarks if str(remark) in there]


def test_a_booking_edited_by_a_person_is_followed_exactly(example: Office) -> None:
    example.hub("sync")
    with edited(example, MEKOM, "Buchungen") as sheet:
        set_cell(sheet, "B-0001", "Teilnehmer", "Sabine Neumann-Test")

    assert changes(example) == ["amend verpackungscluster B-0001"]
    example.hub("sync")
    assert (
        row_of(example, CLUSTER, "Buchungen", number="mekom/booking/B-0001")["Teilnehmer"]
        == "Sabine Neumann-Test"
    )
    assert changes(example) == []


def test_a_course_title_overwritten_by_the_staff_is_reported_and_put_right(example: Office) -> None:
    example.hub("sync")
    with edited(example, MEKOM, "Kurse") as sheet:
        set_cell(sheet, "VA-2013-04", "Titel", "Verpacken für alle")

    night = example.hub("sync")

    assert "edited in MEKOM" in night.out
    assert row_of(example, MEKOM, "Kurse", number="VA-2013-04")["Titel"] == "Grundlagen der Verpackung"
    assert changes(example) == []


def test_a_course_cancelled_by_the_academy_is_cancelled_and_its_bookings_are_told(example: Office) -> None:
    example.hub("sync")
    with edited(example, CLUSTER, "Programm") as sheet:
        set_cell(sheet, "VA-2013-04", "Status", "abgesagt")

    night = example.hub("sync")

    assert night.code == 0
    assert row_of(example, MEKOM, "Kurse", number="VA-2013-04")["Status"] == "abgesagt"
    told = [row["Status"] for row in rows(example, MEKOM, "Buchungen") if row["Kurs"] == "VA-2013-04"]
    assert set(told) == {"abgesagt"}
    assert changes(example) == []


def test_a_cancellation_typed_by_the_staff_reaches_the_academy(example: Office) -> None:
    example.hub("sync")
    with edited(example, MEKOM, "Buchungen") as sheet:
        set_cell(sheet, "B-0003", "Status", "storniert")

    assert changes(example) == ["cancel verpackungscluster B-0003"]
    example.hub("sync")
    assert "storniert" in row_of(example, CLUSTER, "Buchungen", number="mekom/booking/B-0003")["Status"]
    assert changes(example) == []


def test_a_lost_ledger_doubles_nothing(example: Office) -> None:
    example.hub("sync")
    bookings = rows(example, CLUSTER, "Buchungen")
    for path in (example.folder / "var").glob("hub.db*"):
        path.unlink()

    assert example.hub("sync").code == 0
    assert rows(example, CLUSTER, "Buchungen") == bookings


def test_an_unreadable_row_is_named_and_all_others_go_ahead(example: Office) -> None:
    with edited(example, MEKOM, "Buchungen") as sheet:
        set_cell(sheet, "B-0001", "Status", "vielleicht")
        set_cell(sheet, "B-0002", "gebucht am", "irgendwann")

    night = example.hub("sync")

    assert night.code == 3
    assert "mekom.xlsx, sheet Buchungen, row 5" in night.out
    assert "vielleicht" in night.out
    assert "irgendwann" in night.out
    assert row_of(example, MEKOM, "Buchungen", number="B-0003")["Status"] == "bestätigt"
    with edited(example, MEKOM, "Buchungen") as sheet:
        set_cell(sheet, "B-0001", "Status", None)
        set_cell(sheet, "B-0002", "gebucht am", datetime(2013, 1, 3))
    assert example.hub("sync").code == 0


def test_an_emptied_sheet_cancels_nobody_and_says_so_with_code_6(example: Office) -> None:
    example.hub("sync")
    there = rows(example, CLUSTER, "Buchungen")
    with edited(example, MEKOM, "Buchungen") as sheet:
        sheet.delete_rows(5, 60)

    night = example.hub("sync")

    assert night.code == 6
    assert rows(example, CLUSTER, "Buchungen") == there


def test_a_missing_workbook_fails_its_network_alone(example: Office) -> None:
    example.file(MEKOM).unlink()

    night = example.hub("sync")

    assert night.code == 3
    assert "mekom.xlsx" in night.out
    assert "Programm" not in night.err


@pytest.mark.parametrize("column", ["Status", "Verweis", "E-Mail", "Nr.", "Firma"])
def test_a_column_that_was_there_last_night_stops_its_network_before_its_emptiness_is_believed(
    example: Office, column: str
) -> None:
    example.hub("sync")
    book = CLUSTER if column == "Verweis" else MEKOM
    before = rows(example, CLUSTER, "Buchungen")
    with edited(example, book, "Buchungen") as sheet:
        [index] = [cell.column for row in sheet.iter_rows(max_row=6) for cell in row if cell.value == column]
        sheet.delete_cols(index)

    night = example.hub("sync")

    assert night.code == 3
    assert f"columns of last night are gone: {column}" in night.out
    kept = rows(example, CLUSTER, "Buchungen")
    assert [row["Teilnehmer"] for row in kept] == [row["Teilnehmer"] for row in before]
    assert [row["Status"] for row in kept] == [row["Status"] for row in before]


def test_new_rows_of_one_day_are_served_as_they_stand_in_the_sheet(example: Office) -> None:
    with edited(example, MEKOM, "Buchungen") as sheet:
        like = [cell.value for cell in next(row for row in sheet.iter_rows() if row[0].value == "B-0001")]
        for number in range(6):
            row = [None, "VA-2013-08", *like[2:4], f"Reihe Nummer{number}", None, datetime(2013, 1, 11)]
            sheet.append(row)

    example.hub("sync")

    served = [
        row["Teilnehmer"] for row in rows(example, CLUSTER, "Buchungen") if "Reihe" in str(row["Teilnehmer"])
    ]
    assert served == [f"Reihe Nummer{number}" for number in range(6)]


def test_a_new_question_is_told_in_a_quiet_night_and_an_old_one_only_counted(example: Office) -> None:
    example.hub("sync")
    with edited(example, MEKOM, "Buchungen") as sheet:
        set_cell(sheet, "B-0001", "Kurs", "VA-2013-02")

    first, second = example.hub("sync"), example.hub("sync")

    assert "was moved from VA-2013-01 to VA-2013-02" in first.out
    assert "was moved" not in second.out
    assert "VA-2013-02" in row_of(example, MEKOM, "Buchungen", number="B-0001")["Hinweis"]
    assert "2 questions" in second.out


def test_what_a_killed_night_left_beside_a_workbook_goes_with_the_next_writing(example: Office) -> None:
    left = example.file("var/example/.hub-mekom-abc123xy.tmp")
    left.write_bytes(b"half a workbook")

    example.hub("sync")

    assert not left.exists()
    assert not list(example.file("var/example").glob(".hub-*"))


def test_a_column_that_decides_nothing_may_go(example: Office) -> None:
    example.hub("sync")
    with edited(example, MEKOM, "Mitglieder") as sheet:
        [index] = [
            cell.column for row in sheet.iter_rows(max_row=6) for cell in row if cell.value == "Branche"
        ]
        sheet.delete_cols(index)

    assert example.hub("sync").code == 0


def test_an_error_in_a_members_row_is_told_and_stops_nobody_else(example: Office) -> None:
    example.hub("sync")
    with edited(example, MEKOM, "Mitglieder") as sheet:
        [column] = [
            cell.column for row in sheet.iter_rows(max_row=6) for cell in row if cell.value == "Austritt"
        ]
        cell = sheet.cell(12, column)
        cell.value, cell.data_type = "#DIV/0!", "e"
    with edited(example, MEKOM, "Buchungen") as sheet:
        like = [cell.value for cell in next(row for row in sheet.iter_rows() if row[0].value == "B-0001")]
        sheet.append([None, "VA-2013-08", *like[2:4], "Neu Angemeldet", None, datetime(2013, 1, 11)])

    night = example.hub("sync")

    assert night.code == 3
    assert "#DIV/0!" in night.out
    assert "1 added" in night.out
