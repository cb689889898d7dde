from __future__ import annotations

import errno
import os
import unicodedata
from pathlib import Path

import pytest

from hub.connectors.spreadsheet.drive_trouble import is_in_use, missing, unreadable, unwritable
from hub.errors import Unusable

PATH = Path("share") / "mekom.xlsx"


def on_windows(number: int) -> OSError:
    error = OSError(errno.EACCES, "as Windows says it")
    error.winerror = number  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "read", "written"),
    [
        (OSError(errno.EACCES, "Permission denied"), "cannot be read (Permission denied). Give the account", "cannot be written (Permission denied). Check the rights"),
        (OSError(errno.ESTALE, "Stale file handle"), "the drive does not answer (Stale file handle)", "the drive does not answer"),
        (OSError(errno.ENOTCONN, "not connected"), "Connect the network drive of share again", "Connect the network drive"),
        (OSError(errno.ELOOP, "Too many levels"), "leads back to itself", "cannot be written"),
        (OSError(errno.EROFS, "Read-only file system"), "cannot be read", "the file is read-only"),
        (OSError(errno.ENOSPC, "No space left"), "cannot be read", "the drive is full (No space left); the file is as it was"),
        (OSError(errno.EDQUOT, "Quota exceeded"), "cannot be read", "the drive is full (Quota exceeded)"),
        (on_windows(32), "another program has the file open", "another program has the file open"),
        (on_windows(53), "the drive does not answer", "the drive does not answer"),
        (OSError("no number"), "cannot be read (no number)", "cannot be written (no number)"),
    ],
)  # fmt: skip
def test_every_trouble_with_a_drive_is_told_with_what_to_do(error, read, written):
    assert read in str(unreadable(error, PATH))
    assert written in str(unwritable(error, PATH))
    assert is_in_use(error) == ("another program" in read)


def test_a_read_only_share_needs_a_person():
    assert isinstance(unwritable(OSError(errno.EROFS, "ro"), PATH), Unusable)


def test_a_name_that_differs_in_its_capitals_is_offered(tmp_path):
    (tmp_path / "mekom.xlsx").touch()
    assert "Do you mean mekom.xlsx?" in str(missing(tmp_path / "Mekom.XLSX"))
    assert "Do you mean mekom.xlsx?" in str(missing(tmp_path / "mekon.xlsx"))


def test_where_nothing_is_alike_nothing_is_offered(tmp_path):
    (tmp_path / unicodedata.normalize("NFD", "Übersicht.xlsx")).touch()
    assert "Do you mean" not in str(missing(tmp_path / "mekom.xlsx"))


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leads_nowhere_is_not_a_missing_file(tmp_path):
    (tmp_path / "mekom.xlsx").symlink_to(tmp_path / "gone" / "mekom.xlsx")
    assert "leads to a file that is not there" in str(missing(tmp_path / "mekom.xlsx"))


def test_a_drive_that_is_gone_is_not_a_missing_file(tmp_path, monkeypatch):
    def gone(self):
        raise OSError(errno.EHOSTDOWN, "Host is down")

    monkeypatch.setattr(Path, "iterdir", gone)
    assert "the drive does not answer (Host is down)" in str(missing(tmp_path / "mekom.xlsx"))
