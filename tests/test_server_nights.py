"""Whole nights of the command line with the ledger on a server, killed and started at once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ledger.builders import eventually
from tests.office import ROOT, Office, office


@pytest.fixture
def on_a_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, server: str
) -> Office:
    """The example, with its ledger in an empty schema."""
    example = office(tmp_path, capsys, monkeypatch)
    example.set(HUB_LEDGER=server)
    return example


def test_the_example_on_a_server_is_as_it_is_on_a_file(on_a_server: Office) -> None:
    assert on_a_server.hub("plan --exit-code").code == 10
    first = on_a_server.hub("sync")
    before = on_a_server.contents()
    second = on_a_server.hub("sync")

    assert (first.code, second.code) == (0, 0)
    assert "55 changes" in first.out
    assert "nothing to do" in second.out
    assert on_a_server.contents() == before
    assert [run["exit_code"] for run in on_a_server.hub("runs --format json").data["runs"]] == [0, 0]
    assert not list(on_a_server.folder.rglob("hub.db*"))


KILLED = """
import sys, time
from pathlib import Path
from hub.ledger.store import Ledger
from hub.cli.entry import run
name, calls = sys.argv[1], int(sys.argv[2])
kept = getattr(Ledger, name)
def waits_to_be_killed(*arguments, **more):
    global calls
    calls -= 1
    if calls < 0:
        Path(sys.argv[3]).touch()
        time.sleep(60)
    return kept(*arguments, **more)
setattr(Ledger, name, waits_to_be_killed)
run(["sync"])
"""


@contextmanager
def under_way(office: Office, before: str, *, calls: int = 0) -> Iterator[subprocess.Popen[bytes]]:
    """A night in a process of its own, stopped just before a write into its ledger; killed in the end."""
    there = office.file("there")
    night = subprocess.Popen(
        [sys.executable, "-c", KILLED, before, str(calls), str(there)],
        cwd=office.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )
    try:
        eventually(there.exists, seconds=60)
        yield night
    finally:
        night.kill()
        night.wait()


@pytest.mark.parametrize(
    ("before", "calls"), [("begin", 0), ("intend", 1), ("outcome", 0), ("outcome", 2), ("settle", 0)]
)
def test_a_night_killed_on_a_server_is_shown_as_such_and_the_next_one_mends_it(
    on_a_server: Office, before: str, calls: int
) -> None:
    with under_way(on_a_server, before, calls=calls) as night:
        second = on_a_server.hub("sync")
        assert second.code == 7
        assert f"process {night.pid}" in second.err

    eventually(lambda: on_a_server.hub("sync").code == 0)
    assert "nothing to do" in on_a_server.hub("sync").out
    shown = on_a_server.hub("runs").out
    assert shown.count("killed, or stopped before its end") == (0 if before == "begin" else 1)
