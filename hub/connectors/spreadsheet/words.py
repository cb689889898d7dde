"""The words of offices, German and English: which header names which field, which word which status.

The first word of each list is the one that the hub writes itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from hub.connectors.spreadsheet.cells import clean
from hub.model import BookingStatus, CourseStatus, MemberStatus

MEMBER_STATUS: Final[Mapping[StrEnum, str]] = {
    MemberStatus.ACTIVE: "aktiv | Mitglied | aktives Mitglied | ja | active | member",
    MemberStatus.APPLIED: "beantragt | Antrag | Anwärter | in Aufnahme | applied | pending",
    MemberStatus.DORMANT: "ruhend | ruht | passiv | dormant | suspended",
    MemberStatus.ENDED: "ausgetreten | beendet | gekündigt | ausgeschieden | ehemalig | ended | former | left",
}

COURSE_STATUS: Final[Mapping[StrEnum, str]] = {
    CourseStatus.DRAFT: "Entwurf | in Planung | geplant | draft | planned",
    CourseStatus.RELEASED: "freigegeben | veröffentlicht | released | published",
    CourseStatus.OPEN: "offen | buchbar | Plätze frei | freie Plätze | open | available",
    CourseStatus.FULL: "voll | ausgebucht | belegt | full | booked out",
    CourseStatus.GUARANTEED: "findet statt | gesichert | garantiert | guaranteed",
    CourseStatus.AT_RISK: "gefährdet | auf der Kippe | at risk",
    CourseStatus.CANCELLED: "abgesagt | fällt aus | entfällt | storniert | cancelled | canceled",
    CourseStatus.POSTPONED: "verschoben | verlegt | postponed",
    CourseStatus.HELD: "durchgeführt | hat stattgefunden | held",
    CourseStatus.CLOSED: "geschlossen | abgeschlossen | Anmeldeschluss | closed",
}

BOOKING_STATUS: Final[Mapping[StrEnum, str]] = {
    BookingStatus.REQUESTED: "angefragt | Anfrage | neu | offen | gewünscht | requested | new",
    BookingStatus.OFFERED: "angeboten | Platz angeboten | offered",
    BookingStatus.CONFIRMED: "bestätigt | gebucht | fest | zugesagt | confirmed | booked",
    BookingStatus.WAITLISTED: "Warteliste | wartet | auf Warteliste | waitlisted | waiting list",
    BookingStatus.DECLINED: "abgelehnt | nicht angenommen | declined",
    BookingStatus.EXPIRED: "verfallen | abgelaufen | expired",
    BookingStatus.ATTENDED: "teilgenommen | anwesend | attended",
    BookingStatus.NO_SHOW: "nicht erschienen | gefehlt | no show",
    BookingStatus.CANCELLED_BY_PARTICIPANT: (
        "storniert (Teilnehmer) | Teilnehmer hat storniert | abgemeldet | cancelled by participant"
    ),
    BookingStatus.CANCELLED_BY_COMPANY: (
        "storniert | storniert (Firma) | Firma hat storniert | Storno | cancelled | canceled | cancelled by company"
    ),
    BookingStatus.CANCELLED_BY_ORGANISER: (
        "abgesagt | storniert (Veranstalter) | Kurs abgesagt | cancelled by organiser"
    ),
    BookingStatus.SUBSTITUTED: "ersetzt | Ersatzteilnehmer | substituted",
}


def split(words: str) -> tuple[str, ...]:
    """`a | b` as its parts."""
    return tuple(word.strip() for word in words.split("|"))


def statuses(words: Mapping[StrEnum, str]) -> dict[str, StrEnum]:
    """Each known word, casefolded, with the status it stands for."""
    return {clean(word).casefold(): status for status, alike in words.items() for word in split(alike)}


def written_word(status: StrEnum, *tables: Mapping[StrEnum, str]) -> str:
    """The word that the hub writes for `status`: the first one of the first table that knows it."""
    known = next((table[status] for table in tables if status in table), status.value)
    return split(known)[0]
