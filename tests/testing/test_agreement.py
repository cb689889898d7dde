"""Whether the two sides of a world say the same: every field that a copy shows otherwise is named."""

from __future__ import annotations

import pytest

from hub.model import BookingStatus, Person
from hub.testing.agreement import unlike
from hub.testing.traits import Traits
from hub.testing.world import World
from tests.planning.builders import BERLIN, NOW, booking, course, request_of

ANSWERS = [
    (BookingStatus.CONFIRMED, BookingStatus.CONFIRMED, True),
    (BookingStatus.REQUESTED, BookingStatus.CONFIRMED, False),
    (BookingStatus.CANCELLED_BY_COMPANY, BookingStatus.CANCELLED_BY_ORGANISER, True),
    (BookingStatus.CANCELLED_BY_COMPANY, BookingStatus.CONFIRMED, False),
    (BookingStatus.CONFIRMED, BookingStatus.CANCELLED_BY_ORGANISER, False),
    (BookingStatus.CANCELLED_BY_COMPANY, BookingStatus.ATTENDED, True),
    (BookingStatus.CONFIRMED, BookingStatus.ATTENDED, False),
]


@pytest.fixture
def settled(world: World) -> World:
    with world.office("academy") as office:
        office.put(course("A-1", released_to=frozenset({"guild"}), place="Osterode"))
    world.night()
    return world


def edited(world: World, network: str, **fields: object) -> list[str]:
    with world.office(network) as office:
        office.put(office.courses["A-1"].model_copy(update=fields))
    return unlike(world)


def test_after_a_night_both_sides_say_the_same(settled: World) -> None:
    assert unlike(settled) == []


@pytest.mark.parametrize(
    "fields", [{"title": "Anders"}, {"place": None}, {"starts_at": NOW.astimezone(BERLIN)}, {"capacity": 3}]
)
@pytest.mark.parametrize("network", ["academy", "guild"])
def test_a_field_that_differs_is_named_wherever_it_was_changed(
    settled: World, network: str, fields: dict[str, object]
) -> None:
    (sentence,) = edited(settled, network, **fields)

    assert sentence.startswith(f"guild: {next(iter(fields))} of academy/course/A-1 is ")


def test_a_copy_in_its_system_s_own_way_does_not_differ(settled: World) -> None:
    assert edited(settled, "guild", place="OSTERODE")

    with settled.looking_at("guild") as office:
        office.cabinet.traits = Traits(habits=("shouts",))
    with settled.office("guild"):
        """What stands there is rewritten, too."""
    assert unlike(settled) == []


@pytest.mark.parametrize(("at_home", "there", "agree"), ANSWERS)
def test_the_two_sides_of_a_booking_agree_on_its_seat(
    world: World, at_home: BookingStatus, there: BookingStatus, agree: bool
) -> None:
    own = booking("B-1", status=at_home)
    copy = request_of(own, status=there)
    with world.office("guild") as office:
        office.put(own)
    with world.office("academy") as office:
        office.put(copy.model_copy(update={"origin": copy.origin._replace(home="guild")}))  # type: ignore[union-attr]

    assert unlike(world) == ([] if agree else [f"academy: guild/booking/B-1 is {there} here and {at_home} at home"])  # fmt: skip


def test_another_person_in_a_booking_is_named(world: World) -> None:
    own = booking("B-1")
    copy = request_of(own, participant=Person(name="Berta Birne", email="anna@harzer-holz.example"))
    with world.office("guild") as office:
        office.put(own)
    with world.office("academy") as office:
        office.put(copy.model_copy(update={"origin": copy.origin._replace(home="guild")}))  # type: ignore[union-attr]

    assert unlike(world) == [
        "academy: participant.name of guild/booking/B-1 is 'Berta Birne', not 'Anna Apfel B-1'"
    ]


def test_a_copy_whose_original_is_gone_is_not_judged_here(settled: World) -> None:
    with settled.office("academy") as office:
        office.remove("course", "A-1")

    assert unlike(settled) == []
