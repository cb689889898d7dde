"""Looking leaves everything as it was, byte for byte and file for file."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from hub.errors import AlreadyRunning, ConfigError
from hub.ledger import sqlite_peek
from hub.ledger.store import Ledger

from .builders import a_decision, a_night, a_ref, an_intent, another_hub, begun, contents, killed


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of our own, so that what is left in it can be counted."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def look_at_everything(file: Path) -> int:
    """How many changes the ledger knows of."""
    ledger = Ledger.peek(str(file))
    assert ledger is not None
    with closing(ledger):
        ledger.runs()
        ledger.run(1)
        ledger.history(a_ref())
        ledger.was_applied("f")
        ledger.open_intents()
        return ledger.memory(with_agreed=True).applied


def test_a_ledger_at_rest_is_not_changed_by_looking(file: Path, temporary: Path) -> None:
    with closing(Ledger.open(str(file))) as ledger:
        a_night(ledger, "c1", "c2")
    before = contents(file.parent)

    assert look_at_everything(file) == 2

    assert contents(file.parent) == before
    assert list(before) == ["hub.db", "hub.db.key"]
    assert list(temporary.iterdir()) == []


def test_what_a_killed_hub_left_unfinished_is_seen_and_not_changed(file: Path, temporary: Path) -> None:
    process = another_hub(
        "ledger = Ledger.open(sys.argv[1])\n"
        "a_night(ledger, 'c1', 'c2', 'c3')\n"
        "print('ready', flush=True); time.sleep(60)\n",
        str(file),
    )
    killed(process)
    before = contents(file.parent)
    assert before["hub.db-wal"]

    assert look_at_everything(file) == 3

    assert contents(file.parent) == before
    assert list(temporary.iterdir()) == []


def test_a_night_that_starts_while_somebody_looks_is_seen(file: Path) -> None:
    with closing(Ledger.open(str(file))) as ledger:
        a_night(ledger, "c1")
    peeked = Ledger.peek(str(file))
    assert peeked is not None
    with closing(peeked), closing(Ledger.open(str(file))) as night:
        a_night(night, "c2")

        assert peeked.memory(with_agreed=False).applied == 2
        night.decide(a_decision())
        assert len(peeked.memory(with_agreed=False).decisions) == 1


def test_a_ledger_being_written_all_the_time_is_said_to_be_busy(
    file: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_peek, "_ATTEMPTS", 2)
    with closing(Ledger.open(str(file))) as night:
        copyfile = shutil.copyfile

        def copied_while_written(source: Path, target: Path) -> None:
            copyfile(source, target)
            night.intend(begun(night), [an_intent()])

        monkeypatch.setattr(shutil, "copyfile", copied_while_written)

        with pytest.raises(AlreadyRunning, match="keeps the ledger locked"):
            Ledger.peek(str(file))

    assert list(temporary.iterdir()) == []


def test_no_room_for_a_copy_is_said_in_words(
    file: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    with closing(Ledger.open(str(file))):
        monkeypatch.setattr(shutil, "copyfile", full)

        with pytest.raises(ConfigError, match="no room left"):
            Ledger.peek(str(file))

    assert list(temporary.iterdir()) == []


def test_a_lost_key_is_not_made_anew_by_looking(file: Path) -> None:
    with closing(Ledger.open(str(file))):
        pass
    Path(f"{file}.key").unlink()

    peeked = Ledger.peek(str(file))

    assert peeked is not None
    with closing(peeked):
        assert peeked.memory(with_agreed=False).key == b""
    assert list(contents(file.parent)) == ["hub.db"]


@pytest.mark.parametrize("content", [b"", None])
def test_an_empty_file_is_no_ledger_yet(file: Path, content: bytes | None) -> None:
    file.parent.mkdir()
    if content is None:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA user_version = 1")
    else:
        file.write_bytes(content)
    before = contents(file.parent)

    assert Ledger.peek(str(file)) is None
    assert contents(file.parent) == before

    with closing(Ledger.open(str(file))) as ledger:
        assert a_night(ledger, "c1") == 1
