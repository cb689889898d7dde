"""The file about a mistake of the hub's own: enough to find it, nothing about people."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.cli.crash import crash_report
from hub.errors import HubError
from hub.language import Text

PERSON = "Erika Beispiel <erika@beispiel.example>"


def caught(error: Exception, cause: Exception | None = None) -> Exception:
    """The error as it comes out of three functions."""

    def inner() -> None:
        raise error from cause

    try:
        inner()
    except type(error) as raised:
        return raised
    raise AssertionError


def report(folder: Path, error: Exception, *arguments: str) -> str:
    crash_report(error, arguments=arguments, config=folder / "hub.toml")
    [path] = (folder / "var" / "reports").iterdir()
    return path.read_text(encoding="utf-8")


def test_the_screen_names_the_kind_of_mistake_and_the_file(tmp_path: Path) -> None:
    said = crash_report(caught(KeyError(PERSON)), arguments=["plan"], config=tmp_path / "hub.toml")

    assert "KeyError" in str(said)
    assert str(tmp_path) in str(said)
    assert len(str(said).splitlines()) == 2
    assert "Erika" not in str(said)


def test_where_it_happened_is_told_line_by_line(tmp_path: Path) -> None:
    told = report(tmp_path, caught(KeyError(PERSON)))

    assert "test_crash.py, line" in told
    assert "in inner" in told
    assert "raise error from cause" in told
    assert told.rstrip().endswith("builtins.KeyError")


def test_the_cause_comes_first(tmp_path: Path) -> None:
    told = report(tmp_path, caught(RuntimeError(PERSON), ValueError(PERSON)))

    assert (
        told.index("builtins.ValueError")
        < told.index("because of that")
        < told.index("builtins.RuntimeError")
    )
    assert "Erika" not in told


def test_a_context_that_was_dropped_on_purpose_stays_dropped(tmp_path: Path) -> None:
    def careful() -> None:
        try:
            int(PERSON)
        except ValueError:
            raise RuntimeError from None

    with pytest.raises(RuntimeError) as raised:
        careful()

    assert "ValueError" not in report(tmp_path, raised.value)


def test_arguments_are_told_without_their_values(tmp_path: Path) -> None:
    told = report(
        tmp_path, caught(KeyError()), "why", "mekom/booking/B-1", "--config=/home/erika/x.toml", "-q"
    )

    assert "command: hub why --config -q" in told
    assert "erika" not in told


def test_our_own_sentences_are_told_without_what_fills_them(tmp_path: Path) -> None:
    told = report(tmp_path, caught(HubError(Text("{who} is nowhere", who=PERSON))))

    assert "HubError: {who} is nowhere" in told
    assert "Erika" not in told


def test_the_system_s_errors_are_told_by_number(tmp_path: Path) -> None:
    assert "OSError: errno 5" in report(tmp_path, caught(OSError(5, PERSON)))


def test_reports_of_hub_toml_or_of_the_variable_are_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "hub.toml"
    config.write_text('[hub]\nreports = "mine"\n', encoding="utf-8")

    crash_report(caught(KeyError()), arguments=[], config=config)
    monkeypatch.setenv("HUB_REPORTS", "elsewhere")
    crash_report(caught(KeyError()), arguments=[], config=config)

    assert len(list((tmp_path / "mine").iterdir())) == 1
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1
