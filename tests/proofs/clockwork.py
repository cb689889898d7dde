"""Two networks, each in a workbook or in a make-believe system, and courses around every clock change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final, Literal
from zoneinfo import ZoneInfo

import openpyxl

from hub.config import load
from hub.model import Course
from hub.nightly import Hub, Night, apply_night, open_hub, plan_night
from hub.planning.document import as_document, to_json
from hub.testing.system import MakeBelieve
from hub.testing.world import Silent
from tests.connectors.spreadsheet.builders import BOOKING_HEADER, MEMBER_HEADER, workbook_at

System = Literal["workbook", "make-believe"]
YEARS: Final = range(2000, 2041)
CLOCKS: Final = (time(0, 30), time(1, 30), time(2, 30), time(3, 30), time(23, 30))

HEADER: Final = ["Kursnummer", "Titel", "Beginn", "Ende", "Status", "Freigabe", "Nie weitergeben", "Verweis"]
_HUB_TOML: Final = """
[hub]
language = "en"
timezone = "{zone}"
ledger = "var/hub.db"
as_of = 1999-12-01

[networks.academy]
title = "Academy"
[networks.academy.systems.crm]
{academy}

[networks.guild]
title = "Guild"
[networks.guild.systems.crm]
{guild}

[agreements.courses]
organiser = "academy"
channel = "guild"
valid_from = 1990-01-01
"""
_SYSTEM: Final[Mapping[System, str]] = {
    "workbook": 'connector = "spreadsheet"\npath = "{name}.xlsx"\nwait_seconds = 0',
    "make-believe": 'connector = "make-believe"\npath = "{name}.db"',
}


def change_days(zone: ZoneInfo, years: Sequence[int] = YEARS) -> list[date]:
    """Every day in these years between whose beginning and whose end the clocks change."""
    first = date(years[0], 1, 1)
    days = (first + timedelta(days=number) for number in range((date(years[-1] + 1, 1, 1) - first).days))
    return [day for day in days if _offset(day, zone) != _offset(day + timedelta(days=1), zone)]


def _offset(day: date, zone: ZoneInfo) -> timedelta | None:
    return datetime.combine(day, time(), zone).utcoffset()


def exists(wall: datetime, zone: ZoneInfo) -> bool:
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall


def comes_twice(wall: datetime, zone: ZoneInfo) -> bool:
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first < second


def walls(zone: ZoneInfo) -> list[datetime]:
    """The times of day that the proofs are about, on every day of a clock change."""
    return [datetime.combine(day, at) for day in change_days(zone) for at in CLOCKS]


def book_at(path: Path, courses: Sequence[Sequence[object]], *, header: Sequence[str] = HEADER) -> None:
    """A workbook with these courses, and without members and bookings."""
    workbook_at(
        path, {"Mitglieder": [MEMBER_HEADER], "Kurse": [header, *courses], "Buchungen": [BOOKING_HEADER]}
    )


@dataclass(frozen=True)
class House:
    """Both networks in one folder; `night()` is one `hub sync` on a day before all the courses."""

    folder: Path
    zone: ZoneInfo
    academy: System
    guild: System

    def __post_init__(self) -> None:
        (self.folder / "plugins").mkdir(parents=True)
        (self.folder / "plugins" / "make_believe.py").write_text(
            "from hub.testing.system import register_connectors  # noqa: F401\n", encoding="utf-8"
        )
        systems = {
            name: _SYSTEM[kind].format(name=name)
            for name, kind in (("academy", self.academy), ("guild", self.guild))
        }
        text = _HUB_TOML.format(zone=self.zone.key, **systems)
        (self.folder / "hub.toml").write_text(text, encoding="utf-8")
        for name, kind in (("academy", self.academy), ("guild", self.guild)):
            if kind == "workbook":
                book_at(self.folder / f"{name}.xlsx", [])

    def type_in(self, rows: Mapping[str, tuple[object, object]]) -> None:
        """What the academy's people type into their workbook: number, begin and end as they stand in the cells."""
        lines = [
            [number, f"Kurs {number}", begin, end, "offen", "guild", "", ""]
            for number, (begin, end) in rows.items()
        ]
        book_at(self.folder / "academy.xlsx", lines)

    def offer(self, moments: Mapping[str, datetime]) -> None:
        """What the academy's own system knows, to the second."""
        with self._make_believe("academy") as office:
            for number, moment in moments.items():
                ends = moment.astimezone(UTC) + timedelta(hours=6)
                office.put(
                    Course(
                        id=number,
                        title=f"Kurs {number}",
                        starts_at=moment,
                        ends_at=ends,
                        released_to=frozenset({"guild"}),
                    )
                )
            office.save()

    def cells(self) -> dict[str, tuple[object, object]]:
        """Begin and end of every course as they stand in the guild's workbook."""
        with closing(openpyxl.load_workbook(self.folder / "guild.xlsx", read_only=True)) as book:
            rows = book["Kurse"].iter_rows(min_row=2, values_only=True)
            return {str(row[0]): (row[2], row[3]) for row in rows}

    def moments(self) -> dict[str, datetime]:
        """When every course begins, as the guild's own system knows it."""
        with self._make_believe("guild") as office:
            return {course.id: course.starts_at for course in office.courses.values()}

    @contextmanager
    def _make_believe(self, name: str) -> Iterator[MakeBelieve]:
        office = MakeBelieve.at(self.folder / f"{name}.db")
        yield office
        office.close()

    def night(self) -> Night:
        """A night in which everything held is confirmed: nobody plans a course for forty years from now."""
        text = to_json(as_document(self.rehearse().facts.plan, language="en"))
        return apply_night(self._hub(), text, confirm_held=True, progress=Silent())

    def rehearse(self) -> Night:
        return plan_night(self._hub(), progress=Silent())

    def _hub(self) -> Hub:
        return open_hub(load(self.folder / "hub.toml", environ={}))

    def rehearse_without_ledger(self) -> Night:
        """As after the ledger was lost: every course is compared anew."""
        kept = self.folder / "var"
        away = kept.rename(self.folder / "away")
        night = self.rehearse()
        away.rename(kept)
        return night
