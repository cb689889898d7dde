"""Looking leaves everything as it was, byte for byte and file for file."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hub.errors import AlreadyRunning, ConfigError
from hub.ledger import sqlite_peek
from hub.ledger.store import Ledger

from .builders import a_decision, a_night, a_ref, an_intent, another_hub, begun, contents, killed

PAGE = 4096
READY = "print('ready', flush=True); time.sleep(60)\n"
posix = pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")


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
    night = "a_night(ledger, 'c1', 'c2', 'c3')"
    killed(another_hub(f"ledger = Ledger.open(sys.argv[1])\n{night}\n{READY}", str(file)))
    before = contents(file.parent)
    assert before["hub.db-wal"]

    assert look_at_everything(file) == 3

    assert contents(file.parent) == before
    assert list(temporary.iterdir()) == []


def killed_in_the_middle(file: Path) -> tuple[bytes, bytes]:
    """The ledger's file as a killed hub left it, with much in `-wal`; and as a whole checkpoint would make it."""
    with closing(Ledger.open(str(file))) as ledger:
        a_night(ledger, *(f"old{number}" for number in range(40)))
    night = "a_night(ledger, *(f'new{number}' for number in range(60)))"
    killed(another_hub(f"ledger = Ledger.open(sys.argv[1])\n{night}\n{READY}", str(file)))
    left = file.read_bytes()
    elsewhere = file.parent.parent / "checkpointed"
    shutil.copytree(file.parent, elsewhere)
    with closing(sqlite3.connect(elsewhere / file.name)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return left, (elsewhere / file.name).read_bytes()


def cut_off_checkpoints(left: bytes, checkpointed: bytes) -> Iterator[bytes]:
    """The file after every page at which a full drive or a power cut can stop a checkpoint."""
    for done in range(PAGE, len(checkpointed), PAGE):
        yield checkpointed[:done] + left[done:]


def test_a_checkpoint_cut_off_anywhere_is_no_damage(file: Path, temporary: Path) -> None:
    left, checkpointed = killed_in_the_middle(file)
    torn_alone = 0
    for torn in cut_off_checkpoints(left, checkpointed):
        file.write_bytes(torn)
        before = contents(file.parent)
        torn_alone += is_torn_without_its_journals(file)

        assert look_at_everything(file) == 100
        assert contents(file.parent) == before

    assert torn_alone, "none of these would have been called damaged"
    with closing(Ledger.open(str(file))) as ledger:
        assert ledger.memory(with_agreed=True).applied == 100
    assert list(temporary.iterdir()) == []


def is_torn_without_its_journals(file: Path) -> bool:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            return connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
        except sqlite3.DatabaseError:
            return True


def test_a_first_night_cut_off_in_its_checkpoint_opens_again(file: Path) -> None:
    killed(another_hub(f"ledger = Ledger.open(sys.argv[1])\na_night(ledger, 'c1')\n{READY}", str(file)))
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as bare:
        assert bare.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    left = contents(file.parent)
    with closing(Ledger.open(str(file))):
        pass
    checkpointed = file.read_bytes()

    for torn in cut_off_checkpoints(left["hub.db"], checkpointed):
        file.write_bytes(torn)
        Path(f"{file}-wal").write_bytes(left["hub.db-wal"])
        with closing(Ledger.open(str(file))) as ledger:
            assert ledger.memory(with_agreed=True).applied == 1


@posix
def test_a_link_to_a_ledger_is_looked_at_with_the_journal_where_it_is(file: Path) -> None:
    left, checkpointed = killed_in_the_middle(file)
    link = file.parent.parent / "link.db"
    link.symlink_to(file)

    for torn in list(cut_off_checkpoints(left, checkpointed))[:3]:
        file.write_bytes(torn)
        assert look_at_everything(link) == 100


def test_a_ledger_damaged_with_all_it_has_is_said_to_be_damaged(file: Path, temporary: Path) -> None:
    left, _ = killed_in_the_middle(file)
    file.write_bytes(left[:PAGE] + b"\xaa" * (len(left) - PAGE))
    before = contents(file.parent)

    with pytest.raises(ConfigError, match="is damaged"):
        look_at_everything(file)
    assert contents(file.parent) == before
    assert list(temporary.iterdir()) == []


def test_what_an_old_journal_has_still_to_take_back_is_not_seen(file: Path) -> None:
    with closing(Ledger.open(str(file))) as ledger:
        a_night(ledger, *(f"c{number}" for number in range(40)))
    killed(
        another_hub(
            "import sqlite3\nplain = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "plain.execute('PRAGMA journal_mode = DELETE')\nplain.execute('PRAGMA cache_size = 1')\n"
            f"plain.execute('BEGIN')\nplain.execute('UPDATE hub_outcomes SET state = hex(randomblob(2000))')\n"
            f"plain.execute('CREATE TABLE much AS SELECT randomblob(900000)')\n{READY}",
            str(file),
        )
    )
    assert Path(f"{file}-journal").stat().st_size
    assert is_torn_without_its_journals(file)
    before = contents(file.parent)

    assert look_at_everything(file) == 40
    assert contents(file.parent) == before


def test_a_strangers_tables_are_seen_in_its_journal_and_left_there(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as browser:
        browser.execute("PRAGMA journal_mode = WAL")
        browser.execute("CREATE TABLE bookmarks (title TEXT)")
        before = contents(file.parent)

        for look in (Ledger.open, Ledger.peek):
            with pytest.raises(ConfigError, match="no ledger of a hub"):
                look(str(file))
        assert contents(file.parent) == before


def test_a_night_that_moves_what_is_being_read_is_waited_for_and_not_called_damage(file: Path) -> None:
    with closing(Ledger.open(str(file))) as ledger:
        a_night(ledger, *(f"c{number}" for number in range(40)))
    whole = file.read_bytes()
    peeked = sqlite_peek.peeked_file(file)
    assert peeked is not None

    def read_while_it_is_moved() -> None:
        with closing(peeked), peeked.reads() as connection:
            file.write_bytes(whole[:PAGE] + b"\xaa" * (len(whole) - PAGE))  # a checkpoint half-way
            Path(f"{file}-wal").write_bytes(b"of a night")
            connection.exec_driver_sql("SELECT * FROM hub_intents").fetchall()

    with pytest.raises(AlreadyRunning, match="keeps the ledger locked"):
        read_while_it_is_moved()


def test_a_half_written_first_night_is_not_taken_for_a_strangers_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Ledger.open(str(file))):
        pass

    def half_written(connection: sqlite3.Connection) -> bool:
        Path(f"{file}-wal").write_bytes(b"of a night")
        return True

    monkeypatch.setattr(sqlite_peek, "looks_foreign", half_written)

    with pytest.raises(AlreadyRunning, match="keeps the ledger locked"):
        Ledger.peek(str(file))


def test_a_journal_that_goes_away_while_it_is_copied_is_not_laid_over_the_newer_file(
    file: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = Ledger.open(str(file))
    a_night(night, "c1")
    copyfile, wal = shutil.copyfile, Path(f"{file}-wal")

    def the_night_ends(source: Path, target: Path) -> None:
        copyfile(source, target)
        if source == wal:
            a_night(night, "c2")
            night.close()

    monkeypatch.setattr(shutil, "copyfile", the_night_ends)

    assert look_at_everything(file) == 2
    assert not wal.exists()
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
