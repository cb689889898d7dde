"""What `hub init` writes loads at once and says what was answered, whatever the words."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.config.starter import SCHEMA_LINE, Starter, StarterNetwork, starter_text

from .conftest import Desk

HARZ = StarterNetwork(name="harz", title="Wirtschaft im Harz e.V.", workbook="harz.xlsx", connector="mekom")
LEINE = StarterNetwork(
    name="leine",
    title='Cluster "Leine"',
    workbook="C:\\Büro\\Mitglieder 2013.xlsx",
    connector="verpackungscluster",
)
ANSWERS = Starter(organiser=LEINE, channel=HARZ, valid_from=date(2013, 1, 1))


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_first_hub_toml_loads_and_says_what_was_answered(desk: Desk, language: str) -> None:
    config = desk.load(starter_text(replace(ANSWERS, language=language)))

    assert config.hub.language == language
    assert {name: network.title for name, network in config.networks.items()} == {
        "leine": 'Cluster "Leine"',
        "harz": "Wirtschaft im Harz e.V.",
    }
    workbook = config.networks["leine"].systems["workbook"]
    assert workbook.connector == "verpackungscluster"
    assert workbook.table == {"path": "C:\\Büro\\Mitglieder 2013.xlsx"}
    agreement = config.agreements["akademie"]
    assert (agreement.organiser, agreement.channel) == ("leine", "harz")
    assert agreement.valid_from == date(2013, 1, 1)
    assert agreement.share.participant == ("name", "email")
    assert agreement.share.member == ("name", "town")
    assert config.remarks == ()


def test_a_workbook_in_a_cloud_has_its_address_and_where_its_password_lies(desk: Desk) -> None:
    cloud = StarterNetwork(
        name="süd-harz", title="Harz", workbook="https://c.example.org/h.xlsx", connector="spreadsheet", user="büro"
    )  # fmt: skip

    for user, said in (("büro", "büro"), ("", "hub")):
        text = starter_text(replace(ANSWERS, channel=replace(cloud, user=user)))
        assert desk.load(text).networks["süd-harz"].systems["workbook"].table == {
            "url": "https://c.example.org/h.xlsx",
            "user": said,
            "password": {"env": "S_D_HARZ_PASSWORD"},
        }


def test_every_part_has_its_comment_and_no_line_is_long() -> None:
    lines = starter_text(ANSWERS).splitlines()

    assert lines[0] == SCHEMA_LINE
    assert sum(line.startswith("# ") for line in lines) >= 10
    assert all(len(line) <= 100 for line in lines)


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_no_words_can_break_the_file(title: str, workbook: str, name: str) -> None:
    network = StarterNetwork(name=name, title=title, workbook=workbook, connector="mekom")

    written = tomllib.loads(starter_text(replace(ANSWERS, organiser=network, agreement=name)))

    assert written["networks"][name]["title"] == title
    assert written["networks"][name]["systems"]["workbook"][_key_of(workbook)] == workbook
    assert written["agreements"][name]["organiser"] == name


def _key_of(workbook: str) -> str:
    return "url" if "://" in workbook else "path"
