"""The numbered points at which a hub can die, as far as a make-believe system can tell of them.

Nothing happens at a point unless somebody watches: `hub.testing.death` does, in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_watchers: list[Callable[[str], None]] = []


def reached(name: str) -> None:
    """A point was reached; whoever watches may end the process here."""
    for watcher in _watchers:
        watcher(name)


@contextmanager
def watched_by(watcher: Callable[[str], None]) -> Iterator[None]:
    """Tells `watcher` of every point."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)
