"""What a make-believe system keeps: a small database, so that it outlives a hub that is killed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Final
from weakref import finalize

from hub.model import Booking, Course, Kind, Member
from hub.testing.faults import Fault
from hub.testing.traits import Traits

Noun = Member | Course | Booking
_NOUN_OF: Final[Mapping[Kind, type[Noun]]] = {"member": Member, "course": Course, "booking": Booking}
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS nouns (kind TEXT, id TEXT, noun TEXT, PRIMARY KEY (kind, id));
CREATE TABLE IF NOT EXISTS typed (noun TEXT);
CREATE TABLE IF NOT EXISTS faults (fault TEXT);
CREATE TABLE IF NOT EXISTS traits (traits TEXT);
CREATE TABLE IF NOT EXISTS numbers (kind TEXT PRIMARY KEY, last INTEGER);
"""


@lru_cache(maxsize=50_000)
def _parsed(kind: Kind, text: str) -> Noun:
    """Nouns never change, so those of yesterday need not be read twice: a long life is mostly quiet."""
    return _NOUN_OF[kind].model_validate_json(text)


class Cabinet:
    """One system's records. Each `save` is one transaction: a system is never half dead because the hub died."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        # A hub that is killed loses nothing that was handed to the operating system; a power cut is not played.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA journal_mode = MEMORY")
        self._connection.executescript(_TABLES)
        # Nobody tells a connector that the night is over, and Windows removes no folder with an open file in it.
        self._close = finalize(self, self._connection.close)
        self._saved: dict[tuple[Kind, str], Noun] = {}
        self._saved_typed: list[Booking] | None = None

    def close(self) -> None:
        """Lets the file go; harmless when done before."""
        self._close()

    def nouns(self, kind: Kind) -> list[Noun]:
        """All records of this kind, in the order in which they came."""
        found = self._rows("SELECT noun FROM nouns WHERE kind = ? ORDER BY rowid", kind)
        nouns = [_parsed(kind, text) for text in found]
        self._saved.update({(kind, noun.id): noun for noun in nouns})
        return nouns

    def typed(self) -> list[Booking]:
        """The rows that somebody typed in and that have no id yet."""
        self._saved_typed = [
            Booking.model_validate_json(text) for text in self._rows("SELECT noun FROM typed ORDER BY rowid")
        ]
        return list(self._saved_typed)

    def save(self, nouns: Iterable[Noun], typed: Iterable[Booking]) -> None:
        """Keeps what differs from what was read or saved last; in one transaction."""
        now = {(noun.kind, noun.id): noun for noun in nouns}
        rows = list(typed)
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            gone = self._saved.keys() - now.keys()
            cursor.executemany("DELETE FROM nouns WHERE kind = ? AND id = ?", sorted(gone))
            moved = [(*key, noun.model_dump_json()) for key, noun in now.items() if self._is_new(key, noun)]
            cursor.executemany(
                "INSERT INTO nouns VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET noun = excluded.noun",
                moved,
            )
            if rows != self._saved_typed:
                cursor.execute("DELETE FROM typed")
                cursor.executemany("INSERT INTO typed VALUES (?)", [(row.model_dump_json(),) for row in rows])
            cursor.execute("COMMIT")
        self._saved, self._saved_typed = now, rows

    def _is_new(self, key: tuple[Kind, str], noun: Noun) -> bool:
        return self._saved.get(key) is not noun

    def next_number(self, kind: Kind) -> int:
        """The next number of a system that numbers by itself; none is given twice."""
        rows = self._connection.execute(
            "INSERT INTO numbers VALUES (?, 1) ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last",
            (kind,),
        )
        return int(rows.fetchone()[0])

    @property
    def traits(self) -> Traits:
        found = self._rows("SELECT traits FROM traits")
        return Traits.model_validate_json(found[0]) if found else Traits()

    @traits.setter
    def traits(self, traits: Traits) -> None:
        self._connection.execute("DELETE FROM traits")
        self._connection.execute("INSERT INTO traits VALUES (?)", (traits.model_dump_json(),))

    @property
    def faults(self) -> list[Fault]:
        return [
            Fault.model_validate_json(text) for text in self._rows("SELECT fault FROM faults ORDER BY rowid")
        ]

    @faults.setter
    def faults(self, faults: Iterable[Fault]) -> None:
        self._connection.execute("DELETE FROM faults")
        rows = [(fault.model_dump_json(),) for fault in faults]
        self._connection.executemany("INSERT INTO faults VALUES (?)", rows)

    def _rows(self, sql: str, *values: str) -> list[str]:
        return [row[0] for row in self._connection.execute(sql, values)]
