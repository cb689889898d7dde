"""Finds records by their ref in a fresh reading, and says when a reading proves that one is not there."""

from __future__ import annotations

from collections.abc import Mapping

from hub.changes import Reading, Record
from hub.model import Kind, NetworkName, Ref
from hub.planning.plan import Shared
from hub.planning.unread import Unread


def by_ref(network: NetworkName, kind: Kind, reading: Reading[Shared]) -> Mapping[Ref, Record[Shared]]:
    """The records by the ref they carry; the network's own by their id."""
    return {record.origin or Ref(network, kind, record.id): record for record in reading.records}


def gone_from(reading: Reading[Shared], *, since: Reading[Shared] | None) -> int:
    """How many records that stood in the system earlier tonight are not in this reading of it."""
    if since is None:
        return 0
    unread = Unread.of(reading)
    there = {record.id for record in reading.records}.union(unread.ids)
    missed = (record for record in since.records if not record.proposed and record.id not in there)
    return sum(record.origin not in unread.origins for record in missed)


def tells_absence(reading: Reading[Shared], ref: Ref) -> bool:
    """Whether a record that is not in the reading is not in the system: a row that cannot be read may be it."""
    return reading.is_complete and not Unread.of(reading).may_have(ref)
