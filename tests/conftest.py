"""What many tests ask for: a PostgreSQL server, and somebody who counts what was tried.

HUB_TEST_POSTGRES names a server to be used instead of one of our own. The proofs try a few minutes' worth by
themselves, and as many nights as asked with `--nights`.
"""

from __future__ import annotations

import logging
import os
import uuid
from collections.abc import Iterator, Sequence

import hypothesis
import psycopg
import pytest

from tests.postgres import NOT_THERE, Postgres, programs
from tests.tried import PROPERTY, Tally, Tried

hypothesis.settings.register_profile("hub", deadline=None)  # a loaded machine is slow, not wrong
hypothesis.settings.load_profile("hub")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("proofs")
    group.addoption("--nights", type=int, default=0, help="live at least so many nights in all (make soak)")
    group.addoption("--first-seed", type=int, default=10_000, help="the first seed of a soak")
    group.addoption(
        "--hold", action="store_true", help="fail where less is tried than the README's table says"
    )
    group.addoption("--record", action="store_true", help="write what was tried into the README's table")


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(
        config, "workerinput"
    ):  # a process beside others; what its tests counted is added up elsewhere
        return
    column = "soak" if config.getoption("--nights") else "tests"
    tally = Tally(config.getoption("--hold"), column if config.getoption("--record") else None)
    config.pluginmanager.register(tally)


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Who lives in many worlds at once takes all processors for it, and forks."""
    for item in items:
        if isinstance(item, pytest.Function) and hasattr(item.module, "side_by_side"):
            item.add_marker(pytest.mark.alone)


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """A command sets how much is logged for its whole process; the next test starts anew."""
    log = logging.getLogger("hub")
    level = log.level
    yield
    log.setLevel(level)


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Iterator[Tried]:
    """What this test tries, and how often."""
    option = request.config.getoption
    found = Tried(nights=option("--nights"), first_seed=option("--first-seed"))
    yield found
    request.node.user_properties.append((PROPERTY, dict(found.figures)))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server of our own."""
    found = programs()
    if found is None:
        pytest.skip(NOT_THERE)
    server = Postgres.started(found)
    yield server
    server.end()


@pytest.fixture(scope="session")
def postgres_address(request: pytest.FixtureRequest) -> str:
    named = os.environ.get("HUB_TEST_POSTGRES")
    return named or str(request.getfixturevalue("postgres").address)


@pytest.fixture
def own_server(postgres: Postgres, postgres_address: str) -> Postgres:
    """The server that `server` is at, which may be crashed; somebody else's may not."""
    if postgres_address != postgres.address:
        pytest.skip("the server that HUB_TEST_POSTGRES names is not ours to crash")
    return postgres


@pytest.fixture
def server(postgres_address: str) -> Iterator[str]:
    """The address of an empty schema of its own."""
    schema = f"hub_{uuid.uuid4().hex}"
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    yield f"{postgres_address}?options=-csearch_path%3D{schema}"
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA {schema} CASCADE")
