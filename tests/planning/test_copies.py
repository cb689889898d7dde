"""New copies: what an earlier night may have written already is looked up, or waits for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hub.changes import Reject
from hub.language import Text
from hub.memory import CopyKey, Memory, Shelf, Unsure
from hub.model import BookingStatus, NetworkName, Ref
from hub.planning.plan import Plan
from hub.planning.snapshot import Key
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
)

VA_1, B_1 = Ref(ACADEMY, "course", "VA-1"), Ref(MEKOM, "booking", "B-1")
OPEN = Unsure(run=7, change_id="c1")
PLACE: dict[str, Key] = {"course": (MEKOM, "course"), "booking": (ACADEMY, "booking")}
COPY: dict[str, CopyKey] = {"course": (VA_1, MEKOM), "booking": (B_1, ACADEMY)}
KINDS = pytest.mark.parametrize("kind", ["course", "booking"])
CUT = Text("page 3 of 5 is missing")


def world_of(kind: str, *, unsure: Unsure | None = None, shelves: dict[Key, Shelf] | None = None) -> World:
    """One course that is new to MEKOM, or one booking that is new to the academy."""
    world = World()
    world.courses[ACADEMY].append(course())
    if kind == "booking":
        world.courses[MEKOM].append(copy_of(course()))
        world.bookings[MEKOM].append(booking())
    found = {COPY[kind]: unsure} if unsure else {}
    world.memory = Memory(unsure=found, shelves=shelves or {})
    return world


def cut_or_doubted(world: World, kind: str, how: str) -> World:
    """The reading of the place where the copy would stand lacks something tonight."""
    if how == "partial":
        world.partial[PLACE[kind]] = CUT
    else:
        world.memory = Memory(unsure=world.memory.unsure, shelves={PLACE[kind]: Shelf(records=9)})
    return world


def added(kind: str) -> str:
    return "add mekom VA-1" if kind == "course" else "add academy B-1"


def held(plan: Plan) -> list[str]:
    return [
        f"{one.change.change.action} {one.network} {one.change.ref.id}" for one in plan.held if one.change
    ]


def why(plan: Plan) -> str:
    return next(str(one.why) for one in plan.held if one.change)


@KINDS
def test_what_a_killed_night_meant_to_add_is_added_once_it_was_looked_up_and_is_not_there(kind: str) -> None:
    plan = world_of(kind, unsure=OPEN).plan()

    assert added(kind) in lines(plan)
    assert plan.held == []
    reason = str(next(change.reason for change in plan.changes if change.change.action == "add"))
    assert reason.endswith("; night 7 never learned whether it was written, and it is not there")


@KINDS
def test_what_was_added_without_any_doubt_says_nothing_of_a_lookup(kind: str) -> None:
    assert "night 7" not in " ".join(str(change.reason) for change in world_of(kind).plan().changes)


@KINDS
def test_what_a_killed_night_did_add_is_found_by_its_ref_and_added_no_second_time(kind: str) -> None:
    world = world_of(kind, unsure=OPEN)
    world.courses[MEKOM] = [copy_of(course(), id="K-4711")]
    if kind == "booking":
        world.bookings[ACADEMY].append(booking("K-4712", origin=B_1))

    plan = world.plan()

    assert (added(kind) in lines(plan), plan.held) == (False, [])


@KINDS
@pytest.mark.parametrize("how", ["partial", "doubted"])
def test_where_it_cannot_be_searched_tonight_it_waits_for_a_person(kind: str, how: str) -> None:
    plan = cut_or_doubted(world_of(kind, unsure=OPEN), kind, how).plan()

    assert added(kind) not in lines(plan)
    assert held(plan)[0] == added(kind)
    network = "MEKOM" if kind == "course" else "Academy"
    assert why(plan) == (
        f"night 7 may have written it in {network} already, and {network} cannot be searched tonight; "
        "look there, then confirm or wait"
    )


@KINDS
def test_a_row_whose_very_number_is_garbled_may_be_the_one_that_is_looked_for(kind: str) -> None:
    world = world_of(kind, unsure=OPEN)
    world.rejects[PLACE[kind]] = Reject(place="row 7", why=Text("broken"), remedy=Text("mend it"))
    assert added(kind) in held(world.plan())

    world.rejects[PLACE[kind]] = Reject(place="row 7", why=Text("broken"), remedy=Text("mend it"), id="X")
    assert added(kind) in held(world.plan())  # copies may have numbers of the system's own

    beside(world, kind)
    assert added(kind) in lines(world.plan())


@KINDS
def test_a_row_whose_number_its_system_gave_it_may_be_the_one_that_is_looked_for(kind: str) -> None:
    world = world_of(kind, unsure=OPEN)
    beside(world, kind, id="K-0009")
    torn = Reject(place="row 7", why=Text("broken"), remedy=Text("mend it"), id="K-0007")

    world.rejects[PLACE[kind]] = torn
    assert added(kind) in held(world.plan())

    world.rejects[PLACE[kind]] = replace(torn, origin=Ref(ACADEMY, "course", "VA-7"))
    assert added(kind) in lines(world.plan())


@KINDS
def test_a_copy_known_of_old_that_may_be_a_nameless_row_is_neither_added_again_nor_called_removed(
    kind: str,
) -> None:
    world = world_of(kind)
    world.memory = Memory(agreed={COPY[kind]: {}})
    world.rejects[PLACE[kind]] = Reject(place="row 7", why=Text("broken"), remedy=Text("mend it"))

    plan = world.plan()

    assert (added(kind) in lines(plan), plan.held, plan.questions) == (False, [], [])
    [withheld] = plan.withheld
    network = "MEKOM" if kind == "course" else "Academy"
    assert str(withheld.reason) == f"a row in {network} that cannot be read may be it"
    assert str(withheld.remedy) == "Mend the row; the report names it."


@KINDS
def test_where_the_hub_forgot_which_copies_there_are_a_nameless_row_may_be_any(kind: str) -> None:
    world = world_of(kind)
    world.rejects[PLACE[kind]] = Reject(place="row 7", why=Text("broken"), remedy=Text("mend it"))
    assert added(kind) in lines(world.plan())  # nothing of the hub's stands there

    beside(world, kind)
    assert added(kind) not in lines(world.plan())


def beside(world: World, kind: str, **fields: object) -> None:
    """Another copy there, that can be read."""
    if kind == "course":
        world.courses[ACADEMY].append(course("VA-9"))
        world.courses[MEKOM].append(copy_of(course("VA-9"), **fields))
    else:
        world.with_passed_on(booking("B-9"), **fields)


@KINDS
def test_what_is_held_can_be_confirmed_and_is_looked_at_again_as_long_as_nobody_does(kind: str) -> None:
    plan = cut_or_doubted(world_of(kind, unsure=OPEN), kind, "partial").plan()

    home: tuple[NetworkName, str, str] = (
        (ACADEMY, "course", "VA-1") if kind == "course" else (MEKOM, "booking", "B-1")
    )
    assert home in plan.pending
    assert added(kind) in lines(plan.with_held_confirmed())


def test_what_is_held_for_another_reason_is_looked_at_again_too() -> None:
    world = world_of("course")
    world.courses[ACADEMY] = [course(starts_at=NOW + timedelta(days=9_000))]

    plan = world.plan()

    assert held(plan) == ["add mekom VA-1"]
    assert (ACADEMY, "course", "VA-1") in plan.pending


def test_the_answer_to_a_held_request_is_held_with_it() -> None:
    plan = cut_or_doubted(world_of("booking", unsure=OPEN), "booking", "partial").plan()

    assert held(plan) == ["add academy B-1", "amend mekom B-1"]
    assert lines(plan) == []


@KINDS
@pytest.mark.parametrize("how", ["partial", "doubted"])
def test_what_nobody_tried_yet_is_put_off_and_listed(kind: str, how: str) -> None:
    plan = cut_or_doubted(world_of(kind), kind, how).plan()

    assert (lines(plan), held(plan)) == ([], [])
    network = "the courses of MEKOM" if kind == "course" else "the bookings of Academy"
    assert [str(one.reason) for one in plan.withheld] == [f"{network} are not wholly known tonight"]
    assert [str(one.remedy) for one in plan.withheld] == ["Nothing to do: the next night tries again."]


def test_a_course_that_would_be_withheld_anyway_is_listed_with_its_own_reason() -> None:
    world = cut_or_doubted(world_of("course", unsure=OPEN), "course", "partial")
    world.courses[ACADEMY][0] = course(never_share=True)

    plan = world.plan()

    assert [str(one.reason) for one in plan.withheld] == ["marked “never share”"]
    assert held(plan) == []


def test_a_course_that_stood_there_before_and_cannot_be_seen_tonight_is_no_news() -> None:
    world = World()
    world.courses[ACADEMY].append(course())
    world.partial[(MEKOM, "course")] = CUT
    world.memory = Memory(agreed={(VA_1, MEKOM): {}})

    plan = world.plan()

    assert (lines(plan), plan.held, plan.withheld) == ([], [], [])
    assert (ACADEMY, "course", "VA-1") in plan.pending


def test_a_network_of_which_nothing_was_read_gets_nothing_not_even_held() -> None:
    world = world_of("booking", unsure=OPEN)
    world.silent.add((ACADEMY, "booking"))

    plan = world.plan()

    assert (lines(plan), held(plan)) == ([], [])
    assert "not wholly known tonight" in str(plan.withheld[0].reason)


@pytest.mark.parametrize("how", ["partial", "silent"])
def test_a_request_that_may_stand_at_one_organiser_is_not_simply_written_at_another(how: str) -> None:
    world = World().with_published(course("VA-2"))
    other = AGREEMENT.model_copy(update={"name": "other", "organiser": REGION, "withhold_if_offered_by": ()})
    world.agreements = (AGREEMENT, other)
    world.bookings[REGION] = []
    world.bookings[MEKOM].append(booking(course="VA-2"))
    world.memory = Memory(unsure={(B_1, REGION): OPEN})
    if how == "partial":
        world.partial[(REGION, "booking")] = CUT
    else:
        world.silent.add((REGION, "booking"))

    plan = world.plan()

    assert "add academy B-1" in held(plan)
    assert "night 7 may have written it in Region already" in why(plan)


def test_a_cancelled_booking_is_not_added_only_because_an_earlier_night_may_have_done_so() -> None:
    world = world_of("booking", unsure=OPEN)
    world.bookings[MEKOM][0] = booking(status=BookingStatus.CANCELLED_BY_COMPANY)

    assert "add academy B-1" not in lines(world.plan())


def test_nobody_is_told_that_a_course_is_not_offered_while_the_list_is_cut_short() -> None:
    world = world_of("booking")
    world.courses[MEKOM] = []
    world.courses[ACADEMY] = [course(released_to=frozenset())]
    world.partial[(MEKOM, "course")] = CUT

    plan = world.plan()

    assert "the courses of MEKOM are not wholly known tonight" in [str(one.reason) for one in plan.withheld]
    assert lines(plan) == []  # no false word in the office's row


# systems without a place for a ref


@KINDS
def test_a_system_without_a_place_for_refs_gets_nothing_and_is_named(kind: str) -> None:
    world = world_of(kind)
    world.refless.add(PLACE[kind])

    plan = world.plan()

    network, words = (MEKOM, "MEKOM") if kind == "course" else (ACADEMY, "Academy")
    assert lines(plan) == []
    assert [str(one.reason) for one in plan.withheld] == [f"the {kind}s of {words} have no place for a ref"]
    (failure,) = plan.failures
    assert (failure.network, failure.error.exit_code) == (network, 3)
    assert "Give them a field for it" in str(failure.error)


def test_a_system_that_takes_no_copies_needs_no_place_for_refs() -> None:
    world = World().with_published(course())
    world.refless |= {(ACADEMY, "course"), (MEKOM, "booking"), (REGION, "course")}

    assert world.plan().failures == ()


def test_an_agreement_that_has_ended_needs_no_place_for_refs() -> None:
    world = World().with_published(course())
    world.agreements = (AGREEMENT.model_copy(update={"valid_until": AGREEMENT.valid_from}),)
    world.refless.add((MEKOM, "course"))

    assert world.plan().failures == ()


# where refs were never seen


@KINDS
def test_the_plan_says_where_no_ref_was_ever_seen(kind: str) -> None:
    world = world_of(kind)
    assert PLACE[kind] in world.plan().unproved

    world.courses[MEKOM].append(copy_of(course("VA-9")))
    world.bookings[ACADEMY].append(booking("K-9", origin=Ref(MEKOM, "booking", "B-9")))
    assert world.plan().unproved == frozenset()


def test_where_nothing_is_added_nothing_has_to_be_proved() -> None:
    assert World().with_published(course()).plan().unproved == frozenset()
