"""Worlds for the tests of the make-believe itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.testing.traits import Traits
from hub.testing.world import World

PLAIN = {"academy": Traits(), "guild": Traits()}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An academy and a guild without ways of their own, on their first day."""
    return World.build(tmp_path, 7, traits=PLAIN)
