"""A course that takes place again: what became of its bookings while it was gone is not undone by that, and is told."""

from __future__ import annotations

from collections.abc import Iterator

from hub.language import Text
from hub.model import BookingStatus, NetworkName, Ref
from hub.planning.compare import plain_number
from hub.planning.draft import Draft


def note_on_return(draft: Draft, course: Ref, channel: NetworkName) -> Iterator[Text]:
    """One sentence where bookings of this channel were cancelled for the course; a cancellation is never taken back."""
    view = draft.snapshot.bookings(channel)
    number = plain_number(course.id)
    cancelled = sum(
        record.origin is None
        and booking.status is BookingStatus.CANCELLED_BY_ORGANISER
        and plain_number(booking.course) == number
        for record, booking in (view.readable() if view is not None else ())
    )
    if cancelled:
        yield Text(
            "Course {number} of {network} takes place again, but the bookings of {channel} that were cancelled for it "
            "stay cancelled ({count}). To bring them back, undo the night that cancelled them (`hub runs` lists the "
            "nights, then `hub undo NUMBER`; whatever else that night did goes back with it), or enter them again.",
            number=course.id,
            network=draft.titles(course.home),
            channel=draft.titles(channel),
            count=cancelled,
        )
