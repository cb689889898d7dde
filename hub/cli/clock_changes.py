"""Days on which a time of day is missing or comes twice, because the clocks change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

_A_YEAR: Final = 366


@dataclass(frozen=True, slots=True)
class ClockChanges:
    """The first such day of each sort; None where there is none."""

    missing_on: date | None = None
    twice_on: date | None = None

    def __bool__(self) -> bool:
        return (self.missing_on or self.twice_on) is not None


def changes_at(at: time, *, since: date, zone: tzinfo | None = None) -> ClockChanges:
    """What the year from `since` on does to this time of day, by the clock of `zone`; without one by this machine's."""
    missing_on = twice_on = None
    for number in reversed(range(_A_YEAR)):
        day = since + timedelta(days=number)
        moment = datetime.combine(day, at, zone)
        first, second = (moment.replace(fold=fold).timestamp() for fold in (0, 1))
        if first > second:
            missing_on = day
        elif first < second:
            twice_on = day
    return ClockChanges(missing_on, twice_on)
