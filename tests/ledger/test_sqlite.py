"""What is true of a ledger in a file alone: its key, its rights, its copies, its durability."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import pytest

from hub.errors import AlreadyRunning, ConfigError
from hub.ledger.sqlite import SqliteFile
from hub.ledger.store import Ledger

from .builders import a_night, another_hub, contents, killed, mounted_anew

posix = pytest.mark.skipif(os.name != "posix", reason="rights of files are another matter on Windows")


def key_of(file: Path) -> bytes:
    with closing(Ledger.open(str(file))) as ledger:
        return ledger.memory(with_agreed=False).key


def test_the_key_stays_the_same_and_is_not_in_the_ledger(file: Path) -> None:
    key = key_of(file)

    assert key_of(file) == key
    assert Path(f"{file}.key").read_bytes() == key
    assert key not in file.read_bytes()


@pytest.mark.parametrize("left", [None, b"", b"cut off"])
def test_a_lost_key_is_made_anew(file: Path, left: bytes | None) -> None:
    lost = key_of(file)
    Path(f"{file}.key").unlink()
    if left is not None:
        Path(f"{file}.key").write_bytes(left)

    new = key_of(file)

    assert len(new) == 32
    assert new != lost
    assert list(contents(file.parent)) == ["hub.db", "hub.db.key"]


def test_what_a_killed_hub_left_of_a_key_is_cleared_and_nothing_else(file: Path) -> None:
    key = key_of(file)
    for left in ("a1b2c3_9.tmp", "zzzzzzzz.tmp"):
        Path(f"{file}.key.{left}").write_bytes(b"k" * 32)
    for kept in ("original", "2013.tmp", "old_copy.tmp.bak"):
        Path(f"{file}.key.{kept}").write_bytes(key)

    assert key_of(file) == key

    names = ["hub.db", "hub.db.key", "hub.db.key.2013.tmp", "hub.db.key.old_copy.tmp.bak"]
    assert list(contents(file.parent)) == [*names, "hub.db.key.original"]


def test_a_hub_killed_while_it_makes_the_key_leaves_what_the_next_one_clears(file: Path) -> None:
    script = "import os\nos.fsync = lambda _: (print('ready', flush=True), time.sleep(60))\n"
    killed(another_hub(f"{script}Ledger.open(sys.argv[1])\n", str(file)))
    assert [name for name in contents(file.parent) if name.endswith(".tmp")]

    key_of(file)

    assert list(contents(file.parent)) == ["hub.db", "hub.db.key"]


def test_of_two_hubs_that_make_a_key_the_quicker_one_is_followed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = SqliteFile(_made(file))
    Path(f"{file}.key").unlink()
    quicker: list[bytes] = []

    def meanwhile(descriptor: int) -> None:
        monkeypatch.undo()
        quicker.append(database.key())

    monkeypatch.setattr(os, "fsync", meanwhile)

    assert [database.key()] == quicker
    assert Path(f"{file}.key").read_bytes() == quicker[0]
    database.close()


@pytest.mark.parametrize("wanted", ["iterdir", "unlink"])
def test_litter_that_cannot_be_cleared_stops_nobody(
    file: Path, monkeypatch: pytest.MonkeyPatch, wanted: str
) -> None:
    database = SqliteFile(_made(file))
    key = database.key()
    Path(f"{file}.key.a1b2c3_9.tmp").write_bytes(b"")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, wanted, refuse)

    assert database.key() == key
    database.close()


@posix
def test_ledger_and_key_are_for_our_own_eyes(file: Path) -> None:
    key_of(file)

    assert {path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {0o600}


def test_a_key_that_cannot_be_written_is_the_configurations_fault(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(ConfigError, match=r"hub\.db\.key: There is no room left"):
        Ledger.open(str(file))
    assert list(contents(file.parent)) == ["hub.db"]


def test_what_is_committed_is_on_the_drive(file: Path) -> None:
    database = SqliteFile(_made(file))
    with database.reads() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    database.close()


class Hesitant(sqlite3.Connection):
    """As if another hub were making the same new file a ledger: SQLite refuses a few times at once."""

    refusals: ClassVar[list[str]] = []

    def execute(self, *arguments: object) -> sqlite3.Cursor:
        if self.refusals:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorname = self.refusals.pop()
            raise error
        return super().execute(*arguments)  # type: ignore[arg-type]


def opened_by_somebody_hesitant(refusals: list[str], patch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect
    patch.setattr(Hesitant, "refusals", refusals)
    patch.setattr(sqlite3, "connect", lambda *args, **more: connect(*args, **{"factory": Hesitant, **more}))


def test_a_file_that_another_hub_is_just_making_a_ledger_is_waited_for(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_by_somebody_hesitant(["SQLITE_BUSY", "SQLITE_BUSY_RECOVERY"], monkeypatch)

    _made(file)

    assert Hesitant.refusals == []


@pytest.mark.parametrize(
    ("refusal", "what"), [("SQLITE_BUSY", "keeps the ledger locked"), ("SQLITE_FULL", "no room")]
)
def test_what_does_not_pass_is_not_waited_for_for_ever(
    file: Path, monkeypatch: pytest.MonkeyPatch, refusal: str, what: str
) -> None:
    monkeypatch.setattr("hub.ledger.sqlite._PATIENCE", 0)
    opened_by_somebody_hesitant([refusal] * 9, monkeypatch)

    with pytest.raises((AlreadyRunning, ConfigError), match=what):
        _made(file)


def _made(file: Path) -> Path:
    with closing(Ledger.open(str(file))) as ledger:
        a_night(ledger, "c1")
    return file


def test_a_copy_has_what_is_still_in_the_journal(file: Path) -> None:
    with closing(Ledger.open(str(file))) as ledger:
        a_night(ledger, "c1", "c2")
        database = SqliteFile(file)
        database.back_up("0001")
        database.close()

    with closing(sqlite3.connect(f"{file}.schema-0001")) as copy:
        assert copy.execute("SELECT changes FROM hub_runs").fetchall() == [(2,)]
    assert "hub.db.copying" not in contents(file.parent)


def test_a_copy_that_cannot_be_made_stops_the_migration(file: Path) -> None:
    database = SqliteFile(_made(file))
    Path(f"{file}.schema-0001").mkdir()

    with pytest.raises(ConfigError, match=r"hub\.db\.schema-0001"):
        database.back_up("0001")

    file.write_bytes(b"no database any more" * 500)
    with pytest.raises(ConfigError, match="no ledger of a hub"):
        database.back_up("0002")
    database.close()


def test_a_ledger_is_moved_by_moving_its_folder(file: Path, tmp_path: Path) -> None:
    _made(file)
    with closing(Ledger.open(str(file))) as ledger, ledger.lock():
        pass
    shutil.move(file.parent, tmp_path / "new office")

    with closing(Ledger.open(str(tmp_path / "new office" / "hub.db"))) as ledger, ledger.lock():
        assert ledger.memory(with_agreed=False).applied == 1


@posix
@pytest.mark.parametrize("happens", [Path.unlink, mounted_anew])
def test_a_ledger_that_is_replaced_under_a_night_stops_it(
    file: Path, happens: Callable[[Path], None]
) -> None:
    with closing(Ledger.open(str(_made(file)))) as ledger, ledger.lock():
        happens(file)

        with pytest.raises(ConfigError, match=r"hub\.ledger.* was removed or replaced while this night ran"):
            a_night(ledger, "c2")


def test_a_file_that_becomes_junk_after_the_first_look_is_still_named(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"no database" * 500)
    database = SqliteFile(file)

    with pytest.raises(ConfigError, match="no ledger of a hub"), database.reads():
        pass
    database.close()
