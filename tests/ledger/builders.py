"""Ledgers, runs and intents with everything that a test does not care about filled in."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg

from hub.ledger.entries import Intent
from hub.ledger.store import Ledger
from hub.memory import Decision, Outcome
from hub.model import NetworkName, Ref

MEKOM = NetworkName("mekom")
CLUSTER = NetworkName("verpackungscluster")
NIGHT = datetime(2013, 1, 14, 2, 0, tzinfo=UTC)
TODAY = date(2013, 1, 14)
ROOT = Path(__file__).parents[2]


def a_ref(number: int = 7) -> Ref:
    return Ref(MEKOM, "booking", f"B-{number:04}")


def an_intent(
    change_id: str = "c1", *, ref: Ref | None = None, fields: tuple[str, ...] = ("status",)
) -> Intent:
    return Intent(
        change_id=change_id, network=CLUSTER, kind="booking", ref=ref or a_ref(), action="add", fields=fields
    )


def an_outcome(change_id: str = "c1", state: str = "done") -> Outcome:
    return Outcome(change_id=change_id, state=state)


def a_decision(question: str = "who-is-who/1", answer: str = "same") -> Decision:
    return Decision(question, answer, who="K. Beispiel", day=TODAY, reason="rang them up")


def begun(ledger: Ledger, fingerprint: str = "sha256:abc") -> int:
    return ledger.begin(started=NIGHT, fingerprint=fingerprint, as_of=TODAY)


def a_night(ledger: Ledger, *change_ids: str, fingerprint: str = "sha256:abc") -> int:
    """A whole night that carried out these changes."""
    run = begun(ledger, fingerprint)
    ledger.intend(run, [an_intent(change_id) for change_id in change_ids])
    ledger.outcome(run, [an_outcome(change_id) for change_id in change_ids], NIGHT)
    ledger.finish(run, finished=NIGHT, exit_code=0, document="{}")
    return run


def another_hub(script: str, *arguments: str) -> subprocess.Popen[str]:
    """A process of its own, at the point where its script printed a line; it then waits to be killed."""
    imports = "import sys, time\nfrom hub.ledger.store import Ledger\nfrom tests.ledger.builders import *\n"
    process = subprocess.Popen(
        [sys.executable, "-c", imports + script, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def killed(process: subprocess.Popen[str]) -> None:
    """As a power cut would: no clean-up, no goodbye."""
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def eventually(claim: Callable[[], bool], *, seconds: float = 5.0) -> None:
    """A server needs a moment to notice that a client is dead."""
    until = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.05)


def mounted_anew(file: Path) -> None:
    """As on a drive that numbers its files when it is mounted."""
    moved = shutil.copy2(file, file.with_name("moved"))
    Path(moved).replace(file)


@contextmanager
def somebody_at(server: str) -> Iterator[psycopg.Connection]:
    """A session of somebody who is no hub, in the ledger's schema."""
    with psycopg.connect(server, autocommit=True) as connection:
        yield connection
