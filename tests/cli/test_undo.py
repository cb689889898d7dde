"""hub undo: shown first, asked about at a terminal, never done by surprise."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from hub.ledger.store import Ledger
from tests.cli.test_schemas import validator
from tests.office import Office


@pytest.fixture
def night(office: Office) -> Office:
    """An office after its first night."""
    office.hub("sync")
    return office


def books(office: Office) -> dict[str, bytes]:
    """The workbooks themselves; a backup folder lies beside them."""
    return {name: raw for name, raw in office.contents().items() if name.count("/") == 2 and "xlsx" in name}


def answering(office: Office, words: str) -> list[str]:
    """Somebody sits at the terminal and answers every question with these words; gives the questions."""
    asked: list[str] = []

    def prompt(question: str, **_: object) -> str:
        asked.append(question)
        return words

    office.patch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    office.patch.setattr("click.prompt", prompt)
    return asked


# to look, and to say yes


def test_without_a_terminal_the_way_back_is_only_shown(night: Office) -> None:
    before = night.contents()

    answer = night.hub("undo 1")

    assert answer.code == 0
    assert answer.out.startswith("Undo of night 1, nothing is written yet: 50 changes")
    for heading in ("To be reversed", "Impossible"):
        assert f"\n{heading}\n" in answer.out
    assert "hub undo 1 --yes" in answer.out
    assert night.contents() == before


@pytest.mark.parametrize("words", ["y", "Yes", " ja ", "J"])
def test_at_a_terminal_it_is_done_after_a_yes(night: Office, words: str) -> None:
    asked = answering(night, words)

    answer = night.hub("undo 1")

    assert asked == ["Reverse these changes? (y/N)"]
    assert "\nNight 2 of 2013-01-14, the undo of night 1: 50 changes" in answer.out
    assert "\nReversed\n" in answer.out
    assert "hub undo 1 --release" in answer.out


@pytest.mark.parametrize("words", ["", "n", "no", "yesterday"])
def test_anything_else_is_a_no(night: Office, words: str) -> None:
    answering(night, words)
    before = night.contents()

    assert night.hub("undo 1").code == 0
    assert night.contents() == before


@pytest.mark.parametrize("line", ["undo 1 --no-input", "undo 1 --format json", "undo 1 --out undo.json"])
def test_who_does_not_want_to_be_asked_is_not(night: Office, line: str) -> None:
    asked = answering(night, "y")
    before = books(night)

    night.hub(line)

    assert asked == []
    assert books(night) == before


def test_a_script_says_yes_itself_and_gets_the_report(night: Office) -> None:
    answer = night.hub("undo 1 --yes")

    assert answer.code == 0
    assert answer.out.startswith("Night 2 of 2013-01-14, the undo of night 1")
    assert "hub undo 1 --yes" not in answer.out


def test_a_yes_to_nothing_says_why_there_is_nothing(night: Office) -> None:
    night.hub("undo 1 --yes")

    answer = night.hub("undo 1 --yes")

    assert answer.code == 0
    assert "\nKept as it is\n" in answer.out
    assert "it shows what it showed before night 1" in answer.out
    assert [run["run"] for run in night.hub("runs --format json").data["runs"]] == [2, 1]


def test_the_last_night_has_a_name(night: Office) -> None:
    assert night.hub("undo last").out == night.hub("undo 1").out


@pytest.mark.parametrize("name", ["7", "yesterday"])
def test_a_night_that_never_was_points_to_the_list(night: Office, name: str) -> None:
    answer = night.hub("undo", name)

    assert answer.code == 2
    assert "hub runs" in answer.err


def test_the_last_night_is_the_last_one_even_if_it_was_killed(night: Office) -> None:
    with closing(Ledger.open(str(night.file("var/hub.db")))) as ledger, ledger.lock():
        ledger.begin(started=datetime.now(UTC), fingerprint="sha256:0", as_of=date(2013, 1, 14))
    before = books(night)

    answer = night.hub("undo last --yes")

    assert "night 2" in answer.out
    assert "night 1" not in answer.out
    assert books(night) == before
    assert night.hub("report last").out == night.hub("report 1").out


def test_before_the_first_night_there_is_nothing_to_undo(office: Office) -> None:
    assert office.hub("undo last").code == 2


def test_a_killed_night_is_undone_by_its_number(office: Office) -> None:
    with closing(Ledger.open(str(office.file("var/hub.db")))) as ledger, ledger.lock():
        ledger.begin(started=datetime.now(UTC), fingerprint="sha256:0", as_of=date(2013, 1, 14))

    answer = office.hub("undo 1")

    assert answer.code == 0
    assert answer.out.startswith("Undo of night 1, nothing is written yet: nothing to do")
    assert "Next" not in answer.out


@pytest.mark.parametrize("flags", ["--yes --release", "--out undo.json --yes", "--release --out undo.json"])
def test_one_thing_at_a_time(night: Office, flags: str) -> None:
    answer = night.hub(f"undo 1 {flags}")

    assert answer.code == 2
    assert "--release" in answer.err


# kept in a file


def test_a_kept_way_back_is_gone_with_apply(night: Office) -> None:
    answer = night.hub("undo 1 --out undo.json")
    assert "hub apply undo.json" in answer.out
    document = json.loads(night.file("undo.json").read_text(encoding="utf-8"))
    validator("hub-plan.schema.json").validate(document)
    assert (document["undoes"], len(document["impossible"])) == (1, 6)

    done = night.hub("apply undo.json")

    assert done.code == 0
    assert done.out.startswith("Night 2 of 2013-01-14, the undo of night 1")
    assert night.hub("apply undo.json").code == 8


def test_the_json_is_the_plan_before_and_the_report_after(night: Office) -> None:
    plan = night.hub("undo 1 --format json").data
    report = night.hub("undo 1 --yes --format json").data

    validator("hub-plan.schema.json").validate(plan)
    validator("hub-night.schema.json").validate(report)
    assert (plan["undoes"], report["undoes"], report["totals"]["impossible"]) == (1, 1, 6)
    assert report["impossible"][0]["text"].endswith("in MEKOM, number")
    assert [line["id"] for line in plan["changes"]] == [line["id"] for line in report["changes"]]


# afterwards


def test_the_next_night_leaves_it_undone_and_is_calm_about_it(night: Office) -> None:
    night.hub("undo 1 --yes")
    before = books(night)

    answer = night.hub("sync")

    assert answer.code == 0
    assert answer.out.startswith("Night 3 of 2013-01-14: nothing to do")
    assert "50 left undone" in answer.out
    assert len(answer.out.splitlines()) <= 3
    assert books(night) == before
    assert "hub undo 1 --release" in night.hub("plan --full").out


def test_a_release_makes_the_next_night_do_it_again(night: Office) -> None:
    night.hub("undo 1 --yes")
    undone = books(night)
    night.hub("sync")

    assert "Released: 50" in night.hub("undo 1 --release").out
    assert books(night) == undone
    assert night.hub("sync").code == 0

    assert "Nothing of night 1" in night.hub("undo 1 --release").out
    assert night.hub("sync").out.startswith("Night 5 of 2013-01-14: nothing to do")
    assert night.hub("plan --format json").data["stays_undone"] == []


def test_the_undo_of_the_undo_brings_every_row_back(night: Office) -> None:
    whole = night.hub("plan --format json").data["readings"]
    night.hub("undo 1 --yes")

    answer = night.hub("undo 2 --yes")

    assert answer.code == 0
    assert "50 changes" in answer.out
    assert "--release" not in answer.out
    after = night.hub("plan --format json").data
    assert (after["changes"], after["stays_undone"], after["readings"]) == ([], [], whole)


def test_the_list_of_nights_says_which_one_undoes_which(night: Office) -> None:
    night.hub("undo 1 --yes")

    lines = night.hub("runs").out.splitlines()

    assert lines[1].endswith("undoes night 1")
    assert lines[2].endswith("undone by night 2")
    data = night.hub("runs --format json").data
    validator("hub-lists.schema.json").validate(data)
    assert [run["undoes"] for run in data["runs"]] == [1, None]


def test_the_life_of_a_record_tells_that_it_was_undone(night: Office) -> None:
    night.hub("undo 1 --yes")
    night.hub("sync")

    words = night.hub("why mekom/booking/B-0015").out
    data = night.hub("why mekom/booking/B-0015 --format json").data

    assert "night 2 (undo of night 1): cancelled in verpackungscluster: done; night 1 is undone" in words
    assert "In mekom: undone on 2013-01-14, and so left until" in words
    validator("hub-lists.schema.json").validate(data)
    assert [event["undoes"] for event in data["events"]] == [None, None, 1, 1]


def test_the_report_of_an_undo_is_shown_again(night: Office) -> None:
    done = night.hub("undo 1 --yes").out

    assert night.hub("report 2").out == done
