"""Takes records over from a connector, so that nothing of the plugin's own runs once its call is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NoReturn, cast

from pydantic import ValidationError

from hub.changes import AtHand, Record, Reject, Unreadable
from hub.errors import Place
from hub.language import Text, text_of
from hub.model import KINDS, Booking, Course, Member, Ref
from hub.plugging.misfits import Misfit, among, items, named, perhaps_words, words

Noun = Member | Course | Booking
_LONGEST_ID: Final = 200


def records(given: object, noun: type[Noun]) -> list[Record[Any]]:
    """The records, every id once. Raises: Misfit.

    Those of the hub's own connectors are parsed later, when somebody asks; of others every value is looked at here,
    every night.
    """
    ids: set[str] = set()
    found = []
    for record in items(given, Record, Text("a list of Records")):
        _check_keys(record)
        if record.id in ids:
            raise Misfit(Text("every id once"), Text("{id} twice", id=record.id))
        ids.add(record.id)
        found.append(record if _is_parsed_by_the_hub(record) else _parsed(record, noun))
    return found


def _check_keys(record: Record[Any]) -> None:
    """What every record is known by: its id, its fingerprint and its ref."""
    record_id = getattr(record, "id", None)
    if type(record_id) is not str or not record_id or not _is_usual(record_id):
        raise Misfit(Text("texts as ids"), Text("the id {id}", id=repr(record_id)[:_LONGEST_ID]))
    if not isinstance(record.fingerprint, bytes):
        raise Misfit(Text("bytes as fingerprints"), named(record.fingerprint))
    _origin(record.origin)


def _origin(given: object) -> Ref | None:
    if given is not None and not _is_ref(given):
        raise Misfit(Text("Refs as origins"), named(given))
    return cast("Ref | None", given)


def _is_ref(origin: object) -> bool:
    match origin:
        case Ref(home=str(), kind=kind, id=str()):
            return kind in KINDS
        case _:
            return False


def _is_usual(record_id: str) -> bool:
    """Neither endless nor with letters that no file can hold."""
    return len(record_id) <= _LONGEST_ID and (
        record_id.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in record_id)
    )


def _is_parsed_by_the_hub(record: Record[Any]) -> bool:
    return type(record) is Record and type(record.source).__module__.startswith("hub.connectors.")


def _parsed(record: Record[Any], noun: type[Noun]) -> Record[Any]:
    """The record with its value at hand, checked once more: a noun can be made without its checks."""
    source: AtHand[Any] | Garbled
    try:
        value = record.value
    except Unreadable as error:
        source = Garbled(reject(error.reject))
    else:
        checked = _checked(value, noun)
        _check_is_its_own(checked, record)
        source = AtHand(checked, words(record.place, "place"))
    return Record(
        record.id,
        fingerprint=record.fingerprint,
        source=source,
        origin=record.origin,
        proposed=bool(record.proposed),
    )


def _checked(value: object, noun: type[Noun]) -> Noun:
    if not isinstance(value, noun):
        raise Misfit(Text("Records of {noun}", noun=noun.__name__), among(value))
    try:
        return noun.model_validate(value.model_dump(include=set(noun.model_fields), warnings=False))
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        raise Misfit(
            Text("Records of {noun}", noun=noun.__name__), Text("one whose {field} is wrong", field=field)
        ) from None


def _check_is_its_own(value: Noun, record: Record[Any]) -> None:
    """A record is found by its id and its origin, and written by its value's: two names would be two records."""
    if value.id != record.id:
        raise Misfit(
            Text("Records with the id of their value"),
            Text("the id {id} on a value with another", id=record.id),
        )
    if value.origin != record.origin:
        raise Misfit(
            Text("Records with the origin of their value"),
            Text("another than its value's on {id}", id=record.id),
        )


@dataclass(frozen=True, slots=True)
class Garbled:
    """The source of a record that cannot be read, which its connector found out at once."""

    reject: Reject

    def value(self, key: int) -> NoReturn:
        raise Unreadable(self.reject)

    def place(self, key: int) -> Place:
        return self.reject.place


def reject(given: object) -> Reject:
    """A row that could not be read. Raises: Misfit."""
    if not isinstance(given, Reject):
        raise Misfit(Text("a Reject"), named(given))
    return Reject(
        place=words(given.place, "place"),
        why=text_of(words(given.why, "why")),
        remedy=text_of(words(given.remedy, "remedy")),
        field=_word(given.field, "field"),
        id=_word(given.id, "id"),
        origin=_origin(given.origin),
    )


def _word(given: object, field: str) -> str | None:
    word = perhaps_words(given, field)
    return word if word is None else str(word)
