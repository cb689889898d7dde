"""Where disasters are played: a world with weeks of work behind it, its undisturbed twin, and what must be true of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hub.nightly import Night
from hub.report import as_text, view_of
from hub.testing.saved import Saved
from hub.testing.world import World
from hub.testing.wrongs import Picture, wrongs
from tests.proofs.workdays import Workdays

Ending = tuple[int | tuple[int, ...], str]
"""How a night must end: the exit code (or one of several), and words that its report must have."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is in a world on its first day."""

    members: int
    courses: int
    bookings: int


BOOKED: Final = Size(members=60, courses=60, bookings=500)
"""Five hundred bookings at a channel, and their copies at the organiser."""
RELEASED: Final = Size(members=40, courses=250, bookings=40)
"""Several hundred courses of an organiser, and their copies at a channel."""
TOWN: Final = Size(members=60, courses=40, bookings=90)
"""Several hundred records of all kinds."""


@dataclass(frozen=True)
class Settled:
    """A world after weeks of work, to be lived on from there as often as one likes; `backup` is a week older."""

    world: World
    saved: Saved
    backup: Saved
    workdays: Workdays
    twins: dict[int, Picture] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, seed: int, size: Size) -> Settled:
        """Six nights in three weeks, the last of which left nothing to do."""
        world = World.build(folder / "world", seed)
        world.grow(members=size.members, courses=size.courses)
        _night(world)
        world.tomorrow()
        world.book(size.bookings)
        saved = []
        for _ in range(4):
            _night(world)
            saved.append(Saved.of(world.folder))
            world.tomorrow(3)
            world.people_act()
        _night(world)
        assert world.rehearse().facts.plan.is_empty, f"seed {seed} does not settle"
        world.tomorrow()
        (folder / "ledger").hardlink_to(world.ledger)
        return cls(world, Saved.of(world.folder), saved[2], Workdays.drawn(world))

    def again(self) -> World:
        """The world as it stood, with the very file that its ledger was: another one would be a copy."""
        self.world.ledger.unlink(missing_ok=True)
        self.world.ledger.hardlink_to(self.world.folder.with_name("ledger"))
        self.saved.put_back()
        return deepcopy(self.world)

    def undisturbed(self, nights: int) -> Picture:
        """How the world looks after so many days of work and nights, when nothing else happens."""
        if nights not in self.twins:
            world = self.again()
            for number in range(nights):
                if number:
                    world.tomorrow()
                self.workdays.day(world, number)
                _night(world)
            self.twins[nights] = Picture.of(world)
        return self.twins[nights]


def _night(world: World) -> None:
    """A night; where nothing happens each is well."""
    night = world.night()
    assert night.exit_code == 0, f"seed {world.seed} is not at peace: {told(night)}"


def told(night: Night) -> str:
    """The report as people read it."""
    return as_text(view_of(night.facts), language="en", length="full")


Disaster = Callable[[Settled, World], Iterator[Ending | str]]
"""Strikes a world after a day's work; each `yield` of an ending is a night, and what follows it happens on the morning
after. A sentence is something that went wrong besides."""


def lived(settled: Settled, disaster: Disaster) -> list[str]:
    """What was wrong in the nights of a disaster and after it; nothing, if the world healed by itself."""
    world = settled.again()
    found = [*_nights_of(disaster, world, settled)]
    return [f"seed {world.seed}: {wrong}" for wrong in found]


def _nights_of(disaster: Disaster, world: World, settled: Settled) -> Iterator[str]:
    nights = 0
    settled.workdays.day(world, nights)
    happening = disaster(settled, world)
    ending = next(happening, None)
    while ending is not None:
        if isinstance(ending, str):
            yield ending
            ending = next(happening, None)
            continue
        night, found = judged_night(world)
        yield from (f"night {nights}: {wrong}" for wrong in (*found, *unlike(night, ending)))
        nights, ending = nights + 1, next(happening, None)
        world.tomorrow()
        settled.workdays.day(world, nights)
    yield from _after(nights, world, settled)


def judged_night(world: World) -> tuple[Night, list[str]]:
    """A night, and what is wrong with what it did."""
    before = Picture.of(world)
    night = world.night()
    return night, wrongs(before, Picture.of(world), world)


def unlike(night: Night, ending: Ending) -> Iterator[str]:
    """How a night ended otherwise than it had to."""
    (codes, words), report = ending, told(night)
    if night.exit_code not in (codes if isinstance(codes, tuple) else (codes,)):
        yield f"it left with {night.exit_code}, not {codes}: {report}"
    if words not in report:
        yield f"it does not say “{words}”: {report}"


def _after(nights: int, world: World, settled: Settled) -> Iterator[str]:
    """A working night as every other, and another right after it would have nothing left to do."""
    _, found = judged_night(world)
    yield from (f"first night after: {wrong}" for wrong in found)
    next_one = world.rehearse()
    if next_one.exit_code or not next_one.facts.plan.is_empty:
        yield f"it never heals: {told(next_one)}"
    now, twin = Picture.of(world).by_name, settled.undisturbed(nights + 1).by_name
    for key in sorted(now.keys() | twin.keys()):
        if now.get(key) != twin.get(key):
            yield f"{'/'.join(key)} is {now.get(key)}, and {twin.get(key)} without the disaster"
