"""What people took back is parted off: an add with all that concerns it, of other changes the very same value only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from hub.changes import Action, Amend, Cancel
from hub.memory import Decision, Memory
from hub.model import BookingStatus, CourseStatus, NetworkName, Person, Ref
from hub.planning.compare import digest
from hub.planning.plan import Plan
from hub.planning.undone import copies_taken_back
from hub.traces import Undone
from tests.planning.builders import (
    ACADEMY,
    AGREEMENT,
    MEKOM,
    REGION,
    World,
    booking,
    copy_of,
    course,
    line,
    lines,
    member,
    request_of,
)
from tests.planning.pasts import BOOKING, COURSE, KEY


def undone(ref: Ref, network: NetworkName, action: Action = "amend", **sent: object) -> Undone:
    """Taken back on the 13th; `sent` are the values that shall not be written again."""
    named = {name.replace("__", "."): value for name, value in sent.items()}
    return Undone(
        run=7,
        change_id=f"{network} {ref}",
        network=network,
        ref=ref,
        action=action,
        sent={name: digest(name, value, key=KEY) for name, value in named.items()},
        day=date(2013, 1, 13),
    )


def plan(world: World, *taken_back: Undone) -> Plan:
    world.memory = Memory(undone=taken_back, key=KEY)
    return world.plan()


def left(found: Plan) -> list[str]:
    return [line(held.change) for held in found.stays_undone if held.change is not None]


@pytest.fixture
def renamed() -> World:
    """The academy has a new title and a new place for a course that MEKOM has already."""
    world = World().with_published(course())
    world.courses[ACADEMY] = [course(title="Neu", place="Saal 2")]
    return world


def test_nothing_was_taken_back_so_everything_may_be_made(renamed: World) -> None:
    found = plan(renamed)

    assert (lines(found), left(found)) == (["amend mekom VA-1 place,title"], [])


def test_the_same_value_is_not_written_again_and_the_reader_is_told_why(renamed: World) -> None:
    found = plan(renamed, undone(COURSE, MEKOM, title="Neu", place="Saal 2"))

    assert (lines(found), left(found)) == ([], ["amend mekom VA-1 place,title"])
    assert str(found.stays_undone[0].why) == (
        "undone on 2013-01-13, and so left until `hub undo 7 --release`"
    )


def test_another_value_goes_ahead(renamed: World) -> None:
    found = plan(renamed, undone(COURSE, MEKOM, title="Anders", place="Saal 1"))

    assert (lines(found), left(found)) == (["amend mekom VA-1 place,title"], [])


def test_a_change_is_parted_where_only_some_of_its_values_were_taken_back(renamed: World) -> None:
    whole = plan(renamed).changes[0]

    found = plan(renamed, undone(COURSE, MEKOM, title="Neu"))

    assert (lines(found), left(found)) == (["amend mekom VA-1 place"], ["amend mekom VA-1 title"])
    [going] = found.changes
    assert isinstance(going.change, Amend)
    assert (going.id, going.change.fields) == (whole.id, {"place"})
    stopped = found.stays_undone[0].change
    assert stopped is not None
    assert stopped.id != whole.id
    assert stopped.reason == whole.reason


def test_the_same_field_of_another_copy_is_another_matter(renamed: World) -> None:
    found = plan(renamed, undone(COURSE, ACADEMY, title="Neu"), undone(BOOKING, MEKOM, title="Neu"))

    assert left(found) == []


def test_a_cancellation_is_left_with_everything_that_comes_of_it() -> None:
    world = World().with_published(course()).with_passed_on(booking(status=BookingStatus.CONFIRMED))
    world.courses[ACADEMY] = [course(status=CourseStatus.CANCELLED)]
    assert len(plan(world).changes) == 3

    found = plan(world, undone(COURSE, MEKOM, "cancel", status="cancelled"))

    assert lines(found) == []
    assert len(left(found)) == 3


def test_a_cancellation_is_parted_from_an_edit_beside_it() -> None:
    world = World().with_published(course())
    status = BookingStatus.CANCELLED_BY_COMPANY
    world.with_passed_on(booking(status=BookingStatus.CONFIRMED))
    world.bookings[MEKOM] = [booking(status=status, participant=Person(name="Berta Birne"))]

    found = plan(world, undone(BOOKING, ACADEMY, "cancel", status=status))

    assert lines(found) == ["amend academy B-1 participant.email,participant.name"]
    assert left(found) == ["cancel academy B-1 status"]
    held = found.stays_undone[0].change
    assert held is not None
    assert isinstance(held.change, Cancel)


def test_a_record_that_was_removed_since_is_a_new_matter_for_its_fields() -> None:
    """Only an undone add says that the record shall not be there."""
    world = World()
    world.courses[ACADEMY].append(course(title="Neu"))

    assert lines(plan(world, undone(COURSE, MEKOM, title="Neu"))) == ["add mekom VA-1"]
    assert left(plan(world, undone(COURSE, MEKOM, "add"))) == ["add mekom VA-1"]


# requests that were taken back


@pytest.fixture
def taken_back() -> World:
    """A booking whose copy the undo cancelled; at home it is open."""
    world = World().with_published(course())
    return world.with_passed_on(booking(), status=BookingStatus.CANCELLED_BY_COMPANY)


ADD = undone(BOOKING, ACADEMY, "add")
RELEASED = replace(ADD, released=date(2013, 1, 13))


def test_without_a_memory_of_it_the_cancellation_would_be_told_at_home(taken_back: World) -> None:
    assert lines(plan(taken_back)) == ["cancel mekom B-1 status"]


def test_what_waits_is_the_request_made_anew_and_its_answer(taken_back: World) -> None:
    found = plan(taken_back, ADD)

    assert (lines(found), left(found)) == ([], ["amend academy B-1 status", "amend mekom B-1 status"])
    assert (ACADEMY, "booking", "mekom/booking/B-1") in found.pending
    assert (MEKOM, "booking", "B-1") in found.pending


def test_once_released_it_is_requested_anew_with_what_was_edited_meanwhile(taken_back: World) -> None:
    taken_back.bookings[MEKOM] = [booking(participant=Person(name="Berta Birne"), note="alt")]

    found = plan(taken_back, RELEASED)

    assert left(found) == []
    request, answer = found.changes
    assert line(request) == "amend academy B-1 participant.email,participant.name,status"
    assert request.fields["status"].after is BookingStatus.REQUESTED
    assert str(request.reason) == "requested anew through MEKOM, having been undone"
    assert line(answer) == "amend mekom B-1 note,status"
    assert (answer.follows, answer.awaits_answer) == (request.id, True)


@pytest.mark.parametrize("one", [ADD, RELEASED])
def test_a_course_that_has_begun_is_nobodys_business_any_more(taken_back: World, one: Undone) -> None:
    begun = course(starts_at="2013-01-10T09:00+01:00")
    taken_back.courses[ACADEMY] = [begun]
    taken_back.courses[MEKOM][0] = taken_back.courses[MEKOM][0].model_copy(
        update={"starts_at": begun.starts_at}
    )

    found = plan(taken_back, one)

    assert (lines(found), left(found)) == ([], [])


def test_a_course_that_was_called_off_cancels_the_released_booking_at_home(taken_back: World) -> None:
    taken_back.courses[ACADEMY] = [course(status=CourseStatus.CANCELLED)]

    assert "cancel mekom B-1 status" in lines(plan(taken_back, RELEASED))


def booked_directly(world: World) -> None:
    """The same person has a seat of the academy's own by now."""
    seat = booking("O-9", participant=booking().participant, status=BookingStatus.CONFIRMED)
    world.bookings[ACADEMY].append(seat)


