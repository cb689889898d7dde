"""What people really removed goes with one confirmation, of that one night's plan; there is no permanent switch."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

from hub.errors import StalePlan
from hub.model import Booking, Course, Ref
from hub.testing.world import World
from hub.testing.wrongs import Picture, wrongs
from tests.proofs.removals import SHRINKINGS, Removal
from tests.proofs.side_by_side import memory_folder, side_by_side
from tests.proofs.stage import TOWN, Settled, judged_night, told
from tests.tried import Tried

NAMES: Final = [*SHRINKINGS]
Wrongs = Mapping[str, Sequence[str]]
"""What was wrong, by the name of the shrinking."""


def live(names: Sequence[str]) -> Wrongs:
    """These shrinkings of one world, one after the other."""
    gc.disable()  # in a process of its own: a quarter of a night's time went into looking for rubbish
    with TemporaryDirectory(dir=memory_folder()) as folder:
        settled = Settled.of(Path(folder), seed=1, size=TOWN)
        return {name: [*_shrunk(settled.again(), SHRINKINGS[name])] for name in names}


def _shrunk(world: World, removal: Removal) -> Iterator[str]:
    yesterday = world.plan_text()
    off = removal.happen(world)
    if removal.forgotten:
        for file in world.ledger.parent.iterdir():
            file.unlink()
    yield from _held(world)
    tonight = world.plan_text()
    yield from _refused(world, yesterday, "another night's plan")
    yield from _confirmed(world, tonight, off)
    yield from _refused(world, tonight, "the same plan a second time")
    night = world.night()
    if night.exit_code or not night.facts.plan.is_empty:
        yield f"it is not quiet after the confirmation: {told(night)}"
    world.tomorrow()
    yield from _refused(world, tonight, "the same plan the night after")
    yield from _peaceful(world)


def _held(world: World) -> Iterator[str]:
    """Sooner or later the hub holds it, and until then nothing is cancelled: what is gone one night may be back."""
    for _ in range(3):
        before = Picture.of(world)
        night, found = judged_night(world)
        yield from found
        yield from (f"{ref} is cancelled before anybody confirmed it" for ref in _gone_off(before, world))
        if night.exit_code == 6:
            return
        world.tomorrow()
    yield f"it is never held: {told(night)}"


def _confirmed(world: World, plan_text: str, off: set[Ref]) -> Iterator[str]:
    before = Picture.of(world)
    night = world.apply(plan_text, confirm_held=True)
    yield from wrongs(before, Picture.of(world), world)
    if night.exit_code:
        yield f"the confirmed night left with {night.exit_code}: {told(night)}"
    now = _gone_off(before, world)
    yield from (f"{ref} was cancelled too" for ref in sorted(map(str, now - off)))
    yield from (f"{ref} was not cancelled" for ref in sorted(map(str, off - now)))


def _refused(world: World, plan_text: str, what: str) -> Iterator[str]:
    before = Picture.of(world)
    try:
        world.apply(plan_text, confirm_held=True)
    except StalePlan:
        if Picture.of(world) != before:
            yield f"{what} was refused, and yet something was written"
    else:
        yield f"{what} was carried out"


def _peaceful(world: World) -> Iterator[str]:
    before = Picture.of(world)
    night, found = judged_night(world)
    yield from (*found, *(f"{ref} is cancelled the night after" for ref in _gone_off(before, world)))
    if night.exit_code or night.facts.plan.held:
        yield f"it is not well the night after: {told(night)}"


def _gone_off(before: Picture, world: World) -> set[Ref]:
    """What has been cancelled anywhere since."""
    return _off(Picture.of(world)) - _off(before)


def _off(picture: Picture) -> set[Ref]:
    return {
        noun.origin or Ref(network, noun.kind, noun.id)
        for network, nouns in picture.records.items()
        for noun in nouns
        if isinstance(noun, Booking | Course) and "cancelled" in noun.status.value
    }


@pytest.fixture(scope="session")
def wrong(request: pytest.FixtureRequest) -> Wrongs:
    """What was wrong in each of the shrinkings that this session is about, half of them in each process."""
    found = (getattr(item, "callspec", None) for item in request.session.items if item.path == Path(__file__))
    chosen = {spec.params["name"] for spec in found if spec is not None}
    names = [name for name in NAMES if name in chosen]
    return {name: one for part in side_by_side(live, [names[::2], names[1::2]]) for name, one in part.items()}


@pytest.mark.parametrize("name", NAMES)
def test_a_shrinking_takes_one_confirmation_and_exactly_what_was_removed(name: str, wrong: Wrongs) -> None:
    assert wrong[name] == []


def test_each_shrinking_was_lived_through(request: pytest.FixtureRequest, tried: Tried) -> None:
    assert len(NAMES) >= 10
    wrong: Wrongs = request.getfixturevalue("wrong")
    if any(wrong.get(name) != [] for name in NAMES):
        pytest.skip("only some of them were chosen, or one went wrong")
    tried.count("shrinkings", len(NAMES))
