"""What many tests ask for: a PostgreSQL server, and somebody who counts what was tried.

HUB_TEST_POSTGRES names a server to be used instead of one of our own. The proofs try a few minutes' worth by
themselves, and as many nights as asked with `--nights`.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator

import psycopg
import pytest

from tests.postgres import NOT_THERE, Postgres, programs
from tests.tried import Tried


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("proofs")
    group.addoption("--nights", type=int, default=0, help="live at least so many nights in all (make soak)")
    group.addoption("--first-seed", type=int, default=10_000, help="the first seed of a soak")
    group.addoption("--record", action="store_true", help="write what was tried into the README's table")


@pytest.fixture(scope="session")
def tried(pytestconfig: pytest.Config) -> Iterator[Tried]:
    """What was tried, and how often; held to the README's table, or written into it."""
    found = Tried(
        nights=pytestconfig.getoption("--nights"), first_seed=pytestconfig.getoption("--first-seed")
    )
    yield found
    found.close(record=pytestconfig.getoption("--record"))


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
