"""What the two sides of a booking contradict each other about, and what becomes of it once a person has answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hub.memory import Decision
from hub.model import BookingStatus, NetworkName, Ref
from hub.planning.plan import Question
from hub.planning.status import decided
from tests.planning.builders import ACADEMY, MEKOM, World, booking, course, lines, request_of


def attended_and_cancelled(status: BookingStatus = BookingStatus.CANCELLED_BY_COMPANY) -> World:
    world = World().with_published(course())
    return world.with_passed_on(booking(status=status), status=BookingStatus.ATTENDED)


def answered(world: World, word: str) -> World:
    (question,) = world.plan().questions
    decision = Decision(question.id, word, "Karla", date(2013, 1, 14))
    world.memory = replace(world.memory, decisions={question.id: decision})
    return world


def words(question: Question) -> list[str]:
    return [answer.word for answer in question.answers]


def test_who_took_part_and_was_cancelled_is_asked_about_with_both_answers() -> None:
    plan = attended_and_cancelled().plan()

    assert lines(plan) == []
    assert [words(question) for question in plan.questions] == [["organiser", "cancelled"]]


def test_the_organiser_is_right_and_the_channel_is_told() -> None:
    plan = answered(attended_and_cancelled(), "organiser").plan()

    assert (lines(plan), plan.questions) == (["amend mekom B-1 status"], [])
    change = plan.changes[0]
    assert change.fields["status"].after is BookingStatus.ATTENDED
    assert str(change.reason) == "decided by a person, who was asked"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (BookingStatus.CANCELLED_BY_COMPANY, BookingStatus.CANCELLED_BY_COMPANY),
        (BookingStatus.CANCELLED_BY_ORGANISER, BookingStatus.CANCELLED_BY_COMPANY),
    ],
)
def test_it_was_cancelled_and_the_organiser_is_told(said: BookingStatus, told: BookingStatus) -> None:
    plan = answered(attended_and_cancelled(said), "cancelled").plan()

    assert (lines(plan), plan.questions) == (["cancel academy B-1 status"], [])
    assert plan.changes[0].fields["status"].after is told


@pytest.mark.parametrize("word", ["organiser", "cancelled"])
@pytest.mark.parametrize("side", [MEKOM, ACADEMY])
def test_who_answered_about_two_statuses_has_not_answered_about_others(word: str, side: NetworkName) -> None:
    world = answered(attended_and_cancelled(), word)
    other = BookingStatus.CANCELLED_BY_ORGANISER if side == MEKOM else BookingStatus.NO_SHOW
    world.bookings[side] = [one.model_copy(update={"status": other}) for one in world.bookings[side]]

    plan = world.plan()

    assert (lines(plan), len(plan.questions), plan.over) == ([], 1, {})


def test_an_answer_counts_no_longer_once_it_is_carried_out_or_both_sides_agree() -> None:
    world = answered(attended_and_cancelled(), "organiser")
    over = dict.fromkeys(world.memory.decisions, Ref(MEKOM, "booking", "B-1"))
    assert world.plan().over == over

    world.bookings[MEKOM] = [booking(status=BookingStatus.ATTENDED)]

    assert (lines(world.plan()), world.plan().over) == ([], over)


@pytest.mark.parametrize("answer", [None, "", "perhaps"])
def test_without_an_answer_nothing_is_decided(answer: str | None) -> None:
    both = BookingStatus.CANCELLED_BY_COMPANY, BookingStatus.ATTENDED

    assert decided(answer, home=both[0], organiser=both[1]) is None


def test_a_moved_booking_says_what_to_do_in_the_data_and_takes_no_answer() -> None:
    world = World().with_published(course(), course("VA-2")).with_passed_on(booking()).agreed()
    world.bookings[MEKOM][0] = booking(course="VA-2")

    (question,) = world.plan().questions

    assert words(question) == []
    assert "cancel this booking and enter a new one, or move it back" in str(question.text)


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ("VA-2", "va-1", "The booking was moved from va-1 to VA-2 in MEKOM."),
        ("VA-2", "V A-1", "The booking was moved from V A-1 to VA-2 in MEKOM."),
        ("va-1", "VA-2", "The booking was moved from va-1 to VA-2 in Academy."),
        ("VA-2", "VA-3", "The booking is for VA-2 in MEKOM and for VA-3 in Academy."),
    ],
)
def test_who_moved_it_is_told_by_the_course_however_its_number_is_written_now(
    here: str, there: str, said: str
) -> None:
    world = (
        World().with_published(course(), course("VA-2"), course("VA-3")).with_passed_on(booking()).agreed()
    )
    world.bookings[MEKOM][0] = booking(course=here)
    world.bookings[ACADEMY][0] = request_of(booking(), course=there)

    (question,) = world.plan().questions

    assert str(question.text).startswith(said)


def test_while_the_organisers_courses_cannot_be_read_only_the_very_number_tells() -> None:
    for there, said in (
        ("VA-1", "The booking was moved from VA-1 to VA-2 in MEKOM."),
        ("va-1", "The booking is for"),
    ):
        world = World().with_published(course(), course("VA-2")).with_passed_on(booking()).agreed()
        world.bookings[MEKOM][0] = booking(course="VA-2")
        world.bookings[ACADEMY][0] = request_of(booking(), course=there)
        world.silent.add((ACADEMY, "course"))

        (question,) = world.plan().questions

        assert str(question.text).startswith(said)


@pytest.mark.parametrize("way", ["moved back", "cancelled"])
def test_and_what_it_says_ends_the_matter(way: str) -> None:
    world = World().with_published(course(), course("VA-2")).with_passed_on(booking())
    status = BookingStatus.REQUESTED if way == "moved back" else BookingStatus.CANCELLED_BY_COMPANY
    world.bookings[MEKOM][0] = booking(course="VA-1" if way == "moved back" else "VA-2", status=status)

    assert world.plan().questions == []
