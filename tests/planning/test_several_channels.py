"""An organiser whose courses several networks pass on: one record stays one, however many have a copy of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hub.model import Course, NetworkName, Person, Ref
from tests.planning.builders import (
    ACADEMY,
    AGREEMENT,
    MEKOM,
    NOW,
    World,
    booking,
    copy_of,
    course,
    lines,
    member,
)

GUILD, HARBOUR = NetworkName("guild"), NetworkName("harbour")
CHANNELS = (MEKOM, GUILD, HARBOUR)


def of_three(*courses: Course) -> World:
    """The courses stand at the academy and at each of its three channels."""
    everywhere = [value.model_copy(update={"released_to": frozenset({"*"})}) for value in courses]
    world = World(
        members={ACADEMY: [], **{channel: [member()] for channel in CHANNELS}},
        courses={
            ACADEMY: everywhere,
            **{name: [copy_of(value) for value in everywhere] for name in CHANNELS},
        },
        bookings={name: [] for name in (ACADEMY, *CHANNELS)},
        agreements=tuple(
            AGREEMENT.model_copy(update={"name": name, "channel": name, "withhold_if_offered_by": ()})
            for name in CHANNELS
        ),
    )
    return world.after_a_night()


def test_one_course_that_is_gone_is_one_whatever_the_number_of_its_copies() -> None:
    world = of_three(*(course(f"VA-{number}") for number in range(1, 30))).without(ACADEMY, "VA-1")
    gone = Ref(ACADEMY, "course", "VA-1")

    assert [missing.ref for missing in world.plan().missing] == [gone]

    world.memory = replace(world.memory, missing_since={gone: NOW.date() - timedelta(days=1)})
    plan = world.plan()

    assert (plan.held, lines(plan)) == ([], [f"cancel {channel} VA-1 status" for channel in sorted(CHANNELS)])


def test_three_courses_that_are_gone_are_three_in_the_words_of_the_question() -> None:
    world = of_three(*(course(f"VA-{number}") for number in range(1, 40))).without(
        ACADEMY, "VA-1", "VA-2", "VA-3"
    )
    since = {Ref(ACADEMY, "course", f"VA-{number}"): NOW.date() - timedelta(days=1) for number in (1, 2, 3)}
    world.memory = replace(world.memory, missing_since=since)

    plan = world.plan()

    assert len(plan.held) == 9
    assert {str(one.why).partition(";")[0] for one in plan.held} == {
        "3 courses are gone from Academy together"
    }


def test_a_person_who_books_one_course_through_two_networks_in_one_night_is_asked_about() -> None:
    anna = Person(name="Anna Apfel", email="anna@harzer-holz.example")
    world = of_three(course())
    world.bookings[MEKOM] = [booking("B-1", participant=anna)]
    world.bookings[GUILD] = [booking("G-1", participant=anna)]

    plan = world.plan()

    assert [line for line in lines(plan) if line.startswith("add")] == ["add academy B-1"]
    assert [question.ref for question in plan.questions] == [Ref(GUILD, "booking", "G-1")]
