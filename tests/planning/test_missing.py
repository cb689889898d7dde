"""Missing is not cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hub.changes import Reject
from hub.language import Text
from hub.memory import Agreed, Memory, Shelf
from hub.model import Booking, BookingStatus, Company, CourseStatus, NetworkName, Person, Ref
from hub.planning.compare import digest, field_of
from hub.planning.snapshot import View
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
    request_of,
)

B_1 = Ref(MEKOM, "booking", "B-1")
VA_1 = Ref(ACADEMY, "course", "VA-1")
YESTERDAY = NOW.date() - timedelta(days=1)


def office() -> World:
    """Two courses and a booking that nothing happens to."""
    other = Person(name="Zoe Zimt", email="zoe@zimt.example")
    world = World().with_published(course(), course("VA-0"))
    return world.with_passed_on(booking("B-0", course="VA-0", participant=other))


def orphaned(**at_the_academy: object) -> World:
    """A booking that stands at the academy and is gone from MEKOM's sheet since last night."""
    world = office().with_passed_on(booking(), **at_the_academy)
    return world.after_a_night().without(MEKOM, "B-1")


def missed(world: World, *, since: date = YESTERDAY, ref: Ref = B_1) -> World:
    """The hub has missed the record before."""
    world.memory = replace(world.memory, missing_since={ref: since})
    return world


def test_a_vanished_booking_is_missing_first_and_nothing_is_cancelled() -> None:
    plan = orphaned(status=BookingStatus.CONFIRMED).plan()

    assert lines(plan) == []
    assert [(missing.ref, missing.since) for missing in plan.missing] == [(B_1, NOW.date())]
    assert plan.missing_since == {B_1: NOW.date()}


def test_after_a_second_complete_night_its_cancellation_is_planned() -> None:
    plan = missed(orphaned()).plan()

    assert lines(plan) == ["cancel academy B-1 status"]
    assert str(plan.changes[0].reason) == "gone from MEKOM since 2013-01-13"


def test_two_nights_on_one_day_are_still_the_first() -> None:
    assert lines(missed(orphaned(), since=NOW.date()).plan()) == []


def test_a_booking_that_comes_back_is_no_longer_missing() -> None:
    plan = missed(office().with_passed_on(booking()).after_a_night()).plan()

    assert (lines(plan), plan.missing_since) == ([], {})


@pytest.mark.parametrize(
    "status",
    [
        BookingStatus.CANCELLED_BY_COMPANY,
        BookingStatus.DECLINED,
        BookingStatus.ATTENDED,
        BookingStatus.EXPIRED,
    ],
)
def test_where_nothing_is_left_to_cancel_nobody_is_told(status: BookingStatus) -> None:
    plan = orphaned(status=status).plan()

    assert (plan.missing, plan.missing_since) == ([], {})


def test_a_vanished_course_is_missing_first_and_then_cancelled() -> None:
    world = office().after_a_night().without(ACADEMY, "VA-1")
    assert [missing.ref for missing in world.plan().missing] == [VA_1]

    assert lines(missed(world, ref=VA_1).plan()) == ["cancel mekom VA-1 status"]


@pytest.mark.parametrize("status", [CourseStatus.HELD, CourseStatus.CLOSED, CourseStatus.CANCELLED])
def test_a_course_that_took_place_may_vanish(status: CourseStatus) -> None:
    world = World()
    world.courses[MEKOM].append(copy_of(course(status=status)))

    assert world.plan().missing == []


def test_what_has_begun_is_tidied_away_and_not_called_off() -> None:
    begun = course("VA-9", starts_at=NOW - timedelta(days=1))
    world = office().with_published(begun)
    world.with_passed_on(booking("B-9", course="VA-9"), status=BookingStatus.CONFIRMED)
    world.after_a_night().without(MEKOM, "B-9")

    assert (world.plan().missing, lines(world.plan())) == ([], [])

    world.without(ACADEMY, "VA-9", "mekom/booking/B-9")
    assert (world.plan().missing, lines(world.plan())) == ([], [])


