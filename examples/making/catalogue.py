"""What the seven invented education providers around Osterode offer from January to June 2013."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from making.chance import number, one_of

HEADER = (
    "Anbieter",
    "Kursnummer",
    "Titel",
    "Thema",
    "Beginn",
    "Ende",
    "Ort",
    "Preis",
    "Niveau",
    "Zielgruppe",
    "Status",
)


class Provider(NamedTuple):
    name: str
    prefix: str
    towns: tuple[str, ...]
    opens: str  # the hour at which its courses usually begin


class Offer(NamedTuple):
    title: str
    topic: str
    level: str
    audience: str
    price: str
    runs: int


# Each block: name | prefix | towns | hour, then title | topic | level | audience | price | runs
_PROVIDERS = """
Kreisvolkshochschule Sösetal | KS | Osterode am Harz, Herzberg am Harz, Bad Lauterberg im Harz | 18:00
Englisch | Sprachen | A1 | Erwachsene | 89,00 € | 3
Englisch | Sprachen | A2 | Erwachsene | 89,00 € | 3
Englisch Konversation | Sprachen | B1 | Erwachsene; auch Senioren | 76,50 € | 2
Spanisch | Sprachen | A1 | Erwachsene | 89,00 € | 2
Spanisch | Sprachen | A2 | Erwachsene | 89,00 € | 1
Französisch | Sprachen | A1 | Erwachsene | 89,00 € | 2
Italienisch für den Urlaub | Sprachen | A1 | Erwachsene | 64,00 € | 1
Deutsch als Fremdsprache | Sprachen | A2 | Zugewanderte | 120,- € | 2
Textverarbeitung mit dem PC | EDV | Grundlagen | Erwachsene | 98,00 € | 2
Tabellenkalkulation für Einsteiger | EDV | Grundlagen | Erwachsene | 98,00 € | 2
Folien gestalten mit PowerPoint | EDV | Grundlagen | Büro; Verein; Schule | 69,00 € | 2
Internet für Ältere | EDV | Grundlagen | ab 60 Jahren | 45,00 € | 2
Rückenschule | Gesundheit | ohne | Erwachsene | 52,00 € | 3
Yoga am Morgen | Gesundheit | ohne | Erwachsene | 58,00 € | 3
Aquarell: Harzer Landschaften | Kreativ | ohne | Alle; "auch ohne Vorkenntnisse" | 66,00 € | 1
Kochen wie im „Alten Harz“ | Küche | ohne | Erwachsene | 24,50 € | 1

Bildungswerk Rhumetal e.V. | BR | Herzberg am Harz, Hattorf am Harz | 17:30
Zeitmanagement – weniger Stress im Büro | Beruf | Grundlagen | Angestellte | 110,00 € | 2
Rhetorik: frei sprechen | Beruf | Grundlagen | Alle | 95,00 € | 2
Konflikte im Team lösen | Führung | Aufbau | Teamleiter; Meister | 140,00 € | 2
Neu in der Führungsrolle | Führung | Grundlagen | Nachwuchskräfte | 245,00 € | 2
Buchführung I | Kaufmännisch | Grundlagen | Kaufmännische Kräfte | 165,00 € | 2
Buchführung II | Kaufmännisch | Aufbau | Kaufmännische Kräfte | 165,00 € | 1
Lohn- und Gehaltsabrechnung | Kaufmännisch | Grundlagen | Kaufmännische Kräfte | 180,00 € | 1
Bewerbung mit über 50 | Beruf | ohne | Arbeitssuchende | 0,00 € | 2
Protokolle schreiben | Beruf | Grundlagen | Büro | 60,00 € | 1
Schwierige Gespräche mit Mitarbeitern | Führung | Aufbau | Meister; Abteilungsleiter | 140,00 € | 1

Handwerkskolleg Südharz gGmbH | HK | Osterode am Harz | 08:00
Schweißen: MAG-Grundkurs | Technik | Grundlagen | Metallhandwerk | 690,00 € | 2
Schweißen: WIG-Aufbaukurs | Technik | Aufbau | Metallhandwerk | 790,00 € | 1
CNC-Drehen | Technik | Grundlagen | Zerspaner | 1.234,50 € | 2
CNC-Fräsen | Technik | Aufbau | Zerspaner | 1.290,00 € | 1
SPS-Programmierung | Technik | Grundlagen | Elektrofachkräfte | 980,00 € | 2
Ausbildung der Ausbilder | Beruf | Prüfung | Meister; Fachkräfte | 540,00 € | 2
Staplerschein | Logistik | Prüfung | Lager; Versand | 149,00 € | 4
Erste Hilfe im Betrieb | Arbeitsschutz | Grundlagen | Ersthelfer | 35,00 € | 3

Wirtschaftsschule Oderaue | WO | Bad Lauterberg im Harz | 18:30
Verkaufstraining für den Einzelhandel | Verkauf | Grundlagen | Verkäuferinnen und Verkäufer | 130,00 € | 2
Schaufenster gestalten | Verkauf | Grundlagen | Einzelhandel | 85,00 € | 1
business english | Sprachen | B1 | Berufstätige | 175,00 € | 2
Englisch am Telefon | Sprachen | A2 | Büro; Empfang | 115,00 € | 1
Projektmanagement | Beruf | Grundlagen | Projektleiter | 290,00 € | 2
Betriebswirt – Informationsabend | Beruf | ohne | Kaufleute | 0,00 € | 2
Social Media für kleine Betriebe | Marketing | Grundlagen | Inhaber; Selbständige | 99,00 € | 2
Existenzgründung Schritt für Schritt | Beruf | Grundlagen | Gründer | 40,- € | 2
Reklamationen annehmen an der Ladentheke | Verkauf | Grundlagen | Einzelhandel | 85,00 € | 1
Grundlagen der Verpackung | Verpackung | Grundlagen | Versand; Lager | 160,00 € | 1

