"""Offices for the tests of the command line."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import office as offices
from tests.office import Office


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root, ours = logging.getLogger(), logging.getLogger("hub")
    before = (root.handlers[:], ours.level)
    yield
    root.handlers[:], level = before
    ours.setLevel(level)
    logging.captureWarnings(capture=False)


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    return offices.office(tmp_path, capsys, monkeypatch)


@pytest.fixture
def empty_office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Office:
    return offices.empty_office(tmp_path, capsys, monkeypatch)