def test_an_incomplete_reading_says_nothing_about_absence_and_forgets_nothing() -> None:
    world = missed(orphaned())
    world.partial[(MEKOM, "booking")] = Text("page 3 of 5 is missing")

    plan = world.plan()

    assert (lines(plan), plan.missing) == ([], [])
    assert plan.missing_since == {B_1: YESTERDAY}


@pytest.mark.parametrize("network", [MEKOM, ACADEMY])
def test_a_network_that_could_not_be_read_forgets_nothing(network: str) -> None:
    world = missed(orphaned())
    world.silent.add((network, "booking"))  # type: ignore[arg-type]

    assert world.plan().missing_since == {B_1: YESTERDAY}


def test_one_channel_that_was_read_does_not_end_an_absence_that_only_another_one_could_tell() -> None:
    wrg = NetworkName("wrg")
    world = missed(office(), ref=Ref(ACADEMY, "course", "VA-9"))
    world.agreements = (AGREEMENT, AGREEMENT.model_copy(update={"name": "wrg", "channel": wrg}))
    for nouns in (world.members, world.bookings):
        nouns[wrg] = []  # type: ignore[index]

    assert world.plan().missing_since == {Ref(ACADEMY, "course", "VA-9"): YESTERDAY}

    world.courses[wrg] = []
    assert world.plan().missing_since == {}


def test_an_emptied_sheet_cancels_nobody_and_is_held_with_the_numbers() -> None:
    world = World().with_published(course()).with_passed_on(booking()).after_a_night().without(MEKOM, "B-1")

    plan = world.plan()

    assert lines(plan) == []
    assert [held.change is None for held in plan.held] == [True, False]
    assert "MEKOM had 1 bookings and now has 0" in str(plan.held[0].why)
    assert plan.missing_since == {}


def test_one_confirmation_lets_an_honest_shrinking_pass() -> None:
    world = World().with_published(course()).with_passed_on(booking()).after_a_night().without(MEKOM, "B-1")

    confirmed = world.plan().with_held_confirmed()

    assert lines(confirmed) == ["cancel academy B-1 status"]
    assert (confirmed.held, confirmed.doubted) == ((), frozenset())


def test_an_absence_that_was_seen_last_week_still_needs_this_night_to_be_complete() -> None:
    world = missed(orphaned(), since=date(2013, 1, 8))
    world.partial[(MEKOM, "booking")] = Text("the page broke off")

    assert lines(world.plan()) == []


def test_a_row_whose_very_id_is_garbled_may_be_the_one_that_is_missed() -> None:
    world = missed(orphaned())
    snapshot = world.snapshot()
    view = snapshot.bookings(MEKOM)
    assert view is not None
    garbled = Reject(place="row 7", why=Text("#REF! is no id"), remedy=Text("mend it"))
    broken = View(MEKOM, "booking", replace(view.reading, rejects=(garbled,)), Shelf(), basis="rules")
    world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (MEKOM, "booking"): broken})  # type: ignore[method-assign]

    plan = world.plan()

    assert (lines(plan), plan.missing_since) == ([], {B_1: YESTERDAY})


def test_a_course_that_is_gone_takes_nobodys_seat_away_until_somebody_confirms_it() -> None:
    world = office().with_passed_on(booking(status=BookingStatus.CONFIRMED), status=BookingStatus.CONFIRMED)
    missed(world.after_a_night().without(ACADEMY, "VA-1"), ref=VA_1)

    plan = world.plan()

    assert lines(plan) == []
    assert str(plan.held[0].why) == (
        "VA-1 is gone from Academy, and the bookings for it (1) would be cancelled; nobody is cancelled for that until "
        "somebody confirms it"
    )
    confirmed = plan.with_held_confirmed()
    assert lines(confirmed) == [
        "cancel mekom VA-1 status",
        "cancel academy B-1 status",
        "cancel mekom B-1 status",
    ]
    assert {str(change.reason) for change in confirmed.changes if change.kind == "booking"} == {
        "the course is gone from Academy"
    }


