"""What people took back is not made again: such changes are parted off until they are released."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import cast

from hub.changes import Add, Amend, Record
from hub.language import Text
from hub.memory import CopyKey
from hub.model import NetworkName, Ref
from hub.planning.compare import digest
from hub.planning.draft import Edit, amend_or_cancel, is_cancelled
from hub.planning.guards import part
from hub.planning.plan import Held, PlannedChange, Shared, change_id
from hub.planning.snapshot import Snapshot, View
from hub.traces import Undone


@dataclass(frozen=True)
class TakenBack:
    """Everything that people took back and nobody has made again since; `key` is for the digests."""

    undone: Sequence[Undone]
    key: bytes
    snapshot: Snapshot

    def parted(self, changes: Sequence[PlannedChange]) -> tuple[list[PlannedChange], list[Held]]:
        """The changes that may be made, and those that would make again what was taken back.

        While a copy that was taken back stands cancelled, or is gone, nothing more is made of it, there or at its
        home; once somebody calls it on again, all goes ahead. Of other changes only a field that would get the very
        same value again is parted off: another value is a person's new decision.
        """
        pieces = [piece for change in changes for piece in self._pieces(change)]
        why_by_id = {change.id: _why(one) for change, one in pieces if one is not None}
        going, left = part([change for change, _ in pieces], why_by_id)
        return list(going), left

    def released_among(self, changes: Sequence[PlannedChange], *, since: date | None) -> frozenset[str]:
        """Ids of the changes that only make again what people released after the last night: so it is confirmed.

        Not for ever: an old backup that comes back months later says the same values.
        """
        fresh = [one for one in self.undone if one.released and (since is None or one.released >= since)]
        by_copy: dict[CopyKey, list[Undone]] = {}
        for one in fresh:
            by_copy.setdefault((one.ref, one.network), []).append(one)
        return frozenset(
            change.id
            for change in changes
            if any(self._is_made_again(one, change) for one in by_copy.get((change.ref, change.network), ()))
        )

    def _is_made_again(self, one: Undone, change: PlannedChange) -> bool:
        """An added record comes back by its status alone; of any other change every value must be the undone one."""
        if one.action == "add":
            return change.fields.keys() == {"status"} and _comes_back(change)
        return all(
            one.sent.get(name) == digest(name, field.after, key=self.key)
            for name, field in change.fields.items()
        )

    def _pieces(self, change: PlannedChange) -> Iterator[tuple[PlannedChange, Undone | None]]:
        """The change, or its two parts where only some of its fields were taken back."""
        added = self._added(change)
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

    def _added(self, change: PlannedChange) -> Undone | None:
        """The add that was taken back and that this change would go on with."""
        for one in self._adds_by_ref.get(change.ref, ()):
            if change.network in {one.network, one.ref.home} and self._stays_off(one):
                return one
        return None

    def _stays_off(self, one: Undone) -> bool:
        view = self.snapshot.views.get((one.network, one.ref.kind))
        copy = cast("Record[Shared] | None", view.copies.get(one.ref) if view is not None else None)
        return copy is None or not cast("View[Shared]", view).is_readable(copy) or is_cancelled(copy.value)

    @cached_property
    def _adds_by_ref(self) -> Mapping[Ref, Sequence[Undone]]:
        found: dict[Ref, list[Undone]] = {}
        for one in self.undone:
            if one.action == "add" and not one.is_released:
                found.setdefault(one.ref, []).append(one)
        return found

    @cached_property
    def _undone_by_field(self) -> Mapping[tuple[Ref, NetworkName, str], Undone]:
        return {
            (one.ref, one.network, name): one
            for one in self.undone
            if not one.is_released
            for name in one.sent
        }


def copies_taken_back(undone: Iterable[Undone]) -> frozenset[CopyKey]:
    """Copies of added records that were taken back, released or not: to be asked for again, if at all."""
    return frozenset((one.ref, one.network) for one in undone if one.action == "add")


def _comes_back(change: PlannedChange) -> bool:
    what = change.change
    return isinstance(what, Amend) and is_cancelled(what.before) and not is_cancelled(what.value)


def _why(one: Undone) -> Text:
    return Text(
        "undone on {day}, and so left until `hub undo {run} --release`", day=one.day, run=str(one.run)
    )


def _only(planned: PlannedChange, names: Collection[str], *, identity: str) -> PlannedChange:
    """The change as far as these fields go."""
    whole = planned.change
    assert not isinstance(whole, Add)
    edit = Edit(whole.record_id, whole.before, whole.value, frozenset(names))
    change = amend_or_cancel(identity, whole.ref, edit, awaits_answer=planned.awaits_answer)
    fields = {name: field for name, field in planned.fields.items() if name in names}
    return replace(planned, change=change, fields=fields)
