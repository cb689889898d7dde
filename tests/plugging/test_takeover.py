"""What is taken over is the hub's own, whatever a plugin does with what it has handed in."""

from __future__ import annotations

from typing import Any

import pytest

from hub.changes import Complete, Done, Finding, Partial, Reading, Record, Refused, Reject, Unknown
from hub.language import Text
from hub.model import Booking, Member
from hub.plugging.misfits import Misfit
from hub.plugging.takeover import findings, reading, receipts
from tests.plugging.builders import booking, member

REJECT = Reject(place="row 7", why=Text("no name"), remedy=Text("Write it."))


def test_a_reading_keeps_all_that_it_says() -> None:
    given = Reading([member("M-1")], [REJECT], Partial("page 3 is missing"), {"id": "No."}, keeps_refs=False)

    found = reading(given, Member)

    assert [record.id for record in found.records] == ["M-1"]
    assert (found.rejects, found.coverage, found.columns) == ([REJECT], given.coverage, given.columns)
    assert not found.keeps_refs


def test_what_a_plugin_does_to_its_reading_later_changes_nothing() -> None:
    records, rejects, columns = [member("M-1")], [REJECT], {"id": "No."}

    found = reading(Reading(records, rejects, columns=columns), Member)
    records.clear()
    rejects.clear()
    columns.clear()

    assert (len(found.records), len(found.rejects), found.columns) == (1, 1, {"id": "No."})


class Whole(Complete):
    """A coverage of a plugin's own kind."""


class Late(Reading[Any]):
    """A reading that begins to work when somebody looks."""

    def __getattribute__(self, name: str) -> Any:
        return [member("M-2")] if name == "records" else super().__getattribute__(name)


def test_a_reading_of_a_plugins_own_class_becomes_a_plain_one() -> None:
    found = reading(Late([], coverage=Whole()), Member)

    assert (type(found), type(found.coverage)) == (Reading, Complete)
    assert [record.id for record in found.records] == ["M-2"]


@pytest.mark.parametrize(
    ("given", "expected", "came"),
    [
        ([member()], "a Reading", "something else (list)"),
        (Reading, "a Reading", "something else (type)"),
        (Reading([], [None]), "a list of Rejects", "one that holds nothing (None)"),  # type: ignore[list-item]
        (Reading([], coverage=True), "Complete() or Partial(…) as coverage", "something else (bool)"),  # type: ignore[arg-type]
        (Reading([], coverage=Partial(3)), "words as reason", "something else (int)"),  # type: ignore[arg-type]
        (Reading([], keeps_refs="no"), "True or False as keeps_refs", "something else (str)"),  # type: ignore[arg-type]
        (Reading([], columns=["id"]), "columns by field", "something else (list)"),  # type: ignore[arg-type]
        (Reading([], columns={"id": 7}), "words as column", "something else (int)"),  # type: ignore[dict-item]
        (Reading([], columns={7: "id"}), "words as column", "something else (int)"),  # type: ignore[dict-item]
    ],
)
def test_a_reading_that_is_none_is_refused(given: object, expected: str, came: str) -> None:
    with pytest.raises(Misfit) as caught:
        reading(given, Member)

    assert (str(caught.value.expected), str(caught.value.came)) == (expected, came)


CHANGES = [booking("B-1"), booking("B-2"), booking("B-3")]
DONE = Done("add B-1", Record.of(booking("B-1").value, "the CRM"))
NO = Refused("add B-2", "no", Text("ask"))
OPEN = Unknown("add B-3", "no answer")


def test_receipts_come_in_the_order_of_the_changes() -> None:
    found = receipts((OPEN, NO, DONE), CHANGES, noun=Booking)

    assert found[1:] == [NO, OPEN]
    assert isinstance(found[0], Done)
    assert found[0].record.value == DONE.record.value


class Shy(Refused):
    """A refusal whose words are another thing every time."""

    def __getattribute__(self, name: str) -> Any:
        return iter(["no"]) if name == "why" else super().__getattribute__(name)


@pytest.mark.parametrize(
    ("given", "expected", "came"),
    [
        (None, "a list of receipts", "nothing (None)"),
        ([DONE, NO], "one receipt for each change", "none for add B-3"),
        ([DONE, NO, OPEN, DONE], "one receipt for each change", "two for add B-1"),
        ([Refused(None, "no", "ask")], "one receipt for each change", "one for the unknown None"),  # type: ignore[arg-type]
        ([Refused("add B-1", 7, "ask")], "words as why", "something else (int)"),  # type: ignore[arg-type]
        ([Refused("add B-1", "no", None)], "words as remedy", "nothing (None)"),  # type: ignore[arg-type]
        ([Unknown("add B-1", 7)], "words as why", "something else (int)"),  # type: ignore[arg-type]
        ([Shy("add B-1", "no", "ask")], "words as why", "something else (list_iterator)"),
        ([Done("add B-1", member())], "Records of Booking", "one that holds something else (Member)"),
    ],
)
def test_receipts_that_are_none_are_refused(given: object, expected: str, came: str) -> None:
    with pytest.raises(Misfit) as caught:
        receipts(given, CHANGES, noun=Booking)

    assert (str(caught.value.expected), str(caught.value.came)) == (expected, came)


def test_findings_keep_what_they_say() -> None:
    given = (Finding("the clock is right"), Finding(Text("no login"), "Renew it."))

    assert findings(given) == list(given)


@pytest.mark.parametrize(
    "given",
    ["all well", [Finding(7)], [Finding("no", remedy=7)]],  # type: ignore[arg-type]
)
def test_findings_that_are_none_are_refused(given: object) -> None:
    with pytest.raises(Misfit):
        findings(given)
