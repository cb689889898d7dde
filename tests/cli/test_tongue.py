"""Language and hub.toml are known before the command line is read, however broken it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.cli.tongue import config_of, language_of, table_of


@pytest.mark.parametrize(
    ("arguments", "environ", "language"),
    [
        ([], {}, "de"),
        ([], {"HUB_LANGUAGE": "en"}, "en"),
        (["--language", "de", "plan"], {"HUB_LANGUAGE": "en"}, "de"),
        (["plan", "--language=en", "--bogus"], {}, "en"),
        (["--language", "de", "plan", "--language", "en"], {}, "en"),
        (["plan", "--", "--language", "en"], {}, "de"),
        (["--language"], {}, "de"),
        (["--language", "fr"], {"HUB_LANGUAGE": "klingon"}, "de"),
        (["--config", "english.toml"], {}, "en"),
        ([], {"HUB_CONFIG": "english.toml"}, "en"),
        (["--config=broken.toml"], {}, "de"),
        (["--config", "."], {}, "de"),
        (["--config", "strange.toml"], {}, "de"),
        (["--config", "list.toml"], {}, "de"),
    ],
)
def test_the_language_is_flag_variable_file_or_german(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    environ: dict[str, str],
    language: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("english.toml").write_text('[hub]\nlanguage = "en"\n', encoding="utf-8")
    Path("broken.toml").write_bytes(b"[hub\nlanguage = \xff")
    Path("strange.toml").write_text("[hub]\nlanguage = 3\n", encoding="utf-8")
    Path("list.toml").write_text("hub = [1]\n", encoding="utf-8")

    assert language_of(arguments, environ) == language


@given(st.lists(st.text(max_size=8)), st.dictionaries(st.sampled_from(["HUB_LANGUAGE"]), st.text()))
def test_no_command_line_is_too_strange_to_be_answered(arguments: list[str], environ: dict[str, str]) -> None:
    assert language_of(arguments, environ) in {"de", "en"}


def test_the_file_is_flag_variable_or_hub_toml() -> None:
    assert config_of([], {}) == Path("hub.toml")
    assert config_of([], {"HUB_CONFIG": "a.toml"}) == Path("a.toml")
    assert config_of(["--config", "b.toml"], {"HUB_CONFIG": "a.toml"}) == Path("b.toml")


def test_a_file_that_is_not_there_has_no_table(tmp_path: Path) -> None:
    assert table_of(tmp_path / "hub.toml") == {}
