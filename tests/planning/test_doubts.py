"""A reading that lost too much, or shows other records than before, is doubted: nothing follows from it but a question."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.changes import Reject
from hub.config import Limits
from hub.language import Text
from hub.memory import Memory, Shelf
from hub.model import BookingStatus, Person
from hub.planning.plan import Plan
from hub.planning.snapshot import Key, View
from tests.planning.builders import (
    ACADEMY,
    MEKOM,
    NOW,
    World,
    booking,
    course,
    lines,
    member,
)

CONFIRMED = BookingStatus.CONFIRMED


def crowd(size: int) -> World:
    """So many bookings that stand on both sides."""
    world = World().with_published(course(capacity=None))
    for number in range(size):
        world.with_passed_on(booking(f"B-{number}", status=CONFIRMED), status=CONFIRMED)
    return world


def numbers(first: int, last: int) -> list[str]:
    return [f"B-{number}" for number in range(first, last)]


def forgotten(world: World) -> World:
    """The ledger is lost."""
    world.memory = Memory()
    return world


def doubted(plan: Plan) -> dict[Key, str]:
    """The readings that are held as a whole, and why."""
    return {(held.network, held.kind): str(held.why) for held in plan.held if held.change is None}


@pytest.mark.parametrize(
    ("before", "now", "is_doubted"),
    [
        (1, 0, True),
        (2, 0, True),
        (500, 0, True),
        (500, 1, True),
        (500, 300, True),
        (500, 450, True),
        (500, 451, False),
        (30, 27, True),
        (30, 28, False),
        (5, 3, False),
        (5, 2, True),
        (3, 2, False),
        (0, 0, False),
        (10, 20, False),
    ],
)
def test_a_side_that_lost_a_tenth_is_doubted_and_an_emptied_one_always(
    before: int, now: int, is_doubted: bool
) -> None:
    world = World()
    world.members[MEKOM] = [member(f"M-{number}") for number in range(now)]
    world.memory = Memory(shelves={(MEKOM, "member"): Shelf(records=before)})

    found = doubted(world.plan())

    assert set(found) == ({(MEKOM, "member")} if is_doubted else set())
    assert all(
        why
        == f"MEKOM had {before} members and now has {now}; nothing follows from what is gone or new there "
        "until somebody confirms it"
        for why in found.values()
    )


def test_a_reading_of_which_no_row_can_be_read_is_told_so() -> None:
    world = World()
    world.members[MEKOM] = []
    world.rejects[(MEKOM, "member")] = Reject(place="row 2", why=Text("no"), remedy=Text("mend it"), id="M-1")
    world.memory = Memory(shelves={(MEKOM, "member"): Shelf(records=1)})

    [why] = doubted(world.plan()).values()

    assert why.startswith("none of the 1 members in MEKOM can be read;")


@given(st.integers(1, 2000), st.integers(0, 2000))
def test_whatever_is_emptied_or_lost_a_tenth_is_doubted(before: int, lost: int) -> None:
    now = max(0, before - lost)
    gone = before - now

    is_accident = Limits().are_many(gone, of=before)

    assert is_accident == (gone >= 3 and 10 * gone >= before)


def test_page_three_of_five_is_missed() -> None:
    world = crowd(50).after_a_night().without(MEKOM, *numbers(20, 30))

    plan = world.plan()

    assert lines(plan) == []
    assert set(doubted(plan)) == {(MEKOM, "booking")}
    assert plan.missing_since == {}


def test_a_reading_that_says_itself_that_it_is_incomplete_is_not_doubted() -> None:
    world = crowd(50).after_a_night().without(MEKOM, *numbers(20, 50))
    world.partial[(MEKOM, "booking")] = Text("page 3 of 5 is missing")

    plan = world.plan()

    assert (doubted(plan), lines(plan)) == ({}, [])


# the hub's memory is lost as well: the copies remember


@pytest.mark.parametrize("left", [0, 1, 12, 18])
def test_with_the_ledger_lost_the_copies_at_partners_tell_how_many_there_were(left: int) -> None:
    world = forgotten(crowd(20)).without(MEKOM, *numbers(left, 20))

    plan = world.plan()

    assert lines(plan) == []
    assert doubted(plan) == (
        {}
        if left == 18
        else {
            (
                MEKOM,
                "booking",
            ): f"{20 - left} of the 20 bookings of MEKOM that stand at its partners are gone there; "
            "nothing follows from what is gone or new there until somebody confirms it"
        }
    )


@pytest.mark.parametrize("size", [1, 2, 20])
@pytest.mark.parametrize("is_remembered", [True, False])
def test_emptied_but_for_one_stray_record(size: int, is_remembered: bool) -> None:
    world = crowd(size).after_a_night().without(MEKOM, *numbers(0, size))
    world.bookings[MEKOM].append(booking("B-99", participant=Person(name="Zoe Zimt")))
    if not is_remembered:
        forgotten(world)

    plan = world.plan()

    is_plain_loss = (
        is_remembered and size < 3
    )  # fewer than three rows, and one came: the second night decides
    assert bool(doubted(plan)) is not is_plain_loss
    assert all("academy B-99" in line or "mekom B-99" in line for line in lines(plan))
    assert bool(lines(plan)) is is_plain_loss
    assert not any(held.change and held.change.change.action == "cancel" for held in plan.held) or doubted(
        plan
    )


def test_what_nobody_remembers_and_nobody_has_a_copy_of_is_believed() -> None:
    world = World().with_published(course())
    world.bookings[MEKOM] = [booking(f"B-{number}") for number in range(3)]

    assert doubted(world.plan()) == {}


@pytest.mark.parametrize("status", [BookingStatus.CANCELLED_BY_COMPANY, BookingStatus.ATTENDED])
def test_copies_that_no_longer_count_are_no_witnesses(status: BookingStatus) -> None:
    world = forgotten(World().with_published(course()))
    for number in range(20):
        world.with_passed_on(booking(f"B-{number}", status=status), status=status)

    assert doubted(world.without(MEKOM, *numbers(0, 20)).plan()) == {}


def test_a_row_whose_number_is_garbled_may_be_any_of_those_that_are_missed() -> None:
    world = forgotten(crowd(20)).without(MEKOM, *numbers(0, 3))
    snapshot = world.snapshot()
    view = snapshot.bookings(MEKOM)
    assert view is not None
    garbled = Reject(place="row 7", why=Text("#REF! is no id"), remedy=Text("mend it"))
    broken = View(MEKOM, "booking", replace(view.reading, rejects=(garbled,)), Shelf(), basis="rules")
    world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (MEKOM, "booking"): broken})  # type: ignore[method-assign]

    plan = world.plan()

    assert (doubted(plan), lines(plan), plan.missing) == ({}, [], [])


def answered(size: int, *, lost: int) -> World:
    """The ledger is lost, and so are the first few requests at the organiser that gave them seats."""
    return forgotten(crowd(size)).without(ACADEMY, *(f"mekom/booking/B-{number}" for number in range(lost)))


@pytest.mark.parametrize(
    ("size", "lost", "is_doubted"), [(20, 20, True), (20, 3, True), (20, 2, False), (40, 3, False)]
)
def test_with_the_ledger_lost_the_answers_at_home_tell_what_the_organiser_lost(
    size: int, lost: int, is_doubted: bool
) -> None:
    world = answered(size, lost=lost)
    world.bookings[MEKOM].append(booking("B-77"))

    plan = world.plan()

    assert doubted(plan) == (
        {
            (
                ACADEMY,
                "booking",
            ): f"{lost} of {size} bookings that Academy answered, as MEKOM says, are gone there; "
            "nothing follows from what is gone there until somebody confirms it"
        }
        if is_doubted
        else {}
    )
    assert ("add academy B-77" in lines(plan)) is not is_doubted
    assert len(plan.questions) == (0 if is_doubted else lost)


def test_answers_are_no_witnesses_where_the_ledger_remembers() -> None:
    world = crowd(20).after_a_night().without(ACADEMY, "mekom/booking/B-0", "mekom/booking/B-1")
    world.memory = replace(
        world.memory, shelves={**world.memory.shelves, (ACADEMY, "booking"): Shelf(records=18)}
    )

    assert (doubted(world.plan()), len(world.plan().questions)) == ({}, 2)


def test_answers_that_an_office_typed_before_the_first_night_are_asked_about_one_by_one() -> None:
    world = answered(5, lost=5)
    world.courses[MEKOM] = []

    assert doubted(world.plan()) == {}


def test_answers_for_what_has_begun_are_no_witnesses() -> None:
    world = answered(5, lost=5)
    world.courses[ACADEMY] = [course(starts_at=NOW)]

    assert doubted(world.plan()) == {}


def test_a_channel_whose_courses_were_not_read_gives_no_witness() -> None:
    world = answered(5, lost=5)
    world.silent.add((MEKOM, "course"))

    assert doubted(world.plan()) == {}
