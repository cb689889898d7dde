"""How much the proofs try: a few minutes' worth by themselves, as many nights as asked with `--nights`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.proofs.tried import Tried


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("proofs")
    group.addoption("--nights", type=int, default=0, help="live at least so many nights in all (make soak)")
    group.addoption("--first-seed", type=int, default=10_000, help="the first seed of a soak")
    group.addoption("--record", action="store_true", help="write what was tried into the README's table")


@pytest.fixture(scope="session")
def tried(pytestconfig: pytest.Config) -> Iterator[Tried]:
    """What was tried, and how often; compared with the README's table, or written into it."""
    found = Tried(
        nights=pytestconfig.getoption("--nights"), first_seed=pytestconfig.getoption("--first-seed")
    )
    yield found
    found.close(record=pytestconfig.getoption("--record"))
