"""The way back from a night, from what it wrote and what the systems show now.

Each change is *reversed*, *kept* because somebody edited it since, or *impossible*, with the reason. The last one
written is the first to be reversed, so bookings before their courses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from hub.language import Text
from hub.memory import CopyKey
from hub.model import Booking, BookingStatus, CourseStatus, NetworkName, Ref
from hub.planning.before import with_befores
from hub.planning.compare import digest, field_of, with_fields
from hub.planning.draft import Edit, amend_or_cancel, is_cancelled, title_of
from hub.planning.plan import FieldChange, Plan, PlannedChange, Shared, Undo, Unreversed, change_id
from hub.planning.planner import summary_of
from hub.planning.since import Found, Since, WayBack
from hub.planning.snapshot import Snapshot, View
from hub.traces import Made, Undone


def plan_undo(way: WayBack, snapshot: Snapshot) -> Plan:
    """The plan of the way back. What is reversed are its changes; `undo` has the rest."""
    desk = _Desk(way, snapshot, stays=_kept_copies(way, snapshot))
    for made in reversed(way.past.made):
        desk.look_at(made)
    concerned = {made.network for made in way.past.made}
    return Plan(
        created=way.now,
        readings={key: summary_of(view) for key, view in snapshot.views.items()},
        changes=desk.changes,
        held=(),
        withheld=(),
        questions=(),
        missing=(),
        rejects=(),
        failures=[failure for failure in snapshot.failures if failure.network in concerned],
        expected=desk.expected,
        undo=Undo(
            run=way.past.run,
            kept=desk.kept,
            impossible=desk.impossible,
            undone=() if way.past.is_reversal else desk.undone,
        ),
    )


def _kept_copies(way: WayBack, snapshot: Snapshot) -> dict[Ref, NetworkName]:
    """Copies whose status is kept, and where: they are looked at last, and what stands at home follows them."""
    desk = _Desk(way, snapshot)
    for made in reversed(way.past.made):
        if made.network != made.ref.home:
            desk.look_at(made)
    return desk.stays


@dataclass(frozen=True)
class _Desk:
    """Looks at one change after the other and puts it on one of the three lists.

    `stays` are the copies that show another status than they would after the undo, for somebody worked with them.
    """

    way: WayBack
    snapshot: Snapshot
    stays: dict[Ref, NetworkName] = field(default_factory=dict)
    changes: list[PlannedChange] = field(default_factory=list)
    kept: list[Unreversed] = field(default_factory=list)
    impossible: list[Unreversed] = field(default_factory=list)
    undone: list[Undone] = field(default_factory=list)
    expected: dict[CopyKey, dict[str, bytes]] = field(default_factory=dict)
    _reversed: dict[CopyKey, Shared] = field(default_factory=dict)

    @property
    def _since(self) -> Since:
        return Since(self.way, self.snapshot, self._reversed)

    def look_at(self, made: Made) -> None:
        """Puts one change on one of the lists; on none where nothing was ever written."""
        found = self._find(made)
        if isinstance(found, Text):
            if not made.is_denied:
                self.impossible.append(_left(made, found))
        elif found is not None and made.action == "add":
            self._take_back(found)
        elif found is not None:
            self._restore(found)

    def _keep(self, found: Found, why: Text, *, fields: tuple[str, ...] = ()) -> None:
        """What the night is not known to have made is reversed where it stands; else it is nothing to speak of."""
        if found.made.is_sure:
            self.kept.append(_left(found, why, fields=fields))

    def _find(self, made: Made) -> Found | Text | None:
        """The record, or why it cannot be had, or None where nothing was ever written."""
        if self.way.is_too_late or not made.traces:
            return Text("the values from before are kept for {days} days only", days=self.way.days)
        where = self.way.titles(made.network)
        view = cast("View[Shared] | None", self.snapshot.views.get((made.network, made.kind)))
        if view is None:
            return Text("{network} cannot be read now; undo the night again later", network=where)
        is_own = made.ref.home == made.network
        record = view.own.get(made.ref.id) if is_own else view.copies.get(made.ref)
        if record is not None and view.is_readable(record):
            return Found(made, record, self._reversed.get((made.ref, made.network), record.value))
        if record is not None or view.unread.has(made.ref) or (is_own and made.ref.id in view.present_ids):
            return Text("its row in {network} cannot be read", network=where)
        if view.unread.may_have(made.ref):
            return Text("a row in {network} that cannot be read may be it", network=where)
        if not view.reading.is_complete:
            return Text("not all of {network} can be read now; undo the night again later", network=where)
        return Text("it is gone from {network}", network=where) if made.is_sure else None

    def _take_back(self, found: Found) -> None:
        """An added record is cancelled, never deleted; and only if nobody has worked with it since."""
        status = found.value.status
        if isinstance(status, BookingStatus) and status.is_attendance:
            why = Text("{network} says who took part", network=self.way.titles(found.made.network))
            self.impossible.append(_left(found, why))
            return
        why_kept = self._since.of_added(found)
        if why_kept is not None:
            self._keep(found, why_kept)
            if not is_cancelled(found.value):
                self.stays[found.made.ref] = found.made.network
            return
        is_booking = isinstance(found.value, Booking)
        cancelled = BookingStatus.CANCELLED_BY_COMPANY if is_booking else CourseStatus.CANCELLED
        self._reverse(found, cast("Shared", with_fields(found.value, {"status": cancelled})), ["status"])

    def _restore(self, found: Found) -> None:
        """Field by field: what still shows what the night wrote gets back its value from before."""
        values: dict[str, object] = {}
        if "id" in found.made.traces:
            self._keep_the_number(found)
        traces = {name: trace for name, trace in found.made.traces.items() if name != "id"}
        if self._is_told_of_a_kept_copy(found.made):
            self._keep(found, self._why_with_its_copy(found.made), fields=tuple(traces))
            return
        for name, trace in traces.items():
            before = with_befores(found.value, {name: trace.before})
            if before is None:
                why = Text("the value from before cannot be understood any more")
                self.impossible.append(_left(found, why, fields=(name,)))
            elif (why_kept := self._since.of_field(found, name, before)) is not None:
                self._keep(found, why_kept, fields=(name,))
                if name == "status" and found.value.status is not before.status:
                    self.stays[found.made.ref] = found.made.network
            else:
                values[name] = field_of(before, name)
        if values:
            self._reverse(found, cast("Shared", with_fields(found.value, values)), list(values))

    def _is_told_of_a_kept_copy(self, made: Made) -> bool:
        """The organiser's answer in the home's own row: alone it would go back, and stay so night after night."""
        return made.network == made.ref.home and made.ref in self.stays and "status" in made.traces

    def _why_with_its_copy(self, made: Made) -> Text:
        there = self.way.titles(self.stays[made.ref])
        return Text("it stays as it is in {network}, and the two belong together", network=there)

    def _keep_the_number(self, found: Found) -> None:
        if not found.record.proposed:
            why = Text("a number that was given once stays")
            self.impossible.append(_left(found, why, fields=("id",)))

    def _reverse(self, found: Found, after: Shared, names: Sequence[str]) -> None:
        made, value = found.made, found.value
        identity = change_id("undo", self.way.past.run, made.change_id, *sorted(names))
        edit = Edit(found.record.id, value, after, frozenset(names))
        change = amend_or_cancel(identity, made.ref, edit)
        self.changes.append(
            PlannedChange(
                change=change,
                network=made.network,
                kind=made.kind,
                title=title_of(value),
                fields={name: FieldChange(field_of(value, name), field_of(after, name)) for name in names},
                reason=Text("night {run} is undone", run=str(self.way.past.run)),
                place=found.record.place,
            )
        )
        self._remember(made, after, change_id=identity, names=names)

    def _remember(self, made: Made, after: Shared, *, change_id: str, names: Sequence[str]) -> None:
        copy, before = (made.ref, made.network), made.original
        self._reversed[copy] = after
        # What is made again counts as its home said it at first, not as its system rewrote it.
        original = before.sent if before is not None else {}
        expected = {name: digest(name, field_of(after, name), key=self.way.key) for name in names}
        if self.way.past.is_reversal:
            expected |= {name: original[name] for name in names if name in original}
        self.expected.setdefault(copy, {}).update(expected)
        action = before.action if before is not None else made.action
        sent = {name: original.get(name, made.traces[name].sent) for name in names}
        self.undone.append(
            Undone(
                run=self.way.past.run,
                change_id=change_id,
                network=made.network,
                ref=made.ref,
                action=action,
                sent={} if action == "add" else sent,
                day=self.way.now.date(),
            )
        )


def _left(of: Found | Made, why: Text, *, fields: tuple[str, ...] = ()) -> Unreversed:
    made, title = (of, of.ref.id) if isinstance(of, Made) else (of.made, title_of(of.value))
    return Unreversed(ref=made.ref, network=made.network, title=title, why=why, fields=fields)
