"""hub sync."""

from __future__ import annotations

from tests.office import Office


def test_the_second_night_has_nothing_to_do(office: Office) -> None:
    first, second = office.hub("sync"), office.hub("sync")

    assert (first.code, second.code) == (0, 0)
    assert "55 changes" not in second.out
    assert len(second.out.splitlines()) <= 3


def test_a_dry_run_is_the_plan(office: Office) -> None:
    before = office.contents()

    dry, planned = office.hub("sync --dry-run"), office.hub("plan")

    assert dry.out == planned.out
    assert office.hub("sync -n --format json").out == office.hub("plan --format json").out
    assert office.contents() == before


def test_a_night_in_json_is_the_night_document(office: Office) -> None:
    answer = office.hub("sync --format json")

    assert answer.data["schema"] == "hub-night/1"
    assert answer.data["run"] == 1


def test_a_quiet_night_says_nothing_on_stderr(office: Office) -> None:
    assert office.hub("-q sync").err == ""
    assert office.hub("sync --quiet").err == ""


def test_a_failed_network_is_code_three_and_the_others_are_done(office: Office) -> None:
    office.file("var/example/bildung-osterode.csv").unlink()

    answer = office.hub("sync")

    assert answer.code == 3
    assert "bildung-osterode.csv" in answer.out


def test_with_q_a_night_without_news_is_silent_and_one_with_news_is_not(office: Office) -> None:
    assert "55 changes" in office.hub("-q sync").out

    assert office.hub("-q sync").out == ""
    assert office.hub("-q sync --format json").data["is_quiet"]
