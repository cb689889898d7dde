from __future__ import annotations

import os
from pathlib import Path

import pytest

from hub.connectors.spreadsheet import patience as waiting
from hub.connectors.spreadsheet import snapshot as module
from hub.connectors.spreadsheet.patience import Patience
from hub.connectors.spreadsheet.snapshot import Snapshot, is_current, looks_current
from hub.errors import Unreachable, Unusable


def take_snapshot(path: Path, *, wait: float = 0) -> Snapshot:
    return module.take_snapshot(path, patience=Patience(wait))


def test_a_snapshot_holds_the_bytes_of_one_moment(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"one")
    taken = take_snapshot(path)
    assert taken.content == b"one"
    assert is_current(taken, path)
    assert looks_current(taken, path)


def test_a_new_version_is_noticed_even_with_the_old_clock(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"one")
    taken = take_snapshot(path)
    path.write_bytes(b"two")
    os.utime(path, ns=(taken.stamp[1], taken.stamp[1]))
    assert looks_current(taken, path)
    assert not is_current(taken, path)


def test_a_file_that_is_gone_is_not_current(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"one")
    taken = take_snapshot(path)
    path.unlink()
    assert not is_current(taken, path)
    assert not looks_current(taken, path)


def test_a_missing_file_and_a_missing_folder_are_two_things(tmp_path):
    with pytest.raises(Unreachable, match="there is no file"):
        take_snapshot(tmp_path / "a.xlsx")
    with pytest.raises(Unreachable, match="is not there") as caught:
        take_snapshot(tmp_path / "share" / "a.xlsx")
    assert "drive" in str(caught.value)


def test_a_file_beyond_all_measure_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LARGEST_FILE", 2)
    path = tmp_path / "a.csv"
    path.write_bytes(b"one")
    with pytest.raises(Unusable, match="3 bytes"):
        take_snapshot(path)


def test_a_file_nobody_may_read_says_what_to_do(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"one")

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(Unreachable, match="Permission denied") as caught:
        take_snapshot(path)
    assert "right to read" in str(caught.value)


def saved_in_steps(path: Path, *versions: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves the next version in every pause of the hub, long before the next look."""
    left = list(versions)

    def save_meanwhile(seconds):
        if left:
            path.write_bytes(left.pop(0))
            os.utime(path, (1, 1))

    monkeypatch.setattr(waiting.time, "sleep", save_meanwhile)


def changing_while_it_is_read(monkeypatch: pytest.MonkeyPatch, *, times: int) -> None:
    read, reads = Path.read_bytes, []

    def read_while_it_grows(self):
        content = read(self)
        reads.append(content)
        if len(reads) <= times:
            self.write_bytes(content + b"x")
        return content

    monkeypatch.setattr(Path, "read_bytes", read_while_it_grows)
    monkeypatch.setattr(waiting.time, "sleep", lambda seconds: None)


def test_a_file_that_is_being_saved_is_looked_at_again(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    changing_while_it_is_read(monkeypatch, times=2)
    assert take_snapshot(path, wait=5).content == b"oldxx"


def test_a_file_that_never_rests_fails_its_source(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    changing_while_it_is_read(monkeypatch, times=1000)
    with pytest.raises(Unreachable, match="keeps changing"):
        take_snapshot(path, wait=5)


WHOLE = b"PK\x03\x04 sheets PK\x05\x06" + bytes(18)


@pytest.mark.parametrize("half", [b"", b"PK\x03\x04 she"])
def test_half_a_workbook_is_waited_for_until_it_is_whole(tmp_path, monkeypatch, half):
    path = tmp_path / "a.xlsx"
    path.write_bytes(half)
    saved_in_steps(path, half + b"e" if half else b"", WHOLE, monkeypatch=monkeypatch)
    assert take_snapshot(path, wait=5).content == WHOLE


def test_half_a_workbook_that_stays_so_is_left_to_whoever_opens_it(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    path.write_bytes(WHOLE[:9])
    saved_in_steps(path, monkeypatch=monkeypatch)
    assert take_snapshot(path, wait=5).content == WHOLE[:9]


def test_a_text_file_is_believed_only_when_it_is_still(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Titel;Ort\nFolien")
    saved_in_steps(path, b"Titel;Ort\nFolienkunde;Osterode\n", monkeypatch=monkeypatch)
    assert take_snapshot(path, wait=5).content.endswith(b"Osterode\n")


def test_a_text_file_of_yesterday_is_not_waited_for(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Titel")
    os.utime(path, (1, 1))
    saved_in_steps(path, b"late", monkeypatch=monkeypatch)
    assert take_snapshot(path, wait=5).content == b"Titel"


def test_a_file_that_another_program_keeps_to_itself_is_waited_for(tmp_path, monkeypatch):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    read, tries = Path.read_bytes, []

    def kept_at_first(self):
        tries.append(self)
        if len(tries) == 1:
            error = PermissionError(13, "The process cannot access the file")
            error.winerror = 32
            raise error
        return read(self)

    monkeypatch.setattr(waiting.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(Path, "read_bytes", kept_at_first)
    assert take_snapshot(path, wait=5).content == b"old"
    tries.clear()
    with pytest.raises(Unreachable, match="another program has the file open"):
        take_snapshot(path)
