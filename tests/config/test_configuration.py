"""The digest moves when a plan may become another one, and never else."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.config import SystemConfig, load

from .conftest import RIGHT, Desk


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[hub]", '[hub]\ntimezone = "Europe/London"'),
        ("[hub]", "[hub]\nas_of = 2013-01-14"),
        ("cancel_share = 0.5", "cancel_share = 0.4"),
        ("cancel_share = 0.5", "cancel_at_least = 4"),
        ("2013-01-01", "2013-01-02"),
        ('participant = ["name"]', 'participant = ["name", "email"]'),
        ('organiser = "leine"\nchannel = "harz"', 'organiser = "harz"\nchannel = "leine"'),
        ("[agreements.academy]", "[agreements.akademie]"),
        ('path = "harz.xlsx"', 'path = "other.xlsx"'),
        ('path = "harz.xlsx"', 'path = "harz.xlsx"\ncolumns = { town = ["Ort"] }'),
        ('path = "harz.xlsx"', 'path = "harz.xlsx"\nprovides = ["members"]'),
        ('connector = "memory"\npath', 'connector = "mekom"\npath'),
    ],
)
def test_whatever_may_change_a_plan_changes_the_digest(desk: Desk, old: str, new: str) -> None:
    assert desk.load().digest() != desk.load(desk.changed((old, new))).digest()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('language = "en"', 'language = "de"'),
        ("[hub]", '[hub]\nledger = "other.db"\nreports = "out"\nplugins = "ours"'),
        ('title = "Harz e.V."', 'title = "Harz"'),
        ('{ env = "CRM_TOKEN" }', '{ keyring = "crm/hub" }'),
        ("[networks.harz]\n", "# a remark\n\n[networks.harz]\n"),
        ('organiser = "leine"\nchannel = "harz"', 'channel = "harz"\norganiser = "leine"'),
        ("[limits]", "[limits]\ncancel_at_least = 3"),
    ],
)
def test_words_folders_and_order_leave_the_digest_alone(desk: Desk, old: str, new: str) -> None:
    assert desk.load().digest() == desk.load(desk.changed((old, new))).digest()


def test_the_order_of_provided_kinds_is_no_matter(desk: Desk) -> None:
    def digest(provides: str) -> str:
        return desk.load(desk.changed(("path =", f"provides = [{provides}]\npath ="))).digest()

    assert digest('"members", "courses"') == digest('"courses", "members"')


def test_a_copied_folder_keeps_its_digest(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = Desk(tmp_path_factory.mktemp("copy"))

    assert desk.load().digest() == elsewhere.load().digest()


def test_the_digest_is_the_same_in_every_process(desk: Desk) -> None:
    path = desk.write(desk.right)
    script = (
        "import sys; from pathlib import Path; from hub.config import load; "
        "sys.stdout.write(load(Path(sys.argv[1]), environ={}).digest())"
    )
    root = str(Path(__file__).parents[2])
    found = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": root},
    )

    assert found.stdout == load(path, environ={}).digest()


@given(st.permutations(RIGHT.split("\n\n")))
def test_the_order_of_tables_never_matters(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    desk = Desk(tmp_path_factory.getbasetemp())

    assert desk.load("\n\n".join(parts) + "\n").digest() == desk.load().digest()


def test_a_configuration_cannot_be_changed(desk: Desk) -> None:
    config = desk.load()

    with pytest.raises(FrozenInstanceError):
        config.remarks = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        config.networks["x"] = config.networks["harz"]  # type: ignore[index]


def test_a_system_knows_its_key() -> None:
    assert SystemConfig("crm", "leine", "civicrm").key == ("networks", "leine", "systems", "crm")
