"""Whether the two sides of a make-believe world say the same, once nights have passed in which nobody did anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hub.model import Booking, Course, NetworkName, Ref
from hub.planning.compare import canonical, field_of
from hub.testing.cabinet import Cabinet, Noun
from hub.testing.traits import Traits
from hub.testing.world import World
from hub.testing.wrongs import Picture

_COURSE: Final = (
    "title",
    "place",
    "starts_at",
    "ends_at",
    "capacity",
    "price_member",
    "price_guest",
    "status",
)
_BOOKING: Final = ("participant.name", "participant.email", "company.name")


def unlike(world: World) -> list[str]:
    """Fields in which a copy differs from its original by more than its system's own habits; in sentences."""
    picture = Picture.of(world)
    own = {
        Ref(network, noun.kind, noun.id): noun
        for network, nouns in picture.records.items()
        for noun in nouns
        if noun.origin is None
    }
    return [
        sentence
        for network, nouns in picture.records.items()
        for copy in nouns
        if copy.origin in own
        for sentence in _differing(own[copy.origin], copy, network, _traits_of(world, network))
    ]


def _traits_of(world: World, network: NetworkName) -> Traits:
    cabinet = Cabinet(world.file_of(network))
    try:
        return cabinet.traits
    finally:
        cabinet.close()


def _differing(original: Noun, copy: Noun, network: NetworkName, traits: Traits) -> Iterator[str]:
    wanted = traits.written(original)
    for name in _COURSE if isinstance(original, Course) else _BOOKING:
        want, have = field_of(wanted, name), field_of(copy, name)
        if canonical(name, want) != canonical(name, have):
            yield f"{network}: {name} of {copy.origin} is {have!r}, not {want!r}"
    if isinstance(original, Booking) and isinstance(copy, Booking) and not _agree(original, copy):
        yield f"{network}: {copy.origin} is {copy.status} here and {original.status} at home"


def _agree(original: Booking, copy: Booking) -> bool:
    if copy.status.is_attendance and original.status.is_cancelled:
        return True  # only people know which is true, and they are asked
    if original.status.is_cancelled or copy.status.is_cancelled:
        return original.status.is_cancelled and copy.status.is_cancelled
    return original.status is copy.status
