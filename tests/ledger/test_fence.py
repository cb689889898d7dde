"""A night that lost its lock writes nothing more, however it was lost; and a copy of a ledger is known as one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from hub.errors import AlreadyRunning, ConfigError
from hub.ledger import fence
from hub.ledger.entries import Settlement
from hub.ledger.store import Ledger
from tests.tried import Tried

from .builders import (
    NIGHT,
    ROOT,
    TODAY,
    a_decision,
    a_night,
    a_ref,
    an_intent,
    an_outcome,
    begun,
    contents,
)

WRITES: list[Callable[[Ledger], object]] = [
    begun,
    lambda ledger: ledger.intend(1, [an_intent("late")]),
    lambda ledger: ledger.outcome(1, [an_outcome("c1", "refused")], NIGHT),
    lambda ledger: ledger.settle(1, Settlement(missing_since={a_ref(): TODAY})),
    lambda ledger: ledger.finish(1, finished=NIGHT, exit_code=0, document="{}"),
]


def taken_over(url: str) -> None:
    """What a hub leaves that got the lock because the night's own was lost."""
    with closing(Ledger.open(url)) as other, other._database.writes() as connection:  # type: ignore[attr-defined]
        fence.take_over(connection, other._database.marks(connection))


@pytest.mark.parametrize("write", WRITES)
def test_a_night_whose_ledger_was_taken_over_writes_nothing_more(
    url: str, ledger: Ledger, write: Callable[[Ledger], object]
) -> None:
    with ledger.lock():
        a_night(ledger, "c1")
        taken_over(url)
        before = everything(ledger)

        with pytest.raises(AlreadyRunning, match="has taken over this ledger, so this night stops writing"):
            write(ledger)

        assert everything(ledger) == before


def everything(ledger: Ledger) -> object:
    return ledger.memory(with_agreed=True), ledger.runs(), ledger.history(a_ref())


def test_who_took_the_ledger_over_is_named(url: str, ledger: Ledger) -> None:
    with ledger.lock():
        taken_over(url)

        with pytest.raises(AlreadyRunning, match=rf"process {os.getpid()} on {socket.gethostname()}, since"):
            begun(ledger)


def test_a_ledger_whose_lock_somebody_emptied_is_no_longer_the_nights(ledger: Ledger) -> None:
    with ledger.lock():
        with ledger._database.writes() as connection:  # type: ignore[attr-defined]
            connection.exec_driver_sql("DELETE FROM hub_lock")

        with pytest.raises(AlreadyRunning, match=r"no longer this night's.*looks up what this one left open"):
            begun(ledger)


def test_the_next_night_writes_in_peace_after_one_that_was_taken_over(url: str, ledger: Ledger) -> None:
    with ledger.lock():
        taken_over(url)
    with ledger.lock():
        a_night(ledger, "c1")

    assert ledger.memory(with_agreed=False).applied == 1


def test_an_answer_of_a_person_needs_no_lock(url: str, ledger: Ledger) -> None:
    with ledger.lock():
        taken_over(url)
        ledger.decide(a_decision())

    assert len(ledger.memory(with_agreed=False).decisions) == 1


PAIRED = """
for url in map(str.strip, sys.stdin):
    try:
        with closing(Ledger.open(url)) as ledger, ledger.lock():
            run = begun(ledger)
            print("ran", flush=True)
            sys.stdin.readline()
            ledger.finish(run, finished=NIGHT, exit_code=0, document="{}")
    except AlreadyRunning:
        print("refused", flush=True)
        sys.stdin.readline()
    print("done", flush=True)
"""
IMPORTS = (
    "import sys\nfrom contextlib import closing\nfrom hub.errors import AlreadyRunning\nfrom hub.ledger.store import Ledger\n"
    "from tests.ledger.builders import *\n"
)


@contextmanager
def hubs(number: int) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes of their own that each try to be the night on the ledger they are told."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", IMPORTS + PAIRED],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(number)
    ]
    yield started
    for process in started:
        process.communicate()
        assert process.returncode == 0


