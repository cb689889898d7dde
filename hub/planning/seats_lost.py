"""Seats that many people have been given and would have no more: such a list of an organiser is not believed at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.config import Limits
from hub.language import Text
from hub.model import Booking, NetworkName
from hub.planning.draft import Draft
from hub.planning.plan import PlannedChange


def seats_taken_back(changes: Sequence[PlannedChange], draft: Draft, limits: Limits) -> Mapping[str, Text]:
    """Homes that would be told of many seats at once that they are none any more, without a cancellation.

    So it looks when a column of statuses was emptied, or an old backup came back.
    """
    found: dict[str, Text] = {}
    by_home: dict[NetworkName, list[PlannedChange]] = {}
    for change in changes:
        if _takes_a_seat_back(change):
            by_home.setdefault(change.network, []).append(change)
    for home, lost in by_home.items():
        view = draft.snapshot.bookings(home)
        known = len(view.own) if view is not None else 0
        if limits.are_many(len(lost), of=known):
            why = Text(
                "{count} of {known} bookings of {network} would lose their seat at once",
                count=len(lost),
                known=known,
                network=draft.titles(home),
            )
            found.update({change.id: why for change in lost})
    return found


def _takes_a_seat_back(change: PlannedChange) -> bool:
    """Told at home, of a seat that was given before tonight; the bookings of a cancelled course share its fate."""
    before, after = getattr(change.change, "before", None), change.change.value
    if not isinstance(before, Booking) or not isinstance(after, Booking):
        return False
    is_told = change.network == change.ref.home and change.cause is None and not change.awaits_answer
    is_cancelled = change.change.action == "cancel"
    return is_told and not is_cancelled and before.status.takes_a_seat and not after.status.takes_a_seat
