"""What many people have been given and would have no more: such a list of an organiser is not believed at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hub.config import Limits
from hub.language import Text
from hub.model import Booking, BookingStatus, NetworkName
from hub.planning.draft import Draft
from hub.planning.plan import PlannedChange


def seats_taken_back(changes: Sequence[PlannedChange], draft: Draft, limits: Limits) -> Mapping[str, Text]:
    """Homes that would be told of many seats at once that they are none any more, without a cancellation.

    So it looks when a column of statuses was emptied, or an old backup came back.
    """
    found: dict[str, Text] = {}
    for home, lost in _by_home(changes, _takes_a_seat).items():
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


def attendance_taken_back(
    changes: Sequence[PlannedChange], draft: Draft, limits: Limits
) -> Mapping[str, Text]:
    """Homes that would be told of several bookings at once that nobody says any more who took part.

    Who was there does not change afterwards, so their share says nothing: an old backup lacks one week's courses.
    """
    found: dict[str, Text] = {}
    for home, lost in _by_home(changes, _says_who_took_part).items():
        if len(lost) >= max(limits.cancel_at_least, 1):
            why = Text(
                "{count} bookings of {network} say who took part, and would say so no more",
                count=len(lost),
                network=draft.titles(home),
            )
            found.update({change.id: why for change in lost})
    return found


def _by_home(
    changes: Sequence[PlannedChange], has: Callable[[BookingStatus], bool]
) -> Mapping[NetworkName, Sequence[PlannedChange]]:
    """What each home is told of bookings that have it now and would not have it any more."""
    found: dict[NetworkName, list[PlannedChange]] = {}
    for change in changes:
        if _takes_back(change, has):
            found.setdefault(change.network, []).append(change)
    return found


def _takes_back(change: PlannedChange, has: Callable[[BookingStatus], bool]) -> bool:
    """Told at home, of what was given before tonight; the bookings of a cancelled course share its fate."""
    before, after = getattr(change.change, "before", None), change.change.value
    if not isinstance(before, Booking) or not isinstance(after, Booking):
        return False
    is_told = change.network == change.ref.home and change.cause is None and not change.awaits_answer
    is_cancelled = change.change.action == "cancel"
    return is_told and not is_cancelled and has(before.status) and not has(after.status)


def _takes_a_seat(status: BookingStatus) -> bool:
    return status.takes_a_seat


def _says_who_took_part(status: BookingStatus) -> bool:
    return status.is_attendance
