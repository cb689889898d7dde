"""ODS files as LibreOffice saves them: the hub writes into them, and LibreOffice reads what it should."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.fidelity.parts import unpacked
from tests.fidelity.test_workbooks import edited, read
from tests.fidelity.workbooks import WORKBOOKS

_SOFFICE = shutil.which("soffice")
_KEPT = ("plain", "dressed", "chart", "rules", "comments", "formulas", "picture", "days since 1904")
_CELL = re.compile(rb"<table:table-cell\b[^>]*?(?:/>|>.*?</table:table-cell>)", re.DOTALL)


def converted(folder: Path, files: list[Path], *, to: str) -> Path:
    """A folder with these files as LibreOffice saves them."""
    profile = (folder / "profile").as_uri()
    saved = folder / to.partition(":")[0]
    subprocess.run(
        [_SOFFICE or "", f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, "--outdir", str(saved), *map(str, files)],
        check=True, capture_output=True,
    )  # fmt: skip
    return saved


@pytest.mark.skipif(_SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_what_was_written_and_every_other_cell_and_part_stays(tmp_path: Path) -> None:
    sources = [tmp_path / f"{number}.xlsx" for number in range(len(_KEPT))]
    for source, name in zip(sources, _KEPT, strict=True):
        source.write_bytes(WORKBOOKS[name]())
    files = sorted(converted(tmp_path, sources, to="ods").glob("*.ods"))
    for file, name in zip(files, _KEPT, strict=True):
        before, after = unpacked(edited(file, file.read_bytes)), unpacked(file.read_bytes())
        assert list(before) == list(after), name
        assert {part for part in before if before[part] != after[part]} == {"content.xml"}, name
        _refuse_other_cells(before["content.xml"], after["content.xml"])
    again = converted(tmp_path, files, to="xlsx:Calc MS Excel 2007 XML")
    for file in files:
        mine, theirs = read(file.read_bytes()), read((again / f"{file.stem}.xlsx").read_bytes())
        for sheet in ("Kurse", "Buchungen"):
            assert _table(mine[sheet]) == _table(theirs[sheet])
        assert mine["Kurse"][2][1] == "=Folienkunde & <mehr>"
        assert mine["Buchungen"][1][7] == "bestätigt"


def _refuse_other_cells(before: bytes, after: bytes) -> None:
    """Every cell with content, but the one that was changed, is there as it was, in the same order."""
    old, new = (
        [cell[0] for cell in _CELL.finditer(xml) if b"<text:p>" in cell[0]] for xml in (before, after)
    )
    kept = iter(new)
    missing = [cell for cell in old if cell not in kept]
    assert len(missing) <= 1, missing


def _table(rows: list[list[object]]) -> list[list[object]]:
    width = max(at + 1 for at, cell in enumerate(rows[0]) if cell != "")
    return [row[:width] for row in rows if any(cell != "" for cell in row[:width])]
