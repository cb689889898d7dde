"""The nouns: what a member, a course and a booking are, whatever system they live in.

Connectors build these at the border, so every value is checked once and immutable afterwards.
Fields that a system does not know stay `None`. Field owners and life cycles follow the rules that
the networks agreed on; the states are the hub's own and every connector maps its words to them totally.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, NamedTuple, NewType

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, field_serializer

from hub.period import Period

NetworkName = NewType("NetworkName", str)
Kind = Literal["member", "course", "booking"]
KINDS: tuple[Kind, ...] = ("member", "course", "booking")


class Ref(NamedTuple):
    """The name of a record everywhere and for ever: `home/kind/id`, e.g. `mekom/booking/B-0007`."""

    home: NetworkName
    kind: Kind
    id: str

    def __str__(self) -> str:
        return f"{self.home}/{self.kind}/{self.id}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Reads `home/kind/id`; the id may itself contain slashes. Raises: ValueError."""
        home, _, rest = text.strip().partition("/")
        for kind in KINDS:
            name, _, record_id = rest.partition("/")
            if name == kind and home and record_id:
                return cls(NetworkName(home), kind, record_id)
        raise ValueError(f"{text!r} is no ref; a ref reads home/kind/id, for example mekom/booking/B-0007")


class Network(NamedTuple):
    """The network a hook is called for: its key in hub.toml, its title, its time zone (IANA name)."""

    name: NetworkName
    title: str
    timezone: str


class MemberStatus(StrEnum):
    ACTIVE = "active"
    APPLIED = "applied"  # wants to join; not yet entitled to anything
    DORMANT = "dormant"  # membership suspended
    ENDED = "ended"


class CourseStatus(StrEnum):
    DRAFT = "draft"
    RELEASED = "released"
    OPEN = "open"
    FULL = "full"
    GUARANTEED = "guaranteed"
    AT_RISK = "at_risk"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    HELD = "held"  # it took place
    CLOSED = "closed"


class BookingStatus(StrEnum):
    REQUESTED = "requested"
    OFFERED = "offered"  # a seat from the waiting list, not yet accepted
    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    DECLINED = "declined"
    EXPIRED = "expired"
    ATTENDED = "attended"
    NO_SHOW = "no_show"
    CANCELLED_BY_PARTICIPANT = "cancelled_by_participant"
    CANCELLED_BY_COMPANY = "cancelled_by_company"
    CANCELLED_BY_ORGANISER = "cancelled_by_organiser"
    SUBSTITUTED = "substituted"

    @property
    def is_cancelled(self) -> bool:
        return self in _CANCELLED

    @property
    def is_seat_decision(self) -> bool:
        """Only the organiser may say this."""
        return self in _SEAT_DECISIONS

    @property
    def is_attendance(self) -> bool:
        """Only the organiser may say this, after the course."""
        return self in {BookingStatus.ATTENDED, BookingStatus.NO_SHOW}

    @property
    def takes_a_seat(self) -> bool:
        return self in _SEATED


_CANCELLED = frozenset(
    {
        BookingStatus.CANCELLED_BY_PARTICIPANT,
        BookingStatus.CANCELLED_BY_COMPANY,
        BookingStatus.CANCELLED_BY_ORGANISER,
        BookingStatus.SUBSTITUTED,
    }
)
_SEAT_DECISIONS = frozenset(
    {
        BookingStatus.OFFERED,
        BookingStatus.CONFIRMED,
        BookingStatus.WAITLISTED,
        BookingStatus.DECLINED,
        BookingStatus.EXPIRED,
    }
)
_SEATED = frozenset(
    {BookingStatus.OFFERED, BookingStatus.CONFIRMED, BookingStatus.ATTENDED, BookingStatus.NO_SHOW}
)


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


