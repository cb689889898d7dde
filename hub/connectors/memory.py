"""A network in a dict: the reference for connector authors, and the double that the hub's own tests use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, Literal, TypeVar, cast

from hub.changes import (
    Add,
    Amend,
    Cancel,
    Change,
    Done,
    Finding,
    Reading,
    Receipt,
    Record,
    Refused,
    fingerprint,
)
from hub.config.settings import Settings
from hub.hookspecs import hookimpl
from hub.language import Text, listed
from hub.model import Booking, BookingStatus, Course, Kind, Member, Network, Ref

N = TypeVar("N", bound=Member | Course | Booking)
Shelf = dict[str, N]
"""The nouns of one kind by id, in the order in which they came."""


class MemorySettings(Settings):
    """What the network knows at the start, and who gives its seats: a person, or the capacity of the course."""

    seats: Literal["by hand", "by capacity"] = "by hand"
    members: tuple[Member, ...] = ()
    courses: tuple[Course, ...] = ()
    bookings: tuple[Booking, ...] = ()


class MemoryConnector:
    """Everything a system can do, without a system. It forgets all when the hub ends."""

    def __init__(self, settings: MemorySettings) -> None:
        self._gives_seats = settings.seats == "by capacity"
        self._members: Shelf[Member] = {member.id: member for member in settings.members}
        self._courses: Shelf[Course] = {course.id: course for course in settings.courses}
        self._bookings: Shelf[Booking] = {booking.id: booking for booking in settings.bookings}
        self._unnumbered: list[Booking] = []
        self.nights: list[object] = []

    @classmethod
    def of(
        cls,
        *,
        members: Iterable[Member] = (),
        courses: Iterable[Course] = (),
        bookings: Iterable[Booking] = (),
        seats: Literal["by hand", "by capacity"] = "by hand",
    ) -> MemoryConnector:
        """A network that already knows these."""
        return cls(
            MemorySettings(
                seats=seats, members=tuple(members), courses=tuple(courses), bookings=tuple(bookings)
            )
        )

    # what people do in it

    @property
    def members(self) -> Mapping[str, Member]:
        return self._members

    @property
    def courses(self) -> Mapping[str, Course]:
        return self._courses

    @property
    def bookings(self) -> Mapping[str, Booking]:
        """The bookings that have an id; those just typed in get theirs from the hub."""
        return self._bookings

    def put(self, noun: Member | Course | Booking) -> None:
        """A person writes a record, or overwrites the one that has this id."""
        self._shelf(noun.kind)[noun.id] = noun

    def type_in(self, booking: Booking) -> None:
        """A person adds a row and leaves its id empty; the id of `booking` is not looked at."""
        self._unnumbered.append(booking)

    def remove(self, kind: Kind, record_id: str) -> None:
        """A person deletes a record. Raises: KeyError when there is none."""
        del self._shelf(kind)[record_id]

    def _shelf(self, kind: Kind) -> Shelf[Any]:
        shelves: Mapping[Kind, Shelf[Any]] = {
            "member": self._members,
            "course": self._courses,
            "booking": self._bookings,
        }
        return shelves[kind]

    # the hooks

    @hookimpl
    def fetch_members(self, network: Network) -> Reading[Member]:
        return Reading([_record(member) for member in self._members.values()])

    @hookimpl
    def fetch_courses(self, network: Network) -> Reading[Course]:
        return Reading([_record(course) for course in self._courses.values()])

    @hookimpl
    def fetch_bookings(self, network: Network) -> Reading[Booking]:
        proposed = self._proposed()
        return Reading(
            [
                *(_record(booking) for booking in self._bookings.values()),
                *(_record(booking, proposed=True) for booking in proposed.values()),
            ]
        )

    @hookimpl
    def publish_courses(
        self, network: Network, changes: Sequence[Change[Course]]
    ) -> Sequence[Receipt[Course]]:
        return _written(changes, into=self._courses, finish=lambda course: course)

    @hookimpl
    def sync_bookings(
        self, network: Network, changes: Sequence[Change[Booking]]
    ) -> Sequence[Receipt[Booking]]:
        self._adopt(changes)
        return _written(changes, into=self._bookings, finish=self._with_seat)

    @hookimpl
    def check_system(self, network: Network) -> Sequence[Finding]:
        return [Finding(Text("The network lives in memory and forgets everything when the hub ends."))]

    @hookimpl
    def after_night(self, night: object) -> None:
        self.nights.append(night)

    # ids and seats

    def _proposed(self) -> Shelf[Booking]:
        """The bookings without id under the ids that the hub may give them: the same ones at every reading."""
        proposals: Shelf[Booking] = {}
        for booking in self._unnumbered:
            stem = record_id = _id_from(booking)
            twins = 1
            while record_id in proposals or record_id in self._bookings:
                twins += 1
                record_id = f"{stem}-{twins}"
            proposals[record_id] = booking.model_copy(update={"id": record_id})
        return proposals

    def _adopt(self, changes: Sequence[Change[Booking]]) -> None:
        """Bookings that are about to be changed under their proposed ids keep those."""
        wanted = {change.record_id for change in changes if not isinstance(change, Add)}
        proposals = self._proposed()
        waiting = zip(proposals.items(), self._unnumbered, strict=True)
        self._unnumbered = [row for (record_id, _), row in waiting if record_id not in wanted]
        self._bookings |= {name: booking for name, booking in proposals.items() if name in wanted}

    def _with_seat(self, booking: Booking) -> Booking:
        """A request from another network gets a seat while there is one; without a capacity a person decides."""
        course = self._courses.get(booking.course)
        is_request = booking.origin is not None and booking.status is BookingStatus.REQUESTED
        if not (self._gives_seats and is_request) or course is None or course.capacity is None:
            return booking
        taken = sum(
            1
            for other in self._bookings.values()
            if other.course == course.id and other.id != booking.id and other.status.takes_a_seat
        )
        status = BookingStatus.CONFIRMED if taken < course.capacity else BookingStatus.WAITLISTED
        return booking.model_copy(update={"status": status})


@hookimpl
def register_connectors(register: Callable[[str, Callable[..., object], type[Settings]], None]) -> None:
    register("memory", MemoryConnector, MemorySettings)


def _record(noun: N, *, proposed: bool = False) -> Record[N]:
    return Record.of(noun, _place(noun), proposed=proposed)


def _place(noun: Member | Course | Booking) -> Text:
    match noun:
        case Member():
            return Text("memory, member {id}", id=noun.id)
        case Course():
            return Text("memory, course {id}", id=noun.id)
        case Booking():
            return Text("memory, booking {id}", id=noun.id)


def _id_from(booking: Booking) -> str:
    """An id made of what its home says, so that neither position nor status moves it."""
    said = booking.model_dump(mode="json", include={"course", "company", "participant", "booked_on"})
    return f"N-{fingerprint(said).hex()[:8]}"


def _written(
    changes: Sequence[Change[N]], *, into: Shelf[N], finish: Callable[[N], N]
) -> Sequence[Receipt[N]]:
    id_by_ref = {noun.origin: noun.id for noun in into.values() if noun.origin is not None}
    return [_receipt(change, into, id_by_ref, finish=finish) for change in changes]


def _receipt(
    change: Change[N], shelf: Shelf[N], id_by_ref: dict[Ref, str], *, finish: Callable[[N], N]
) -> Receipt[N]:
    if not isinstance(change, Add):
        record_id = id_by_ref.get(change.ref, change.record_id)
        return _amended(change, shelf, record_id=record_id, finish=finish)
    if change.ref not in id_by_ref:  # else it was made before, and nothing is written again
        noun = finish(_new(change, shelf))
        shelf[noun.id] = noun
        id_by_ref[change.ref] = noun.id
    return Done(change.id, _record(shelf[id_by_ref[change.ref]]))


def _new(change: Add[N], shelf: Shelf[N]) -> N:
    """The record under its own id, or under its ref where somebody here has that id already."""
    record_id = str(change.ref) if change.value.id in shelf else change.value.id
    return cast("N", change.value.model_copy(update={"id": record_id, "origin": change.ref}))


def _amended(
    change: Amend[N] | Cancel[N], shelf: Shelf[N], *, record_id: str, finish: Callable[[N], N]
) -> Receipt[N]:
    if record_id not in shelf:
        return Refused(
            change.id,
            Text("there is no {kind} {id} here any more", kind=change.value.kind, id=record_id),
            Text("Nothing to do: the next night plans without it."),
        )
    moved = _moved_since(change, shelf[record_id])
    if moved:
        return Refused(
            change.id,
            Text("somebody has changed it here since it was read ({fields})", fields=listed(moved)),
            Text("Nothing to do: the next night takes that into account."),
        )
    noun = _with_fields_of(change.value, shelf[record_id], change.fields)
    if noun.id != record_id and noun.id in shelf:
        return Refused(
            change.id,
            Text("the id {id} belongs to another {kind} already", id=noun.id, kind=noun.kind),
            Text("Give one of the two another id."),
        )
    if noun.id != record_id:
        del shelf[record_id]
    shelf[noun.id] = finish(noun) if "status" in change.fields else noun
    return Done(change.id, _record(shelf[noun.id]))


def _moved_since(change: Amend[N] | Cancel[N], noun: N) -> list[str]:
    """The fields that show neither what they showed when the change was planned, nor what they shall show."""
    return [
        name
        for name in sorted(change.fields - {"id"})
        if _field(noun, name) not in {_field(change.before, name), _field(change.value, name)}
        and not _is_answered(change.value, noun, name)
    ]


def _is_answered(wanted: Member | Course | Booking, noun: N, name: str) -> bool:
    """A seat that was asked for anew, and given meanwhile: the repeat of a request."""
    if name != "status" or not isinstance(wanted, Booking) or not isinstance(noun, Booking):
        return False
    return wanted.status is BookingStatus.REQUESTED and noun.status.is_seat_decision


def _field(noun: Member | Course | Booking, name: str) -> object:
    return reduce(getattr, name.split("."), noun)


def _with_fields_of(value: N, noun: N, fields: Iterable[str]) -> N:
    """`noun` with these fields taken from `value`; a field inside a field is named `participant.email`."""
    update: dict[str, Any] = {}
    for name in sorted(fields):
        outer, _, inner = name.partition(".")
        wanted = getattr(value, outer)
        if inner:
            part = update.get(outer, getattr(noun, outer))
            wanted = part.model_copy(update={inner: getattr(wanted, inner)})
        update[outer] = wanted
    return cast("N", noun.model_copy(update=update))
