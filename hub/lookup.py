"""Finds records by their ref in a fresh reading, and says when a reading proves that one is not there."""

from __future__ import annotations

from collections.abc import Mapping

from hub.changes import Reading, Record
from hub.model import Kind, NetworkName, Ref
from hub.planning.plan import Shared


def by_ref(network: NetworkName, kind: Kind, reading: Reading[Shared]) -> Mapping[Ref, Record[Shared]]:
    """The records by the ref they carry; the network's own by their id."""
    return {record.origin or Ref(network, kind, record.id): record for record in reading.records}


def gone_from(reading: Reading[Shared], *, since: Reading[Shared] | None) -> int:
    """How many records that stood in the system earlier tonight are not in this reading of it."""
    if since is None:
        return 0
    there = {record.id for record in reading.records} | {reject.id for reject in reading.rejects}
    return sum(1 for record in since.records if not record.proposed and record.id not in there)


def tells_absence(reading: Reading[Shared], ref: Ref) -> bool:
    """Whether a record that is not in the reading is not in the system."""
    return reading.is_complete and {ref.id, str(ref)}.isdisjoint(reject.id for reject in reading.rejects)