def _exact(moment: datetime) -> datetime:
    """The moment with its offset in place of a zone: so two of them compare as moments, not as clocks show them.

    Raises: ValueError for a time that the clock change in spring skips.
    """
    first, second = (moment.replace(fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    if first < second:
        raise ValueError("this time does not exist: the clocks go forward in that hour")
    return moment.replace(tzinfo=timezone(second if moment.fold else first), fold=0)


Moment = Annotated[AwareDatetime, AfterValidator(_exact)]
Words = Annotated[str, Field(max_length=10_000), AfterValidator(_not_blank)]
Name = Annotated[str, Field(max_length=500), AfterValidator(_not_blank)]
Identifier = Annotated[str, Field(max_length=200), AfterValidator(_not_blank)]
Money = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]  # euros
Seats = Annotated[int, Field(ge=0, le=100_000)]


class Noun(BaseModel):
    """Immutable, and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Person(Noun):
    """A human being, with no more than a booking needs."""

    name: Name | None = None
    email: Name | None = None
    phone: Name | None = None


class Contact(Person):
    """Somebody at a member who may be asked; never crosses to another network by itself."""

    role: Name | None = None


class Company(Noun):
    """What one can say about a company: the part of a member that an agreement may share."""

    name: Name | None = None
    street: Name | None = None
    postal_code: Name | None = None
    town: Name | None = None
    country: Name | None = None
    phone: Name | None = None
    email: Name | None = None
    website: Name | None = None
    vat_id: Name | None = None  # USt-IdNr., e.g. DE136695976
    register_court: Name | None = None
    register_number: Name | None = None  # e.g. HRB 1234; unique only together with its court
    sector: Name | None = None


class Member(Company):
    """A company or institution that belongs to a network (not a person)."""

    kind: ClassVar[Kind] = "member"

    id: Identifier
    origin: Ref | None = None
    name: Name
    status: MemberStatus = MemberStatus.ACTIVE
    since: date | Period | None = None
    until: date | Period | None = None  # last day of the membership
    contacts: tuple[Contact, ...] = ()
    remark: Words | None = None

    def is_active_on(self, day: date) -> bool:
        """Whether this was a member in good standing on `day`, both ends included; of a period, all its days are."""
        if self.status is MemberStatus.ENDED and self.until is None:
            return False
        if self.status in {MemberStatus.APPLIED, MemberStatus.DORMANT}:
            return False
        first = self.since.first if isinstance(self.since, Period) else self.since
        last = self.until.last if isinstance(self.until, Period) else self.until
        return (first is None or first <= day) and (last is None or day <= last)


class Course(Noun):
    """One dated run that can be booked; its number never changes after release.

    `released_to` names networks (or "*" for every one) and is a separate, explicit act of the organiser;
    `never_share` beats it. Times are aware; prices are euros per seat.
    """

    kind: ClassVar[Kind] = "course"

    id: Identifier  # the course number
    origin: Ref | None = None
    title: Name
    topic: Name | None = None
    content: Words | None = None
    starts_at: Moment
    ends_at: Moment | None = None
    place: Name | None = None
    trainer: Name | None = None
    capacity: Seats | None = None
    minimum: Seats | None = None
    price_member: Money | None = None
    price_guest: Money | None = None
    level: Name | None = None
    audience: Name | None = None
    provider: Name | None = None  # who offers it, in a catalogue of many providers
    status: CourseStatus = CourseStatus.OPEN
    released_to: frozenset[str] = frozenset()
    never_share: bool = False

    @field_serializer("released_to", when_used="json")
    def _in_order(self, names: frozenset[str]) -> list[str]:
        """Sets have another order in every process, and a fingerprint must be the same in all of them."""
        return sorted(names)

    def is_released_to(self, network: str) -> bool:
        """Whether the home lets `network` have it; people write the name with a capital, too."""
        names = {name.casefold() for name in self.released_to}
        return not self.never_share and not names.isdisjoint({network.casefold(), "*"})


class Booking(Noun):
    """One seat for one person in one course.

    `course` is the course's number as the system at hand writes it. `price` is the decision made when the
    booking was passed on; membership on that day counts.
    """

    kind: ClassVar[Kind] = "booking"

    id: Identifier
    origin: Ref | None = None
    course: Identifier
    company: Company = Company()
    participant: Person = Person()
    status: BookingStatus = BookingStatus.REQUESTED
    booked_on: date | None = None
    cancelled_on: date | None = None
    price: Money | None = None
    remark: Words | None = None  # the office's own; never shared
    note: Words | None = None  # the hub's word to the office, written by the hub alone
