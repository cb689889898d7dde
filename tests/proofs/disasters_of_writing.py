"""Targets that fill up, fall silent or lie while they are written to. Each name is that of a real incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from hub.testing.faults import Fault, Misfortune
from hub.testing.world import World
from tests.proofs.stage import Disaster, Ending, Settled
from tests.proofs.workdays import ACADEMY, GUILD


def miswritten(
    what: Misfortune, network: str, hooks: str, *, ends: Ending, nights: int = 1, **more: object
) -> Disaster:
    """So many nights in which what is written there goes wrong in the same way."""

    def disaster(settled: Settled, world: World) -> Iterator[Ending]:
        faults = ({"what": what, "hook": hook, **more} for hook in hooks.split())
        world.befall(network, *(Fault.model_validate(fault) for fault in faults))
        for _ in range(nights):
            yield ends
        world.befall(network)

    return disaster


BOTH: Final = "publish_courses sync_bookings"
SILENT: Final[Ending] = (3, "did not answer in time")

OF_TARGETS: Final[Mapping[str, Disaster]] = {
    "the target's disk is full in the middle": miswritten(
        "is full", ACADEMY, BOTH, ends=(3, "no space left"), nights=2
    ),
    "the channel's disk is full in the middle": miswritten(
        "is full", GUILD, BOTH, ends=(3, "no space left"), count=0
    ),
    "the target is read-only in the middle": miswritten(
        "no answer", ACADEMY, BOTH, ends=SILENT, call=2, nights=2
    ),
    "both targets are read-only": miswritten("no answer", GUILD, BOTH, ends=SILENT),
    "the answer is lost after the target had numbered and written all": miswritten(
        "time-out after writing", ACADEMY, BOTH, ends=SILENT, nights=2
    ),
    "the answer is lost after the channel had written all": miswritten(
        "time-out after writing", GUILD, BOTH, ends=SILENT
    ),
    "the connection breaks half way": miswritten("time-out half way", ACADEMY, BOTH, ends=SILENT, nights=2),
    "the target writes late: not to be seen before tomorrow": miswritten(
        "writes late", ACADEMY, BOTH, ends=SILENT, nights=2
    ),
    "the channel says done and does nothing": miswritten(
        "answers but does nothing", GUILD, BOTH, ends=(3, "does not show it"), nights=2
    ),
}
"""In a world of several hundred records."""
