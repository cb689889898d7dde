"""Values that can be read and cannot be meant: held one by one, before they replace a good one or come in anew."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from hub.config import Limits
from hub.language import Text
from hub.planning.draft import Draft
from hub.planning.plan import FieldChange, PlannedChange

FAR: Final = timedelta(days=3 * 366)
"""No course is planned so far ahead, or moved so far; a year that was typed wrongly is."""

_ADDRESS: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def cannot_be_meant(changes: Sequence[PlannedChange], draft: Draft, limits: Limits) -> Mapping[str, Text]:
    """One wrong value in one record stops nobody else's, and is named."""
    found = {
        change.id: _why(change, draft.now)
        for change in changes
        if change.change.action != "cancel" and change.ref.home != change.network
    }
    return {change_id: why for change_id, why in found.items() if why is not None}


def _why(change: PlannedChange, now: datetime) -> Text | None:
    reasons = (_why_field(name, field, now) for name, field in change.fields.items())
    return next((why for why in reasons if why is not None), None)


def _why_field(name: str, field: FieldChange, now: datetime) -> Text | None:
    match name, field.after:
        case (("participant.name" | "company.name"), str() as text) if _ADDRESS.fullmatch(text.strip()):
            return Text("an e-mail address stands where the name belongs")
        case "participant.email", str() as text if "@" not in text and "@" in str(field.before):
            return Text("what stands where the e-mail address belongs is none")
        case "starts_at", datetime() as begin:
            return _why_begin(begin, field.before, now)
        case _:
            return None


def _why_begin(begin: datetime, before: object, now: datetime) -> Text | None:
    """A course that is over may be corrected by a day; one to come cannot have begun since."""
    is_far = begin - now > FAR
    if isinstance(before, datetime):
        is_far = is_far or abs(begin - before) > FAR or before > now >= begin
    day = begin.astimezone(now.tzinfo).date()
    return Text("it would begin on {day}", day=day) if is_far else None
