"""Files that live: other programs rewrite them, hold them open and leave copies, in processes of their own."""

from __future__ import annotations

import errno
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hub import Add, Course, Ref, Unreachable, Unusable
from hub.connectors.spreadsheet import patience as waiting
from hub.connectors.spreadsheet.drive_file import DriveFile
from hub.connectors.spreadsheet.file import open_file, open_stored
from tests.connectors.spreadsheet.builders import OFFICE, course, office, office_sheets, workbook_bytes

_SAVES_FOR_EVER = """
import sys, time
from pathlib import Path
path, versions = Path(sys.argv[1]), [Path(name).read_bytes() for name in sys.argv[2:]]
print("ready", flush=True)
turn = 0
while True:
    content = versions[turn % len(versions)]
    with path.open("r+b") as file:      # as a copy over the network: from front to back, with pauses
        file.truncate(0)
        for start in range(0, len(content), 2000):
            file.write(content[start : start + 2000])
            file.flush()
            time.sleep(0.002)
    turn += 1
    time.sleep(0.02)
"""
_WRITES_SLOWLY = """
import sys, time
from pathlib import Path
source, path = Path(sys.argv[1]), Path(sys.argv[2])
content = source.read_bytes()
with path.open("wb") as file:
    for start in range(0, len(content), len(content) // 5 + 1):
        file.write(content[start : start + len(content) // 5 + 1])
        file.flush()
        print("some", flush=True)
        time.sleep(0.15)
"""
_OPENS_FOR_A_SECOND = """
import sys, time
from pathlib import Path
lock = Path(sys.argv[1])
lock.write_bytes(b"\\x0dSabine Muster".ljust(165))
print("open", flush=True)
time.sleep(float(sys.argv[2]))
lock.unlink()
"""


