from __future__ import annotations

import os
from pathlib import Path

import pytest

from hub.connectors.spreadsheet import snapshot as module
from hub.connectors.spreadsheet.snapshot import take_snapshot
from hub.errors import Unreachable, Unusable


def test_a_snapshot_holds_the_bytes_of_one_moment(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"one")
    taken = take_snapshot(path)
    assert taken.content == b"one"
    assert taken.is_current()
    assert taken.looks_current()


def test_a_new_version_is_noticed_even_with_the_old_clock(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"one")
    taken = take_snapshot(path)
    path.write_bytes(b"two")
    os.utime(path, ns=(taken.modified, taken.modified))
    assert taken.looks_current()
    assert not taken.is_current()


def test_a_file_that_is_gone_is_not_current(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"one")
    taken = take_snapshot(path)
    path.unlink()
    assert not taken.is_current()
    assert not taken.looks_current()


def test_a_missing_file_a_missing_folder_and_a_folder_are_three_things(tmp_path):
    with pytest.raises(Unreachable, match="there is no file"):
        take_snapshot(tmp_path / "a.xlsx")
    with pytest.raises(Unreachable, match="is not there") as caught:
        take_snapshot(tmp_path / "share" / "a.xlsx")
    assert "drive" in str(caught.value)
    with pytest.raises(Unusable, match="this is a folder"):
        take_snapshot(tmp_path)


def test_a_file_beyond_all_measure_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_LARGEST_FILE", 2)
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


def test_a_file_that_is_being_saved_is_looked_at_again(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"half")
    read = Path.read_bytes
    reads = []

    def read_while_it_grows(self):
        content = read(self)
        reads.append(content)
        if len(reads) == 1:
            self.write_bytes(b"the whole")
        return content

    monkeypatch.setattr(module, "_SECONDS_BETWEEN", 0)
    monkeypatch.setattr(Path, "read_bytes", read_while_it_grows)
    assert take_snapshot(path).content == b"the whole"


def test_a_file_that_never_rests_fails_its_source(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"x")
    read = Path.read_bytes

    def read_while_it_grows(self):
        content = read(self)
        self.write_bytes(content + b"x")
        return content

    monkeypatch.setattr(module, "_SECONDS_BETWEEN", 0)
    monkeypatch.setattr(Path, "read_bytes", read_while_it_grows)
    with pytest.raises(Unreachable, match="keeps changing"):
        take_snapshot(path)
