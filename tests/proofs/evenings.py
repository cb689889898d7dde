"""Worlds in which something is due tonight: on their very first night, and after days of work; put back at will."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from hub.model import BookingStatus
from hub.nightly import Night
from hub.planning.plan import PlannedChange
from hub.testing.faults import Fault
from hub.testing.saved import Saved
from hub.testing.system import MakeBelieve
from hub.testing.traits import Traits
from hub.testing.world import World
from hub.testing.wrongs import Picture
from tests.proofs.truth import Told, untruths

Phase = Literal["first", "later"]
Ways = Literal["plain", "own ids", "habits"]

Evenings = Callable[[Phase, Ways], "Evening"]

_SEED: Final = 11
_TRAITS: Final[Mapping[Ways, tuple[Traits, Traits]]] = {
    "plain": (Traits(), Traits()),
    "own ids": (Traits(own_ids=True), Traits(own_ids=True)),
    "habits": (Traits(habits=("shouts", "lowers e-mails")), Traits(habits=("trims", "cuts long titles"))),
}
"""How the academy behaves, and the guild."""


@dataclass(frozen=True)
class Evening:
    """A world just before its night, and everything in it, to be put back."""

    world: World
    saved: Saved
    day: date

    @classmethod
    def of(cls, folder: Path, phase: Phase, ways: Ways = "plain") -> Evening:
        """On its first night it publishes fourteen courses; later there is a change of every sort to be made."""
        world = World.build(folder, _SEED, traits=dict(zip(("academy", "guild"), _TRAITS[ways], strict=True)))
        world.grow(members=10, courses=9)
        if phase == "later":
            for count in (0, 12, 0):
                world.book(count)
                world.night()
            with world.office("academy") as office:
                for booking in list(office.bookings.values()):
                    office.put(booking.model_copy(update={"status": BookingStatus.CONFIRMED}))
            world.night()
            world.tomorrow()
            _a_day_s_work(world)
        return cls(world, Saved.of(world.folder), world.day)

    def put_back(self) -> World:
        self.saved.put_back()
        self.world.day = self.day
        return self.world

    def night(self, network: str, *faults: Fault) -> Lived:
        """Tonight's night, in which this befalls the network."""
        return self.after(lambda world: world.befall(network, *faults))

    def after(self, act: Callable[[World], None]) -> Lived:
        """Tonight's night after this was done."""
        world = self.put_back()
        act(world)
        planned, before = world.rehearse().facts.plan.changes, Picture.of(world)
        night = world.night()
        return Lived(night, before, Picture.of(world), planned)


@dataclass(frozen=True)
class Lived:
    """A night between two pictures; `planned` are the changes of a plan that was made right before."""

    night: Night
    before: Picture
    after: Picture
    planned: Sequence[PlannedChange]

    @cached_property
    def told(self) -> Told:
        return Told(self.night)

    def untruths(self, *, is_late: bool = False) -> list[str]:
        return untruths(self.told, self.before, self.after, planned=self.planned, is_late=is_late)


def _a_day_s_work(world: World) -> None:
    """Two courses are corrected and one is new; bookings come, change, get another seat and are cancelled."""
    people = world.people
    with world.office("academy") as office:
        first, second, *_ = [course for course in office.courses.values() if course.released_to]
        office.put(first.model_copy(update={"title": "Neuer Titel"}))
        office.put(second.model_copy(update={"place": "Clausthal"}))
        people.offer(office, "academy", to=world.channels_of("academy"), day=world.day)
        _edit_booking(office, 0, status=BookingStatus.WAITLISTED)
    with world.office("guild") as office:
        own = list(office.bookings.values())
        _edit_booking(office, 1, participant=own[1].participant.model_copy(update={"name": "Neuer Name"}))
        _edit_booking(office, 2, status=BookingStatus.CANCELLED_BY_COMPANY)
        for _ in range(3):
            people.book(office, day=world.day)


def _edit_booking(office: MakeBelieve, number: int, **fields: object) -> None:
    booking = list(office.bookings.values())[number]
    office.put(booking.model_copy(update=fields))
