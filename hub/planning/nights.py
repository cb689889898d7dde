"""Tonight beside the last night: whether the clock can be right, and which absences are in their second night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hub.language import Text

FAR: Final = timedelta(days=7)
"""Nights further apart do not follow each other: the clock jumped, an old ledger came back, or the hub was off."""


@dataclass(frozen=True, slots=True)
class Nights:
    """`tonight` as the clock tells it, and the day of the last night that ended; None when there was none."""

    tonight: date
    last: date | None

    @property
    def is_set_back(self) -> bool:
        """Whether the clock stands before the last night: one of the two days is wrong."""
        return self.last is not None and self.tonight < self.last

    @property
    def borne_out(self) -> date:
        """Tonight, or the last night where the clock may have jumped since: what is thrown away stays away."""
        return self.last if self.last is not None and self._are_far_apart else self.tonight

    @property
    def _are_far_apart(self) -> bool:
        return self.last is not None and self.tonight - self.last > FAR

    def counted(self, first: date | None) -> date | None:
        """The first day of an absence; None when it has to begin anew, because nobody looked for too long."""
        return None if self._are_far_apart else first

    def is_second(self, first: date | None) -> bool:
        """Whether an absence that began on `first` has lasted for a second night."""
        return first is not None and first < self.tonight and not self.is_set_back

    @property
    def why_held(self) -> Text:
        """Why nothing is changed tonight, where the clock `is_set_back`."""
        return Text("the last night was on {last}, but today is {day}", last=self.last, day=self.tonight)

    @property
    def note(self) -> Text:
        """What a person has to do about a clock that was set back."""
        return Text(
            "The last night was on {last}, but today is {day}, so all changes are held. Set the clock; or, if today is "
            "right, confirm them once.",
            last=self.last,
            day=self.tonight,
        )
