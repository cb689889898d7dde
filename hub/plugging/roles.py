"""What an agreement asks of its two networks, and which of it none of their systems can give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol

from hub.config.model import Agreement
from hub.errors import Unusable
from hub.language import Text
from hub.model import Kind, NetworkName
from hub.plugging.contract import FETCH_OF, WRITE_OF

Kinds = tuple[Kind, ...]

_ORGANISER: Final[tuple[Kinds, Kinds]] = (("course", "booking"), ("booking",))
_CHANNEL: Final[tuple[Kinds, Kinds]] = (("member", "course", "booking"), ("course", "booking"))
"""What is read there, and what is written: the channel gets courses, the organiser bookings, both the answers."""


class Offering(Protocol):
    """A connected network, as far as its abilities go."""

    def offers(self, hook: str) -> bool: ...


def unmet(
    agreements: Iterable[Agreement], networks: Mapping[NetworkName, Offering]
) -> Iterator[tuple[NetworkName, Unusable]]:
    """Why an agreement cannot be kept although its networks are connected: else a night does nothing, in silence."""
    for agreement in agreements:
        roles = ((agreement.organiser, _ORGANISER), (agreement.channel, _CHANNEL))
        for name, (read, written) in roles:
            network = networks.get(NetworkName(name))
            if network is not None:
                unread = [kind for kind in read if not network.offers(FETCH_OF[kind])]
                unwritten = [kind for kind in written if not network.offers(WRITE_OF[kind])]
                yield from ((NetworkName(name), why) for why in _errors(agreement, unread, unwritten))


def _errors(agreement: Agreement, unread: Sequence[Kind], unwritten: Sequence[Kind]) -> Iterator[Unusable]:
    name = agreement.name
    if unread:
        yield Unusable(
            Text(
                "the agreement “{name}” needs {tables} of this network, but none of its systems has them",
                name=name,
                tables=_words(unread),
            ),
            remedy=Text(
                "Add a sheet or a system for them, and name it in hub.toml; `hub check` shows what was found."
            ),
        )
    only_read = [kind for kind in unwritten if kind not in unread]
    if only_read:
        yield Unusable(
            Text(
                "the agreement “{name}” needs {tables} to be written here, but they can only be read",
                name=name,
                tables=_words(only_read),
            ),
            remedy=Text("Keep them in an Excel workbook (.xlsx), or use a connector that writes."),
        )


def _words(kinds: Iterable[Kind]) -> tuple[Text, ...]:
    said = {"member": Text("the members"), "course": Text("the courses"), "booking": Text("the bookings")}
    return tuple(said[kind] for kind in kinds)
