"""Reads back what was written: what is shown otherwise, what was not written after all, what got lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from types import MappingProxyType
from typing import Final

from hub.carried import Carried, Target
from hub.changes import Add, Change, Partial, Reading, Record, Unreadable
from hub.errors import HubError
from hub.language import Text, text_of
from hub.lookup import by_ref, gone_from, tells_absence
from hub.memory import Outcome
from hub.model import BookingStatus, Course, NetworkName, Ref
from hub.planning.compare import agree, agree_on, field_of
from hub.planning.draft import told
from hub.planning.plan import Plan, PlannedChange, Shared
from hub.planning.snapshot import Failure, Key
from hub.planning.unread import Unread
from hub.sending import lost

NOTHING: Final[Mapping[Key, Reading[Shared]]] = MappingProxyType({})
_OPEN_TO_DOUBT: Final = frozenset({"done", "unknown", "lost"})


@dataclass(frozen=True, slots=True)
class Differing:
    """A field that a system shows otherwise than it was written: trimmed, rounded, or edited since."""

    change_id: str
    field: str
    sent: object
    seen: object


@dataclass(slots=True)
class Verified:
    """What reading back showed: corrected outcomes, differing fields, and the readings themselves.

    `contradicted` has the record as it was read back for each change whose receipt showed it otherwise: what the
    system shows counts, not what it said.
    """

    outcomes: dict[str, Outcome]
    differing: list[Differing]
    readings: dict[Key, Reading[Shared]]
    failures: list[Failure]
    contradicted: dict[str, Record[Shared]] = field(default_factory=dict)


def read_back(
    plan: Plan,
    carried: Carried,
    targets: Mapping[NetworkName, Target],
    *,
    before: Mapping[Key, Reading[Shared]] = NOTHING,
) -> Verified:
    """Reads every network that was written to and compares it with what was sent.

    An unknown outcome is looked up by ref: it is done when the system shows it, else it was not written. What the
    system called done is unknown where nobody can look: a reading that lacks what stood there `before`, when the
    night began, proves no absence, and nothing is remembered of it.
    """
    verified = Verified(dict(carried.outcomes), [], {}, [])
    tried = [planned for planned in plan.changes if planned.id in carried.written]
    for (network, kind), group in groupby(sorted(tried, key=_key), key=_key):
        try:
            reading = targets[network].fetch(kind)
        except HubError as error:
            failure = Failure(network, error)
            verified.failures.append(failure)
            _doubt(group, verified, failure.why_there)
            continue
        look = _Look(reading, gone_from(reading, since=before.get((network, kind))))
        if not look.gone:
            verified.readings[network, kind] = reading
        found = by_ref(network, kind, reading)
        for planned in group:
            if verified.outcomes[planned.id].state in _OPEN_TO_DOUBT:
                _verify(planned, found.get(planned.ref), look, carried, verified)
    return verified


@dataclass(frozen=True, slots=True)
class _Look:
    """One reading after writing, and how many records are gone from it that stood there before."""

    reading: Reading[Shared]
    gone: int

    def why_blind(self, ref: Ref) -> Text | None:
        """Why a record that it does not show may stand there all the same; None when it does not."""
        if isinstance(self.reading.coverage, Partial):
            return text_of(self.reading.coverage.reason)
        if self.gone:
            return Text("the reading lacks records that stood there before ({count})", count=self.gone)
        if tells_absence(self.reading, ref):
            return None
        unread = Unread.of(self.reading)
        if unread.has(ref) or ref.id in unread.ids:
            return Text("its record there cannot be read")
        return Text("a record there that cannot be read may be it")


def _verify(
    planned: PlannedChange, record: Record[Shared] | None, look: _Look, carried: Carried, verified: Verified
) -> None:
    if record is not None and not record.proposed:  # a number that is only proposed proves nothing
        _compare(carried, planned, record, verified)
        return
    why = look.why_blind(planned.ref) if record is None else None
    if why is not None:
        _doubt([planned], verified, why)
    else:
        verified.outcomes[planned.id] = _not_there(planned, verified.outcomes[planned.id])


def _doubt(group: Iterable[PlannedChange], verified: Verified, why: Text) -> None:
    """Nobody can look whether these were made, whatever the system said."""
    for planned in group:
        outcome = verified.outcomes[planned.id]
        if outcome.state == "done":
            told = Text("the system said it was done, but it could not be read back: {why}", why=why)
            verified.outcomes[planned.id] = replace(outcome, state="unknown", why=told, remedy=_LATER)


def _key(planned: PlannedChange) -> Key:
    return planned.network, planned.kind


def _compare(carried: Carried, planned: PlannedChange, record: Record[Shared], verified: Verified) -> None:
    """An added record that is found by its ref is written, whatever the system made of it."""
    outcome = verified.outcomes[planned.id]
    differing = _differing(carried.written[planned.id], record)
    if differing is None:
        why = Text("the record cannot be read since it was written")
        verified.outcomes[planned.id] = replace(outcome, state="refused", why=why, remedy=_LOOK)
        return
    shown = _differing(carried.written[planned.id], carried.shown.get(planned.id, record))
    is_contradicted = bool(differing) and differing != shown
    is_promised = outcome.state == "done" and not is_contradicted
    if not is_promised and _is_as_before(carried.written[planned.id], differing):
        verified.outcomes[planned.id] = _not_there(planned, outcome)
        return
    carried.shown.setdefault(planned.id, record)
    verified.outcomes[planned.id] = Outcome(change_id=planned.id, state="done")
    verified.differing += differing
    if is_contradicted:
        verified.contradicted[planned.id] = record


def _is_as_before(change: Change[Shared], differing: Sequence[Differing]) -> bool:
    """Whether nothing has moved: then the change was not made. A system's habit leaves something new."""
    if isinstance(change, Add) or not differing:
        return False
    return all(agree(one.field, one.seen, field_of(change.before, one.field)) for one in differing)


