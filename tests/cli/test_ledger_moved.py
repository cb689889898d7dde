"""What a person sees of a ledger that was copied, moved or restored."""

from __future__ import annotations

import shutil

import pytest

from tests.office import Office
from tests.test_example_night import CLUSTER, edited, set_cell


@pytest.fixture
def restored(office: Office) -> Office:
    """An office whose folder of the ledger was put back from a backup."""
    office.hub("sync")
    office.file("var").rename(office.file("backup"))
    shutil.copytree(office.file("backup"), office.file("var"))
    return office


@pytest.mark.parametrize("line", ["sync", "plan", "sync --dry-run", "check"])
def test_a_restored_ledger_is_told_with_the_way_on_and_nothing_is_written(
    restored: Office, line: str
) -> None:
    before = restored.contents()

    answer = restored.hub(line)

    said = " ".join((answer.out + answer.err).split())
    assert answer.code == 4
    assert "This ledger (hub.ledger) is a copy, or was moved or restored from a backup." in said
    assert "say so once: hub sync --ledger-moved" in said
    assert restored.contents() == before


def test_what_happened_can_be_read_in_any_copy(restored: Office) -> None:
    assert restored.hub("runs").code == 0
    assert restored.hub("report 1").code == 0


def test_vouched_for_once_the_night_runs_and_all_later_ones_do(restored: Office) -> None:
    planned = restored.hub("sync --dry-run --ledger-moved")
    assert planned.code == 0

    assert restored.hub("sync --ledger-moved").code == 0
    assert restored.hub("sync").code == 0


def test_who_reviews_every_plan_needs_no_unreviewed_night(restored: Office) -> None:
    _edit(restored)
    assert restored.hub("plan --ledger-moved --out plan.json").code == 0
    before = restored.contents()
    assert restored.hub("apply plan.json").code == 4
    assert restored.contents() == before

    night = restored.hub("apply plan.json --ledger-moved")

    assert night.code == 0
    assert "Night 2" in night.out
    assert restored.hub("plan").code == 0


def test_a_plan_that_does_not_fit_any_more_vouches_for_nothing(restored: Office) -> None:
    restored.hub("plan --ledger-moved --out plan.json")
    _edit(restored)
    before = restored.contents()

    assert restored.hub("apply plan.json --ledger-moved").code == 8

    assert restored.contents() == before
    assert restored.hub("sync").code == 4


def _edit(office: Office) -> None:
    """Somebody makes a course dearer."""
    with edited(office, CLUSTER, "Programm") as sheet:
        set_cell(sheet, "VA-2013-02", "Preis Mitglieder", 299)


def test_a_ledger_that_stayed_where_it_was_is_not_vouched_for(office: Office) -> None:
    office.hub("sync")

    office.hub("plan --out plan.json")

    for line in ("sync", "plan", "apply plan.json"):
        answer = office.hub(f"{line} --ledger-moved")

        assert answer.code == 4
        assert "Leave out --ledger-moved" in answer.err


@pytest.mark.parametrize("command", ["sync", "plan", "apply"])
def test_no_variable_vouches_for_a_ledger_every_night(restored: Office, command: str) -> None:
    restored.hub("plan --ledger-moved --out plan.json")
    restored.set(**{f"HUB_{command.upper()}_LEDGER_MOVED": "1"})

    assert restored.hub("apply plan.json" if command == "apply" else command).code == 4
