"""The example's offices kept in LibreOffice: as ODS files, and as the CSV files that a German LibreOffice exports."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.office import ROOT, Office, empty_office

_SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(_SOFFICE is None, reason="LibreOffice is not installed")

BOOKS = [ROOT / "examples" / name for name in ("verpackungscluster.xlsx", "mekom.xlsx")]
_CSV = "csv:Text - txt - csv (StarCalc):59,34,ANSI,1,,0,false,true,false,false,false,-1"
"""Semicolons, Windows' letters, every cell as it is shown, and each sheet in a file of its own."""
_GERMAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>de-DE</value></prop></item></oor:items>"""
_SHEETS = {
    "cluster": ("verpackungscluster", {"members": "Mitglieder", "courses": "Programm", "bookings": "Buchungen"}),
    "mekom": ("mekom", {"members": "Mitglieder", "courses": "Kurse", "bookings": "Buchungen"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two workbooks in every format."""
    folder = tmp_path_factory.mktemp("saved")
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_GERMAN, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for to in ("ods", _CSV):
        command = [_SOFFICE or "", profile, "--headless", "--convert-to", to, "--outdir", str(folder), *map(str, BOOKS)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    return empty_office(tmp_path, capsys, monkeypatch)


def kept(folder: Office, files: Sequence[Path], *, ending: str) -> None:
    """The offices' files with a hub.toml that `hub init` wrote, on the day of the example."""
    for file in files:
        shutil.copy2(file, folder.folder)
    books = (f"cluster=verpackungscluster{ending}", f"mekom=mekom{ending}")
    made = folder.hub(f"init --organiser {books[0]} --channel {books[1]} --valid-from 2013-01-01")
    assert made.code == 0, made.err
    folder.edit("hub.toml", '\nreports = "var/reports"', '\nreports = "var/reports"\nas_of = 2013-01-14')


def planned(folder: Office) -> Counter[str]:
    plan = folder.hub("plan --format json").data
    assert plan["failures"] == plan["rejects"] == []
    found = (*plan["changes"], *({"action": "withhold", **one} for one in plan["withheld"]))
    return Counter(f"{one['action']} {one['kind']} {one['network']}" for one in found)


def test_ods_files_plan_what_the_workbooks_plan_and_the_second_night_is_silent(
    folder: Office, saved: Path, tmp_path: Path
) -> None:
    kept(folder, BOOKS, ending=".xlsx")
    expected = planned(folder)
    folder.file("hub.toml").unlink()
    kept(folder, list(saved.glob("*.ods")), ending=".ods")

    assert planned(folder) == expected
    assert folder.hub("check").code == folder.hub("sync").code == 0
    assert not [change for change in planned(folder) if not change.startswith("withhold")]


def test_csv_files_plan_what_the_workbooks_plan_and_the_second_night_is_silent(
    folder: Office, saved: Path
) -> None:
    kept(folder, BOOKS, ending=".xlsx")
    expected = planned(folder)
    for file in saved.glob("*.csv"):
        shutil.copy2(file, folder.folder)
    config = folder.file("hub.toml").read_text(encoding="utf-8")
    for network, (book, sheets) in _SHEETS.items():
        start = config.index(f"[networks.{network}.systems.workbook]")
        end = config.index("\n# ", config.index("\nsheets = ", start))
        tables = (_system(network, table, f"{book}-{sheet}.csv") for table, sheet in sheets.items())
        config = config[:start] + "".join(tables) + config[end:]
    folder.file("hub.toml").write_text(config, encoding="utf-8")
    before = folder.file("mekom-Buchungen.csv").read_bytes().splitlines()

    assert planned(folder) == expected
    assert folder.hub("check").code == folder.hub("sync").code == 0
    assert not [change for change in planned(folder) if not change.startswith("withhold")]
    after = folder.file("mekom-Buchungen.csv").read_bytes().splitlines()
    assert len(after) == len(before)
    assert sum(new != old for new, old in zip(after, before, strict=True)) < len(before) / 2
    assert ";240,00;mekom/booking/B-0001" in folder.file("verpackungscluster-Buchungen.csv").read_text("cp1252")  # fmt: skip


def _system(network: str, table: str, file: str) -> str:
    return f'[networks.{network}.systems.{table}]\nconnector = "spreadsheet"\npath = "{file}"\nprovides = ["{table}"]\n'
