"""Which record a row is that could not be read, as far as it still says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hub.changes import Reading, Record, Reject
from hub.model import Ref


@dataclass(frozen=True, slots=True)
class Unread:
    """The refused rows of one reading. `keeps_numbers` says that copies are seen to have the number of their home there,
    or their ref for one; a system may as well give them numbers of its own."""

    rejects: Sequence[Reject]
    keeps_numbers: bool

    @classmethod
    def of(cls, reading: Reading[Any]) -> Unread:
        """What this reading could not read."""
        return cls(reading.rejects, bool(reading.rejects) and keeps_numbers(reading.records))

    @property
    def ids(self) -> Collection[str]:
        """The ids that refused rows still give."""
        return {reject.id for reject in self.rejects if reject.id}

    @property
    def origins(self) -> Collection[Ref]:
        """The refs that refused rows still give."""
        return {reject.origin for reject in self.rejects if reject.origin is not None}

    @property
    def nameless(self) -> int:
        """How many say nothing of which record they are."""
        return sum(not reject.id and reject.origin is None for reject in self.rejects)

    def has(self, ref: Ref) -> bool:
        """Whether one of them says by its ref that it is this record or its copy."""
        return any(str(reject.origin or reject.id) == str(ref) for reject in self.rejects)

    def may_have(self, ref: Ref) -> bool:
        """Whether one of them may be this record or its copy: it says so, or does not say that it is another.

        Another number says that where copies keep that of their home; where they get one of their own, it says nothing.
        """
        return any(self._may_be(ref, reject) for reject in self.rejects)

    def _may_be(self, ref: Ref, reject: Reject) -> bool:
        if reject.origin is not None:
            return reject.origin == ref
        return not (reject.id and self.keeps_numbers) or reject.id in {ref.id, str(ref)}


def keeps_numbers(records: Iterable[Record[Any]]) -> bool:
    """Whether there are copies, and each is seen to have the number of its home, or its ref for one."""
    copies = [(record.id, record.origin) for record in records if record.origin is not None]
    return bool(copies) and all(record_id in {origin.id, str(origin)} for record_id, origin in copies)
