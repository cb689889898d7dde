"""Plans of any kind in a moment: two networks as they may stand one evening, and systems that do what they are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hypothesis import strategies as st

from hub.carried import Target
from hub.changes import Change, Done, Reading, Receipt, Record
from hub.config import Limits
from hub.memory import Outcome
from hub.model import Booking, BookingStatus, Course, CourseStatus, Kind, NetworkName, Person, Ref
from hub.planning.plan import PlannedChange, Shared
from tests.planning.builders import ACADEMY, MEKOM, REGION, World, booking, copy_of, course, request_of
from tests.proofs.recorded import Sent

STRICT = Limits(cancel_at_least=0, cancel_share=0.0)
"""Every cancellation is held."""

_words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9)
_course_edits: Mapping[str, st.SearchStrategy[Any]] = {
    "title": _words,
    "place": st.none() | _words,
    "capacity": st.none() | st.integers(0, 9),
    "price_guest": st.none() | st.decimals(0, 999, places=2),
    "status": st.sampled_from(CourseStatus),
    "released_to": st.sampled_from([frozenset(), frozenset({MEKOM})]),
    "never_share": st.booleans(),
}
_booking_edits: Mapping[str, st.SearchStrategy[Any]] = {
    "participant": st.builds(Person, name=_words, email=st.none() | st.just("zita@firma.example")),
    "status": st.sampled_from(BookingStatus),
    "remark": st.none() | _words,
}


def _edited(edits: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Few of these fields, with new values."""
    return st.fixed_dictionaries({}, optional=edits)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Courses and bookings at home; copies of them that are missing, fresh, or edited; rows without a number."""
    world = World(limits=draw(st.sampled_from([Limits(), STRICT])))
    for number in range(draw(st.integers(0, 4))):
        one = course(f"VA-{number}").model_copy(update=draw(_edited(_course_edits)))
        world.courses[ACADEMY].append(one)
        if draw(st.booleans()):
            world.courses[MEKOM].append(
                copy_of(one).model_copy(update=_but_home(draw(_edited(_course_edits))))
            )
        if draw(st.integers(0, 9)) == 0:
            world.courses[REGION].append(one.model_copy(update={"released_to": frozenset()}))
    for number in range(draw(st.integers(0, 5))):
        _book(draw, world, f"B-{number}")
    return world


def _but_home(edits: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in edits.items() if name not in {"released_to", "never_share"}}


def _book(draw: st.DrawFn, world: World, number: str) -> None:
    wish = booking(number, course=f"VA-{draw(st.integers(0, 4))}")
    one = wish.model_copy(update=draw(_edited(_booking_edits)))
    world.bookings[MEKOM].append(one)
    if draw(st.booleans()):
        edits = {**draw(_edited(_booking_edits)), "remark": None}
        world.bookings[ACADEMY].append(request_of(one).model_copy(update=edits))
    elif draw(st.booleans()):
        world.proposed.add(number)


@dataclass
class Organisers:
    """Systems that make every change, and answer each request as luck will have it; also the journal."""

    luck: Random
    sent: list[Sent] = field(default_factory=list)
    answers: dict[Ref, BookingStatus] = field(default_factory=dict)
    meant: list[str] = field(default_factory=list)

    @property
    def targets(self) -> Mapping[NetworkName, Target]:
        return {network: _Obedient(network, self) for network in (ACADEMY, MEKOM)}

    def intend(self, changes: Sequence[PlannedChange]) -> None:
        self.meant += [planned.id for planned in changes]

    def outcome(self, outcomes: Sequence[Outcome]) -> None:
        """What was written was meant before."""
        assert {outcome.change_id for outcome in outcomes} <= set(self.meant)


@dataclass
class _Obedient:
    network: NetworkName
    desk: Organisers

    def fetch(self, kind: Kind) -> Reading[Shared]:
        added = [change.value for network, change in self.desk.sent if network == self.network]
        return Reading([Record.of(value, "there") for value in added if value.kind == kind])

    def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
        self.desk.sent += [(self.network, change) for change in changes]
        return [Done(change.id, Record.of(change.value, "there")) for change in changes]

    def sync_bookings(self, changes: Sequence[Change[Booking]]) -> Sequence[Receipt[Booking]]:
        self.desk.sent += [(self.network, change) for change in changes]
        return [Done(change.id, Record.of(self._answered(change), "there")) for change in changes]

    def _answered(self, change: Change[Booking]) -> Booking:
        if change.action != "add":
            return change.value
        statuses = [status for status in BookingStatus if status.is_seat_decision]
        status = self.desk.luck.choice([BookingStatus.REQUESTED, *statuses])
        self.desk.answers[change.ref] = status
        return change.value.model_copy(update={"status": status})
