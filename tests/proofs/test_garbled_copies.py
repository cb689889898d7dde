"""Copies that cannot be read, by a number that nobody knows elsewhere or by none at all, are not written a second time."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.nightly import Night
from hub.planning.plan import PlannedChange
from hub.testing.faults import Fault, Misfortune
from hub.testing.traits import Traits
from hub.testing.world import World
from hub.testing.wrongs import Picture, wrongs
from tests.proofs.stage import told

GARBLED = pytest.mark.parametrize(
    ("what", "own_ids"), [("garbles records", True), ("garbles numbers", True), ("garbles numbers", False)]
)
PLACES = pytest.mark.parametrize(
    ("network", "reading", "writing"),
    [("guild", "fetch_courses", "publish_courses"), ("academy", "fetch_bookings", "sync_bookings")],
)


def built(folder: Path, *, own_ids: bool) -> World:
    """An academy with courses and a guild that books, on their first day."""
    ways = Traits(own_ids=own_ids, seats="by capacity")
    world = World.build(folder, 7, traits={"academy": ways, "guild": ways})
    world.grow(members=4, courses=6)
    return world


def settled(folder: Path, *, own_ids: bool) -> World:
    """The same after a week in which everything came to rest."""
    world = built(folder, own_ids=own_ids)
    world.night()
    world.book(8)
    for _ in range(3):
        night = world.night()
        world.tomorrow()
    assert night.facts.plan.is_empty, told(night)
    return world


def lived(world: World, nights: int = 2) -> list[Night]:
    """Some nights after one another, in which nothing goes wrong that the judge can see."""
    found = []
    for _ in range(nights):
        before = Picture.of(world)
        found.append(world.night())
        assert wrongs(before, Picture.of(world), world) == [], told(found[-1])
        world.tomorrow()
    return found


def added(night: Night) -> list[PlannedChange]:
    return [one for one in night.facts.plan.changes if one.change.action == "add"]


@GARBLED
@PLACES
@pytest.mark.parametrize("count", [1, 99])
def test_a_garbled_copy_is_not_written_again(
    what: Misfortune, network: str, reading: str, writing: str, count: int, own_ids: bool, tmp_path: Path
) -> None:
    world = settled(tmp_path / "world", own_ids=own_ids)
    world.befall(network, Fault(what=what, hook=reading, count=count))

    for night in lived(world):
        assert night.facts.plan.rejects
        assert added(night) == [], told(night)

    world.befall(network)
    *_, last = lived(world, 3)
    assert (last.exit_code, last.facts.plan.is_empty) == (0, True), told(last)


@GARBLED
def test_neither_is_it_where_the_ledger_is_lost(what: Misfortune, own_ids: bool, tmp_path: Path) -> None:
    world = settled(tmp_path / "world", own_ids=own_ids)
    world.ledger.unlink()
    world.befall("guild", Fault(what=what, hook="fetch_courses", count=2))

    [night] = lived(world, 1)
    assert added(night) == [], told(night)


@GARBLED
@PLACES
def test_what_may_have_been_written_is_not_written_again_where_rows_are_garbled_afterwards(
    what: Misfortune, network: str, reading: str, writing: str, own_ids: bool, tmp_path: Path
) -> None:
    """The answer gets lost, and the row that was written cannot be read: the hub cannot know whether it was."""
    world = built(tmp_path / "world", own_ids=own_ids)
    if writing == "sync_bookings":
        lived(world, 1)
        world.book(5)
    timed_out = Fault(what="time-out after writing", hook=writing)
    world.befall(network, timed_out, Fault(what=what, hook=reading, call=2, count=99))
    [night] = lived(world, 1)
    outcomes = [night.facts.outcomes[one.id] for one in added(night)]
    assert {one.state for one in outcomes} <= {"done", "unknown", "skipped"}, told(night)
    assert "unknown" in {one.state for one in outcomes}

    world.befall(network, Fault(what=what, hook=reading, count=99))
    for night in lived(world, 2):
        assert added(night) == [], told(night)

    world.befall(network)
    lived(world, 3)


@GARBLED
def test_new_courses_are_published_although_an_old_copy_is_garbled(
    what: Misfortune, own_ids: bool, tmp_path: Path
) -> None:
    world = settled(tmp_path / "world", own_ids=own_ids)
    world.befall("guild", Fault(what=what, hook="fetch_courses"))
    world.grow(members=0, courses=2)

    night, *_ = lived(world)

    assert [(one.network, one.kind) for one in added(night)] == [("guild", "course")] * 2, told(night)
