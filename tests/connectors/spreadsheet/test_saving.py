from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from hub.connectors.spreadsheet import saving
from hub.connectors.spreadsheet.saving import BACKUPS, refuse_unless_writable, save, who_has_it_open
from hub.connectors.spreadsheet.snapshot import take_snapshot
from hub.errors import Unreachable, Unusable


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "mekom.xlsx"
    path.write_bytes(b"old")
    return path


def backups_of(path: Path) -> list[bytes]:
    return [found.read_bytes() for found in sorted((path.parent / BACKUPS).iterdir())]


def left_beside(path: Path) -> set[str]:
    return {found.name for found in path.parent.iterdir()} - {path.name, BACKUPS}


def test_the_new_version_takes_the_place_of_the_old_one_which_is_kept(path):
    saved = save(take_snapshot(path), b"new", backups=3)
    assert path.read_bytes() == saved.content == b"new"
    assert saved.is_current()
    assert backups_of(path) == [b"old"]
    assert left_beside(path) == set()


def test_backups_are_rotated_and_those_of_other_files_are_left_alone(path):
    (path.parent / BACKUPS).mkdir()
    foreign = path.parent / BACKUPS / "mekom 2013 2012-01-01 000000 000000.xlsx"
    foreign.write_bytes(b"another workbook's")
    for version in (b"1", b"2", b"3", b"4"):
        save(take_snapshot(path), version, backups=2)
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
    save(take_snapshot(path), b"good", backups=1)
    full_after(1, monkeypatch)
    with pytest.raises(Unreachable, match="No space left"):
        save(take_snapshot(path), b"new", backups=1)
    assert path.read_bytes() == b"good"
    assert backups_of(path) == [b"old"]
    assert left_beside(path) == set()


def test_a_backup_is_on_the_drive_before_it_has_its_name(path, monkeypatch):
    named, really = [], os.fsync

    def fsync(handle):
        named.append([found.suffix for found in path.parent.glob(f"{BACKUPS}/*")])
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    save(take_snapshot(path), b"new", backups=3)
    assert named == [[], [".tmp"]]
    assert backups_of(path) == [b"old"]


def test_nights_that_cannot_save_use_up_no_backups(path):
    for version in (b"1", b"2"):
        save(take_snapshot(path), version, backups=2)
    lock = path.with_name("~$mekom.xlsx")
    lock.write_bytes(EXCEL)
    for _ in range(3):
        with pytest.raises(Unreachable, match="has the file open"):
            save(take_snapshot(path), b"3", backups=2)
    assert backups_of(path) == [b"old", b"1"]


def test_a_replacement_that_failed_after_all_was_done_leaves_the_old_version_kept(path, monkeypatch):
    replace = Path.replace

    def done_but_not_answered(self, target):
        replace(self, target)
        if target == path:
            raise OSError(errno.EIO, "network share went away")

    monkeypatch.setattr(Path, "replace", done_but_not_answered)
    with pytest.raises(Unreachable, match="went away"):
        save(take_snapshot(path), b"new", backups=3)
    assert path.read_bytes() == b"new"
    assert backups_of(path) == [b"old"]


def test_what_a_killed_night_left_among_the_backups_is_cleared(path):
    (path.parent / BACKUPS).mkdir()
    (path.parent / BACKUPS / ".hub-mekom-x1y2z3.tmp").write_bytes(b"ol")
    save(take_snapshot(path), b"new", backups=3)
    assert backups_of(path) == [b"old"]


def test_an_old_backup_that_cannot_go_does_not_make_a_saved_file_unsaved(path, monkeypatch, caplog):
    save(take_snapshot(path), b"1", backups=1)
    unlink = Path.unlink

    def refuse(self, missing_ok=False):
        if self.suffix == ".xlsx":
            raise PermissionError(errno.EACCES, "busy")
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert save(take_snapshot(path), b"2", backups=1).content == b"2"
    assert "mekom.xlsx: old backups cannot be removed (busy)" in caplog.text
    assert backups_of(path) == [b"old", b"1"]


