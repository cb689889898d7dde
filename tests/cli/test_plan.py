"""hub plan."""

from __future__ import annotations

import json

import pytest

from hub.planning.document import read_plan
from tests.office import Office


def test_a_plan_leaves_every_file_as_it_was(office: Office) -> None:
    before = office.contents()

    assert office.hub("plan").code == 0

    assert office.contents() == before


def test_a_plan_after_a_night_leaves_the_ledger_as_it_was(office: Office) -> None:
    office.hub("sync")
    before = office.contents()

    assert office.hub("plan --full").code == 0

    assert office.contents() == before


def test_the_plan_goes_to_stdout_and_the_talk_to_stderr(office: Office) -> None:
    answer = office.hub("plan")

    assert answer.out.startswith("Plan for 2013-01-14")
    assert answer.out.rstrip().splitlines()[-1].startswith("Next:")
    assert "Starting" in answer.err
    assert "Starting" not in answer.out


def test_the_same_plan_in_json_is_the_same_bytes_and_the_plan_file(office: Office) -> None:
    first = office.hub("plan --format json --out plan.json")
    second = office.hub("plan --format json")

    assert first.out == second.out == office.file("plan.json").read_text(encoding="utf-8")
    assert first.data["schema"] == "hub-plan/1"


def test_a_variable_chooses_the_format_and_a_flag_beats_it(office: Office) -> None:
    office.set(HUB_PLAN_FORMAT="json")

    assert office.hub("plan").data["schema"] == "hub-plan/1"
    assert office.hub("plan --format text").out.startswith("Plan for")


def test_a_kept_plan_is_named_in_the_next_step(office: Office) -> None:
    answer = office.hub("plan --out tonight.json")

    assert "hub apply tonight.json" in answer.out.splitlines()[-1]
    assert read_plan(office.file("tonight.json").read_text(encoding="utf-8")).fingerprint.startswith(
        "sha256:"
    )


@pytest.mark.parametrize(("flags", "code"), [("", 0), ("--exit-code", 10)])
def test_pending_changes_are_an_exit_code_only_when_asked_for(office: Office, flags: str, code: int) -> None:
    assert office.hub(f"plan {flags}").code == code


def test_nothing_pending_is_code_zero(office: Office) -> None:
    office.hub("sync")

    assert office.hub("plan --exit-code").code == 0


def test_a_short_plan_is_shorter_and_a_full_one_longer(office: Office) -> None:
    short, normal, full = (len(office.hub(f"plan {flag}").out) for flag in ("--short", "", "--full"))

    assert short < normal < full


def test_a_plan_that_cannot_be_kept_says_which_file(office: Office) -> None:
    answer = office.hub("plan --out nowhere/plan.json")

    assert answer.code == 2
    assert "nowhere" in answer.err
    assert answer.out == ""


def test_a_failed_network_is_code_three_and_the_others_are_planned(office: Office) -> None:
    office.file("var/example/bildung-osterode.csv").unlink()

    answer = office.hub("plan --format json")

    assert answer.code == 3
    assert [failure["network"] for failure in answer.data["failures"]] == ["bildung-osterode"]


def test_the_language_of_the_flag_beats_variable_and_file(office: Office) -> None:
    office.set(HUB_LANGUAGE="en")

    assert office.hub("plan --language de").out != office.hub("plan").out
    assert json.loads(office.hub("--language de plan --format json").out)["language"] == "de"


def test_a_broken_plugin_is_told_once(office: Office) -> None:
    """Its network fails for it; a second line about the plugin itself would be a second alarm for one mistake."""
    office.file("plugins/mekom.py").write_text("import nonsense_that_is_not_there\n", encoding="utf-8")
    office.file("plugins/unused.py").write_text("import nonsense_of_another_kind\n", encoding="utf-8")

    answer = office.hub("plan --full")

    assert answer.code == 5
    assert answer.out.count("nonsense_that_is_not_there") == 1
    assert answer.out.count("nonsense_of_another_kind") == 1


def test_a_network_that_fails_is_not_told_to_lack_something_too(office: Office) -> None:
    office.file("var/example/mekom.xlsx").unlink()
    office.edit(
        "hub.toml",
        'path = "var/example/mekom.xlsx"',
        'path = "var/example/mekom.xlsx"\nprovides = ["members"]',
    )

    answer = office.hub("plan")

    assert answer.code == 3
    assert answer.out.count("x MEKOM") == 1


@pytest.mark.parametrize("name", ["var/example/mekom.xlsx", "hub.toml"])
def test_a_plan_never_takes_the_place_of_another_file(office: Office, name: str) -> None:
    before = office.file(name).read_bytes()

    answer = office.hub("plan --out", name)

    assert answer.code == 2
    assert "is no plan; it stays as it is" in answer.err
    assert office.file(name).read_bytes() == before


def test_an_older_plan_is_replaced(office: Office) -> None:
    office.hub("plan --out plan.json")

    assert office.hub("plan --out plan.json").code == 0
