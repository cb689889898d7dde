"""A night that is killed: at exactly the point that was asked for, with its points told in their order."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from hub.errors import AlreadyRunning, ConfigError
from hub.testing.death import files_told, ledger_told, night_dying_at
from hub.testing.points import reached, watched_by
from hub.testing.saved import Saved
from hub.testing.world import World

pytestmark = pytest.mark.alone


def three_points(world: World) -> int:
    for name in ("one", "two", "three"):
        reached(name)
        (world.folder / name).touch()
    return 6


def break_down(world: World) -> int:
    reached("one")
    raise RuntimeError(f"seed {world.seed} is cursed")


def leave(world: World) -> int:
    raise SystemExit(0)


def already_running(world: World) -> int:
    raise AlreadyRunning("Somebody else is at work.")


def broken_settings(world: World) -> int:
    raise ConfigError("hub.toml is empty.")


def test_a_night_that_nobody_kills_leaves_with_its_exit_code_and_all_its_points(world: World) -> None:
    ended = night_dying_at(world, None, command=three_points)

    assert (ended.exit_code, ended.points) == (6, ["one", "two", "three"])


@pytest.mark.parametrize("point", [0, 1, 2])
def test_a_night_dies_at_exactly_its_point_and_does_nothing_more(world: World, point: int) -> None:
    ended = night_dying_at(world, point, command=three_points)

    assert ended.exit_code is None
    assert ended.points == ["one", "two", "three"][: point + 1]
    assert [name for name in ("one", "two", "three") if (world.folder / name).exists()] == ended.points[:-1]


def test_a_point_that_is_never_reached_kills_nobody(world: World) -> None:
    assert night_dying_at(world, 3, command=three_points).exit_code == 6


@pytest.mark.parametrize(("command", "code"), [(already_running, 7), (broken_settings, 4)])
def test_an_error_of_the_hub_s_ends_a_night_with_its_exit_code(
    world: World, command: Callable[[World], int], code: int
) -> None:
    assert night_dying_at(world, None, command=command).exit_code == code


@pytest.mark.parametrize("command", [break_down, leave])
def test_a_night_that_breaks_down_by_itself_is_no_death_and_names_its_seed(
    world: World, capfd: pytest.CaptureFixture[str], command: Callable[[World], int]
) -> None:
    with pytest.raises(AssertionError, match=r"the night of seed 7 broke down \(100\) after"):
        night_dying_at(world, None, command=command)

    assert ("seed 7 is cursed" in capfd.readouterr().err) == (command is break_down)


def test_a_real_night_tells_its_points_in_the_same_order_each_time(world: World) -> None:
    saved = Saved.of(world.folder)
    first = night_dying_at(world, None)
    saved.put_back()
    second = night_dying_at(world, None)

    assert first == second
    assert first.exit_code == 0
    told = list(first.points)
    assert told.index("academy: after fetch_courses") < told.index("guild: before publish_courses")
    assert told.index("guild: before publish_courses") < told.index("guild: kept add course")
    assert any(name.startswith("file: before") for name in told)
    writes = [name for name in told if name.startswith("ledger: before INSERT INTO")]
    assert writes
    assert "ledger: before commit" in told[told.index(writes[-1]) :]


def test_a_killed_night_has_kept_what_it_had_kept_and_the_next_one_ends_it(world: World) -> None:
    saved = Saved.of(world.folder)
    points = list(night_dying_at(world, None).points)
    courses = points.count("guild: kept add course")
    saved.put_back()

    killed = night_dying_at(world, points.index("guild: kept add course"))

    assert killed.exit_code is None
    with world.looking_at("guild") as office:
        assert len(office.courses) == 1 < courses
    assert world.night().exit_code == 0
    with world.looking_at("guild") as office:
        assert len(office.courses) == courses


def test_every_statement_that_writes_into_a_ledger_is_told_and_every_commit(tmp_path: Path) -> None:
    told: list[str] = []
    engine = create_engine(f"sqlite:///{tmp_path / 'hub.db'}")

    with watched_by(told.append), ledger_told(), engine.begin() as connection:
        connection.execute(text("CREATE TABLE hub (night INTEGER)"))
        connection.execute(text("INSERT INTO hub VALUES (1)"))
        connection.execute(text("SELECT night FROM hub"))
    with watched_by(told.append), engine.begin() as connection:
        connection.execute(text("INSERT INTO hub VALUES (2)"))
    engine.dispose()

    assert told == [
        "ledger: before CREATE TABLE hub",
        "ledger: before INSERT INTO hub",
        "ledger: before commit",
    ]


def test_every_file_that_is_made_moved_or_removed_in_the_folder_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    inside, outside = tmp_path / "var", tmp_path / "elsewhere"
    outside.mkdir()

    with watched_by(told.append), files_told(inside):
        inside.mkdir()
        (inside / "a").write_bytes(b"1")
        (inside / "a").read_bytes()
        (outside / "b").write_bytes(b"2")
        (outside / "b").rename(inside / "c")
        (inside / "c").unlink()
        os.close(os.open(inside / "d", os.O_CREAT | os.O_WRONLY))
        list(inside.iterdir())
        descriptor = os.open(outside, os.O_RDONLY) if os.name == "posix" else None
    (inside / "a").unlink()
    if descriptor is not None:
        os.close(descriptor)

    assert told == [
        "file: before os.mkdir var",
        "file: before open a",
        "file: before os.rename b",
        "file: before os.remove c",
        "file: before open d",
    ]
