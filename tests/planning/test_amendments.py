"""Many amendments in one night are held: columns shifted, a field emptied, an old backup brought back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hub.config import Limits
from hub.model import BookingStatus, Company, Person
from tests.planning.builders import (
    ACADEMY,
    AGREEMENT,
    MEKOM,
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
        world.with_passed_on(
            booking(f"B-{number}", status=CONFIRMED, participant=person(number)), status=CONFIRMED
        )
    return world.agreed()


def person(number: int, **said: object) -> Person:
    return Person.model_validate({"name": f"Anna {number}", "email": f"a{number}@firma.example"} | said)


def edited(world: World, first: int, last: int, **said: object) -> World:
    """These fields of the participants of some bookings are others at home now."""
    world.bookings[MEKOM] = [
        value.model_copy(update={"participant": value.participant.model_copy(update=said)})
        if first <= number < last
        else value
        for number, value in enumerate(world.bookings[MEKOM])
    ]
    return world


@pytest.mark.parametrize(
    ("size", "amended", "held"),
    [(9, 9, 0), (10, 10, 10), (20, 9, 0), (20, 10, 10), (30, 14, 0), (30, 15, 15)],
)
def test_half_of_the_copies_rewritten_in_one_night_are_held(size: int, amended: int, held: int) -> None:
    plan = edited(crowd(size), 0, amended, name="#REF!").plan()

    assert (len(plan.held), len(plan.changes)) == (held, amended - held)
    assert {str(one.why) for one in plan.held} == (
        {f"{amended} of {size} bookings in Academy would be amended at once"} if held else set()
    )


def test_shifted_columns_of_a_programme_are_held() -> None:
    world = World()
    for number in range(12):
        world.with_published(course(f"VA-{number}", place="Göttingen", trainer="T. Rainer"))
    world.agreed().courses[ACADEMY] = [
        value.model_copy(update={"place": value.trainer, "trainer": value.place})
        for value in world.courses[ACADEMY]
    ]

    plan = world.plan()

    assert (lines(plan), len(plan.held)) == ([], 12)


def test_one_confirmation_lets_an_honest_change_of_everything_pass() -> None:
    world = World()
    for number in range(12):
        world.with_published(course(f"VA-{number}"))
    world.agreed().courses[ACADEMY] = [
        value.model_copy(update={"price_member": Decimal(100 + number)})
        for number, value in enumerate(world.courses[ACADEMY])
    ]

    assert lines(world.plan()) == []
    assert len(lines(world.plan().with_held_confirmed())) == 12


def test_values_that_a_partner_rewrote_en_masse_are_held_before_they_are_put_right() -> None:
    world = crowd(20)
    world.bookings[ACADEMY] = [
        value.model_copy(update={"participant": Person(name=f"Alt {number}", email=value.participant.email)})
        for number, value in enumerate(world.bookings[ACADEMY])
    ]

    plan = world.plan()

    assert (lines(plan), len(plan.held)) == ([], 20)


def test_with_the_ledger_lost_a_systems_ways_are_learnt_again_and_no_accident() -> None:
    world = World()
    for number in range(12):
        world.with_published(course(f"VA-{number}", place="Göttingen"))
    world.courses[MEKOM] = [value.model_copy(update={"place": "GÖTTINGEN"}) for value in world.courses[MEKOM]]

    plan = world.plan()

    assert (len(plan.changes), plan.held) == (12, [])


@pytest.mark.parametrize("said", [{"name": "#REF!"}, {"email": None}])
def test_what_is_new_in_such_a_list_waits_with_it(said: dict[str, object]) -> None:
    world = edited(crowd(20), 0, 20, **said)
    world.bookings[MEKOM].append(booking("B-77", participant=Person(name="Zoe Zimt")))
    world.courses[ACADEMY].append(course("VA-2"))

    plan = world.plan()

    assert lines(plan) == ["add mekom VA-2"]  # another list
    assert "add academy B-77" in lines(plan.with_held_confirmed())


def test_filling_blanks_replaces_nothing() -> None:
    world = crowd(20)
    world.agreements = (
        AGREEMENT.model_copy(
            update={"share": AGREEMENT.share.model_copy(update={"participant": ("name", "email", "phone")})}
        ),
    )
    edited(world, 0, 20, phone="05522 4711")

    plan = world.plan()

    assert (len(plan.changes), plan.held) == (20, [])


def test_answers_of_an_organiser_are_a_days_work() -> None:
    world = crowd(20)
    world.bookings[MEKOM] = [
        value.model_copy(update={"status": BookingStatus.REQUESTED}) for value in world.bookings[MEKOM]
    ]

    plan = world.plan()

    assert (len(plan.changes), plan.held) == (20, [])


def test_a_member_of_another_name_is_one_act_however_many_bookings_it_has() -> None:
    world = crowd(20)
    world.members[MEKOM] = [member(name="Harzer Holz KG")]
    world.bookings[MEKOM] = [
        value.model_copy(update={"company": Company(name="Harzer Holz KG")})
        for value in world.bookings[MEKOM]
    ]

    plan = world.plan()

    assert (len(plan.changes), plan.held) == (20, [])


def test_many_members_of_other_names_are_many_acts() -> None:
    world = World().with_published(course(capacity=None))
    world.members[MEKOM] = [member(f"M-{number}", name=f"Falsch {number} AG") for number in range(12)]
    for number in range(12):
        own = booking(f"B-{number}", status=CONFIRMED, company=Company(name=f"Falsch {number} AG"))
        there = Company(name=f"Firma {number} GmbH", town="Osterode am Harz")
        world.with_passed_on(own, status=CONFIRMED, company=there)

    plan = world.agreed().plan()

    assert (lines(plan), len(plan.held)) == ([], 12)


@pytest.mark.parametrize(("size", "emptied", "held"), [(20, 2, 0), (20, 3, 3), (40, 3, 0), (40, 4, 4)])
def test_a_field_emptied_in_many_copies_is_held(size: int, emptied: int, held: int) -> None:
    plan = edited(crowd(size), 0, emptied, email=None).plan()

    assert (len(plan.held), len(plan.changes)) == (held, emptied - held)
    assert {str(one.why) for one in plan.held} == (
        {f"{emptied} of {size} bookings in Academy would lose their participant's e-mail at once"}
        if held
        else set()
    )


def test_each_field_is_counted_for_itself() -> None:
    world = World()
    for number in range(6):
        world.with_published(course(f"VA-{number}", place="Göttingen", trainer="T. Rainer"))
    fields = ("place", "place", "trainer", "trainer", "level")
    world.courses[ACADEMY] = [
        value.model_copy(update={name: None})
        for value, name in zip(world.courses[ACADEMY], [*fields, "level"], strict=True)
    ]

    plan = world.plan()

    assert (len(plan.changes), plan.held) == (4, [])


def test_a_cancellation_is_never_held_for_being_among_many_amendments() -> None:
    world = edited(crowd(20), 1, 20, name="#REF!")
    world.bookings[MEKOM][0] = booking(
        "B-0", status=BookingStatus.CANCELLED_BY_COMPANY, participant=person(0)
    )

    assert lines(world.plan()) == ["cancel academy B-0 status"]


def test_a_cancellation_goes_alone_where_what_else_is_new_of_it_is_held() -> None:
    world = edited(crowd(20), 0, 20, email=None)
    world.bookings[MEKOM][0] = world.bookings[MEKOM][0].model_copy(
        update={"status": BookingStatus.CANCELLED_BY_COMPANY}
    )

    plan = world.plan()

    assert lines(plan) == ["cancel academy B-0 status"]
    assert len(plan.held) == 20
    assert [str(one.change.reason) for one in plan.held if one.change][:1] == ["changed in MEKOM"]


def test_what_else_is_new_of_a_cancelled_copy_is_told_for_itself() -> None:
    world = crowd(3)
    world.bookings[MEKOM][0] = booking(
        "B-0", status=BookingStatus.CANCELLED_BY_COMPANY, participant=person(0, name="Anna Neu")
    )
    world.bookings[ACADEMY][0] = world.bookings[ACADEMY][0].model_copy(
        update={"participant": person(0, name="Anna Dort")}
    )

    plan = world.plan()

    assert sorted(lines(plan)) == ["amend academy B-0 participant.name", "cancel academy B-0 status"]
    assert {(change.change.action, str(change.reason), change.is_conflict) for change in plan.changes} == {
        ("cancel", "cancelled in MEKOM", False),
        ("amend", "edited in Academy; MEKOM owns it, so it is put right", True),
    }


def test_the_limits_are_the_offices_to_set() -> None:
    world = edited(crowd(20), 0, 20, name="#REF!")
    world.limits = Limits(amend_share=1, amend_at_least=21)

    assert world.plan().held == []


def test_held_amendments_are_looked_at_again_the_next_night() -> None:
    plan = edited(crowd(20), 0, 20, name="#REF!").plan()

    assert len([one for one in plan.pending if one[:2] == (ACADEMY, "booking")]) == 20
