"""A system's cabinet: what is saved stands there for the next process, in its order, and only once."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hub.testing.cabinet import Cabinet
from hub.testing.faults import Fault
from hub.testing.traits import Traits
from tests.planning.builders import booking, course, member


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "crm.db"


@pytest.fixture
def cabinet(path: Path) -> Iterator[Cabinet]:
    with closing(Cabinet(path)) as cabinet:
        yield cabinet


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_what_was_saved_is_there_for_the_next_process_in_the_order_in_which_it_came(
    cabinet: Cabinet, path: Path
) -> None:
    cabinet.save([course("VA-2"), member("M-1"), course("VA-1"), booking("B-1")], [booking("?")])

    with closing(Cabinet(path)) as later:
        assert later.nouns("course") == [course("VA-2"), course("VA-1")]
        assert later.nouns("member") == [member("M-1")]
        assert later.nouns("booking") == [booking("B-1")]
        assert later.typed() == [booking("?")]


def test_what_is_missing_in_a_save_is_gone_and_an_edited_record_keeps_its_place(
    cabinet: Cabinet, path: Path
) -> None:
    cabinet.save([course("VA-1"), course("VA-2"), course("VA-3")], [booking("?")])

    cabinet.save([course("VA-1", title="Neu"), course("VA-3")], [])

    with closing(Cabinet(path)) as later:
        assert [(one.id, one.title) for one in later.nouns("course")] == [("VA-1", "Neu"), ("VA-3", course("VA-3").title)]  # fmt: skip
        assert later.typed() == []


def test_only_what_moved_is_written(cabinet: Cabinet, path: Path) -> None:
    kept = course("VA-1")
    cabinet.save([kept], [])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE nouns SET noun = 'somebody else wrote here'")

    cabinet.save([kept], [])

    assert rows(path, "SELECT noun FROM nouns") == [("somebody else wrote here",)]


def test_a_save_that_fails_leaves_everything_as_it_was(cabinet: Cabinet, path: Path) -> None:
    cabinet.save([course("VA-1")], [])
    other = sqlite3.connect(path, isolation_level=None, timeout=0)
    other.execute(
        "CREATE TRIGGER full BEFORE INSERT ON typed BEGIN SELECT RAISE(ABORT, 'no space left'); END"
    )
    other.close()

    with pytest.raises(sqlite3.IntegrityError, match="no space left"):
        cabinet.save([course("VA-2")], [booking("?")])
    cabinet.close()

    with closing(Cabinet(path)) as later:
        assert later.nouns("course") == [course("VA-1")]


def test_no_number_is_given_twice_not_even_by_the_next_process(cabinet: Cabinet, path: Path) -> None:
    assert [cabinet.next_number("course"), cabinet.next_number("course")] == [1, 2]

    with closing(Cabinet(path)) as later:
        assert [later.next_number("course"), later.next_number("booking")] == [3, 1]


def test_traits_and_faults_are_kept_until_others_are_set(cabinet: Cabinet, path: Path) -> None:
    assert (cabinet.traits, cabinet.faults) == (Traits(), [])
    cabinet.traits = Traits(own_ids=True, habits=("trims",))
    cabinet.traits = Traits(habits=("shouts",))
    first, second = Fault(what="no answer", hook="fetch_members"), Fault(what="refuses", hook="sync_bookings")
    cabinet.faults = [first, second]

    with closing(Cabinet(path)) as later:
        assert later.traits == Traits(habits=("shouts",))
        assert later.faults == [first, second]
        later.faults = []

    assert cabinet.faults == []


def test_a_cabinet_that_nobody_closes_lets_its_file_go(path: Path) -> None:
    cabinet = Cabinet(path)
    connection = cabinet._connection

    del cabinet
    gc.collect()

    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def test_closing_twice_is_harmless(cabinet: Cabinet) -> None:
    cabinet.close()
    cabinet.close()
