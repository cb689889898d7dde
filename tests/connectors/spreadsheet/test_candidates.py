from __future__ import annotations

import errno
import unicodedata
from pathlib import Path

import pytest

from hub.connectors.spreadsheet.candidates import only_candidate
from hub.errors import Unreachable, Unusable


def folder_with(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).write_bytes(b"x")
    return folder


def test_the_only_spreadsheet_of_a_folder_is_meant(tmp_path):
    folder_with(tmp_path, "mekom.xlsx", "~$mekom.xlsx", ".~lock.mekom.xlsx#", ".hidden.xlsx", "notes.txt")
    (tmp_path / "backups.xlsx").mkdir()
    assert only_candidate(tmp_path) == tmp_path / "mekom.xlsx"


def test_two_spreadsheets_in_a_folder_stop_the_source_by_name(tmp_path):
    folder_with(tmp_path, "mekom.xlsx", "Kopie von mekom.xlsx")
    with pytest.raises(
        Unusable, match=r"more than one file fits: Kopie von mekom.xlsx, mekom.xlsx"
    ) as caught:
        only_candidate(tmp_path)
    assert "Name one of them as path" in str(caught.value)


def test_a_pattern_means_the_only_file_that_fits(tmp_path):
    folder_with(tmp_path, "Mekom 2013 [Büro].xlsx", "other.xlsx")
    assert only_candidate(tmp_path / "mekom*[büro].xlsx").name == "Mekom 2013 [Büro].xlsx"
    assert only_candidate(tmp_path / "mekom 201? *").name == "Mekom 2013 [Büro].xlsx"


def test_two_files_that_fit_a_pattern_stop_the_source_by_name(tmp_path):
    folder_with(tmp_path, "mekom.xlsx", "mekom (1).xlsx", "mekom_alt.xlsx", "x.xlsx")
    with pytest.raises(Unusable) as caught:
        only_candidate(tmp_path / "mekom*.xlsx")
    assert "mekom*.xlsx: more than one file fits: mekom (1).xlsx, mekom.xlsx, mekom_alt.xlsx." in str(
        caught.value
    )


def test_a_pattern_that_nothing_fits_may_heal_by_itself(tmp_path):
    with pytest.raises(Unreachable, match="no spreadsheet in"):
        only_candidate(tmp_path / "mekom*.xlsx")
    with pytest.raises(Unreachable, match="no spreadsheet in"):
        only_candidate(tmp_path)
    with pytest.raises(Unreachable, match="is not there"):
        only_candidate(tmp_path / "gone" / "mekom*.xlsx")


def test_a_file_whose_own_name_looks_like_a_pattern_is_that_file(tmp_path):
    folder_with(tmp_path, "mekom [1].xlsx")
    assert only_candidate(tmp_path / "mekom [1].xlsx").name == "mekom [1].xlsx"


@pytest.mark.parametrize(("there", "said"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_an_umlaut_taken_apart_is_the_same_name(tmp_path, there, said):
    folder_with(tmp_path, unicodedata.normalize(there, "Übersicht.xlsx"))
    assert only_candidate(tmp_path / unicodedata.normalize(said, "Übersicht.xlsx")).read_bytes() == b"x"


def test_another_case_is_not_taken_for_the_same_name_where_the_system_does_not(tmp_path):
    folder_with(tmp_path, "mekom.xlsx")
    said = tmp_path / "Mekom.xlsx"
    assert only_candidate(said) == said


def test_a_drive_that_does_not_answer_is_told(tmp_path, monkeypatch):
    def gone(self):
        raise OSError(errno.ESTALE, "Stale file handle")

    monkeypatch.setattr(Path, "is_file", gone)
    with pytest.raises(Unreachable, match="the drive does not answer"):
        only_candidate(tmp_path / "mekom.xlsx")
