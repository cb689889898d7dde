"""Foreign code is named, limited and ended; it takes nobody else with it."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from hub.config import Limits
from hub.errors import HubError, NetworkError, PluginError, Unreachable
from hub.language import Text
from hub.plugging.blame import Origin, TookTooMuch
from hub.plugging.footprint import MB, footprint
from hub.plugging.watch import TookTooLong, Watch

# What ends a call may arrive in the callback of a weak reference, where Python only notes it; the next one ends it.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


HERE = Origin("plugins/mycrm.py", __file__)


def watch(origin: Origin = HERE, **limits: Any) -> Watch:
    return Watch(origin, Text("Reading"), Text("Ask."), Limits(**limits))


def failure(call: Callable[[], object], **limits: Any) -> HubError:
    with pytest.raises(HubError) as caught:
        watch(**limits).over(call)
    return caught.value


def raising(error: BaseException) -> Callable[[], None]:
    def call() -> None:
        raise error

    return call


def test_what_a_call_returns_is_handed_on() -> None:
    assert watch().over(lambda: 7) == 7


def test_a_call_has_a_thread_of_its_own_that_keeps_nobody_from_ending() -> None:
    thread = watch().over(threading.current_thread)

    assert thread is not threading.current_thread()
    assert thread.daemon


# raising


class Mute(BaseException):
    """One that cannot say itself."""

    def __str__(self) -> str:
        raise SystemExit


@pytest.mark.parametrize(
    "error",
    [
        KeyError("x"),
        SystemExit(0),
        KeyboardInterrupt(),
        GeneratorExit(),
        StopIteration(),
        RecursionError(),
        Mute(),
        BaseExceptionGroup("many", [KeyboardInterrupt()]),
        HubError("a bug"),
    ],
)
def test_whatever_is_raised_is_the_plugins_mistake_with_its_line(error: BaseException) -> None:
    failed = failure(raising(error))

    line = raising.__code__.co_firstlineno + 2
    assert type(failed) is PluginError
    assert str(failed).startswith(f"plugins/mycrm.py:{line}: Reading raised {type(error).__name__}")
    assert failed.__cause__ is error


def test_what_a_plugin_may_raise_is_handed_on() -> None:
    error = Unreachable("no answer", remedy="Wait.")

    assert failure(raising(error)) is error


class Hiding(type):
    """A class that does not even tell its bases."""

    @property
    def __mro__(cls) -> Any:
        raise RuntimeError


class Hidden(NetworkError, metaclass=Hiding):
    """An error that fails when it is looked at."""


def test_an_error_that_fails_when_it_is_looked_at_is_a_mistake_all_the_same() -> None:
    assert str(failure(raising(Hidden("no")))) == "plugins/mycrm.py: Reading raised RuntimeError. Ask."


# time


def test_a_call_that_does_not_come_back_is_ended_and_its_line_named() -> None:
    ended = Event()

    def spinning() -> None:
        try:
            while True:
                time.sleep(0.001)
        finally:
            ended.set()

    failed = failure(spinning, call_seconds=0.1)

    assert type(failed) is TookTooLong
    place, _, said = str(failed).partition(": ")
    assert said == (
        "Reading did not answer within 0.1 s. Ask. Where it needs longer, set call_seconds under [limits]."
    )
    assert place.startswith("plugins/mycrm.py:")
    assert (
        spinning.__code__.co_firstlineno
        < int(place.rpartition(":")[2])
        <= spinning.__code__.co_firstlineno + 3
    )
    assert ended.wait(20)


def test_a_call_that_sleeps_for_ever_is_left_behind() -> None:
    waiting = Event()

    assert type(failure(waiting.wait, call_seconds=0.1)) is TookTooLong

    waiting.set()


def test_a_call_that_is_slow_but_comes_back_is_no_failure() -> None:
    assert watch(call_seconds=20).over(lambda: time.sleep(0.2)) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals between threads")
def test_ctrl_c_reaches_the_one_who_waits_and_ends_the_call() -> None:
    ended = Event()

    def interrupted() -> None:
        try:
            os.kill(os.getpid(), signal.SIGINT)
            while True:
                time.sleep(0.001)
        finally:
            ended.set()

    with pytest.raises(KeyboardInterrupt):
        watch().over(interrupted)

    assert ended.wait(20)


# memory


def growing() -> None:
    held = []
    while True:
        held.append(b"x" * MB)
        time.sleep(0.0001)


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the highest mark counts, and tests have set it high"
)
def test_a_call_that_takes_too_much_memory_is_ended_and_gives_it_back() -> None:
    gc.collect()
    before = footprint()

    failed = failure(growing, call_memory_mb=64)

    assert type(failed) is TookTooMuch
    assert "64 MB are allowed. Ask. Where it needs more, set call_memory_mb under [limits]." in str(failed)
    assert failed.place is not None
    assert footprint() - before < 64 * MB


@pytest.mark.skipif(sys.platform != "linux", reason="no other system draws a ceiling")
def test_one_giant_is_too_much_before_it_is_there() -> None:
    failed = failure(lambda: bytearray(1 << 40), call_memory_mb=64)

    assert type(failed) is TookTooMuch
    assert "raised MemoryError" in str(failed)


def test_what_is_within_the_limit_may_stay() -> None:
    assert len(watch(call_memory_mb=4096).over(lambda: bytearray(8 * MB))) == 8 * MB


# threads


def test_without_a_thread_left_nothing_is_called_and_the_night_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def start(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)

    assert (
        str(failure(lambda: 7))
        == "plugins/mycrm.py: Reading could not be called: can't start new thread. Ask."
    )
