"""Whole nights against what can happen to a ledger: on a file and on a server, taken over, cut off, full, copied."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from hub.changes import Change, Receipt
from hub.connectors.memory import MemoryConnector
from hub.errors import AlreadyRunning, ConfigError
from hub.hookspecs import hookimpl
from hub.ledger.sqlite import SqliteFile
from hub.ledger.store import Ledger
from hub.model import Booking, BookingStatus, Network
from hub.nightly import sync_night
from tests.planning.builders import booking, course
from tests.postgres import Postgres
from tests.town import HUB_TOML, Silent, Town, wrote


class Academy(MemoryConnector):
    """Something happens while it takes the first bookings of a night: just before it writes them."""

    meanwhile: Callable[[], object] | None = None

    @hookimpl
    def sync_bookings(
        self, network: Network, changes: Sequence[Change[Booking]]
    ) -> Sequence[Receipt[Booking]]:
        happens, self.meanwhile = self.meanwhile, None
        if happens is not None:
            happens()
        return super().sync_bookings(network, changes)


@dataclass
class BusyTown(Town):
    """A town in whose academy something can happen during the night."""

    academy: Academy = field(default_factory=lambda: cast("Academy", Academy.of(seats="by capacity")))

    @property
    def ledger(self) -> str:
        return self.config.hub.ledger

    def passed_on(self) -> dict[str, BookingStatus]:
        return {name: booking.status for name, booking in self.academy.bookings.items()}

    def answered(self) -> dict[str, BookingStatus]:
        return {name: booking.status for name, booking in self.mekom.bookings.items()}


def a_town(folder: Path, ledger: str = "var/hub.db", *, bookings: int = 3) -> BusyTown:
    folder.mkdir(exist_ok=True)
    town = BusyTown(folder, toml=HUB_TOML.replace("[hub]\n", f'[hub]\nledger = "{ledger}"\n'))
    town.academy.put(course(capacity=2))
    for number in range(1, bookings + 1):
        town.mekom.put(booking(f"B-{number}"))
    return town


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> BusyTown:
    if request.param == "sqlite":
        return a_town(tmp_path)
    return a_town(tmp_path, str(request.getfixturevalue("server")))


def is_right(town: BusyTown) -> bool:
    """Each booking was passed on once and answered, and nothing is left to do."""
    seats = [BookingStatus.CONFIRMED] * 2 + [BookingStatus.WAITLISTED] * (len(town.mekom.bookings) - 2)
    assert set(town.passed_on()) == {f"mekom/booking/{name}" for name in town.mekom.bookings}
    assert sorted(town.passed_on().values()) == sorted(town.answered().values()) == sorted(seats)
    quiet = town.night()
    return (wrote(quiet), quiet.exit_code, list(town.mekom.courses)) == ([], 0, ["VA-1"])


def test_a_first_night_does_everything_and_the_second_nothing(town: BusyTown) -> None:
    assert town.night().exit_code == 0

    assert is_right(town)


def test_a_night_that_lost_its_ledger_makes_no_further_change_and_the_next_one_mends_it(
    town: BusyTown,
) -> None:
    def another_hub_takes_over() -> None:
        with closing(Ledger.open(town.ledger)) as other:
            lose_the_lock(other)
            with other.lock():
                pass

    town.academy.meanwhile = another_hub_takes_over

    with pytest.raises(AlreadyRunning, match="has taken over"):
        town.night()
    assert set(town.answered().values()) == {BookingStatus.REQUESTED}

    town.night()
    assert is_right(town)


def lose_the_lock(other: Ledger) -> None:
    """What makes the night's lock free without its knowledge: a deleted file, an ended session (that has really ended)."""
    if isinstance(other._database, SqliteFile):
        Path(f"{other._database.path}.lock").unlink()
        return
    with other._database.engine.begin() as administrator:
        administrator.exec_driver_sql(
            "SELECT pg_terminate_backend(pid, 30000) FROM pg_locks WHERE locktype = 'advisory'"
        )


def test_a_server_that_starts_anew_in_the_middle_of_a_night_does_not_disturb_it(
    tmp_path: Path, own_server: Postgres, server: str
) -> None:
    def starts_anew() -> None:
        own_server.crash()
        own_server.start()

    town = a_town(tmp_path, server)
    town.academy.meanwhile = starts_anew

    assert town.night().exit_code == 0
    assert is_right(town)


def test_a_server_that_goes_away_in_the_middle_of_a_night_is_mended_the_next(
    tmp_path: Path, own_server: Postgres, server: str
) -> None:
    town = a_town(tmp_path, server)
    town.academy.meanwhile = own_server.crash

    try:
        with pytest.raises(ConfigError, match="cannot be used"):
            town.night()
    finally:
        own_server.start()

    town.night()
    assert is_right(town)


def with_room_for(pages: int, patch: pytest.MonkeyPatch) -> None:
    connected = SqliteFile._connected

    def on_a_small_drive(database: SqliteFile) -> sqlite3.Connection:
        connection = connected(database)
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    patch.setattr(SqliteFile, "_connected", on_a_small_drive)


def pages_of(ledger: str) -> int:
    with closing(sqlite3.connect(ledger)) as connection:
        return int(connection.execute("PRAGMA page_count").fetchone()[0])


def test_a_drive_that_gets_full_anywhere_in_a_night_is_mended_by_the_next_once_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed_on: list[int] = []  # how many bookings, when there was room for no, one, two… pages more
    while True:
        town = a_town(tmp_path / str(len(passed_on)), bookings=40)
        with closing(Ledger.open(town.ledger)):
            pages = pages_of(town.ledger)
        with monkeypatch.context() as patch:
            with_room_for(pages + len(passed_on), patch)
            if fits(town):
                break
        passed_on.append(len(town.passed_on()))
        town.night()
        assert is_right(town)

    assert set(passed_on) == {1, 40}  # the first goes alone; then before and after the call for all others
    assert passed_on == sorted(passed_on)


def fits(town: Town) -> bool:
    """One night. Raises whatever is no full drive."""
    try:
        town.night()
    except ConfigError as error:
        if "no room left" not in str(error):
            raise
        return False
    return True


def test_a_hub_on_a_copy_plans_nothing_and_writes_nothing_until_somebody_vouches_for_it(
    tmp_path: Path,
) -> None:
    town = a_town(tmp_path / "here")
    town.night()
    town.mekom.put(booking("B-4"))
    shutil.copytree(town.folder, tmp_path / "there")
    there = BusyTown(tmp_path / "there", town.academy, town.mekom, town.region, toml=town.toml)

    for attempt in (there.rehearse, there.night):
        with pytest.raises(ConfigError, match=r"is a copy.*hub sync --ledger-moved"):
            attempt()
    assert "mekom/booking/B-4" not in town.passed_on()

    assert wrote(sync_night(replace(there.hub(), ledger_moved=True), progress=Silent())) != []
    assert wrote(there.night()) == []


def test_an_absence_that_a_moved_ledger_remembers_is_no_first_night_of_two(tmp_path: Path) -> None:
    town = a_town(tmp_path / "here")
    town.night()
    town.mekom.remove("booking", "B-1")
    town.tomorrow()
    assert wrote(town.night()) == []
    shutil.copytree(town.folder, tmp_path / "there")
    there = BusyTown(tmp_path / "there", town.academy, town.mekom, town.region, toml=town.toml)
    there.day = date(2013, 1, 16)

    assert wrote(sync_night(replace(there.hub(), ledger_moved=True), progress=Silent())) == []
    there.tomorrow()
    assert wrote(there.night()) == ["cancel academy B-1"]
