"""The first ledger: runs, intents and outcomes, shelves, agreed values, missing records, decisions, key."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _what_happened()
    _what_is_remembered()
    _what_people_said()


def _what_happened() -> None:
    op.create_table(
        "hub_runs",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True)),
        sa.Column("exit_code", sa.Integer),
        sa.Column("fingerprint", sa.Text, nullable=False, index=True),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("changes", sa.Integer, nullable=False),
        sa.Column("document", sa.LargeBinary),
    )
    op.create_table(
        "hub_intents",
        sa.Column("run", sa.Integer, sa.ForeignKey("hub_runs.number"), primary_key=True),
        sa.Column("change_id", sa.Text, primary_key=True),
        sa.Column("network", sa.Text, nullable=False),
        sa.Column("home", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False, index=True),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
    )
    op.create_table(
        "hub_outcomes",
        sa.Column("run", sa.Integer, sa.ForeignKey("hub_runs.number"), primary_key=True),
        sa.Column("change_id", sa.Text, primary_key=True, index=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("why", sa.Text),
        sa.Column("remedy", sa.Text),
    )


def _what_is_remembered() -> None:
    op.create_table(
        "hub_shelves",
        sa.Column("network", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("records", sa.Integer, nullable=False),
        sa.Column("columns", sa.Text, nullable=False),
        sa.Column("settled", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "hub_agreed",
        sa.Column("network", sa.Text, primary_key=True),
        sa.Column("home", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("record", sa.Text, primary_key=True),
        sa.Column("fields", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "hub_missing",
        sa.Column("home", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("record", sa.Text, primary_key=True),
        sa.Column("since", sa.Date, nullable=False),
    )


def _what_people_said() -> None:
    op.create_table(
        "hub_decisions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("question", sa.Text, nullable=False, index=True),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("taken_back_by", sa.Text),
        sa.Column("taken_back_on", sa.Date),
    )
    op.create_table(
        "hub_keys",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
    )
