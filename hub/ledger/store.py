"""The hub's memory between nights: what was meant, what was done, what was agreed, what people decided.

A night opens the ledger, holds its lock, and writes every intent before the outside call and every outcome
after it. `hub plan` and everything else that only looks peeks into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Self

from sqlalchemy import Connection

from hub.ledger import fence, past, reading, writing
from hub.ledger.database import Database, WritableDatabase
from hub.ledger.entries import Event, Intent, Run, Settlement, Undoing
from hub.ledger.places import peeked_at, writable_at
from hub.ledger.schema import bring_up_to_date, is_current, revision_of
from hub.ledger.trouble import a_copy, not_moved
from hub.ledger.unsure import unsure_adds
from hub.memory import Decision, Memory, Outcome
from hub.model import Ref
from hub.traces import Past


class Ledger:
    """One ledger; every method is a transaction of its own. Raises everywhere: ConfigError naming hub.ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._token: str | None = None
        self._forgets_absences = False

    @classmethod
    def open(cls, url: str) -> Self:
        """The ledger at `url` (a path or postgresql://…), made if need be and brought up to date."""
        database = writable_at(url)
        try:
            bring_up_to_date(database)
            database.key()
        except BaseException:
            database.close()
            raise
        return cls(database)

    @classmethod
    def peek(cls, url: str) -> Self | None:
        """The ledger for reading only, None when there is none; changes nothing in it and nothing beside it."""
        database = peeked_at(url)
        if database is None:
            return None
        try:
            with database.reads() as connection:
                revision = revision_of(connection)
            if revision is not None and is_current(revision, place=database.place):
                return cls(database)
            copy = None if revision is None else database.upgraded_copy()
        except BaseException:
            database.close()
            raise
        database.close()
        return None if copy is None else cls._migrated(copy)

    @classmethod
    def _migrated(cls, copy: WritableDatabase) -> Self:
        try:
            bring_up_to_date(copy)
        except BaseException:
            copy.close()
            raise
        return cls(copy)

    @contextmanager
    def lock(self, *, moved: bool = False) -> Iterator[None]:
        """One night at a time; a hub that died holds nothing. Raises: AlreadyRunning, ConfigError for a copy.

        With `moved` a person has said that this copy is the ledger from now on. What it knows of absences may
        be days old, so they start again.
        """
        with self._writable.lock():
            with self._writable.writes() as connection:
                self._token = self._taken(connection, moved=moved)
            try:
                yield
            finally:
                self._token = None

    def _taken(self, connection: Connection, *, moved: bool) -> str:
        if self._was_moved(connection, moved=moved):
            writing.put_missing(connection, {})
        return fence.take_over(connection, self._database.marks(connection))

    def _was_moved(self, connection: Connection, *, moved: bool) -> bool:
        is_copy = fence.is_copy(connection, self._database.marks(connection))
        if is_copy != moved:
            raise (a_copy if is_copy else not_moved)(self._database.place)
        return moved

    def look(self, *, moved: bool = False) -> None:
        """What `lock` would say to this ledger, for whoever only looks. Raises: ConfigError for a copy."""
        with self._database.reads() as connection:
            self._forgets_absences = self._was_moved(connection, moved=moved)

    def close(self) -> None:
        self._database.close()

    @property
    def _writable(self) -> WritableDatabase:
        if not isinstance(self._database, WritableDatabase):
            raise TypeError("this ledger was opened with peek(), for reading only")
        return self._database

    # Reading

    def memory(self, *, with_agreed: bool) -> Memory:
        """What a plan may know of earlier nights; the agreed values (many) only when asked for."""
        with self._database.reads() as connection:
            return Memory(
                shelves=reading.all_shelves(connection),
                agreed=reading.all_agreed(connection) if with_agreed else {},
                missing_since={} if self._forgets_absences else reading.all_missing(connection),
                decisions=reading.standing_decisions(connection),
                undone=past.standing(connection),
                unsure=unsure_adds(connection),
                key=self._database.key(),
                last_night=reading.last_night(connection),
                applied=reading.carried_out(connection),
            )

    def runs(self, limit: int = 30) -> Sequence[Run]:
        """The newest runs, newest first."""
        with self._database.reads() as connection:
            return reading.last_runs(connection, limit)

    def last_told(self) -> Run | None:
        """The newest night that came to a report; None before the first. An undo is no night of its own."""
        return next(iter(self.told(1)), None)

    def told(self, limit: int = 30) -> Sequence[Run]:
        """The newest nights that came to a report, newest first."""
        with self._database.reads() as connection:
            return reading.told_nights(connection, limit)

    def run(self, number: int) -> Run | None:
        with self._database.reads() as connection:
            return reading.one_run(connection, number)

    def history(self, ref: Ref) -> Sequence[Event]:
        """Everything that was ever meant for one record, oldest first, and what became of it."""
        with self._database.reads() as connection:
            return reading.events_of(connection, ref)

    def was_applied(self, fingerprint: str) -> bool:
        """Whether a plan of this fingerprint carried out anything. One whose every change was refused did not."""
        with self._database.reads() as connection:
            return reading.carried_out_under(connection, fingerprint)

    def past(self, run: int) -> Past | None:
        """What that run made, as far as it can be undone; None when there is no such run."""
        with self._database.reads() as connection:
            return past.of_run(connection, run)

    # Writing

    @contextmanager
    def _of_the_night(self) -> Iterator[Connection]:
        """A transaction that happens only if the lock is still this night's. Raises: AlreadyRunning."""
        if self._token is not None:
            self._writable.keep_lock()
        with self._writable.writes() as connection:
            if self._token is not None:
                fence.expect(connection, self._token, place=self._database.place)
            yield connection

    def begin(
        self, *, started: datetime, fingerprint: str, as_of: date, undoing: Undoing | None = None
    ) -> int:
        """A new run; gives its number. What an undo takes back is held from this moment on."""
        with self._of_the_night() as connection:
            number = writing.add_run(connection, started=started, fingerprint=fingerprint, as_of=as_of)
            if undoing is not None:
                past.begin_undo(connection, number, undoing, day=as_of)
        return number

    def forget_traces(self, *, before: date) -> None:
        """No before-value of a run for an earlier day is kept any longer; those runs cannot be undone."""
        with self._of_the_night() as connection:
            past.forget_traces(connection, before)

    def seen(self, run: int, digests_by_change: Mapping[str, Mapping[str, bytes]]) -> None:
        """What the systems made of what this run wrote, by change and field, where it is something else."""
        with self._of_the_night() as connection:
            past.put_seen(connection, run, digests_by_change)

    def release(self, run: int, day: date) -> int:
        """What was undone of this run may be made again; gives how many changes waited for that."""
        with self._of_the_night() as connection:
            waiting = past.waiting(connection, run)
            past.release(connection, run, day)
        return len(waiting)

    def intend(self, run: int, intents: Sequence[Intent]) -> None:
        """Before the outside call: when this returns, the intents outlive even a power cut."""
        with self._of_the_night() as connection:
            writing.add_intents(connection, run, intents)

    def outcome(self, run: int, outcomes: Sequence[Outcome], at: datetime) -> None:
        """After the outside call. Repeating it is harmless; a later outcome of a change replaces the earlier."""
        with self._of_the_night() as connection:
            writing.add_outcomes(connection, run, outcomes, at)

    def settle(self, run: int, settlement: Settlement) -> None:
        """What the next night starts from: all of it or nothing."""
        with self._of_the_night() as connection:
            writing.expect_run(connection, run)
            writing.put_shelves(connection, settlement.shelves)
            writing.put_agreed(connection, settlement.agreed)
            writing.put_missing(connection, settlement.missing_since)
            for question, day in settlement.over.items():
                writing.end_decisions(connection, question, "hub", day)

    def finish(self, run: int, *, finished: datetime, exit_code: int, document: str) -> None:
        """The night is over; `document` is its view as JSON text."""
        with self._of_the_night() as connection:
            writing.end_run(connection, run, {"finished": finished, "exit_code": exit_code}, document)

    def decide(self, decision: Decision) -> None:
        """Keeps a person's answer; earlier answers to the same question stay as history."""
        with self._writable.writes() as connection:
            writing.add_decision(connection, decision)

    def take_back(self, question: str, who: str, day: date) -> bool:
        """The question is open again; False when there was no answer to it."""
        with self._writable.writes() as connection:
            return writing.end_decisions(connection, question, who, day)
