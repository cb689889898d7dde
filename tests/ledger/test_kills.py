"""A hub may be killed while it makes, locks or migrates its ledger: the next one opens it, and no litter stays."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from hub.errors import AlreadyRunning
from hub.ledger import schema
from hub.ledger.store import Ledger

from .builders import a_night, another_hub, contents, killed
from .test_schema import LAST, NEXT

PAUSE = "def pause(*_, **__): print('ready', flush=True); time.sleep(60)\n"
IN_THE_LOCK = {
    "before its token": "fence.take_over = pause\n",
    "after its token": (
        "take_over = fence.take_over\nfence.take_over = lambda *given: (take_over(*given), pause())\n"
    ),
    "after all of it": "fence.expect = pause\n",
}


@pytest.mark.parametrize("where", IN_THE_LOCK)
def test_killed_in_the_lock(url: str, file: Path, where: str) -> None:
    with closing(Ledger.open(url)) as last, last.lock():
        a_night(last, "c1")
    killed(
        another_hub(
            f"from hub.ledger import fence\n{PAUSE}{IN_THE_LOCK[where]}"
            "ledger = Ledger.open(sys.argv[1])\nwith ledger.lock(): begun(ledger)\n",
            url,
        )
    )

    with closing(opened(url)) as tomorrow:
        locked_night(tomorrow)
        assert [run.changes for run in tomorrow.runs()] == [1, 1]

    assert litter(file) == []


IN_A_MIGRATION = {
    "before it": "schema._migrate = pause\n",
    "in its transaction": (
        "upgrade = schema._upgrade\nschema._upgrade = lambda connection: (upgrade(connection), pause())\n"
    ),
    "in the copy": (
        "import sqlite3\nconnect = sqlite3.connect\n"
        "class Slow(sqlite3.Connection):\n"
        "    def backup(self, target): super().backup(target, pages=3, progress=pause)\n"
        "sqlite3.connect = lambda *given, **more: connect(*given, **{'factory': Slow, **more})\n"
    ),
    "after the copy": "from pathlib import Path\nPath.replace = pause\n",
}


@pytest.mark.parametrize("where", IN_A_MIGRATION)
def test_killed_in_a_migration(
    url: str,
    file: Path,
    where: str,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if "copy" in where and url != str(file):
        pytest.skip("a server has its own backups")
    with closing(Ledger.open(url)) as last, last.lock():
        a_night(last, "c1")
    next_year = tmp_path_factory.mktemp("next")
    (next_year / "next.py").write_text(NEXT, encoding="utf-8")
    newer = (
        "from pathlib import Path\nfrom hub.ledger import schema\nschema.KNOWN = (*schema.KNOWN, 'next')\n"
    )
    newer += "schema.VERSIONS = (*schema.VERSIONS, Path(sys.argv[2]))\n"

    killed(
        another_hub(f"{newer}{PAUSE}{IN_A_MIGRATION[where]}Ledger.open(sys.argv[1])\n", url, str(next_year))
    )

    monkeypatch.setattr(schema, "VERSIONS", (*schema.VERSIONS, next_year))
    monkeypatch.setattr(schema, "KNOWN", (*schema.KNOWN, "next"))
    with closing(opened(url)) as tomorrow:
        locked_night(tomorrow)
        assert [run.changes for run in tomorrow.runs()] == [1, 1]
        with tomorrow._database.reads() as connection:
            assert schema.revision_of(connection) == "next"
    assert litter(file) == []


def opened(url: str) -> Ledger:
    """A server needs a moment to notice that a client is dead; a migration asks for the lock."""
    for _ in range(100):
        try:
            return Ledger.open(url)
        except AlreadyRunning:
            time.sleep(0.05)
    raise AssertionError("a dead hub keeps its lock")


def locked_night(ledger: Ledger) -> None:
    for _ in range(100):
        try:
            with ledger.lock():
                a_night(ledger, "c2")
                return
        except AlreadyRunning:
            time.sleep(0.05)
    raise AssertionError("a dead hub keeps its lock")


def litter(file: Path) -> list[str]:
    """What lies beside a ledger on a file that should not."""
    names = contents(file.parent) if file.exists() else {}
    return [name for name in names if name not in {"hub.db", "hub.db.key", f"hub.db.schema-{LAST}"}]
