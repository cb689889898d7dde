"""Carrying a plan out: order, intents before calls, what follows what, and reading back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hub.changes import (
    Add,
    Change,
    Done,
    Partial,
    Reading,
    Receipt,
    Record,
    Refused,
    Reject,
    Unknown,
    Unreadable,
)
from hub.connectors.memory import MemoryConnector
from hub.errors import HubError, Unreachable
from hub.executor import Carried, carry_out, read_back
from hub.language import Text
from hub.memory import Outcome
from hub.model import Booking, BookingStatus, Course, Kind, Network, NetworkName
from hub.planning.plan import Plan, PlannedChange, Shared
from tests.planning.builders import ACADEMY, MEKOM, World, booking, course


@dataclass
class Office:
    """A network in memory as the executor sees it; `answer` may replace the receipts, or raise."""

    name: NetworkName
    diary: list[str]
    system: MemoryConnector = field(default_factory=MemoryConnector.of)
    error: HubError | None = None
    forget: bool = False  # says nothing about what became of the changes
    lazy: bool = False  # and does nothing either
    unreadable: bool = False

    @property
    def _info(self) -> Network:
        return Network(self.name, self.name, "Europe/Berlin")

    def fetch(self, kind: Kind) -> Reading[Shared]:
        self.diary.append(f"read {self.name} {kind}")
        reading: Reading[Shared] = (
            self.system.fetch_courses(self._info)
            if kind == "course"
            else self.system.fetch_bookings(self._info)  # type: ignore[assignment]
        )
        if self.unreadable:
            records = [
                Record(r.id, fingerprint=b"x", source=Garbled(), origin=r.origin) for r in reading.records
            ]
            return Reading(records)
        return reading

    def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
        return self._write(changes, lambda: self.system.publish_courses(self._info, changes))  # type: ignore[return-value]

    def sync_bookings(self, changes: Sequence[Change[Booking]]) -> Sequence[Receipt[Booking]]:
        return self._write(changes, lambda: self.system.sync_bookings(self._info, changes))  # type: ignore[return-value]

    def _write(self, changes: Sequence[Change[Shared]], write: object) -> Sequence[Receipt[Shared]]:
        self.diary.append(f"write {self.name} {' '.join(change.ref.id for change in changes)}")
        if self.error is not None:
            raise self.error
        receipts = [] if self.lazy else write()  # type: ignore[operator]
        if self.forget or self.lazy:
            return [Unknown(change.id, "no answer in 30 s") for change in changes]
        return receipts


class Garbled:
    def value(self, key: int) -> Booking:
        raise Unreadable(Reject(place="row 7", why=Text("what"), remedy=Text("mend it")))

    def place(self, key: int) -> str:
        return "row 7"


@dataclass
class Journal:
    diary: list[str]
    outcomes: list[Outcome] = field(default_factory=list)

    def intend(self, changes: Sequence[PlannedChange]) -> None:
        self.diary.append(f"intend {' '.join(change.ref.id for change in changes)}")

    def outcome(self, outcomes: Sequence[Outcome]) -> None:
        self.diary.append(f"outcome {' '.join(outcome.state for outcome in outcomes)}")
        self.outcomes += outcomes


class Scene:
    """A plan of one course, one booking without a number, and its answer, beside two offices."""

    def __init__(self) -> None:
        self.diary: list[str] = []
        self.world = World()
        self.world.courses[ACADEMY].append(course(capacity=1))
        self.world.bookings[MEKOM].append(booking())
        self.academy = Office(
            ACADEMY, self.diary, MemoryConnector.of(courses=[course(capacity=1)], seats="by capacity")
        )
        self.mekom = Office(MEKOM, self.diary, MemoryConnector.of(bookings=[booking()]))
        self.journal = Journal(self.diary)

    @property
    def plan(self) -> Plan:
        return self.world.plan()

    def carry_out(self, plan: Plan | None = None) -> Carried:
        return carry_out(plan or self.plan, {ACADEMY: self.academy, MEKOM: self.mekom}, self.journal)

    def states(self, outcomes: dict[str, Outcome]) -> list[str]:
        return [outcomes[change.id].state for change in self.plan.changes]


def test_each_intent_is_written_before_its_call_and_each_outcome_after_it() -> None:
    scene = Scene()

    scene.carry_out()

    assert scene.diary == [
        "intend VA-1",
        "write mekom VA-1",
        "outcome done",
        "intend B-1",
        "write academy B-1",
        "outcome done",
        "intend B-1",
        "write mekom B-1",
        "outcome done",
    ]


def test_the_organisers_answer_is_what_is_written_back() -> None:
    scene = Scene()

    scene.carry_out()

    assert scene.mekom.system.bookings["B-1"].status is BookingStatus.CONFIRMED


def test_an_answer_that_changes_nothing_is_not_written() -> None:
    scene = Scene()
    scene.academy.system = MemoryConnector.of(courses=[course()], seats="by hand")

    carried = scene.carry_out()

    assert scene.diary[-2:] == ["write academy B-1", "outcome done"]
    assert scene.states(carried.outcomes) == ["done", "done", "done"]


def test_what_follows_a_refused_change_is_skipped() -> None:
    scene = Scene()
    scene.academy.system = Refusing.of(courses=[course()])

    carried = scene.carry_out()

    assert scene.states(carried.outcomes) == ["done", "refused", "skipped"]
    assert scene.mekom.system.bookings["B-1"].status is BookingStatus.REQUESTED


class Refusing(MemoryConnector):
    def sync_bookings(
        self, network: Network, changes: Sequence[Change[Booking]]
    ) -> Sequence[Receipt[Booking]]:
        return [Refused(change.id, "sold out", "Choose another course.") for change in changes]


def test_a_network_that_failed_is_left_alone_for_the_rest_of_the_night() -> None:
    scene = Scene()
    scene.mekom.error = Unreachable("The workbook is open.", remedy="Close it.")

    carried = scene.carry_out()

    assert scene.states(carried.outcomes) == ["unknown", "done", "skipped"]
    assert [failure.network for failure in carried.failures] == [MEKOM]
    assert len([line for line in scene.diary if line.startswith("write mekom")]) == 1


def test_bookings_follow_the_adoption_of_their_row_and_never_share_a_call_with_it() -> None:
    scene = Scene()
    scene.world.proposed.add("B-1")
    scene.mekom.system = MemoryConnector.of()
    scene.mekom.system.put(booking())

    scene.carry_out()

    writes = [line for line in scene.diary if line.startswith("write")]
    assert writes == ["write mekom VA-1", "write mekom B-1", "write academy B-1", "write mekom B-1"]


# reading back


def test_an_unknown_outcome_that_the_system_shows_is_done() -> None:
    scene = Scene()
    scene.mekom.forget = True
    plan = scene.plan
    carried = scene.carry_out(plan)

    verified = read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: scene.mekom})

    assert scene.states(carried.outcomes)[0] == "unknown"
    assert scene.states(verified.outcomes)[0] == "done"


def test_an_unknown_outcome_that_the_system_does_not_show_was_not_written() -> None:
    scene = Scene()
    scene.mekom.lazy = True
    plan = scene.plan
    carried = scene.carry_out(plan)

    verified = read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: scene.mekom})

    outcome = verified.outcomes[plan.changes[0].id]
    assert outcome.state == "refused"
    assert str(outcome.why) == "no answer in 30 s (looked up: not written)"


def test_a_value_that_the_system_shows_otherwise_is_told_with_both_values() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)
    kept = scene.mekom.system.courses["VA-1"]
    scene.mekom.system.put(kept.model_copy(update={"title": "Verkauf"}))

    verified = read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: scene.mekom})

    assert [(left.field, left.sent, left.seen) for left in verified.differing] == [
        ("title", "Verkaufen VA-1", "Verkauf")
    ]
    assert scene.states(verified.outcomes)[0] == "done"


def test_a_record_that_reads_back_garbled_is_not_called_done() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)
    scene.academy.unreadable = True

    verified = read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: scene.mekom})

    assert scene.states(verified.outcomes) == ["done", "refused", "done"]


def test_a_network_that_cannot_be_read_back_is_a_failure_and_the_others_are_verified() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)

    class Gone(Office):
        def fetch(self, kind: Kind) -> Reading[Shared]:
            raise Unreachable("no answer", remedy="Wait.")

    gone = Gone(MEKOM, scene.diary)
    verified = read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: gone})

    assert {failure.network for failure in verified.failures} == {MEKOM}
    assert set(verified.readings) == {(ACADEMY, "booking")}


def test_done_names_the_record_as_the_system_shows_it() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)

    added = next(
        change for change in plan.changes if isinstance(change.change, Add) and change.kind == "booking"
    )
    shown = carried.shown[added.id].value

    assert isinstance(shown, Booking)
    assert shown.status is BookingStatus.CONFIRMED
    assert isinstance(Done(added.id, carried.shown[added.id]), Done)


def test_an_answer_that_cannot_be_read_skips_what_waits_for_it_and_nothing_else() -> None:
    scene = Scene()

    class Mumbling(Office):
        def sync_bookings(self, changes: Sequence[Change[Booking]]) -> Sequence[Receipt[Booking]]:
            return [
                Done(c.id, Record("B-1", fingerprint=b"x", source=Garbled(), origin=c.ref)) for c in changes
            ]

    scene.academy = Mumbling(ACADEMY, scene.diary)

    carried = scene.carry_out()

    assert scene.states(carried.outcomes) == ["done", "done", "skipped"]


def test_a_partial_reading_back_proves_no_absence() -> None:
    scene = Scene()
    plan = scene.plan
    carried = scene.carry_out(plan)

    class Cut(Office):
        def fetch(self, kind: Kind) -> Reading[Shared]:
            return Reading([], coverage=Partial("page 2 of 2 is missing"))

    verified = read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: Cut(MEKOM, scene.diary)})

    assert scene.states(verified.outcomes) == ["done", "done", "done"]


def test_a_change_that_was_looked_up_is_shown_as_it_was_found() -> None:
    scene = Scene()
    scene.mekom.forget = True
    plan = scene.plan
    carried = scene.carry_out(plan)

    read_back(plan, carried, {ACADEMY: scene.academy, MEKOM: scene.mekom})

    assert carried.shown[plan.changes[0].id].id == "VA-1"
