"""Copies what hooks hand back into the hub's own types: readings, receipts, findings.

It happens while the call is still watched. What is left is the hub's own and can neither fail, hang nor change any
more, whatever a plugin's own classes do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hub.changes import (
    Change,
    Complete,
    Coverage,
    Done,
    Finding,
    Partial,
    Reading,
    Receipt,
    Refused,
    Reject,
    Unknown,
)
from hub.language import Text
from hub.plugging.misfits import Misfit, items, named, perhaps_words, words
from hub.plugging.records import Noun, records, reject


def reading(given: object, noun: type[Noun]) -> Reading[Any]:
    """A whole reading of unique records. Raises: Misfit."""
    if not isinstance(given, Reading):
        raise Misfit(Text("a Reading"), named(given))
    return Reading(
        records(given.records, noun),
        [reject(one) for one in items(given.rejects, Reject, Text("a list of Rejects"))],
        _coverage(given.coverage),
        _columns(given.columns),
        _keeps_refs(given.keeps_refs),
    )


def _coverage(given: object) -> Coverage:
    match given:
        case Complete():
            return Complete()
        case Partial():
            return Partial(words(given.reason, "reason"))
        case _:
            raise Misfit(Text("Complete() or Partial(…) as coverage"), named(given))


def _columns(given: object) -> Mapping[str, str]:
    if not isinstance(given, Mapping):
        raise Misfit(Text("columns by field"), named(given))
    return {str(words(field, "column")): str(words(column, "column")) for field, column in given.items()}


def _keeps_refs(given: object) -> bool:
    if not isinstance(given, bool):
        raise Misfit(Text("True or False as keeps_refs"), named(given))
    return given


def receipts(given: object, changes: Sequence[Change[Any]], *, noun: type[Noun]) -> Sequence[Receipt[Any]]:
    """One receipt for each change, in the order of the changes. Raises: Misfit."""
    wanted = {change.id for change in changes}
    by_change: dict[str, Receipt[Any]] = {}
    once = Text("one receipt for each change")
    for receipt in items(given, Done | Refused | Unknown, Text("a list of receipts")):
        change_id = receipt.change_id
        if change_id not in wanted:
            raise Misfit(once, Text("one for the unknown {id}", id=repr(change_id)))
        if change_id in by_change:
            raise Misfit(once, Text("two for {id}", id=change_id))
        by_change[change_id] = _receipt(receipt, change_id, noun=noun)
    for change in changes:
        if change.id not in by_change:
            raise Misfit(once, Text("none for {id}", id=change.id))
    return [by_change[change.id] for change in changes]


def _receipt(given: Receipt[Any], change_id: str, *, noun: type[Noun]) -> Receipt[Any]:
    if isinstance(given, Done):
        return Done(change_id, records([given.record], noun)[0])
    why = words(given.why, "why")
    if isinstance(given, Refused):
        return Refused(change_id, why, words(given.remedy, "remedy"))
    return Unknown(change_id, why)


def findings(given: object) -> Sequence[Finding]:
    """What a system says about itself. Raises: Misfit."""
    return [
        Finding(words(one.what, "what"), perhaps_words(one.remedy, "remedy"))
        for one in items(given, Finding, Text("a list of Findings"))
    ]