def _not_there(planned: PlannedChange, outcome: Outcome) -> Outcome:
    if outcome.state == "lost":
        return outcome
    if outcome.state == "unknown":
        why = Text("{why} (looked up: not written)", why=outcome.why)
        return replace(outcome, state="refused", why=why)
    why = Text("the system said it was done, but does not show it")
    if isinstance(planned.change, Add):
        return lost(planned, why)
    return replace(outcome, state="refused", why=why, remedy=_LOOK)


_LOOK: Final = Text("Look at the system; the next night plans it again.")
_LATER: Final = Text("Nothing to do: the next night looks whether it is there.")


def _differing(change: Change[Shared], record: Record[Shared]) -> list[Differing] | None:
    """The fields that the system shows otherwise; None when its record cannot be read."""
    try:
        seen = record.value
    except Unreadable:
        return None
    return [
        Differing(change.id, name, field_of(change.value, name), field_of(seen, name))
        for name in sorted(_sent_fields(change))
        if not (agree_on(name, change.value, seen) or (name == "status" and _is_answered(change, record)))
    ]


def _is_answered(change: Change[Shared], copy: Record[Shared]) -> bool:
    """A request that was made anew: the organiser's seat decision is the answer to it, and no habit of a system."""
    asked, answer = change.value.status, copy.value.status
    is_asked = copy.origin is not None and asked is BookingStatus.REQUESTED
    return is_asked and isinstance(answer, BookingStatus) and answer.is_seat_decision


def _sent_fields(change: Change[Shared]) -> frozenset[str]:
    """What was written; the status of a new booking is the organiser's answer and so never differs."""
    if not isinstance(change, Add):
        return change.fields
    names = frozenset(name for name, _ in told(change.value))
    return names if isinstance(change.value, Course) else names - {"status"}
