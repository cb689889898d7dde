"""A make-believe world: networks in files, people in offices, a real hub.toml, a real ledger, and days that pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Final

from hub.config import load
from hub.language import Text
from hub.model import NetworkName
from hub.nightly import Hub, Night, apply_night, open_hub, plan_night, sync_night
from hub.planning.document import as_document, to_json
from hub.testing.cabinet import Cabinet
from hub.testing.faults import Fault
from hub.testing.people import ZONE, People
from hub.testing.system import MakeBelieve
from hub.testing.traits import HABITS, Traits

Agreed = tuple[str, str]
"""Who organises, and through whom."""

PAIR: Final[Sequence[Agreed]] = (("academy", "guild"),)
FORK: Final[Sequence[Agreed]] = (("academy", "guild"), ("academy", "harbour"))
RING: Final[Sequence[Agreed]] = (("academy", "guild"), ("guild", "harbour"), ("harbour", "academy"))

_PLUGIN = '''"""The make-believe systems of this world."""

from hub.testing.system import register_connectors

__all__ = ["register_connectors"]
'''


class Silent:
    """Somebody who does not watch the night."""

    def step(self, text: Text, *, done: int | None = None, of: int | None = None) -> None:
        """Says nothing."""


@dataclass
class World:
    """One world in one folder. The same seed gives the same people, traits and days."""

    folder: Path
    seed: int
    agreed: Sequence[Agreed] = PAIR
    day: date = date(2013, 1, 14)
    settings: str = ""
    people: People = field(init=False)

    def __post_init__(self) -> None:
        self.people = People(Random(self.seed))  # noqa: S311 - luck, not secrecy

    @classmethod
    def build(
        cls,
        folder: Path,
        seed: int,
        *,
        agreed: Sequence[Agreed] = PAIR,
        traits: Mapping[str, Traits] | None = None,
    ) -> World:
        """A world on its first day: offices with members and courses, and no night yet.

        Without `traits` the seed decides how each system behaves.
        """
        world = cls(folder, seed, agreed)
        for name in ("outside", "plugins", "var"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "plugins" / "make_believe.py").write_text(_PLUGIN, encoding="utf-8")
        world.write_configuration()
        for name in world.networks:
            with closing(Cabinet(world.file_of(name))) as cabinet:
                cabinet.traits = traits[name] if traits and name in traits else world._drawn_traits()
            with world.office(name) as office:
                world.people.settle_in(office, name, to=world.channels_of(name), day=world.day)
        return world

    def _drawn_traits(self) -> Traits:
        luck = self.people.luck
        return Traits(
            own_ids=luck.random() < 0.5,
            seats=luck.choice(("by hand", "by capacity")),
            habits=tuple(luck.sample(HABITS, k=luck.randint(0, 2))),
        )

    # what there is

    @property
    def networks(self) -> list[NetworkName]:
        return sorted({NetworkName(name) for pair in self.agreed for name in pair})

    def channels_of(self, organiser: str) -> list[NetworkName]:
        return [NetworkName(channel) for one, channel in self.agreed if one == organiser]

    @property
    def config(self) -> Path:
        return self.folder / "hub.toml"

    @property
    def ledger(self) -> Path:
        return self.folder / "var" / "hub.db"

    def file_of(self, network: str) -> Path:
        """Where a network's system keeps its records."""
        return self.folder / "outside" / f"{network}.db"

    def write_configuration(self) -> None:
        """hub.toml as an office would have it; `settings` are lines of its own."""
        lines = ['[hub]\nlanguage = "en"\ntimezone = "Europe/Berlin"\nledger = "var/hub.db"']
        lines += [
            f'[networks.{name}]\ntitle = "{name.title()}"\n'
            f'[networks.{name}.systems.crm]\nconnector = "make-believe"\npath = "outside/{name}.db"'
            for name in self.networks
        ]
        lines += [
            f'[agreements.{organiser}-{channel}]\norganiser = "{organiser}"\nchannel = "{channel}"\n'
            "valid_from = 2013-01-01\n"
            'share = { participant = ["name", "email"], member = ["name", "town"] }'
            for organiser, channel in self.agreed
        ]
        self.config.write_text("\n\n".join([*lines, self.settings, ""]), encoding="utf-8")

    # what people do

    @contextmanager
    def office(self, network: str) -> Iterator[MakeBelieve]:
        """A network's office by day: what is done there is kept, in the way this system keeps it."""
        with self.looking_at(network) as office:
            yield office
            office.rewrite()
            office.save()

    @contextmanager
    def looking_at(self, network: str) -> Iterator[MakeBelieve]:
        """A network's office; whatever is done there is forgotten."""
        office = MakeBelieve.at(self.file_of(network))
        try:
            yield office
        finally:
            office.close()

    def grow(self, *, members: int, courses: int) -> None:
        """Every network gets so many more members, and every organiser so many more courses."""
        for name in self.networks:
            channels = self.channels_of(name)
            with self.office(name) as office:
                self.people.join(office, members)
                for _ in range(courses if channels else 0):
                    self.people.offer(office, name, to=channels, day=self.day)

    def book(self, count: int) -> None:
        """So many bookings come in at every channel."""
        for name in sorted({channel for _, channel in self.agreed}):
            with self.office(name) as office:
                for _ in range(count):
                    self.people.book(office, day=self.day)

    def people_act(self) -> None:
        """One working day in every office."""
        for name in self.networks:
            channels = self.channels_of(name)
            with self.office(name) as office:
                if channels:
                    self.people.a_day_at_the_organiser(office, name, to=channels, day=self.day)
                if any(name == channel for _, channel in self.agreed):
                    self.people.a_day_at_the_channel(office, name, day=self.day)

    def tomorrow(self, days: int = 1) -> None:
        """Time passes; courses that are over were held."""
        self.day += timedelta(days=days)
        for name in self.networks:
            with self.office(name) as office:
                self.people.teach(office, day=self.day)

    def befall(self, network: str, *faults: Fault) -> None:
        """What goes wrong with this network's system from now on; nothing, without faults."""
        with closing(Cabinet(self.file_of(network))) as cabinet:
            cabinet.faults = faults

    # nights

    @property
    def now(self) -> datetime:
        return datetime.combine(self.day, time(2), ZONE)

    def hub(self) -> Hub:
        """The hub as `hub sync` opens it, but on this world's day."""
        return replace(open_hub(load(self.config, environ={})), now=self.now)

    def night(self) -> Night:
        return sync_night(self.hub(), progress=Silent())

    def rehearse(self) -> Night:
        return plan_night(self.hub(), progress=Silent())

    def plan_text(self) -> str:
        """The plan file that `hub plan --out` would write tonight."""
        return to_json(as_document(self.rehearse().facts.plan, language="en"))

    def apply(self, plan_text: str, *, confirm_held: bool = False) -> Night:
        """`hub apply` with this plan file. Raises: StalePlan."""
        return apply_night(self.hub(), plan_text, confirm_held=confirm_held, progress=Silent())

    def undo(self, run: int) -> Night:
        """`hub undo RUN --yes`: the way back is planned, and then gone."""
        shown = plan_night(self.hub(), progress=Silent(), undoes=run)
        return self.apply(to_json(as_document(shown.facts.plan, language="en")))
