"""A make-believe world: made of its seed alone, with a hub.toml and a ledger that the real hub opens."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from hub.config import load
from hub.errors import StalePlan
from hub.language import Text
from hub.testing.faults import Fault
from hub.testing.traits import Traits
from hub.testing.world import PAIR, RING, Silent, World
from hub.testing.wrongs import Picture
from tests.office import process
from tests.planning.builders import course

LIVE = """
import sys, hashlib
from pathlib import Path
from hub.testing import RING, Picture, World
world = World.build(Path(sys.argv[1]), 5, agreed=RING)
world.people_act()
world.night()
world.tomorrow(days=30)
world.people_act()
print(hashlib.sha256(repr(Picture.of(world)).encode()).hexdigest())
"""


def test_the_same_seed_twice_gives_the_same_pictures_in_any_process(tmp_path: Path) -> None:
    """Sets have another order in every process; none of it may reach what people do or the hub writes."""
    lived = [
        process("-c", LIVE, order, folder=tmp_path, environ={"PYTHONHASHSEED": order}) for order in ("1", "2")
    ]

    assert [one.returncode for one in lived] == [0, 0], lived[0].stderr
    assert lived[0].stdout == lived[1].stdout


def test_another_seed_gives_another_world(tmp_path: Path) -> None:
    one, other = (World.build(tmp_path / str(seed), seed) for seed in (1, 2))

    assert Picture.of(one).by_name != Picture.of(other).by_name


def test_the_traits_that_are_named_are_taken_and_the_others_drawn(tmp_path: Path) -> None:
    drawn = set()
    for seed in range(6):
        world = World.build(tmp_path / str(seed), seed, traits={"guild": Traits(habits=("shouts",))})
        with world.looking_at("guild") as guild, world.looking_at("academy") as academy:
            assert guild.traits == Traits(habits=("shouts",))
            drawn.add(academy.traits)

    assert len(drawn) > 1


@pytest.mark.parametrize("agreed", [PAIR, RING])
def test_hub_toml_is_one_that_the_hub_takes(tmp_path: Path, agreed: list[tuple[str, str]]) -> None:
    world = World.build(tmp_path, 1, agreed=agreed)

    config = load(world.config, environ={})

    assert sorted(config.networks) == world.networks == sorted({name for pair in agreed for name in pair})
    assert [(a.organiser, a.channel) for a in config.agreements.values()] == list(agreed)
    assert config.hub.ledger.endswith(world.ledger.name)


def test_settings_are_lines_of_hub_toml_s_own(world: World) -> None:
    world.settings = "[limits]\ncancel_at_least = 7"
    world.write_configuration()

    assert load(world.config, environ={}).limits.cancel_at_least == 7


def test_channels_are_those_that_somebody_organises_for(tmp_path: Path) -> None:
    ring = World.build(tmp_path, 1, agreed=RING)

    assert [ring.channels_of(name) for name in ring.networks] == [["guild"], ["harbour"], ["academy"]]
    assert World(tmp_path, 1).channels_of("guild") == []


def test_what_an_office_does_by_day_is_kept_and_what_is_only_looked_at_is_not(world: World) -> None:
    with world.office("academy") as office:
        office.put(course("NEW-1", place="Osterode"))
    with world.looking_at("academy") as office:
        office.put(course("NEW-2"))

    with world.looking_at("academy") as office:
        assert ("NEW-1" in office.courses, "NEW-2" in office.courses) == (True, False)


def test_a_day_at_work_that_breaks_off_is_not_kept(world: World) -> None:
    def work() -> None:
        with world.office("academy") as office:
            office.put(course("NEW-1"))
            office.remove("course", "NONE")

    with pytest.raises(KeyError):
        work()

    with world.looking_at("academy") as office:
        assert "NEW-1" not in office.courses


def test_a_night_publishes_and_the_next_is_quiet(world: World) -> None:
    before = Picture.of(world)
    rehearsed = world.rehearse()
    assert Picture.of(world) == before
    assert not world.ledger.exists()

    night = world.night()

    assert [c.id for c in night.facts.plan.changes] == [c.id for c in rehearsed.facts.plan.changes] != []
    assert night.facts.plan.created == world.now
    assert world.ledger.exists()
    assert world.night().facts.plan.changes == []


def test_time_passes_and_courses_that_are_over_were_held(world: World) -> None:
    with world.looking_at("academy") as office:
        first = min(office.courses.values(), key=lambda one: one.starts_at)

    world.tomorrow()
    assert world.day == date(2013, 1, 15)
    world.tomorrow(days=(first.starts_at.date() - world.day + timedelta(days=1)).days)

    with world.looking_at("academy") as office:
        assert office.courses[first.id].status == "held"


def test_in_a_ring_everybody_teaches_and_books(tmp_path: Path) -> None:
    world = World.build(tmp_path, 2, agreed=RING)
    world.night()
    world.people_act()

    for name in world.networks:
        with world.looking_at(name) as office:
            assert [one for one in office.courses.values() if one.origin is None]
            assert [*office.bookings.values(), *office.typed]


def test_a_misfortune_lasts_until_it_is_lifted(world: World) -> None:
    world.befall("guild", Fault(what="no answer", hook="fetch_members"))
    assert [world.night().exit_code, world.night().exit_code] == [3, 3]

    world.befall("guild")
    assert world.night().exit_code == 0


def test_somebody_who_does_not_watch_hears_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Silent().step(Text("Reading"), done=1, of=2)

    assert capsys.readouterr() == ("", "")


def test_a_world_grows_as_large_as_asked_for(world: World) -> None:
    world.grow(members=20, courses=10)
    world.night()
    world.book(30)

    with world.looking_at("guild") as guild, world.looking_at("academy") as academy:
        assert len(guild.members) == len(academy.members) == 23
        assert len({member.name for member in guild.members.values()}) == 23
        assert len([one for one in academy.courses.values() if one.origin is None]) >= 13
        assert not [one for one in guild.courses.values() if one.origin is None]
        assert len([*guild.bookings.values(), *guild.typed]) == 30


def test_a_plan_file_is_applied_once(world: World) -> None:
    text = world.plan_text()

    assert world.apply(text).exit_code == 0
    with pytest.raises(StalePlan):
        world.apply(text)


def test_a_night_is_undone_as_a_person_would_undo_it(world: World) -> None:
    world.night()

    undone = world.undo(1)

    assert undone.exit_code == 0
    with world.looking_at("guild") as office:
        assert {course.status for course in office.courses.values()} == {"cancelled"}
    assert world.night().facts.plan.changes == []