def told(processes: list[subprocess.Popen[str]], line: str) -> list[str]:
    """Says the same to all of them, then hears what each has to say."""
    for process in processes:
        assert process.stdin is not None
        print(line, file=process.stdin, flush=True)
    return sorted(process.stdout.readline().strip() for process in processes if process.stdout)


def test_of_two_hubs_that_start_at_once_exactly_one_runs(url: str, file: Path, tried: Tried) -> None:
    is_file = url == str(file)
    ledgers = [str(file.parent / str(pair) / "hub.db") if is_file else url for pair in range(10)]
    with hubs(2) as pair:
        for ledger in ledgers:  # made by whoever comes first, at the same moment as the other wants to
            assert told(pair, ledger) == ["ran", "refused"]
            assert told(pair, "go on") == ["done", "done"]

    with closing(Ledger.open(ledgers[-1])) as last:
        assert len(last.runs()) == (1 if is_file else 10)
    for ledger in ledgers if is_file else []:
        assert list(contents(Path(ledger).parent)) == ["hub.db", "hub.db.key"]
    tried.count("pairs on a file" if is_file else "pairs on a server", len(ledgers))


# A copy


class Kept:
    """A ledger that changes the place it is kept in when a test says so."""

    def __init__(self, ledger: Ledger, patch: pytest.MonkeyPatch) -> None:
        self.ledger = ledger
        self._patch = patch

    def in_(self, *marks: str) -> Ledger:
        self._patch.setattr(type(self.ledger._database), "marks", lambda *_: marks)
        return self.ledger


@pytest.fixture
def kept(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Kept:
    kept = Kept(ledger, monkeypatch)
    with kept.in_("file 1", "key 1").lock():
        ledger.settle(begun(ledger), Settlement(missing_since={a_ref(): TODAY}))
    return kept


def test_a_copy_is_refused_before_anything_is_written(kept: Kept) -> None:
    copy = kept.in_("file 2", "key 2")
    before = everything(copy)

    with pytest.raises(ConfigError, match=r"is a copy, or was moved.*hub sync --ledger-moved") as refusal:
        copy.lock().__enter__()

    assert str(refusal.value.place) == copy._database.place
    assert everything(copy) == before
    with kept.in_("file 1").lock():  # neither is the lock held, nor the new place remembered
        pass


def test_a_copy_is_refused_to_whoever_plans_but_can_be_read(kept: Kept) -> None:
    copy = kept.in_("file 2")

    with pytest.raises(ConfigError, match="is a copy"):
        copy.look()
    assert len(copy.runs()) == 1


def test_a_moved_ledger_is_vouched_for_once_and_its_absences_start_again(kept: Kept) -> None:
    moved = kept.in_("file 2")
    moved.look(moved=True)
    assert moved.memory(with_agreed=False).missing_since == {}

    with moved.lock(moved=True):
        assert moved.memory(with_agreed=False).missing_since == {}

    with moved.lock():
        moved.look()


def test_a_ledger_that_did_not_move_cannot_be_vouched_for_every_night(kept: Kept) -> None:
    for look in (kept.ledger.look, lambda *, moved: kept.ledger.lock(moved=moved).__enter__()):
        with pytest.raises(ConfigError, match=r"has not been moved.*Leave out --ledger-moved"):
            look(moved=True)

    assert kept.ledger.memory(with_agreed=False).missing_since == {a_ref(): TODAY}


@pytest.mark.parametrize(
    "nights",
    [
        [("file 1", "key 1"), ("file 9", "key 1"), ("file 9", "key 9")],  # mounted anew, then chowned
        [("file 1", "key 1"), ("key 1",), ("file 7", "key 1")],  # a drive that has no numbers
        [("file 1", "key 1"), (), ("file 1", "key 1")],
    ],
)
def test_a_mark_that_changes_alone_alarms_nobody(
    url: str, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, nights: list[tuple[str, ...]]
) -> None:
    kept = Kept(ledger, monkeypatch)
    for marks in nights:
        with kept.in_(*marks).lock():
            begun(ledger)

    assert len(ledger.runs()) == 3
