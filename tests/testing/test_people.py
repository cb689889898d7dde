"""People in make-believe offices: the same seed gives the same days, and what they gave up is on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from hub.model import Booking, BookingStatus, CourseStatus, NetworkName, Ref
from hub.testing.people import People
from hub.testing.system import MakeBelieve
from tests.planning.builders import MEKOM, booking, copy_of, course, request_of

DAY = date(2013, 1, 14)
GUILD = NetworkName("guild")


class Luck(Random):
    """Fortune's favourite: every chance is taken, and `deeds` are chosen as they come."""

    def __init__(self, *deeds: str) -> None:
        super().__init__(1)
        self.deeds = deeds

    def random(self) -> float:
        return 0.0

    def randint(self, a: int, b: int) -> int:
        return b

    def choice(self, seq):  # type: ignore[no-untyped-def]
        named = [one for one in seq if getattr(one, "__name__", one) in self.deeds]
        return named[0] if named else super().choice(seq)


def an_office(folder: Path, *nouns: object) -> MakeBelieve:
    office = MakeBelieve.at(folder / "guild.db")
    for noun in nouns:
        office.put(noun)  # type: ignore[arg-type]
    return office


def after(people: People, folder: Path, act: Callable[[People, MakeBelieve], None], *nouns: object) -> str:
    """Everything in an office of its own after these people acted."""
    folder.mkdir()
    office = an_office(folder, *nouns)
    act(people, office)
    text = repr((office.members, office.courses, office.bookings, list(office.typed)))
    office.close()
    return text


def weeks(people: People, office: MakeBelieve) -> None:
    people.settle_in(office, GUILD, to=[MEKOM], day=DAY)
    for _ in range(30):
        people.a_day_at_the_organiser(office, GUILD, to=[MEKOM], day=DAY)
        people.a_day_at_the_channel(office, GUILD, day=DAY)
    people.teach(office, day=date(2013, 2, 20))


def test_the_same_seed_gives_the_same_weeks_and_another_seed_others(tmp_path: Path) -> None:
    one, again, other = People(Random(3)), People(Random(3)), People(Random(4))
    published = copy_of(course("A-1"))

    first = after(one, tmp_path / "1", weeks, published)
    assert first == after(again, tmp_path / "2", weeks, published)
    assert first != after(other, tmp_path / "3", weeks, published)
    assert (one.booked, one.offered, one.cancelled) == (again.booked, again.offered, again.cancelled)


