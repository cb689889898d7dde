from __future__ import annotations

import pytest

from hub.connectors.spreadsheet import patience as module
from hub.connectors.spreadsheet.patience import Patience


@pytest.fixture
def pauses(monkeypatch):
    found: list[float] = []
    monkeypatch.setattr(module.time, "sleep", found.append)
    return found


def test_all_waits_of_a_night_together_are_no_longer_than_said(pauses):
    patience = Patience(0.6)
    for _ in range(2):
        while patience.lasts():
            pass
    assert sum(pauses) == pytest.approx(0.6)


def test_without_patience_nobody_waits(pauses):
    assert not Patience(0).lasts()
    assert pauses == []
