"""The plan as a whole: pure, silent on quiet nights, the same for any order of the records."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.changes import Record, Reject, Unreadable
from hub.language import Text
from hub.memory import Memory, Shelf
from hub.model import Booking, BookingStatus, CourseStatus, Ref
from hub.planning.snapshot import View
from tests.planning.builders import (
    ACADEMY,
    MEKOM,
    NOW,
    World,
    booking,
    copy_of,
    course,
    lines,
    member,
    request_of,
)

statuses = st.sampled_from(list(BookingStatus))
course_statuses = st.sampled_from(list(CourseStatus))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Two networks in any state that people can bring about."""
    world = World()
    for number in range(1, draw(st.integers(1, 3)) + 1):
        home = course(
            f"VA-{number}", status=draw(course_statuses), place=draw(st.sampled_from([None, "A", "B"]))
        )
        world.courses[ACADEMY].append(home)
        if draw(st.booleans()):
            world.courses[MEKOM].append(copy_of(home, status=draw(course_statuses)))
    for number in range(1, draw(st.integers(0, 5)) + 1):
        name = draw(st.sampled_from(["VA-1", "VA-2", "VA-9"]))
        day = date(2013, 1, 10 - number)  # of one day the first row of the sheet comes first
        typed = booking(f"B-{number}", course=name, status=draw(statuses), booked_on=day)
        where = draw(st.sampled_from(["home", "both", "organiser"]))
        if where != "organiser":
            world.bookings[MEKOM].append(typed)
        if where != "home":
            world.bookings[ACADEMY].append(request_of(typed, status=draw(statuses)))
    return world


@given(worlds())
def test_the_same_world_gives_the_same_plan(world: World) -> None:
    assert world.plan() == world.plan()


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(world: World, chance: random.Random) -> None:
    before = world.plan()
    for nouns in (world.courses, world.bookings, world.members):
        for values in nouns.values():
            chance.shuffle(values)  # type: ignore[arg-type]

    after = world.plan()

    assert [change.id for change in after.changes] == [change.id for change in before.changes]
    assert after.withheld == before.withheld
    assert after.questions == before.questions


@given(worlds())
def test_every_change_has_a_reason_a_place_and_an_id_of_its_own(world: World) -> None:
    plan = world.plan()
    everything = [*plan.changes, *(held.change for held in plan.held if held.change)]

    assert all(str(change.reason) and change.place and change.title for change in everything)
    assert len({change.id for change in everything}) == len(everything)


@given(worlds())
def test_a_change_comes_after_what_it_follows(world: World) -> None:
    seen: set[str] = set()
    for change in world.plan().changes:
        assert change.follows is None or change.follows in seen
        seen.add(change.id)


@given(worlds())
def test_no_plan_gives_a_seat_or_cancels_without_a_reason_on_either_side(world: World) -> None:
    for planned in world.plan().changes:
        after = planned.fields.get("status")
        if planned.network == ACADEMY and planned.kind == "booking" and after is not None:
            assert isinstance(after.after, BookingStatus)
            assert after.after is BookingStatus.REQUESTED or after.after.is_cancelled


@settings(max_examples=60)
@given(worlds())
def test_a_settled_side_gives_the_same_plan_as_a_fresh_look_unless_something_moved(world: World) -> None:
    """Fingerprints only save work: with every quiet record settled, nothing more and nothing else is planned."""
    fresh = world.plan()
    if fresh.changes or fresh.held or fresh.pending:
        return
    shelves = {
        key: Shelf(frozenset(r.fingerprint for r in view.reading.records), "rules", len(view.reading.records))
        for key, view in world.snapshot().views.items()
    }
    world.memory = Memory(shelves=shelves)

    assert world.plan().changes == fresh.changes
    assert all(view.is_all_quiet for view in world.snapshot().views.values())


class Untouchable:
    """Raw records that nobody may ask for."""

    def value(self, key: int) -> Booking:
        raise AssertionError("a quiet record was parsed")

    def place(self, key: int) -> str:
        return "somewhere"


