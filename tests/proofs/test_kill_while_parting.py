"""A hub that dies while it parts a call that was refused as a whole: nothing is doubled, everything good arrives."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hub.testing.death import night_dying_at
from hub.testing.faults import Fault
from hub.testing.saved import Saved, files_in
from hub.testing.world import PAIR, World
from hub.testing.wrongs import Picture
from tests.proofs.side_by_side import memory_folder, side_by_side
from tests.proofs.test_kill_anywhere import Death

POINTS_OF_A_WORLD = 12
ORGANISER, CHANNEL = PAIR[0]


def bad_ones_at(world: World) -> tuple[str, ...]:
    """Every third of what is about to be written: the refs of courses and of bookings that their targets refuse."""
    refs = [
        str(change.ref) for change in world.rehearse().facts.plan.changes if change.change.action == "add"
    ]
    return tuple(refs[1::3])


def parting(seed: int, folder: Path) -> tuple[Death, tuple[str, ...]]:
    """A world whose first night is full of work, and whose systems refuse a call for every third record in it."""
    world = World.build(folder, seed)
    world.grow(members=4, courses=6)
    world.book(8)
    bad = bad_ones_at(world)
    world.befall(CHANNEL, Fault(what="refuses the whole", hook="publish_courses", ids=bad))
    world.befall(ORGANISER, Fault(what="refuses the whole", hook="sync_bookings", ids=bad))
    before, saved = Picture.of(world), Saved.of(folder)
    undisturbed = night_dying_at(world, None)
    return Death(world, saved, before, undisturbed, Picture.of(world), files_in(folder / "var")), bad


def stands_in(picture: Picture) -> set[str]:
    return {
        str(noun.origin) for nouns in picture.records.values() for noun in nouns if noun.origin is not None
    }


def die_in(seed: int) -> list[str]:
    """Kills one world's night at points spread over it; gives what is wrong."""
    with TemporaryDirectory(dir=memory_folder()) as folder:
        death, bad = parting(seed, Path(folder))
        assert bad
        assert stands_in(death.after).isdisjoint(bad)
        reached = len(death.undisturbed.points)
        points = sorted({reached * n // POINTS_OF_A_WORLD for n in range(POINTS_OF_A_WORLD)})

        wrong = [one for point in points for one in death.mended(point) if "still changes" not in one]
        for network in death.world.networks:  # what was refused heals by itself once it is mended
            death.world.befall(network)
        death.world.night()
        wrong += [f"{ref} never arrived" for ref in set(bad) - stands_in(Picture.of(death.world))]
        return wrong


def test_a_death_while_a_call_is_parted_is_mended_by_the_next_night() -> None:
    for wrong in side_by_side(die_in, range(3)):
        assert wrong == []
