"""What the ledger has to remember of a night, so that the next one asks only about what moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from hub.carried import Carried
from hub.changes import Record, Unreadable
from hub.ledger.entries import Settlement
from hub.memory import Agreed, CopyKey, Memory, Shelf
from hub.model import NetworkName, Ref
from hub.planning.compare import digest, field_of
from hub.planning.plan import Held, Plan, PlannedChange, Shared
from hub.planning.snapshot import Key, Snapshot, View
from hub.verifying import Verified


@dataclass(frozen=True)
class Ending:
    """A night at its end: what was read, planned, done, and read back."""

    snapshot: Snapshot
    plan: Plan
    carried: Carried
    verified: Verified
    memory: Memory
    basis: str
    settings: Mapping[NetworkName, str]

    def what_to_remember(self) -> Settlement:
        """Settled is a record that nobody has to look at again until it moves.

        That is: it was planned with as it stands, or stands as this night's own writing left it; and nothing
        about it is open. A record that somebody edited between reading and reading back is neither. An undo
        settles nothing: the next night looks at everything that it wrote. Shelves that did not change are left out.
        """
        if self.plan.undo is not None:
            return Settlement(agreed=self._agreed(), missing_since=self.memory.missing_since)
        shelves = {key: self._shelf(key) for key in self.snapshot.views}
        return Settlement(
            shelves={key: shelf for key, shelf in shelves.items() if shelf != self.memory.shelves.get(key)},
            agreed=self._agreed(),
            missing_since={
                ref: day for ref, day in self.plan.missing_since.items() if ref not in self._cancelled()
            },
            over=self._over(),
        )

    def _shelf(self, key: Key) -> Shelf:
        view = cast("View[Shared]", self.snapshot.views[key])
        again = self.verified.readings.get(key)
        open_ids, written = self._open(key), self._written(key)
        present = len(view.reading.records)
        is_measured = (
            key in self.plan.doubted or view.shelf.records == present
        )  # else a person confirmed the number
        if again is None and view.is_all_quiet and is_measured and not open_ids and not self._undone:
            return view.shelf
        reading = again or view.reading
        known = written | self._looked_at(view)
        unreadable = frozenset(
            record.fingerprint for record in view.reading.records if view.is_refused(record)
        )
        settled = frozenset(
            record.fingerprint
            for record in reading.records
            if record.id not in open_ids
            and (record.origin or Ref(*key, record.id)) not in self._undone
            and record.fingerprint in known
            and record.fingerprint not in unreadable
            and not record.proposed
        )
        is_doubted = key in self.plan.doubted or not reading.is_complete
        records = view.shelf.records if is_doubted else len(reading.records) + len(reading.rejects)
        return Shelf(settled, self.basis, records, dict(reading.columns), self.settings.get(view.network))

    def _looked_at(self, view: View[Shared]) -> frozenset[bytes]:
        """Records that the plan was made with; where a partner could not be seen, only those that did not move."""
        if view.network in self.plan.half_seen:
            return frozenset(record.fingerprint for record in view.reading.records if view.is_quiet(record))
        return frozenset(record.fingerprint for record in view.reading.records)

    def _open(self, key: Key) -> frozenset[str]:
        """Ids of records about which something is left: held, withheld or asked."""
        pending = {record_id for network, kind, record_id in self.plan.pending if (network, kind) == key}
        return frozenset(pending)

    @cached_property
    def _undone(self) -> frozenset[Ref]:
        return frozenset(ref for ref, _ in self._undone_copies)

    @cached_property
    def _undone_copies(self) -> frozenset[CopyKey]:
        """Copies that do not stand as planned: their change was not done, or met a record that nobody had seen."""
        return frozenset(
            (planned.ref, planned.network)
            for planned in self.plan.changes
            if self.verified.outcomes[planned.id].state != "done" or self._met_an_older_copy(planned)
        )

    def _met_an_older_copy(self, planned: PlannedChange) -> bool:
        """Added again because a reading lacked it, and shown otherwise: that is the old copy, not a system's habit.

        Unless all that an earlier night can have written is what this one wrote: then the habit alone is left.
        """
        copy = planned.ref, planned.network
        unsure = self.memory.unsure.get(copy)
        may_differ = copy in self.memory.agreed or (unsure is not None and unsure.meant != {planned.id})
        is_again = planned.change.action == "add" and may_differ
        record = self._as_it_stands(*copy) if is_again else None
        value = _value(record) if record is not None else None
        sent = self.plan.expected.get(copy, {})
        return value is not None and any(
            digest(name, field_of(value, name), key=self.memory.key) != sent[name] for name in sent
        )

    def _written(self, key: Key) -> frozenset[bytes]:
        """Fingerprints of records as this night's own writing left them."""
        return frozenset(
            record.fingerprint for (ref, network), record in self._shown.items() if (network, ref.kind) == key
        )

    def _over(self) -> Mapping[str, date]:
        """Answers that were carried out to the end: of what is held, undone or failed they go on to count."""
        left = self._undone | {one.change.ref for one in self._not_made if one.change is not None}
        today = self.plan.created.date()
        return {
            question: today
            for question, ref in self.plan.over.items()
            if ref not in left and (ref.home, ref.kind, ref.id) not in self.plan.pending
        }

    @property
    def _not_made(self) -> Sequence[Held]:
        return [*self.plan.held, *self.plan.stays_undone]

    def _cancelled(self) -> frozenset[Ref]:
        return frozenset(
            planned.ref
            for planned in self.plan.changes
            if planned.change.action == "cancel" and self.verified.outcomes[planned.id].state == "done"
        )

    def _agreed(self) -> Mapping[CopyKey, Mapping[str, Agreed]]:
        held = {(one.change.ref, one.network) for one in self.plan.held if one.change is not None}
        found = {}
        for copy, sent in self.plan.expected.items():
            record = None if copy in self._undone_copies or copy in held else self._as_it_stands(*copy)
            seen = None if record is None else _value(record)
            if seen is None:
                continue
            known = self.memory.agreed.get(copy, {})
            kept = self._kept_agreed(copy) & known.keys()
            fresh = {
                name: Agreed(sent=sent[name], seen=digest(name, field_of(seen, name), key=self.memory.key))
                for name in self._newly_agreed(copy)
            }
            found[copy] = {**{name: known[name] for name in kept}, **fresh}
        return {copy: fields for copy, fields in found.items() if fields != self.memory.agreed.get(copy, {})}

    def _newly_agreed(self, copy: CopyKey) -> Set[str]:
        """After a night all fields that it compared; after an undo those that were agreed before and went back."""
        sent = self.plan.expected[copy].keys()
        if self.plan.undo is not None:
            return sent & self.memory.agreed.get(copy, {}).keys()
        return sent - self._left_undone.get(copy, frozenset())

    def _kept_agreed(self, copy: CopyKey) -> Set[str]:
        """Fields of which nothing new is known: what an undo did not touch, and what stays undone."""
        if self.plan.undo is not None:
            return self.memory.agreed.get(copy, {}).keys()
        return self._left_undone.get(copy, frozenset())

    @cached_property
    def _left_undone(self) -> Mapping[CopyKey, frozenset[str]]:
        changes = [held.change for held in self.plan.stays_undone if held.change is not None]
        found: dict[CopyKey, frozenset[str]] = {}
        for planned in changes:
            copy = planned.ref, planned.network
            found[copy] = found.get(copy, frozenset()) | planned.fields.keys()
        return found

    @cached_property
    def _shown(self) -> Mapping[CopyKey, Record[Shared]]:
        """The records as their systems showed them right after writing; the last word counts."""
        return {
            (planned.ref, planned.network): self.carried.shown[planned.id]
            for planned in self.plan.changes
            if planned.id in self.carried.shown
        }

    @cached_property
    def _reread(self) -> Mapping[CopyKey, Record[Shared]]:
        """The records that their systems show otherwise than they said."""
        found = self.verified.contradicted
        return {(p.ref, p.network): found[p.id] for p in self.plan.changes if p.id in found}

    def _as_it_stands(self, ref: Ref, network: NetworkName) -> Record[Shared] | None:
        if (ref, network) in self._reread:
            return self._reread[ref, network]
        if (ref, network) in self._shown:
            return self._shown[ref, network]
        view = self.snapshot.views.get((network, ref.kind))
        if view is None:
            return None
        found = view.own.get(ref.id) if ref.home == network else view.copies.get(ref)
        return cast("Record[Shared] | None", found)


def _value(record: Record[Shared]) -> Shared | None:
    try:
        return record.value
    except Unreadable:
        return None
