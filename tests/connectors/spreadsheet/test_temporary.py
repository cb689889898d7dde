from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.temporary import temporary


def names_in(folder):
    return {found.name for found in folder.iterdir()}


def failing_with(folder):
    with temporary(b"new", folder=folder, like=folder / "mekom.xlsx") as written:
        assert written.read_bytes() == b"new"
        raise ZeroDivisionError


def test_it_is_gone_afterwards_whatever_happens(tmp_path):
    with pytest.raises(ZeroDivisionError):
        failing_with(tmp_path)
    assert names_in(tmp_path) == set()


def test_only_what_a_killed_night_left_of_the_same_file_is_cleared(tmp_path):
    for name in (".hub-mekom-x1y2z3ab.tmp", ".hub-mekom-2012-x1y2z3ab.tmp", ".hub-mekom-.tmp"):
        (tmp_path / name).touch()
    with temporary(b"new", folder=tmp_path, like=tmp_path / "mekom.xlsx"):
        pass
    assert names_in(tmp_path) == {".hub-mekom-2012-x1y2z3ab.tmp", ".hub-mekom-.tmp"}
