"""What all networks said tonight, sorted into a network's own records and its copies of others'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from hub.changes import Reading, Record, Reject, Unreadable
from hub.errors import HubError
from hub.language import Text, text_of
from hub.memory import Shelf
from hub.model import Booking, Course, Kind, Member, NetworkName, Ref
from hub.planning.unread import Unread

N = TypeVar("N", bound=Member | Course | Booking)


class View(Generic[N]):
    """One network's records of one kind, as read tonight and compared with the last night's shelf.

    A record is *quiet* when its fingerprint was settled under the same rules: nothing about it has moved, so
    nobody asks for its value. All others are parsed once here, which also finds the unreadable ones.
    """

    def __init__(
        self, network: NetworkName, kind: Kind, reading: Reading[N], shelf: Shelf, *, basis: str
    ) -> None:
        self.network = network
        self.kind = kind
        self.reading = reading
        self.shelf = shelf
        self._settled = shelf.settled if shelf.basis == basis else frozenset()

    def is_quiet(self, record: Record[N]) -> bool:
        """Whether nothing about it moved since a night that left nothing to do."""
        return record.fingerprint in self._settled

    @cached_property
    def is_all_quiet(self) -> bool:
        """Nothing moved, nothing appeared, nothing vanished."""
        records = self.reading.records
        return (
            not self.reading.rejects
            and self.reading.is_complete
            and len(records) == len(self._settled)
            and all(record.fingerprint in self._settled for record in records)
        )

    @cached_property
    def _sorted(self) -> tuple[dict[str, Record[N]], dict[Ref, Record[N]]]:
        own: dict[str, Record[N]] = {}
        copies: dict[Ref, Record[N]] = {}
        for record in self.reading.records:
            if record.origin is None or record.origin.home == self.network:
                own[record.id] = record
            else:
                copies.setdefault(record.origin, record)
        return own, copies

    @cached_property
    def _doubles(self) -> tuple[Reject, ...]:
        """Copies of a copy: somebody duplicated a row together with the ref in it. The first one counts."""
        firsts = [
            (record, self.copies[record.origin])
            for record in self.reading.records
            if record.origin is not None and record.origin in self.copies
        ]
        return tuple(_double(record, first) for record, first in firsts if first is not record)

    @property
    def own(self) -> Mapping[str, Record[N]]:
        """Records whose home is this network, by id."""
        return self._sorted[0]

    @property
    def copies(self) -> Mapping[Ref, Record[N]]:
        """Records that the hub wrote here for another home, by their ref."""
        return self._sorted[1]

    @cached_property
    def _reject_by_record(self) -> dict[int, Reject]:
        """Why a record's value cannot be understood, by identity of the record; the quiet ones only as far as asked."""
        found: dict[int, Reject] = {}
        if not self.is_all_quiet:
            for record in self.reading.records:
                if not self.is_quiet(record):
                    _parse(record, found)
        return found

    @property
    def rejects(self) -> tuple[Reject, ...]:
        """All rows that could not be read so far, those found while reading first."""
        doubles = () if self.is_all_quiet else self._doubles
        return (*self.reading.rejects, *doubles, *self._reject_by_record.values())

    @cached_property
    def nameless(self) -> int:
        """How many rows are unreadable and do not even say which record they are: each may be one that is missed."""
        unnumbered = [record for record in self.reading.records if record.proposed]
        return self.unread.nameless + sum(self.is_refused(record) for record in unnumbered)

    def is_refused(self, record: Record[N]) -> bool:
        """Whether the record was found to be unreadable; nothing is parsed to find out."""
        return id(record) in self._reject_by_record

    def is_readable(self, record: Record[N]) -> bool:
        """Whether the record's value can be understood; asked of the records of this reading only."""
        if not self.is_refused(record) and self.is_quiet(record):
            _parse(record, self._reject_by_record)
        return not self.is_refused(record)

    @cached_property
    def present_ids(self) -> frozenset[str]:
        """Ids that stand in the system, readable or not: none of these is missing."""
        noted = (ref.id for ref in self.unread.origins if ref.home == self.network)
        return frozenset(self.own).union(self.unread.ids, noted)

    @cached_property
    def unread(self) -> Unread:
        """The rows that nobody could read, by what they still say: a copy among them is not gone."""
        return Unread.of(self.reading)

    def readable(self) -> Iterator[tuple[Record[N], N]]:
        """Every record with its value; the unreadable ones are among `rejects` instead."""
        for record in self.reading.records:
            if self.is_readable(record):
                yield record, record.value

    @property
    def lost(self) -> int:
        """How many records fewer than in the last reading that was believed."""
        return max(0, (self.shelf.records or 0) - len(self.reading.records) - len(self.reading.rejects))


def _parse(record: Record[N], refused: dict[int, Reject]) -> None:
    try:
        record.value  # noqa: B018 - parsed here so that every unreadable row is told
    except Unreadable as error:
        refused[id(record)] = error.reject


def _double(record: Record[N], first: Record[N]) -> Reject:
    return Reject(
        place=record.place,
        why=Text("the ref {ref} stands in {first} already", ref=str(record.origin), first=first.place),
        remedy=Text("Empty the ref in the row that was copied, or delete that row."),
    )


@dataclass(frozen=True, slots=True)
class Failure:
    """A network that could not be read or written tonight."""

    network: NetworkName
    error: HubError

    @property
    def why(self) -> Text:
        """What happened; where and what to do about it are the error's own."""
        return text_of(self.error.what)

    @property
    def why_there(self) -> Text:
        """What happened, and where."""
        return (
            Text("{place}: {what}", place=self.error.place, what=self.why) if self.error.place else self.why
        )


Key = tuple[NetworkName, Kind]
AnyView = View[Member] | View[Course] | View[Booking]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All readings of one moment, and the networks that gave none."""

    views: Mapping[Key, AnyView]
    failures: tuple[Failure, ...] = field(default=())

    def members(self, network: NetworkName) -> View[Member] | None:
        return cast("View[Member] | None", self.views.get((network, "member")))

    def courses(self, network: NetworkName) -> View[Course] | None:
        return cast("View[Course] | None", self.views.get((network, "course")))

    def bookings(self, network: NetworkName) -> View[Booking] | None:
        return cast("View[Booking] | None", self.views.get((network, "booking")))

    @property
    def readings(self) -> Mapping[Key, Reading[Any]]:
        """What every network said when the night began."""
        return {key: view.reading for key, view in self.views.items()}

    @property
    def is_all_quiet(self) -> bool:
        """Nothing moved anywhere since the last settled night."""
        return not self.failures and all(view.is_all_quiet for view in self.views.values())
