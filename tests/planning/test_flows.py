"""Which copies stand at partners, and which of their records are gone at home."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hub.changes import Record, Reject, Unreadable
from hub.language import Text
from hub.memory import Memory, Shelf
from hub.model import Booking, BookingStatus, CourseStatus, NetworkName, Ref
from hub.planning.agreements import pairs_on
from hub.planning.flows import Flow, cancelled, flows_between
from hub.planning.snapshot import View
from tests.planning.builders import ACADEMY, AGREEMENT, MEKOM, NOW, World, booking, course, request_of

OTHER = NetworkName("wrg")


def flows(world: World) -> dict[tuple[str, str, str], Flow]:
    """Every flow of tonight by home, kind and partner."""
    pairs = pairs_on(NOW.date(), world.agreements)
    found = flows_between(world.snapshot(), pairs, now=NOW)
    return {(*flow.key, flow.there.network): flow for flow in found}


def test_courses_flow_to_the_channel_and_bookings_to_the_organiser() -> None:
    assert set(flows(World())) == {(ACADEMY, "course", MEKOM), (MEKOM, "booking", ACADEMY)}


@pytest.mark.parametrize(
    ("silent", "left"), [((MEKOM, "course"), "booking"), ((ACADEMY, "booking"), "course")]
)
def test_nothing_flows_where_a_side_was_not_read(silent: tuple[NetworkName, str], left: str) -> None:
    world = World()
    world.silent.add(silent)  # type: ignore[arg-type]

    assert {kind for _, kind, _ in flows(world)} == {left}


def test_two_agreements_of_one_pair_share_what_either_names() -> None:
    phone = AGREEMENT.share.model_copy(update={"participant": ("name", "phone"), "member": ()})
    world = World(agreements=(AGREEMENT, AGREEMENT.model_copy(update={"name": "two", "share": phone})))

    assert flows(world)[MEKOM, "booking", ACADEMY].fields == (
        "participant.name",
        "participant.email",
        "company.name",
        "company.town",
        "participant.phone",
    )


def test_a_home_with_two_channels_has_a_flow_to_each() -> None:
    world = World(agreements=(AGREEMENT, AGREEMENT.model_copy(update={"name": "w", "channel": OTHER})))
    for nouns in (world.members, world.courses, world.bookings):
        nouns[OTHER] = []  # type: ignore[index]

    assert {there for home, kind, there in flows(world) if (home, kind) == (ACADEMY, "course")} == {
        MEKOM,
        OTHER,
    }


def test_gone_is_what_counts_there_and_stands_nowhere_at_home() -> None:
    world = (
        World().with_published(course(), course("VA-old", starts_at=NOW)).with_passed_on(booking("B-here"))
    )
    statuses = {"B-1": BookingStatus.CONFIRMED, "B-2": BookingStatus.DECLINED, "B-3": BookingStatus.REQUESTED}
    world.bookings[ACADEMY] += [request_of(booking(name), status=status) for name, status in statuses.items()]
    world.bookings[ACADEMY].append(request_of(booking("B-old", course=" va-OLD")))
    flow = flows(world)[MEKOM, "booking", ACADEMY]

    assert [ref.id for ref in flow.gone] == ["B-1", "B-3"]
    assert {ref.id for ref in flow.standing} == {"B-1", "B-3", "B-here"}


def test_copies_of_a_third_home_are_nobody_elses_absence() -> None:
    world = World().with_published(course())
    world.bookings[ACADEMY].append(request_of(booking(), origin=Ref(OTHER, "booking", "B-1")))

    assert flows(world)[MEKOM, "booking", ACADEMY].gone == {}


def test_a_course_that_its_organiser_lost_has_not_begun_as_far_as_anybody_knows() -> None:
    world = World()
    world.bookings[ACADEMY].append(request_of(booking()))
    assert [ref.id for ref in flows(world)[MEKOM, "booking", ACADEMY].gone] == ["B-1"]

    world.silent.add((ACADEMY, "course"))
    assert [ref.id for ref in flows(world)[MEKOM, "booking", ACADEMY].gone] == ["B-1"]


def test_a_quiet_night_parses_no_copy() -> None:
    world = World()
    world.bookings[ACADEMY].append(request_of(booking()))
    settled = {
        key: Shelf(frozenset(record.fingerprint for record in view.reading.records), "rules", 1)
        for key, view in world.snapshot().views.items()
    }
    world.memory = Memory(shelves=settled)

    assert flows(world)[MEKOM, "booking", ACADEMY].gone == {}


def test_only_a_complete_reading_tells_absence() -> None:
    world = World()
    assert flows(world)[MEKOM, "booking", ACADEMY].tells_absence

    world.partial[(MEKOM, "booking")] = Text("page 3 of 5 is missing")
    assert not flows(world)[MEKOM, "booking", ACADEMY].tells_absence


@pytest.mark.parametrize("status", list(BookingStatus))
def test_a_cancellation_leaves_nothing_to_cancel(status: BookingStatus) -> None:
    after = cancelled(booking(status=status))

    assert after is None or cancelled(after) is None
    assert (after is None) == (
        status.is_cancelled or status.is_attendance or status.value in {"declined", "expired"}
    )


@pytest.mark.parametrize("status", list(CourseStatus))
def test_a_course_is_cancelled_unless_it_is_over_or_off(status: CourseStatus) -> None:
    after = cancelled(course(status=status, starts_at=NOW + timedelta(days=3)))

    assert (after is None) == (status.value in {"cancelled", "held", "closed"})
    assert after is None or after.status is CourseStatus.CANCELLED


class Garbled:
    """A row that cannot be understood."""

    def value(self, key: int) -> Booking:
        raise Unreadable(Reject(place="row 7", why=Text("what"), remedy=Text("mend it"), id="VB-1"))

    def place(self, key: int) -> str:
        return "row 7"


def test_a_copy_that_cannot_be_read_is_neither_gone_nor_counted() -> None:
    world = World().with_published(course()).with_passed_on(booking("B-here"))
    snapshot = world.snapshot()
    view = snapshot.bookings(ACADEMY)
    assert view is not None
    torn = Record("VB-1", fingerprint=b"x", source=Garbled(), origin=Ref(MEKOM, "booking", "B-1"))
    reading = replace(view.reading, records=[*view.reading.records, torn])
    broken = View(ACADEMY, "booking", reading, Shelf(), basis="rules")
    world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (ACADEMY, "booking"): broken})  # type: ignore[method-assign]
    flow = flows(world)[MEKOM, "booking", ACADEMY]

    assert (flow.gone, {ref.id for ref in flow.standing}) == ({}, {"B-here"})


def test_a_row_without_a_number_that_cannot_be_read_may_be_any_that_is_missed() -> None:
    world = World().with_published(course())
    snapshot = world.snapshot()
    view = snapshot.bookings(MEKOM)
    assert view is not None
    torn = Record("N-1", fingerprint=b"x", source=Garbled(), proposed=True)
    broken = View(MEKOM, "booking", replace(view.reading, records=[torn]), Shelf(), basis="rules")
    world.snapshot = lambda: replace(snapshot, views={**snapshot.views, (MEKOM, "booking"): broken})  # type: ignore[method-assign]

    assert not flows(world)[MEKOM, "booking", ACADEMY].tells_absence
    assert broken.nameless == 1


@pytest.mark.parametrize(
    ("origin", "tells"),
    [(None, False), (Ref(ACADEMY, "booking", "VB-1"), True), (Ref(MEKOM, "booking", "B-7"), True)],
)
def test_a_row_without_a_number_whose_ref_can_be_read_is_that_record_and_no_other(
    origin: Ref | None, tells: bool
) -> None:
    world = World().with_published(course()).with_passed_on(booking("B-7")).with_passed_on(booking("B-8"))
    world.without(MEKOM, "B-7", "B-8")
    world.rejects[(MEKOM, "booking")] = Reject(
        place="row 7", why=Text("torn"), remedy=Text("Mend it."), origin=origin
    )
    flow = flows(world)[MEKOM, "booking", ACADEMY]

    assert flow.tells_absence is tells
    own = {origin.id} if origin and origin.home == MEKOM else set()
    assert {ref.id for ref in flow.gone} == {"B-7", "B-8"} - own


def test_only_an_organisers_answers_for_what_is_to_come_are_answers() -> None:
    world = World().with_published(course(), course("VA-old", starts_at=NOW))
    world.bookings[MEKOM] = [
        booking("B-yes", status=BookingStatus.CONFIRMED),
        booking("B-no", status=BookingStatus.DECLINED),
        booking("B-asked"),
        booking("B-off", status=BookingStatus.CANCELLED_BY_COMPANY),
        booking("B-old", course="VA-old", status=BookingStatus.CONFIRMED),
        booking("B-strange", course="XY-1", status=BookingStatus.CONFIRMED),
    ]
    found = flows(world)

    assert {ref.id for ref in found[MEKOM, "booking", ACADEMY].answers} == {"B-yes", "B-no"}
    assert found[ACADEMY, "course", MEKOM].answers == frozenset()
