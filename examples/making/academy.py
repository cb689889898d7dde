"""The programme of the VerpackungsAkademie for the first quarter of 2013."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from making.chance import number
from making.people import human


@dataclass(frozen=True, slots=True, kw_only=True)
class AcademyCourse:
    number: str
    title: str
    topic: str
    content: str
    starts: datetime
    ends: datetime
    place: str
    seats: int
    minimum: int
    price_member: Decimal
    level: str
    audience: str
    status: str = "offen"
    released_to: str | None = "mekom"
    never_share: str | None = "nein"

    @property
    def trainer(self) -> str:
        return str(human("trainer " + self.topic))

    @property
    def price_guest(self) -> Decimal:
        return (self.price_member * Decimal("1.3")).quantize(Decimal("1E1"))


FULL, WITHHELD, NEVER_SHARED = "VA-2013-06", "VA-2013-09", "VA-2013-11"
UNRELEASED, CANCELLED = "VA-2013-12", "VA-2013-13"

# number | title | topic | day(s) and hours | place | seats/minimum | price | level | audience
_PROGRAMME = """
VA-2013-01 | Verkaufen im Außendienst: Das erste Gespräch beim Kunden | Verkauf | 29.01. 09:00-16:30 | Osterode am Harz | 12/6 | 240 | Grundlagen | Außendienst
VA-2013-02 | Neukunden gewinnen am Telefon | Verkauf | 05.02. 09:00-16:30 | Göttingen | 8/5 | 260 | Grundlagen | Vertriebsinnendienst
VA-2013-03 | Verkaufsgespräche führen: Vom Bedarf zum Abschluss | Verkauf | 19.02.-20.02. 09:00-16:30 | Osterode am Harz | 12/6 | 440 | Aufbau | Außendienst und Vertriebsleitung
VA-2013-04 | Grundlagen der Verpackung | Verpackung | 12.02. 09:00-17:00 | Hann. Münden | 14/6 | 195 | Grundlagen | Quereinsteiger, neue Mitarbeiter
VA-2013-05 | Folienkunde: Arten, Eigenschaften, Anwendungen | Folie | 26.02. 09:00-16:00 | Göttingen | 12/6 | 220 | Grundlagen | Einkauf, Technik, Qualität
VA-2013-06 | Rüstzeiten verkürzen an Verpackungslinien | Produktion | 28.02. 08:30-16:00 | Hann. Münden | 10/6 | 280 | Aufbau | Schichtführer, Maschineneinrichter
VA-2013-07 | Expertenwissen Wellpappe | Wellpappe | 06.03.-07.03. 09:00-16:30 | Hann. Münden | 10/5 | 480 | Experten | Entwicklung, Einkauf
VA-2013-08 | Preisverhandlungen sicher führen | Verkauf | 12.03. 09:00-16:30 | Osterode am Harz | 12/6 | 290 | Aufbau | Vertrieb, Einkauf
VA-2013-09 | EXCEL  für Fortgeschrittene | EDV | 14.03. 09:00-16:30 | Göttingen | 8/4 | 180 | Aufbau | Alle Bereiche
VA-2013-10 | Business English | Sprachen | 04.03.-18.03. 17:00-18:30 | Göttingen | 10/6 | 210 | B1 | Alle Bereiche
VA-2013-11 | Kalkulation von Faltschachteln | Verpackung | 13.03. 09:00-15:00 | Göttingen | 8/4 | 310 | Experten | Nur Gründungsmitglieder des Clusters
VA-2013-12 | Ladungssicherung für verpackte Güter | Logistik | 20.03. 09:00-16:30 | Göttingen | 12/6 | 230 | Grundlagen | Lager, Versand, Fuhrpark
VA-2013-13 | Arbeitssicherheit an Verpackungsmaschinen | Produktion | 21.02. 09:00-13:00 | Hann. Münden | 14/8 | 120 | Grundlagen | Sicherheitsbeauftragte
VA-2013-14 | Qualitätssicherung im Verpackungsdruck | Qualität | 21.03. 09:00-16:30 | Göttingen | 12/6 | 250 | Aufbau | Druckerei, Qualität
"""

_CONTENTS = {
    "Verkauf": "Vorbereitung, Fragetechnik, Einwände, Abschluss. Mit Übungen an eigenen Fällen der Teilnehmer.",
    "Verpackung": "Aufgaben der Verpackung, Packstoffe und Packmittel, Kosten; mit Musterkoffer zum Anfassen.",
    "Folie": "PE, PP, PET und Verbunde; Barriere, Siegeln, Bedrucken; Fehlerbilder aus der Praxis.",
    "Produktion": "Beobachten, zerlegen, verbessern: Arbeit an der Linie eines Mitgliedsbetriebes.",
    "Wellpappe": "Wellenarten, Sorten, ECT und BCT, Stapelstauchdruck, Klima; am zweiten Tag im Prüflabor.",
    "EDV": "Verweise, Pivot-Tabellen, Diagramme; bitte Notebook mitbringen.",
    "Sprachen": "Drei Montagabende: Telefonate, Angebote, Messegespräche.",
    "Logistik": "Recht, Kräfte, Zurrmittel; praktischer Teil am Lkw.",
    "Qualität": "Farbmessung, Prüfpläne, Reklamationen sicher bearbeiten.",
}


def programme() -> list[AcademyCourse]:
    """Every course of the quarter, by number."""
    return [_course(line) for line in _PROGRAMME.strip().splitlines()]


def _course(line: str) -> AcademyCourse:
    name, title, topic, when, place, seats, price, level, audience = (
        part.strip() for part in line.split("|")
    )
    starts, ends = _moments(when)
    most, _, least = seats.partition("/")
    return AcademyCourse(
        number=name,
        title=title,
        topic=topic,
        content=_CONTENTS[topic],
        starts=starts,
        ends=ends,
        place=place,
        seats=int(most),
        minimum=int(least),
        price_member=Decimal(price),
        level=level,
        audience=audience,
        status={CANCELLED: "abgesagt", FULL: "ausgebucht"}.get(name, "offen"),
        released_to=None if name == UNRELEASED else "mekom",
        never_share="ja" if name == NEVER_SHARED else ("nein" if number(name, below=3) else None),
    )


def _moments(when: str) -> tuple[datetime, datetime]:
    """`19.02.-20.02. 09:00-16:30`: from the first morning to the last evening."""
    days, _, hours = when.partition(" ")
    first, _, last = days.partition("-")
    opens, _, closes = hours.partition("-")
    return _moment(first, opens), _moment(last or first, closes)


def _moment(day: str, hour: str) -> datetime:
    return datetime.strptime(f"{day}2013 {hour}", "%d.%m.%Y %H:%M")
