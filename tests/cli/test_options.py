"""The options that every command takes, before or after its name, and the variables that stand in for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hub.cli.wishes import Wishes
from tests.office import Office


@pytest.mark.parametrize("line", ["-q networks", "networks -q", "networks --quiet", "--quiet networks"])
def test_common_options_stand_before_or_after_the_command(office: Office, line: str) -> None:
    assert office.hub(line).code == 0


def test_common_options_reach_the_commands_of_a_group(office: Office) -> None:
    office.file("hub.toml").rename(office.file("other.toml"))

    for line in (
        "--config other.toml plugins list",
        "plugins --config other.toml",
        "plugins list --config other.toml",
    ):
        assert office.hub(line).code == 0, line


def test_the_last_config_counts(office: Office) -> None:
    office.file("hub.toml").rename(office.file("other.toml"))

    assert office.hub("--config nowhere.toml networks --config other.toml").code == 0
    assert office.hub("--config other.toml networks --config nowhere.toml").code == 4


def test_variables_stand_in_for_common_options(office: Office) -> None:
    office.file("hub.toml").rename(office.file("other.toml"))
    office.set(HUB_CONFIG="other.toml", HUB_LOG_FORMAT="json", HUB_VERBOSE="1")

    answer = office.hub("plan")

    assert answer.code == 0
    assert json.loads(answer.err.splitlines()[0])["level"] == "info"


def test_a_flag_beats_its_variable(office: Office) -> None:
    office.set(HUB_CONFIG="nowhere.toml")

    assert office.hub("networks").code == 4
    assert office.hub("networks --config hub.toml").code == 0


def test_an_empty_variable_is_none(office: Office) -> None:
    office.set(HUB_CONFIG="", HUB_LANGUAGE="", HUB_PLAN_FORMAT="", HUB_QUIET="")

    assert office.hub("plan").code == 0


@pytest.mark.parametrize(
    ("variable", "word", "sentence"),
    [
        ("HUB_LANGUAGE", "fr", "HUB_LANGUAGE muss eines von de, en sein."),
        ("HUB_PLAN_FORMAT", "html", "HUB_PLAN_FORMAT must be one of text, json."),
        ("HUB_VERBOSE", "much", "HUB_VERBOSE must be a whole number, 0 or more."),
    ],
)
def test_a_wrong_word_in_a_variable_is_laid_at_the_variables_door(
    office: Office, variable: str, word: str, sentence: str
) -> None:
    office.set(**{variable: word})

    answer = office.hub("plan")

    assert answer.code == 4
    assert sentence in answer.err
    assert "--" not in answer.err


def test_a_wrong_word_in_a_flag_is_still_the_flags(office: Office) -> None:
    office.set(HUB_PLAN_FORMAT="html")

    answer = office.hub("plan --format xml")

    assert answer.code == 2
    assert "--format must be one of text, json." in answer.err


def test_settings_in_variables_stand_above_hub_toml(office: Office) -> None:
    office.set(HUB_AS_OF="2013-02-01", HUB_LEDGER="elsewhere/l.db")

    office.hub("sync")

    assert office.hub("runs --format json").data["runs"][0]["as_of"] == "2013-02-01"
    assert office.file("elsewhere/l.db").exists()
    assert not office.file("var/hub.db").exists()


def test_a_misspelt_variable_is_remarked_on(office: Office) -> None:
    office.set(HUB_LEGDER="elsewhere/l.db")

    assert "Did you mean HUB_LEDGER?" in office.hub("check").out


@pytest.mark.parametrize(
    ("wishes", "variables", "terminal", "colour"),
    [
        (Wishes("en"), {}, True, True),
        (Wishes("en"), {}, False, False),
        (Wishes("en", no_color=True), {}, True, False),
        (Wishes("en"), {"NO_COLOR": "1"}, True, False),
        (Wishes("en"), {"NO_COLOR": ""}, True, True),
        (Wishes("en"), {"TERM": "dumb"}, True, False),
    ],
)
def test_colour_is_for_people_at_a_terminal_who_do_not_mind(
    monkeypatch: pytest.MonkeyPatch,
    wishes: Wishes,
    variables: dict[str, str],
    *,
    terminal: bool,
    colour: bool,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert wishes.colour_on(terminal=terminal) is colour


def test_hub_toml_is_read_where_you_are_unless_you_say_so() -> None:
    assert Wishes("de").config == Path("hub.toml")