def agreement_ended(world: World) -> None:
    world.agreements = (AGREEMENT.model_copy(update={"valid_until": date(2013, 1, 10)}),)


def no_member_any_more(world: World) -> None:
    world.members[MEKOM] = [member(name="Andere GmbH")]


def course_taken_off(world: World) -> None:
    world.courses[ACADEMY] = [course(never_share=True)]
    world.courses[MEKOM] = []


def course_withdrawn(world: World) -> None:
    """It stands there still; nobody has said yet what becomes of it."""
    world.courses[ACADEMY] = [course(never_share=True)]


def course_gone(world: World) -> None:
    world.courses |= {ACADEMY: [], MEKOM: []}


def nobody_read_the_members(world: World) -> None:
    world.silent.add((MEKOM, "member"))


OBSTACLES = pytest.mark.parametrize(
    ("since", "why"),
    [
        (booked_directly, "a person of the same name seems to be booked for VA-1 already"),
        (agreement_ended, "the agreement with Academy has ended"),
        (no_member_any_more, "Harzer Holz GmbH is no member of MEKOM"),
        (course_taken_off, "course VA-1 is not offered through MEKOM"),
        (course_withdrawn, "nobody has decided yet whether course VA-1 is still offered through MEKOM"),
        (course_gone, "there is no course VA-1"),
        (nobody_read_the_members, "the members of MEKOM are not wholly known tonight"),
    ],
)


@OBSTACLES
def test_a_released_request_is_admitted_like_a_new_one(
    taken_back: World, since: Callable[[World], None], why: str
) -> None:
    since(taken_back)

    found = plan(taken_back, RELEASED)

    told = [str(one.reason) for one in found.withheld if one.ref == BOOKING]
    told += [str(one.text).split(". ")[0] for one in found.questions if one.ref == BOOKING]
    assert told == [why]
    is_passing = "tonight" in why
    assert [line for line in lines(found) if "VA-1" not in line] == (
        [] if is_passing else ["amend mekom B-1 note"]
    )
    assert (MEKOM, "booking", "B-1") in found.pending


@OBSTACLES
def test_and_before_it_is_released_nobody_is_told_of_that(
    taken_back: World, since: Callable[[World], None], why: str
) -> None:
    since(taken_back)

    found = plan(taken_back, ADD)

    assert [one for one in (*found.withheld, *found.questions) if one.ref == BOOKING] == []
    assert left(found) == ["amend academy B-1 status", "amend mekom B-1 status"]