def test_a_course_that_is_gone_and_that_nobody_booked_is_cancelled_at_its_channel() -> None:
    world = office()
    world.with_published(course())
    missed(world.after_a_night().without(ACADEMY, "VA-1"), ref=VA_1)

    assert lines(world.plan()) == ["cancel mekom VA-1 status"]


def test_an_absence_that_ended_is_forgotten_even_while_another_kind_cannot_be_told() -> None:
    world = missed(office(), ref=VA_1)
    world.partial[(MEKOM, "booking")] = Text("the page broke off")

    assert world.plan().missing_since == {}


# edit against removal: it is removed in the end, but nobody can say that it was not told


def agreed_on(value: Booking) -> dict[str, Agreed]:
    """What the hub last saw of a copy."""
    names = ("participant.name", "participant.email", "company.name", "company.town")
    digests = {name: digest(name, field_of(value, name), key=b"") for name in names}
    return {name: Agreed(sent=found, seen=found) for name, found in digests.items()}


@pytest.mark.parametrize(
    "edit",
    [
        {"participant": Person(name="Anna Birne", email="anna@harzer-holz.example")},
        {"participant": Person(name="Anna Apfel B-1", email="birne@harzer-holz.example")},
        {"company": Company(name="Harzer Holz KG", town="Osterode am Harz")},
    ],
)
def test_a_copy_that_was_edited_while_its_record_was_removed_says_so(edit: dict[str, object]) -> None:
    world = missed(orphaned(**edit))
    known = {(B_1, ACADEMY): agreed_on(request_of(booking()))}
    world.memory = replace(world.memory, agreed=known)

    [change] = world.plan().changes

    assert str(change.reason) == "gone from MEKOM since 2013-01-13; was edited in Academy since"
    assert change.is_conflict


def test_a_copy_that_nobody_edited_says_nothing_of_the_kind() -> None:
    world = missed(orphaned())
    world.memory = replace(world.memory, agreed={(B_1, ACADEMY): agreed_on(request_of(booking()))})

    [change] = world.plan().changes

    assert (str(change.reason), change.is_conflict) == ("gone from MEKOM since 2013-01-13", False)


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (BookingStatus.CONFIRMED, "confirmed"),
        (BookingStatus.WAITLISTED, "on the waiting list"),
        (BookingStatus.OFFERED, "seat offered"),
    ],
)
def test_a_removal_while_the_organiser_gave_a_seat_says_so(status: BookingStatus, word: str) -> None:
    [change] = missed(orphaned(status=status)).plan().changes

    assert str(change.reason) == f"gone from MEKOM since 2013-01-13; Academy says “{word}”"


def test_a_course_copy_that_was_edited_while_its_course_was_removed_says_so() -> None:
    world = office()
    world.courses[MEKOM][0] = copy_of(course(), place="Raum 7")
    missed(world.after_a_night().without(ACADEMY, "VA-1"), ref=VA_1)
    same = digest("place", None, key=b"")
    world.memory = replace(world.memory, agreed={(VA_1, MEKOM): {"place": Agreed(sent=same, seen=same)}})

    [change] = world.plan().changes

    assert str(change.reason) == "gone from Academy since 2013-01-13; was edited in MEKOM since"


def test_two_bookings_of_one_person_made_one_are_one_absence_that_names_the_other() -> None:
    same = booking().participant
    world = office().with_passed_on(booking("B-2", participant=same)).with_passed_on(booking())
    missed(world.after_a_night().without(MEKOM, "B-1"))

    [change] = world.plan().changes

    assert str(change.reason) == "gone from MEKOM since 2013-01-13; B-2 tells the same"


def test_nothing_is_known_of_an_absence_by_a_ledger_without_its_agreement() -> None:
    world = missed(orphaned())
    world.agreements = ()

    assert world.plan().missing_since == {}


def test_an_unknown_memory_begins_every_absence_anew() -> None:
    world = orphaned()
    world.memory = Memory(shelves=world.memory.shelves)

    assert world.plan().missing_since == {B_1: NOW.date()}
