"""Sources that come back empty, cut, filtered, or as somebody else's. Each name is that of a real incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from hub.testing.faults import Fault, Misfortune
from hub.testing.world import World
from tests.proofs.stage import Disaster, Ending, Settled
from tests.proofs.workdays import ACADEMY, GUILD

ALL: Final = "members courses bookings"


def misread(
    what: Misfortune, network: str, kinds: str, *, ends: Ending, nights: int = 1, **more: object
) -> Disaster:
    """So many nights in which these kinds are misread in the same way."""

    def disaster(settled: Settled, world: World) -> Iterator[Ending]:
        world.befall(network, *_faults(what, kinds, more))
        for _ in range(nights):
            yield ends
        world.befall(network)

    return disaster


def creeping(network: str, kinds: str, *, left: float, ends: Ending) -> Disaster:
    """A week in which every night sees only so much of what the night before saw."""

    def disaster(settled: Settled, world: World) -> Iterator[Ending]:
        for night in range(1, 8):
            world.befall(network, *_faults("cuts the end", kinds, {"share": left**night}))
            yield ends
        world.befall(network)

    return disaster


def _faults(what: Misfortune, kinds: str, more: Mapping[str, object]) -> list[Fault]:
    return [Fault.model_validate({"what": what, "hook": f"fetch_{kind}", **more}) for kind in kinds.split()]


def without_ledger(disaster: Disaster) -> Disaster:
    """The same, with the hub's own memory lost on the same day."""

    def worse(settled: Settled, world: World) -> Iterator[Ending]:
        for file in world.ledger.parent.iterdir():
            file.unlink()
        yield from disaster(settled, world)

    return worse


def both(one: Disaster, other: Disaster) -> Disaster:
    """Two at once."""

    def disaster(settled: Settled, world: World) -> Iterator[Ending]:
        yield from (ending for ending, _ in zip(one(settled, world), other(settled, world), strict=True))

    return disaster


SOME: Final[Ending] = ((0, 6), "Guild")
"""Hardly a tenth is gone: in the first night perhaps only missing, from the second on held."""
MOVED: Final[Ending] = (6, "nothing follows from what is gone or new there")
EMPTY, GONE = (6, "and now has 0"), (6, "until somebody confirms it")

OF_BOOKINGS: Final[Mapping[str, Disaster]] = {
    "the export ran before its query was done: no bookings": misread(
        "comes back empty", GUILD, "bookings", ends=EMPTY, nights=2
    ),
    "no bookings, and the ledger lost": without_ledger(
        misread("comes back empty", GUILD, "bookings", ends=GONE, nights=2)
    ),
    "emptied but for one stray test booking": misread(
        "only one stray record", GUILD, "bookings", ends=(6, "and now has 1"), nights=2
    ),
    "one stray test booking, and the ledger lost": without_ledger(
        misread("only one stray record", GUILD, "bookings", ends=GONE)
    ),
    "cut to 60 per cent by a time limit": misread(
        "cuts the end", GUILD, "bookings", ends=GONE, share=0.6, nights=2
    ),
    "cut to 60 per cent, and the ledger lost": without_ledger(
        misread("cuts the end", GUILD, "bookings", ends=GONE, share=0.6)
    ),
    "cut to 90 per cent by a time limit": misread(
        "cuts the end", GUILD, "bookings", ends=GONE, share=0.89, nights=2
    ),
    "cut to 90 per cent, and the ledger lost": without_ledger(
        misread("cuts the end", GUILD, "bookings", ends=SOME, share=0.9, nights=2)
    ),
    "cut to 90 per cent, and a few new ones": misread(
        "cuts the end", GUILD, "bookings", ends=SOME, share=0.9, nights=2
    ),
    "40 per cent less every night for a week": creeping(GUILD, "bookings", left=0.6, ends=GONE),
    "10 per cent less every night for a week": creeping(GUILD, "bookings", left=0.89, ends=GONE),
    "one of 500 bookings is broken bytes": misread(
        "garbles records", GUILD, "bookings", ends=(3, "its bytes are broken"), nights=2
    ),
    "one of 500 bookings is broken bytes, and the ledger lost": without_ledger(
        misread("garbles records", GUILD, "bookings", ends=(3, "its bytes are broken"))
    ),
    "an e-mail address stands in the column of names": misread(
        "wrong values", GUILD, "bookings", ends=(6, "e-mail address"), nights=2
    ),
}
"""In a world of 500 bookings."""

