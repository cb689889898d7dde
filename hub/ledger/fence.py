"""The ledger's own word on whose night it is, and on what it is kept in.

A lock can be lost without a sound: a server restarts, a pooler hands the session to somebody else, a person
deletes the lock file. So a night also writes a token into the ledger, and each of its transactions first looks
whether that still stands there. The same row knows the ledger's marks, so that a copy of it is noticed.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from hub.ledger.lock import Holder, taken_over
from hub.ledger.tables import lock


def take_over(connection: Connection, marks: Collection[str]) -> str:
    """Makes this night the only one that may write; gives its token."""
    token = secrets.token_hex(16)
    row = {
        "token": token,
        "since": datetime.now(UTC),
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "marks": json.dumps(sorted(marks)),
    }
    # An update waits for a transaction of the night before that has just looked at its own token.
    if not connection.execute(update(lock).values(row)).rowcount:
        connection.execute(insert(lock).values(number=1, **row))
    return token


def expect(connection: Connection, token: str, *, place: str) -> None:
    """Keeps the token where it is until the transaction ends. Raises: AlreadyRunning when it is another's."""
    row = _row(connection, is_kept=True)
    if row is None or row.token != token:
        raise taken_over(place, row and Holder(row.pid, row.host, row.since))


def is_copy(connection: Connection, marks: Collection[str]) -> bool:
    """Whether not one of the marks is what it was; no marks, then or now, say nothing."""
    row = _row(connection, is_kept=False)
    before = [] if row is None else json.loads(row.marks)
    return bool(before) and bool(marks) and not set(before) & set(marks)


def _row(connection: Connection, *, is_kept: bool) -> Row[Any] | None:
    query = select(lock)
    return connection.execute(query.with_for_update(read=True) if is_kept else query).first()
