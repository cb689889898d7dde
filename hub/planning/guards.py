"""Changes that look like an accident are held with the numbers, one rule after the other.

Whatever a rule holds does not count for the next one, and what follows a held change is held with it. A held change
can be confirmed, for the plan at hand alone, unless it follows from a reading about which nobody's word is enough.
What is confirmed beforehand is not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from hub.config import Limits
from hub.language import Text
from hub.memory import CopyKey
from hub.model import Ref
from hub.planning.amendments import blanked_at_once, rewritten_at_once
from hub.planning.draft import Draft
from hub.planning.labels import plural
from hub.planning.meaning import cannot_be_meant
from hub.planning.plan import Held, PlannedChange
from hub.planning.seats_lost import attendance_taken_back, seats_taken_back
from hub.planning.snapshot import Key

Changes = Sequence[PlannedChange]
WhyById = Mapping[str, Text]


def hold_accidents(
    draft: Draft, limits: Limits, *, confirmed: Collection[str] = ()
) -> tuple[Changes, list[Held]]:
    """Parts the drafted changes into those that go ahead and those that are held.

    `confirmed` are the ids of changes that a person asked for already, however many they are.
    """
    going: Changes = draft.changes
    held: list[Held] = []
    for rule in _RULES:
        judged = going if rule in _OF_EACH else [change for change in going if change.id not in confirmed]
        going, stopped = part(going, rule(judged, draft, limits))
        held += [replace(one, can_be_confirmed=rule not in _UNTIL_MENDED) for one in stopped]
    return going, held


def _of_readings_to_be_mended(changes: Changes, draft: Draft, limits: Limits) -> WhyById:
    """What a reading lacks, or says of records nobody else knows, where no confirmation ends the doubt about it."""
    return _from_readings(
        {key for key, doubt in draft.doubts.items() if not doubt.can_be_confirmed}, changes, draft
    )


def _on_a_wrong_day(changes: Changes, draft: Draft, limits: Limits) -> WhyById:
    """With the clock set back nobody knows what has begun, who is a member, or which absence is old."""
    return {change.id: draft.nights.why_held for change in changes if draft.nights.is_set_back}


def _of_doubted_readings(changes: Changes, draft: Draft, limits: Limits) -> WhyById:
    """What the planners doubt already, what a doubted reading lacks, and what it says of records nobody else knows."""
    return {**draft.doubted, **_from_readings(draft.doubts.keys(), changes, draft)}


def _from_readings(doubted: Collection[Key], changes: Changes, draft: Draft) -> WhyById:
    known = {ref for view in draft.snapshot.views.values() for ref in view.copies}
    found = {}
    for change in changes:
        key = change.ref.home, change.ref.kind
        if key in doubted and (change.id in draft.absences or change.ref not in known):
            network = draft.titles(key[0])
            found[change.id] = Text(
                "the {kind} of {network} are held as a whole", kind=plural(key[1]), network=network
            )
    return found


def _of_torn_rows(changes: Changes, draft: Draft, limits: Limits) -> WhyById:
    """Whatever would follow from a row that stands beside another's number."""
    return {change.id: draft.torn[change.ref] for change in changes if change.ref in draft.torn}


def _gone_with_bookings(changes: Changes, draft: Draft, limits: Limits) -> WhyById:
    """A course that vanished while people are booked on it: a row is deleted sooner than a course is called off."""
    booked: dict[Ref | None, set[Ref]] = {}
    for change in changes:
        if change.change.action == "cancel" and change.cause is not None:
            booked.setdefault(change.cause, set()).add(change.ref)
    return {
        change.id: Text(
            "{number} is gone from {network}, and the bookings for it ({count}) would be cancelled; nobody is cancelled for "
            "that until somebody confirms it",
            number=change.ref.id,
            network=draft.titles(change.ref.home),
            count=len(booked[change.ref]),
        )
        for change in changes
        if change.id in draft.absences and change.ref in booked
    }


