"""The three tables an office keeps: which fields they have, how each is read, and what its header may be called.

The first header word of a column is the one the hub writes when it has to make the column itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, Literal, TypeVar

from hub.connectors.spreadsheet import days, values, words
from hub.connectors.spreadsheet.cells import Cell
from hub.connectors.spreadsheet.emails import email
from hub.connectors.spreadsheet.joined_cells import full_name, on_its_day, with_clock
from hub.connectors.spreadsheet.money import money
from hub.connectors.spreadsheet.phones import phone
from hub.connectors.spreadsheet.postal_codes import postal_code
from hub.connectors.spreadsheet.ways import Ways
from hub.model import Booking, Course, Member

N = TypeVar("N", bound=Member | Course | Booking)
TableName = Literal["members", "courses", "bookings"]


@dataclass(frozen=True, slots=True)
class Beside:
    """Another column whose cell completes this one before it is read."""

    field: str
    join: Callable[[Cell, Cell], Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a noun as a column. `path` is its place in the noun; it has none if the hub only writes it, or if
    its cell is `part_of` another one.

    `read_copy` reads the rows that came from elsewhere, where that differs: the hub wrote them as they were there.
    """

    field: str
    header_words: tuple[str, ...]
    read: Callable[[Cell, Ways], object]
    path: tuple[str, ...] = ()
    read_copy: Callable[[Cell, Ways], object] | None = None
    beside: Beside | None = None
    part_of: str = ""

    @property
    def may_be_period(self) -> bool:
        """Whether a month or a year is a value, too."""
        return self.read is days.when

    @property
    def told_as(self) -> str:
        """The contract's name of the field: `participant.email`."""
        return ".".join(self.path) or self.part_of or "origin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[N]):
    """What the hub knows about one table.

    `noun` makes one of a row's fields; `identity` are the fields that tell rows without an id apart; `grouped` are
    those that offices write once for several rows below one another, of which `group` is then the same.
    """

    name: TableName
    noun: Callable[[object], N]
    columns: tuple[Column, ...]
    required: frozenset[str]
    status_words: Mapping[StrEnum, str]
    identity: tuple[str, ...] = ()
    grouped: tuple[str, ...] = ()
    group: str = "id"

    @property
    def column_by_field(self) -> dict[str, Column]:
        return {column.field: column for column in self.columns}


_AS_TYPED_ELSEWHERE: Final = (email, phone, postal_code)


def _column(
    field: str,
    header_words: str,
    read: Callable[[Cell, Ways], object] = values.text,
    *,
    path: str | None = None,
    beside: Beside | None = None,
) -> Column:
    read_copy = values.text if read in _AS_TYPED_ELSEWHERE else None
    return Column(
        field, words.split(header_words), read, tuple((path or field).split(".")), read_copy, beside
    )


def _part(field: str, header_words: str, *, of: str) -> Column:
    return Column(field, words.split(header_words), values.text, part_of=of)


_REF = Column("ref", words.split("Verweis | Hub-Verweis | Hub-Ref | reference | hub ref"), values.text)

MEMBERS: Final[Table[Member]] = Table(
    name="members",
    noun=Member.model_validate,
    required=frozenset({"id", "name"}),
    status_words=words.MEMBER_STATUS,
    identity=("name", "postal_code", "town"),
    columns=(
        _column("id", "Mitgl.-Nr. | Mitgliedsnummer | Mitgliedsnr. | Mitglied Nr. | Nr. | Nummer | ID | lfd. Nr. | member no. | number"),
        _column("name", "Firma | Unternehmen | Firmenname | Betrieb | Mitgliedsbetrieb | Mitgliedsunternehmen | Mitgliedsfirma | Name | Mitglied | Organisation | Institution | company"),
        _column("street", "Straße | Strasse | Str. | Straße/Nr. | Straße und Hausnummer | Anschrift | street | address"),
        _column("postal_code", "PLZ | Postleitzahl | postal code | postcode | zip", postal_code),
        _column("town", "Ort | Stadt | Wohnort | Sitz | town | city"),
        _column("country", "Land | Staat | country"),
        _column("phone", "Telefon | Tel. | Telefonnummer | Fon | phone", phone),
        _column("email", "E-Mail | Mail | E-Mail-Adresse | Mailadresse | email address", email),
        _column("website", "Internet | Web | Website | Webseite | Homepage | www"),
        _column("contact", "Ansprechpartner | Ansprechpartnerin | Kontakt | Kontaktperson | contact", values.contact, path="contacts"),
        _column("sector", "Branche | Sektor | Wirtschaftszweig | sector | industry"),
        _column("vat_id", "USt-IdNr. | USt-ID | Umsatzsteuer-ID | Umsatzsteuer-Identifikationsnummer | UID | VAT ID | VAT no."),
        _column("register_court", "Registergericht | Amtsgericht | Gericht | register court"),
        _column("register_number", "Registernummer | HR-Nummer | HR-Nr. | Handelsregister | Handelsregisternummer | Register-Nr. | register number"),
        _column("since", "Eintritt | Mitglied seit | Eintrittsdatum | Beitritt | Beitrittsdatum | beigetreten am | seit | member since | joined", days.when),
        _column("until", "Austritt | Mitglied bis | Austrittsdatum | Kündigung zum | bis | member until | left", days.when),
        _column("status", "Status | Mitgliedsstatus | Mitgliedschaft | state", values.status),
        _column("remark", "Bemerkung | Bemerkungen | Anmerkung | Anmerkungen | Notiz | Notizen | remark | remarks | comment", values.prose),
        _REF,
    ),
)  # fmt: skip

