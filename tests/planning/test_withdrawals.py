"""Courses that stand at the channel and may not any more: a person says what becomes of them, and nobody loses a seat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hub.memory import Decision
from hub.model import BookingStatus, CourseStatus, Person, Ref
from hub.planning.plan import Plan, Question, Withheld
from tests.planning.builders import ACADEMY, MEKOM, NOW, REGION, World, booking, copy_of, course, lines

VA_1 = Ref(ACADEMY, "course", "VA-1")
GROUNDS = pytest.mark.parametrize("ground", ["never shared", "not released", "offered"])


def withdrawn(ground: str) -> World:
    """A published course, for which the organiser or the region says no since today."""
    world = World().with_published(course(), course("VA-2", title="Anderes"))
    if ground == "offered":
        world.courses[REGION].append(course("R-1", title=course().title))
    else:
        says_no = {"never shared": {"never_share": True}, "not released": {"released_to": frozenset()}}
        world.courses[ACADEMY][0] = course(**says_no[ground])
    return world


def asked(world: World) -> Question:
    (question,) = world.plan().questions
    return question


def answered(world: World, word: str) -> World:
    decision = Decision(asked(world).id, word, "Karla", date(2013, 1, 14))
    world.memory = replace(world.memory, decisions={**world.memory.decisions, decision.question: decision})
    return world


def left(plan: Plan) -> list[Withheld]:
    return [one for one in plan.withheld if one.ref == VA_1]


@GROUNDS
def test_until_somebody_decides_it_is_asked_and_stays_as_it_is(ground: str) -> None:
    world = withdrawn(ground)

    question = asked(world)

    assert lines(world.plan()) == []
    assert [answer.word for answer in question.answers] == ["cancel", "leave"]
    assert "who has booked keeps the seat either way" in str(question.text)


@GROUNDS
def test_who_books_it_now_waits_and_reads_why(ground: str) -> None:
    world = withdrawn(ground)
    world.bookings[MEKOM] += [booking(), booking("B-2", course="VA-2", participant=Person(name="Wer Anders"))]

    plan = world.plan()

    assert [line for line in lines(plan) if line.startswith("add")] == ["add academy B-2"]
    (told,) = [change for change in plan.changes if change.ref.id == "B-1"]
    assert str(told.fields["note"].after).startswith(
        "Nobody has decided yet whether course VA-1 is still offered"
    )
    assert (MEKOM, "booking", "B-1") in plan.pending


@GROUNDS
@pytest.mark.parametrize(("word", "added"), [("cancel", []), ("leave", ["add academy B-1"])])
def test_and_the_answer_decides_about_that_booking_too(ground: str, word: str, added: list[str]) -> None:
    world = answered(withdrawn(ground), word)
    world.bookings[MEKOM].append(booking())

    assert [line for line in lines(world.plan()) if line.startswith("add")] == added


@GROUNDS
def test_who_has_it_called_off_there_calls_off_nothing_else(ground: str) -> None:
    world = withdrawn(ground)
    world.with_passed_on(booking(status=BookingStatus.CONFIRMED), status=BookingStatus.CONFIRMED)

    plan = answered(world, "cancel").plan()

    assert lines(plan) == ["cancel mekom VA-1 status"]  # and no booking
    assert str(plan.changes[0].reason).startswith("decided: called off there; ")
    assert (plan.questions, plan.held, left(plan)) == ([], [], [])


@GROUNDS
def test_once_it_is_called_off_there_all_is_quiet_and_looked_at_again(ground: str) -> None:
    world = answered(withdrawn(ground), "cancel")
    world.courses[MEKOM][0] = copy_of(course(), status=CourseStatus.CANCELLED)

    plan = world.plan()

    assert (lines(plan), plan.questions) == ([], [])
    assert {(ACADEMY, "course", "VA-1"), (MEKOM, "course", world.courses[MEKOM][0].id)} <= plan.pending


def test_nobody_books_through_the_channel_what_was_called_off_there() -> None:
    world = answered(withdrawn("not released"), "cancel")
    world.bookings[MEKOM] += [booking(), booking("B-2", course="VA-2", participant=Person(name="Wer Anders"))]

    plan = world.plan()

    assert [line for line in lines(plan) if line.startswith("add")] == ["add academy B-2"]
    assert [str(one.reason) for one in plan.withheld] == ["course VA-1 is not offered through MEKOM"]


@GROUNDS
def test_who_leaves_it_there_is_asked_no_more_and_sees_it_listed(ground: str) -> None:
    plan = answered(withdrawn(ground), "leave").plan()

    assert (lines(plan), plan.questions) == ([], [])
    (one,) = left(plan)
    assert str(one.reason).startswith("decided: what stands there stays as it is; ")
    assert (one.network, one.stands_there, one.remedy) == (MEKOM, True, None)


def test_a_decision_about_one_ground_is_none_about_another() -> None:
    """Left there although the region offers it; then its organiser says that it must never be shared."""
    world = answered(withdrawn("offered"), "leave")
    world.courses[ACADEMY][0] = course(never_share=True)

    assert "never share" in str(asked(world).text)


@pytest.mark.parametrize("how", ["begun", "the region cannot be read"])
def test_what_was_called_off_there_does_not_come_back_for_a_reason_of_the_moment(how: str) -> None:
    world = answered(withdrawn("offered"), "cancel")
    world.courses[MEKOM][0] = copy_of(course(), status=CourseStatus.CANCELLED)
    if how == "begun":
        world.now = NOW + timedelta(days=300)
    else:
        world.silent.add((REGION, "course"))

    plan = world.plan()

    assert (lines(plan), plan.questions) == ([], [])


def test_somebody_who_opens_it_there_again_does_so_in_vain() -> None:
    world = answered(withdrawn("offered"), "cancel")

    assert lines(world.plan()) == ["cancel mekom VA-1 status"]


def called_off(world: World) -> World:
    """A night called it off there."""
    world.courses[MEKOM][0] = copy_of(course(), status=CourseStatus.CANCELLED)
    return world.agreed()


def without_decisions(world: World) -> World:
    world.memory = replace(world.memory, decisions={})
    return world


@GROUNDS
@pytest.mark.parametrize("word", ["cancel", "leave"])
def test_once_it_comes_back_what_was_decided_counts_no_longer(ground: str, word: str) -> None:
    world = answered(withdrawn(ground), word)
    assert world.plan().over == {}
    world.courses[ACADEMY][0] = course()
    world.courses[REGION].clear()

    assert world.plan().over == dict.fromkeys(world.memory.decisions, VA_1)


@GROUNDS
def test_an_answer_that_was_taken_back_is_asked_for_again_and_it_stays_off_until_then(ground: str) -> None:
    world = without_decisions(called_off(answered(withdrawn(ground), "cancel")))
    world.bookings[MEKOM].append(booking())

    plan = world.plan()

    (question,) = plan.questions
    assert "add academy B-1" not in lines(plan)
    assert "stays called off there" in str(question.text)
    assert [str(answer.text) for answer in question.answers] == [
        "leave it called off there",
        "offer it there again",
    ]


def test_nor_does_it_open_for_the_night_in_which_the_region_cannot_be_read() -> None:
    world = without_decisions(called_off(answered(withdrawn("offered"), "cancel")))
    world.bookings[MEKOM].append(booking())
    world.silent.add((REGION, "course"))

    plan = world.plan()

    assert [line for line in lines(plan) if "VA-1" in line or line.startswith("add")] == []
    assert ["nobody can say tonight" in str(one.reason) for one in left(plan)] == [True]
    assert {(ACADEMY, "course", "VA-1"), (MEKOM, "course", world.courses[MEKOM][0].id)} <= plan.pending
    world.silent.clear()
    assert "stays called off there" in str(asked(world).text)


def test_once_it_has_begun_it_is_no_offer_any_more_and_shows_what_its_organiser_says() -> None:
    world = without_decisions(called_off(answered(withdrawn("offered"), "cancel")))
    world.now = NOW + timedelta(days=300)

    assert lines(world.plan()) == ["amend mekom VA-1 status"]


def test_what_its_organiser_offers_once_more_opens_there_when_the_region_has_been_heard() -> None:
    world = World().with_published(course(), course("VA-2", title="Anderes"))
    world.courses[ACADEMY][0] = course(status=CourseStatus.CANCELLED)
    called_off(world).courses[ACADEMY][0] = course(title="Neu")
    world.silent.add((REGION, "course"))

    plan = world.agreed().plan()

    assert (lines(plan), len(left(plan))) == ([], 1)
    world.silent.clear()
    assert lines(world.plan()) == ["amend mekom VA-1 status,title"]


@pytest.mark.parametrize("word", [None, "leave"])
def test_what_one_ground_called_off_stays_off_for_another(word: str | None) -> None:
    """The organiser said never; now it does not, but the region offers it: about which nobody or somebody decided."""
    world = withdrawn("offered")
    world = answered(world, word) if word else world
    world.courses[ACADEMY][0] = course(never_share=True)
    world = called_off(answered(world, "cancel"))
    world.courses[ACADEMY][0] = course()

    plan = world.plan()

    assert (lines(plan), plan.questions, plan.over) == ([], [], {})


@pytest.mark.parametrize(("word", "expected"), [("cancel", []), ("leave", ["amend mekom VA-1 status"])])
def test_and_is_acted_on_once_it_is_given(word: str, expected: list[str]) -> None:
    world = without_decisions(called_off(answered(withdrawn("offered"), "cancel")))

    plan = answered(world, word).plan()

    assert (lines(plan), plan.questions) == (expected, [])
    assert [str(change.reason) for change in plan.changes] == ["decided: offered there again"] * len(expected)


@pytest.mark.parametrize("word", [None, "leave"])
def test_what_the_channel_itself_called_off_is_its_own_doing(word: str | None) -> None:
    world = withdrawn("offered")
    world = (answered(world, word) if word else world).agreed()
    world.courses[MEKOM][0] = copy_of(course(), status=CourseStatus.CANCELLED)
    world.bookings[MEKOM].append(booking())

    plan = world.plan()

    assert [line for line in lines(plan) if "VA-1" in line or line.startswith("add")] == []
    assert [question.ref for question in plan.questions] == ([] if word else [VA_1])


@pytest.mark.parametrize("how", ["begun", "the region cannot be read"])
def test_a_reason_of_the_moment_calls_off_nothing_that_is_open_there(how: str) -> None:
    """It came back when the region offered it no more; what was decided about that is none about tonight."""
    world = answered(withdrawn("offered"), "cancel")
    world.courses[REGION].clear()
    world.bookings[MEKOM].append(booking())
    if how == "begun":
        world.now = NOW + timedelta(days=300)
    else:
        world.silent.add((REGION, "course"))

    plan = world.plan()

    assert [line for line in lines(plan) if "VA-1" in line] == []
    assert [str(one.reason) for one in plan.withheld if "not offered" in str(one.reason)] == []


@pytest.mark.parametrize("status", [CourseStatus.OPEN, CourseStatus.CANCELLED])
def test_what_its_organiser_releases_again_is_open_there_again(status: CourseStatus) -> None:
    world = answered(withdrawn("not released"), "cancel")
    world.courses[ACADEMY][0] = course()
    world.courses[MEKOM][0] = copy_of(course(), status=status)

    assert lines(world.plan()) == ([] if status is CourseStatus.OPEN else ["amend mekom VA-1 status"])


def test_what_its_organiser_calls_off_is_called_off_with_all_its_bookings_whatever_was_decided() -> None:
    world = answered(withdrawn("not released"), "leave")
    world.with_passed_on(booking(status=BookingStatus.CONFIRMED), status=BookingStatus.CONFIRMED)
    world.courses[ACADEMY][0] = course(released_to=frozenset(), status=CourseStatus.CANCELLED)

    assert sorted(lines(world.plan())) == [
        "cancel academy B-1 status",
        "cancel mekom B-1 status",
        "cancel mekom VA-1 status",
    ]