def test_a_file_that_somebody_saved_meanwhile_is_not_overwritten(path):
    snapshot = take_snapshot(path)
    path.write_bytes(b"a colleague's")
    with pytest.raises(Unreachable, match="somebody saved the file") as caught:
        save(snapshot, b"new", backups=3)
    assert "Nothing was written" in str(caught.value)
    assert path.read_bytes() == b"a colleague's"
    assert left_beside(path) == set()


def test_a_file_that_went_away_is_not_made_anew(path):
    snapshot = take_snapshot(path)
    path.unlink()
    with pytest.raises(Unreachable, match="not there any more"):
        refuse_unless_writable(snapshot)


def test_a_read_only_file_is_left_alone(path):
    path.chmod(stat.S_IREAD)
    with pytest.raises(Unusable, match="read-only"):
        refuse_unless_writable(take_snapshot(path))
    path.chmod(stat.S_IREAD | stat.S_IWRITE)


def test_a_file_that_this_account_may_not_write_is_left_alone(path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Unusable, match="read-only"):
        refuse_unless_writable(take_snapshot(path))


EXCEL = b"\x0dSabine Muster" + b" " * 41 + b"\x0d\0S\0a\0"


@pytest.mark.parametrize(
    ("lock", "content", "said"),
    [
        ("~$mekom.xlsx", EXCEL, "Sabine Muster has the file open"),
        ("~$mekom.xlsx", b"", "somebody has the file open"),
        (
            ".~lock.mekom.xlsx#",
            b"Sabine Muster,sm,PC-7,14.01.2013 09:00,file:///c;",
            "Sabine Muster has the file open",
        ),
        (".~lock.mekom.xlsx#", b",sm,PC-7,14.01.2013 09:00,file:///c;", "sm has the file open"),
        (".~lock.mekom.xlsx#", b"", "somebody has the file open"),
    ],
)
def test_a_file_that_is_open_elsewhere_is_left_alone_and_told_by_whom(path, lock, content, said):
    path.with_name(lock).write_bytes(content)
    with pytest.raises(Unreachable, match=said) as caught:
        save(take_snapshot(path), b"new", backups=3)
    assert f"delete {lock}" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert left_beside(path) == {lock}


def test_a_lock_that_excel_keeps_to_itself_tells_nobody(path, monkeypatch):
    def refuse(self):
        raise PermissionError(errno.EACCES, "sharing violation")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert who_has_it_open(path.with_name("~$mekom.xlsx")) is None


def test_a_locked_file_on_windows_is_tried_again(path, monkeypatch):
    replace, tries = Path.replace, []

    def busy_once(self, target):
        tries.append(target)
        if len(tries) == 1:
            raise PermissionError(errno.EACCES, "busy")
        return replace(self, target)

    monkeypatch.setattr(saving, "_SECONDS_BETWEEN", 0)
    monkeypatch.setattr(Path, "replace", busy_once)
    save(take_snapshot(path), b"new", backups=3)
    assert path.read_bytes() == b"new"


def test_a_file_that_stays_locked_is_left_as_it_was_with_no_litter(path, monkeypatch):
    def busy(self, target):
        raise PermissionError(errno.EACCES, "busy")

    monkeypatch.setattr(saving, "_SECONDS_BETWEEN", 0)
    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises(Unreachable, match="cannot be written \\(busy\\)"):
        save(take_snapshot(path), b"new", backups=3)
    assert path.read_bytes() == b"old"
    assert left_beside(path) == set()


def test_a_full_disk_leaves_the_old_version_and_no_litter(path, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unreachable, match="No space left") as caught:
        save(take_snapshot(path), b"new", backups=3)
    assert "free space" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert left_beside(path) == set()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_stays_a_link(path):
    link = path.with_name("link.xlsx")
    link.symlink_to(path)
    save(take_snapshot(link), b"new", backups=3)
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="rights are kept otherwise there")
def test_the_rights_of_the_file_stay(path):
    path.chmod(0o640)
    save(take_snapshot(path), b"new", backups=3)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_without_backups_there_is_no_folder_for_them(path):
    save(take_snapshot(path), b"new", backups=0)
    assert not (path.parent / BACKUPS).exists()