COURSES: Final[Table[Course]] = Table(
    name="courses",
    noun=Course.model_validate,
    required=frozenset({"id", "title", "starts_at"}),
    status_words=words.COURSE_STATUS,
    columns=(
        _column("id", "Kursnummer | Kurs-Nr. | Kursnr. | Kurs Nr. | Seminarnummer | Seminar-Nr. | Nr. | Nummer | lfd. Nr. | course no. | course number | number"),
        _column("title", "Titel | Kurstitel | Seminartitel | Kursname | Seminar | Kurs | Veranstaltung | Bezeichnung | Thema und Titel | title | course"),
        _column("topic", "Thema | Themenbereich | Themenfeld | Bereich | Rubrik | topic"),
        _column("content", "Inhalt | Inhalte | Beschreibung | Kursinhalt | content | description", values.prose),
        _column("starts_at", "Beginn | Start | Kursbeginn | Termin | Datum | Von | begins | start date | starts", days.moment, beside=Beside("time", with_clock)),
        _part("time", "Uhrzeit | Zeit | Beginn Uhrzeit | Startzeit | Anfangszeit | Von | time | start time", of="starts_at"),
        _column("ends_at", "Ende | Kursende | Bis | ends | end | end date", days.last_moment, beside=Beside("starts_at", on_its_day)),
        _column("place", "Ort | Veranstaltungsort | Kursort | place | venue | location"),
        _column("trainer", "Trainer | Trainerin | Dozent | Dozentin | Dozent/in | Referent | Referentin | Kursleitung | instructor"),
        _column("capacity", "Plätze | max. Teilnehmer | max. TN | TN max. | max. Teilnehmerzahl | Höchstzahl | Teilnehmer max. | maximal | Kapazität | capacity | seats", values.whole),
        _column("minimum", "Mindestzahl | Mindestteilnehmer | Mindestteilnehmerzahl | min. Teilnehmer | Teilnehmer min. | min. TN | TN min. | minimum", values.whole),
        _column("price_member", "Preis Mitglieder | Preis Mitglied | Mitgliederpreis | Preis (Mitglieder) | member price | price members", money),
        _column("price_guest", "Preis Gäste | Preis Gast | Preis Nichtmitglied | Preis Nichtmitglieder | Gastpreis | Preis | Gebühr | Entgelt | guest price | price guests | price", money),
        _column("level", "Niveau | Stufe | Level | Kursniveau"),
        _column("audience", "Zielgruppe | Teilnehmerkreis | für wen | audience | target group"),
        _column("provider", "Anbieter | Bildungsträger | Träger | Veranstalter | provider"),
        _column("status", "Status | Kursstatus | Stand | state", values.status),
        _column("released_to", "Freigabe | freigegeben für | Freigabe für | released to | release", values.networks),
        _column("never_share", "Nie weitergeben | nicht weitergeben | intern | never share | internal", values.flag),
        _REF,
    ),
)  # fmt: skip

BOOKINGS: Final[Table[Booking]] = Table(
    name="bookings",
    noun=Booking.model_validate,
    required=frozenset({"course"}),
    status_words=words.BOOKING_STATUS,
    identity=("course", "company", "participant", "first_name", "email", "booked_on"),
    grouped=("company",),
    group="course",
    columns=(
        _column("id", "Nr. | Buchungsnummer | Buchungs-Nr. | Buchungsnr. | Nummer | ID | lfd. Nr. | booking no. | number"),
        _column("course", "Kurs | Kurs-Nr. | Kursnummer | Kursnr. | Seminar | Seminar-Nr. | Seminarnummer | Veranstaltung | course | course no. | course number"),
        _column("company", "Firma | Unternehmen | Mitglied | Firmenname | Betrieb | company", path="company.name"),
        _column("town", "Ort | Stadt | Sitz | town | city", path="company.town"),
        _column("participant", "Teilnehmer | Teilnehmerin | Teilnehmer/in | Teilnehmer/-in | Teilnehmername | Teilnehmende | Name | Nachname | Familienname | participant | last name", path="participant.name", beside=Beside("first_name", full_name)),
        _part("first_name", "Vorname | Vornamen | Rufname | first name", of="participant.name"),
        _column("email", "E-Mail | Mail | E-Mail-Adresse | Mailadresse | email address", email, path="participant.email"),
        _column("phone", "Telefon | Tel. | Telefonnummer | phone", phone, path="participant.phone"),
        _column("booked_on", "gebucht am | Eingang | Buchungsdatum | Anmeldedatum | angemeldet am | Anmeldung am | Anmeldung vom | Datum | booked on | date", days.day),
        _column("cancelled_on", "storniert am | Stornodatum | cancelled on", days.day),
        _column("status", "Status | Buchungsstatus | state", values.status),
        _column("price", "Preis | Gebühr | Entgelt | price | fee", money),
        _column("remark", "Bemerkung | Bemerkungen | Anmerkung | Notiz | remark | comment", values.prose),
        _column("note", "Hinweis | Hinweis Hub | Hub-Hinweis | note", values.prose),
        _REF,
    ),
)  # fmt: skip
