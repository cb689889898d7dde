"""A copy of a ledger is known as one on either database, and what only looks like one is not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from hub.errors import ConfigError
from hub.ledger.sqlite import marks_of
from hub.ledger.store import Ledger

from .builders import a_night, begun, contents, eventually, mounted_anew, somebody_at

posix = pytest.mark.skipif(os.name != "posix", reason="rights of files are another matter on Windows")


# In a file


@pytest.fixture
def used(file: Path) -> Path:
    """A ledger that has had its night."""
    with closing(Ledger.open(str(file))) as ledger, ledger.lock():
        a_night(ledger, "c1")
    return file


def with_its_times(source: str, target: str) -> str:
    return str(shutil.copy2(source, target))


@pytest.mark.parametrize("copy", [shutil.copy, with_its_times])
def test_a_copied_folder_is_known_as_a_copy_and_left_as_it_was(
    used: Path, tmp_path: Path, copy: Callable[[str, str], str]
) -> None:
    there = tmp_path / "second office" / "hub.db"
    shutil.copytree(used.parent, there.parent, copy_function=copy)
    before = contents(there.parent)

    with (
        closing(Ledger.open(str(there))) as second,
        pytest.raises(ConfigError, match=r"second office.*is a copy"),
        second.lock(),
    ):
        pass
    assert contents(there.parent) == before

    peeked = Ledger.peek(str(there))
    assert peeked is not None
    with closing(peeked), pytest.raises(ConfigError, match="is a copy"):
        peeked.look()
    with closing(Ledger.open(str(used))) as first, first.lock():
        first.look()


@pytest.mark.parametrize("name", ["copy.db", "hub.db.copy"])
def test_a_copy_in_the_same_folder_gets_a_key_of_its_own_and_is_known_as_a_copy(
    used: Path, name: str
) -> None:
    there = shutil.copy2(used, used.with_name(name))

    with (
        closing(Ledger.open(str(there))) as second,
        pytest.raises(ConfigError, match="is a copy"),
        second.lock(),
    ):
        pass


def chowned(file: Path) -> None:
    """As a container does to everything in its volume when it starts."""
    key = Path(f"{file}.key")
    before = key.stat().st_ctime_ns

    def is_noticed() -> bool:
        key.chmod(0o600)
        return key.stat().st_ctime_ns != before

    eventually(is_noticed)


@posix
def test_a_new_mount_one_night_and_a_new_owner_the_other_alarm_nobody(used: Path) -> None:
    for night in (mounted_anew, chowned, mounted_anew, chowned):
        night(used)
        with closing(Ledger.open(str(used))) as ledger, ledger.lock():
            a_night(ledger, "c2")


@posix
def test_a_restored_ledger_with_a_restored_key_is_known_as_restored(used: Path) -> None:
    mounted_anew(used)
    chowned(used)

    with closing(Ledger.open(str(used))) as ledger:
        with pytest.raises(ConfigError, match="restored from a backup"), ledger.lock():
            pass
        with ledger.lock(moved=True):
            a_night(ledger, "c2")
        with ledger.lock():
            pass


def test_a_drive_without_numbers_for_its_files_has_the_key_alone(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = Path.stat

    def without_number(path: Path) -> os.stat_result:
        found = stat(path)
        return os.stat_result((found.st_mode, 0, *found[2:]))

    monkeypatch.setattr(Path, "stat", without_number)

    (mark,) = marks_of(used)
    assert mark.startswith("key ")


# On a server


@pytest.fixture
def night(server: str) -> Iterator[Ledger]:
    with closing(Ledger.open(server)) as ledger, ledger.lock():
        a_night(ledger, "c1")
        yield ledger


@contextmanager
def copied_to(schema: str, server: str) -> Iterator[str]:
    """The ledger in another schema of the database, as a backup put back there would be."""
    with somebody_at(server) as administrator:
        tables = administrator.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        ).fetchall()
        administrator.execute(f"CREATE SCHEMA {schema}")
        for (table,) in tables:
            administrator.execute(f"CREATE TABLE {schema}.{table} (LIKE {table} INCLUDING ALL)")
            administrator.execute(f"INSERT INTO {schema}.{table} SELECT * FROM {table}")
        yield str(make_url(server).set(query={"options": f"-csearch_path={schema}"}))
        administrator.execute(f"DROP SCHEMA {schema} CASCADE")


def test_a_copy_in_another_schema_is_refused_until_somebody_vouches_for_it(
    night: Ledger, server: str
) -> None:
    with copied_to("hub_copy", server) as address, closing(Ledger.open(address)) as copy:
        with pytest.raises(ConfigError, match="is a copy"), copy.lock():
            pass
        peeked = Ledger.peek(address)
        assert peeked is not None
        with closing(peeked), pytest.raises(ConfigError, match="is a copy"):
            peeked.look()

        with copy.lock(moved=True):
            begun(copy)
        with copy.lock():
            begun(copy)
    begun(night)


def test_a_schema_that_got_another_name_is_the_same_ledger(server: str) -> None:
    with closing(Ledger.open(server)) as ledger, ledger.lock():
        before = marks_at(server)
    with somebody_at(server) as administrator:
        schema = administrator.execute("SELECT current_schema()").fetchone()[0]  # type: ignore[index]
        administrator.execute(f"ALTER SCHEMA {schema} RENAME TO hub_renamed")
        renamed = str(make_url(server).set(query={"options": "-csearch_path=hub_renamed"}))
        assert marks_at(renamed) == before
        administrator.execute(f"ALTER SCHEMA hub_renamed RENAME TO {schema}")


def marks_at(address: str) -> list[str]:
    with closing(Ledger.open(address)) as ledger, ledger._database.reads() as connection:
        return list(ledger._database.marks(connection))


def test_another_server_is_told_from_this_one_although_its_numbers_are_the_same(server: str) -> None:
    (mark,) = marks_at(server)
    with somebody_at(server) as administrator:
        (number,) = administrator.execute("SELECT system_identifier FROM pg_control_system()").fetchone()  # type: ignore[misc]

    assert mark.split("/")[0] == str(number)


def test_a_user_who_may_not_ask_for_the_servers_number_has_a_ledger_all_the_same(server: str) -> None:
    with somebody_at(server) as administrator:
        administrator.execute("CREATE ROLE hub_plain LOGIN")
        administrator.execute("CREATE DATABASE hub_plain OWNER hub_plain")
        plain = make_url(server).set(username="hub_plain", database="hub_plain", query={})
        address = plain.render_as_string(hide_password=False)
        try:
            allowed = marks_at(address)
            administrator_there = str(make_url(server).set(database="hub_plain", query={}))
            with somebody_at(administrator_there) as there:
                there.execute("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC")
            forbidden = marks_at(address)
        finally:
            administrator.execute("DROP DATABASE hub_plain WITH (FORCE)")
            administrator.execute("DROP ROLE hub_plain")

    assert allowed[0].split("/")[0].isdecimal()
    assert forbidden[0].split("/")[0] == "None"
    assert allowed[0].split("/")[1:] == forbidden[0].split("/")[1:]
