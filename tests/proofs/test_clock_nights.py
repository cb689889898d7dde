"""Nights that a scheduler starts in the hour that the clocks skip or give twice, from 2000 to 2040."""

from __future__ import annotations

import os
import time as clock
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zoneinfo import ZoneInfo

import time_machine

from hub.config import load
from hub.ledger.store import Ledger
from hub.model import Booking, Company, Course, Member, Person
from hub.nightly import Night, open_hub, plan_night, sync_night
from hub.testing.traits import Traits
from hub.testing.world import Silent, World
from hub.testing.wrongs import Picture
from tests.planning.builders import booking, course
from tests.proofs.clockwork import change_days, comes_twice
from tests.proofs.side_by_side import memory_folder, side_by_side
from tests.tried import Tried

BERLIN: Final = ZoneInfo("Europe/Berlin")
DAY: Final = timedelta(days=1)
HALF_PAST_TWO: Final = time(2, 30)
TURNS: Final[Sequence[tuple[range, str]]] = [
    (range(2000, 2011), "Europe/Berlin"),
    (range(2011, 2021), "UTC"),
    (range(2021, 2031), "America/New_York"),
    (range(2031, 2041), "Pacific/Auckland"),
]
"""Years, and where the machine's own clock stands; that must not matter."""


@dataclass(frozen=True)
class Vigil:
    """A world in which the hub is started by the clock alone, on no pretended day."""

    world: World
    place: str
    found: list[str] = field(default_factory=list)

    def expect(self, claim: str, is_true: bool) -> None:
        if not is_true:
            self.found.append(f"{self.world.day}, a machine in {self.place}: not true that {claim}")

    def start(self, moment: datetime) -> Night:
        with at(moment):
            return sync_night(open_hub(load(self.world.config, environ={})), progress=Silent())

    def rehearse_without_ledger(self, moment: datetime) -> Night:
        """The plan of somebody who remembers nothing, and so compares everything."""
        away = self.world.ledger.parent.rename(self.world.folder / "away")
        with at(moment):
            night = plan_night(open_hub(load(self.world.config, environ={})), progress=Silent())
        away.rename(self.world.ledger.parent)
        return night

    def watch(self, day: date) -> int:
        """The nights around one change of the clocks; gives how many there were."""
        self.world.day = day
        new, gone = f"B-{day:%Y%m%d}", self.people_act(day)
        first = datetime.combine(day, HALF_PAST_TWO, BERLIN)
        night = self.start(first)
        self.expect("the night is that day's", night.facts.plan.created.date() == day)
        self.expect("what is new is passed on", done_in(night) == {f"A-{day:%Y%m%d}", new})
        self.expect("who is gone is missing", [one.ref.id for one in night.facts.plan.missing] == [gone])
        is_doubled = comes_twice(datetime.combine(day, HALF_PAST_TWO), BERLIN)
        if is_doubled:
            self.start_again(first.replace(fold=1))
        self.expect("nothing is cancelled in one night", not self.is_cancelled(gone))
        self.a_day_later(day + DAY, gone)
        return 3 if is_doubled else 2

    def people_act(self, day: date) -> str:
        """A course is offered, somebody books, and the last booking is struck off the list; gives its number."""
        with self.world.office("academy") as office:
            office.put(offer(day))
        with self.world.office("guild") as office:
            gone = [one.id for one in office.bookings.values() if not one.status.is_cancelled][-1]
            office.remove("booking", gone)
            office.put(wish(f"B-{day:%Y%m%d}", day))
        return gone

    def start_again(self, moment: datetime) -> None:
        before, known = Picture.of(self.world), self.known()
        night = self.start(moment)
        self.expect("a second start has nothing to do", not night.facts.plan.changes)
        self.expect("a second start is all well", night.exit_code == 0)
        self.expect("a second start writes nothing", Picture.of(self.world) == before)
        self.expect("a second start is no second night", self.known() == known)

    def a_day_later(self, day: date, gone: str) -> None:
        moment = datetime.combine(day, HALF_PAST_TWO, BERLIN)
        night = self.start(moment)
        self.expect("only what stayed away is cancelled", done_in(night) == {gone})
        self.expect("what stayed away is cancelled", self.is_cancelled(gone))
        self.expect("all is well", night.exit_code == 0)
        anew = self.rehearse_without_ledger(moment)
        self.expect("the change of the clocks changes nothing", not anew.facts.plan.changes)

    def is_cancelled(self, number: str) -> bool:
        with self.world.looking_at("academy") as office:
            return office.bookings[f"guild/booking/{number}"].status.is_cancelled

    def known(self) -> tuple[object, ...]:
        """What the ledger remembers for the next night."""
        ledger = Ledger.peek(str(self.world.ledger))
        assert ledger is not None
        memory = ledger.memory(with_agreed=True)
        ledger.close()
        return memory.missing_since, dict(memory.agreed), memory.shelves, memory.applied


def at(moment: datetime) -> time_machine.travel:
    """Travels by a number of seconds: given a zone, time_machine would set the machine's clock to that as well."""
    return time_machine.travel(moment.timestamp(), tick=False)


def done_in(night: Night) -> set[str]:
    facts = night.facts
    return {change.ref.id for change in facts.plan.changes if facts.outcomes[change.id].state == "done"}


def offer(day: date) -> Course:
    """A course that is still to come when the clocks change next."""
    begin = datetime.combine(day + 600 * DAY, time(9), BERLIN)
    return course(f"A-{day:%Y%m%d}", starts_at=begin, released_to=frozenset({"guild"}))


def wish(number: str, day: date) -> Booking:
    """A booking for the course that was offered that day."""
    return booking(
        number,
        course=f"A-{day:%Y%m%d}",
        company=Company(name="Immer GmbH"),
        participant=Person(name=f"Anna {number}"),
        booked_on=day,
    )


def settled(folder: Path, year: int) -> World:
    """A course with two bookings, passed on in the first days of that year."""
    world = World.build(folder, year, traits={"academy": Traits(), "guild": Traits()})
    text = world.config.read_text(encoding="utf-8").replace("2013-01-01", "1990-01-01")
    world.config.write_text(text, encoding="utf-8")
    world.day = date(year, 1, 3)
    with world.office("academy") as office:
        for number in list(office.courses):
            office.remove("course", number)
        office.put(offer(world.day))
    with world.office("guild") as office:
        office.put(Member(id="M-99", name="Immer GmbH"))
        for number in ("B-1", "B-2"):
            office.put(wish(number, world.day))
    return world


def keep_watch(turn: tuple[range, str]) -> tuple[int, list[str]]:
    """Some years of clock changes in one world; gives how many nights there were, and what was wrong in them."""
    years, os.environ["TZ"] = turn
    if hasattr(clock, "tzset"):  # Windows takes no time zone from a variable
        clock.tzset()
    with TemporaryDirectory(dir=memory_folder()) as folder:
        vigil = Vigil(settled(Path(folder), years[0]), turn[1])
        for hours in (1, 2):
            vigil.start(datetime(years[0], 1, 3, hours, tzinfo=BERLIN))
        return sum(vigil.watch(day) for day in change_days(BERLIN, years)), vigil.found


def test_a_night_started_in_the_hour_that_the_clocks_skip_or_give_twice_takes_place_once(
    tried: Tried,
) -> None:
    nights = 0
    for lived, wrong in side_by_side(keep_watch, TURNS):
        assert wrong == []
        nights += lived
    assert nights == 41 * (2 + 3)
    tried.count("clock nights", nights)
