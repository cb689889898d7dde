"""An answer that is none is refused: hook, line, what was expected and what came."""

from __future__ import annotations

import pytest

from hub.changes import Done, Reading, Record, Refused
from hub.errors import PluginError
from hub.model import Member
from tests.plugging.builders import Answering, booking, connected, member


def record(record_id: object, **changes: object) -> Record[Member]:
    found = member()
    found.id = record_id  # type: ignore[assignment]
    for name, value in changes.items():
        setattr(found, name, value)
    return found


NONSENSE_MEMBERS = [
    (None, "a Reading, but returned nothing (None)"),
    ([], "a Reading, but returned something else (list)"),
    ((each for each in ()), "a Reading, but returned a generator, whose work would begin too late"),
    (Reading(None), "a list of Records, but returned nothing (None)"),  # type: ignore[arg-type]
    (Reading("abc"), "a list of Records, but returned something else (str)"),  # type: ignore[arg-type]
    (
        Reading(member() for _ in "a"),  # type: ignore[arg-type]
        "a list of Records, but returned a generator, whose work would begin too late",
    ),
    (
        Reading([member().value]),  # type: ignore[list-item]
        "a list of Records, but returned one that holds something else (Member)",
    ),
    (Reading([member(), member()]), "every id once, but returned M-1 twice"),
    (Reading([record(7)]), "texts as ids, but returned the id 7"),
    (Reading([record("")]), "texts as ids, but returned the id ''"),
    (
        Reading([record("M-1", fingerprint="abc")]),
        "bytes as fingerprints, but returned something else (str)",
    ),
    (Reading([record("M-1", origin="mekom/member/1")]), "Refs as origins, but returned something else (str)"),
    (
        Reading([Record.of(booking("B-1").value, "here")]),
        "Records of Member, but returned one that holds something else (Booking)",
    ),
    (
        Reading([], rejects=["row 7"]),  # type: ignore[list-item]
        "a list of Rejects, but returned one that holds something else (str)",
    ),
    (
        Reading([], coverage=None),  # type: ignore[arg-type]
        "Complete() or Partial(…) as coverage, but returned nothing (None)",
    ),
]


@pytest.mark.parametrize(("members", "said"), NONSENSE_MEMBERS, ids=[said for _, said in NONSENSE_MEMBERS])
def test_a_reading_that_is_none_is_refused(members: object, said: str) -> None:
    with pytest.raises(PluginError) as caught:
        connected(Answering(members=members)).fetch("member")

    line = Answering.fetch_members.__code__.co_firstlineno
    assert str(caught.value) == (
        f'mycrm.py:{line}: The hook fetch_members of the connector "mycrm" '
        f"must return {said}. Expected: def fetch_members(self, network: Network) -> Reading[Member]"
    )


DONE = Done("add B-1", Record.of(booking("B-1").value, "the CRM"))
NO = Refused("add B-2", "no", "ask")
NONSENSE_RECEIPTS = [
    (None, "a list of receipts, but returned nothing (None)"),
    (DONE, "a list of receipts, but returned something else (Done)"),
    ([DONE, True], "a list of receipts, but returned one that holds something else (bool)"),
    ([DONE], "one receipt for each change, but returned none for add B-2"),
    ([DONE, DONE], "one receipt for each change, but returned two for add B-1"),
    (
        [DONE, NO, Refused("x", "no", "ask")],
        "one receipt for each change, but returned one for the unknown 'x'",
    ),
    (
        [Done("add B-1", booking("B-1").value), NO],  # type: ignore[arg-type]
        "a list of Records, but returned one that holds something else (Booking)",
    ),
    (
        [Done("add B-1", member()), NO],
        "Records of Booking, but returned one that holds something else (Member)",
    ),
]


@pytest.mark.parametrize(("receipts", "said"), NONSENSE_RECEIPTS, ids=[said for _, said in NONSENSE_RECEIPTS])
def test_receipts_that_do_not_fit_the_changes_are_refused(receipts: object, said: str) -> None:
    with pytest.raises(PluginError) as caught:
        connected(Answering(receipts=receipts)).sync_bookings([booking("B-1"), booking("B-2")])

    assert f'The hook sync_bookings of the connector "mycrm" must return {said}.' in str(caught.value)
