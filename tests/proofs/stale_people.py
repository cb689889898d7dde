"""Ways to make a plan stale by what people did since, at the source or at the target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from hub.model import BookingStatus, CourseStatus, MemberStatus, NetworkName, Person, Ref
from tests.proofs.desks import (
    ACADEMY,
    APPLICABLE,
    BOOKED,
    EVERYWHERE,
    GUILD,
    KNOWN,
    Desk,
    a_booking,
    a_course,
)
from tests.proofs.ways import Act, Way

# people at the source


def _course(**changes: object) -> Act:
    """The academy edits a course that the plan publishes."""
    return lambda desk: desk.put(ACADEMY, desk.course().model_copy(update=changes))


def _booking(**changes: object) -> Act:
    """The guild edits a booking that the plan passes on."""
    return lambda desk: desk.put(GUILD, desk.booking().model_copy(update=changes))


def _person(**changes: str) -> Act:
    def act(desk: Desk) -> None:
        booking = desk.booking()
        person = booking.participant.model_copy(update=changes)
        desk.put(GUILD, booking.model_copy(update={"participant": person}))

    return act


def _member(**changes: object) -> Act:
    def act(desk: Desk) -> None:
        name = desk.booking().company.name
        with desk.world.office(GUILD) as office:
            member = next(member for member in office.members.values() if member.name == name)
            office.put(member.model_copy(update=changes))

    return act


def _removed(network: NetworkName, kind: Any, number: str) -> Act:
    def act(desk: Desk) -> None:
        with desk.world.office(network) as office:
            office.remove(kind, number)

    return act


def _seat_given(desk: Desk) -> None:
    """The academy gives somebody of its own a seat in the course that the plan asks a seat of."""
    taken = a_booking("B-950", desk.world).model_copy(
        update={"course": desk.booking().course, "participant": Person(name="Willi Weide")}
    )
    desk.put(ACADEMY, taken.model_copy(update={"status": BookingStatus.CONFIRMED}))


def _typed_in(desk: Desk) -> None:
    with desk.world.office(GUILD) as office:
        office.type_in(a_booking("typed", desk.world))


_HIDDEN: Final = "a value about a person, which plans do not show|other values"
SOURCES: Final = [
    Way("a seat given to somebody else", _seat_given, "1 seats are given in academy/course/AC-001 now, not 0", BOOKED),
    Way("a course's title", _course(title="Schweigen"), "AC-901", BOOKED),
    Way("a course's place", _course(place="Herzberg"), "AC-901.*“Herzberg”, not “Northeim”", BOOKED),
    Way("a course's seats", _course(capacity=5), "AC-901.*“5”, not “4”", BOOKED),
    Way("a course's price", _course(price_member=Decimal("96.00")), "AC-901.*“96.00”, not “95.00”", BOOKED),
    Way("a course's content is new", _course(content="Viel"), "AC-901", BOOKED),
    Way("a course called off", _course(status=CourseStatus.CANCELLED), "no longer planned: add AC-901", BOOKED),
    Way("a course in draft", _course(status=CourseStatus.DRAFT), "AC-901", BOOKED),
    Way("a course withdrawn", _course(released_to=frozenset()), "no longer planned: add AC-901", BOOKED),
    Way("a course never to be shared", _course(never_share=True), "no longer planned: add AC-901", BOOKED),
    Way("a course under another number", lambda desk: _renumber(desk), "newly planned: add AC-950", BOOKED),
    Way("a course removed", _removed(ACADEMY, "course", "AC-901"), "no longer planned: add AC-901", BOOKED),
    Way("a course more", lambda desk: desk.put(ACADEMY, a_course("AC-903", desk.world)), "newly planned: add AC-903", EVERYWHERE - {"undo"}),
    Way("a person of another name", _person(name="Paul Probe"), "P. P.", BOOKED),
    Way("a person of the same initials", _person(name="Zoe Zeisig Bach"), _HIDDEN, BOOKED),
    Way("an e-mail of the same hint", _person(email="zoe@firma.example"), _HIDDEN, BOOKED),
    Way("an e-mail elsewhere", _person(email="zita@elsewhere.example"), "z…@elsewhere.example", BOOKED),
    Way("a booking for another course", _booking(course="AC-003"), "AC-003", BOOKED),
    Way("a booking of another day", _booking(booked_on=date(2013, 1, 2)), "2013-01-02", BOOKED),
    Way("a booking cancelled", _booking(status=BookingStatus.CANCELLED_BY_COMPANY), "no longer planned: add AC-001", BOOKED),
    Way("a booking without a person", _booking(participant=Person()), "no longer planned|would become", BOOKED),
    Way("a booking removed", _removed(GUILD, "booking", "B-901"), "no longer planned: add AC-001", BOOKED),
    Way("a booking more", lambda desk: desk.put(GUILD, a_booking("B-950", desk.world)), "newly planned: add AC-001", APPLICABLE | {"quiet"}),
    Way("a row more", _typed_in, "newly planned", APPLICABLE | {"quiet"}),
    Way("a member in another town", _member(town="Goslar"), "Goslar", BOOKED),
    Way("a member of another name", _member(name="Ganz Anders AG"), "no longer planned: add AC-001", BOOKED),
    Way("a membership ended", _member(status=MemberStatus.ENDED), "no longer planned: add AC-001", BOOKED),
    Way("the absent one back again", lambda desk: desk.put(GUILD, a_booking("B-901", desk.world)), "no longer missing", frozenset({"absent"})),
    Way("another one absent", _removed(GUILD, "booking", "B-902"), "missing since", frozenset({"absent"})),
    Way("a held course goes on", lambda desk: desk.put(ACADEMY, desk.course("AC-902").model_copy(update={"status": CourseStatus.OPEN})), "no longer planned: cancel AC-902", frozenset({"held"})),
]  # fmt: skip


def _renumber(desk: Desk) -> None:
    course = desk.course()
    _removed(ACADEMY, "course", "AC-901")(desk)
    desk.put(ACADEMY, course.model_copy(update={"id": "AC-950"}))


# people at the target


def _copy(number: str, **changes: object) -> Act:
    """Somebody edits a copy at the guild, where it is not theirs."""

    def act(desk: Desk) -> None:
        with desk.world.office(GUILD) as office:
            office.put(office.courses[number].model_copy(update=changes))

    return act


def _entered_by_hand(desk: Desk) -> None:
    """The copy that the plan would make is there already, ref and all."""
    course = desk.course()
    desk.put(
        GUILD,
        course.model_copy(update={"origin": Ref(ACADEMY, "course", course.id), "released_to": frozenset()}),
    )


def _request_by_hand(desk: Desk) -> None:
    booking = desk.booking()
    origin = Ref(GUILD, "booking", booking.id)
    desk.put(ACADEMY, booking.model_copy(update={"id": str(origin), "origin": origin}))


def _seat(status: BookingStatus) -> Act:
    """The academy decides about a request that is there already."""

    def act(desk: Desk) -> None:
        with desk.world.office(ACADEMY) as office:
            found = next(
                b for b in office.bookings.values() if b.origin and b.status is BookingStatus.CONFIRMED
            )
            office.put(found.model_copy(update={"status": status}))

    return act


TARGETS: Final = [
    Way("a copy's title", _copy("AC-002", title="Schweigen"), "newly planned: amend AC-002", KNOWN - {"held", "undo"}),
    Way("a copy's price", _copy("AC-003", price_guest=Decimal("1.00")), "newly planned: amend AC-003", KNOWN - {"held", "undo"}),
    Way("a copy called off", _copy("AC-002", status=CourseStatus.CANCELLED), "AC-002", KNOWN - {"undo"}),
    Way("another value in a copy that is put right", _copy("AC-001", place="Raum 1"), "now “Raum 1”", frozenset({"later"})),
    Way("a copy put right by hand", lambda desk: _put_right(desk), "no longer planned: amend AC-001", frozenset({"later"})),
    Way("a copy more to put right", _copy("AC-001", title="Schweigen"), "title would become", frozenset({"later"})),
    Way("a copy made by hand", _entered_by_hand, "no longer planned: add AC-901", BOOKED),
    Way("a request made by hand", _request_by_hand, "no longer planned: add AC-001", BOOKED),
    *(Way(f"a seat {status.value}", _seat(status), "newly planned|no longer planned", KNOWN - {"held"}) for status in (BookingStatus.DECLINED, BookingStatus.WAITLISTED, BookingStatus.NO_SHOW, BookingStatus.CANCELLED_BY_ORGANISER)),
]  # fmt: skip


def _put_right(desk: Desk) -> None:
    with desk.world.office(GUILD) as office:
        office.put(office.courses["AC-001"].model_copy(update={"place": desk.course("AC-001").place}))


WAYS: Final = [*SOURCES, *TARGETS]
