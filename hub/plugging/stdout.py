"""Keeps standard output clean while foreign code runs: what it prints goes to standard error."""

from __future__ import annotations

import sys
from threading import Lock
from typing import TextIO


class _Aside:
    """A context that may be entered by several threads at once; the last one out puts stdout back.

    `contextlib.redirect_stdout` leaves the wrong stream behind when two threads leave in the order in
    which they came, and networks are read side by side.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._stdout: TextIO = sys.stdout

    def __enter__(self) -> None:
        with self._lock:
            if self._inside == 0:
                self._stdout, sys.stdout = sys.stdout, sys.stderr
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0:
                sys.stdout = self._stdout


stdout_aside = _Aside()
