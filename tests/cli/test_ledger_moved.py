"""What a person sees of a ledger that was copied, moved or restored."""

from __future__ import annotations

import shutil

import pytest

from tests.office import Office


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


def test_a_ledger_that_stayed_where_it_was_is_not_vouched_for(office: Office) -> None:
    office.hub("sync")

    answer = office.hub("sync --ledger-moved")

    assert answer.code == 4
    assert "Leave out --ledger-moved" in answer.err


def test_no_variable_vouches_for_a_ledger_every_night(restored: Office) -> None:
    restored.set(HUB_SYNC_LEDGER_MOVED="1")

    assert restored.hub("sync").code == 4
