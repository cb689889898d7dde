"""Memory is measured while it is held, and a ceiling is taken away again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hub.plugging import footprint as module
from hub.plugging.footprint import MB, ceiling, footprint

if sys.platform != "linux":
    pytest.skip("a ceiling is drawn on Linux only", allow_module_level=True)

import resource


def soft_limit() -> int:
    return resource.getrlimit(resource.RLIMIT_DATA)[0]


def test_what_is_held_is_counted_in_bytes() -> None:
    before = footprint()

    held = b"x" * (64 * MB)

    assert 60 * MB <= footprint() - before <= 80 * MB
    assert len(held) == 64 * MB


def test_a_giant_is_refused_under_the_ceiling_and_not_after_it() -> None:
    before = soft_limit()

    with ceiling(64 * MB), pytest.raises(MemoryError):
        bytearray(400 * MB)

    assert soft_limit() == before
    assert len(bytearray(400 * MB)) == 400 * MB


def test_the_ceiling_is_taken_away_after_an_error_too() -> None:
    before = soft_limit()

    with pytest.raises(KeyError), ceiling(64 * MB):
        raise KeyError

    assert soft_limit() == before


def test_a_ceiling_that_somebody_drew_lower_stays() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (4_096 * MB, before[1]))
    try:
        with ceiling(10_000 * MB):
            assert soft_limit() == 4_096 * MB
        with ceiling(1 * MB):
            assert soft_limit() < 4_096 * MB
        assert soft_limit() == 4_096 * MB
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def test_where_nobody_can_say_how_much_it_is_nothing_is_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = soft_limit()
    monkeypatch.setattr(module, "_STATM", tmp_path / "no such file")

    with ceiling(1 * MB):
        assert soft_limit() == before
    assert footprint() == 0
