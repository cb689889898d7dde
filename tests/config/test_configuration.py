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
        ("[limits]", "[limits]\ncall_seconds = 60\ncall_memory_mb = 512"),
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


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("[hub]", '[hub]\ntimezone = "Europe/London"', "hub.timezone"),
        ("[hub]", "[hub]\nas_of = 2013-01-14", "hub.as_of"),
        ("[hub]", "[hub]\nundo_days = 7", "hub.undo_days"),
        ("[hub]", '[hub]\nledger = "other.db"', "hub.ledger"),
        ("[hub]", '[hub]\nplugins = "ours"', "hub.plugins"),
        ('language = "en"', 'language = "de"', "hub.language"),
        ('title = "Harz e.V."', 'title = "Harz"', "networks.harz"),
        ('path = "harz.xlsx"', 'path = "other.xlsx"', "networks.harz"),
        ("2013-01-01", "2013-01-02", "agreements.academy"),
        ("cancel_share = 0.5", "plan_days = 3", "limits"),
    ],
)
def test_the_part_that_says_something_else_is_known_by_name(
    desk: Desk, old: str, new: str, part: str
) -> None:
    before, after = desk.load().parts(), desk.load(desk.changed((old, new))).parts()

    assert [name for name in before if before[name] != after[name]] == [part]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[hub]", '[hub]\nreports = "out"'),
        ('{ env = "CRM_TOKEN" }', '{ keyring = "crm/hub" }'),
        ("[networks.harz]\n", "# a remark\n\n[networks.harz]\n"),
    ],
)
def test_no_plan_is_another_for_the_folder_of_reports_or_the_place_of_a_secret(
    desk: Desk, old: str, new: str
) -> None:
    assert desk.load().parts() == desk.load(desk.changed((old, new))).parts()


def test_the_variables_count_and_the_reader_s_language_does_not(desk: Desk) -> None:
    plain = desk.load().parts()

    assert desk.load(environ={"HUB_LANGUAGE": "de"}).parts() == plain
    assert desk.load(environ={"HUB_AS_OF": "2013-01-14"}).parts() != plain
    assert desk.load(environ={"HUB_LEDGER": "other.db"}).parts()["hub.ledger"] != plain["hub.ledger"]


def test_a_password_is_no_part_of_the_ledgers_address(desk: Desk) -> None:
    def ledger(address: str) -> object:
        return desk.load(environ={"HUB_LEDGER": address}).parts()["hub.ledger"]

    one = ledger("postgresql://hub:s3cret@db.example.org/hub?options=-csearch_path%3Dhub")
    assert "s3cret" not in str(one)
    assert one == ledger("postgresql://hub:0ther@db.example.org/hub?options=-csearch_path%3Dhub&password=x")
    assert one != ledger("postgresql://hub:s3cret@db.example.org/other?options=-csearch_path%3Dhub")
    assert one != ledger("postgresql://hub:s3cret@db.example.org/hub")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_to_the_folder_is_the_same_place_and_a_copy_is_another(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "copy").mkdir()
    linked, copied = Desk(tmp_path / "link").load(), Desk(tmp_path / "copy").load()

    assert (linked.place, linked.parts()) == (desk.load().place, desk.load().parts())
    assert copied.place != linked.place


def test_the_connectors_in_use_are_known(desk: Desk) -> None:
    text = desk.changed(('connector = "memory"\npath', 'connector = "mekom"\npath'))

    assert desk.load(text).connectors == ["mekom", "memory"]


def test_a_configuration_cannot_be_changed(desk: Desk) -> None:
    config = desk.load()

    with pytest.raises(FrozenInstanceError):
        config.remarks = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        config.networks["x"] = config.networks["harz"]  # type: ignore[index]


def test_a_system_knows_its_key() -> None:
    assert SystemConfig("crm", "leine", "civicrm").key == ("networks", "leine", "systems", "crm")
