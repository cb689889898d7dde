"""Healthy nights: whatever is open, asked, withheld or shown otherwise, nobody is called out of bed for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

import pytest

from hub.model import Booking, BookingStatus, CourseStatus
from hub.testing.world import World
from tests.proofs.evenings import Evenings, Phase, Ways
from tests.tried import Tried

Act = Callable[[World], None]


def nothing(world: World) -> None:
    """As it comes."""


def rest(world: World) -> None:
    """What was due has been done the night before."""
    world.night()


def own_bookings(world: World) -> list[Booking]:
    with world.looking_at("guild") as office:
        return list(office.bookings.values())


def somebody_books_twice(world: World) -> None:
    rest(world)
    twin = own_bookings(world)[4]
    with world.office("guild") as office:
        office.put(twin.model_copy(update={"id": "B-9999", "company": twin.company}))


def a_draft_is_not_released(world: World) -> None:
    rest(world)
    with world.office("academy") as office:
        draft = next(course for course in office.courses.values() if course.released_to)
        office.put(draft.model_copy(update={"id": "AC-999", "title": "Entwurf", "released_to": frozenset()}))


def one_booking_is_gone(world: World) -> None:
    rest(world)
    with world.office("guild") as office:
        office.remove("booking", own_bookings(world)[5].id)


def two_bookings_are_cancelled(world: World) -> None:
    rest(world)
    with world.office("guild") as office:
        for booking in own_bookings(world)[5:7]:
            office.put(booking.model_copy(update={"status": BookingStatus.CANCELLED_BY_PARTICIPANT}))


def a_course_is_called_off(world: World) -> None:
    rest(world)
    with world.office("academy") as office:
        course = next(course for course in office.courses.values() if course.released_to)
        office.put(course.model_copy(update={"status": CourseStatus.CANCELLED}))


def somebody_edits_the_copy(world: World) -> None:
    rest(world)
    with world.office("guild") as office:
        course = next(iter(office.courses.values()))
        office.put(course.model_copy(update={"place": "Raum 7"}))


def a_week_passes(world: World) -> None:
    rest(world)
    world.tomorrow(days=6)


def the_agreement_has_ended(world: World) -> None:
    rest(world)
    yesterday = world.day - timedelta(days=1)
    text = world.config.read_text(encoding="utf-8").replace("valid_from = 2013-01-01", f"valid_from = 2013-01-01\nvalid_until = {yesterday}")  # fmt: skip
    world.config.write_text(text, encoding="utf-8")


HEALTHY: Final[Sequence[tuple[Act, Phase, Ways, dict[str, int]]]] = [
    (nothing, "first", "plain", {"added": 14}),
    (nothing, "later", "plain", {"added": 3, "amended": 6, "cancelled": 1}),
    (nothing, "later", "own ids", {"added": 3, "amended": 6, "cancelled": 1}),
    (nothing, "first", "habits", {"added": 14, "remaining": 8}),
    (rest, "later", "plain", {"changes": 0}),
    (rest, "later", "habits", {"changes": 0, "remaining": 0}),
    (somebody_books_twice, "later", "plain", {"changes": 1, "questions": 1}),
    (a_draft_is_not_released, "later", "plain", {"changes": 0, "withheld": 2}),
    (one_booking_is_gone, "later", "plain", {"changes": 0, "missing": 1}),
    (two_bookings_are_cancelled, "later", "plain", {"cancelled": 2}),
    (a_course_is_called_off, "later", "plain", {"cancelled": 1}),
    (somebody_edits_the_copy, "later", "plain", {"amended": 1}),
    (a_week_passes, "later", "plain", {"changes": 0}),
    (the_agreement_has_ended, "later", "plain", {"changes": 0}),
]


@pytest.mark.parametrize(("act", "phase", "ways", "totals"), HEALTHY, ids=lambda value: getattr(value, "__name__", str(value)))  # fmt: skip
def test_a_healthy_night_is_no_alarm_and_tells_what_is_open(
    act: Act, phase: Phase, ways: Ways, totals: dict[str, int], evening: Evenings, tried: Tried
) -> None:
    lived = evening(phase, ways).after(act)

    assert lived.night.exit_code == 0
    assert {name: lived.told.data["totals"][name] for name in totals} == totals
    assert lived.untruths() == []
    tried.count("healthy nights told")
