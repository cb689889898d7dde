from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from hub.connectors.spreadsheet import patience as waiting
from hub.connectors.spreadsheet import saving
from hub.connectors.spreadsheet.backups import BACKUPS, Backups
from hub.connectors.spreadsheet.patience import Patience
from hub.connectors.spreadsheet.snapshot import Snapshot, is_current, stamp_of, take_snapshot
from hub.errors import Unreachable, Unusable

NONE = Patience(0)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "mekom.xlsx"
    path.write_bytes(b"old")
    return path


def taken(path: Path) -> Snapshot:
    return take_snapshot(path, patience=NONE)


def save(
    path: Path, content: bytes, *, of: Snapshot | None = None, backups: int = 3, wait: float = 0
) -> Snapshot:
    kept = Backups(path.resolve().parent / BACKUPS, path, backups)
    return saving.save(of or taken(path), content, backups=kept, patience=Patience(wait))


def backups_of(path: Path) -> list[bytes]:
    return [found.read_bytes() for found in sorted((path.parent / BACKUPS).iterdir())]


def left_beside(path: Path) -> set[str]:
    return {found.name for found in path.parent.iterdir()} - {path.name, BACKUPS}


def test_the_new_version_takes_the_place_of_the_old_one_which_is_kept(path):
    saved = save(path, b"new")
    assert path.read_bytes() == saved.content == b"new"
    assert is_current(saved, path)
    assert backups_of(path) == [b"old"]
    assert left_beside(path) == set()


def test_backups_are_rotated_and_those_of_other_files_are_left_alone(path):
    (path.parent / BACKUPS).mkdir()
    foreign = path.parent / BACKUPS / "mekom 2013 2012-01-01 000000 000000.xlsx"
    foreign.write_bytes(b"another workbook's")
    for version in (b"1", b"2", b"3", b"4"):
        save(path, version, backups=2)
    assert sorted(backups_of(path)) == [b"2", b"3", b"another workbook's"]


