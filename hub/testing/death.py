"""A real night in a real process that is killed at exactly one numbered point, with SIGKILL.

Points are: before and after every call of a system and after every record that it keeps; before every statement and
around every commit of the ledger; before every file or folder that the hub makes, renames or removes.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Pipe, Process, get_all_start_methods, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Final

from sqlalchemy import Engine, event

from hub.testing.points import reached, watched_by
from hub.testing.world import World

_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_FILE_EVENTS: Final = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"})
KILL: Final = getattr(
    signal, "SIGKILL", signal.SIGTERM
)  # Windows has one way to end a process, and no name for it

# A forked child has everything imported already: a thousand deaths take minutes, not hours.
_PROCESS: Final[type[Process]] = (
    get_context("fork").Process if "fork" in get_all_start_methods() else get_context("spawn").Process  # type: ignore[assignment]
)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a night in a process of its own ended: `exit_code` is None when it was killed; `points` in their order."""

    exit_code: int | None
    points: Sequence[str]


def night_dying_at(
    world: World, point: int | None, *, command: Callable[[World], int] | None = None
) -> Ended:
    """Runs tonight's night in a child process that dies at point number `point` (from 0), or lives.

    `command` is what runs there instead of `World.night`.
    """
    receiving, sending = Pipe(duplex=False)
    child = _PROCESS(target=_live_and_die, args=(world, point, sending, command or _night))
    child.start()
    sending.close()
    points = list(_told(receiving))
    child.join()
    code = child.exitcode
    if code is not None and code >= 100:
        raise AssertionError(f"the night of seed {world.seed} broke down at {points[-3:]}")
    return Ended(code if code is not None and code >= 0 else None, points)


def _night(world: World) -> int:
    return world.night().exit_code


def _told(receiving: Connection) -> Iterator[str]:
    while True:
        try:
            yield receiving.recv()
        except (EOFError, ConnectionResetError):
            return


def _live_and_die(
    world: World, point: int | None, sending: Connection, command: Callable[[World], int]
) -> None:
    count = -1
    turn = Lock()  # networks are read side by side

    def watch(name: str) -> None:
        nonlocal count
        with turn:
            count += 1
            sending.send(name)
            if count == point:
                os.kill(os.getpid(), KILL)

    code = 100
    with watched_by(watch), _ledger_told(), _files_told(world.folder / "var"):
        code = command(world)
    sending.close()
    os._exit(code)


@contextmanager
def _ledger_told() -> Iterator[None]:
    def statement(_c: object, _u: object, sql: str, *_: object) -> None:
        if not sql.lstrip().upper().startswith(("SELECT", "PRAGMA")):
            reached(f"ledger: before {' '.join(sql.split()[:3])}")

    def commit(_: object) -> None:
        reached("ledger: before commit")

    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", commit)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", statement)
        event.remove(Engine, "commit", commit)


@contextmanager
def _files_told(folder: Path) -> Iterator[None]:
    """Tells of every file event under `folder`. The hook stays for the rest of the process: Python takes none back."""
    is_on = True

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        if not is_on or (name not in _FILE_EVENTS and name != "open"):
            return
        if name == "open" and not (
            len(arguments) > 2 and isinstance(arguments[2], int) and arguments[2] & _WRITES
        ):
            return
        if str(folder) in str(arguments[0]):
            reached(f"file: before {name} {Path(str(arguments[0])).name}")

    sys.addaudithook(hook)
    try:
        yield
    finally:
        is_on = False