@contextmanager
def process(program: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Another program at work, which has begun when this is entered."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        started.stdout.readline()
        try:
            yield started
        finally:
            started.kill()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "office.xlsx"


def add_course(number: str) -> Add[Course]:
    value = course(number)
    assert isinstance(value.origin, Ref)
    return Add(id=number, ref=value.origin, value=value)


def versions(folder: Path, number: int) -> list[Path]:
    """Workbooks with one member more each."""
    found = []
    for count in range(1, number + 1):
        rows = [[f"M-{at}", "Oker Kartonagen GmbH", "37520"] for at in range(count * 50)]
        found.append(folder / f"version-{count}.bin")
        found[-1].write_bytes(workbook_bytes(office_sheets(members=rows)))
    return found


def test_a_file_that_somebody_keeps_rewriting_is_read_whole_or_not_at_all(path, tmp_path):
    saved = versions(tmp_path, 3)
    whole = {version.read_bytes() for version in saved}
    path.write_bytes(saved[0].read_bytes())
    with process(_SAVES_FOR_EVER, path, *saved):
        stored = DriveFile(path, wait_seconds=20)
        seen = [stored.take() for _ in range(6)]
    assert {snapshot.content for snapshot in seen} <= whole


def test_a_file_that_somebody_keeps_rewriting_is_never_written_over(path, tmp_path):
    saved = versions(tmp_path, 2)
    path.write_bytes(saved[0].read_bytes())
    stored = DriveFile(path, wait_seconds=20)
    before = stored.take()
    path.write_bytes(saved[1].read_bytes())
    with process(_SAVES_FOR_EVER, path, *saved[1:]), pytest.raises(Unreachable, match="somebody saved"):
        stored.save(before, b"the hub's", backups=1)
    assert b"the hub's" not in path.read_bytes()


def test_half_a_workbook_is_waited_for(path, tmp_path):
    [source] = versions(tmp_path, 1)
    with process(_WRITES_SLOWLY, source, path):
        assert open_file(path, wait_seconds=20).snapshot.content == source.read_bytes()


def test_half_a_text_file_is_waited_for(tmp_path):
    source, path = tmp_path / "source", tmp_path / "courses.csv"
    source.write_bytes(b"Kurs;Titel\n" + b"VA-1;Folienkunde\n" * 100)
    with process(_WRITES_SLOWLY, source, path):
        assert DriveFile(path, wait_seconds=20).take().content == source.read_bytes()


def test_a_file_that_is_open_is_read_and_told_once_in_a_night(path, caplog):
    hub = office(path)
    path.with_name("~$office.xlsx").write_bytes(b"\x0dSabine Muster".ljust(165))
    for _ in range(2):
        assert hub.fetch_members(OFFICE).records
        path.touch()
    assert [record.getMessage() for record in caplog.records] == [
        "office.xlsx is open at this moment; the version that was saved last is read"
    ]


def test_the_check_says_who_has_the_file_open(path):
    hub = office(path)
    path.with_name("~$office.xlsx").write_bytes(b"\x0dSabine Muster".ljust(165))
    path.with_name(".~lock.office.xlsx#").write_bytes(b"")
    said = [(str(found.what), found.is_well) for found in hub.check_system(OFFICE)]
    told = "office.xlsx: Sabine Muster has the file open now; the hub reads what was saved last"
    assert said[0] == (told, True)
    assert ("office.xlsx: Sabine Muster has the file open", False) in said


def test_an_empty_lock_file_is_somebodys(path):
    hub = office(path)
    path.with_name(".~lock.office.xlsx#").write_bytes(b"")
    assert str(hub.check_system(OFFICE)[0].what).startswith("office.xlsx: somebody has the file open now")


def test_a_file_that_is_closed_within_the_wait_is_written(path):
    hub = office(path, wait_seconds=20)
    hub.fetch_courses(OFFICE)
    with process(_OPENS_FOR_A_SECOND, path.with_name("~$office.xlsx"), 0.5):
        receipts = hub.publish_courses(OFFICE, [add_course("VA-2")])
    assert len(receipts) == 1


def test_a_file_that_stays_open_is_waited_for_once_in_a_night(path, monkeypatch):
    hub = office(path, wait_seconds=0.5)
    hub.fetch_courses(OFFICE)
    pauses, sleep = [], time.sleep

    def counted(seconds):
        pauses.append(seconds)
        sleep(seconds)

    monkeypatch.setattr(waiting.time, "sleep", counted)
    with process(_OPENS_FOR_A_SECOND, path.with_name("~$office.xlsx"), 60):
        for _ in range(3):
            with pytest.raises(Unreachable, match="Sabine Muster has the file open"):
                hub.publish_courses(OFFICE, [add_course("VA-2")])
    assert sum(pauses) == pytest.approx(0.5)


def test_the_check_waits_for_nobody(path, monkeypatch):
    hub = office(path, wait_seconds=600)
    path.with_name("~$office.xlsx").touch()
    monkeypatch.setattr(waiting.time, "sleep", lambda seconds: pytest.fail("somebody waited"))
    assert hub.check_system(OFFICE)


def test_copies_beside_the_file_are_named_by_the_check(path):
    hub = office(path)
    path.with_name("office-DESKTOP-AB12.xlsx").touch()
    path.with_name("office (1).xlsx").touch()
    wrong, note, *_ = hub.check_system(OFFICE)
    assert "office-DESKTOP-AB12.xlsx" in str(wrong.what)
    assert not wrong.is_well
    assert "office (1).xlsx" in str(note.what)


def test_a_second_file_that_fits_stops_the_source_in_the_middle_of_a_night(path):
    office(path)
    stored = DriveFile(path.with_name("off*.xlsx"), wait_seconds=0)
    first = open_stored(stored)
    assert stored.name == "office.xlsx"
    assert open_stored(stored, last=first) is first
    path.with_name("office (Konflikt-Kopie).xlsx").touch()
    with pytest.raises(Unusable, match="more than one file fits"):
        open_stored(stored, last=first)


def test_another_file_that_fits_is_read_anew(path):
    office(path)
    stored = DriveFile(path.parent, wait_seconds=0)
    first = open_stored(stored)
    path.rename(path.with_name("office 2014.xlsx"))
    assert open_stored(stored, last=first).snapshot.name == "office 2014.xlsx"


def test_a_folder_that_cannot_be_listed_says_nothing_of_copies(path, monkeypatch):
    hub = office(path)
    path.with_name("office (1).xlsx").touch()

    def refuse(self):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert not any("copies" in str(found.what) for found in hub.check_system(OFFICE))
