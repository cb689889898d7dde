"""Somebody at a desk with a reviewed plan in hand, in a make-believe world of one folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hub.config import load
from hub.model import Booking, Company, Course, CourseStatus, NetworkName, Person
from hub.nightly import Night, apply_night, open_hub, plan_night
from hub.planning.document import as_document
from hub.planning.plan_file import checksum, to_json
from hub.testing.people import ZONE
from hub.testing.saved import Saved
from hub.testing.traits import Traits
from hub.testing.world import Silent, World

ACADEMY, GUILD = NetworkName("academy"), NetworkName("guild")
TRAITS = {"academy": Traits(seats="by capacity"), "guild": Traits()}


@dataclass
class Desk:
    """Applies `plan` with the hub as it is now. Each way to make the plan stale changes something here."""

    world: World
    plan: str
    now: datetime
    config: Path
    saved: Saved
    environ: dict[str, str] = field(default_factory=dict)
    confirm_held: bool = False

    @classmethod
    def of(cls, world: World, *, undoes: int | None = None) -> Desk:
        """A plan made at this moment, or one that undoes a night."""
        night = plan_night(world.hub(), progress=Silent(), undoes=undoes)
        plan = to_json(as_document(night.facts.plan, language="en"))
        return cls(world, plan, world.now, world.config, Saved.of(world.folder))

    def apply(self) -> Night:
        hub = replace(open_hub(load(self.config, environ=self.environ)), now=self.now)
        return apply_night(hub, self.plan, confirm_held=self.confirm_held, progress=Silent())

    def again(self) -> None:
        """The folder as it was when this plan was made."""
        self.saved.put_back()

    def forge(self, change: Callable[[dict[str, Any]], object]) -> None:
        """Changes the document in the file, and its checksum with it."""
        document = _read(self.plan)
        change(document)
        self.plan = to_json({**document, "checksum": checksum(document)})

    def in_toml(self, old: str, new: str) -> None:
        """Replaces words of hub.toml, which must be there."""
        text = self.config.read_text(encoding="utf-8")
        assert old in text
        self.config.write_text(text.replace(old, new), encoding="utf-8")

    def put(self, network: str, *nouns: Course | Booking) -> None:
        """Somebody writes these records into a network's system."""
        with self.world.office(network) as office:
            for noun in nouns:
                office.put(noun)

    def course(self, number: str = "AC-901") -> Course:
        with self.world.looking_at(ACADEMY) as office:
            return office.courses[number]

    def booking(self, number: str = "B-901") -> Booking:
        with self.world.looking_at(GUILD) as office:
            return office.bookings[number]


def _read(plan: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(plan)
    return document


@dataclass
class Scene:
    """A world that was planned in, and can be put back to that moment as often as one likes."""

    name: str
    build: Callable[[Path], World]
    folder: Path
    _desk: Desk | None = None
    _ledger: int = 0

    def fresh(self) -> Desk:
        """The desk at the moment after planning."""
        if self._desk is None or self._ledger != _inode(self._desk.world.ledger):
            for path in sorted(self.folder.rglob("*"), reverse=True):
                path.unlink() if path.is_file() else path.rmdir()
            self._desk = Desk.of(self.build(self.folder), undoes=2 if self.name == "undo" else None)
            self._ledger = _inode(self._desk.world.ledger)
        self._desk.again()
        return deepcopy(self._desk)


def _inode(path: Path) -> int:
    """A ledger that was deleted and written anew would be taken for a copy."""
    return path.stat().st_ino if path.exists() else 0


def a_course(number: str, world: World) -> Course:
    begin = world.now + timedelta(days=30, hours=7)
    return Course(
        id=number,
        title=f"Reden halten {number}",
        starts_at=begin.astimezone(ZONE),
        place="Northeim",
        capacity=4,
        price_member="95.00",
        released_to=frozenset({GUILD}),
    )


def a_booking(number: str, world: World, *, course: str = "AC-001") -> Booking:
    with world.looking_at(GUILD) as office:
        company = next(iter(office.members.values()))
    return Booking(
        id=number,
        course=course,
        company=Company(name=company.name),
        participant=Person(name=f"Zita Zander {number}", email=f"zita{number}@firma.example"),
        booked_on=world.day,
    )


def first(folder: Path) -> World:
    """The very first plan: there is no ledger yet."""
    world = World.build(folder, 3, traits=TRAITS)
    with world.office(ACADEMY) as office:
        office.put(a_course("AC-901", world))
        office.put(a_course("AC-902", world))
    with world.office(GUILD) as office:
        office.put(a_booking("B-901", world))
        office.put(a_booking("B-902", world, course="AC-002"))
    return world


def later(folder: Path) -> World:
    """The third day: courses are known, seats are given, people have booked and edited, also where they should not."""
    world = World.build(folder, 5, traits=TRAITS)
    for _ in range(2):
        world.night()
        world.people_act()
        world.tomorrow()
    with world.office(ACADEMY) as office:
        office.put(a_course("AC-901", world))
        office.put(a_course("AC-902", world))
    with world.office(GUILD) as office:
        office.put(a_booking("B-901", world))
        office.put(a_booking("B-902", world, course="AC-002"))
        edited = office.courses["AC-001"].model_copy(update={"place": "Raum 99"})
        office.put(edited)
    return world


def held(folder: Path) -> World:
    """A day on which the academy called off all its courses, which looks like an accident."""
    world = later(folder)
    world.night()
    with world.office(ACADEMY) as office:
        for course in list(office.courses.values()):
            office.put(course.model_copy(update={"status": CourseStatus.CANCELLED}))
    return world


def absent(folder: Path) -> World:
    """A day on which one booking is gone, and nobody knows yet whether it is cancelled."""
    world = later(folder)
    world.night()
    world.tomorrow()
    with world.office(GUILD) as office:
        office.remove("booking", "B-901")
        office.put(a_booking("B-903", world))
    return world


def quiet(folder: Path) -> World:
    """A day on which nothing moved: the plan is empty."""
    world = later(folder)
    world.night()
    return world


def undo(folder: Path) -> World:
    """The day after a night that somebody wants to undo."""
    world = later(folder)
    world.tomorrow()
    return world


SCENES: Mapping[str, Callable[[Path], World]] = {
    "first": first,
    "later": later,
    "held": held,
    "absent": absent,
    "quiet": quiet,
    "undo": undo,
}
EVERYWHERE = frozenset(SCENES)
BUSY = EVERYWHERE - {"quiet"}
BOOKED = frozenset({"first", "later"})
KNOWN = EVERYWHERE - {"first"}
APPLICABLE = frozenset({"first", "later", "absent"})
