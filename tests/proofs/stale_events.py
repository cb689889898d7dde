"""Ways to make a plan stale by what befell the hub since: partners fail, it has written, it was killed, somebody decided."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import Any, Final

from hub.ledger.store import Ledger
from hub.memory import Decision
from hub.model import BookingStatus, CourseStatus, NetworkName
from hub.testing.death import night_dying_at
from hub.testing.faults import Fault, Misfortune
from hub.testing.world import World
from tests.proofs.desks import ACADEMY, APPLICABLE, BUSY, GUILD, KNOWN, Desk, a_course
from tests.proofs.ways import Act, Way

# partners that fail


def _befallen(network: NetworkName, what: Misfortune, hook: str, **more: Any) -> Act:
    return lambda desk: desk.world.befall(network, Fault(what=what, hook=hook, **more))


PARTNERS: Final = [
    Way(f"{network}: no answer to {hook}", _befallen(network, "no answer", hook), f"{network.title()} cannot be read now", BUSY)
    for network in (ACADEMY, GUILD)
    for hook in ("fetch_members", "fetch_courses", "fetch_bookings")
] + [
    Way("the academy's courses come back empty", _befallen(ACADEMY, "comes back empty", "fetch_courses"), "planned|held", BUSY - {"undo"}),
    Way("the guild's members come back empty", _befallen(GUILD, "comes back empty", "fetch_members"), "planned|held", APPLICABLE),
    Way("one stray course", _befallen(ACADEMY, "only one stray record", "fetch_courses"), "planned|held", BUSY - {"undo"}),
    Way("half of the bookings", _befallen(GUILD, "cuts the end", "fetch_bookings", share=0.4), "planned|held|missing", BUSY),
    Way("a partial list of courses", _befallen(ACADEMY, "says it is partial", "fetch_courses", share=0.2), "planned|held", BUSY - {"undo", "absent"}),
    Way("courses garbled", _befallen(ACADEMY, "garbles records", "fetch_courses", count=99), "planned|held", BUSY - {"undo"}),
]  # fmt: skip


# the hub itself


def _applied(desk: Desk) -> None:
    desk.apply()


def _applied_with_the_held(desk: Desk) -> None:
    desk.confirm_held = True
    desk.apply()


def _applied_there(desk: Desk, world: World) -> int:
    return desk.apply().exit_code


def _killed(point: float) -> Act:
    """The plan was being applied when the hub was killed, part of the way through its points."""

    def act(desk: Desk) -> None:
        command = partial(_applied_there, desk)
        reached = night_dying_at(desk.world, None, command=command).points
        desk.again()
        written = [n for n, name in enumerate(reached) if ": kept" in name]
        night_dying_at(desk.world, written[int(point * (len(written) - 1))] + 1, command=command)

    return act


def _decided(desk: Desk) -> None:
    ledger = Ledger.open(str(desk.world.ledger))
    ledger.decide(Decision("some question", "yes", "Karla", desk.world.day))
    ledger.close()


def _in_ledger(sql: str) -> Act:
    def act(desk: Desk) -> None:
        with closing(sqlite3.connect(desk.world.ledger)) as connection, connection:
            connection.execute(sql)

    return act


def _lost(desk: Desk) -> None:
    shutil.rmtree(desk.world.ledger.parent)


def _night_then(people: Callable[[Desk], object]) -> Act:
    def act(desk: Desk) -> None:
        people(desk)
        desk.world.night()

    return act


_HALF_DONE: Final = "planned|would become|written since|applied already, at least in part"
MEMORY: Final = "the hub has written since, or this is not the same ledger|has no night 2"
HUB: Final = [
    Way("a night since", lambda desk: desk.world.night(), "applied already", APPLICABLE),
    Way("a night since, in which others worked", _night_then(lambda desk: desk.put(ACADEMY, a_course("AC-903", desk.world))), MEMORY, APPLICABLE | {"quiet"}),
    Way("two nights since", lambda desk: (desk.world.night(), desk.world.night()), "applied already", APPLICABLE),
    Way("applied already", _applied, "applied already", APPLICABLE),
    Way("applied already with the held", _applied_with_the_held, "applied already", frozenset({"held"})),
    Way("killed after its first change", _killed(0), _HALF_DONE, APPLICABLE),
    Way("killed half-way", _killed(0.5), _HALF_DONE, APPLICABLE),
    Way("killed after its last change", _killed(1), _HALF_DONE, APPLICABLE),
    Way("a decision since", _decided, "a question was answered"),
    Way("the ledger lost", _lost, MEMORY, KNOWN),
    Way("the ledger counts more", _in_ledger("UPDATE hub_runs SET changes = changes + 1"), MEMORY, KNOWN),
    Way("the ledger counts less", _in_ledger("UPDATE hub_runs SET changes = 0"), MEMORY, KNOWN),
    Way("the ledger's runs gone", _in_ledger("DELETE FROM hub_runs"), MEMORY, KNOWN),
    Way("held confirmed, and one more is held", lambda desk: _more_held(desk), "newly planned: add AC-903", frozenset({"held"})),
    Way("held confirmed, and one less is held", lambda desk: _less_held(desk), "no longer planned: cancel", frozenset({"held"})),
]  # fmt: skip


def _more_held(desk: Desk) -> None:
    desk.confirm_held = True
    desk.put(GUILD, desk.booking("B-902").model_copy(update={"status": BookingStatus.CANCELLED_BY_COMPANY}))
    desk.put(ACADEMY, a_course("AC-903", desk.world))


def _less_held(desk: Desk) -> None:
    desk.confirm_held = True
    desk.put(ACADEMY, desk.course("AC-901").model_copy(update={"status": CourseStatus.OPEN}))


WAYS: Final = [*PARTNERS, *HUB]
