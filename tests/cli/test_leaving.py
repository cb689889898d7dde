"""A process ends with its exit code, whatever somebody left running in it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from hub.cli import leaving
from hub.cli.codes import INTERRUPTED
from hub.cli.leaving import leave
from tests.office import process

LEFT_RUNNING = [
    "threading.Thread(target=time.sleep, args=(1000,)).start()",
    "concurrent.futures.ThreadPoolExecutor().submit(time.sleep, 1000)",
    "atexit.register(time.sleep, 1000)",
    "atexit.register(sys.exit, 7)",
    "threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()",
    "pass",
]


@pytest.mark.parametrize("left", LEFT_RUNNING)
def test_nothing_that_was_left_running_holds_the_process_up(tmp_path: Path, left: str) -> None:
    program = (
        "import atexit, concurrent.futures, sys, threading, time\n"
        "from hub.cli.leaving import leave\n"
        f"{left}\nprint('the result', flush=True)\nleave(5)"
    )

    done = process("-c", program, folder=tmp_path)

    assert (done.returncode, done.stdout) == (5, "the result\n")


def test_what_is_printed_at_the_end_is_no_result(tmp_path: Path) -> None:
    program = (
        "import atexit, os\nfrom hub.cli.leaving import leave\n"
        "atexit.register(print, 'late')\natexit.register(os.write, 1, b'later')\n"
        "print('the result')\nleave(0)"
    )

    done = process("-c", program, folder=tmp_path)

    assert (done.stdout, done.stderr) == ("the result\n", "laterlate\n")


def test_whoever_leaves_does_so_at_once_and_is_waited_for_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "give_stdout_away", lambda: None)
    told: list[tuple[int, float]] = []
    monkeypatch.setattr(leaving, "_end_anyway", lambda *given: told.append(given))

    for code in (3, INTERRUPTED):
        with pytest.raises(SystemExit) as left:
            leave(code)
        assert left.value.code == code
    while len(told) < 2:
        time.sleep(0.001)

    assert sorted(told) == [(3, 3.0), (INTERRUPTED, 0.5)]


def test_after_some_patience_the_process_ends_anyway(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(leaving, "sleep", told.append)
    monkeypatch.setattr(leaving, "_end_process", told.append)

    leaving._end_anyway(5, 2.0)

    assert told == [2.0, 5]


def test_a_standstill_inside_c_ends_the_process_and_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "patterns.py").write_text("import re\nre.match('(a+)+$', 'a' * 60 + 'b')\n", encoding="utf-8")
    program = (
        "from threading import Thread\nfrom hub.cli.leaving import end_at_standstill\n"
        "end_at_standstill(after=2)\nimport sys\nsys.path.insert(0, '.')\n"
        "thread = Thread(target=__import__, args=('patterns',))\nthread.start()\nthread.join()"
    )

    done = process("-c", program, folder=tmp_path)

    assert done.returncode == 1
    assert 'patterns.py", line 2 in <module>' in done.stderr


def test_whoever_still_runs_signs_again_in_good_time(monkeypatch: pytest.MonkeyPatch) -> None:
    signed: list[tuple[float, bool]] = []

    def sign(after: float, *, exit: bool, file: int) -> None:  # noqa: A002 - Python's own name
        signed.append((after, exit))

    def sleep(seconds: float) -> None:
        assert seconds < 3600 / 2
        if len(signed) == 3:
            raise InterruptedError

    monkeypatch.setattr(leaving.faulthandler, "dump_traceback_later", sign)
    monkeypatch.setattr(leaving, "sleep", sleep)
    with pytest.raises(InterruptedError):
        leaving._go_on_signing(3600)

    assert signed == [(3600, True)] * 3


def test_signing_is_somebody_elses_work(monkeypatch: pytest.MonkeyPatch) -> None:
    signed: list[float] = []
    monkeypatch.setattr(leaving, "_go_on_signing", signed.append)

    leaving.end_at_standstill()
    while not signed:
        time.sleep(0.001)

    assert signed == [3600.0]
