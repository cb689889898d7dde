"""Three-way, field by field: the last agreed value, the home's value, the other side's value.

Order, blanks, letter case in e-mails, Unicode form and phone format are not differences.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum

from pydantic import BaseModel

from hub.memory import Agreed

_BLANKS = re.compile(r"\s+")
_SOFT_HYPHEN = "\u00ad"


def field_of(noun: BaseModel, name: str) -> object:
    """The value of a field; a field inside a field is named with a dot: `participant.email`."""
    value: object = noun
    for part in name.split("."):
        value = getattr(value, part)
    return value


def with_fields(noun: BaseModel, values: Mapping[str, object]) -> BaseModel:
    """A copy of `noun` with these fields replaced, dotted names included."""
    update: dict[str, object] = {}
    for name, value in values.items():
        outer, _, inner = name.partition(".")
        if inner:
            part = update.get(outer, getattr(noun, outer))
            assert isinstance(part, BaseModel)
            update[outer] = part.model_copy(update={inner: value})
        else:
            update[outer] = value
    return noun.model_copy(update=update)


def canonical(name: str, value: object) -> str:
    """The value in the one form in which it is compared; absent and blank are the same."""
    match value:
        case None:
            return ""
        case Enum():
            return str(value.value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds")
        case Decimal():
            return f"{value.normalize():f}"
        case str():
            return _plain(name.rpartition(".")[2], value)
        case frozenset() | tuple():
            return "\n".join(sorted(canonical(name, part) for part in value))
        case _:
            return str(value)


def _plain(name: str, text: str) -> str:
    text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text).replace(_SOFT_HYPHEN, "")).strip()
    if name in {"email", "website"}:
        return text.casefold()
    if name == "phone":
        return _phone(text)
    return text


def _phone(text: str) -> str:
    digits = re.sub(r"[^\d+]", "", text.replace("(0)", ""))
    return re.sub(r"^(\+49|0049)", "0", digits)


def agree_on(name: str, one: BaseModel, other: BaseModel) -> bool:
    """Whether both say the same in this field, written in whatever form."""
    return agree(name, field_of(one, name), field_of(other, name))


def agree(name: str, one: object, other: object) -> bool:
    """Whether two values of this field are the same, written in whatever form."""
    return canonical(name, one) == canonical(name, other)


def plain_number(number: str) -> str:
    """A course number without blanks and letter case."""
    return "".join(number.split()).casefold()


def digest(name: str, value: object, *, key: bytes) -> bytes:
    """Sixteen keyed bytes that stand for a value where equality is all that is needed."""
    return hashlib.blake2b(canonical(name, value).encode(), digest_size=16, key=key).digest()


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that has to change on the other side; `edited_there` says that a person changed the copy."""

    field: str
    before: object
    after: object
    edited_there: bool
    moved_at_home: bool


def differences(
    *,
    home: BaseModel,
    copy: BaseModel,
    fields: Iterable[str],
    agreed: Mapping[str, Agreed],
    key: bytes,
) -> list[Difference]:
    """The fields of `copy` that must become the home's value.

    A copy that still shows what its system once made of the very same home value (trimmed, rounded) differs
    by nobody's doing and is left alone.
    """
    found = []
    for name in fields:
        want, have = field_of(home, name), field_of(copy, name)
        if canonical(name, want) == canonical(name, have):
            continue
        last = agreed.get(name)
        moved_at_home = last is None or digest(name, want, key=key) != last.sent
        edited_there = last is not None and digest(name, have, key=key) != last.seen
        if moved_at_home or edited_there:
            found.append(Difference(name, have, want, edited_there, moved_at_home))
    return found


def was_edited(copy: BaseModel, fields: Iterable[str], *, agreed: Mapping[str, Agreed], key: bytes) -> bool:
    """Whether somebody changed a copy where it stands, after the hub last wrote or saw it."""
    return any(
        digest(name, field_of(copy, name), key=key) != agreed[name].seen for name in fields if name in agreed
    )
