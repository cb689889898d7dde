"""hub apply."""

from __future__ import annotations

import openpyxl
import pytest

from hub.cli.usage import why
from tests.office import Office


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_reviewed_plan_is_done_in_whatever_encoding_the_shell_kept_it(
    office: Office, encoding: str
) -> None:
    office.file("plan.json").write_text(office.hub("plan --format json").out, encoding=encoding)

    answer = office.hub("apply plan.json")

    assert answer.code == 0
    assert answer.out.startswith("Night 1")


def test_a_plan_is_not_done_twice(office: Office) -> None:
    office.hub("plan --out plan.json")
    office.hub("apply plan.json")
    before = office.contents()

    answer = office.hub("apply plan.json")

    assert answer.code == 8
    assert "plan.json" in answer.err
    assert answer.out == ""
    assert office.contents() == before


def test_an_old_plan_writes_nothing_and_says_what_moved(office: Office) -> None:
    office.hub("plan --out plan.json")
    office.edit("hub.toml", 'member = ["name", "town"]', 'member = ["name"]')
    books = {name: raw for name, raw in office.contents().items() if name.endswith("xlsx")}

    answer = office.hub("apply plan.json")

    assert answer.code == 8
    assert books == {name: raw for name, raw in office.contents().items() if name.endswith("xlsx")}


@pytest.mark.parametrize(
    ("raw", "code"), [(b"", 8), (b"{}", 8), (b"\x89PNG\r\n", 8), (b"Plan for 2013", 8), (None, 2)]
)
def test_what_is_no_plan_is_refused_by_name(office: Office, raw: bytes | None, code: int) -> None:
    if raw is not None:
        office.file("plan.json").write_bytes(raw)

    answer = office.hub("apply plan.json")

    assert answer.code == code
    assert "plan.json" in answer.err


def test_held_changes_are_made_only_with_the_confirmation(office: Office) -> None:
    cancel_all_courses(office)
    assert office.hub("plan --out plan.json").code == 6
    held = office.hub("plan --format json").data["held"]

    answer = office.hub("apply plan.json --confirm-held --format json")

    assert held
    assert answer.code == 0
    assert {line["id"] for line in held} <= {line["id"] for line in answer.data["changes"]}
    assert {line["state"] for line in answer.data["changes"]} == {"done"}


def test_without_the_confirmation_they_stay_held(office: Office) -> None:
    cancel_all_courses(office)
    office.hub("plan --out plan.json")

    assert office.hub("apply plan.json").code == 6
    assert office.hub("plan").code == 6


def test_no_variable_confirms_for_ever(office: Office) -> None:
    cancel_all_courses(office)
    office.hub("plan --out plan.json")
    office.set(HUB_APPLY_CONFIRM_HELD="1")

    assert office.hub("apply plan.json").code == 6


def cancel_all_courses(office: Office) -> None:
    """After a first night the academy cancels everything, which looks like an accident."""
    office.hub("sync")
    path = office.file("var/example/verpackungscluster.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Programm"]
    [status] = [cell.column for row in sheet.iter_rows(max_row=5) for cell in row if cell.value == "Status"]
    for row in range(2, sheet.max_row + 1):
        if str(sheet.cell(row, 1).value or "").startswith("VA-"):
            sheet.cell(row, status).value = "abgesagt"
    book.save(path)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(2, "x"), "es gibt keine solche Datei und keinen solchen Ordner"),
        (PermissionError(13, "x"), "dieser Benutzer darf das nicht"),
        (IsADirectoryError(21, "x"), "es ist ein Ordner"),
        (OSError(5, "Input/output error"), "Input/output error"),
        (OSError(), "OSError"),
    ],
)
def test_the_system_s_reasons_are_said_in_the_reader_s_language(error: OSError, words: str) -> None:
    assert why(error).say("de") == words
