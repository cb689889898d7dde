"""Both sides changed one record: other fields are merged, the same field is listed, a removal is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from hub.model import Booking, BookingStatus, Company, Person, Ref
from tests.planning.builders import ACADEMY, MEKOM, NOW, World, booking, course, lines, member, request_of
from tests.planning.test_amendments import person

CONFIRMED = BookingStatus.CONFIRMED

EDITS: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "name and status": ({"participant": person(1, name="Berta")}, {"status": BookingStatus.WAITLISTED}),
    "e-mail and status": (
        {"participant": person(1, email="b@x.example")},
        {"status": BookingStatus.DECLINED},
    ),
    "both and status": ({"participant": Person(name="Berta", email="b@x.example")}, {"status": CONFIRMED}),
    "firm and status": ({"company": Company(name="Sieber Metall KG")}, {"status": BookingStatus.WAITLISTED}),
    "name and price": ({"participant": person(1, name="Berta")}, {"price": Decimal("12.00")}),
    "e-mail and remark": ({"participant": person(1, email="b@x.example")}, {"remark": "isst vegan"}),
    "own remark and status": ({"remark": "Rückruf"}, {"status": BookingStatus.OFFERED}),
    "cancelled and remark": ({"status": BookingStatus.CANCELLED_BY_COMPANY}, {"remark": "ruft an"}),
    "firm and remark": ({"company": Company(name="Sieber Metall KG")}, {"remark": "Rampe"}),
    "name and attendance": ({"participant": person(1, name="Berta")}, {"status": BookingStatus.ATTENDED}),
}


@pytest.mark.parametrize("name", EDITS)
def test_different_fields_changed_on_both_sides_are_merged(name: str) -> None:
    at_home, there = EDITS[name]
    own = booking(participant=person(1), status=BookingStatus.REQUESTED).model_copy(update=at_home)
    copy = request_of(booking(participant=person(1)), **there)
    world = World().with_published(course())
    world.members[MEKOM].append(member("M-2", name="Sieber Metall KG"))
    world.bookings[MEKOM], world.bookings[ACADEMY] = [own], [copy]

    after = merged(world)

    for field, value in at_home.items():
        kept = getattr(own, field)
        assert getattr(after[MEKOM], field) == kept
        if field == "participant":
            assert after[ACADEMY].participant == kept
        elif field == "company":
            assert after[ACADEMY].company.name == kept.name
        elif field == "status":
            assert after[ACADEMY].status is value
    for field, value in there.items():
        assert getattr(after[ACADEMY], field) == getattr(copy, field) or field == "status"
        if field == "status":
            assert after[MEKOM].status is value
            assert after[ACADEMY].status is value


def merged(world: World) -> dict[str, Booking]:
    """Both sides after the plan was carried out."""
    plan = world.plan()
    assert (plan.held, plan.questions) == ([], [])
    found = {MEKOM: world.bookings[MEKOM][0], ACADEMY: world.bookings[ACADEMY][0]}
    for planned in plan.changes:
        change = planned.change
        names = {name.partition(".")[0] for name in planned.fields}
        update = {name: getattr(change.value, name) for name in names}
        found[planned.network] = found[planned.network].model_copy(update=update)  # type: ignore[assignment]
    return found


@pytest.mark.parametrize(
    "field",
    [
        "title",
        "place",
        "trainer",
        "capacity",
        "price_member",
        "price_guest",
        "level",
        "audience",
        "topic",
        "content",
    ],
)
def test_the_same_field_changed_on_both_sides_is_settled_by_its_owner_and_listed_with_both_values(
    field: str,
) -> None:
    values: tuple[object, object, object] = (
        (7, 8, 9)
        if field == "capacity"
        else ("70.00", "80.00", "90.00")
        if "price" in field
        else ("alt", "neu", "eigen")
    )
    world = World().with_published(course(**{field: values[0]})).agreed()
    world.courses[ACADEMY][0] = course(**{field: values[1]})
    edited_there = course(**{field: values[2]})
    world.courses[MEKOM][0] = world.courses[MEKOM][0].model_copy(update={field: getattr(edited_there, field)})

    [change] = world.plan().changes

    assert change.is_conflict
    assert str(change.reason) == "changed in Academy and edited in MEKOM; Academy owns it"
    assert change.fields[field].before == getattr(edited_there, field)
    assert change.fields[field].after == getattr(world.courses[ACADEMY][0], field)


def test_the_same_change_on_both_sides_is_nobodys_business() -> None:
    world = World().with_published(course(place="Göttingen"))
    world.courses[ACADEMY][0] = course(place="Osterode", starts_at=NOW + timedelta(days=20))
    world.courses[MEKOM][0] = world.courses[MEKOM][0].model_copy(
        update={"place": "Osterode", "starts_at": NOW + timedelta(days=20)}
    )

    plan = world.plan()

    assert (lines(plan), plan.held, plan.questions) == ([], [], [])


@pytest.mark.parametrize("edit", [{"participant": person(1, name="Berta")}, {"status": CONFIRMED}, {}])
def test_a_home_that_edits_what_the_organiser_removed_is_asked(edit: dict[str, object]) -> None:
    world = World().with_published(course())
    world.bookings[MEKOM].append(booking(participant=person(1)).model_copy(update=edit))
    world.memory = replace(world.memory, agreed={(Ref(MEKOM, "booking", "B-1"), ACADEMY): {}})

    plan = world.plan()

    assert [line for line in lines(plan) if "academy" in line] == []
    assert "Academy removed the booking without cancelling it" in str(plan.questions[0].text)


def test_an_organiser_that_edits_a_course_the_channel_removed_publishes_it_anew_and_says_so() -> None:
    world = World()
    world.courses[ACADEMY].append(course(place="Osterode"))
    world.memory = replace(world.memory, agreed={(Ref(ACADEMY, "course", "VA-1"), MEKOM): {}})

    [change] = world.plan().changes

    assert str(change.reason) == "was removed in MEKOM, but still takes place"