def test_a_quiet_record_is_not_even_parsed() -> None:
    record = Record("B-1", fingerprint=b"same", source=Untouchable())
    world = World()
    snapshot = world.snapshot()
    view = snapshot.bookings(MEKOM)
    assert view is not None

    quiet = View(
        MEKOM,
        "booking",
        replace(view.reading, records=[record]),
        Shelf(frozenset({b"same"}), "rules", 1),
        basis="rules",
    )

    assert quiet.is_all_quiet
    assert quiet.rejects == ()


def test_other_rules_make_every_record_worth_a_look() -> None:
    world = World().with_published(course())
    view = world.snapshot().courses(ACADEMY)
    assert view is not None
    settled = frozenset(record.fingerprint for record in view.reading.records)

    moved = View(ACADEMY, "course", view.reading, Shelf(settled, "other rules", 1), basis="rules")

    assert not moved.is_all_quiet


class Garbled:
    """A row that cannot be understood."""

    def value(self, key: int) -> Booking:
        raise Unreadable(
            Reject(place="row 7", field="status", why=Text("what"), remedy=Text("mend it"), id="B-1")
        )

    def place(self, key: int) -> str:
        return "row 7"


def test_a_garbled_row_of_somebody_known_is_a_reject_and_neither_missing_nor_cancelled() -> None:
    world = World().with_published(course()).with_passed_on(booking(), status=BookingStatus.CONFIRMED)
    snapshot = world.snapshot()
    view = snapshot.bookings(MEKOM)
    assert view is not None
    garbled = Record("B-1", fingerprint=b"x", source=Garbled())
    broken = View(MEKOM, "booking", replace(view.reading, records=[garbled]), Shelf(), basis="rules")
    world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (MEKOM, "booking"): broken})  # type: ignore[method-assign]

    plan = world.plan()

    assert (lines(plan), plan.missing, plan.held) == ([], [], [])
    assert [(one.network, one.reject.place) for one in plan.rejects] == [(MEKOM, "row 7")]


def test_one_bad_row_among_many_stops_nobody_else() -> None:
    world = World().with_published(course(capacity=None))
    world.bookings[MEKOM] = [booking(f"B-{number}") for number in range(50)]
    snapshot = world.snapshot()
    view = snapshot.bookings(MEKOM)
    assert view is not None
    garbled = Record("B-x", fingerprint=b"x", source=Garbled())
    records = [*view.reading.records, garbled]
    broken = View(MEKOM, "booking", replace(view.reading, records=records), Shelf(), basis="rules")
    world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (MEKOM, "booking"): broken})  # type: ignore[method-assign]

    plan = world.plan()

    assert len([change for change in plan.changes if change.change.action == "add"]) == 50
    assert len(plan.rejects) == 1


def test_a_ring_of_two_agreements_passes_each_way() -> None:
    world = World().with_published(course())
    back = world.agreements[0].model_copy(
        update={"name": "back", "organiser": MEKOM, "channel": ACADEMY, "withhold_if_offered_by": ()}
    )
    world.agreements = (*world.agreements, back)
    world.members[ACADEMY] = [member("V-1", name="Folien Fuchs KG")]
    world.courses[MEKOM].append(course("MK-1", released_to=frozenset({ACADEMY})))

    assert lines(world.plan()) == ["add academy MK-1"]


def test_a_row_copied_together_with_its_ref_is_a_reject_and_the_first_one_counts() -> None:
    world = World().with_published(course()).with_passed_on(booking())
    world.bookings[ACADEMY].append(request_of(booking(), id="VB-9", status=BookingStatus.CONFIRMED))

    plan = world.plan()

    assert lines(plan) == []
    assert [(str(one.reject.place), str(one.reject.why)) for one in plan.rejects] == [
        (
            "academy, booking VB-9",
            "the ref mekom/booking/B-1 stands in academy, booking mekom/booking/B-1 already",
        )
    ]


