"""One value that cannot be meant is held and named; all others go their way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hub.model import Booking, Company, Person
from hub.planning.plan import Plan
from tests.planning.builders import ACADEMY, BERLIN, MEKOM, NOW, World, booking, course, lines, member


def in_the_office(value: Booking) -> World:
    """A booking that stands on both sides, and says something else at home now."""
    world = World().with_published(course()).with_passed_on(booking())
    world.bookings[MEKOM][0] = value
    return world


def why_held(plan: Plan) -> list[str]:
    return [str(held.why) for held in plan.held]


def person(name: str = "Anna Apfel B-1", email: str | None = "anna@harzer-holz.example") -> Person:
    return Person(name=name, email=email)


@pytest.mark.parametrize(
    ("participant", "why"),
    [
        (person(name="anna@harzer-holz.example"), "an e-mail address stands where the name belongs"),
        (person(email="Anna Apfel"), "what stands where the e-mail address belongs is none"),
    ],
)
def test_a_value_of_another_column_replaces_no_good_one(participant: Person, why: str) -> None:
    plan = in_the_office(booking(participant=participant)).plan()

    assert (lines(plan), why_held(plan)) == ([], [why])


def test_a_new_booking_with_an_address_for_a_name_waits_and_the_next_one_goes() -> None:
    world = World().with_published(course())
    world.bookings[MEKOM] += [
        booking("B-1", participant=person(name="anna@harzer-holz.example")),
        booking("B-2"),
    ]

    plan = world.plan()

    assert lines(plan) == ["add academy B-2", "amend mekom B-2 status"]
    assert set(why_held(plan)) == {"an e-mail address stands where the name belongs"}
    assert len(plan.held) == 2  # the request, and its answer


def test_what_a_member_types_for_an_address_it_has_not_got_goes_over() -> None:
    world = World().with_published(course())
    world.bookings[MEKOM].append(booking(participant=person(email="per Telefon")))

    assert world.plan().held == []


def test_a_company_is_no_address_either() -> None:
    world = in_the_office(booking(company=Company(name="info@harzer-holz.example")))
    world.members[MEKOM] = [member(name="info@harzer-holz.example")]

    assert why_held(world.plan()) == ["an e-mail address stands where the name belongs"]


@pytest.mark.parametrize(
    "name", ["M@rketing Harz GmbH", "trend@work", "K@ffee & mehr e.K.", "shop@home.example GmbH"]
)
def test_a_company_may_have_a_name_with_an_at_in_it(name: str) -> None:
    world = in_the_office(booking(company=Company(name=name)))
    world.members[MEKOM] = [member(name=name)]

    plan = world.plan()

    assert lines(plan) == ["amend academy B-1 company.name"]
    assert plan.held == []


@pytest.mark.parametrize(
    "participant", [person(name="Anna Birne"), person(email="neu@harzer-holz.example"), person(email=None)]
)
def test_what_can_be_meant_goes_over(participant: Person) -> None:
    plan = in_the_office(booking(participant=participant)).plan()

    assert (len(lines(plan)), plan.held) == (1, [])


def moved(before: datetime, after: datetime) -> Plan:
    """A published course that began at `before`, and begins at `after` now."""
    world = World().with_published(course(starts_at=before))
    world.courses[ACADEMY][0] = course(starts_at=after)
    return world.plan()


SOON, LATER = NOW + timedelta(days=14), NOW + timedelta(days=400)


@pytest.mark.parametrize("year", [1913, 2012, 2103])
def test_a_course_to_come_is_not_moved_to_a_year_that_was_typed_wrongly(year: int) -> None:
    begin = datetime(year, 1, 10, 9, tzinfo=BERLIN)

    plan = moved(SOON, begin)

    assert (lines(plan), why_held(plan)) == ([], [f"it would begin on {begin.date()}"])


def test_a_course_that_is_over_does_not_move_by_a_century_either() -> None:
    before = NOW - timedelta(days=2)

    assert why_held(moved(before, before.replace(year=1913))) == ["it would begin on 1913-01-12"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SOON, LATER),
        (LATER, SOON),
        (NOW - timedelta(days=2), NOW - timedelta(days=3)),
        (NOW - timedelta(days=2), SOON),
    ],
)
def test_a_course_may_be_moved_and_one_that_is_over_corrected(before: datetime, after: datetime) -> None:
    assert lines(moved(before, after)) == ["amend mekom VA-1 starts_at"]


def test_a_new_course_of_the_next_century_is_not_published() -> None:
    world = World()
    world.courses[ACADEMY].append(course(starts_at=datetime(2103, 1, 10, 9, tzinfo=BERLIN)))

    assert (lines(world.plan()), why_held(world.plan())) == ([], ["it would begin on 2103-01-10"])


def test_a_confirmation_makes_even_this_change() -> None:
    plan = moved(SOON, datetime(2103, 1, 10, 9, tzinfo=BERLIN))

    assert lines(plan.with_held_confirmed()) == ["amend mekom VA-1 starts_at"]


def test_an_answer_in_the_booker_s_own_row_is_not_judged() -> None:
    world = in_the_office(booking(participant=person(name="anna@harzer-holz.example"), note="x"))

    assert lines(world.plan()) == ["amend mekom B-1 note"]


def test_the_day_is_the_one_on_the_offices_clock_whatever_the_system_counts_in() -> None:
    late = datetime(2103, 1, 10, 23, 30, tzinfo=UTC)

    assert why_held(moved(SOON, late)) == ["it would begin on 2103-01-11"]
