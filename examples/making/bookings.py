"""What both offices have booked by 10 January 2013, with the odd rows that every list of bookings has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from making.academy import programme
from making.chance import number
from making.cluster_members import cluster_members
from making.mekom_members import mekom_members
from making.organisations import Organisation, domain_of
from making.people import Human, human


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleBooking:
    number: str | None
    course: str
    company: str
    town: str
    participant: Human
    email: str
    booked_on: date
    status: str | None = None
    remark: str | None = None
    price: Decimal | None = None


# number | course | company | participant | day in January | status | remark
# Unknown course: B-0010. Not a member: B-0011. Cancelled before it was passed on: B-0014. Membership ended: B-0017.
# Withheld course: B-0018. Full course: B-0005, B-0016. Third of two last seats: B-0012. Twice in one course: B-0015.
_AT_MEKOM = """
B-0001 | VA-2013-01 | Harz-Metallbau Dornhage GmbH | Sabine Ahrens | 2 | |
B-0002 | VA-2013-01 | Soesebank eG | Jens Lohrengel | 2 | | vegetarisches Essen
B-0003 | VA-2013-03 | Sieberquell Armaturen GmbH | Petra Nolte | 2 | |
B-0004 | VA-2013-02 | Softwareschmiede Bitgrund | Mehmet Yildirim | 3 | |
B-0005 | VA-2013-06 | Brünnecke Präzisionsdrehteile GmbH | Ralf Uhde | 3 | | Schichtführer Halle 2
B-0006 | VA-2013-01 | Oderwerk Gießereitechnik GmbH | Holger Deppe | 3 | | Rechnung bitte an die Zentrale
B-0007 | VA-2013-04 | Südharzer Kunststoffrecycling GmbH | Nadine Freese | 3 | |
B-0008 | VA-2013-02 | Elektro  Funkenberg | Ingo Bode | 4 | | + Parkplatz für Transporter
B-0009 | VA-2013-05 | Lohnverpackung Mehrtens e.K. | Gabriele Kreter | 4 | |
B-0010 | VA-2013-41 | Spedition Wegenstein GmbH | Volker Sander | 4 | | steht so im Faltblatt
B-0011 | VA-2013-03 | Zeltverleih Ilmeblick GmbH | Dirk Rüffer | 4 | | hat von der Zeitung erfahren
B-0012 | VA-2013-02 | Personaldienst Hübichenstein GmbH | Tanja Wedemeyer | 7 | |
 | VA-2013-03 | Autohaus Radsporn GmbH | Torsten Hillebrecht | 7 | | telefonisch
B-0013 | VA-2013-07 | Wellpappenwerk Sösetal GmbH | Christa Brinkmann | 7 | |
B-0014 | VA-2013-08 | Baustoffe Kirchhainer KG | Rüdiger Grote | 7 | storniert | hat am 9.1. abgesagt
B-0015 | VA-2013-01 | Vorharz Blechverarbeitung GmbH | Frank Sührig | 7 | |
B-0016 | VA-2013-06 | Stollenberg Aluminiumguss GmbH & Co. KG | Sven Engelhardt | 8 | | gern auch Warteliste
B-0017 | VA-2013-03 | Schweißtechnik Haindorf | Olaf Fiege | 8 | |
B-0018 | VA-2013-09 | Steuerkanzlei Ziffernberg PartG | Maike Schütte | 8 | |
 | VA-2013-01 | Vorharz Blechverarbeitung GmbH | Frank Sührig | 9 | | lt. Frau Thiele, Anmeldebogen lag doppelt
 | VA-2013-04 | Gipswerk Weißenfelde GmbH | Anke Zellmann | 9 | |
 | VA-2013-05 | Samtgemeinde Sösenrode | Monika Weiß | 10 | | Wirtschaftsförderung
 | VA-2013-08 | Ahlsbrink Sondermaschinen und Automatisierungstechnik GmbH | Carsten Kühne | 10 | |
 | VA-2013-07 | Trautenberg Wellpappe GmbH & Co. KG | Marion Otte | 10 | | kommt evtl. mit Auszubildendem
