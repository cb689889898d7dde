"""hub runs and hub report: the nights so far."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from hub.ledger.store import Ledger
from tests.office import Office


def test_before_the_first_night_the_way_to_it_is_told(office: Office) -> None:
    before = office.contents()

    answer = office.hub("runs")

    assert answer.code == 0
    assert "hub plan" in answer.out
    assert office.hub("runs --format json").data == {"schema": "hub-runs/1", "runs": []}
    assert office.contents() == before


def test_nights_are_listed_newest_first(office: Office) -> None:
    office.hub("sync")
    office.hub("sync")

    lines = office.hub("runs").out.splitlines()
    data = office.hub("runs --limit 1 --format json").data

    assert [line.split()[0] for line in lines[1:]] == ["2", "1"]
    assert [run["run"] for run in data["runs"]] == [2]
    assert data["runs"][0]["as_of"] == "2013-01-14"


def test_a_night_that_was_killed_is_told_as_such(office: Office) -> None:
    ledger = Ledger.open(str(office.file("var/hub.db")))
    ledger.begin(started=datetime.now(UTC), fingerprint="sha256:0", as_of=date(2013, 1, 14))
    ledger.close()

    assert "killed" in office.hub("runs").out
    assert office.hub("runs --format json").data["runs"][0]["finished"] is None
    assert office.hub("report 1").code == 2
    assert office.hub("report last").code == 2

    office.hub("sync")
    last, before = office.hub("runs").out.splitlines()[1:]
    assert last.split()[0] == "2"
    assert "killed" not in last
    assert "killed, or stopped before its end" in before


def test_any_night_is_shown_again_in_either_language(office: Office) -> None:
    night = office.hub("sync").out
    office.hub("sync")

    assert office.hub("report 1").out == night
    assert office.hub("report last").out == office.hub("report 2").out != night
    assert office.hub("report 1 --language de").out != night
    assert office.hub("report 1 --format json").data["run"] == 1


@pytest.mark.parametrize("name", ["7", "yesterday", "-1x", "last"])
def test_a_night_that_never_was_points_to_the_list(office: Office, name: str) -> None:
    answer = office.hub("report --", name)

    assert answer.code == 2
    assert "hub runs" in answer.err


@pytest.mark.parametrize("limit", ["0", "many", "-3"])
def test_a_senseless_limit_is_refused(office: Office, limit: str) -> None:
    answer = office.hub(f"runs --limit {limit}")

    assert answer.code == 2
    assert "--limit" in answer.err


def test_a_ledger_that_is_none_is_a_matter_of_configuration(office: Office) -> None:
    office.file("var/hub.db").write_bytes(b"no database at all, but long enough to look like a file" * 9)

    answer = office.hub("runs")

    assert answer.code == 4
    assert "hub.db" in answer.err


@pytest.mark.parametrize("command", ["report last", "review", "why mekom/booking/B-0001"])
def test_a_report_that_a_newer_hub_left_is_said_to_be_one(office: Office, command: str) -> None:
    office.hub("sync")
    with closing(Ledger.open(str(office.file("var/hub.db")))) as ledger:
        ledger.finish(1, finished=datetime.now(UTC), exit_code=0, document='{"schema": "hub-night-view/2"}')

    answer = office.hub(command)

    assert answer.code == 4
    assert "Was it written by a newer hub? Then update this one." in " ".join(answer.err.split())
    assert "Traceback" not in answer.err
    assert office.hub("sync").code in {0, 3}
