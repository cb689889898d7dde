"""The example's files come out of their program byte for byte, whenever and wherever it runs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

FILES = ("mekom.xlsx", "verpackungscluster.xlsx", "bildung-osterode.csv")
WORKBOOKS = FILES[:2]


@pytest.fixture(scope="module")
def made_again(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as the program makes them today, in a process of its own and from another folder."""
    folder = tmp_path_factory.mktemp("made") / "again"
    program = [sys.executable, "-W", "error", str(examples / "make_examples.py"), str(folder)]
    subprocess.run(program, check=True, cwd=folder.parent, timeout=120)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_the_program_makes_the_committed_file_byte_for_byte(
    name: str, examples: Path, made_again: Path
) -> None:
    committed, made = (examples / name).read_bytes(), (made_again / name).read_bytes()
    assert made == committed, f"{name} is older than its program: run python examples/make_examples.py"


def test_the_program_makes_nothing_else(made_again: Path) -> None:
    assert sorted(path.name for path in made_again.iterdir()) == sorted(FILES)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_no_clock_of_today_is_in_a_workbook(name: str, examples: Path) -> None:
    with zipfile.ZipFile(examples / name) as parts:
        years = {part.date_time[0] for part in parts.infolist()}
        properties = parts.read("docProps/core.xml").decode()
    assert years == {2013}
    assert properties.count("2013-01-10T16:42:08Z") == 2


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_has_what_only_lossless_editing_keeps(name: str, examples: Path) -> None:
    with zipfile.ZipFile(examples / name) as parts:
        names = parts.namelist()
        sheets = b"".join(parts.read(part) for part in names if part.startswith("xl/worksheets/sheet"))
    assert any("comments" in part for part in names)
    for element in (b"<conditionalFormatting", b"<dataValidation ", b"<autoFilter", b"<pane "):
        assert element in sheets


def test_the_cluster_keeps_formulas_and_a_chart(examples: Path) -> None:
    with zipfile.ZipFile(examples / "verpackungscluster.xlsx") as parts:
        names = parts.namelist()
        sheets = b"".join(parts.read(part) for part in names if part.startswith("xl/worksheets/sheet"))
    assert "xl/charts/chart1.xml" in names
    assert b"<f>SUM(" in sheets


def test_the_files_are_small_enough_to_look_at(examples: Path) -> None:
    assert all((examples / name).stat().st_size < 200_000 for name in FILES)


@pytest.mark.parametrize(
    ("name", "sheets"),
    [
        ("mekom.xlsx", ["Mitglieder", "Kurse", "Buchungen", "Listen"]),
        ("verpackungscluster.xlsx", ["Mitglieder", "Programm", "Buchungen", "Bedarf 2013"]),
    ],
)
def test_calamine_sees_the_sheets(name: str, sheets: list[str], examples: Path) -> None:
    with CalamineWorkbook.from_path(examples / name) as book:
        assert book.sheet_names == sheets
