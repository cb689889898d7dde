"""One call in a thread of its own, which can be told to end."""

from __future__ import annotations

import _weakrefset
import logging
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from threading import Lock, Thread
from typing import Final, Generic, TypeVar, cast

from hub.plugging.blame import Line, Stopped

T = TypeVar("T")
_TIMES: Final = 20  # that a call is told to end before it is left behind
_EACH: Final = 0.05  # seconds to do so
_SPARED: Final = (
    logging.__file__,
    weakref.__file__,
    _weakrefset.__file__,
    "<frozen importlib",
)
"""Code that would keep a lock of the whole process, or where Python only notes what is thrown (callbacks)."""


class Work(Generic[T]):
    """The thread is a daemon: one that cannot be ended keeps no hub from ending."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._value: T | None = None
        self._error: BaseException | None = None
        self._lock = Lock()
        self._is_told = self._is_open = False
        self._running = Lock()
        self._running.acquire()
        self._thread = Thread(target=self._run, daemon=True, name="plugin")

    def begin(self) -> None:
        """Raises: RuntimeError when the system gives no more threads."""
        self._thread.start()

    def is_done_within(self, seconds: float) -> bool:
        """Waits so long at most. In small portions, or else Ctrl-C does not get through on every system."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def outcome(self) -> T:
        """What the call came to, once it is done. Raises: whatever it raised."""
        if self._error is not None:
            raise self._error
        return cast("T", self._value)

    def lines(self) -> Sequence[Line]:
        """Where the thread is at this moment, from the outermost call to the innermost."""
        found: list[Line] = []
        frame = sys._current_frames().get(self._thread.ident or 0)
        while frame is not None:
            found.insert(0, (frame.f_code.co_filename, frame.f_lineno))
            frame = frame.f_back
        return found

    def end(self) -> None:
        """Tells the thread to end and gives it a second to do so; then forgets what it held.

        One that waits inside C hears of it when it comes back, and ends then before it does anything more.
        """
        self._is_told = True
        if self._thread.ident is not None:
            self._tell(self._thread.ident)
        self._value = self._error = None

    def _tell(self, thread: int) -> None:
        """Calls no function that is written in Python once it has thrown, see `_must_be_taken_back`."""
        import ctypes  # slow to import; nearly no night needs it

        throw, stopped = ctypes.pythonapi.PyThreadState_SetAsyncExc, ctypes.py_object(Stopped)
        to, me = ctypes.c_ulong(thread), ctypes.c_ulong(threading.get_ident())
        take_back = _must_be_taken_back()
        for _ in range(_TIMES):
            with self._lock:
                if self._is_open and not self._is_spared():
                    throw(to, stopped)
            if self._running.acquire(timeout=_EACH):
                break
            if take_back:
                throw(to, None)
                try:
                    while True:
                        throw(me, stopped)  # only an exception that arrives resets Python's flag
                except Stopped:
                    pass

    def _is_spared(self) -> bool:
        lines = self.lines()
        return not lines or lines[-1][0].startswith(_SPARED)

    def _run(self) -> None:
        try:
            self._do()
        except Stopped:  # it came after the call was done
            self._close()

    def _do(self) -> None:
        self._is_open = True
        try:
            if not self._is_told:
                self._value = self._call()
        except BaseException as error:  # noqa: BLE001 - `outcome` raises it where somebody waits for it
            self._error = error
        self._close()

    def _close(self) -> None:
        """From here on nobody throws anything into the thread."""
        with self._lock:
            self._is_open = False
        for _ in range(3):
            pass  # what is still on its way arrives here, and not in the code that ends the thread
        self._running.release()


def _must_be_taken_back() -> bool:
    """Python 3.11 stands still under a tracer (coverage, a debugger) as long as a thrown exception does not arrive.

    Every call of a Python function then waits for a thread that may sleep for ever.
    """
    return sys.version_info < (3, 12) and (sys.gettrace() or threading.gettrace()) is not None
