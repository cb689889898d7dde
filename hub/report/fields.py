"""A field before and after, in words: of persons only hints, moments in the office's own time."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from decimal import Decimal
from enum import Enum
from typing import Final

from hub.language import Text, listed, verbatim
from hub.planning.labels import field_label, status_label
from hub.planning.plan import FieldChange
from hub.planning.shown import HIDDEN, masked
from hub.report.view import FieldLine

_LONGEST: Final = 40


def field_line(
    name: str, field: FieldChange, *, zone: tzinfo | None, awaits_answer: bool = False
) -> FieldLine:
    """The field as every face of the report shows it. With `awaits_answer` a status is yet to be told."""
    before = value_words(name, field.before, zone=zone)
    after = value_words(name, field.after, zone=zone)
    if awaits_answer and name == "status" and after is None:
        after = Text("what the organiser answers")
    label = field_label(name)
    return FieldLine(
        name=name, label=label, before=before, after=after, words=_words(label, before=before, after=after)
    )


def value_words(name: str, value: object, *, zone: tzinfo | None) -> Text | None:
    """One value for people; None stays None."""
    match masked(name, value):
        case None | "":
            return None
        case Enum() as status:
            return status_label(str(status.value))
        case datetime() as moment:
            return Text("{value}", value=moment.astimezone(zone) if zone else moment)
        case frozenset() as several:
            return Text("{value}", value=listed(str(one) for one in several))
        case bool() | int() | Decimal() | date() as plain:
            return Text("{value}", value=plain)
        case str() as words if words == HIDDEN:
            return verbatim(words)
        case other:
            return Text("“{words}”", words=str(other))


def _words(label: Text, *, before: Text | None, after: Text | None) -> Text:
    """Before -> after on a line; what is hidden or long is only said to have changed."""
    if any(value is not None and _is_untold(value) for value in (before, after)):
        if before is None:
            return Text("{field} entered", field=label)
        if after is None:
            return Text("{field} removed", field=label)
        return Text("{field} changed", field=label)
    if before is None and after is not None:
        return Text("{field} {value} entered", field=label, value=after)
    if after is None and before is not None:
        return Text("{field} {value} removed", field=label, value=before)
    return Text("{field} {before} -> {after}", field=label, before=before, after=after)


def _is_untold(value: Text) -> bool:
    said = str(value)
    return said == HIDDEN or len(said) > _LONGEST
