"""Systems that do not do what they say: each is a network in memory with one fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hub.changes import Add, Change, Done, Partial, Reading, Receipt, Record
from hub.connectors.memory import MemoryConnector, MemorySettings
from hub.errors import Rejected, Unreachable
from hub.hookspecs import hookimpl
from hub.model import Booking, Course, Network
from hub.planning.plan import Shared


@dataclass
class Portal:
    """A target that takes all changes of a call or none: one bad title, and nothing of it is written."""

    bad: set[str] = field(default_factory=set)  # ids
    calls: list[list[str]] = field(default_factory=list)
    records: list[Course] = field(default_factory=list)

    def publish_courses(self, changes: Sequence[Change[Course]]) -> Sequence[Receipt[Course]]:
        self.calls.append([change.ref.id for change in changes])
        for change in changes:
            if change.ref.id in self.bad:
                raise Rejected(f"{change.ref.id}: the title is too long", place="portal.example.org")
        self.records += [change.value for change in changes]
        return [Done(change.id, Record.of(change.value, "portal")) for change in changes]

    def sync_bookings(self, changes: Sequence[Change[Booking]]) -> Sequence[Receipt[Booking]]:
        raise AssertionError("nobody books here")

    def fetch(self, kind: str) -> Reading[Shared]:
        return Reading([Record.of(value, "portal") for value in self.records])


class Choosy(MemoryConnector):
    """Refuses every call in which one course is without a place, as a whole."""

    @hookimpl
    def publish_courses(
        self, network: Network, changes: Sequence[Change[Course]]
    ) -> Sequence[Receipt[Course]]:
        homeless = next((change for change in changes if change.value.place is None), None)
        if homeless is not None:
            raise Rejected(
                f"record {homeless.ref.id}: place is empty",
                place="portal.example.org",
                remedy="Enter where the course takes place.",
            )
        return super().publish_courses(network, changes)


class RefLess(MemoryConnector):
    """Gives out ids of its own and keeps no ref until it `is_mended`; its receipts echo what was sent unless `is_honest`."""

    is_honest = False
    is_mended = False

    @hookimpl
    def publish_courses(
        self, network: Network, changes: Sequence[Change[Course]]
    ) -> Sequence[Receipt[Course]]:
        if self.is_mended:
            return super().publish_courses(network, changes)
        receipts: list[Receipt[Course]] = []
        for change in changes:
            kept = change.value
            if isinstance(change, Add):
                kept = kept.model_copy(update={"id": f"P-{len(self.courses) + 1}", "origin": None})
                self.put(kept)
            receipts.append(Done(change.id, Record.of(kept if self.is_honest else change.value, "portal")))
        return receipts


class Idle(MemoryConnector):
    """Answers that all courses are written, and writes none while `is_idle`."""

    is_idle = True

    @hookimpl
    def publish_courses(
        self, network: Network, changes: Sequence[Change[Course]]
    ) -> Sequence[Receipt[Course]]:
        if not self.is_idle:
            return super().publish_courses(network, changes)
        return [Done(change.id, Record.of(change.value, "portal")) for change in changes]


class IdleDesk(MemoryConnector):
    """Answers that all bookings are written, and writes none while `is_idle`."""

    is_idle = False

    @hookimpl
    def sync_bookings(
        self, network: Network, changes: Sequence[Change[Booking]]
    ) -> Sequence[Receipt[Booking]]:
        if not self.is_idle:
            return super().sync_bookings(network, changes)
        return [Done(change.id, Record.of(change.value, "desk")) for change in changes]


class Slow(MemoryConnector):
    """Takes bookings at once and shows them only when `arrive()` was called; its answers get lost if `is_deaf`."""

    is_deaf = False

    def __init__(self, settings: MemorySettings) -> None:
        super().__init__(settings)
        self.under_way: list[tuple[Network, Sequence[Change[Booking]]]] = []

    @hookimpl
    def sync_bookings(
        self, network: Network, changes: Sequence[Change[Booking]]
    ) -> Sequence[Receipt[Booking]]:
        self.under_way.append((network, changes))
        if self.is_deaf:
            raise Unreachable("no answer in 30 s", remedy="Wait.")
        return [Done(change.id, Record.of(change.value, "queue")) for change in changes]

    def arrive(self) -> None:
        for network, changes in self.under_way:
            super().sync_bookings(network, changes)
        self.under_way = []


class Numbering(MemoryConnector):
    """Gives out ids of its own for bookings, keeps the ref, and loses its answer after writing while `is_deaf`.

    While `is_cut`, a reading lacks the last booking and says so.
    """

    is_deaf = False
    is_cut = False

    @hookimpl
    def sync_bookings(
        self, network: Network, changes: Sequence[Change[Booking]]
    ) -> Sequence[Receipt[Booking]]:
        receipts = [self._take(network, change) for change in changes]
        if self.is_deaf:
            raise Unreachable("no answer in 30 s", remedy="Wait.")
        return receipts

    def _take(self, network: Network, change: Change[Booking]) -> Receipt[Booking]:
        if isinstance(change, Add):  # written again, it would be there twice: no natural key helps here
            numbered = change.value.model_copy(
                update={"id": f"E-{len(self.bookings) + 1}", "origin": change.ref}
            )
            self.put(numbered)
            return Done(change.id, Record.of(numbered, "crm"))
        (receipt,) = super().sync_bookings(network, [change])
        return receipt

    @hookimpl
    def fetch_bookings(self, network: Network) -> Reading[Booking]:
        reading = super().fetch_bookings(network)
        if self.is_cut:
            return Reading(reading.records[:-1], coverage=Partial("page 2 of 2 is missing"))
        return reading


class SlowNumbering(Numbering):
    """Says done at once, and keeps and shows a new booking under an id of its own only when `arrive()` was called."""

    def __init__(self, settings: MemorySettings) -> None:
        super().__init__(settings)
        self.under_way: list[tuple[Network, Change[Booking]]] = []

    @hookimpl
    def sync_bookings(
        self, network: Network, changes: Sequence[Change[Booking]]
    ) -> Sequence[Receipt[Booking]]:
        self.under_way += [(network, change) for change in changes]
        return [Done(change.id, Record.of(change.value, "queue")) for change in changes]

    def arrive(self) -> None:
        for network, change in self.under_way:
            super().sync_bookings(network, [change])
        self.under_way = []


class Paged(MemoryConnector):
    """While `is_cut`, it shows none of its courses, and says so."""

    is_cut = False

    @hookimpl
    def fetch_courses(self, network: Network) -> Reading[Course]:
        if self.is_cut:
            return Reading([], coverage=Partial("page 1 of 1 is missing"))
        return super().fetch_courses(network)


class CutAfterWriting(MemoryConnector):
    """While `is_cut`, it shows none of its courses once there are any, and says so."""

    is_cut = True

    @hookimpl
    def fetch_courses(self, network: Network) -> Reading[Course]:
        if self.is_cut and self.courses:
            return Reading([], coverage=Partial("page 1 of 1 is missing"))
        return super().fetch_courses(network)


class Placeless(MemoryConnector):
    """Has no field in which a course could carry its ref, and says so."""

    @hookimpl
    def fetch_courses(self, network: Network) -> Reading[Course]:
        return replace(super().fetch_courses(network), keeps_refs=False)


class Shouting(MemoryConnector):
    """Keeps every title in capitals, and answers with what it was sent."""

    @hookimpl
    def publish_courses(
        self, network: Network, changes: Sequence[Change[Course]]
    ) -> Sequence[Receipt[Course]]:
        super().publish_courses(network, changes)
        for kept in list(self.courses.values()):
            self.put(kept.model_copy(update={"title": kept.title.upper()}))
        return [Done(change.id, Record.of(change.value, "receipt")) for change in changes]
