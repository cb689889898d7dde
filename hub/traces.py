"""What the hub keeps of its own changes so that a night can be undone, and what people took back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hub.changes import Action, State
from hub.model import Kind, NetworkName, Ref

WHOLE = "*"
"""In place of a field's name: all fields of an added record but its status, in one digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One field of one change: the value before it, as plain JSON, and digests of what was written.

    The before-value is a person's data as often as not, so it has an expiry; of what was written a digest is
    enough. `seen` is what the system made of it, None where that is the same or where nobody could look.
    """

    before: object
    sent: bytes
    seen: bytes | None = None

    @property
    def written(self) -> frozenset[bytes]:
        """What the field shows as long as nobody has changed it since."""
        return frozenset({self.sent} if self.seen is None else {self.sent, self.seen})


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What one run made, or perhaps made, of one record in one network.

    `state` is how it ended as far as the run saw, "open" where it saw no end. `traces` is empty once they have
    expired. `later` names by field the last later run that wrote it again. `original` is the change of a night
    that this run, an undo, took back, or made again as the undo of an undo.
    """

    change_id: str
    network: NetworkName
    ref: Ref
    action: Action
    fields: Sequence[str]
    traces: Mapping[str, Trace]
    state: State = "done"
    later: Mapping[str, int]
    original: Undone | None = None

    @property
    def is_sure(self) -> bool:
        """The run saw it done."""
        return self.state == "done"

    @property
    def is_denied(self) -> bool:
        """The system said no, or showed it otherwise; it may stand there all the same."""
        return self.state == "refused"

    @property
    def kind(self) -> Kind:
        return self.ref.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One run, as far as it can be undone. `is_reversal` says that it took a night back, rather than made it.

    A run that was killed is not `is_finished`: it may not have seen what the systems made of its writing.
    """

    run: int
    day: date
    made: Sequence[Made]
    is_reversal: bool = False
    is_finished: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A change of night `run` that somebody took back on `day`; it is not made again until it is released.

    An undone add stands for everything about its record; of any other change `sent` has by field the digest of
    the value that shall not be written again.
    """

    run: int
    change_id: str  # of the change that took it back
    network: NetworkName
    ref: Ref
    action: Action
    sent: Mapping[str, bytes]
    day: date
    released: date | None = None  # the day on which a person let it be made again

    @property
    def is_released(self) -> bool:
        return self.released is not None
