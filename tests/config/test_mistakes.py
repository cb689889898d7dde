"""Whatever somebody does to hub.toml, the answer is a configuration or sentences; never a crash."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hub.config import Settings, load, settings_for
from hub.config.model import HubFile
from hub.config.plain_words import Place, problems_of
from hub.credentials import Secret
from hub.errors import ConfigError

from .conftest import RIGHT, Desk

EXAMPLE = (Path(__file__).parents[2] / "hub.toml").read_text(encoding="utf-8")
SCRAPS = (
    *("", " ", "\n", '"', "'", "=", "[", "]", "{", "}", ",", ".", "#", "\\", "ä", "\0", "\r", "\ufeff"),
    *(
        "3",
        "true",
        "2013-01-01",
        "[]",
        "{}",
        '"x"',
        "[hub]",
        "[[hub]]",
        "hub = 1\n",
        "[networks]\n",
        "a.b = 1\n",
    ),
)


class CrmSettings(Settings):
    token: Secret
    path: str = "x"


def answer(desk: Desk, text: str) -> list[str] | None:
    """What the hub says to this file in both languages; nothing when it takes it."""
    try:
        config = load(desk.write(text), environ={})
    except ConfigError as refused:
        return [*refused.say("en").splitlines(), *refused.say("de").splitlines()]
    config.digest()
    return None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            ("valid_from = 2013-01-01", "valid_from = 2013-01-01\nvalid_until = 2012-12-31"),
            (
                "line 18: agreements.academy.valid_until: the agreement ends before valid_from. "
                "Put the two days in order, or leave valid_until out."
            ),
        ),
        (
            ('channel = "harz"', 'channel = "leine"'),
            (
                "line 16: agreements.academy.channel: organiser and channel are the same network. "
                "Name the network that runs the courses, and another one that books them."
            ),
        ),
        (
            ('channel = "harz"', 'channel = "harz"\n\nwithhold_if_offered_by = ["leine"]'),
            (
                "line 18: agreements.academy.withhold_if_offered_by: it names the organiser, so that no course "
                "would ever be passed on. Name only networks whose offers compete with the organiser's."
            ),
        ),
        (
            ("valid_from = 2013-01-01\n", ""),
            "line 14: agreements.academy.valid_from is missing. Add valid_from = … to this table.",
        ),
        (
            ("valid_from = 2013-01-01", 'valid_from = "1.1.2013"'),
            "line 17: agreements.academy.valid_from: this is no day. Write year-month-day, for example 2013-01-31.",
        ),
        (
            ('language = "en"', 'ledger = "postgresql://hub:hunter2@db.example/hub"'),
            (
                "line 2: hub.ledger: a password must not stand here in clear. Leave it out, and set HUB_LEDGER "
                "to the full address, or use PostgreSQL's .pgpass file."
            ),
        ),
    ],
)
def test_what_cannot_work_is_told_at_its_own_key(desk: Desk, change: tuple[str, str], sentence: str) -> None:
    assert desk.complaints(desk.changed(change)) == [f"hub.toml, {sentence}"]


def test_a_key_given_as_a_scalar_names_no_line_outside_the_file(desk: Desk) -> None:
    lines = desk.complaints("hub = 3\nnetworks = []\nagreements = [1]\nlimits = 0.1\n")

    assert [line.split(":")[0] for line in lines] == [f"hub.toml, line {number}" for number in (1, 2, 3, 4)]
    assert all(" must be a table, but is " in line for line in lines)


@pytest.mark.parametrize("seed", range(150))
def test_a_damaged_file_is_answered_in_sentences(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    text = chance.choice([RIGHT, EXAMPLE])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(SCRAPS) + text[at + chance.choice([0, 0, 1, 7]) :]

    said = answer(desk, text)

    assert said is None or said
    assert all(line.startswith("hub.toml") for line in said or [])


@pytest.mark.parametrize("number", range(len(RIGHT.splitlines())))
def test_a_lost_line_is_never_a_crash(desk: Desk, number: int) -> None:
    lines = RIGHT.splitlines()

    said = answer(desk, "\n".join(lines[:number] + lines[number + 1 :]))

    assert all(line.startswith("hub.toml") for line in said or [])


@pytest.mark.parametrize("number", range(len(RIGHT.splitlines())))
def test_a_line_written_twice_is_refused_by_its_number(desk: Desk, number: int) -> None:
    lines = RIGHT.splitlines()
    if not lines[number]:
        return

    [complaint] = desk.complaints("\n".join([*lines[: number + 1], *lines[number:]]))

    assert complaint.startswith(f"hub.toml, line {number + 2}: ")
    assert complaint.endswith(f"stands here and already in line {number + 1}. Keep one of the two.")


WORDS = st.sampled_from(
    [
        "hub",
        "networks",
        "systems",
        "agreements",
        "limits",
        "share",
        "connector",
        "member",
        "hunter2",
        "a",
        "[key]",
    ]
)
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | WORDS
    | st.dates()
    | st.datetimes()
    | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(WORDS, ANYTHING))
def test_any_data_at_all_is_answered_in_sentences(raw: dict[str, Any]) -> None:
    try:
        HubFile.model_validate(raw)
    except ValidationError as error:
        found = problems_of(error, raw=raw, model=HubFile, place=Place())
        assert found
        assert all(str(problem.what) for problem in found)


@given(ANYTHING)
def test_a_secret_in_clear_never_comes_back_whatever_it_is_wrapped_in(raw: Any) -> None:
    try:
        CrmSettings.model_validate({"token": raw, "path": raw})
    except ValidationError as error:
        found = problems_of(error, raw={"token": raw, "path": raw}, model=CrmSettings, place=Place())
        assert "hunter2" not in "".join(f"{problem.what} {problem.remedy}" for problem in found)


def test_a_table_of_settings_in_another_shape_is_told_by_key(desk: Desk) -> None:
    config = desk.load(desk.changed(('{ env = "CRM_TOKEN" }', '{ env = "A", keyring = "b/c" }')))

    with pytest.raises(ConfigError) as refused:
        settings_for(config.networks["leine"].systems["crm"], CrmSettings, config)

    assert str(refused.value) == (
        "hub.toml, line 12: networks.leine.systems.crm.token: this is no reference to a secret. "
        'Write exactly one of { env = "NAME" }, { file = "path" }, { keyring = "service/user" }.'
    )