def full_after(writes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive that has room for so many more files, and for the beginning of the next one."""
    done, really = [], os.fsync

    def fsync(handle):
        done.append(handle)
        if len(done) > writes:
            os.ftruncate(handle, 1)
            raise OSError(errno.ENOSPC, "No space left on device")
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)


def test_a_backup_for_which_there_was_no_room_does_not_stay_cut_off(path, monkeypatch):
    save(path, b"good", backups=1)
    full_after(1, monkeypatch)
    with pytest.raises(Unreachable, match="No space left"):
        save(path, b"new", backups=1)
    assert path.read_bytes() == b"good"
    assert backups_of(path) == [b"old"]
    assert left_beside(path) == set()


def test_a_backup_is_on_the_drive_before_it_has_its_name(path, monkeypatch):
    named, really = [], os.fsync

    def fsync(handle):
        named.append([found.suffix for found in path.parent.glob(f"{BACKUPS}/*")])
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    save(path, b"new")
    assert named == [[], [".tmp"]]
    assert backups_of(path) == [b"old"]


def test_nights_that_cannot_save_use_up_no_backups(path):
    for version in (b"1", b"2"):
        save(path, version, backups=2)
    lock = path.with_name("~$mekom.xlsx")
    lock.write_bytes(EXCEL)
    for _ in range(3):
        with pytest.raises(Unreachable, match="has the file open"):
            save(path, b"3", backups=2)
    assert backups_of(path) == [b"old", b"1"]


def test_a_replacement_that_failed_after_all_was_done_leaves_the_old_version_kept(path, monkeypatch):
    replace = Path.replace

    def done_but_not_answered(self, target):
        replace(self, target)
        if target == path:
            raise OSError(errno.EIO, "network share went away")

    monkeypatch.setattr(Path, "replace", done_but_not_answered)
    with pytest.raises(Unreachable, match="went away"):
        save(path, b"new")
    assert path.read_bytes() == b"new"
    assert backups_of(path) == [b"old"]


def test_what_a_killed_night_left_among_the_backups_is_cleared(path):
    (path.parent / BACKUPS).mkdir()
    (path.parent / BACKUPS / ".hub-mekom-x1y2z3ab.tmp").write_bytes(b"ol")
    save(path, b"new")
    assert backups_of(path) == [b"old"]


def test_an_old_backup_that_cannot_go_does_not_make_a_saved_file_unsaved(path, monkeypatch, caplog):
    save(path, b"1", backups=1)
    unlink = Path.unlink

    def refuse(self, missing_ok=False):
        if self.suffix == ".xlsx":
            raise PermissionError(errno.EACCES, "busy")
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert save(path, b"2", backups=1).content == b"2"
    assert "mekom.xlsx: old backups cannot be removed (busy)" in caplog.text
    assert backups_of(path) == [b"old", b"1"]


def test_a_file_that_somebody_saved_meanwhile_is_not_overwritten(path):
    snapshot = taken(path)
    path.write_bytes(b"a colleague's")
    with pytest.raises(Unreachable, match="somebody saved the file") as caught:
        save(path, b"new", of=snapshot)
    assert "Nothing was written" in str(caught.value)
    assert path.read_bytes() == b"a colleague's"
    assert left_beside(path) == set()


def test_a_file_that_went_away_is_not_made_anew(path):
    snapshot = taken(path)
    path.unlink()
    with pytest.raises(Unreachable, match="there is no file"):
        saving.refuse_unless_writable(snapshot, path, patience=NONE)


def test_a_read_only_file_is_left_alone(path):
    path.chmod(stat.S_IREAD)
    with pytest.raises(Unusable, match="read-only"):
        saving.refuse_unless_writable(taken(path), path, patience=NONE)
    path.chmod(stat.S_IREAD | stat.S_IWRITE)


def test_a_file_that_this_account_may_not_write_is_left_alone(path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Unusable, match="read-only"):
        saving.refuse_unless_writable(taken(path), path, patience=NONE)


EXCEL = b"\x0dSabine Muster" + b" " * 41


@pytest.mark.parametrize(
    ("lock", "content", "said"),
    [
        ("~$mekom.xlsx", EXCEL, "Sabine Muster has the file open"),
        (
            ".~lock.mekom.xlsx#",
            b"Sabine Muster,sm,PC-7,14.01.2013 09:00,file:///c;",
            "Sabine Muster has the file open",
        ),
        (".~lock.mekom.xlsx#", b"", "somebody has the file open"),
    ],
)
def test_a_file_that_is_open_elsewhere_is_left_alone_and_told_by_whom(path, lock, content, said):
    path.with_name(lock).write_bytes(content)
    with pytest.raises(Unreachable, match=said) as caught:
        save(path, b"new")
    assert f"delete {lock}" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert left_beside(path) == {lock}


def test_a_locked_file_on_windows_is_tried_again(path, monkeypatch):
    replace, tries = Path.replace, []

    def busy_once(self, target):
        tries.append(target)
        if len(tries) == 1:
            raise PermissionError(errno.EACCES, "busy")
        return replace(self, target)

    monkeypatch.setattr(waiting, "STEP", 0.01)
    monkeypatch.setattr(Path, "replace", busy_once)
    save(path, b"new", backups=0, wait=0.01)
    assert path.read_bytes() == b"new"


def test_what_a_colleague_saved_while_the_hub_waited_for_the_drive_is_not_overwritten(path, monkeypatch):
    def busy_while_a_colleague_saves(self, target):
        path.write_bytes(b"a colleague's")
        raise PermissionError(errno.EACCES, "busy")

    monkeypatch.setattr(waiting, "STEP", 0.01)
    monkeypatch.setattr(Path, "replace", busy_while_a_colleague_saves)
    with pytest.raises(Unreachable, match="somebody saved the file"):
        save(path, b"new", backups=0, wait=0.01)
    assert path.read_bytes() == b"a colleague's"


@pytest.mark.parametrize("backups", [0, 3])
def test_a_file_that_stays_locked_is_left_as_it_was_with_no_litter(path, monkeypatch, backups):
    def busy(self, target):
        raise PermissionError(errno.EACCES, "busy")

    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises(Unreachable, match="cannot be written \\(busy\\)"):
        save(path, b"new", backups=backups)
    assert path.read_bytes() == b"old"
    assert left_beside(path) == set()


def test_a_full_disk_leaves_the_old_version_and_no_litter(path, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unreachable, match="No space left") as caught:
        save(path, b"new")
    assert "Make free space" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert left_beside(path) == set()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_stays_a_link(path):
    link = path.with_name("link.xlsx")
    link.symlink_to(path)
    save(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert backups_of(path) == [b"old"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_colleague_who_has_the_file_behind_a_link_open_is_seen(path, tmp_path):
    link = tmp_path / "links" / "list.xlsx"
    link.parent.mkdir()
    link.symlink_to(path)
    path.with_name("~$mekom.xlsx").write_bytes(EXCEL)
    with pytest.raises(Unreachable, match="Sabine Muster has the file open"):
        save(link, b"new")


def test_a_folder_that_takes_no_new_file_is_found_before_anything_is_tried(path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda place, mode: place != path.parent)
    assert "read-only" in str(saving.obstacle(taken(path), path))


def test_a_drive_that_went_away_is_an_obstacle_in_words(path, monkeypatch):
    snapshot = taken(path)

    def stale(self):
        raise OSError(errno.ESTALE, "Stale file handle")

    monkeypatch.setattr(Path, "exists", stale)
    assert "the drive does not answer" in str(saving.obstacle(snapshot, path))


def test_a_file_that_is_closed_while_the_hub_waits_is_written(path, monkeypatch):
    lock = path.with_name("~$mekom.xlsx")
    lock.write_bytes(EXCEL)
    sleep = waiting.time.sleep

    def closed_meanwhile(seconds):
        lock.unlink()
        sleep(0)

    monkeypatch.setattr(waiting.time, "sleep", closed_meanwhile)
    assert save(path, b"new", wait=5).content == b"new"


def test_a_version_saved_right_after_the_hubs_is_seen_by_the_next_look(path, monkeypatch):
    read = Path.read_bytes

    def read_before_a_colleague(self):
        content = read(self)
        if content == b"new":
            os.utime(self, ns=(1, 1))
        return content

    monkeypatch.setattr(Path, "read_bytes", read_before_a_colleague)
    assert save(path, b"new").stamp != stamp_of(path)


@pytest.mark.skipif(os.name == "nt", reason="rights are kept otherwise there")
def test_the_rights_of_the_file_stay(path):
    path.chmod(0o640)
    save(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_without_backups_there_is_no_folder_for_them(path):
    save(path, b"new", backups=0)
    assert not (path.parent / BACKUPS).exists()