OF_LISTS: Final[Mapping[str, Disaster]] = {
    "an expired token: 200 and empty lists of everything": misread(
        "comes back empty", GUILD, ALL, ends=EMPTY, nights=2
    ),
    "an expired token, and the ledger lost": without_ledger(
        misread("comes back empty", GUILD, ALL, ends=GONE)
    ),
    "the organiser's token expired: 200 and empty lists of everything": misread(
        "comes back empty", ACADEMY, ALL, ends=EMPTY
    ),
    "both tokens expired": both(
        misread("comes back empty", GUILD, ALL, ends=EMPTY),
        misread("comes back empty", ACADEMY, ALL, ends=EMPTY),
    ),
    "the members' list was moved: no members": misread("comes back empty", GUILD, "members", ends=EMPTY),
    "one stray record of each kind": misread("only one stray record", GUILD, ALL, ends=(6, "and now has 1")),
    "40 per cent less every night, and the ledger lost": without_ledger(
        creeping(GUILD, "bookings", left=0.6, ends=GONE)
    ),
    "the catalogue has 40 per cent less every night": creeping(ACADEMY, "courses", left=0.6, ends=GONE),
    "page 3 of 5 is missing": misread("cuts a page", GUILD, "bookings", ends=GONE, share=0.8),
    "a page comes twice": misread(
        "repeats a page", GUILD, "bookings", ends=(5, "must return every id once"), share=0.2
    ),
    "the server stops in the middle and says so": misread(
        "says it is partial", GUILD, "bookings", ends=(3, "stopped in the middle")
    ),
    "a group was switched off: half of the members are gone": misread(
        "cuts the end", GUILD, "members", ends=GONE
    ),
    "a filter typo: other members than before": misread(
        "another group's export", GUILD, "members", ends=(6, "are not among its members now"), nights=2
    ),
    "another group's export": misread("another group's export", GUILD, "bookings", ends=GONE, nights=2),
    "another group's export, and the ledger lost": without_ledger(
        misread("another group's export", GUILD, "bookings", ends=GONE)
    ),
    "the number column was sorted alone: all bookings renumbered": misread(
        "renumbers everything", GUILD, "bookings", ends=MOVED
    ),
    "all bookings renumbered, and the ledger lost": without_ledger(
        misread("renumbers everything", GUILD, "bookings", ends=MOVED)
    ),
    "the column of e-mails was hidden in the export": misread(
        "a field is blank",
        GUILD,
        "bookings",
        ends=(6, "would lose their participant's e-mail"),
        field="participant.email",
    ),
    "a column was inserted: all texts stand one further on": misread(
        "columns are shifted", GUILD, "bookings", ends=(6, "would be amended at once")
    ),
    "the organiser's requests come back empty": misread(
        "comes back empty", ACADEMY, "bookings", ends=EMPTY, nights=2
    ),
    "the organiser's requests are cut to 60 per cent": misread(
        "cuts the end", ACADEMY, "bookings", ends=GONE, share=0.6
    ),
    "a share is not mounted": misread("no answer", GUILD, ALL, ends=(3, "guild did not answer in time")),
    "a share is not mounted, and the ledger lost": without_ledger(
        misread("no answer", GUILD, ALL, ends=(3, "guild did not answer in time"))
    ),
    "both servers are down": both(
        misread("no answer", GUILD, ALL, ends=(3, "guild did not answer in time")),
        misread("no answer", ACADEMY, ALL, ends=(3, "academy did not answer in time")),
    ),
}
"""In a world of several hundred records."""

OF_COURSES: Final[Mapping[str, Disaster]] = {
    "the catalogue comes back empty": misread("comes back empty", ACADEMY, "courses", ends=EMPTY, nights=2),
    "the catalogue is empty, and the ledger lost": without_ledger(
        misread("comes back empty", ACADEMY, "courses", ends=GONE)
    ),
    "one stray course, and the ledger lost": without_ledger(
        misread("only one stray record", ACADEMY, "courses", ends=GONE)
    ),
    "the catalogue is cut to 60 per cent": misread(
        "cuts the end", ACADEMY, "courses", ends=GONE, share=0.6, nights=2
    ),
    "the catalogue is cut to 90 per cent": misread("cuts the end", ACADEMY, "courses", ends=GONE, share=0.9),
    "the catalogue of another year": misread("another group's export", ACADEMY, "courses", ends=GONE),
    "all courses renumbered": misread(
        "renumbers everything",
        ACADEMY,
        "courses",
        ends=MOVED,
        nights=2,
    ),
    "a course of the year 1913": misread("wrong values", ACADEMY, "courses", ends=(6, "1913"), nights=2),
    "negative seats: one of the courses cannot be read": misread(
        "garbles records", ACADEMY, "courses", ends=(3, "its bytes are broken"), nights=2
    ),
    "the published courses come back empty": misread(
        "comes back empty", GUILD, "courses", ends=EMPTY, nights=2
    ),
    "the published courses are empty, and the ledger lost": without_ledger(
        misread("comes back empty", GUILD, "courses", ends=(3, "does not show it"))
    ),
}
"""In a world of several hundred courses."""