def test_who_is_another_person_of_that_name_is_asked_for_again(taken_back: World) -> None:
    booked_directly(taken_back)
    (question,) = plan(taken_back, RELEASED).questions
    decision = Decision(question.id, "different", "Karla", date(2013, 1, 14))
    taken_back.memory = replace(taken_back.memory, decisions={question.id: decision})

    assert lines(taken_back.plan()) == ["amend academy B-1 status", "amend mekom B-1 status"]


def test_another_organisers_course_of_that_number_says_nothing_about_it(taken_back: World) -> None:
    first = AGREEMENT.model_copy(update={"withhold_if_offered_by": ()})
    taken_back.agreements = (first, first.model_copy(update={"name": "other", "organiser": REGION}))
    taken_back.bookings[REGION] = []
    taken_back.courses[REGION] = [course()]
    taken_back.courses[MEKOM].append(copy_of(course(), origin=Ref(REGION, "course", "VA-1"), id="K-2"))

    assert "amend academy B-1 status" in lines(plan(taken_back, RELEASED))


def test_one_of_two_nights_that_took_it_back_is_not_enough_to_release(taken_back: World) -> None:
    booked_directly(taken_back)

    found = plan(taken_back, RELEASED, replace(ADD, run=9))

    assert (found.questions, lines(found)) == ([], [])


def test_a_booking_that_was_cancelled_at_home_stays_so(taken_back: World) -> None:
    taken_back.bookings[MEKOM] = [booking(status=BookingStatus.CANCELLED_BY_PARTICIPANT)]

    found = plan(taken_back, RELEASED)

    assert (lines(found), left(found)) == ([], [])


def test_a_request_that_stands_again_is_an_ordinary_one(taken_back: World) -> None:
    taken_back.bookings[ACADEMY] = [
        taken_back.bookings[ACADEMY][0].model_copy(update={"status": BookingStatus.CONFIRMED})
    ]

    assert lines(plan(taken_back, RELEASED)) == ["amend mekom B-1 status"]


def test_everything_about_an_undone_add_is_left_and_nothing_about_its_neighbour(taken_back: World) -> None:
    taken_back.bookings[MEKOM].append(booking("B-2"))

    found = plan(taken_back, ADD)

    assert lines(found) == ["add academy B-2", "amend mekom B-2 status"]


@pytest.mark.parametrize("at_home", [BookingStatus.REQUESTED, BookingStatus.CANCELLED_BY_COMPANY, None])
def test_the_seat_of_who_may_come_again_is_not_given_to_a_namesake(
    taken_back: World, at_home: BookingStatus | None
) -> None:
    namesake = booking("B-2", participant=booking().participant)
    taken_back.bookings[MEKOM] = [namesake] if at_home is None else [booking(status=at_home), namesake]

    found = plan(taken_back, ADD)

    asked = [str(question.ref) for question in found.questions]
    assert asked == (["mekom/booking/B-2"] if at_home is BookingStatus.REQUESTED else [])


def test_the_copies_of_undone_adds_are_known_released_or_not() -> None:
    course_too = undone(COURSE, MEKOM, title="Neu")

    assert copies_taken_back((ADD, course_too)) == {(BOOKING, ACADEMY)}
    assert copies_taken_back((RELEASED,)) == {(BOOKING, ACADEMY)}


def test_a_seat_that_the_organiser_gave_again_by_hand_is_a_new_decision(taken_back: World) -> None:
    taken_back.bookings[ACADEMY] = [request_of(booking(), status=BookingStatus.CONFIRMED)]

    told = plan(taken_back, ADD)
    taken_back.bookings[MEKOM] = [booking(status=BookingStatus.CANCELLED_BY_COMPANY)]
    cancelled = plan(taken_back, ADD)

    assert (lines(told), left(told)) == (["amend mekom B-1 status"], [])
    assert (lines(cancelled), left(cancelled)) == (["cancel academy B-1 status"], [])


def test_a_course_that_was_taken_back_in_one_network_is_called_off_in_the_other() -> None:
    off = course(status=CourseStatus.CANCELLED, released_to=frozenset({MEKOM, REGION}))
    world = World(agreements=(AGREEMENT, AGREEMENT.model_copy(update={"name": "second", "channel": REGION})))
    world.courses = {ACADEMY: [off], MEKOM: [copy_of(off)], REGION: [copy_of(off, status=CourseStatus.OPEN)]}

    found = plan(world, undone(COURSE, MEKOM, "add"))

    assert (lines(found), left(found)) == (["cancel region VA-1 status"], [])


def test_a_course_whose_title_was_taken_back_is_called_off_with_all_its_bookings() -> None:
    world = World().with_published(course())
    world.with_passed_on(booking(status=BookingStatus.CONFIRMED), status=BookingStatus.CONFIRMED)
    world.courses[ACADEMY] = [course(title="Neu", status=CourseStatus.CANCELLED)]

    found = plan(world, undone(COURSE, MEKOM, title="Neu"))

    assert lines(found) == [
        "cancel mekom VA-1 status",
        "cancel academy B-1 status",
        "cancel mekom B-1 status",
    ]
    assert left(found) == ["amend mekom VA-1 title"]
