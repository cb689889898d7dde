"""Adds that a system called done and does not show: a person is asked, and nothing is written along with other things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hub.changes import Reject
from hub.language import Text
from hub.memory import Decision, Memory, Unsure
from hub.model import BookingStatus, CourseStatus, NetworkName, Person, Ref
from hub.planning.lost import is_to_be_written_again, lost_in, lost_question
from tests.planning.builders import (
    ACADEMY,
    AGREEMENT,
    MEKOM,
    NOW,
    REGION,
    World,
    booking,
    copy_of,
    course,
    lines,
    request_of,
)
from tests.planning.test_copies import (
    B_1,
    COPY,
    KINDS,
    OPEN,
    PLACE,
    VA_1,
    added,
    cut_or_doubted,
    held,
    why,
    world_of,
)

LOST = Unsure(run=7, change_id="c1", first_lost=7)
TWICE = replace(LOST, run=9)  # and night 9 tried once more


def lost_world(kind: str, *, answer: str | None = None, unsure: Unsure = TWICE) -> World:
    """A record that some night added and that its system does not show; perhaps a person has said what to do."""
    world = world_of(kind, unsure=unsure)
    return answered(world, kind, answer, about=unsure) if answer else world


def keeping_refs(world: World) -> World:
    """Other records have kept their ref in both places."""
    world.courses[MEKOM].append(copy_of(course("VA-9")))
    world.courses[ACADEMY].append(course("VA-9"))
    other = booking("B-9", participant=Person(name="Wer Anders"))
    world.bookings[ACADEMY].append(request_of(other))
    world.bookings[MEKOM].append(other)
    return world


def answered(world: World, kind: str, answer: str, *, about: Unsure = LOST) -> World:
    question = lost_question(COPY[kind], about)
    decision = Decision(question, answer, "Karla", date(2013, 1, 14))
    world.memory = replace(world.memory, decisions={question: decision})
    return world


# lost once


@KINDS
def test_what_got_lost_once_is_written_once_more_where_refs_are_kept(kind: str) -> None:
    plan = keeping_refs(lost_world(kind, unsure=LOST)).plan()

    assert added(kind) in lines(plan)
    assert (plan.questions, plan.withheld, plan.held) == ([], [], [])
    assert PLACE[kind] in plan.unproved  # it goes alone
    reason = str(next(change.reason for change in plan.changes if change.change.action == "add"))
    assert reason.endswith("; night 7 was told that it is written, and it is not there")


@KINDS
@pytest.mark.parametrize("how", ["partial", "doubted", "nameless"])
def test_it_waits_without_anybodys_help_for_a_night_that_can_look(kind: str, how: str) -> None:
    world = keeping_refs(lost_world(kind, unsure=LOST))
    if how == "nameless":
        world.rejects[PLACE[kind]] = Reject(place="row 7", why=Text("broken"), remedy=Text("mend it"))
    else:
        cut_or_doubted(world, kind, how)

    plan = world.plan()

    assert (lines(plan), plan.questions, [one for one in plan.held if one.change]) == ([], [], [])
    network, home = ("MEKOM", MEKOM) if kind == "course" else ("Academy", MEKOM)
    (left,) = [one for one in plan.withheld if one.ref == COPY[kind][0]]
    assert str(left.reason) == (
        f"night 7 was told by {network} that it is written, and {network} cannot be searched tonight"
    )
    assert (left.network, left.stands_there) == (home, False)
    assert "looks again" in str(left.remedy)
    assert (COPY[kind][0].home, kind, COPY[kind][0].id) in plan.pending


@KINDS
def test_where_no_ref_was_ever_kept_a_person_is_asked_after_the_first_time(kind: str) -> None:
    plan = lost_world(kind, unsure=LOST).plan()

    network = "MEKOM" if kind == "course" else "Academy"
    (question,) = plan.questions
    assert str(question.text) == (
        f"Night 7 was told by {network} that it is written, but {network} does not show it; "
        "written again, it could stand there twice. Look there."
    )
    assert (lines(plan), held(plan)) == ([], [])


@pytest.mark.parametrize("answer", [None, "there", "again"])
def test_nothing_is_tried_by_itself_where_another_got_lost_twice_until_somebody_decided_about_that(
    answer: str | None,
) -> None:
    """So a system that hides what it is given is found out by two records, and not by each of them."""
    world = keeping_refs(lost_world("course", answer=answer))
    world.courses[ACADEMY].append(course("VA-2"))
    va_2 = Ref(ACADEMY, "course", "VA-2")
    world.memory = replace(
        world.memory, unsure={**world.memory.unsure, (va_2, MEKOM): replace(LOST, run=8, first_lost=8)}
    )

    plan = world.plan()

    assert ("add mekom VA-2" in lines(plan)) == (answer is not None)
    assert {question.ref for question in plan.questions} == (set() if answer else {VA_1, va_2})


@pytest.mark.parametrize("number", [1, 2])
def test_new_ones_go_on_alone_while_one_record_is_to_blame_and_are_held_when_several_are(number: int) -> None:
    world = keeping_refs(lost_world("course"))
    world.courses[ACADEMY] += [course("VA-2"), course("VA-3")]
    if number == 2:
        world.memory = replace(
            world.memory, unsure={**world.memory.unsure, (Ref(ACADEMY, "course", "VA-2"), MEKOM): LOST}
        )
    else:
        del world.courses[ACADEMY][-2]

    plan = world.plan()

    assert ("add mekom VA-3" in lines(plan)) == (number == 1)
    assert held(plan) == ([] if number == 1 else ["add mekom VA-3"])
    assert (MEKOM, "course") in plan.unproved or number == 2


# lost twice


@KINDS
@pytest.mark.parametrize("how", ["whole", "partial", "doubted"])
@pytest.mark.parametrize("are_kept", [True, False], ids=["refs are kept", "no ref was ever kept"])
def test_what_got_lost_twice_is_asked_about_and_neither_written_nor_held(
    kind: str, how: str, are_kept: bool
) -> None:
    world = lost_world(kind)
    if are_kept:
        keeping_refs(world)

    plan = (world if how == "whole" else cut_or_doubted(world, kind, how)).plan()

    network = "MEKOM" if kind == "course" else "Academy"
    (question,) = plan.questions
    assert str(question.text) == (
        f"Night 7 was told by {network} that it is written, and night 9 tried once more, but {network} "
        "does not show it; written again, it could stand there twice. Look there."
    )
    assert (question.id, question.ref) == (lost_question(COPY[kind], TWICE), COPY[kind][0])
    assert [(one.word, str(one.text)) for one in question.answers] == [
        ("there", "it is there"),
        ("again", "write it again"),
    ]
    assert question.title.startswith("VA-1")
    assert (lines(plan), held(plan)) == ([], [])


@KINDS
def test_a_confirmation_of_other_things_does_not_write_it(kind: str) -> None:
    world = lost_world(kind)
    world.courses[ACADEMY] += [course("VA-8"), course("VA-9", starts_at=NOW + timedelta(days=9_000))]
    world.courses[MEKOM].append(copy_of(course("VA-8")))  # refs are kept here

    plan = world.plan()

    assert held(plan) == ["add mekom VA-9"]
    assert lines(plan.with_held_confirmed()) == ["add mekom VA-9"]


@KINDS
@pytest.mark.parametrize("answer", [None, "there"])
def test_its_home_is_looked_at_again_every_night(kind: str, answer: str | None) -> None:
    plan = lost_world(kind, answer=answer).plan()

    home: tuple[NetworkName, str, str] = (
        (ACADEMY, "course", "VA-1") if kind == "course" else (MEKOM, "booking", "B-1")
    )
    assert home in plan.pending


@KINDS
def test_who_found_it_there_is_asked_no_more_and_it_is_listed_as_left_alone(kind: str) -> None:
    plan = lost_world(kind, answer="there").plan()

    network = "MEKOM" if kind == "course" else "Academy"
    assert (plan.questions, held(plan), lines(plan)) == ([], [], [])
    (left,) = plan.withheld
    assert (left.ref, left.network, left.title[:4], left.stands_there) == (*COPY[kind], "VA-1", True)
    assert str(left.reason) == f"decided: it stands in {network}, without its ref"
    assert f"Write {COPY[kind][0]} into it" in str(left.remedy)


@KINDS
def test_a_word_that_is_no_answer_writes_nothing_a_third_time(kind: str) -> None:
    plan = keeping_refs(lost_world(kind, answer="perhaps")).plan()

    assert (len(plan.questions), lines(plan)) == (1, [])


@KINDS
def test_who_found_nothing_has_it_written_again(kind: str) -> None:
    plan = lost_world(kind, answer="again").plan()

    assert (plan.questions, plan.withheld, held(plan)) == ([], [], [])
    assert added(kind) in lines(plan)
    assert PLACE[kind] in plan.unproved  # it goes alone


@KINDS
def test_an_answer_waits_for_a_night_that_can_look(kind: str) -> None:
    plan = cut_or_doubted(lost_world(kind, answer="again"), kind, "partial").plan()

    assert held(plan)[0] == added(kind)
    assert "cannot be searched tonight" in why(plan)


@KINDS
def test_an_answer_holds_for_one_try_only(kind: str) -> None:
    """Written again, it got lost again, or nobody knows: the answer of before would write a copy every night."""
    plan = answered(lost_world(kind), kind, "again", about=LOST).plan()

    assert lines(plan) == []
    (question,) = plan.questions
    assert question.id != lost_question(COPY[kind], LOST)


def test_what_is_found_by_its_ref_after_all_is_asked_about_no_more() -> None:
    world = lost_world("course")
    world.courses[MEKOM].append(copy_of(course(), id="K-4711"))

    assert (world.plan().questions, lines(world.plan())) == ([], [])


def test_a_new_booking_for_a_course_that_got_lost_is_passed_on_all_the_same() -> None:
    world = lost_world("course")
    world.bookings[MEKOM].append(booking())

    plan = world.plan()

    assert lines(plan) == ["add academy B-1", "amend mekom B-1 status"]
    assert [question.ref for question in plan.questions] == [VA_1]


def test_what_a_person_took_back_is_not_asked_about() -> None:
    world = lost_world("booking")
    world.bookings[MEKOM][0] = booking(status=BookingStatus.CANCELLED_BY_COMPANY)

    assert world.plan().questions == []


@pytest.mark.parametrize("answer", [None, "there", "again"])
def test_a_request_that_got_lost_at_one_organiser_is_not_simply_written_at_another(
    answer: str | None,
) -> None:
    world = World().with_published(course("VA-2"))
    other = AGREEMENT.model_copy(update={"name": "other", "organiser": REGION, "withhold_if_offered_by": ()})
    world.agreements = (AGREEMENT, other)
    world.bookings[REGION] = []
    world.bookings[MEKOM].append(booking(course="VA-2"))
    question = lost_question((B_1, REGION), LOST)
    decisions = {question: Decision(question, answer, "Karla", date(2013, 1, 14))} if answer else {}
    world.memory = Memory(unsure={(B_1, REGION): LOST, (B_1, ACADEMY): OPEN}, decisions=decisions)

    plan = world.plan()

    assert ("add academy B-1" in lines(plan)) == (answer == "again")
    assert [question.id for question in plan.questions] == ([] if answer else [question])
    assert [left.network for left in plan.withheld] == ([REGION] if answer == "there" else [])


@pytest.mark.parametrize("answer", [None, "there", "again"])
def test_others_of_its_kind_are_held_until_a_person_wants_it_written_again(answer: str | None) -> None:
    world = lost_world("course", answer=answer)
    world.courses[ACADEMY].append(course("VA-2"))

    plan = world.plan()

    assert held(plan) == ([] if answer == "again" else ["add mekom VA-2"])
    assert lines(plan) == (["add mekom VA-1", "add mekom VA-2"] if answer == "again" else [])
    assert (MEKOM, "course") in plan.unproved  # the first goes alone


def test_the_first_lost_one_is_named_first_and_only_those_of_its_place() -> None:
    here, there = Ref(ACADEMY, "course", "VA-2"), Ref(ACADEMY, "course", "VA-3")
    memory = Memory(
        unsure={
            (here, MEKOM): replace(LOST, run=9, first_lost=9),
            (VA_1, MEKOM): LOST,
            (there, REGION): LOST,
            (Ref(ACADEMY, "course", "VA-4"), MEKOM): OPEN,
            (B_1, ACADEMY): LOST,
        }
    )

    assert list(lost_in(memory, (MEKOM, "course"))) == [(7, VA_1), (9, here)]


def test_who_wants_one_written_again_gets_it_whatever_became_of_others() -> None:
    world = lost_world("course", answer="again")
    world.courses[ACADEMY].append(course("VA-2"))
    world.memory = replace(
        world.memory, unsure={**world.memory.unsure, (Ref(ACADEMY, "course", "VA-2"), MEKOM): LOST}
    )

    assert lines(world.plan()) == ["add mekom VA-1"]


@pytest.mark.parametrize("answer", ["there", "again"])
def test_only_one_of_the_answers_writes(answer: str) -> None:
    memory = lost_world("course", answer=answer).memory

    assert is_to_be_written_again(memory, COPY["course"]) == (answer == "again")


# cancelled at home after it got lost


def called_off(world: World, kind: str) -> World:
    """Its home cancelled the record that nobody finds at the other side."""
    if kind == "course":
        world.courses[ACADEMY][0] = course(status=CourseStatus.CANCELLED)
    else:
        world.bookings[MEKOM][0] = booking(status=BookingStatus.CANCELLED_BY_COMPANY)
    return world


@KINDS
@pytest.mark.parametrize("answer", [None, "there"])
@pytest.mark.parametrize("unsure", [LOST, TWICE], ids=["once", "twice"])
def test_a_cancellation_that_does_not_reach_it_is_listed_and_looked_at_every_night(
    kind: str, answer: str | None, unsure: Unsure
) -> None:
    plan = called_off(keeping_refs(lost_world(kind, answer=answer, unsure=unsure)), kind).plan()

    ref, network = COPY[kind]
    home, there = ("Academy", "MEKOM") if kind == "course" else ("MEKOM", "Academy")
    (left,) = [one for one in plan.withheld if one.ref == ref]
    assert (left.network, left.stands_there, left.title[:4]) == (network, True, "VA-1")
    assert str(left.reason) == (
        f"cancelled in {home}; night {unsure.run} was told by {there} that it is written, and the hub does not find it there"
    )
    assert str(left.remedy) == "Look there; where it stands, cancel it there by hand."
    assert (ref.home, kind, ref.id) in plan.pending
    assert (plan.questions, [line for line in lines(plan) if ref.id in line.split()]) == ([], [])


@KINDS
@pytest.mark.parametrize("how", ["nothing there", "never learned", "begun"])
def test_nobody_is_sent_to_cancel_what_does_not_stand_there_or_is_over(kind: str, how: str) -> None:
    world = lost_world(kind, answer="again" if how == "nothing there" else None)
    called_off(world, kind)
    if how == "never learned":
        world.memory = replace(world.memory, unsure={COPY[kind]: OPEN})
    elif how == "begun":
        world.now = NOW + timedelta(days=20)

    plan = world.plan()

    assert [one for one in plan.withheld if one.stands_there] == []
    if kind == "course" and how != "begun":
        assert [str(one.reason) for one in plan.withheld] == ["cancelled before it was published"]


def test_a_cancelled_booking_without_a_shared_course_keeps_its_lost_seat_in_sight() -> None:
    world = called_off(lost_world("booking"), "booking")
    world.courses[MEKOM] = [course()]  # the number is the channel's own now

    (left,) = world.plan().withheld

    assert (left.ref, left.stands_there) == (B_1, True)


def test_a_course_that_is_called_off_after_the_agreement_ended_is_listed_too() -> None:
    world = called_off(lost_world("course"), "course")
    world.agreements = (AGREEMENT.model_copy(update={"valid_until": date(2013, 1, 10)}),)

    assert [(one.ref, one.stands_there) for one in world.plan().withheld] == [(VA_1, True)]