EDV-Werkstatt Harzrand | EW | Osterode am Harz, Bad Sachsa | 17:00
Excel für Einsteiger | EDV | Grundlagen | Berufstätige | 145,00 € | 3
Excel für Fortgeschrittene | EDV | Aufbau | Berufstätige | 165,00 € | 2
Access: Datenbanken | EDV | Grundlagen | Berufstätige | 220,00 € | 1
Word – Serienbriefe und Formulare | EDV | Aufbau | Büro | 95,00 € | 2
Bildbearbeitung | EDV | Grundlagen | Alle | 110,00 € | 2
CAD in 2D | Technik | Grundlagen | Zeichner | 420,00 € | 1
Datensicherung im Betrieb | EDV | Grundlagen | Selbständige | 75,00 € | 2
Zehn-Finger-Schreiben | EDV | Grundlagen | Jugendliche; Erwachsene | 68,00 € | 2

Familienbildung Lonautal | FL | Herzberg am Harz | 09:30
Babymassage | Familie | ohne | Eltern | 42,00 € | 2
Stark durch Erziehung | Familie | ohne | Eltern; Großeltern | 30,00 € | 2
Nähen für Anfänger | Kreativ | Grundlagen | Alle | 55,00 € | 2
Tagesmütter: Grundqualifikation | Pädagogik | Grundlagen | Tagespflegepersonen | 320,00 € | 1
Entspannung nach Jacobson | Gesundheit | ohne | Erwachsene | 48,00 € | 3
Französisch für Kinder | Sprachen | A1 | Kinder | 50,00 € | 1

Ländliches Bildungswerk Vorharz e.V. | LV | Hattorf am Harz, Walkenried, Gieboldehausen | 19:00
Obstbäume schneiden | Natur | Grundlagen | Gartenfreunde | 18,00 € | 2
Motorsägenschein | Natur | Prüfung | Waldbesitzer; Brennholzwerber | 135,00 € | 3
Hofübergabe gut geregelt | Recht | Grundlagen | Landwirte | 25,00 € | 1
Direktvermarktung: vom Hof in den Laden | Verkauf | Grundlagen | Landwirte | 60,00 € | 1
Sachkunde Pflanzenschutz | Natur | Prüfung | Landwirte | 95,00 € | 2
Hauswirtschaft – Prüfungsvorbereitung | Hauswirtschaft | Aufbau | Hauswirtschafterinnen | 210,00 € | 1
Vereinsrecht und Ehrenamt | Recht | Grundlagen | Vorstände; Kassenwarte | kostenlos | 2
"""
_FIRST_DAY, _WEEKS = date(2013, 1, 21), 20
_HOLIDAYS = {date(2013, 3, 29), date(2013, 4, 1), date(2013, 5, 1), date(2013, 5, 9), date(2013, 5, 20)}

# A third of what is announced never takes place, and then the region does not offer it.
_CANCELLED = {"Grundlagen der Verpackung", "Access: Datenbanken", "Hofübergabe gut geregelt"}


def write_catalogue(path: Path) -> None:
    """As the catalogue's program exports it: semicolons, Windows' own letters, Windows' line ends."""
    text = StringIO(newline="")
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerow(HEADER)
    rows.writerows(offers())
    path.write_bytes(text.getvalue().encode("cp1252"))


def offers() -> Iterator[tuple[str, ...]]:
    """Every dated offer, provider after provider."""
    for block in _PROVIDERS.strip().split("\n\n"):
        head, *lines = block.splitlines()
        name, prefix, towns, opens = (part.strip() for part in head.split("|"))
        provider = Provider(name, prefix, tuple(towns.split(", ")), opens)
        yield from _dated(provider, [_offer(line) for line in lines])


def _offer(line: str) -> Offer:
    title, topic, level, audience, price, runs = (part.strip() for part in line.split("|"))
    return Offer(title, topic, level, audience, price, int(runs))


def _dated(provider: Provider, offered: list[Offer]) -> Iterator[tuple[str, ...]]:
    runs = [(offer, run) for offer in offered for run in range(offer.runs)]
    for serial, (offer, run) in enumerate(runs, start=101):
        starts, ends = _moments(provider, f"{offer.title} {offer.level} {run}")
        yield (
            provider.name,
            f"{provider.prefix}-13-{serial}",
            offer.title,
            offer.topic,
            f"{starts:%d.%m.%Y %H:%M}",
            f"{ends:%d.%m.%Y %H:%M}",
            one_of(provider.towns, f"{offer.title} {run}"),
            offer.price,
            "" if offer.level == "ohne" else offer.level,
            offer.audience,
            _status(offer.title, run),
        )


def _moments(provider: Provider, words: str) -> tuple[datetime, datetime]:
    """A working day of the half-year; short courses end the same day, others weeks later."""
    week, weekday = number("week " + words, below=_WEEKS), number("day " + words, below=5)
    day = _FIRST_DAY + timedelta(days=7 * week + weekday)
    starts = datetime.combine(_working(day), time.fromisoformat(provider.opens))
    evenings = one_of((1, 1, 2, 5, 8, 10), "evenings " + words)
    last = _working(starts.date() + timedelta(days=7 * (evenings - 1)))
    ends = datetime.combine(last, starts.time()) + timedelta(minutes=one_of((90, 135, 180), words))
    return starts, ends


def _working(day: date) -> date:
    """The day, or a week later when nobody works."""
    return day + timedelta(days=7) if day in _HOLIDAYS else day


def _status(title: str, run: int) -> str:
    if title in _CANCELLED:
        return "fällt aus"
    return "ausgebucht" if number(f"full {title} {run}", below=14) == 0 else "offen"
