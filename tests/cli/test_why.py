"""hub why."""

from __future__ import annotations

import openpyxl
import pytest

from tests.cli.test_apply import cancel_all_courses
from tests.office import Office


def test_a_booking_tells_when_it_was_passed_on_and_by_which_rule(office: Office) -> None:
    office.hub("sync")

    answer = office.hub("why mekom/booking/B-0015")

    assert answer.code == 0
    assert "added in verpackungscluster: done; requested through MEKOM" in answer.out
    assert len(answer.out.splitlines()) <= 10


def test_the_same_for_a_program(office: Office) -> None:
    office.hub("sync")

    data = office.hub("why mekom/booking/B-0015 --format json").data

    assert data["schema"] == "hub-why/1"
    assert [event["action"] for event in data["events"]] == ["add", "amend"]
    assert data["events"][1]["fields"] == ["status"]
    assert "(Status)" in office.hub("why mekom/booking/B-0015 --language de").out


def test_what_is_withheld_tells_why_not(office: Office) -> None:
    office.hub("sync")

    assert "never share" in office.hub("why verpackungscluster/course/VA-2013-11").out
    assert office.hub("why verpackungscluster/course/VA-2013-11 --format json").data["last_night"]


def test_an_open_question_is_told(office: Office) -> None:
    question = office.hub("sync --format json").data["questions"][0]

    assert "Open question" in office.hub("why", question["ref"]).out


def test_a_record_without_a_story_points_to_the_plan(office: Office) -> None:
    assert "hub plan" in office.hub("why mekom/booking/B-9999").out
    office.hub("sync")
    assert "hub plan" in office.hub("why mekom/booking/B-9999").out


def test_what_is_held_tells_by_which_numbers(office: Office) -> None:
    cancel_all_courses(office)
    office.hub("sync")

    assert "Held: 9 of 9 courses" in office.hub("why verpackungscluster/course/VA-2013-01").out


def test_what_is_gone_tells_since_when(office: Office) -> None:
    office.hub("sync")
    book = openpyxl.load_workbook(office.file("var/example/mekom.xlsx"))
    sheet = book["Buchungen"]
    [row] = [row[0].row for row in sheet.iter_rows() if any(cell.value == "B-0015" for cell in row)]
    sheet.delete_rows(row)
    book.save(office.file("var/example/mekom.xlsx"))
    office.hub("sync")

    assert "gone from MEKOM since 2013-01-14" in office.hub("why mekom/booking/B-0015").out


@pytest.mark.parametrize(
    ("ref", "remedy"),
    [
        ("B-0001", "home/kind/id"),
        ("mekom/boking/B-0001", "home/kind/id"),
        ("mekon/booking/B-0001", "Did you mean mekom?"),
        ("somebody/booking/B-0001", "Known: bildung-osterode, mekom, verpackungscluster."),
    ],
)
def test_what_names_no_record_is_refused_with_a_way_out(office: Office, ref: str, remedy: str) -> None:
    answer = office.hub("why", ref)

    assert answer.code == 2
    assert remedy in answer.err


def test_no_person_is_named(office: Office) -> None:
    office.hub("sync")

    everything = office.hub("why mekom/booking/B-0015").out

    assert "@" not in everything
