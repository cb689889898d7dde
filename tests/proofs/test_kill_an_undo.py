"""Wherever an undo dies, a plain night makes nothing again, and the same undo goes the rest of the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from hub.testing.death import night_dying_at
from hub.testing.saved import Saved, files_in
from hub.testing.world import PAIR, RING, World
from hub.testing.wrongs import Picture
from tests.proofs.side_by_side import memory_folder, side_by_side
from tests.tried import Tried

WORLDS = 8
POINTS_OF_A_WORLD = 10


@dataclass(frozen=True)
class Undo:
    """A busy night that is about to be undone, and how the world looks when nobody is killed meanwhile."""

    world: World
    run: int
    saved: Saved
    points: int
    after: Picture
    files: list[Path]

    @classmethod
    def of(cls, seed: int, folder: Path) -> Undo:
        world = World.build(folder, seed, agreed=RING if seed % 4 == 3 else PAIR)
        world.night()
        world.people_act()
        run = world.night().facts.run
        assert run is not None
        saved = Saved.of(folder)
        points = len(night_dying_at(world, None, command=partial(_undone, run=run)).points)
        world.night()
        return cls(world, run, saved, points, Picture.of(world), files_in(folder / "var"))

    def mended(self, point: int) -> list[str]:
        """What is wrong after a death at this point, a plain night, and the same undo again."""
        self.saved.put_back()
        killed = night_dying_at(self.world, point, command=partial(_undone, run=self.run))
        self.world.night()
        self.world.undo(self.run)
        quiet = self.world.night()
        differing = set(Picture.of(self.world).by_name.items()) ^ set(self.after.by_name.items())
        found = [f"{'/'.join(key)} is not as undisturbed" for key in sorted({key for key, _ in differing})]
        found += [f"{change.ref} is made again" for change in quiet.facts.plan.changes]
        if files_in(self.world.folder / "var") != self.files:
            found.append("files are left or gone")
        if killed.exit_code is not None:
            found.append(f"it lived, and left with {killed.exit_code}")
        return [f"seed {self.world.seed}, point {point} ({killed.points[-1]}): {one}" for one in found]


def _undone(world: World, *, run: int) -> int:
    return world.undo(run).exit_code


def die_in(seed: int, *, most: int | None) -> tuple[int, list[str]]:
    """Kills the undo of one world's last night at `most` points, or at every one; how many, and what is wrong."""
    with TemporaryDirectory(dir=memory_folder()) as folder:
        undo = Undo.of(seed, Path(folder))
        points = sorted({undo.points * n // most for n in range(most)}) if most else list(range(undo.points))
        return len(points), [wrong for point in points for wrong in undo.mended(point)]


def test_after_the_death_of_an_undo_a_plain_night_and_the_undo_again_go_the_whole_way_back(
    tried: Tried,
) -> None:
    die = partial(die_in, most=None if tried.is_soak else POINTS_OF_A_WORLD)
    for points, wrong in side_by_side(die, tried.worlds(WORLDS)):
        assert wrong == []
        tried.count("killed undos", points)
