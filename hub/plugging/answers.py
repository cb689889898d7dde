"""Checks what hooks hand back, in one cheap pass, before the rest of the hub relies on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import GeneratorType
from typing import Any, Final, TypeVar

from hub.changes import (
    Change,
    Complete,
    Done,
    Finding,
    Partial,
    Reading,
    Receipt,
    Record,
    Refused,
    Reject,
    Unknown,
)
from hub.errors import PluginError
from hub.language import Text
from hub.model import Booking, Course, Kind, Member, Ref
from hub.plugging.contract import signature_of

Noun = Member | Course | Booking
T = TypeVar("T")
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
        reading = self.given
        if not isinstance(reading, Reading):
            raise self._refused(Text("a Reading"), _named(reading))
        if not isinstance(reading.coverage, Complete | Partial):
            raise self._refused(Text("Complete() or Partial(…) as coverage"), _named(reading.coverage))
        self._check_items(reading.rejects, Reject, Text("a list of Rejects"))
        self._check_records(reading.records, NOUN_OF[kind])
        return reading

    def _check_records(self, records: object, noun: type[Noun]) -> None:
        """Looks at every record of every night, but at no value that would have to be parsed."""
        ids: set[str] = set()
        for record in self._items(records, Text("a list of Records")):
            if not isinstance(record, Record):
                raise self._refused(Text("a list of Records"), _among(record))
            record_id = getattr(record, "id", None)
            if not isinstance(record_id, str) or not record_id:
                raise self._refused(Text("texts as ids"), Text("the id {id}", id=repr(record_id)))
            if record_id in ids:
                raise self._refused(Text("every id once"), Text("{id} twice", id=record_id))
            ids.add(record_id)
            if not isinstance(record.fingerprint, bytes):
                raise self._refused(Text("bytes as fingerprints"), _named(record.fingerprint))
            self._check_origin_and_noun(record, noun)

    def _check_origin_and_noun(self, record: Record[Any], noun: type[Noun]) -> None:
        if record.origin is not None and not isinstance(record.origin, Ref):
            raise self._refused(Text("Refs as origins"), _named(record.origin))
        at_hand = record.at_hand
        if at_hand is not None and not isinstance(at_hand, noun):
            raise self._refused(Text("Records of {noun}", noun=noun.__name__), _among(at_hand))

    def receipts(self, changes: Sequence[Change[Any]], kind: Kind) -> Sequence[Receipt[Any]]:
        """One receipt for each change, in the order of the changes. Raises: PluginError."""
        receipts = self._check_items(self.given, Done | Refused | Unknown, Text("a list of receipts"))
        wanted = {change.id for change in changes}
        by_change: dict[str, Receipt[Any]] = {}
        once = Text("one receipt for each change")
        for receipt in receipts:
            if receipt.change_id not in wanted:
                raise self._refused(once, Text("one for the unknown {id}", id=repr(receipt.change_id)))
            if receipt.change_id in by_change:
                raise self._refused(once, Text("two for {id}", id=receipt.change_id))
            if isinstance(receipt, Done):
                self._check_records([receipt.record], NOUN_OF[kind])
            by_change[receipt.change_id] = receipt
        for change in changes:
            if change.id not in by_change:
                raise self._refused(once, Text("none for {id}", id=change.id))
        return [by_change[change.id] for change in changes]

    def findings(self) -> Sequence[Finding]:
        """Raises: PluginError unless it is a list of findings."""
        return self._check_items(self.given, Finding, Text("a list of Findings"))

    def _check_items(self, items: object, type_: Any, expected: Text) -> Sequence[Any]:
        """Raises: PluginError unless it is a list, or the like, of nothing but these."""
        found = self._items(items, expected)
        for item in found:
            if not isinstance(item, type_):
                raise self._refused(expected, _among(item))
        return found

    def _items(self, items: object, expected: Text) -> Sequence[Any]:
        if not isinstance(items, Sequence) or isinstance(items, str | bytes):
            raise self._refused(expected, _named(items))
        return items

    def _refused(self, expected: Text, came: Text) -> PluginError:
        return PluginError(
            Text(
                'The hook {hook} of the connector "{connector}" must return {expected}, but returned {came}.',
                hook=self.hook,
                connector=self.connector,
                expected=expected,
                came=came,
            ),
            remedy=Text("Expected: {signature}", signature=signature_of(self.hook)),
            place=self.place,
        )


def _named(thing: object) -> Text:
    """What kind of thing came; never the thing itself, which may be about a person."""
    match thing:
        case None:
            return Text("nothing (None)")
        case GeneratorType():
            return Text("a generator, whose work would begin too late")
        case _:
            return Text("something else ({type})", type=type(thing).__name__)


def _among(thing: object) -> Text:
    return Text("one that holds {thing}", thing=_named(thing))