"""

# How many seats of each course the cluster's own members took: confirmed, waiting, cancelled.
_AT_CLUSTER = {
    "VA-2013-01": (7, 0, 0),
    "VA-2013-02": (6, 0, 1),
    "VA-2013-03": (4, 0, 0),
    "VA-2013-04": (5, 0, 0),
    "VA-2013-05": (3, 0, 1),
    "VA-2013-06": (10, 2, 0),
    "VA-2013-07": (2, 0, 0),
    "VA-2013-08": (1, 0, 0),
    "VA-2013-11": (2, 0, 0),
    "VA-2013-13": (0, 0, 1),
}
_STATES = ("bestätigt", "Warteliste", "storniert")
_TYPED_OTHERWISE = {"Soesebank eG": "Sösebank eG", "Elektro  Funkenberg": "Elektro Funkenberg GmbH"}
_NOT_A_MEMBER = {"Zeltverleih Ilmeblick GmbH": "Einbeck"}
_SATURDAY = 5
_CLOSED = (date(2012, 12, 24), date(2013, 1, 1))
_STEP = 7  # walks over the members without favourites: it shares no factor with their number


def mekom_bookings() -> list[ExampleBooking]:
    """MEKOM's list, as typed from the phone and from registration forms."""
    members = {member.name: member for group in mekom_members().values() for member in group}
    members |= {typed: members[name] for typed, name in _TYPED_OTHERWISE.items()}
    return [_typed(line, members) for line in _AT_MEKOM.strip("\n").splitlines()]


def cluster_bookings() -> list[ExampleBooking]:
    """The academy's own list, in the order in which the bookings came in."""
    members = [member for member in cluster_members() if member.left is None]
    wanted = sorted(_wanted(), key=_arrival)
    price_by_course = {course.number: course.price_member for course in programme()}
    return [
        _at_cluster(serial, course, status, members[serial * _STEP % len(members)], price_by_course[course])
        for serial, (course, status, _) in enumerate(wanted, start=1)
    ]


def _wanted() -> Iterator[tuple[str, str, int]]:
    for course, counts in _AT_CLUSTER.items():
        for status, count in zip(_STATES, counts, strict=True):
            yield from ((course, status, seat) for seat in range(count))


def _arrival(wish: tuple[str, str, int]) -> tuple[bool, int]:
    """Any order, but who waits came after all who got a seat."""
    return wish[1] == "Warteliste", number(" ".join(map(str, wish)), below=1_000)


def _working_day(count: int) -> date:
    """The day so many working days after 3 December 2012; between the years the office was closed."""
    days = (date(2012, 12, 3) + timedelta(days=later) for later in range(60))
    working = [day for day in days if day.weekday() < _SATURDAY and not _CLOSED[0] <= day <= _CLOSED[1]]
    return working[count]


def _typed(line: str, members: dict[str, Organisation]) -> ExampleBooking:
    name, course, company, person, day, status, remark = (part.strip() for part in line.split("|"))
    participant = Human.named(person)
    member = members.get(company)
    return ExampleBooking(
        number=name or None,
        course=course,
        company=company,
        town=member.town.name if member else _NOT_A_MEMBER[company],
        participant=participant,
        email=participant.email(member.domain if member else domain_of(company)),
        booked_on=date(2013, 1, int(day)),
        status=status or None,
        remark=remark or None,
    )


def _at_cluster(
    serial: int, course: str, status: str, member: Organisation, price: Decimal
) -> ExampleBooking:
    participant = human(f"{serial} {member.name}")
    return ExampleBooking(
        number=f"VB-{serial:04}",
        course=course,
        company=member.name,
        town=member.town.name,
        participant=participant,
        email=participant.email(member.domain),
        booked_on=_working_day(serial * 22 // 46),
        status=status,
        price=price,
    )
