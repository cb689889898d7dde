"""The ledger follows the hub that opens it, forwards only, and is copied first."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from hub.errors import AlreadyRunning, ConfigError
from hub.ledger import schema
from hub.ledger.store import Ledger
from hub.ledger.tables import metadata

from .builders import ROOT, a_night, contents

THIS_YEAR = schema.KNOWN
LAST = THIS_YEAR[-1]
NEXT = f"""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "next", "{LAST}", None, None


def upgrade():
    op.create_table("hub_next", sa.Column("number", sa.Integer, primary_key=True))
"""


@pytest.fixture
def next_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub that knows one schema more."""
    folder = tmp_path / "next"
    folder.mkdir()
    (folder / "next.py").write_text(NEXT, encoding="utf-8")
    monkeypatch.setattr(schema, "VERSIONS", (*schema.VERSIONS, folder))
    monkeypatch.setattr(schema, "KNOWN", (*schema.KNOWN, "next"))


def an_old_ledger(url: str) -> None:
    with closing(Ledger.open(url)) as ledger, ledger.lock():
        a_night(ledger, "c1")


def test_the_known_schemas_are_those_that_migrations_lead_to() -> None:
    scripts = ScriptDirectory(str(ROOT / "hub" / "ledger" / "migrations"))

    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == schema.KNOWN


def test_the_migrations_lead_to_exactly_the_tables_that_the_code_uses(ledger: Ledger) -> None:
    with ledger._database.reads() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": schema.VERSION_TABLE})

        assert compare_metadata(context, metadata) == []


@pytest.mark.usefixtures("next_year")
class TestNextYear:
    """With a hub that knows one schema more."""

    @pytest.fixture(autouse=True)
    def old(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as this_year:
            this_year.setattr(schema, "KNOWN", THIS_YEAR)
            an_old_ledger(url)

    def test_an_older_ledger_is_brought_up_to_date_and_forgets_nothing(self, url: str) -> None:
        with closing(Ledger.open(url)) as ledger:
            assert ledger.memory(with_agreed=False).applied == 1
            with ledger._database.reads() as connection:
                assert schema.revision_of(connection) == "next"

    def test_an_older_file_is_copied_before_it_is_migrated(self, url: str, file: Path) -> None:
        if url != str(file):
            pytest.skip("a server has its own backups")
        before = file.read_bytes()

        with closing(Ledger.open(url)):
            assert sorted(contents(file.parent)) == [
                "hub.db",
                "hub.db-shm",
                "hub.db-wal",
                "hub.db.key",
                f"hub.db.schema-{LAST}",
            ]

        with closing(sqlite3.connect(f"{file}.schema-{LAST}")) as copy:
            assert copy.execute("SELECT version_num FROM hub_version").fetchall() == [(LAST,)]
            assert copy.execute("SELECT changes FROM hub_runs").fetchall() == [(1,)]
        assert before != file.read_bytes()

    def test_nothing_is_migrated_under_a_running_night(self, url: str) -> None:
        with closing(Ledger.open(url)) as night:
            with night._database.writes() as connection:
                connection.exec_driver_sql(f"UPDATE hub_version SET version_num = '{LAST}'")
                connection.exec_driver_sql("DROP TABLE hub_next")
            with night.lock(), pytest.raises(AlreadyRunning):
                Ledger.open(url)

    def test_looking_at_an_older_file_reads_a_migrated_copy(self, url: str, file: Path) -> None:
        if url != str(file):
            with pytest.raises(ConfigError, match=r"older hub.*`hub sync` does that by itself"):
                Ledger.peek(url)
            return
        before = contents(file.parent)

        peeked = Ledger.peek(url)

        assert peeked is not None
        peeked.look()  # and does not take the copy for one that somebody else made
        memory = peeked.memory(with_agreed=True)
        peeked.close()
        assert memory.applied == 1
        assert memory.key == before["hub.db.key"]
        assert contents(file.parent) == before

    def test_a_migration_that_fails_leaves_the_ledger_as_it_was(
        self, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken = NEXT + '    raise RuntimeError("half way")\n'
        (tmp_path / "next" / "next.py").write_text(broken, encoding="utf-8")

        for look in (Ledger.open, Ledger.peek):
            with pytest.raises((RuntimeError, ConfigError), match=r"half way|older hub"):
                look(url)

        monkeypatch.setattr(schema, "KNOWN", THIS_YEAR)
        with closing(Ledger.open(url)) as ledger, ledger._database.reads() as connection:
            assert schema.revision_of(connection) == LAST
            context = MigrationContext.configure(connection, opts={"version_table": schema.VERSION_TABLE})
            assert compare_metadata(context, metadata) == []


def test_a_ledger_that_is_up_to_date_opens_without_alembic(file: Path) -> None:
    an_old_ledger(str(file))
    script = (
        "import sys\nfrom hub.ledger.store import Ledger\nLedger.open(sys.argv[1]).close()\n"
        "assert not {'alembic', 'psycopg'} & set(sys.modules)\n"
    )

    subprocess.run([sys.executable, "-c", script, str(file)], cwd=ROOT, check=True)
