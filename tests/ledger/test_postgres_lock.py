"""What can happen to a lock on a server while a night runs, and what a copy on a server is."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import Connection, make_url

from hub.errors import AlreadyRunning, ConfigError
from hub.ledger import fence, postgres, writing
from hub.ledger.postgres import Server
from hub.ledger.store import Ledger
from tests.postgres import Postgres

from .builders import NIGHT, a_night, a_ref, an_intent, an_outcome, begun, eventually, somebody_at


@pytest.fixture
def night(server: str) -> Iterator[Ledger]:
    """A ledger whose night is under way."""
    with closing(Ledger.open(server)) as ledger, ledger.lock():
        a_night(ledger, "c1")
        yield ledger


def server_of(ledger: Ledger) -> Server:
    assert isinstance(ledger._database, Server)
    return ledger._database


def lock_session_ended(ledger: Ledger, server: str) -> None:
    """As an administrator, a time limit for idle sessions or a network would end it."""
    number = lock_session_of(ledger).exec_driver_sql("SELECT pg_backend_pid()").scalar()
    with somebody_at(server) as administrator:
        administrator.execute("SELECT pg_terminate_backend(%s)", [number])
        gone = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s"
        eventually(lambda: administrator.execute(gone, [number]).fetchone() == (0,))


def lock_session_of(ledger: Ledger) -> Connection:
    session = server_of(ledger)._session_lock._session
    assert session is not None
    return session


def refusal_of(server: str) -> AlreadyRunning:
    with closing(Ledger.open(server)) as second, pytest.raises(AlreadyRunning) as refusal, second.lock():
        pass
    return refusal.value


def test_a_holder_without_a_name_is_still_a_holder(night: Ledger, server: str) -> None:
    lock_session_of(night).exec_driver_sql("SET application_name = 'psql'")

    assert "Another hub is working on this ledger at this moment" in str(refusal_of(server))


def test_a_holder_of_another_database_user_is_not_seen_and_still_a_holder(night: Ledger, server: str) -> None:
    with somebody_at(server) as administrator:
        (schema,) = administrator.execute("SELECT current_schema()").fetchone()  # type: ignore[misc]
        administrator.execute("CREATE ROLE hub_other LOGIN")
        try:
            administrator.execute(f"GRANT USAGE ON SCHEMA {schema} TO hub_other")
            administrator.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA {schema} TO hub_other")
            as_other = make_url(server).set(username="hub_other")

            words = str(refusal_of(as_other.render_as_string(hide_password=False)))
        finally:
            administrator.execute("DROP OWNED BY hub_other")
            administrator.execute("DROP ROLE hub_other")

    assert "Another hub is working on this ledger at this moment" in words


def test_a_night_takes_a_lost_lock_again_and_goes_on(night: Ledger, server: str) -> None:
    lock_session_ended(night, server)

    a_night(night, "c2")

    assert night.memory(with_agreed=False).applied == 2
    assert f"process {os.getpid()}" in str(refusal_of(server))


def test_a_night_whose_lock_another_hub_holds_by_now_writes_nothing_more(night: Ledger, server: str) -> None:
    lock_session_ended(night, server)

    with closing(Ledger.open(server)) as other, other.lock():
        with pytest.raises(AlreadyRunning, match="Another hub is working on this ledger: process"):
            begun(night)
        a_night(other, "c2")

    with pytest.raises(AlreadyRunning, match="has taken over this ledger"):
        begun(night)
    assert [run.number for run in night.runs()] == [2, 1]


def test_a_hub_that_takes_over_sees_what_the_night_before_it_was_just_writing(
    night: Ledger, server: str
) -> None:
    seen = threading.Event()

    def take_over() -> None:
        with closing(Ledger.open(server)) as other, server_of(other).writes() as connection:
            fence.take_over(connection, [])
            assert [event.state for event in other.history(a_ref())] == ["done", "open"]
            seen.set()

    other = threading.Thread(target=take_over)
    with night._of_the_night() as connection, somebody_at(server) as onlooker:
        writing.add_intents(connection, 1, [an_intent("just")])
        other.start()
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        eventually(lambda: onlooker.execute(waiting).fetchone() == (1,))
        assert not seen.is_set()
    other.join()

    assert seen.is_set()


def test_a_night_that_hangs_in_a_transaction_is_not_waited_for_for_ever(
    night: Ledger, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "_PATIENCE", "50ms")
    with night._of_the_night():
        lock_session_ended(night, server)

        assert "Another program keeps the ledger locked" in str(refusal_of(server))


@contextmanager
def no_server(server: Postgres) -> Iterator[None]:
    server.crash()
    try:
        yield
    finally:
        server.start()


def test_a_night_goes_on_after_the_server_started_again_between_two_writes(
    night: Ledger, server: str, own_server: Postgres
) -> None:
    with no_server(own_server):
        pass

    a_night(night, "c2")

    assert night.memory(with_agreed=False).applied == 2
    assert f"process {os.getpid()}" in str(refusal_of(server))


def test_of_two_hubs_after_a_restart_only_the_one_that_came_second_writes(
    night: Ledger, server: str, own_server: Postgres
) -> None:
    with no_server(own_server):
        pass
    with closing(Ledger.open(server)) as other, other.lock():
        a_night(other, "c2")

    with pytest.raises(AlreadyRunning, match="has taken over"):
        night.outcome(1, [an_outcome()], NIGHT)


@pytest.mark.parametrize(
    "write", [begun, lambda ledger: ledger.intend(1, [an_intent("late")])], ids=["begin", "intend"]
)
def test_a_server_that_stays_away_stops_the_night_in_words(
    night: Ledger, own_server: Postgres, write: Callable[[Ledger], object]
) -> None:
    with (
        no_server(own_server),
        pytest.raises(ConfigError, match=r"hub\.ledger.* cannot be used"),
    ):
        write(night)

    a_night(night, "c2")  # the very night could go on, if it wanted to
    assert night.memory(with_agreed=False).applied == 2


def test_a_transaction_that_a_crash_of_the_server_interrupts_never_happened(
    night: Ledger, own_server: Postgres
) -> None:
    def interrupted() -> None:
        with night._of_the_night() as connection:
            writing.add_intents(connection, 1, [an_intent(str(number)) for number in range(1_000)])
            with no_server(own_server):
                pass
            writing.add_intents(connection, 1, [an_intent("last")])

    with pytest.raises(ConfigError, match="cannot be used"):
        interrupted()

    begun(night)
    assert [event.state for event in night.history(a_ref())] == ["done"]


def test_a_server_that_may_only_be_read_from_now_on_stops_the_night_in_words(
    night: Ledger, server: str
) -> None:
    server_of(night).engine.dispose()
    with somebody_at(server) as administrator:
        administrator.execute("ALTER ROLE CURRENT_USER SET default_transaction_read_only = on")
        try:
            with pytest.raises(ConfigError, match="not allowed to read or write"):
                begun(night)
        finally:
            administrator.execute("SET default_transaction_read_only = off")
            administrator.execute("ALTER ROLE CURRENT_USER RESET default_transaction_read_only")

    assert [run.number for run in night.runs()] == [1]


def test_a_server_notices_within_a_minute_that_a_hub_has_lost_its_power(night: Ledger) -> None:
    session = lock_session_of(night)
    names = ("idle", "interval", "count")
    idle, interval, count = (
        int(session.exec_driver_sql(f"SHOW tcp_keepalives_{name}").scalar_one()) for name in names
    )

    assert 0 < idle + interval * count <= 60


def test_the_lock_is_free_before_the_server_notices_that_its_session_has_ended(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Ledger.open(server)) as first, closing(Ledger.open(server)) as second:
        with first.lock():
            session = lock_session_of(first)
            monkeypatch.setattr(session, "close", lambda: None)  # as if the goodbye were still on its way

        with closing(session), second.lock():
            monkeypatch.undo()
            begun(second)
