"""Whatever a plugin does, its network fails alone and with its name; the others' night is as it would have been.

Two healthy networks do their work amid a crowd of sick ones, in a real process. What ends that process at once
(a signal, a crash inside C) is no part of this: there the next night makes it good, see `proofs/test_kill_anywhere`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hub.model import Booking, Company, Course, Person
from hub.testing.traits import Traits
from hub.testing.world import World
from tests.hurting.hanging import EATING, HANGING
from tests.hurting.harmless import HARMLESS
from tests.hurting.misdeed import Misdeed
from tests.hurting.nonsense import TALKING_NONSENSE
from tests.hurting.raising import RAISING
from tests.hurting.writing import CHECKING, WRITING
from tests.office import ROOT
from tests.tried import Tried

pytestmark = pytest.mark.alone  # the time limits in it are short
SEED = 7
READING = (*HANGING, *RAISING, *TALKING_NONSENSE, *HARMLESS)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="no other system draws a ceiling over memory")
PLAIN = Traits(own_ids=False, seats="by capacity")


def kind_of(misdeed: Misdeed) -> str:
    """The name of the sick network, of its connector kind and of its plugin's file."""
    return misdeed.name.replace(" ", "_").replace("-", "_").replace(",", "").lower()


@dataclass(frozen=True)
class Ended:
    """What was left of the process."""

    world: World
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    def failure_of(self, misdeed: Misdeed) -> Any:
        """What the report says about this network, if anything; never more than once."""
        found = [each for each in self.data["failures"] if each["network"] == kind_of(misdeed)]
        assert len(found) <= 1
        return found[0] if found else None

    def done_among_the_healthy(self) -> set[tuple[str, str, str, str]]:
        return {
            (change["action"], change["network"], change["ref"], change["state"])
            for change in self.data["changes"]
            if {change["network"], change["ref"].partition("/")[0]} <= {"academy", "guild"}
        }


def hub(world: World, line: str) -> Ended:
    """Types a command in this world's folder; a process that does not end is killed, and the test with it."""
    done = subprocess.run(
        [sys.executable, "-m", "hub", *line.split()],
        cwd=world.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HUB_AS_OF": world.day.isoformat(), "HUB_LANGUAGE": "en"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=500,
    )
    return Ended(world, done.returncode, done.stdout, done.stderr)


def settled(folder: Path, *channels: str) -> World:
    """An academy and its channels, where a new course and new bookings wait for the night."""
    agreed = tuple(("academy", channel) for channel in ("guild", *channels))
    world = World.build(
        folder, SEED, agreed=agreed, traits=dict.fromkeys(("academy", "guild", *channels), PLAIN)
    )
    world.night()
    for channel in ("guild", *channels):
        with world.office(channel) as office:
            course, company = min(office.courses), Company(name=office.members["M-1"].name)
            for name in ("Anna", "Bernd"):
                booking = f"{channel}-{name[0]}"
                person = Person(name=f"{name} {channel.replace('_', '-').title()}")
                office.put(Booking(id=booking, course=course, company=company, participant=person))
    with world.office("academy") as office:
        begin = world.now + timedelta(days=20)
        office.put(Course(id="NEW-1", title="Neu", starts_at=begin, capacity=9, released_to=frozenset({"*"})))
    return world


def made_sick(world: World, misdeeds: Sequence[Misdeed], limits: str) -> World:
    """Lets these networks have their own plugins; those that only read are added to the world."""
    text = world.config.read_text(encoding="utf-8")
    for misdeed in misdeeds:
        kind = kind_of(misdeed)
        (world.folder / "plugins" / f"{kind}.py").write_text(misdeed.plugin(kind), encoding="utf-8")
        ours = f'[networks.{kind}.systems.crm]\nconnector = "make-believe"'
        if ours in text:
            text = text.replace(ours, f'[networks.{kind}.systems.crm]\nconnector = "{kind}"')
        else:
            text += f'\n[networks.{kind}.systems.crm]\nconnector = "{kind}"\n'
    world.config.write_text(f"{text}\n[limits]\n{limits}\n", encoding="utf-8")
    return world


@dataclass(frozen=True)
class Nights:
    """Four nights and a check, all at once: sick networks make one wait more than they make one work."""

    usual: Ended
    crowded: Ended
    hungry: Ended
    written: Ended
    checked: Ended

    @property
    def as_usual(self) -> set[tuple[str, str, str, str]]:
        """What the healthy do in a night to themselves."""
        return self.usual.done_among_the_healthy()


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    folder = tmp_path_factory.mktemp
    worlds = [
        settled(folder("usual")),
        made_sick(settled(folder("crowded")), READING, "call_seconds = 6.0"),
        made_sick(settled(folder("hungry")), EATING, "call_memory_mb = 300"),
        made_sick(
            settled(folder("written"), *map(kind_of, WRITING)),
            WRITING,
            "call_seconds = 6.0\ncall_memory_mb = 300",
        ),
        made_sick(settled(folder("checked"), *map(kind_of, CHECKING)), CHECKING, "call_seconds = 9.0"),
    ]
    (worlds[1].folder / "plugins" / "unused.py").write_text("import nowhere\n", encoding="utf-8")
    lines = [*["sync --format json"] * 4, "check --format json"]
    with ThreadPoolExecutor() as pool:
        return Nights(*pool.map(hub, worlds, lines))