def test_a_channel_has_members_and_offers_nothing(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    People(Random(1)).settle_in(office, GUILD, to=[], day=DAY)

    assert (sorted(office.members), office.courses) == (["M-1", "M-2", "M-3"], {})


def test_an_organiser_offers_courses_that_begin_by_day_and_are_released(tmp_path: Path) -> None:
    office, people = an_office(tmp_path), People(Random(1))
    people.settle_in(office, GUILD, to=[MEKOM], day=DAY)
    offered = list(office.courses.values())

    assert 3 <= len(offered) == people.offered <= 5
    assert {one.starts_at.strftime("%H:%M") for one in offered} == {"09:20"}
    assert all(one.starts_at.date() > DAY for one in offered)
    assert any(one.is_released_to("mekom") for one in offered)


def test_nobody_books_where_nothing_is_offered(tmp_path: Path) -> None:
    office, people = an_office(tmp_path, course("OWN-1")), People(Random(1))

    people.book(office, day=DAY)

    assert (people.booked, office.bookings, list(office.typed)) == (0, {}, [])


def test_a_booking_is_for_a_course_of_a_partner_and_of_a_member(tmp_path: Path) -> None:
    office, people = an_office(tmp_path), People(Random(1))
    people.settle_in(office, GUILD, to=[], day=DAY)
    office.put(course("OWN-1"))
    office.put(copy_of(course("A-1"), id="K-7"))
    for _ in range(20):
        people.book(office, day=DAY)

    booked = [*office.bookings.values(), *office.typed]
    assert len(booked) == people.booked == 20
    assert office.bookings
    assert office.typed
    assert {one.course for one in booked} == {"A-1"}
    assert {one.company.name for one in booked} <= {member.name for member in office.members.values()}
    assert len({one.participant.name for one in booked}) == 20


def channel_deed(folder: Path, deed: str) -> tuple[People, Booking, MakeBelieve]:
    """One booking of the guild's own, after the people there did this."""
    office, people = an_office(folder, booking("B-1")), People(Luck(deed))
    people.a_day_at_the_channel(office, GUILD, day=DAY)
    return people, office.bookings["B-1"], office


def test_each_deed_at_the_channel_changes_what_it_says(tmp_path: Path) -> None:
    was = booking("B-1")
    for number, deed in enumerate(("_correct_name", "_correct_mail", "_remark", "_cancel")):
        (tmp_path / str(number)).mkdir()
        people, now, office = channel_deed(tmp_path / str(number), deed)
        changed = {name for name in type(was).model_fields if getattr(was, name) != getattr(now, name)}
        assert changed == {("participant", "participant", "remark", "status")[number]}
        assert people.cancelled == ({Ref(GUILD, "booking", "B-1")} if deed == "_cancel" else set())
        office.close()


def test_somebody_edits_a_copy_and_nothing_where_there_is_none(tmp_path: Path) -> None:
    office, people = an_office(tmp_path, course("OWN-1", place="Osterode")), People(Luck())
    people.settle_in(office, GUILD, to=[], day=DAY)

    people.a_day_at_the_channel(office, GUILD, day=DAY)
    assert office.courses["OWN-1"].place == "Osterode"

    office.put(copy_of(course("A-1", place="Osterode")))
    people.a_day_at_the_channel(office, GUILD, day=DAY)
    assert (office.courses["OWN-1"].place, office.courses["A-1"].place[:4]) == ("Osterode", "Raum")


def organiser_deed(folder: Path, deed: str) -> tuple[People, MakeBelieve]:
    folder.mkdir()
    office, people = (
        an_office(folder, course("OWN-1", price_guest="120.00", ends_at=None)),
        People(Luck(deed)),
    )
    people.a_day_at_the_organiser(office, GUILD, to=[MEKOM], day=DAY)
    return people, office


def test_each_deed_at_the_organiser_changes_what_it_says(tmp_path: Path) -> None:
    was = course("OWN-1")
    deeds = {
        "title": "title",
        "place": "place",
        "price": "price_guest",
        "begin": "starts_at",
        "off": "status",
    }
    for deed, field in deeds.items():
        people, office = organiser_deed(tmp_path / deed, deed)
        now = office.courses["OWN-1"]
        assert {name for name in type(was).model_fields if getattr(was, name) != getattr(now, name)} == {
            field
        }
        assert people.cancelled == ({Ref(GUILD, "course", "OWN-1")} if deed == "off" else set())
        office.close()


def test_seats_are_given_to_requests_that_came_over_and_to_no_others(tmp_path: Path) -> None:
    office = an_office(tmp_path, booking("OWN-1"), request_of(booking("B-2")), request_of(booking("B-3"), status=BookingStatus.DECLINED))  # fmt: skip

    People(Luck()).a_day_at_the_organiser(office, GUILD, to=[], day=DAY)

    statuses = {one.id: one.status for one in office.bookings.values()}
    assert statuses["OWN-1"] is BookingStatus.REQUESTED
    assert statuses["mekom/booking/B-2"] is not BookingStatus.REQUESTED
    assert statuses["mekom/booking/B-3"] is BookingStatus.DECLINED


def test_a_course_that_is_over_was_held_and_who_sat_there_attended(tmp_path: Path) -> None:
    off = course("OWN-2", status=CourseStatus.CANCELLED)
    sat = request_of(booking("B-1", course="OWN-1", status=BookingStatus.CONFIRMED))
    waited = request_of(booking("B-2", course="OWN-1", status=BookingStatus.WAITLISTED))
    office = an_office(tmp_path, course("OWN-1"), off, copy_of(course("A-1")), sat, waited)
    people = People(Luck())

    people.teach(office, day=course().starts_at.date())
    assert office.courses["OWN-1"].status is CourseStatus.OPEN

    people.teach(office, day=date(2013, 3, 1))
    statuses = {one.id: one.status for one in office.courses.values()}
    assert statuses == {
        "OWN-1": CourseStatus.HELD,
        "OWN-2": CourseStatus.CANCELLED,
        "A-1": CourseStatus.OPEN,
    }
    assert [one.status for one in office.bookings.values()] == [
        BookingStatus.ATTENDED,
        BookingStatus.WAITLISTED,
    ]
