"""Worlds for the tests of the make-believe itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.testing.traits import Traits
from hub.testing.world import World
from tests.planning.builders import course, member
from tests.testing.guild import people_at

PLAIN = {"academy": Traits(), "guild": Traits()}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An academy and a guild without ways of their own, on their first day."""
    return World.build(tmp_path, 7, traits=PLAIN)


@pytest.fixture
def guild(tmp_path: Path) -> Path:
    """A guild with two members and ten courses of its own."""
    path = tmp_path / "guild.db"
    with people_at(path) as office:
        for number in (1, 2):
            office.put(member(f"M-{number}"))
        for number in range(10):
            office.put(course(f"G-{number}"))
    return path