def _gone_together(changes: Changes, draft: Draft, limits: Limits) -> WhyById:
    """Absence is believed less than a cancellation that somebody entered: several at once are asked about."""
    found: dict[str, Text] = {}
    for key, gone in _by_key(
        ((c.ref.home, c.ref.kind), c) for c in changes if c.id in draft.absences
    ).items():
        count = len({change.ref for change in gone})  # one record may have copies in several networks
        if count >= max(limits.cancel_at_least, 1):
            why = Text(
                "{count} {kind} are gone from {network} together; nobody is cancelled for that until somebody confirms it",
                count=count,
                kind=plural(key[1]),
                network=draft.titles(key[0]),
            )
            found.update({change.id: why for change in gone})
    return found


def _cancelled_at_once(changes: Changes, draft: Draft, limits: Limits) -> WhyById:
    """The bookings of a cancelled course share its fate and are not counted again."""
    counted = [change for change in changes if change.change.action == "cancel" and change.cause is None]
    found: dict[str, Text] = {}
    for key, cancels in _by_key(((change.network, change.kind), change) for change in counted).items():
        view = draft.snapshot.views.get(key)
        known = len(view.reading.records) if view is not None else 0
        if limits.are_many(len(cancels), of=known):
            why = Text(
                "{count} of {known} {kind} in {network} would be cancelled at once",
                count=len(cancels),
                known=known,
                kind=plural(key[1]),
                network=draft.titles(key[0]),
            )
            found.update({change.id: why for change in cancels})
    return found


Rule = Callable[[Changes, Draft, Limits], WhyById]

_RULES: Final[Sequence[Rule]] = (
    _of_readings_to_be_mended,
    _on_a_wrong_day,
    _of_doubted_readings,
    _of_torn_rows,
    _gone_together,
    _gone_with_bookings,
    _cancelled_at_once,
    seats_taken_back,
    attendance_taken_back,
    blanked_at_once,
    rewritten_at_once,
    cannot_be_meant,
)

# These look at a change or its source for itself, not at how many there are.
_OF_EACH: Final[Collection[Rule]] = (
    _of_readings_to_be_mended,
    _on_a_wrong_day,
    _of_doubted_readings,
    _of_torn_rows,
    cannot_be_meant,
)

# What these hold stays held whatever a person confirms.
_UNTIL_MENDED: Final[Collection[Rule]] = (_of_readings_to_be_mended,)


def _by_key(pairs: Iterable[tuple[Key, PlannedChange]]) -> Mapping[Key, list[PlannedChange]]:
    found: dict[Key, list[PlannedChange]] = {}
    for key, change in pairs:
        found.setdefault(key, []).append(change)
    return found


def part(changes: Changes, held: WhyById) -> tuple[Changes, list[Held]]:
    """Parts off the held changes by id, with what follows them, and the bookings of a course whose cancellation is held."""
    why_by_id = {change.id: held[change.id] for change in changes if change.id in held}
    why_by_course = {
        (change.ref, change.network): held[change.id]
        for change in changes
        if change.id in held and change.change.action == "cancel"
    }
    while True:
        more = {
            change.id: why
            for change in changes
            if change.id not in why_by_id
            for why in [why_by_id.get(change.follows or "") or _of_its_course(change, why_by_course)]
            if why is not None
        }
        if not more:
            break
        why_by_id |= more
    going = [change for change in changes if change.id not in why_by_id]
    stopped = [
        Held(network=change.network, kind=change.kind, why=why_by_id[change.id], change=change)
        for change in changes
        if change.id in why_by_id
    ]
    return going, stopped


def _of_its_course(change: PlannedChange, why_by_course: Mapping[CopyKey, Text]) -> Text | None:
    """A course is cancelled at the channel, and the channel is the home of its bookings."""
    return why_by_course.get((change.cause, change.ref.home)) if change.cause is not None else None
