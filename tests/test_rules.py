"""The rules of a night move with hub.toml, with the plugins in use, and with the hub itself."""

from __future__ import annotations

from pathlib import Path

import pytest

import hub.rules
from hub.planning.planner import Rules
from hub.plugging import discover
from hub.rules import rules_of, settings_of, titles_of
from tests.planning.builders import MEKOM
from tests.plugging.builders import TWO_NETWORKS, configured, plugin, written


def rules(folder: Path, text: str = plugin(), networks: str = TWO_NETWORKS) -> Rules:
    return rules_of(configured(folder, networks), discover(written(folder, {"mycrm.py": text})))


def test_the_same_folder_gives_the_same_rules(tmp_path: Path) -> None:
    one, other = rules(tmp_path), rules(tmp_path)

    assert (one.digest, one.installation) == (other.digest, other.installation)
    assert list(one.installation.plugins) == ["built-in", "plugins/mycrm.py"]


def test_a_changed_plugin_is_another_rule_and_settles_nothing_of_before(tmp_path: Path) -> None:
    before, after = rules(tmp_path), rules(tmp_path, plugin() + "# mended\n")

    assert after.digest != before.digest
    assert after.installation.plugins["plugins/mycrm.py"] != before.installation.plugins["plugins/mycrm.py"]
    assert after.installation.settings == before.installation.settings


def test_a_table_of_hub_toml_moves_its_own_part(tmp_path: Path) -> None:
    before = rules(tmp_path).installation.settings
    after = rules(
        tmp_path, networks=f"{TWO_NETWORKS}\n    [limits]\n    plan_days = 3\n"
    ).installation.settings

    assert [name for name in before if before[name] != after[name]] == ["limits"]


def test_a_copy_of_the_folder_is_another_installation_under_the_same_rules(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    one, two = map(rules, folders)

    assert one.digest == two.digest
    assert one.installation.place != two.installation.place


def test_another_hub_is_told_by_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub.rules, "__version__", "99.0")

    assert rules(tmp_path).installation.hub == "99.0"


def test_a_network_is_called_by_its_title(tmp_path: Path) -> None:
    titles = titles_of(configured(tmp_path, f'[networks.mekom]\ntitle = "MEKOM e.V."\n{TWO_NETWORKS}'))

    assert titles(MEKOM) == "MEKOM e.V."


def test_the_settings_of_a_networks_systems_are_its_own(tmp_path: Path) -> None:
    before = settings_of(configured(tmp_path, TWO_NETWORKS))
    changed = TWO_NETWORKS.replace('"mycrm"', '"mycrm"\n    url = "https://new.example.org"')
    titled = f'[networks.mekom]\ntitle = "MEKOM e.V."\n{TWO_NETWORKS}'

    after = settings_of(configured(tmp_path, changed))

    assert [name for name in before if before[name] != after[name]] == [MEKOM]
    assert settings_of(configured(tmp_path, titled)) == before
