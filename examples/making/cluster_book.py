"""The VerpackungsCluster's workbook: members, the academy's programme, its bookings, and a survey the hub never reads."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font

from making.academy import AcademyCourse, programme
from making.bookings import ExampleBooking, cluster_bookings
from making.cluster_members import cluster_members
from making.organisations import COURT, Organisation
from making.places import spelled
from making.sheets import DAY, EURO, MOMENT, Column, Frame, HouseStyle, OfficeSheet, Row, save

_STYLE = HouseStyle(font="Calibri", size=11, header_fill="1F497D", header_text="FFFFFF", group_fill="DCE6F1")

_MEMBERS = (
    Column("Nr.", 8), Column("Unternehmen", 62), Column("Straße", 20), Column("PLZ", 8), Column("Ort", 22), Column("Telefon", 24),
    Column("E-Mail", 48), Column("Web", 54), Column("Ansprechpartner", 22), Column("Branche", 22), Column("USt-IdNr.", 17),
    Column("Amtsgericht", 12), Column("HR-Nummer", 13), Column("Mitglied seit", 12, DAY), Column("Mitglied bis", 12, DAY),
    Column("Status", 13),
)  # fmt: skip
_PROGRAMME = (
    Column("Kurs-Nr.", 13), Column("Titel", 56), Column("Thema", 13), Column("Inhalt", 60), Column("Beginn", 17, MOMENT),
    Column("Ende", 17, MOMENT), Column("Ort", 18), Column("Trainer", 19), Column("Plätze", 8), Column("Mindestteilnehmer", 18),
    Column("Preis Mitglieder", 12, EURO), Column("Preis Gäste", 12, EURO), Column("Niveau", 13), Column("Zielgruppe", 36),
    Column("Status", 12), Column("Freigabe", 11), Column("Nie weitergeben", 12), Column("Verweis", 30),
)  # fmt: skip
_BOOKINGS = (
    Column("Nr.", 10), Column("Kurs-Nr.", 13), Column("Unternehmen", 62), Column("Ort", 22), Column("Teilnehmer", 22),
    Column("E-Mail", 50), Column("Eingang", 12, DAY), Column("Status", 13), Column("Preis", 12, EURO), Column("Verweis", 30),
)  # fmt: skip
_SURVEY = (
    Column("Thema", 30), Column("Göttingen", 12), Column("Hann. Münden", 14), Column("Osterode", 12), Column("gesamt", 10),
)  # fmt: skip
_NEEDS = (
    ("Verkauf", 9, 4, 7), ("Packstoffe", 6, 8, 2), ("Folie", 5, 3, 1), ("Rüsten", 4, 7, 3),
    ("Wellpappe", 3, 6, 2), ("EDV", 4, 2, 2), ("Englisch", 5, 1, 2),
)  # fmt: skip


def write_cluster(path: Path) -> None:
    book = Workbook()
    _write_members(book)
    _write_programme(book)
    _write_bookings(book)
    _write_survey(book)
    book.remove(book["Sheet"])
    book.active = book["Programm"]
    save(book, path, office="VerpackungsCluster, Büro Göttingen")


def _write_members(book: Workbook) -> None:
    sheet = OfficeSheet(book.create_sheet("Mitglieder"), _MEMBERS, style=_STYLE, frame=Frame())
    sheet.fill([_member_row(number, member) for number, member in enumerate(cluster_members(), start=1)])
    sheet.colour("Status", "ausgetreten", fill="F2F2F2", strike=True)


def _member_row(number: int, member: Organisation) -> Row:
    postal_code = member.town.postal_code
    return (
        f"VC-{number:03}",
        member.name,
        member.street,
        int(postal_code) if number % 4 == 0 and not postal_code.startswith("0") else postal_code,
        member.town.name,
        spelled(member.town.dialling_code, member.phone, style=number + 2),
        member.email,
        f"http://www.{member.domain}" if number % 5 else None,
        str(member.contact),
        member.sector,
        member.vat_id,
        COURT if member.register_number else None,
        member.register_number,
        f"{member.joined:%d.%m.%Y}" if number in {17, 52} else member.joined,
        member.left,
        "ausgetreten" if member.left else "aktiv",
    )


def _write_programme(book: Workbook) -> None:
    sheet = OfficeSheet(book.create_sheet("Programm"), _PROGRAMME, style=_STYLE, frame=Frame())
    sheet.fill([_course_row(course) for course in programme()])
    sheet.offer(
        "Status", '"Entwurf,offen,ausgebucht,abgesagt"', prompt="Entwurf, offen, ausgebucht oder abgesagt"
    )
    sheet.colour("Status", "abgesagt", fill="F2DCDB", strike=True)
    sheet.colour("Status", "ausgebucht", fill="FFEB9C")
    note = "Netzwerke, denen der Kurs angeboten wird, z. B. mekom. Leer: nicht freigegeben."
    sheet.sheet[f"{sheet.letter('Freigabe')}1"].comment = Comment(note, "Akademie", height=80, width=220)


def _course_row(course: AcademyCourse) -> Row:
    return (
        course.number,
        course.title,
        course.topic,
        course.content,
        f"{course.starts:%d.%m.%Y %H:%M}" if course.number == "VA-2013-08" else course.starts,
        course.ends,
        course.place,
        course.trainer,
        course.seats,
        course.minimum,
        f"{course.price_member},- €" if course.number == "VA-2013-05" else float(course.price_member),
        float(course.price_guest),
        course.level,
        course.audience,
        course.status,
        course.released_to,
        course.never_share,
        None,
    )


def _write_bookings(book: Workbook) -> None:
    sheet = OfficeSheet(book.create_sheet("Buchungen"), _BOOKINGS, style=_STYLE, frame=Frame())
    sheet.fill([_booking_row(booking) for booking in cluster_bookings()])
    words = '"angefragt,bestätigt,Warteliste,abgelehnt,storniert,teilgenommen,nicht erschienen"'
    sheet.offer("Status", words, prompt="Über den Platz entscheidet die Akademie.")
    sheet.colour("Status", "Warteliste", fill="FFEB9C")
    sheet.colour("Status", "storniert", fill="F2F2F2", strike=True)


def _booking_row(booking: ExampleBooking) -> Row:
    return (
        booking.number,
        booking.course,
        booking.company,
        booking.town,
        str(booking.participant),
        booking.email,
        booking.booked_on,
        booking.status,
        float(booking.price) if booking.price is not None else None,
        None,
    )


def _write_survey(book: Workbook) -> None:
    """Formulas and a chart: what must survive when the hub writes two sheets further on."""
    frame = Frame(
        title="Bedarf 2013: Umfrage unter den Mitgliedern",
        as_of="Rücklauf: 41 von 80 Bögen",
        frozen_columns=1,
    )
    office = OfficeSheet(book.create_sheet("Bedarf 2013"), _SURVEY, style=_STYLE, frame=frame)
    first = office.header_row + 1
    office.fill([(*needs, f"=SUM(B{row}:D{row})") for row, needs in enumerate(_NEEDS, start=first)])
    sheet, last = office.sheet, office.last_row
    for index, column in enumerate("ABCDE", start=1):
        total = "Summe" if index == 1 else f"=SUM({column}{first}:{column}{last})"
        sheet.cell(last + 1, index, total).font = Font(name=_STYLE.font, size=_STYLE.size, bold=True)
    chart = BarChart()
    chart.title, chart.type, chart.grouping, chart.overlap = "Gewünschte Plätze", "bar", "stacked", 100
    chart.add_data(
        Reference(sheet, min_col=2, max_col=4, min_row=first - 1, max_row=last), titles_from_data=True
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
    sheet.add_chart(chart, "G4")
