"""A connector's settings: immutable, closed, and with paths that start at hub.toml."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from hub.config import LocalPath, Settings


class Sheet(Settings):
    path: LocalPath
    folder: LocalPath = Path("backups")


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
