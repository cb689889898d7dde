"""What it takes to undo a night, whose night it is, and shelves of readings that nobody believed or expects."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In words, because Alembic would add the reference apart, which SQLite cannot; both know this sentence.
    op.execute("ALTER TABLE hub_runs ADD COLUMN undoes INTEGER REFERENCES hub_runs (number)")
    with op.batch_alter_table("hub_shelves") as shelves:
        shelves.alter_column("records", existing_type=sa.Integer, nullable=True)
        shelves.add_column(sa.Column("settings", sa.Text))
    _what_undoing_needs()
    _whose_it_is()


def _what_undoing_needs() -> None:
    op.create_table(
        "hub_traces",
        sa.Column("run", sa.Integer, sa.ForeignKey("hub_runs.number"), primary_key=True),
        sa.Column("change_id", sa.Text, primary_key=True),
        sa.Column("fields", sa.LargeBinary, nullable=False),
        sa.Column("seen", sa.LargeBinary),
    )
    op.create_table(
        "hub_undone",
        sa.Column("run", sa.Integer, sa.ForeignKey("hub_runs.number"), primary_key=True),
        sa.Column("change_id", sa.Text, primary_key=True),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("hub_runs.number"), nullable=False),
        sa.Column("network", sa.Text, nullable=False),
        sa.Column("home", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("sent", sa.LargeBinary, nullable=False),
        sa.Column("released", sa.Date),
    )


def _whose_it_is() -> None:
    op.create_table(
        "hub_lock",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pid", sa.Integer, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("marks", sa.Text, nullable=False),
    )