def test_as_usual_there_is_much_to_do(nights: Nights) -> None:
    assert (nights.usual.code, nights.usual.data["failures"]) == (0, [])
    assert {
        (action, network, ref.split("/")[1], state) for action, network, ref, state in nights.as_usual
    } == {
        ("add", "guild", "course", "done"),
        ("add", "academy", "booking", "done"),
        ("amend", "guild", "booking", "done"),
    }


@pytest.mark.parametrize("which", ["crowded", pytest.param("hungry", marks=LINUX), "written"])
def test_whatever_sick_networks_do_the_healthy_do_what_they_do_every_night(
    nights: Nights, which: str
) -> None:
    night: Ended = getattr(nights, which)

    assert night.code == 5
    assert night.done_among_the_healthy() == nights.as_usual
    assert "noise" not in night.out


def check_that_it_is_named(night: Ended, misdeed: Misdeed) -> None:
    failure = night.failure_of(misdeed)

    if not misdeed.said:
        assert failure is None
        return
    assert failure is not None, f"nobody heard of {misdeed.name}"
    assert misdeed.said in failure["text"]
    assert len(failure["text"]) < 1_500
    assert failure["exit_code"] == misdeed.code
    if misdeed.code == 5:
        assert f"plugins/{kind_of(misdeed)}.py" in failure["place"]
        assert failure["remedy"]


def by_name(misdeeds: Sequence[Misdeed]) -> Callable[[Any], Any]:
    return pytest.mark.parametrize("misdeed", misdeeds, ids=[misdeed.name for misdeed in misdeeds])


@by_name(READING)
def test_a_network_that_hurts_fails_by_its_name(nights: Nights, misdeed: Misdeed, tried: Tried) -> None:
    check_that_it_is_named(nights.crowded, misdeed)
    tried.count("hurting plugins")


def test_a_broken_plugin_that_no_network_uses_is_named_by_its_file(nights: Nights) -> None:
    (broken,) = (each for each in nights.crowded.data["failures"] if each["network"] is None)

    assert broken["place"] == "plugins/unused.py:1"
    assert broken["text"].startswith("left out: Loading this plugin raised ModuleNotFoundError")


@LINUX
@by_name(EATING)
def test_a_network_that_eats_memory_fails_by_its_name(nights: Nights, misdeed: Misdeed, tried: Tried) -> None:
    check_that_it_is_named(nights.hungry, misdeed)
    tried.count("hurting plugins")


@by_name(WRITING)
def test_a_network_that_hurts_where_it_is_written_to_or_after_the_night_fails_by_its_name(
    nights: Nights, misdeed: Misdeed, tried: Tried
) -> None:
    check_that_it_is_named(nights.written, misdeed)
    tried.count("hurting plugins")


@by_name(CHECKING)
def test_a_network_that_hurts_when_it_is_checked_is_wrong_and_no_other_is(
    nights: Nights, misdeed: Misdeed, tried: Tried
) -> None:
    said = {found["place"]: found for found in nights.checked.data["checks"]}
    found = said.get(kind_of(misdeed))

    assert nights.checked.code == 5
    assert {said[name]["state"] for name in ("academy", "guild")} == {"ok"}
    if misdeed.said:
        assert found["state"] == "wrong"
        assert misdeed.said in found["what"]
        assert f"plugins/{kind_of(misdeed)}.py" in found["what"]
    else:
        assert found is None
    tried.count("hurting plugins")


def test_the_night_after_they_were_mended_makes_everything_good(nights: Nights) -> None:
    world = nights.written.world
    world.write_configuration()
    while (night := world.night()).facts.plan.changes:
        assert night.exit_code == 0

    with world.looking_at("academy") as academy:
        released = {course.id for course in academy.courses.values() if course.released_to}
        seats = [str(booking.origin) for booking in academy.bookings.values()]
    assert len(seats) == len(set(seats)) == 2 * (1 + len(WRITING))
    for name in world.channels_of("academy"):
        with world.looking_at(name) as office:
            copies = [course.origin.id for course in office.courses.values() if course.origin]
            answers = {booking.status.value for booking in office.bookings.values()}
        assert len(copies) == len(set(copies))
        assert "NEW-1" in copies
        assert set(copies) <= released
        assert answers <= {"confirmed", "waitlisted"}
