"""The tables of the ledger as they are today; how they came to be is in migrations/."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as UTC: SQLite would otherwise forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# The prefix lets a ledger share a PostgreSQL database with other programs.
metadata = MetaData()

runs = Table(
    "hub_runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("exit_code", Integer),
    Column("fingerprint", Text, nullable=False, index=True),
    Column("as_of", Date, nullable=False),
    Column("changes", Integer, nullable=False),  # carried out so far
    Column("document", LargeBinary),  # compressed JSON text
    Column("undoes", ForeignKey("hub_runs.number")),  # the run that this one takes back
)

intents = Table(
    "hub_intents",
    metadata,
    Column("run", ForeignKey(runs.c.number), primary_key=True),
    Column("change_id", Text, primary_key=True),
    Column("network", Text, nullable=False),
    Column("home", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("fields", Text, nullable=False),  # a JSON list of names; values are nobody's business here
    Column("position", Integer, nullable=False),  # within the run
    Index("ix_hub_intents_record", "record"),
)

outcomes = Table(
    "hub_outcomes",
    metadata,
    Column("run", ForeignKey(runs.c.number), primary_key=True),
    Column("change_id", Text, primary_key=True, index=True),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False, index=True),  # hardly any is not done: see unsure.py
    Column("why", Text),  # a sentence as JSON: template and values
    Column("remedy", Text),
)

# The only place for before-values, people's data among them; deleted after `undo_days`.
traces = Table(
    "hub_traces",
    metadata,
    Column("run", ForeignKey(runs.c.number), primary_key=True),
    Column("change_id", Text, primary_key=True),
    Column("fields", LargeBinary, nullable=False),  # see packing.py
    Column("seen", LargeBinary),  # what the system made of it, where it is something else
)

undone = Table(
    "hub_undone",
    metadata,
    Column("run", ForeignKey(runs.c.number), primary_key=True),  # the one that took it back
    Column("change_id", Text, primary_key=True),
    Column("undoes", ForeignKey(runs.c.number), nullable=False),
    Column("network", Text, nullable=False),
    Column("home", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("sent", LargeBinary, nullable=False),  # digests by field, see packing.py
    Column("released", Date),
)

shelves = Table(
    "hub_shelves",
    metadata,
    Column("network", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("basis", Text, nullable=False),
    Column("records", Integer),  # none until a reading was believed
    Column("columns", Text, nullable=False),  # header by field, as JSON
    Column("settled", LargeBinary, nullable=False),  # sorted fingerprints, end to end
    Column("settings", Text),  # a digest; none in a ledger of the first hub
)

agreed = Table(
    "hub_agreed",
    metadata,
    Column("network", Text, primary_key=True),
    Column("home", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("fields", LargeBinary, nullable=False),  # see packing.py
)

missing = Table(
    "hub_missing",
    metadata,
    Column("home", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("since", Date, nullable=False),
)

decisions = Table(
    "hub_decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("question", Text, nullable=False, index=True),
    Column("answer", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("taken_back_by", Text),
    Column("taken_back_on", Date),
)

# One row, ever: whose night it is, and what the ledger is kept in; see fence.py.
lock = Table(
    "hub_lock",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("token", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("host", Text, nullable=False),
    Column("marks", Text, nullable=False),  # a JSON list
)

# Empty in a SQLite ledger, which keeps its key in a file beside it: whoever gets hold of the one has not the other.
keys = Table(
    "hub_keys",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", LargeBinary, nullable=False),
)
