"""Every test of the ledger runs on SQLite, and on PostgreSQL as well where HUB_TEST_POSTGRES names a server."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.ledger.store import Ledger

SERVER = os.environ.get("HUB_TEST_POSTGRES", "")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "hub.db"


@pytest.fixture
def server() -> Iterator[str]:
    """The address of an empty schema of its own."""
    if not SERVER:
        pytest.skip("HUB_TEST_POSTGRES names no server, e.g. postgresql://hub@localhost/postgres")
    psycopg = pytest.importorskip("psycopg")
    schema = f"hub_{uuid.uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        yield f"{SERVER}?options=-csearch_path%3D{schema}"
        connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return str(request.getfixturevalue("file"))
    return str(request.getfixturevalue("server"))


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    opened = Ledger.open(url)
    yield opened
    opened.close()
