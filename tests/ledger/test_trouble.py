"""Whatever is wrong with the ledger's place: what, where, why, what to do."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from hub.errors import AlreadyRunning, ConfigError
from hub.ledger.entries import Settlement
from hub.ledger.store import Ledger
from hub.ledger.trouble import of_file, of_sqlite
from hub.memory import Shelf

from .builders import MEKOM, ROOT, a_night, begun, contents


def a_folder(path: Path) -> None:
    path.mkdir(parents=True)


def a_text(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("Liebe Kolleginnen und Kollegen,\n" * 200, encoding="utf-8")


def a_folder_that_is_a_file(path: Path) -> None:
    path.parent.write_text("", encoding="utf-8")


def another_programs_database(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (title TEXT)")


def a_damaged_ledger(path: Path) -> None:
    with closing(Ledger.open(str(path))) as ledger:
        a_night(ledger, *map(str, range(500)))
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xaa" * 4096 * 4)


WRONG_PLACES: list[tuple[Callable[[Path], None], str]] = [
    (a_folder, "this is a folder"),
    (a_text, "no ledger of a hub"),
    (another_programs_database, "no ledger of a hub"),
    (a_damaged_ledger, "is damaged"),
]


@pytest.mark.parametrize(("make", "what"), WRONG_PLACES)
def test_a_wrong_place_is_named_with_its_reason_and_remedy(
    file: Path, make: Callable[[Path], None], what: str
) -> None:
    make(file)

    for look in (Ledger.open, Ledger.peek):
        with pytest.raises(ConfigError, match=what) as refusal:
            closing(look(str(file)).memory(with_agreed=True))  # type: ignore[union-attr]
        assert str(refusal.value.place) == str(file)
        assert "hub.ledger" in str(refusal.value)
        assert refusal.value.remedy is not None


@pytest.mark.parametrize("make", [a_folder, a_text, another_programs_database])
def test_what_is_no_ledger_is_not_touched(file: Path, make: Callable[[Path], None]) -> None:
    make(file)
    before = contents(file.parent) if file.is_file() else {}

    with pytest.raises(ConfigError):
        Ledger.open(str(file))

    assert (contents(file.parent) if file.is_file() else {}) == before
    assert [path.name for path in file.parent.iterdir()] == ["hub.db"]


def test_a_folder_that_is_a_file_is_said_to_be_one(file: Path) -> None:
    a_folder_that_is_a_file(file)

    assert Ledger.peek(str(file)) is None
    with pytest.raises(ConfigError, match=r"a part of its path is a file.*hub\.ledger"):
        Ledger.open(str(file))


def test_a_full_drive_loses_only_what_did_not_fit(file: Path) -> None:
    with closing(Ledger.open(str(file))) as ledger:
        run = a_night(ledger, "c1")
        with ledger._database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 60")
        many = Shelf(frozenset(number.to_bytes(12, "big") for number in range(50_000)))

        with pytest.raises(ConfigError, match=r"no room left .*hub\.ledger.* goes on where it was"):
            ledger.settle(run, Settlement(shelves={(MEKOM, "member"): many}))

        assert ledger.memory(with_agreed=True).applied == 1


def test_another_programs_lock_is_waited_for_and_then_named(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.ledger.sqlite._PATIENCE", 0.05)
    with closing(Ledger.open(str(file))) as ledger, closing(sqlite3.connect(file)) as browser:
        browser.execute("BEGIN IMMEDIATE")

        with pytest.raises(AlreadyRunning, match="Another program keeps the ledger locked"):
            begun(ledger)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else"
)
def test_a_user_without_rights_is_told_so(file: Path) -> None:
    script = (
        "import os, sys\nfrom hub.ledger.store import Ledger\nfrom hub.errors import ConfigError\n"
        "Ledger.open(sys.argv[1]).close()\n"
        "Ledger.peek(sys.argv[1]).close()\n"  # whatever has to be imported is imported while we may
        "os.setuid(65534)\n"
        "for look in (Ledger.open, Ledger.peek):\n"
        "    try: look(sys.argv[1])\n"
        "    except ConfigError as error: print(error)\n"
    )
    said = subprocess.check_output([sys.executable, "-c", script, str(file)], cwd=ROOT, text=True)

    assert said.count("The hub is not allowed to read or write the ledger here (hub.ledger).") == 2


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.EACCES, "not allowed"),
        (errno.EROFS, "can only be read"),
        (errno.ENOSPC, "no room left"),
        (errno.EEXIST, "is a file, not a folder"),
        (errno.ENAMETOOLONG, "File name too long"),
    ],
)
def test_every_refusal_of_the_operating_system_becomes_a_sentence(number: int, what: str) -> None:
    trouble = of_file(OSError(number, os.strerror(number)), Path("hub.db"))

    assert what in str(trouble)
    assert "hub.ledger" in str(trouble)


def of_name(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = name
    return error


def test_a_failing_drive_is_said_to_fail() -> None:
    assert "fails: disk I/O error" in str(of_sqlite(of_name("SQLITE_IOERR_SHORT_READ"), "hub.db"))


def test_a_mistake_of_the_hub_is_not_blamed_on_the_drive() -> None:
    assert of_sqlite(of_name("SQLITE_CONSTRAINT_PRIMARYKEY"), "hub.db") is None
    assert of_sqlite(sqlite3.ProgrammingError("closed"), "hub.db") is None
