"""hub apply."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import openpyxl
import pytest

from hub.cli.usage import why
from tests.office import Office


@pytest.mark.parametrize(
    ("encoding", "line_end"),
    [("utf-8", "\n"), ("utf-8-sig", "\n"), ("utf-16", "\n"), ("utf-16", "\r\n")],
)
def test_a_reviewed_plan_is_done_in_whatever_encoding_the_shell_kept_it(
    office: Office, encoding: str, line_end: str
) -> None:
    text = office.hub("plan --format json").out
    office.file("plan.json").write_text(text, encoding=encoding, newline=line_end)

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


def a_blank_more_in_a_plugin(office: Office) -> None:
    path = office.file("plugins/mekom.py")
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def less_is_shared(office: Office) -> None:
    office.edit("hub.toml", 'member = ["name", "town"]', 'member = ["name"]')


def the_clock_is_real(office: Office) -> None:
    office.edit("hub.toml", "as_of = 2013-01-14", "# as_of = 2013-01-14")


def another_day_is_pretended(office: Office) -> None:
    office.set(HUB_AS_OF="2013-01-15")


def the_ledger_lies_elsewhere(office: Office) -> None:
    office.set(HUB_LEDGER="var/other.db")


def the_folder_was_copied(office: Office) -> None:
    copy = office.file("copy")
    for name in ("plugins", "var/example"):
        shutil.copytree(office.file(name), copy / name)
    shutil.copy(office.file("hub.toml"), copy)
    office.set(HUB_CONFIG=str(copy / "hub.toml"))


def a_course_has_another_title(office: Office) -> None:
    in_programme(office, "Titel", "Schweigen", of="VA-2013-01")


def a_night_was_done(office: Office) -> None:
    office.hub("sync")


def a_letter_of_the_plan_is_another(office: Office) -> None:
    office.edit("plan.json", "VA-2013-02", "VA-2013-03")


def its_lines_end_otherwise(office: Office) -> None:
    path = office.file("plan.json")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def hub_toml_is_broken(office: Office) -> None:
    office.edit("hub.toml", "[limits]", "[limits")


@pytest.mark.parametrize("has_run", [False, True], ids=["the first plan", "a later plan"])
@pytest.mark.parametrize(
    ("moved", "words", "code"),
    [
        (a_blank_more_in_a_plugin, "the code of the connectors in use is another now: plugins/mekom.py", 8),
        (less_is_shared, "hub.toml or a variable says something else now: agreements.akademie", 8),
        (the_clock_is_real, "it was made 2013-01-14 02:00, and a plan holds for 7 days", 8),
        (another_day_is_pretended, "hub.toml or a variable says something else now: hub.as_of", 8),
        (the_ledger_lies_elsewhere, "hub.toml or a variable says something else now: hub.ledger", 8),
        (the_folder_was_copied, "the plan was made with another hub.toml, or in another folder", 8),
        (a_course_has_another_title, "Schweigen", 8),
        (a_night_was_done, "applied already", 8),
        (its_lines_end_otherwise, "was changed after the hub wrote it", 8),
        (a_letter_of_the_plan_is_another, "was changed after the hub wrote it", 8),
        (hub_toml_is_broken, "hub.toml, line", 4),
    ],
)
def test_a_stale_plan_writes_nothing_and_says_what_moved(
    office: Office, has_run: bool, moved: Callable[[Office], None], words: str, code: int
) -> None:
    if has_run:
        office.hub("sync")
        in_programme(office, "Titel", "Reden", of="VA-2013-02")
    office.hub("plan --out plan.json")
    moved(office)
    before = office.contents()

    answer = office.hub("apply plan.json")

    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err
    assert office.contents() == before


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
    in_programme(office, "Status", "abgesagt", of="VA-")


def in_programme(office: Office, header: str, value: str, *, of: str) -> None:
    """The academy writes this into a column of its courses whose number begins like that."""
    path = office.file("var/example/verpackungscluster.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Programm"]
    [column] = [cell.column for row in sheet.iter_rows(max_row=5) for cell in row if cell.value == header]
    for row in range(2, sheet.max_row + 1):
        if str(sheet.cell(row, 1).value or "").startswith(of):
            sheet.cell(row, column).value = value
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
