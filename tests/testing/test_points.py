"""Points are told to whoever watches, and to nobody afterwards."""

from __future__ import annotations

import pytest

from hub.testing.points import reached, watched_by


def test_every_point_is_told_to_every_watcher_while_they_watch() -> None:
    one: list[str] = []
    other: list[str] = []

    reached("before")
    with watched_by(one.append):
        reached("first")
        with watched_by(other.append):
            reached("second")
    reached("after")

    assert (one, other) == (["first", "second"], ["second"])


def test_a_watcher_that_raises_watches_no_more() -> None:
    def stop(name: str) -> None:
        raise KeyboardInterrupt(name)

    with pytest.raises(KeyboardInterrupt, match="here"), watched_by(stop):
        reached("here")

    reached("here again")
