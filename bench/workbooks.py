"""Two workbooks of any size whose offices agree already: what a quiet night has to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

COURSES = 100
TOWNS = (("37520", "Osterode am Harz"), ("37412", "Herzberg am Harz"), ("37073", "Göttingen"))
START = datetime(2013, 2, 1, 9)

MEKOM_MEMBERS = (
    "Mitgl.-Nr.;Firma;Straße;PLZ;Ort;Telefon;E-Mail;Internet;Ansprechpartner;Branche;USt-IdNr.;Registergericht;"
    "Registernummer;Eintritt;Austritt;Status;Bemerkung"
)
MEKOM_COURSES = (
    "Kursnummer;Titel;Thema;Inhalt;Beginn;Ende;Ort;Trainer;Plätze;Mindestzahl;Preis Mitglieder;Preis Gäste;Niveau;"
    "Zielgruppe;Status;Verweis"
)
MEKOM_BOOKINGS = "Nr.;Kurs;Firma;Ort;Teilnehmer;E-Mail;gebucht am;Status;Bemerkung;Hinweis"
CLUSTER_MEMBERS = (
    "Nr.;Unternehmen;Straße;PLZ;Ort;Telefon;E-Mail;Web;Ansprechpartner;Branche;USt-IdNr.;Amtsgericht;HR-Nummer;"
    "Mitglied seit;Mitglied bis;Status"
)
CLUSTER_COURSES = (
    "Kurs-Nr.;Titel;Thema;Inhalt;Beginn;Ende;Ort;Trainer;Plätze;Mindestteilnehmer;Preis Mitglieder;Preis Gäste;"
    "Niveau;Zielgruppe;Status;Freigabe;Nie weitergeben;Verweis"
)
CLUSTER_BOOKINGS = "Nr.;Kurs-Nr.;Unternehmen;Ort;Teilnehmer;E-Mail;Eingang;Status;Preis;Verweis"

Row = Sequence[object]


def make_workbooks(folder: Path, members: int) -> list[Path]:
    """`members` in both together, and twice as many bookings: half of them copies of the other half."""
    mekom, cluster = folder / "mekom.xlsx", folder / "verpackungscluster.xlsx"
    if not (mekom.exists() and cluster.exists()):
        half = members // 2
        _write(
            mekom,
            Mitglieder=(MEKOM_MEMBERS, _members(half, "M", "Firma")),
            Kurse=(
                MEKOM_COURSES,
                ((*_course(number), f"verpackungscluster/course/VA-{number}") for number in range(COURSES)),
            ),
            Buchungen=(MEKOM_BOOKINGS, (_booking(number, half) for number in range(members))),
        )
        _write(
            cluster,
            Mitglieder=(CLUSTER_MEMBERS, ((*row[:-1],) for row in _members(half, "V", "Werk"))),
            Programm=(
                CLUSTER_COURSES,
                ((*_course(number), "mekom", None, None) for number in range(COURSES)),
            ),
            Buchungen=(CLUSTER_BOOKINGS, (_copy(number, half) for number in range(members))),
        )
    return [mekom, cluster]


def _write(path: Path, **sheets: tuple[str, Iterable[Row]]) -> None:
    book = Workbook(write_only=True)
    for name, (header, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(header.split(";"))
        for row in rows:
            sheet.append(row)
    book.save(path)


def _members(count: int, prefix: str, name: str) -> Iterable[Row]:
    for number in range(count):
        postal_code, town = TOWNS[number % len(TOWNS)]
        yield (
            f"{prefix}-{number:06}",
            f"{name} {number} GmbH",
            f"Am Weg {number % 300}",
            postal_code,
            town,
            f"05522/{100000 + number}",
            f"info@firma{number}.example",
            None,
            f"Person {number}",
            "Handel",
            None,
            "Göttingen",
            f"HRB {500000 + number}",
            datetime(2008, 1, 1),
            None,
            "aktiv",
            None,
        )


def _course(number: int) -> Row:
    begin = START + timedelta(days=number % 60)
    return (
        f"VA-{number}",
        f"Kurs {number} zu Verpackung und Verkauf",
        "Verkauf",
        "Ein Tag mit Übungen.",
        begin,
        begin + timedelta(hours=7),
        "Göttingen",
        "T. Trainer",
        5000,
        6,
        95,
        120,
        "Grundlagen",
        "Vertrieb",
        "offen",
    )


def _who(number: int, firms: int) -> Row:
    firm = number % firms
    return (
        f"Firma {firm} GmbH",
        TOWNS[firm % len(TOWNS)][1],
        f"Vorname{number} Nachname{number}",
        f"p{number}@firma{firm}.example",
    )


def _booking(number: int, firms: int) -> Row:
    booked = datetime(2013, 1, 2 + number % 10)
    return (f"B-{number:06}", f"VA-{number % COURSES}", *_who(number, firms), booked, "bestätigt", None, None)


def _copy(number: int, firms: int) -> Row:
    booked = datetime(2013, 1, 2 + number % 10)
    return (
        None,
        f"VA-{number % COURSES}",
        *_who(number, firms),
        booked,
        "bestätigt",
        95,
        f"mekom/booking/B-{number:06}",
    )
