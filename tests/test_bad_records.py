"""One bad record, in the first night or a later one: it is named, its good copy stays, and all others go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hub.changes import Reading, Record, Reject, Unreadable
from hub.connectors.memory import MemoryConnector
from hub.hookspecs import hookimpl
from hub.language import Text
from hub.model import Booking, BookingStatus, Network
from tests.planning.builders import booking, member
from tests.thirty import is_quiet, lose_ledger, settled, standing
from tests.town import Town, wrote


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return settled(tmp_path)


class Torn(MemoryConnector):
    """Some of its bookings cannot be understood: unreadable, with a wrong value, or without a number."""

    bad: dict[str, str] = {}  # noqa: RUF012 - set anew by every test

    @hookimpl
    def fetch_bookings(self, network: Network) -> Reading[Booking]:
        whole = super().fetch_bookings(network)
        nameless = [name for name, how in self.bad.items() if how == "number"]
        records = [self._as_read(record) for record in whole.records if record.id not in nameless]
        rejects = [
            Reject(place="row 7", why=Text("#REF! is no number"), remedy=Text("mend it")) for _ in nameless
        ]
        return Reading(records, rejects=rejects)

    def _as_read(self, record: Record[Booking]) -> Record[Booking]:
        if record.id not in self.bad:
            return record
        torn = b"torn" + record.fingerprint[4:]  # as long as ever: else the ledger would not remember it
        return Record(record.id, fingerprint=torn, source=_Torn(record.id), origin=record.origin)


class _Torn:
    def __init__(self, name: str) -> None:
        self.name = name

    def value(self, key: int) -> Booking:
        why = Text("“bestaetogt” is no status")
        raise Unreadable(Reject(place="row 7", why=why, remedy=Text("mend it"), field="Status", id=self.name))

    def place(self, key: int) -> str:
        return "row 7"


def at_mekom(town: Town) -> Torn:
    town.mekom = Torn.of(
        members=[member()], courses=town.mekom.courses.values(), bookings=town.mekom.bookings.values()
    )
    return town.mekom


def at_the_academy(town: Town) -> Torn:
    town.academy = Torn.of(
        courses=town.academy.courses.values(), bookings=town.academy.bookings.values(), seats="by capacity"
    )
    return town.academy


@pytest.mark.parametrize("how", ["value", "number"])
@pytest.mark.parametrize("is_remembered", [True, False])
@pytest.mark.parametrize(("side", "name"), [(at_mekom, "B-03"), (at_the_academy, "mekom/booking/B-03")])
def test_a_bad_record_of_somebody_known_is_named_its_good_copy_stays_and_all_others_go_on(
    town: Town, side: Callable[[Town], Torn], name: str, how: str, is_remembered: bool
) -> None:
    office = side(town)
    office.bad = {name: how}
    before = standing(town) | {"mekom/booking/B-77": BookingStatus.CONFIRMED}
    if not is_remembered:
        lose_ledger(town)
    town.mekom.put(booking("B-77"))

    for _ in range(3):
        night = town.night()
        assert night.exit_code == 3
        [placed] = night.facts.plan.rejects
        assert str(placed.reject.place) == "row 7"
        town.tomorrow()

    if side is at_mekom:
        assert standing(town) == before
        assert set(town.academy.bookings) == set(before)
    else:
        assert {kept for kept in standing(town) if kept.endswith("B-03")} == {"mekom/booking/B-03"}
    assert {kept.status for kept in town.mekom.bookings.values()} <= {
        BookingStatus.CONFIRMED,
        BookingStatus.REQUESTED,
    }

    office.bad = {}
    wrote(town.night())
    town.tomorrow()
    assert is_quiet(town)
    assert standing(town) == before


@pytest.mark.parametrize("how", ["value", "number"])
@pytest.mark.parametrize("is_remembered", [True, False])
def test_nobody_is_booked_twice_while_the_row_of_the_first_booking_cannot_be_read(
    town: Town, how: str, is_remembered: bool
) -> None:
    """The organiser's row is garbled; its home still says who sits there."""
    town.mekom.put(booking("B-99", course="VA-2", participant=town.mekom.bookings["B-03"].participant))
    [asked] = town.night().facts.plan.questions
    town.tomorrow()
    office = at_the_academy(town)
    office.bad = {"mekom/booking/B-03": how}
    if not is_remembered:
        lose_ledger(town)

    for _ in range(2):
        assert not any(line.startswith("add") for line in wrote(town.night()))
        town.tomorrow()

    office.bad = {}
    assert [question.id for question in town.night().facts.plan.questions] == [asked.id]
