"""A real night in a real process that is killed at exactly one numbered point, with SIGKILL.

Points are: before and after every call of a system and after every record that it keeps; before every statement and
every commit of the ledger; before every file or folder that the hub makes, renames or removes.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Pipe, Process, get_all_start_methods, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Final

from sqlalchemy import Engine, event

import hub.reading
from hub.errors import HubError
from hub.testing.points import reached, watched_by
from hub.testing.world import World

_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_FILE_EVENTS: Final = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"})
_DRAWN: Final = re.compile(
    r"[a-z0-9_]{8}(?=\.tmp$)"
)  # the part of a temporary file's name that is drawn by lot

# Windows has one way to end a process and no name for it; there the process leaves with the signal's number.
KILL: Final = getattr(signal, "SIGKILL", signal.SIGTERM)
_KILLED: Final = frozenset({-KILL, KILL})
_BROKEN_DOWN: Final = 100

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

    `command` is what runs there instead of `World.night`; an error of the hub's ends it with its exit code.
    Raises: AssertionError when the process breaks down by itself; what it said stands on stderr.
    """
    receiving, sending = Pipe(duplex=False)
    child = _PROCESS(target=_live_and_die, args=(world, point, sending, command or _night))
    child.start()
    sending.close()
    points = list(_told(receiving))
    child.join()
    code = child.exitcode
    child.close()
    if code in _KILLED:
        return Ended(None, points)
    if code is None or not 0 <= code < _BROKEN_DOWN:
        raise AssertionError(f"the night of seed {world.seed} broke down ({code}) after {points[-3:]}")
    return Ended(code, points)


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
    turn = Lock()
    hub.reading.AT_ONCE = 1  # side by side, networks reach their points in another order each time

    def watch(name: str) -> None:
        nonlocal count
        with turn:
            count += 1
            sending.send(name)
            if count == point:
                os.kill(os.getpid(), KILL)

    code = _BROKEN_DOWN
    try:
        with watched_by(watch), ledger_told(), files_told(world.folder / "var"):
            code = command(world)
    except HubError as error:
        code = error.exit_code
    except BaseException:
        traceback.print_exc()
        raise
    finally:  # without what Python does at an exit: nothing of the parent's is this process's to tidy up
        sending.close()
        os._exit(code)


@contextmanager
def ledger_told() -> Iterator[None]:
    """Tells of every statement that writes into a ledger, and of every commit."""

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
def files_told(folder: Path) -> Iterator[None]:
    """Tells of every file that is opened for writing, made, moved or removed under `folder`.

    Python takes no audit hook back: it stays for the rest of the process, and is silent.
    """
    is_on = True

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        if is_on and _writes(name, arguments) and any(str(folder) in str(path) for path in arguments[:2]):
            reached(f"file: before {name} {_DRAWN.sub('*', Path(str(arguments[0])).name)}")

    sys.addaudithook(hook)
    try:
        yield
    finally:
        is_on = False


def _writes(name: str, arguments: tuple[object, ...]) -> bool:
    if name != "open":
        return name in _FILE_EVENTS
    _, _, flags = arguments
    return isinstance(flags, int) and bool(flags & _WRITES)
