"""Takes an answer over, or refuses it with the hook's name, its line, and how it ought to be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from hub.changes import Change, Finding, Reading, Receipt
from hub.errors import PluginError
from hub.language import Text
from hub.model import Booking, Course, Kind, Member
from hub.plugging import takeover
from hub.plugging.contract import signature_of
from hub.plugging.misfits import Misfit
from hub.plugging.records import Noun

NOUN_OF: Final[Mapping[Kind, type[Noun]]] = {"member": Member, "course": Course, "booking": Booking}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a hook handed back; `connector` is its kind, `place` the line in which the hook is written."""

    given: object
    hook: str
    connector: str
    place: str

    def reading(self, kind: Kind) -> Reading[Any]:
        """A whole reading of unique records. Raises: PluginError."""
        with self._refused():
            return takeover.reading(self.given, NOUN_OF[kind])

    def receipts(self, changes: Sequence[Change[Any]], kind: Kind) -> Sequence[Receipt[Any]]:
        """One receipt for each change, in the order of the changes. Raises: PluginError."""
        with self._refused():
            return takeover.receipts(self.given, changes, noun=NOUN_OF[kind])

    def findings(self) -> Sequence[Finding]:
        """Raises: PluginError unless it is a list of findings."""
        with self._refused():
            return takeover.findings(self.given)

    @contextmanager
    def _refused(self) -> Iterator[None]:
        try:
            yield
        except Misfit as misfit:
            raise PluginError(
                Text(
                    'The hook {hook} of the connector "{connector}" must return {expected}, but returned {came}.',
                    hook=self.hook,
                    connector=self.connector,
                    expected=misfit.expected,
                    came=misfit.came,
                ),
                remedy=Text("Expected: {signature}", signature=signature_of(self.hook)),
                place=self.place,
            ) from None
