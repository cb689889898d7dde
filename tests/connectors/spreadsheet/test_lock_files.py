from __future__ import annotations

import errno
from pathlib import Path

import pytest

from hub.connectors.spreadsheet.lock_files import is_lock, locks_of, open_elsewhere, who_has_it_open


def excels(name: str) -> bytes:
    """The file as Excel writes it: 165 bytes."""
    narrow, wide = name.encode("cp1252", "replace"), name.encode("utf-16-le")
    begin = bytes([len(narrow)]) + narrow.ljust(54)
    return begin + len(name).to_bytes(2, "little") + wide.ljust(108, b"\0")


@pytest.mark.parametrize(
    ("lock", "content", "who"),
    [
        ("~$mekom.xlsx", excels("Sabine Müller"), "Sabine Müller"),
        ("~$mekom.xlsx", excels("Łucja Muster"), "Łucja Muster"),
        ("~$mekom.xlsx", b"\x05Erika" + b" " * 159, "Erika"),
        ("~$mekom.xlsx", b"\x00" + b" " * 54, None),
        ("~$mekom.xlsx", excels("  "), None),
        ("~$mekom.xlsx", b"", None),
        (".~lock.mekom.xlsx#", b"Sabine Muster,sm,PC-7,14.01.2013 09:00,file:///c;", "Sabine Muster"),
        (".~lock.mekom.xlsx#", ",müller,PC-7,14.01.2013 09:00,file:///c;".encode(), "müller"),
        (".~lock.mekom.xlsx#", b",,,", None),
        (".~lock.mekom.xlsx#", b"", None),
    ],
)
def test_a_lock_file_tells_who_sits_there_if_anybody_can(tmp_path, lock, content, who):
    (tmp_path / lock).write_bytes(content)
    assert who_has_it_open(tmp_path / lock) == who


def test_a_lock_that_excel_keeps_to_itself_tells_nobody(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(errno.EACCES, "sharing violation")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert who_has_it_open(tmp_path / "~$mekom.xlsx") is None


def test_only_the_locks_of_this_file_count(tmp_path):
    for name in ("~$mekom.xlsx", "~$mekom 2012.xlsx", ".~lock.mekom.ods#"):
        (tmp_path / name).touch()
        assert is_lock(name)
    assert [lock.name for lock in locks_of(tmp_path / "mekom.xlsx")] == ["~$mekom.xlsx"]
    assert not is_lock("mekom.xlsx")


def test_a_lock_that_was_left_behind_can_be_deleted(tmp_path):
    lock = tmp_path / "~$mekom.xlsx"
    lock.touch()
    said = str(open_elsewhere(tmp_path / "mekom.xlsx", lock))
    assert said == (
        "mekom.xlsx: somebody has the file open. Close it and run the night again. "
        "If nobody has it open, delete ~$mekom.xlsx."
    )
