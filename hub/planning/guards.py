"""Changes that look like an accident are held, per network and kind, with the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.config import Limits
from hub.language import Text
from hub.model import Kind, NetworkName
from hub.planning.draft import Titles
from hub.planning.labels import plural
from hub.planning.plan import Held, PlannedChange
from hub.planning.snapshot import Key, Snapshot


def doubts(snapshot: Snapshot, limits: Limits, titles: Titles) -> Mapping[Key, Text]:
    """Readings that lost so much since the last settled night that nothing may follow from what they lack.

    An emptied side is doubted however small it was, and one stray record in it does not help: what counts is
    the share that is gone. The comparison stays with the last night that nobody doubted, so a side that
    shrinks a little more every night cannot creep past.
    """
    found = {}
    for key, view in snapshot.views.items():
        before, lost = view.shelf.records, view.lost
        is_emptied = before > 0 and not view.reading.records
        is_shrunk = lost >= limits.cancel_at_least and lost > limits.shrink_share * before
        if view.reading.is_complete and (is_emptied or is_shrunk):
            found[key] = Text(
                "{network} had {before} {kind} and now has {after}; nothing follows from what is gone "
                "until somebody confirms it",
                network=titles(key[0]),
                before=before,
                after=before - lost,
                kind=plural(key[1]),
            )
    return found


def hold_accidents(
    changes: Sequence[PlannedChange], snapshot: Snapshot, limits: Limits, titles: Titles
) -> tuple[list[PlannedChange], list[Held]]:
    """Parts the changes into those that go ahead and those that are held.

    Per network and kind, cancellations beyond the limits are all held. The bookings of a cancelled course
    share its fate and are not counted again; what follows a held change is held with it.
    """
    held: dict[str, Text] = {}
    for (network, kind), cancels in _counted_cancels(changes).items():
        known = _known(snapshot, network, kind)
        if len(cancels) >= limits.cancel_at_least and len(cancels) > limits.cancel_share * known:
            why = Text(
                "{count} of {known} {kind} in {network} would be cancelled at once, more than {share} %",
                count=len(cancels),
                known=known,
                kind=plural(kind),
                network=titles(network),
                share=round(limits.cancel_share * 100),
            )
            held.update({change.id: why for change in cancels})
    return part(changes, held)


def part(
    changes: Sequence[PlannedChange], held: Mapping[str, Text]
) -> tuple[list[PlannedChange], list[Held]]:
    """Parts off the held changes by id, with everything that follows or comes of them."""
    why_by_id = dict(held)
    causes = {change.ref: held[change.id] for change in changes if change.id in held}
    while True:
        more = {
            change.id: why
            for change in changes
            if change.id not in why_by_id
            for why in [why_by_id.get(change.follows or "") or causes.get(change.cause or change.ref)]
            if why is not None and (change.follows in why_by_id or change.cause in causes)
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


def _counted_cancels(changes: Sequence[PlannedChange]) -> Mapping[Key, list[PlannedChange]]:
    found: dict[Key, list[PlannedChange]] = {}
    for change in changes:
        if change.change.action == "cancel" and change.cause is None:
            found.setdefault((change.network, change.kind), []).append(change)
    return found


def _known(snapshot: Snapshot, network: NetworkName, kind: Kind) -> int:
    view = snapshot.views.get((network, kind))
    return len(view.reading.records) if view is not None else 0
