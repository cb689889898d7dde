"""The tests' own PostgreSQL leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.ledger.builders import eventually
from tests.postgres import ROOT, Postgres, programs

SCRIPT = """
import time
from pathlib import Path
from tests.postgres import Postgres
print(Postgres.started(Path({programs!r})).folder, flush=True)
time.sleep(60)
"""


def test_a_server_goes_with_the_tests_even_when_they_are_killed(postgres: Postgres) -> None:
    tests = subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(programs=str(postgres.programs))],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert tests.stdout is not None
    with tests.stdout:
        folder = Path(tests.stdout.readline().strip())
    assert folder.exists()

    tests.kill()
    tests.wait()

    eventually(lambda: not folder.exists())


def test_the_programs_found_are_those_of_a_server() -> None:
    found = programs()

    assert found is None or {"initdb", "pg_ctl", "postgres"} <= {path.stem for path in found.iterdir()}
