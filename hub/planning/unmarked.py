"""Whether a copy that is not found by its ref could come to stand there twice if it were written again."""

from __future__ import annotations

from typing import cast

from hub.model import Booking, Course
from hub.planning.compare import canonical, plain_number
from hub.planning.draft import Draft
from hub.planning.plan import PlannedChange, Shared
from hub.planning.seats import folded
from hub.planning.snapshot import View
from hub.planning.unread import keeps_numbers


def may_stand_twice(draft: Draft, added: PlannedChange) -> bool:
    """Whether there is room for two of it in the system that it goes to, which is wholly known tonight.

    A system that numbers what it is given itself may show it late, beside a second one. Where every copy has the
    number of its home no two can stand; unless the system has just begun to do otherwise, and shows its look-alike.
    """
    view = cast("View[Shared]", draft.snapshot.views[added.network, added.kind])
    records = view.reading.records
    numbers = {added.ref.id, str(added.ref)}
    if not keeps_numbers(records) or any(record.id in numbers for record in records):
        return True
    unmarked = (record for record in records if record.origin is None)
    return any(
        not view.is_readable(record) or _are_alike(draft, record.value, added.change.value)
        for record in unmarked
    )


def _are_alike(draft: Draft, one: Shared, other: Shared) -> bool:
    """Less than the same is enough: the systems rewrite what they keep."""
    match one, other:
        case Course(), Course():
            return folded(one.title) == folded(other.title) or draft.day_of(one) == draft.day_of(other)
        case Booking(), Booking():
            return plain_number(one.course) == plain_number(other.course) and not _are_two(one, other)
    return False


def _are_two(one: Booking, other: Booking) -> bool:
    """Both have a name, and neither it nor the e-mail address is the same."""
    names = folded(one.participant.name), folded(other.participant.name)
    mails = [canonical("email", booking.participant.email) for booking in (one, other)]
    return all(names) and names[0] != names[1] and not (all(mails) and mails[0] == mails[1])
