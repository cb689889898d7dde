"""A connector's settings: immutable, closed, and with paths that start at hub.toml."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest
from pydantic import ValidationError

from hub.config import LocalPath, Settings, settings_for
from hub.credentials import Secret
from hub.errors import ConfigError

from .conftest import Desk


class Sheet(Settings):
    path: LocalPath
    folder: LocalPath = Path("backups")


class CrmSettings(Settings):
    url: str = "https://crm.example"
    token: Secret
    export: LocalPath = Path("export")
    seats: int = 3


def test_a_relative_path_starts_at_the_folder_of_hub_toml(tmp_path: Path) -> None:
    sheet = Sheet.model_validate({"path": "a/b c.xlsx"}, context={"folder": tmp_path})

    assert sheet.path == tmp_path / "a" / "b c.xlsx"
    assert sheet.folder == tmp_path / "backups", "defaults too"


def test_a_full_path_stays_as_it_is(tmp_path: Path) -> None:
    full = tmp_path / "members.xlsx"

    assert Sheet.model_validate({"path": str(full)}, context={"folder": Path("elsewhere")}).path == full


def test_without_a_hub_toml_a_path_stays_as_it_is() -> None:
    assert Sheet(path=Path("a.xlsx")).path == Path("a.xlsx")


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))

    assert Sheet(path=Path("~/a.xlsx")).path == tmp_path / "a.xlsx"


def test_the_home_of_nobody_is_refused() -> None:
    with pytest.raises(ValidationError, match="there is no home folder for"):
        Sheet(path=Path("~nobody-of-this-name/a.xlsx"))


@pytest.mark.parametrize("path", ["", "  "])
def test_an_empty_path_is_refused(path: str) -> None:
    with pytest.raises(ValidationError, match="the path is empty"):
        Sheet.model_validate({"path": path})


def test_settings_cannot_be_changed_and_refuse_unknown_keys() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Sheet(path=Path("a")).path = Path("b")  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        Sheet.model_validate({"path": "a", "pth": "b"})


def test_a_refusal_does_not_repeat_what_was_written() -> None:
    with pytest.raises(ValidationError) as error:
        Sheet.model_validate({"path": ["hunter2"]})

    assert "hunter2" not in str(error.value)


def test_settings_are_what_the_connector_asks_for(desk: Desk) -> None:
    config = desk.load()

    settings = settings_for(config.networks["leine"].systems["crm"], CrmSettings, config)

    assert settings.token == Secret("env", "CRM_TOKEN")
    assert settings.export == desk.folder / "export"


def test_wrong_settings_are_told_by_full_key_and_line(desk: Desk) -> None:
    text = desk.changed(
        (
            'token = { env = "CRM_TOKEN" }',
            'tokn = { env = "CRM_TOKEN" }\nseats = "many"\nprovide = ["members"]',
        )
    )
    config = desk.load(text)

    with pytest.raises(ConfigError) as refused:
        settings_for(config.networks["leine"].systems["crm"], CrmSettings, config)

    assert str(refused.value).splitlines() == [
        "hub.toml, line 10: networks.leine.systems.crm.token is missing. You wrote tokn; did you mean token?",
        "hub.toml, line 12: networks.leine.systems.crm.tokn is not known here. Did you mean token?",
        "hub.toml, line 13: networks.leine.systems.crm.seats must be a whole number, but is a text.",
        "hub.toml, line 14: networks.leine.systems.crm.provide is not known here. Did you mean provides?",
    ]


@pytest.mark.parametrize("key", ["token", "tokne", "seats"])
def test_a_secret_in_clear_is_refused_and_never_repeated(desk: Desk, key: str) -> None:
    config = desk.load(desk.changed(('token = { env = "CRM_TOKEN" }', f'{key} = "hunter2"')))
    system = config.networks["leine"].systems["crm"]

    with pytest.raises(ConfigError) as refused:
        settings_for(system, CrmSettings, config)

    shown = (
        "".join(traceback.format_exception(refused.value)) + repr(refused.value) + repr(config) + repr(system)
    )
    assert "hunter2" not in shown
    assert "line 12" in str(refused.value)


def test_a_secret_that_is_not_there_names_system_and_variable(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CRM_TOKEN", raising=False)
    config = desk.load()
    settings = settings_for(config.networks["leine"].systems["crm"], CrmSettings, config)

    with pytest.raises(ConfigError) as missing:
        settings.token.reveal()

    assert str(missing.value) == (
        "hub.toml, networks.leine.systems.crm: the environment variable CRM_TOKEN is not set, or empty. "
        "Set it to the secret before the hub starts."
    )
