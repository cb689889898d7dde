"""MEKOM's own workbook: members in groups, an empty sheet of courses for the hub, bookings as they were typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment

from making.bookings import ExampleBooking, mekom_bookings
from making.mekom_members import DORMANT, mekom_members
from making.organisations import COURT, Organisation
from making.places import spelled
from making.sheets import DAY, EURO, MOMENT, Column, Frame, Heading, HouseStyle, OfficeSheet, Row, save

_STYLE = HouseStyle(font="Arial", size=10, header_fill="D8E4BC", header_text="000000", group_fill="EBF1DE")
_AS_OF = "Stand: 10.01.2013"

_MEMBERS = (
    Column("Mitgl.-Nr.", 11), Column("Firma", 58), Column("Straße", 22), Column("PLZ", 8), Column("Ort", 22),
    Column("Telefon", 23), Column("E-Mail", 44), Column("Internet", 44), Column("Ansprechpartner", 20),
    Column("Branche", 20), Column("USt-IdNr.", 15), Column("Registergericht", 16), Column("Registernummer", 16),
    Column("Eintritt", 11, DAY), Column("Austritt", 11, DAY), Column("Status", 12), Column("Bemerkung", 34),
)  # fmt: skip
_COURSES = (
    Column("Kursnummer", 13), Column("Titel", 46), Column("Thema", 14), Column("Inhalt", 50), Column("Beginn", 17, MOMENT),
    Column("Ende", 17, MOMENT), Column("Ort", 18), Column("Trainer", 18), Column("Plätze", 8), Column("Mindestzahl", 11),
    Column("Preis Mitglieder", 12, EURO), Column("Preis Gäste", 12, EURO), Column("Niveau", 12), Column("Zielgruppe", 28),
    Column("Status", 12), Column("Verweis", 36),
)  # fmt: skip
_BOOKINGS = (
    Column("Nr.", 9), Column("Kurs", 13), Column("Firma", 58), Column("Ort", 22), Column("Teilnehmer", 20),
    Column("E-Mail", 46), Column("gebucht am", 12, DAY), Column("Status", 13), Column("Bemerkung", 36), Column("Hinweis", 44),
)  # fmt: skip

_REMARKS = {
    "Etikettendruck Fürstenhagen KG": "Gründungsmitglied",
    "Sösebank eG": "unsere Hausbank",
    "Samtgemeinde Sösenrode": "beitragsfrei lt. Vorstand",
    "Kreisvolkshochschule Sösetal": "Bildungsträger",
    "Bildungswerk Rhumetal e.V.": "Bildungsträger",
    "Schweißtechnik Haindorf": "Kündigung vom 14.09.2011",
    "Reisebüro Kofferkind": "Geschäft aufgegeben",
    "Hotel Zwergenblick, Inh. Elke Hartung": "Mitgliederversammlung 2013 hier?",
}
_DAYS_TYPED_AS_WORDS = {107, 123, 148, 171}  # by member number


def write_mekom(path: Path) -> None:
    book = Workbook()
    _write_members(book)
    _write_courses(book)
    _write_bookings(book)
    _write_lists(book)
    book.active = book["Buchungen"]
    save(book, path, office="MEKOM Geschäftsstelle")


def _write_members(book: Workbook) -> None:
    frame = Frame(title="MEKOM Regionalmanagement Osterode am Harz e.V. – Mitglieder", as_of=_AS_OF)
    sheet = OfficeSheet(book.create_sheet("Mitglieder"), _MEMBERS, style=_STYLE, frame=frame)
    sheet.fill(list(_grouped_members()))
    sheet.offer("Status", "Listen!$A$2:$A$4", prompt="aktiv, ruhend oder ausgetreten")
    sheet.colour("Status", "ausgetreten", fill="F2F2F2", strike=True)
    comment = Comment("Geburtstag im Mai, an Karte denken!", "Geschäftsstelle", height=60, width=180)
    sheet.sheet["I12"].comment = comment


def _grouped_members() -> Iterator[Row | Heading | None]:
    """A blank row and a heading before each group but the first; numbers were given in the order of joining."""
    groups = mekom_members()
    by_joining = sorted(chain(*groups.values()), key=lambda member: (member.joined, member.name))
    number_of = {member.name: number for number, member in enumerate(by_joining, start=101)}
    for index, (group, members) in enumerate(groups.items()):
        if index:
            yield None
        yield Heading(group)
        for member in sorted(members, key=lambda member: number_of[member.name]):
            yield _member_row(number_of[member.name], member)


def _member_row(number: int, member: Organisation) -> Row:
    return (
        number,
        member.name,
        member.street,
        int(member.town.postal_code) if number % 3 == 0 else member.town.postal_code,
        member.town.name,
        spelled(member.town.dialling_code, member.phone, style=number),
        member.email,
        f"www.{member.domain}",
        str(member.contact),
        member.sector,
        member.vat_id,
        COURT if member.register_number else None,
        member.register_number,
        _as_words(member.joined) if number in _DAYS_TYPED_AS_WORDS else member.joined,
        member.left,
        _status(member),
        _REMARKS.get(member.name),
    )


def _status(member: Organisation) -> str:
    if member.left:
        return "ausgetreten"
    return "ruhend" if member.name in DORMANT else "aktiv"


def _as_words(day: date) -> str:
    """01.07.2000, but 1.10.07 where the month has two digits anyway."""
    return f"{day:%d.%m.%Y}" if day.month < 10 else f"{day.day}.{day.month}.{day:%y}"


def _write_courses(book: Workbook) -> None:
    frame = Frame(title="Kurse der VerpackungsAkademie in Osterode", as_of=_AS_OF)
    sheet = OfficeSheet(book.create_sheet("Kurse"), _COURSES, style=_STYLE, frame=frame)
    sheet.fill([])
    sheet.colour("Status", "abgesagt", fill="F2DCDB", strike=True)


def _write_bookings(book: Workbook) -> None:
    frame = Frame(title="Anmeldungen zu Kursen der VerpackungsAkademie", as_of=_AS_OF)
    sheet = OfficeSheet(book.create_sheet("Buchungen"), _BOOKINGS, style=_STYLE, frame=frame)
    bookings = mekom_bookings()
    sheet.fill([_booking_row(booking) for booking in bookings])
    sheet.offer(
        "Status", "Listen!$B$2:$B$6", prompt="leer lassen: Der Veranstalter entscheidet über den Platz."
    )
    sheet.colour("Status", "bestätigt", fill="D8E4BC")
    sheet.colour("Status", "Warteliste", fill="FFEB9C")
    sheet.colour("Status", "storniert", fill="F2F2F2", strike=True)
    header = sheet.sheet[f"{sheet.letter('Status')}{sheet.header_row}"]
    header.comment = Comment("Neue Anmeldungen: Status leer lassen.", "Geschäftsstelle", height=60, width=200)
    row = sheet.header_row + 1 + next(i for i, booking in enumerate(bookings) if booking.number == "B-0005")
    sheet.sheet[f"C{row}"].comment = Comment(
        "Rückruf erbeten, nachmittags", "Geschäftsstelle", height=50, width=180
    )


def _booking_row(booking: ExampleBooking) -> Row:
    return (
        booking.number,
        booking.course,
        booking.company,
        booking.town,
        str(booking.participant),
        booking.email,
        booking.booked_on if booking.number != "B-0007" else f"{booking.booked_on:%d.%m.%Y}",
        booking.status,
        booking.remark,
        None,
    )


def _write_lists(book: Workbook) -> None:
    """The words of the drop-downs, on a hidden sheet as usual."""
    sheet = book.create_sheet("Listen")
    for row in (
        ("Mitglied", "Anmeldung"),
        ("aktiv", "angefragt"),
        ("ruhend", "bestätigt"),
        ("ausgetreten", "Warteliste"),
        (None, "abgelehnt"),
        (None, "storniert"),
    ):
        sheet.append(row)
    sheet.sheet_state = "hidden"
    book.remove(book["Sheet"])
