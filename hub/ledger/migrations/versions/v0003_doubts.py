"""Finds the few outcomes that are in doubt without reading the many that are done."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_hub_outcomes_state", "hub_outcomes", ["state"])
