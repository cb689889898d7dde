"""Ends the process with its exit code, whatever plugins have left running in it."""

from __future__ import annotations

import faulthandler
import os
import sys
from threading import Thread
from time import sleep
from typing import Final, NoReturn

from hub.cli.codes import INTERRUPTED
from hub.cli.streams import ERR, give_stdout_away

_end_process: Final = os._exit  # itself: while a plugin runs there is another one in its place
_PATIENCE: Final = 3.0  # seconds
_AFTER_CTRL_C: Final = 0.5  # seconds
_STANDSTILL: Final = 3600.0  # seconds


def leave(code: int) -> NoReturn:
    """With this exit code, at once or after three seconds; whoever pressed Ctrl-C waits half a second.

    So long Python may wait for what plugins have left: threads, pools, work that they registered for the end.
    """
    give_stdout_away()
    patience = _AFTER_CTRL_C if code == INTERRUPTED else _PATIENCE
    Thread(target=_end_anyway, args=(code, patience), daemon=True).start()
    sys.exit(code)


def _end_anyway(code: int, patience: float) -> None:
    sleep(patience)
    _end_process(code)


def end_at_standstill(after: float = _STANDSTILL) -> None:
    """Ends the process with code 1 and the lines where it stands, once no thread of the hub has run for an hour.

    A plugin can bring that about inside C (a search pattern that never ends), where nobody else gets a turn to end
    it. Better one night is missing than that no other ever begins.
    """
    Thread(target=_go_on_signing, args=(after,), daemon=True).start()


def _go_on_signing(after: float) -> None:
    while True:
        faulthandler.dump_traceback_later(after, exit=True, file=ERR)
        sleep(after / 4)
