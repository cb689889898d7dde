"""A town in which thirty bookings stand on both sides, what befalls it, and what a person does about it."""

from __future__ import annotations

from pathlib import Path

from hub.connectors.memory import MemoryConnector
from hub.model import BookingStatus
from hub.planning.plan import Plan
from tests.planning.builders import booking, course
from tests.town import Town, wrote

SIZE = 30


def settled(folder: Path) -> Town:
    """Thirty bookings that were passed on, in two courses, and one quiet night."""
    town = Town(folder)
    for number in (1, 2):
        town.academy.put(course(f"VA-{number}", capacity=SIZE, place="Göttingen", trainer="T. Rainer"))
    for number in range(SIZE):
        town.mekom.put(booking(f"B-{number:02}", course=f"VA-{1 + number % 2}"))
    town.night()
    assert wrote(town.night()) == []
    town.tomorrow()
    return town


def lose_ledger(town: Town) -> None:
    for path in (town.folder / "var").iterdir():
        path.unlink()


def remove(office: MemoryConnector, kind: str, *, keep: int) -> None:
    """Somebody deletes all but the first few."""
    names = list(office.bookings if kind == "booking" else office.courses)
    for name in names[keep:]:
        office.remove(kind, name)  # type: ignore[arg-type]


def standing(town: Town) -> dict[str, BookingStatus]:
    return {name: kept.status for name, kept in town.academy.bookings.items()}


def confirm(town: Town) -> list[str]:
    """A person looks at the plan of tonight and confirms it."""
    return wrote(town.apply(town.plan_text(), confirm_held=True))


def is_quiet(town: Town) -> bool:
    """Nothing to do, nothing held, nothing that needs anybody."""
    night = town.night()
    plan: Plan = night.facts.plan
    return (wrote(night), list(plan.held), night.exit_code) == ([], [], 0)
