"""What a plugin forks does not keep a dead hub's lock."""

from __future__ import annotations

import os
import signal
from contextlib import closing
from pathlib import Path
from weakref import WeakSet

import pytest

from hub.errors import AlreadyRunning
from hub.ledger import forks
from hub.ledger.store import Ledger

from .builders import a_night, another_hub, eventually, killed

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nobody forks on Windows")

FORKING = """
import os
ledger = Ledger.open(sys.argv[1])
with ledger.lock():
    a_night(ledger, "c1")
    with ledger._of_the_night():
        child = os.fork()
        if not child:
            time.sleep(60)
            os._exit(0)
        print(child, file=open(sys.argv[2], "w"), flush=True)
        print("ready", flush=True)
        time.sleep(60)
"""


def test_a_lock_does_not_outlive_its_hub_in_a_process_that_a_plugin_forked(
    url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    note = tmp_path_factory.mktemp("forked") / "child"
    hub = another_hub(FORKING, url, str(note))
    child = int(note.read_text())
    try:
        killed(hub)
        with closing(Ledger.open(url)) as tomorrow:
            eventually(lambda: is_free(tomorrow))
            with tomorrow.lock():
                a_night(tomorrow, "c2")
        os.kill(child, 0)  # it is alive all this time
    finally:
        os.kill(child, signal.SIGKILL)


def test_a_child_finds_nothing_in_the_place_of_what_is_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "open").open("wb") as opened, (tmp_path / "closed").open("wb") as closed:
        closed.close()
        monkeypatch.setattr(forks, "_ours", WeakSet[forks.Opened]())
        for file in (opened, closed):
            forks.keep_from_children(file)

        forks._let_go()  # in this very process, for once

        opened.write(b"goodbye")
    assert (tmp_path / "open").read_bytes() == b""


def is_free(ledger: Ledger) -> bool:
    try:
        with ledger.lock():
            return True
    except AlreadyRunning:
        return False
