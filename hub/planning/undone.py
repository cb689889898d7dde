"""What people took back is not made again: such changes are parted off until they are released."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from hub.changes import Add
from hub.language import Text
from hub.memory import CopyKey
from hub.model import NetworkName, Ref
from hub.planning.compare import digest
from hub.planning.draft import amend_or_cancel
from hub.planning.guards import part
from hub.planning.plan import Held, PlannedChange, change_id
from hub.traces import Undone


@dataclass(frozen=True)
class TakenBack:
    """Everything that people took back and nobody has made again since; `key` is for the digests."""

    undone: Sequence[Undone]
    key: bytes

    def parted(self, changes: Sequence[PlannedChange]) -> tuple[list[PlannedChange], list[Held]]:
        """The changes that may be made, and those that would make again what was taken back.

        An undone add stands for its record in every network. Of other changes only a field that would get the
        very same value again is parted off: another value is a person's new decision.
        """
        pieces = [piece for change in changes for piece in self._pieces(change)]
        why_by_id = {change.id: _why(one) for change, one in pieces if one is not None}
        going, left = part([change for change, _ in pieces], why_by_id)
        return list(going), left

    @property
    def requests(self) -> frozenset[CopyKey]:
        """Copies of added records that were taken back, released or not: to be asked for again, if at all."""
        return frozenset((one.ref, one.network) for one in self.undone if one.action == "add")

    def _pieces(self, change: PlannedChange) -> Iterator[tuple[PlannedChange, Undone | None]]:
        """The change, or its two parts where only some of its fields were taken back."""
        added = self._add_by_ref.get(change.ref)
        again = {} if added is not None or isinstance(change.change, Add) else self._again(change)
        if added is not None or not again:
            yield change, added
        elif again.keys() == change.fields.keys():
            yield change, next(iter(again.values()))
        else:
            yield _only(change, change.fields.keys() - again.keys(), identity=change.id), None
            yield (
                _only(change, again.keys(), identity=change_id(change.id, "undone")),
                next(iter(again.values())),
            )

    def _again(self, change: PlannedChange) -> Mapping[str, Undone]:
        found = {}
        for name, field in change.fields.items():
            one = self._undone_by_field.get((change.ref, change.network, name))
            if one is not None and one.sent[name] == digest(name, field.after, key=self.key):
                found[name] = one
        return found

    @cached_property
    def _add_by_ref(self) -> Mapping[Ref, Undone]:
        return {one.ref: one for one in self.undone if one.action == "add" and not one.is_released}

    @cached_property
    def _undone_by_field(self) -> Mapping[tuple[Ref, NetworkName, str], Undone]:
        return {(one.ref, one.network, name): one for one in self.undone for name in one.sent}


def _why(one: Undone) -> Text:
    return Text(
        "undone on {day}, and so left until `hub undo {run} --release`", day=one.day, run=str(one.run)
    )


def _only(planned: PlannedChange, names: Collection[str], *, identity: str) -> PlannedChange:
    """The change as far as these fields go."""
    whole = planned.change
    assert not isinstance(whole, Add)
    change = amend_or_cancel(
        identity,
        whole.ref,
        whole.record_id,
        whole.before,
        whole.value,
        frozenset(names),
        planned.awaits_answer,
    )
    fields = {name: field for name, field in planned.fields.items() if name in names}
    return replace(planned, change=change, fields=fields)
