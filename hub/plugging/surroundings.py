"""What foreign code finds around it, and what is put back behind it: streams, working folder, locale, a closed door."""

from __future__ import annotations

import io
import locale
import os
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class Shared:
    """A context that several threads may be in at once: the first one in enters it, the last one out leaves it.

    `contextlib.redirect_stdout` leaves the wrong stream behind when two threads leave in the order in
    which they came, and networks are read side by side.
    """

    def __init__(self, make: Callable[[], AbstractContextManager[object]]) -> None:
        self._make = make
        self._lock = Lock()
        self._inside = 0
        self._context: AbstractContextManager[object] | None = None

    def __enter__(self) -> None:
        with self._lock:
            if self._inside == 0:
                self._context = self._make()
                self._context.__enter__()
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._context is not None:
                self._context.__exit__(None, None, None)


@contextmanager
def _put_back() -> Iterator[None]:
    with _own_streams(), _same_folder(), _same_locale(), _no_back_door():
        yield


surroundings = Shared(_put_back)
"""Around every call of foreign code. What else it changes in the process (environment, sys.path) stays changed."""


@contextmanager
def _own_streams() -> Iterator[None]:
    """Standard output is the hub's: what is printed goes to standard error, and a question finds nobody to answer."""
    before = sys.stdin, sys.stdout, sys.stderr
    own = _leading_to(sys.stderr or io.StringIO())  # a program without a console has none
    sys.stdin, sys.stdout = io.StringIO(), own
    try:
        yield
    finally:
        with suppress(ValueError, OSError):  # it was closed or detached, or its reader has left
            own.flush()
        sys.stdin, sys.stdout, sys.stderr = before


def _leading_to(stream: TextIO) -> TextIO:
    """A whole text stream. Whoever closes, detaches or wraps it harms neither `stream` nor the others who print."""
    return _Open(_OpenBytes(_Leading(stream)), encoding="utf-8", errors="replace", line_buffering=True)


class _Open(io.TextIOWrapper):
    """Stays open."""

    def close(self) -> None:
        self.flush()

    def detach(self) -> Any:
        return self.buffer


class _OpenBytes(io.BufferedWriter):
    """Stays open, also when a wrapper around it goes away."""

    def close(self) -> None:
        self.flush()


class _Leading(io.RawIOBase):
    """Passes bytes on to a text stream, whatever that one is: a terminal, a file, what a test put there."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._decoder = getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int:
        self._stream.write(self._decoder.decode(bytes(data)))
        self._stream.flush()
        return len(bytes(data))

    def fileno(self) -> int:
        return self._stream.fileno()

    def isatty(self) -> bool:
        return self._stream.isatty()


@contextmanager
def _same_folder() -> Iterator[None]:
    try:
        folder = Path.cwd()
    except OSError:  # it was removed; nothing to come back to
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError):
            os.chdir(folder)


@contextmanager
def _same_locale() -> Iterator[None]:
    before = locale.setlocale(locale.LC_ALL)
    try:
        yield
    finally:
        if locale.setlocale(locale.LC_ALL) != before:
            locale.setlocale(locale.LC_ALL, before)


@contextmanager
def _no_back_door() -> Iterator[None]:
    """`os._exit` is an error like `sys.exit`: it would end the hub with a code of the plugin's, and 0 would look well."""
    leave, hub = os._exit, os.getpid()

    def stay(status: int) -> NoReturn:
        if os.getpid() != hub:  # a child of the plugin's own
            leave(status)
        raise SystemExit(f"os._exit({status})")

    os._exit = stay
    try:
        yield
    finally:
        os._exit = leave
