"""What the ledger needs of a database, whichever it is: transactions, a lock, a key, and errors in our words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from hub.errors import HubError

KEY_BYTES: Final = 32


class Database(ABC):
    """A database that a ledger can be read from; `place` names it to people."""

    def __init__(self, engine: Engine, place: str) -> None:
        self.engine = engine
        self.place = place

    def reads(self) -> AbstractContextManager[Connection]:
        """A transaction that only reads: everything in it is of one moment."""
        return self._transaction(writes=False)

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        with self._in_our_words(), self.engine.connect() as plain:
            connection = plain.execution_options(writes=writes)
            with connection.begin():
                yield connection

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        """What people can do something about is said so; anything else is a bug and stays as it is."""
        try:
            yield
        except DBAPIError as error:
            raise (self.trouble_of(error.orig) if error.orig else None) or error from error

    @abstractmethod
    def trouble_of(self, error: BaseException) -> HubError | None:
        """The driver's error in our words, None when it is not the world's fault."""

    @abstractmethod
    def key(self) -> bytes:
        """The key of the digests. A lost one is made anew, or is empty where nothing may be written."""

    @abstractmethod
    def marks(self, connection: Connection) -> Collection[str]:
        """What a copy of this ledger would not share; one of them may change without anybody having copied it."""

    def close(self) -> None:
        self.engine.dispose()


class PeekedDatabase(Database):
    """A database that is read without leaving a trace in it."""

    @abstractmethod
    def upgraded_copy(self) -> WritableDatabase:
        """A copy of an older ledger, to be migrated and read instead. Raises: ConfigError where there are none."""


class WritableDatabase(Database):
    """A database that a ledger lives in."""

    def writes(self) -> AbstractContextManager[Connection]:
        """A transaction that happens as a whole or not at all."""
        return self._transaction(writes=True)

    @abstractmethod
    def lock(self) -> AbstractContextManager[None]:
        """One night at a time; the operating system frees it when its process dies. Raises: AlreadyRunning."""

    @abstractmethod
    def keep_lock(self) -> None:
        """Takes a lost lock again, before the night writes. Raises: AlreadyRunning, ConfigError when it cannot."""

    @abstractmethod
    def reserve(self, connection: Connection) -> None:
        """Makes other hubs wait until this transaction ends, so that only one makes the tables or the key."""

    @abstractmethod
    def back_up(self, revision: str) -> None:
        """Keeps a copy of the ledger as schema `revision` had it, where a file can simply be copied."""
