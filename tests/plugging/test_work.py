"""A call in its own thread comes to its outcome, or to its end."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from threading import Event
from typing import Any, TypeVar

import pytest

from hub.plugging.blame import Stopped
from hub.plugging.work import Work, _must_be_taken_back

T = TypeVar("T")

# What ends a call may arrive in the callback of a weak reference, where Python only notes it; the next one ends it.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def begun(call: Callable[[], T]) -> Work[T]:
    work = Work(call)
    work.begin()
    return work


def spinning() -> None:
    while True:
        time.sleep(0.001)


def test_what_the_call_returns_is_its_outcome() -> None:
    work = begun(lambda: 7)

    assert work.is_done_within(20)
    assert work.outcome() == 7


@pytest.mark.parametrize("error", [KeyError("x"), SystemExit(0), KeyboardInterrupt(), Stopped()])
def test_what_the_call_raises_is_raised_where_somebody_waits(error: BaseException) -> None:
    def call() -> None:
        raise error

    work = begun(call)

    assert work.is_done_within(20)
    with pytest.raises(type(error)) as caught:
        work.outcome()
    assert caught.value is error


def test_nobody_waits_longer_than_he_wants() -> None:
    waiting = Event()
    work = begun(waiting.wait)

    assert not work.is_done_within(0.01)

    waiting.set()
    assert work.is_done_within(20)


def test_the_lines_lead_to_where_the_thread_is() -> None:
    work = begun(spinning)
    work.is_done_within(0.05)

    names = [file for file, _ in work.lines()]
    work.end()

    assert names[-1] == __file__
    assert names.index(threading.__file__) < names.index(__file__)
    assert work.lines() == []


def test_a_call_that_runs_is_ended() -> None:
    work = begun(spinning)

    work.end()

    assert work.is_done_within(20)
    assert work.outcome() is None  # forgotten, with all that its frames held


def test_a_call_that_cleans_up_may_do_so() -> None:
    cleaned = Event()

    def call() -> None:
        try:
            spinning()
        finally:
            cleaned.set()

    work = begun(call)
    work.is_done_within(0.05)
    work.end()

    assert cleaned.wait(20)


def test_one_that_swallows_every_exception_but_the_last_is_told_again() -> None:
    def call() -> None:
        for _ in range(3):
            try:
                spinning()
            except BaseException:  # noqa: BLE001
                continue

    work = begun(call)
    work.end()

    assert work.is_done_within(20)


def test_one_that_waits_inside_c_is_left_behind_as_a_daemon() -> None:
    waiting = Event()
    work = begun(waiting.wait)

    work.end()
    left = [thread for thread in threading.enumerate() if thread.name == "plugin"]

    assert left
    assert all(thread.daemon for thread in left)
    waiting.set()
    assert work.is_done_within(20)


@pytest.mark.parametrize("is_taken_back", [True, False])
def test_one_that_wakes_later_ends_then_unless_that_was_taken_back(
    is_taken_back: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.plugging.work._must_be_taken_back", lambda: is_taken_back)
    did_more = Event()

    def call() -> None:
        time.sleep(1.5)
        did_more.set()

    work = begun(call)
    work.end()

    assert work.is_done_within(20)
    assert did_more.is_set() == is_taken_back


@pytest.mark.parametrize("turn_on", [sys.settrace, threading.settrace])
def test_it_is_taken_back_only_where_python_would_stand_still(
    turn_on: Callable[[Any], None],
) -> None:
    before = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        found = [_must_be_taken_back()]
        turn_on(lambda *_: None)
        found.append(_must_be_taken_back())
    finally:
        sys.settrace(before[0])
        threading.settrace(before[1])

    assert found == [False, sys.version_info < (3, 12)]


def test_what_is_told_to_end_before_it_began_does_nothing() -> None:
    did = Event()
    work = Work(did.set)

    work.end()
    work.begin()

    assert work.is_done_within(20)
    assert not did.is_set()


def test_what_is_over_cannot_be_ended_any_more() -> None:
    work = begun(lambda: 7)
    work.is_done_within(20)

    work.end()

    assert work.is_done_within(0)


def test_code_that_holds_locks_of_the_whole_process_is_not_torn_out_of_its_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hub.plugging.work._SPARED", (__file__,))
    is_enough: list[bool] = []

    def call() -> str:
        while not is_enough:
            sum(range(10))
        return "in peace"

    work = begun(call)
    work.end()
    is_enough.append(True)

    assert work.is_done_within(20)
    assert work.outcome() == "in peace"


class Interrupting:
    """A lock that is interrupted once as it is let go, like a call that was told to end in its last moment."""

    def __init__(self) -> None:
        self.interruptions = 0

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        self.interruptions += 1
        if self.interruptions == 1:
            raise Stopped


def test_an_end_that_comes_while_the_call_comes_to_its_own_end_changes_nothing() -> None:
    work = Work(lambda: 7)
    work._lock = Interrupting()  # type: ignore[assignment]

    work.begin()

    assert work.is_done_within(20)
    assert work.outcome() == 7


@pytest.mark.skipif(sys.gettrace() is not None, reason="a tracer has locks of its own")
@pytest.mark.parametrize("turn", range(20))
def test_an_end_that_comes_in_the_last_moment_reaches_nobody_else(turn: int) -> None:
    told: list[object] = []
    hook, threading.excepthook = threading.excepthook, told.append
    switching = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(20):
            work = begun(lambda: sum(range(turn * 50)))
            work.end()
            assert work.is_done_within(20)
    finally:
        threading.excepthook = hook
        sys.setswitchinterval(switching)

    assert told == []
