"""The hub's own memory lost, old, copied or shared, and clocks that lie. Each name is that of a real incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from shutil import copytree, rmtree
from typing import Final

from hub.config import load
from hub.errors import AlreadyRunning, ConfigError, HubError
from hub.ledger.store import Ledger
from hub.testing.world import World
from hub.testing.wrongs import Picture, wrongs
from tests.proofs.stage import Disaster, Ending, Settled


def ledger_deleted(*, ends: Ending) -> Disaster:
    """Somebody tidies up, and the folder of the ledger looks like rubbish."""

    def disaster(settled: Settled, world: World) -> Iterator[Ending | str]:
        for file in world.ledger.parent.iterdir():
            file.unlink()
        yield ends

    return disaster


def old_ledger(*, ends: Ending, nights: int = 1) -> Disaster:
    """The ledger of a week ago, with the new work of a week on both sides."""

    def disaster(settled: Settled, world: World) -> Iterator[Ending | str]:
        with world.ledger.open("r+b") as file:
            file.write(settled.backup.bytes_by_file[world.ledger])
            file.truncate()
        for _ in range(nights):
            yield ends

    return disaster


def second_folder(settled: Settled, world: World) -> Iterator[Ending | str]:
    """The whole folder was copied to a second machine, and its hub starts first every night."""
    copy = world.folder.with_name("copied")
    rmtree(copy, ignore_errors=True)
    copytree(world.folder, copy)
    there = World(copy, world.seed, world.agreed, world.day)
    there.config.write_text(_with_files_of(world), encoding="utf-8")
    for _ in range(2):
        yield from _refused(there, ConfigError, of=world)
        yield 0, ""
    rmtree(copy)


def _with_files_of(world: World) -> str:
    """Its hub.toml, with the paths of its systems written out: both hubs work on the same systems."""
    return world.config.read_text(encoding="utf-8").replace(
        '"outside/', f'"{world.folder.as_posix()}/outside/'
    )


def second_hub(settled: Settled, world: World) -> Iterator[Ending | str]:
    """A second hub starts on the same ledger while the first one is at work."""
    with closing(Ledger.open(load(world.config, environ={}).hub.ledger)) as ledger, ledger.lock():
        yield from _refused(world, AlreadyRunning, of=world)
    yield 0, ""


def _refused(hub: World, why: type[HubError], *, of: World) -> Iterator[str]:
    """What is wrong unless this hub stops before it writes anything into that world."""
    before = Picture.of(of)
    try:
        hub.night()
    except why:
        if Picture.of(of) != before:
            yield "a hub that was refused has written"
    else:
        yield f"a second hub was not refused with {why.__name__}"


def other_hub(*, ends: Ending, change: Mapping[str, str]) -> Disaster:
    """Two hubs with different settings take turns on one ledger, for four nights."""

    def disaster(settled: Settled, world: World) -> Iterator[Ending | str]:
        right = world.config.read_text(encoding="utf-8")
        other = right
        for old, new in change.items():
            assert old in other
            other = other.replace(old, new)
        for text in (other, right, other, right):
            world.config.write_text(text, encoding="utf-8")
            yield ends

    return disaster


def clock(days: int, *, ends: Ending) -> Disaster:
    """For a night the clock of the hub's machine is wrong by so many days."""

    def disaster(settled: Settled, world: World) -> Iterator[Ending | str]:
        right = world.day
        world.day += timedelta(days=days)
        yield ends
        world.day = right

    return disaster


def confirmed_after(disaster: Disaster, *, held: Ending) -> Disaster:
    """The same; and what the hub holds when it is over, a person confirms once, with that night's plan file."""

    def confirmed(settled: Settled, world: World) -> Iterator[Ending | str]:
        yield from disaster(settled, world)
        yield held
        before = Picture.of(world)
        world.apply(world.plan_text(), confirm_held=True)
        yield from wrongs(before, Picture.of(world), world)

    return confirmed


OF_LEDGERS: Final[Mapping[str, Disaster]] = {
    "the ledger is deleted after weeks of work": ledger_deleted(ends=(0, "")),
    "an old ledger is restored with new work on both sides": old_ledger(ends=(0, "")),
    "the folder with the ledger is copied to a second machine": second_folder,
    "a second hub starts on the same ledger": second_hub,
    "two hubs with other rules take turns on one ledger": other_hub(
        ends=(0, ""), change={'["name", "town"]': '["name"]', 'language = "en"': 'language = "de"'}
    ),
    "the clock is set back by ten days": clock(-10, ends=(6, "Set the clock")),
    "the clock is set back by two days": clock(-2, ends=(6, "Set the clock")),
    "the clock is a week ahead": confirmed_after(clock(8, ends=(0, "")), held=(6, "Set the clock")),
    "the clock is a year ahead": confirmed_after(clock(365, ends=(0, "began on")), held=(6, "Set the clock")),
}
"""In a world of several hundred records."""
