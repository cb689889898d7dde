"""What a hub gets to see of a system when reading goes wrong; the records themselves stay as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar, cast

from hub.changes import Partial, Reading, Record, Reject
from hub.errors import Unreachable
from hub.language import Text
from hub.model import Booking, Course, Member
from hub.planning.compare import with_fields
from hub.testing.faults import Fault

N = TypeVar("N", bound=Member | Course | Booking)
_CENTURY = timedelta(days=36_525)


def misread(reading: Reading[N], fault: Fault, name: str) -> Reading[N]:
    """The reading as this fault spoils it. Raises: Unreachable, where the system does not answer at all."""
    records = list(reading.records)
    left = round(len(records) * fault.share)
    match fault.what:
        case "no answer":
            raise silent(name)
        case "comes back empty":
            return Reading([])
        case "only one stray record":
            return Reading(records[-1:])
        case "cuts the end":
            return Reading(records[:left])
        case "cuts a page":
            return Reading([*records[: left // 2], *records[len(records) - (left - left // 2) :]])
        case "repeats a page":
            return Reading([*records, *records[:left]])
        case "garbles records":
            return Reading(records[fault.count :], [_garbled(record) for record in records[: fault.count]])
        case "garbles numbers":
            nameless = [replace(_garbled(record), id=None) for record in records[: fault.count]]
            return Reading(records[fault.count :], nameless)
        case "says it is partial":
            return Reading(records[:left], coverage=Partial(Text("the server stopped in the middle")))
        case _:
            return Reading([_respoken(record, number, fault) for number, record in enumerate(records)])


def silent(name: str) -> Unreachable:
    """A system that does not answer."""
    return Unreachable(Text("{system} did not answer in time", system=name), remedy=Text("Try again later."))


def _garbled(record: Record[Any]) -> Reject:
    """As a plugin tells it that knows the record by its id in that system alone."""
    return Reject(
        place=record.place, why=Text("its bytes are broken"), remedy=Text("Mend the record."), id=record.id
    )


def _respoken(record: Record[N], number: int, fault: Fault) -> Record[N]:
    """The record as this fault words it."""
    noun = record.value
    match fault.what:
        case "renumbers everything":
            noun = cast("N", noun.model_copy(update={"id": f"X-{number + 1:04}"}))
        case "another group's export":
            noun = _stranger(noun, number)
        case "a field is blank":
            noun = cast("N", with_fields(noun, {fault.field: None}))
        case "columns are shifted":
            noun = _shifted(noun)
        case "wrong values":
            noun = _nonsense(noun) if number < fault.count else noun
        case _:
            raise ValueError(f"{fault.what} cannot happen while reading")
    return Record.of(noun, record.place, proposed=record.proposed)


def _stranger(noun: N, number: int) -> N:
    """A record of other people, about as many of them: whoever exports picks the wrong group from the list."""
    values: dict[str, object] = {"id": f"G-{number + 1:04}", "origin": None}
    if isinstance(noun, Booking):
        values |= {
            "participant": noun.participant.model_copy(update={"name": f"Fremd {number}", "email": None})
        }
    elif isinstance(noun, Course):
        values |= {"title": f"Fremdes Thema {number}"}
    else:
        values |= {"name": f"Fremde Firma {number}"}
    return cast("N", noun.model_copy(update=values))


def _shifted(noun: N) -> N:
    """Every text one column further on, as after an inserted column."""
    if isinstance(noun, Booking):
        person = noun.participant
        return cast(
            "N", with_fields(noun, {"participant.name": noun.company.name, "participant.email": person.name})
        )
    if isinstance(noun, Course):
        return cast("N", with_fields(noun, {"title": noun.place or "-", "place": noun.title}))
    return cast("N", with_fields(noun, {"name": noun.town or "-", "town": noun.name}))


def _nonsense(noun: N) -> N:
    """A value that can be read and cannot be meant: an e-mail for a name, a year of a hundred years ago."""
    if isinstance(noun, Booking):
        return cast("N", with_fields(noun, {"participant.name": noun.participant.email or "@"}))
    if isinstance(noun, Course):
        return cast("N", with_fields(noun, {"starts_at": noun.starts_at - _CENTURY, "ends_at": None}))
    return cast("N", with_fields(noun, {"name": "#REF!"}))
