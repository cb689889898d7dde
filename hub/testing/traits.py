"""How a make-believe system behaves when nothing is wrong with it: its ids, its seats, and how it rewrites values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict

from hub.model import Booking, Course, Member
from hub.planning.compare import field_of, with_fields

N = TypeVar("N", bound=Member | Course | Booking)
Habit = Literal[
    "trims",
    "cuts long titles",
    "shouts",
    "rounds to quarters",
    "lowers e-mails",
    "forgets phones",
    "cents off",
]
HABITS: Final[tuple[Habit, ...]] = get_args(Habit)


class Traits(BaseModel):
    """One system's ways. `own_ids`: it numbers what it is given itself, and keeps the ref beside the number."""

    model_config = ConfigDict(frozen=True)

    own_ids: bool = False
    seats: Literal["by hand", "by capacity"] = "by hand"
    habits: tuple[Habit, ...] = ()

    def written(self, noun: N) -> N:
        """The noun as this system keeps it."""
        for habit in self.habits:
            for name, rewrite in _REWRITES[habit].items():
                noun = _rewritten(noun, name, rewrite)
        return noun


def _rewritten(noun: N, name: str, rewrite: Callable[[object], object]) -> N:
    if name.partition(".")[0] not in type(noun).model_fields:
        return noun
    value = field_of(noun, name)
    found = value if value is None else rewrite(value)
    return noun if found == value else with_fields(noun, {name: found})  # type: ignore[return-value]


def _trimmed(value: object) -> object:
    return " ".join(str(value).split())


def _cut(value: object) -> object:
    return str(value)[:24].rstrip()


def _shouted(value: object) -> object:
    return str(value).upper()


def _quarter(value: object) -> object:
    seconds = value.minute * 60 + value.second  # type: ignore[attr-defined]
    return value - timedelta(seconds=seconds % 900)  # type: ignore[operator]


def _lowered(value: object) -> object:
    return str(value).lower()


def _forgotten(value: object) -> object:
    return None


def _without_cents(value: object) -> object:
    return Decimal(int(value))  # type: ignore[call-overload]


_REWRITES: Final[Mapping[str, Mapping[str, Callable[[object], object]]]] = MappingProxyType(
    {
        "trims": {"title": _trimmed, "place": _trimmed, "participant.name": _trimmed},
        "cuts long titles": {"title": _cut, "company.name": _cut},
        "shouts": {"place": _shouted, "participant.name": _shouted, "company.town": _shouted},
        "rounds to quarters": {"starts_at": _quarter, "ends_at": _quarter},
        "lowers e-mails": {"participant.email": _lowered},
        "forgets phones": {"participant.phone": _forgotten, "phone": _forgotten},
        "cents off": {"price_member": _without_cents, "price_guest": _without_cents, "price": _without_cents},
    }
)
