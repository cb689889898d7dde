"""Make-believe networks with people and faults, for those who write plugins and for the hub's own proofs.

A world is a folder with a real hub.toml, a real ledger and systems in files. Everything in it comes from its seed, so
that a night that went wrong can be lived again::

    world = World.build(folder, seed=7, traits={"guild": Traits(own_ids=True, habits=("trims",))})
    world.night()
    world.people_act()
    before = Picture.of(world)
    world.befall("guild", Fault(what="time-out after writing", hook="publish_courses"))
    assert world.night().exit_code == 3
    world.befall("guild")
    assert night_dying_at(world, 12).exit_code is None
    world.night()
    assert wrongs(before, Picture.of(world), world) == []

A partner's own plugin takes part like any other: put it into the world's folder `plugins`, and its tables of hub.toml
into `World.settings`.
"""

from hub.testing.death import Ended, night_dying_at
from hub.testing.faults import Fault, Misfortune
from hub.testing.people import People
from hub.testing.saved import Saved
from hub.testing.system import MakeBelieve
from hub.testing.traits import Habit, Traits
from hub.testing.world import FORK, PAIR, RING, World
from hub.testing.wrongs import Picture, wrongs

__all__ = [
    "FORK",
    "PAIR",
    "RING",
    "Ended",
    "Fault",
    "Habit",
    "MakeBelieve",
    "Misfortune",
    "People",
    "Picture",
    "Saved",
    "Traits",
    "World",
    "night_dying_at",
    "wrongs",
]
