"""Wherever a hub dies, the next plain night ends as if nothing had happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from hub.testing.death import Ended, night_dying_at
from hub.testing.saved import Saved, files_in
from hub.testing.world import FORK, PAIR, RING, World
from hub.testing.wrongs import Picture, wrongs
from tests.proofs.side_by_side import memory_folder, side_by_side
from tests.tried import Tried

WORLDS = 20
POINTS_OF_A_WORLD = 26


@dataclass(frozen=True)
class Death:
    """A world that is about to have its night, and how that night ends when nobody is killed."""

    world: World
    saved: Saved
    before: Picture
    undisturbed: Ended
    after: Picture
    files: list[Path]

    @classmethod
    def of(cls, seed: int, folder: Path) -> Death:
        world = World.build(folder, seed, agreed=(PAIR, FORK, PAIR, RING)[seed % 4])
        for _ in range(seed % 3):  # some die in their very first night
            world.night()
            world.people_act()
        before, saved = Picture.of(world), Saved.of(folder)
        undisturbed = night_dying_at(world, None)
        return cls(world, saved, before, undisturbed, Picture.of(world), files_in(folder / "var"))

    def mended(self, point: int) -> list[str]:
        """What is wrong after a death at this point and one plain night; nothing, if all is well."""
        self.saved.put_back()
        killed = night_dying_at(self.world, point)
        mending = self.world.night()
        after, files = Picture.of(self.world), files_in(self.world.folder / "var")
        quiet = self.world.night()
        found = list(wrongs(self.before, after, self.world))
        if killed.exit_code is not None:
            found.append(f"it lived, and left with {killed.exit_code}")
        if mending.exit_code != self.undisturbed.exit_code:
            found.append(f"the mending night left with {mending.exit_code}, not {self.undisturbed.exit_code}")
        if after.by_name != self.after.by_name:
            found.append(f"not as undisturbed: {sorted(_difference(after, self.after))}")
        if files != self.files:
            found.append(f"files are left or gone: {sorted(set(files) ^ set(self.files))}")
        if quiet.facts.plan.changes:
            found.append(f"the night after still changes {[str(c.ref) for c in quiet.facts.plan.changes]}")
        name = killed.points[-1] if killed.points else "nowhere"
        return [f"seed {self.world.seed}, point {point} ({name}): {wrong}" for wrong in found]


def _difference(one: Picture, other: Picture) -> Iterator[str]:
    mine, theirs = one.by_name, other.by_name
    yield from ("/".join(key) for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key))


def die_in(seed: int, *, most: int | None) -> tuple[int, list[str]]:
    """Kills one world's night at `most` points spread over it, or at every one; gives how many, and what is wrong."""
    with TemporaryDirectory(dir=memory_folder()) as folder:
        death = Death.of(seed, Path(folder))
        reached = len(death.undisturbed.points)
        points = sorted({reached * n // most for n in range(most)}) if most else list(range(reached))
        return len(points), [wrong for point in points for wrong in death.mended(point)]


def test_after_a_death_at_any_point_the_next_plain_night_mends_everything(tried: Tried) -> None:
    die = partial(die_in, most=None if tried.is_soak else POINTS_OF_A_WORLD)
    wrongs_found = []
    for points, wrong in side_by_side(die, tried.seeds(WORLDS, counted="killed nights")):
        wrongs_found += wrong
        tried.count("killed", points)
        tried.count("killed nights", 3 * points)
    assert wrongs_found == []
