"""What people answered holds for the matter they were asked about, and for no later one of the same kind."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from hub.errors import Unreachable
from hub.ledger.store import Ledger
from hub.memory import Decision
from hub.model import BookingStatus, CourseStatus, NetworkName
from hub.nightly import Night
from hub.planning.plan import Question
from hub.reviewing import decide, take_back
from tests.planning.builders import ACADEMY, MEKOM, REGION, booking, course
from tests.town import Town, wrote


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """An academy with eight courses, offered through MEKOM, where one is booked."""
    town = Town(tmp_path)
    for number in range(1, 9):
        town.academy.put(course(f"VA-{number}", capacity=9))
    town.mekom.put(booking())
    for number in range(9):
        town.region.put(course(f"R-1{number}", title=f"Something else {number}"))
    next_night(town)
    return town


def next_night(town: Town) -> Night:
    night = town.night()
    town.tomorrow()
    return night


def asked(town: Town) -> Question:
    (question,) = next_night(town).facts.plan.questions
    return question


def answer(town: Town, question: Question, word: str) -> list[str]:
    """Gives what the night after it writes."""
    decide(Decision(question.id, word, "Karla", town.day), url=town.config.hub.ledger)
    return wrote(next_night(town))


def say(town: Town, network: NetworkName, status: BookingStatus) -> None:
    """Somebody there sets Anna's booking to this status."""
    office = town.mekom if network == MEKOM else town.academy
    (one,) = office.bookings.values()
    office.put(one.model_copy(update={"status": status}))


def cancelled_but_did_not_come(town: Town) -> Question:
    say(town, MEKOM, BookingStatus.CANCELLED_BY_COMPANY)
    say(town, ACADEMY, BookingStatus.NO_SHOW)
    return asked(town)


def with_others_booked(town: Town) -> Town:
    """A network that lost all its bookings at once would be held as a whole."""
    for number in range(2, 9):
        town.mekom.put(booking(f"B-{number}", course=f"VA-{number}"))
    next_night(town)
    return town


def removed_by_the_organiser(town: Town) -> None:
    (number,) = [key for key, one in town.academy.bookings.items() if one.origin and one.origin.id == "B-1"]
    del town.academy.bookings[number]


def decisions(town: Town) -> int:
    with closing(Ledger.open(town.config.hub.ledger)) as ledger:
        return len(ledger.memory(with_agreed=False).decisions)


def offered_in_the_region(town: Town) -> None:
    town.region.put(course("R-1", title=course().title))


def status_there(town: Town) -> CourseStatus:
    return next(one.status for one in town.mekom.courses.values() if one.origin and one.origin.id == "VA-1")


def called_off_there(town: Town) -> Question:
    offered_in_the_region(town)
    question = asked(town)
    assert answer(town, question, "cancel") == ["cancel mekom VA-1"]
    return question


def test_a_course_that_came_back_is_not_called_off_because_the_region_cannot_be_read(town: Town) -> None:
    called_off_there(town)
    town.region.remove("course", "R-1")
    assert wrote(next_night(town)) == ["amend mekom VA-1"]

    town.failing[REGION] = Unreachable("region.crm: no answer in 30 s")

    assert wrote(next_night(town)) == []
    assert status_there(town) is CourseStatus.OPEN


def test_what_is_offered_again_is_asked_about_again(town: Town) -> None:
    first = called_off_there(town)
    assert wrote(next_night(town)) == []
    town.region.remove("course", "R-1")
    assert wrote(next_night(town)) == ["amend mekom VA-1"]
    assert decisions(town) == 0

    offered_in_the_region(town)
    night = next_night(town)

    assert (wrote(night), [one.id for one in night.facts.plan.questions]) == ([], [first.id])
    assert status_there(town) is CourseStatus.OPEN


def test_an_answer_counts_as_long_as_the_course_could_not_be_opened_again(town: Town) -> None:
    called_off_there(town)
    town.region.remove("course", "R-1")
    town.failing[MEKOM] = Unreachable("mekom.crm: no answer in 30 s")
    next_night(town)

    assert decisions(town) == 1


def test_and_as_long_as_its_opening_is_held(town: Town) -> None:
    called_off_there(town)
    town.region.remove("course", "R-1")
    moved = course(title="Something new", starts_at=course().starts_at + timedelta(days=9), capacity=9)
    town.academy.put(moved)

    held = next_night(town).facts.plan.held

    assert [str(one.change.ref) for one in held if one.change] == ["academy/course/VA-1"]
    assert decisions(town) == 1


@pytest.mark.parametrize(("word", "expected"), [("cancel", []), ("leave", ["amend mekom VA-1"])])
def test_an_answer_taken_back_is_asked_for_again_the_next_night(
    town: Town, word: str, expected: list[str]
) -> None:
    question = called_off_there(town)
    take_back(question.id, url=town.config.hub.ledger, who="Karla", day=town.day)

    again = asked(town)

    assert again.id == question.id
    assert status_there(town) is CourseStatus.CANCELLED
    assert answer(town, again, word) == expected
    assert wrote(next_night(town)) == []


def test_what_the_organiser_corrects_after_the_answer_is_asked_about_and_not_cancelled_unasked(
    town: Town,
) -> None:
    first = cancelled_but_did_not_come(town)
    assert answer(town, first, "cancelled") == ["cancel academy B-1"]
    say(town, ACADEMY, BookingStatus.ATTENDED)

    again = asked(town)

    assert again.id != first.id
    assert {one.status for one in town.academy.bookings.values()} == {BookingStatus.ATTENDED}


def test_an_office_that_cancels_again_after_the_answer_is_asked_again(town: Town) -> None:
    first = cancelled_but_did_not_come(town)
    assert answer(town, first, "organiser") == ["amend mekom B-1"]
    assert wrote(next_night(town)) == []
    say(town, MEKOM, BookingStatus.CANCELLED_BY_COMPANY)

    asked(town)

    assert {one.status for one in town.mekom.bookings.values()} == {BookingStatus.CANCELLED_BY_COMPANY}


def test_what_the_organiser_removes_once_more_is_asked_about_once_more(town: Town) -> None:
    removed_by_the_organiser(with_others_booked(town))
    first = asked(town)
    assert answer(town, first, "again") == ["add academy B-1", "amend mekom B-1"]
    assert decisions(town) == 0
    removed_by_the_organiser(town)

    assert asked(town).ref == first.ref


def test_the_answer_counts_until_it_stands_there_for_certain(town: Town) -> None:
    removed_by_the_organiser(with_others_booked(town))
    first = asked(town)
    town.failing[ACADEMY] = Unreachable("academy.crm: no answer in 30 s")
    assert answer(town, first, "again") == []
    assert decisions(town) == 1
