"""Run by Alembic for every migration, on the connection and in the transaction that `hub.ledger.schema` opened."""

from __future__ import annotations

from alembic import context

from hub.ledger.schema import VERSION_TABLE
from hub.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # true of SQLite as well, because we send our own BEGIN
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
