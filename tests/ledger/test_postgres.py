"""What is true of a ledger on a server alone; the rest of tests/ledger runs there as well."""

from __future__ import annotations

import sys
from contextlib import closing

import pytest
from sqlalchemy import make_url

from hub.errors import ConfigError
from hub.ledger.postgres import PeekedServer, Server, server_url
from hub.ledger.store import Ledger

from .builders import a_night


class Refusal(Exception):
    """What psycopg raises, without psycopg."""

    def __init__(self, sqlstate: str | None, words: str = "FATAL: no.\nmore of the same") -> None:
        super().__init__(words)
        self.sqlstate = sqlstate


@pytest.fixture
def somewhere() -> Server:
    return Server(server_url("postgres://hub:secret@db.example.org:5433/hub?password=secret"))


@pytest.mark.parametrize(
    ("sqlstate", "words"),
    [
        (None, "cannot be used: FATAL: no. Check the address"),
        ("28P01", "cannot be used: FATAL: no. Check the address"),
        ("42501", "not allowed to read or write"),
        ("25006", "not allowed to read or write"),
        ("53100", "no room left"),
    ],
)
def test_a_refusal_of_the_server_becomes_a_sentence_without_a_secret(
    somewhere: Server, sqlstate: str | None, words: str
) -> None:
    said = str(somewhere.trouble_of(Refusal(sqlstate)))

    assert said.startswith("postgresql://db.example.org:5433/hub: ")
    assert words in said
    assert "hub.ledger" in said
    assert "secret" not in said


def test_a_refusal_without_words_is_named_by_its_kind(somewhere: Server) -> None:
    assert "Refusal" in str(somewhere.trouble_of(Refusal(None, "")))


def test_a_mistake_of_the_hub_is_not_blamed_on_the_server(somewhere: Server) -> None:
    assert somewhere.trouble_of(Refusal("42601")) is None


def test_a_server_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:

    for look in (Ledger.open, Ledger.peek):
        with pytest.raises(
            ConfigError, match=r"postgresql://127\.0\.0\.1:1/hub: .*cannot be used: .*refused"
        ):
            look("postgresql://hub@127.0.0.1:1/hub")


def test_a_driver_that_is_not_installed_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(ConfigError, match=r'needs the driver psycopg.*pip install "verbund-hub\[postgres\]"'):
        Ledger.open("postgresql://hub@db.example.org/hub")


def test_two_ledgers_in_two_schemas_of_a_database_do_not_wait_for_each_other(server: str) -> None:
    elsewhere = str(make_url(server).set(query={}))
    with (
        closing(Server(server_url(server))) as mine,
        closing(Server(server_url(elsewhere))) as other,
        mine.lock(),
        other.lock(),
    ):
        pass


def test_a_server_that_goes_away_before_the_lock_is_named() -> None:
    with (
        closing(Server(server_url("postgresql://hub@127.0.0.1:1/hub"))) as gone,
        pytest.raises(ConfigError, match="cannot be used"),
        gone.lock(),
    ):
        pass


def test_a_session_for_looking_cannot_write(server: str) -> None:
    with closing(Ledger.open(server)) as ledger:
        a_night(ledger, "c1")
    with (
        closing(PeekedServer(server_url(server))) as peeked,
        pytest.raises(ConfigError, match="not allowed"),
        peeked.reads() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM hub_outcomes")


def test_the_key_is_kept_on_the_server(server: str) -> None:
    with closing(Ledger.open(server)) as ledger:
        key = ledger.memory(with_agreed=False).key
        assert len(key) == 32
        with ledger._database.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM hub_keys")

        peeked = Ledger.peek(server)
        assert peeked is not None
        with closing(peeked):
            assert peeked.memory(with_agreed=False).key == b""

        assert ledger.memory(with_agreed=False).key not in {key, b""}
