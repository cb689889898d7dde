"""Keeps a plugin's forked processes from holding what should be free when the hub dies.

A lock on a file and a session at a server live as long as anybody has them open, and a child that outlives a
killed hub has all that was open when it was forked.
"""

from __future__ import annotations

import os
from typing import Protocol
from weakref import WeakSet


class Opened(Protocol):
    """A file, or a connection of psycopg's."""

    @property
    def closed(self) -> bool: ...
    def fileno(self) -> int: ...


_ours: WeakSet[Opened] = WeakSet()  # a process has one, for it can be forked at any time by anybody


def keep_from_children(opened: Opened) -> None:
    """From now on a child has nothing in its place."""
    _ours.add(opened)


def _let_go() -> None:
    # Not closed: the child's own next file would get the number, and a late goodbye to the server would end in it.
    nothing = os.open(os.devnull, os.O_RDWR)
    for opened in _ours:
        if not opened.closed:
            os.dup2(nothing, opened.fileno(), inheritable=False)
    os.close(nothing)


if hasattr(os, "register_at_fork"):  # pragma: no branch - Windows does not fork
    os.register_at_fork(after_in_child=_let_go)
