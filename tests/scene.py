"""A plan of three changes beside two offices in memory, and a diary of who was called when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hub.carried import Carried
from hub.changes import Change, Reading, Receipt, Record, Reject, Unknown, Unreadable
from hub.connectors.memory import MemoryConnector
from hub.errors import HubError
from hub.executor import carry_out
from hub.language import Text
from hub.memory import Outcome
from hub.model import Booking, Course, Kind, Network, NetworkName
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
        return carry_out(plan or self.plan, self.offices, self.journal)

    @property
    def offices(self) -> dict[NetworkName, Office]:
        return {ACADEMY: self.academy, MEKOM: self.mekom}

    def states(self, outcomes: dict[str, Outcome]) -> list[str]:
        return [outcomes[change.id].state for change in self.plan.changes]
