"""Documentation that fails the build when it lies."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path

import pytest

import hub
from hub import errors, hookspecs
from hub.plugging import discover
from tests.office import office
from tests.tried import FIGURES, readme_table, table

ROOT = Path(__file__).parent.parent
PLUGINS_README = (ROOT / "plugins" / "README.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON_BLOCKS = re.findall(r"```python\n(.*?)```", PLUGINS_README, flags=re.DOTALL)


def hooks() -> dict[str, list[str]]:
    """Every hook of the contract and its arguments."""
    found = inspect.getmembers(hookspecs, inspect.isfunction)
    return {
        name: list(inspect.signature(function).parameters)
        for name, function in found
        if hasattr(function, "hub_spec")
    }


def test_the_hook_table_is_the_contract() -> None:
    told = dict(re.findall(r"^\| `(\w+)\((.*?)\)` \|", PLUGINS_README, flags=re.MULTILINE))

    assert {name: arguments.split(", ") for name, arguments in told.items()} == hooks()


@pytest.mark.parametrize("block", range(len(PYTHON_BLOCKS)))
def test_every_plugin_in_the_book_loads_and_offers_its_kind(block: int, tmp_path: Path) -> None:
    (tmp_path / "example.py").write_text(PYTHON_BLOCKS[block], encoding="utf-8")

    catalogue = discover(tmp_path)

    assert catalogue.quarantined == ()
    offered = re.search(r'register\("(\w+)"', PYTHON_BLOCKS[block])
    assert offered is not None
    assert offered.group(1) in catalogue.kinds


def test_there_are_plugins_in_the_book() -> None:
    assert len(PYTHON_BLOCKS) == 2


def test_every_name_the_book_takes_from_the_hub_is_there() -> None:
    mentioned = set(re.findall(r"`hub\.(\w+)`", PLUGINS_README)) - {"toml"}
    told = set(
        re.findall(
            r"`(?:Reading|Record|Reject|Done|Refused|Unknown|Add|Amend|Cancel|Unreachable|Unusable)\b",
            PLUGINS_README,
        )
    )

    assert mentioned <= set(hub.__all__)
    assert {name.strip("`") for name in told} <= set(hub.__all__)


def test_the_contract_version_in_the_book_is_this_hubs() -> None:
    assert f"this hub has {hookspecs.CONTRACT_VERSION}" in PLUGINS_README


def test_every_exit_code_is_told_in_the_readme() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", README, flags=re.MULTILINE)}
    ours = {
        error.exit_code
        for error in vars(errors).values()
        if inspect.isclass(error) and issubclass(error, errors.HubError)
    }

    assert told == ours | {0, 2, 10}


def test_every_link_in_the_documents_leads_somewhere() -> None:
    for document in [*ROOT.glob("*.md"), *ROOT.glob("*/README.md")]:
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert (document.parent / target).exists(), f"{document.name} names {target}"


def test_every_make_target_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")

        assert set(re.findall(r"`make (\w+)`", text)) <= targets


def test_every_script_that_make_calls_is_there() -> None:
    called = re.findall(r"\$\(BIN\)/python ([\w./]+\.py)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    scripts = [script for script in called if script]
    assert len(scripts) >= 3
    assert [script for script in scripts if not (ROOT / script).is_file()] == []


def test_the_table_of_what_was_tried_is_made_of_the_figures() -> None:
    assert readme_table() == table(json.loads(FIGURES.read_text(encoding="utf-8")))


def test_the_night_that_the_readme_shows_is_the_night_of_the_example(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    example = office(tmp_path, capsys, monkeypatch)
    shown = re.search(r"```text\n(Lauf 1 .*?)\n```", README, flags=re.DOTALL)
    assert shown is not None

    assert example.hub("--language de sync").out.splitlines()[0] == shown.group(1)
