"""A PostgreSQL server for every test that asks for one; HUB_TEST_POSTGRES names another to be used."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator

import psycopg
import pytest

from tests.postgres import NOT_THERE, Postgres, programs


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server of our own, that a test may crash if it starts it again."""
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
def server(postgres_address: str) -> Iterator[str]:
    """The address of an empty schema of its own."""
    schema = f"hub_{uuid.uuid4().hex}"
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    yield f"{postgres_address}?options=-csearch_path%3D{schema}"
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA {schema} CASCADE")