def test_a_copy_in_a_refused_row_is_neither_gone_nor_written_a_second_time() -> None:
    world = World().with_published(course())
    world.bookings[MEKOM].append(booking())
    snapshot = world.snapshot()
    view = snapshot.bookings(ACADEMY)
    assert view is not None
    twin = Reject(place="rows 7 and 9", why=Text("twice"), remedy=Text("mend it"), id="mekom/booking/B-1")
    broken = View(ACADEMY, "booking", replace(view.reading, rejects=(twin,)), Shelf(), basis="rules")
    world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (ACADEMY, "booking"): broken})  # type: ignore[method-assign]
    for memory in (Memory(), Memory(agreed={(Ref(MEKOM, "booking", "B-1"), ACADEMY): {}})):
        world.memory = memory

        plan = world.plan()

        assert (lines(plan), plan.questions, plan.missing) == ([], [], [])
        assert [str(one.reason) for one in plan.withheld] == ["its row in Academy cannot be read"]


def test_a_course_copy_in_a_refused_row_is_not_published_a_second_time() -> None:
    world = World()
    world.courses[ACADEMY].append(course())
    snapshot = world.snapshot()
    view = snapshot.courses(MEKOM)
    assert view is not None
    twin = Reject(place="rows 7 and 9", why=Text("twice"), remedy=Text("mend it"), id="academy/course/VA-1")
    broken = View(MEKOM, "course", replace(view.reading, rejects=(twin,)), Shelf(), basis="rules")
    world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (MEKOM, "course"): broken})  # type: ignore[method-assign]

    assert lines(world.plan()) == []


def test_a_quiet_row_that_turned_unreadable_without_moving_is_told_when_somebody_asks() -> None:
    world = World().with_published(course())
    world.bookings[MEKOM].append(booking())
    snapshot = world.snapshot()
    view = snapshot.members(MEKOM)
    assert view is not None
    garbled = Record("M-1", fingerprint=b"same", source=Garbled())
    shelf = Shelf(frozenset({b"same"}), "rules", 1)
    broken = View(MEKOM, "member", replace(view.reading, records=[garbled]), shelf, basis="rules")
    world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (MEKOM, "member"): broken})  # type: ignore[method-assign]

    plan = world.plan()

    assert "add academy B-1" not in lines(plan)
    assert [one.reject.place for one in plan.rejects] == ["row 7"]


@pytest.mark.parametrize(
    ("columns", "lacking"),
    [
        ({"id": "Nr.", "never_share": "Nie", "released_to": "Freigabe"}, None),
        ({"id": "Nr.", "released_to": "Freigabe"}, "“never share”"),
        ({"id": "Nr.", "never_share": "Nie"}, "“released for”"),
        ({"id": "Nr."}, "“never share, released for”"),
        ({}, None),  # a connector that does not tell
    ],
)
def test_a_first_reading_without_a_column_that_protects_courses_says_so_once(
    columns: dict[str, str], lacking: str | None
) -> None:
    world = World().with_published(course())
    snapshot = world.snapshot()
    view = snapshot.courses(ACADEMY)
    assert view is not None

    def first(shelf: Shelf) -> list[str]:
        told = View(ACADEMY, "course", replace(view.reading, columns=columns), shelf, basis="rules")
        world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (ACADEMY, "course"): told})  # type: ignore[method-assign]
        return [str(note) for note in world.plan().notes]

    assert first(Shelf()) == (
        [
            (
                f"The courses of Academy have no column for {lacking}, so no course can be marked so. "
                "If there was one, put it back first."
            )
        ]
        if lacking
        else []
    )
    assert first(Shelf(columns=columns)) == [] or not columns


def test_who_organises_nothing_any_more_needs_no_such_column() -> None:
    world = World(now=NOW + timedelta(days=800)).with_published(course())
    world.agreements = (world.agreements[0].model_copy(update={"valid_until": date(2013, 6, 30)}),)
    snapshot = world.snapshot()
    view = snapshot.courses(ACADEMY)
    assert view is not None
    told = View(ACADEMY, "course", replace(view.reading, columns={"id": "Nr."}), Shelf(), basis="rules")
    world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (ACADEMY, "course"): told})  # type: ignore[method-assign]

    assert not any("no column" in str(note) for note in world.plan().notes)
