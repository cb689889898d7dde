"""A list of members that knows half of those who booked no more is another list: nobody is turned away for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub.config import Limits
from hub.language import Text
from hub.memory import Shelf
from hub.model import BookingStatus, Company
from tests.planning.builders import ACADEMY, MEKOM, World, booking, course, lines, member
from tests.planning.test_doubts import doubted

CONFIRMED = BookingStatus.CONFIRMED
KEY = (MEKOM, "member")


def guild(companies: int) -> World:
    """So many members, each with a booking that stands on both sides."""
    world = World().with_published(course(capacity=None))
    world.members[MEKOM] = [member(f"M-{number}", name=f"Firma {number} GmbH") for number in range(companies)]
    for number in range(companies):
        firm = Company(name=f"Firma {number} GmbH")
        own = booking(f"B-{number}", status=CONFIRMED, company=firm)
        world.with_passed_on(
            own, status=CONFIRMED, company=firm.model_copy(update={"town": "Osterode am Harz"})
        )
    return world


def of_others(world: World, number: int) -> World:
    """So many members are others now; the list is as long as before."""
    others = [member(f"X-{n}", name=f"Fremd {n} AG") for n in range(number)]
    world.members[MEKOM] = [*others, *world.members[MEKOM][number:]]
    return world


@pytest.mark.parametrize(
    ("companies", "others", "is_doubted"),
    [(9, 9, False), (10, 10, True), (20, 9, False), (20, 10, True), (30, 14, False), (30, 15, True)],
)
def test_half_of_the_companies_that_booked_are_not_gone_in_one_night(
    companies: int, others: int, is_doubted: bool
) -> None:
    found = doubted(of_others(guild(companies), others).plan())

    assert found == (
        {
            KEY: f"{others} of the {companies} companies that booked through MEKOM are not among its members now; "
            "nothing follows from that until somebody confirms it"
        }
        if is_doubted
        else {}
    )


def test_a_new_booking_waits_for_the_right_list_and_its_office_is_told_nothing() -> None:
    world = of_others(guild(10), 10)
    world.bookings[MEKOM].append(booking("B-77", company=Company(name="Firma 3 GmbH")))

    plan = world.plan()

    assert lines(plan) == []
    assert [str(one.reason) for one in plan.withheld] == ["the members of MEKOM are not wholly known tonight"]


def test_one_confirmation_lets_the_new_list_count() -> None:
    plan = of_others(guild(10), 10).plan()

    assert plan.doubted == {KEY}
    assert plan.with_held_confirmed().doubted == set()


def test_several_bookings_of_one_company_are_one_witness() -> None:
    world = guild(4)
    for number in range(20):
        firm = Company(name="firma 1  gmbh")
        world.with_passed_on(
            booking(f"C-{number}", status=CONFIRMED, company=firm), status=CONFIRMED, company=firm
        )

    assert doubted(of_others(world, 2).plan()) == {}


def test_bookings_that_count_no_more_are_no_witnesses() -> None:
    world = guild(10)
    off = BookingStatus.CANCELLED_BY_COMPANY
    for network in (MEKOM, ACADEMY):
        world.bookings[network] = [
            value.model_copy(update={"status": off}) for value in world.bookings[network]
        ]

    assert doubted(of_others(world, 10).plan()) == {}


def test_a_list_that_did_not_move_is_not_asked_again() -> None:
    world = of_others(guild(10), 10)
    records = world.snapshot().views[KEY].reading.records
    settled = frozenset(record.fingerprint for record in records)
    world.memory = replace(world.memory, shelves={KEY: Shelf(settled, basis="rules", records=len(records))})

    assert doubted(world.plan()) == {}


def test_a_list_that_was_read_in_part_tells_nothing_anyway() -> None:
    world = of_others(guild(10), 10)
    world.partial[KEY] = Text("the server stopped")

    assert doubted(world.plan()) == {}


def test_a_booking_that_is_gone_or_cannot_be_read_is_no_witness() -> None:
    world = guild(12)
    world.limits = Limits(cancel_at_least=100)
    world.without(MEKOM, "B-0", "B-1", "B-2")

    assert doubted(of_others(world, 12).plan()) == {}


def test_without_a_list_there_is_nothing_to_doubt() -> None:
    world = of_others(guild(10), 10)
    world.silent.add(KEY)

    assert doubted(world.plan()) == {}
