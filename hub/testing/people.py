"""People in make-believe offices: they enrol, book, correct, cancel, decide and teach, by the luck of a seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from hub.model import (
    Booking,
    BookingStatus,
    Company,
    Course,
    CourseStatus,
    Member,
    NetworkName,
    Person,
    Ref,
)
from hub.testing.system import MakeBelieve

ZONE: Final = ZoneInfo("Europe/Berlin")
_FIRST = ("Anna", "Bernd", "Carla", "Dörte", "Emil", "Frauke", "Güney", "Henriette", "Ingo", "Jördis", "Kai")
_LAST = ("Apfel", "Birnbaum", "Çelik", "Distel", "Eiche", "Fichte", "Ginster", "Hasel", "Iris", "Jasmin")
_FIRMS = ("Harzer Holz GmbH", "Söse Kartonagen KG", "Okertal Druck e.K.", "Sieber Metall GmbH & Co. KG")
_TOWNS = ("Osterode am Harz", "Herzberg", "Bad Lauterberg", "Northeim")
_TITLES = ("Verkaufen am Telefon", "Angebote, die gelesen werden", "Messe  planen", "Preise sicher vertreten")


@dataclass
class People:
    """Everybody in one world. `cancelled` and `removed` are the records that they themselves gave up."""

    luck: Random
    booked: int = 0
    offered: int = 0
    cancelled: set[Ref] = field(default_factory=set)
    removed: set[Ref] = field(default_factory=set)

    def settle_in(
        self, office: MakeBelieve, name: NetworkName, *, to: Sequence[NetworkName], day: date
    ) -> None:
        """An office's members, and the courses that it offers to the networks `to`."""
        for number, firm in enumerate(self.luck.sample(_FIRMS, k=3), start=1):
            town = self.luck.choice(_TOWNS)
            office.put(Member(id=f"M-{number}", name=firm, town=town, since=date(2010, 1, 1)))
        if to:
            for _ in range(self.luck.randint(3, 5)):
                self.offer(office, name, to=to, day=day)

    def join(self, office: MakeBelieve, count: int) -> None:
        """So many more members; no two have one name."""
        for number in range(len(office.members) + 1, len(office.members) + count + 1):
            firm, town = f"Werk {number} {self.luck.choice(_FIRMS)}", self.luck.choice(_TOWNS)
            office.put(Member(id=f"M-{number}", name=firm, town=town, since=date(2010, 1, 1)))

    def offer(self, office: MakeBelieve, name: NetworkName, *, to: Sequence[NetworkName], day: date) -> None:
        """A new course, nearly always released."""
        self.offered += 1
        begin = datetime.combine(day + timedelta(days=self.luck.randint(10, 60)), time(9, 20), ZONE)
        office.put(
            Course(
                id=f"{name[:2].upper()}-{self.offered:03}",
                title=f"{self.luck.choice(_TITLES)} {self.offered}",
                place=self.luck.choice(_TOWNS),
                starts_at=begin,
                ends_at=begin + timedelta(hours=7),
                capacity=self.luck.randint(2, 6),
                price_member="95.00",
                price_guest="120.50",
                released_to=frozenset(to) if self.luck.random() < 0.9 else frozenset(),
            )
        )

    def book(self, office: MakeBelieve, *, day: date) -> None:
        """A member's employee wants a seat in one of the courses that the channel's list shows."""
        open_for_us = [c for c in office.courses.values() if c.origin and c.status is CourseStatus.OPEN]
        if not open_for_us:
            return
        course, member = self.luck.choice(open_for_us), self.luck.choice(list(office.members.values()))
        assert course.origin is not None
        self.booked += 1
        name = f"{self.luck.choice(_FIRST)} {self.luck.choice(_LAST)}-{self.booked}"
        wish = Booking(
            id=f"B-{self.booked:04}",
            course=course.origin.id,
            company=Company(name=member.name),
            participant=Person(name=name, email=f"Person{self.booked}@Firma.example"),
            booked_on=day,
        )
        if self.luck.random() < 0.5:
            office.type_in(wish)
        else:
            office.put(wish)

    def a_day_at_the_channel(self, office: MakeBelieve, name: NetworkName, *, day: date) -> None:
        """What its staff do: mostly bookings, some corrections, sometimes something they should not."""
        for _ in range(self.luck.randint(1, 4)):
            self.book(office, day=day)
        own = [b for b in office.bookings.values() if b.origin is None and not b.status.is_cancelled]
        deeds: Sequence[Callable[[MakeBelieve, NetworkName, Booking], None]] = (
            self._correct_name,
            self._correct_mail,
            self._remark,
            self._cancel,
        )
        for booking in self.luck.sample(own, k=min(len(own), self.luck.randint(0, 2))):
            self.luck.choice(deeds)(office, name, booking)
        if self.luck.random() < 0.3:
            self._edit_in_the_wrong_place(office)

    def _correct_name(self, office: MakeBelieve, name: NetworkName, booking: Booking) -> None:
        person = booking.participant.model_copy(update={"name": f"{booking.participant.name} jun."})
        office.put(booking.model_copy(update={"participant": person}))

    def _correct_mail(self, office: MakeBelieve, name: NetworkName, booking: Booking) -> None:
        person = booking.participant.model_copy(
            update={"email": f"neu{self.luck.randint(1, 99)}@firma.example"}
        )
        office.put(booking.model_copy(update={"participant": person}))

    def _remark(self, office: MakeBelieve, name: NetworkName, booking: Booking) -> None:
        office.put(booking.model_copy(update={"remark": f"Rückruf {self.luck.randint(1, 99)}"}))

    def _cancel(self, office: MakeBelieve, name: NetworkName, booking: Booking) -> None:
        self.cancelled.add(booking.origin or Ref(name, "booking", booking.id))
        office.put(booking.model_copy(update={"status": BookingStatus.CANCELLED_BY_COMPANY}))

    def _edit_in_the_wrong_place(self, office: MakeBelieve) -> None:
        copies = [course for course in office.courses.values() if course.origin is not None]
        if copies:
            course = self.luck.choice(copies)
            office.put(course.model_copy(update={"place": f"Raum {self.luck.randint(1, 9)}"}))

    def a_day_at_the_organiser(
        self, office: MakeBelieve, name: NetworkName, *, to: Sequence[NetworkName], day: date
    ) -> None:
        """What its staff do: seats are given, courses change, now and then one is called off."""
        self._give_seats(office)
        own = [c for c in office.courses.values() if c.origin is None and c.status is CourseStatus.OPEN]
        if self.luck.random() < 0.4:
            self.offer(office, name, to=to, day=day)
        for course in self.luck.sample(own, k=min(len(own), self.luck.randint(0, 2))):
            self._change(office, name, course)

    def _give_seats(self, office: MakeBelieve) -> None:
        waiting = [b for b in office.bookings.values() if b.origin and b.status is BookingStatus.REQUESTED]
        choices = (
            BookingStatus.CONFIRMED,
            BookingStatus.CONFIRMED,
            BookingStatus.WAITLISTED,
            BookingStatus.DECLINED,
        )
        for booking in waiting:
            if self.luck.random() < 0.7:
                office.put(booking.model_copy(update={"status": self.luck.choice(choices)}))

    def _change(self, office: MakeBelieve, name: NetworkName, course: Course) -> None:
        what = self.luck.choice(("title", "place", "price", "begin", "off"))
        if what == "off":
            self.cancelled.add(Ref(name, "course", course.id))
            office.put(course.model_copy(update={"status": CourseStatus.CANCELLED}))
            return
        changes: dict[str, dict[str, object]] = {
            "title": {"title": f"{course.title} +"},
            "place": {"place": self.luck.choice(_TOWNS)},
            "price": {"price_guest": (course.price_guest or 0) + 1},
            "begin": {"starts_at": course.starts_at + timedelta(hours=1), "ends_at": None},
        }
        office.put(course.model_copy(update=changes[what]))

    def teach(self, office: MakeBelieve, *, day: date) -> None:
        """Courses that are over were held, and everybody who sat there attended."""
        over = {c.id for c in office.courses.values() if c.origin is None and c.starts_at.date() < day}
        for course_id in over:
            course = office.courses[course_id]
            if course.status is CourseStatus.OPEN:
                office.put(course.model_copy(update={"status": CourseStatus.HELD}))
        for booking in list(office.bookings.values()):
            if booking.course in over and booking.status is BookingStatus.CONFIRMED and booking.origin:
                office.put(booking.model_copy(update={"status": BookingStatus.ATTENDED}))
