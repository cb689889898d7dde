"""Evenings that many proofs start from: made once, put back for each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.proofs.evenings import Evening, Evenings, Phase, Ways


@pytest.fixture(scope="package")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Evenings:
    @cache
    def evening_of(phase: Phase, ways: Ways) -> Evening:
        return Evening.of(Path(tmp_path_factory.mktemp("evening")), phase, ways)

    return evening_of
