"""What staff remark about people in comments is theirs: it appears nowhere else."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.office import Office, office

SECRET = "zahlt schlecht und ruft nie zurück"
MEKOM = "var/example/mekom.xlsx"


@pytest.fixture
def example(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    return office(tmp_path, capsys, monkeypatch)


def _contents(path: Path) -> Iterator[str]:
    """Everything a file holds, unpacked."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    elif path.suffix == ".db":
        with sqlite3.connect(path) as ledger:
            yield from ledger.iterdump()
    else:
        yield path.read_bytes().decode("utf-8", "replace")


def test_a_comment_reaches_neither_record_nor_ledger_nor_report_nor_the_other_network(
    example: Office,
) -> None:
    book = openpyxl.load_workbook(example.file(MEKOM))
    for sheet in ("Mitglieder", "Buchungen"):
        for row in book[sheet].iter_rows(min_row=5, max_row=12):
            for cell in row:
                if cell.value is not None:
                    cell.comment = Comment(SECRET, "Anna Beispiel")
    book.save(example.file(MEKOM))
    assert any(SECRET in words for words in _contents(example.file(MEKOM)))

    told = [
        example.hub(line)
        for line in ("check", "columns var/example/mekom.xlsx", "-vv sync", "plan --format json")
    ]

    assert all(SECRET not in answer.out + answer.err for answer in told)
    others = [
        path for path in example.folder.rglob("*") if path.is_file() and not path.name.startswith("mekom")
    ]
    assert {path.suffix for path in others} >= {".db", ".xlsx"}
    for path in others:
        assert all(SECRET not in words for words in _contents(path)), path
