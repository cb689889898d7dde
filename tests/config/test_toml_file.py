"""Whatever keeps hub.toml from being read is said in plain words, with line and remedy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hub.config.toml_file import read_toml
from hub.errors import ConfigError

from .conftest import Desk


def refused(path: Path) -> str:
    with pytest.raises(ConfigError) as error:
        read_toml(path)
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('a = "open\n', "line 1: a text is not closed."),
        ('a = "open', "line 1: a text is not closed."),
        ("a = '''open", "line 1: a text is not closed."),
        ('a = """open', "line 1: a text is not closed."),
        ("a = 1\nb = 'open\n", "line 2: a text is not closed."),
        ("a = [1\nb = 2\n", "line 2: a list is not closed."),
        ("a = { b = 1\n", "line 1: a table in braces is not closed."),
        ("a\n", "line 1: a key without a value."),
        ("[a\n", "line 1: a table's name is not closed."),
        ("[göttingen]\n", "line 1: a table's name is not closed."),
        ("[]\n", "line 1: a key is missing or has a character that needs quotes."),
        ("\nä = 1\n", "line 2: a line cannot begin like this."),
        ("a = „Word“\n", "line 1: this is no value."),
        ("a = var/hub.db\n", "line 1: this is no value."),
        ("a =\n", "line 1: this is no value."),
        ("share = 0,1\n", "line 1: there is more on this line than one value."),
        ('a = "C:\\Users\\x.xlsx"\n', "line 1: a backslash has a meaning of its own between double quotes."),
        ('a = "C:\\Daten\\x.xlsx"\n', "line 1: a backslash has a meaning of its own between double quotes."),
        ("a = 2013-02-31\n", "line 1: there is no such day or time."),
        ("a.b = 1\n\na.b = 2\n", "line 3: a.b stands here and already in line 1. Keep one of the two."),
        ("a = { b = 1 }\n[a.c]\n", "line 2: a stands here and already in line 1. Keep one of the two."),
        ("[a]\nx = 1\n[a]\n", "line 3: a stands here and already in line 1. Keep one of the two."),
    ],
)
def test_broken_toml_is_told_with_its_line(desk: Desk, text: str, sentence: str) -> None:
    said = refused(desk.write(text))

    assert said.startswith(f"hub.toml, {sentence}")
    assert said.count(". ") >= 1, "what to do is missing"
    assert "\n" not in said


def test_every_sentence_can_be_said_in_german_too(desk: Desk) -> None:
    with pytest.raises(ConfigError) as error:
        read_toml(desk.write('a = "C:\\Users"\n'))

    assert error.value.say("de")


def test_a_cannot_without_a_repeated_key_keeps_tomllibs_words(desk: Desk) -> None:
    said = refused(desk.write("[a]\nb.c = 1\n[a.b]\n"))

    assert said.startswith("hub.toml, line 3: this is no valid TOML: Cannot ")


def test_what_stands_on_a_broken_line_is_never_repeated(desk: Desk) -> None:
    with pytest.raises(ConfigError) as error:
        read_toml(desk.write('password = "hunter2\n'))

    assert "hunter2" not in str(error.value)
    assert error.value.__cause__ is None
    assert error.value.__context__ is None


def test_a_file_that_is_not_there_points_to_init(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert refused(tmp_path / "hub.toml") == (
        "there is no configuration hub.toml. `hub init` writes one; `--config FILE` names another."
    )


def test_a_file_elsewhere_is_named_in_full(tmp_path: Path) -> None:
    assert str(tmp_path / "hub.toml") in refused(tmp_path / "hub.toml")


def test_a_folder_is_answered_with_the_file_to_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "office").mkdir()

    said = refused(tmp_path / "office")

    assert said.startswith("office: this is a folder, not a configuration file.")
    assert str(Path("office", "hub.toml")) in said


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may read everything")
def test_a_file_that_must_not_be_read_says_so(desk: Desk) -> None:
    path = desk.write("")
    path.chmod(0)

    assert "the configuration cannot be opened: Permission denied." in refused(path)


@pytest.mark.skipif(os.name != "posix", reason="Windows calls this a missing file")
def test_a_path_through_a_file_says_why(desk: Desk) -> None:
    assert "cannot be opened: Not a directory." in refused(desk.write("") / "hub.toml")


@pytest.mark.parametrize(("encoding", "line"), [("cp1252", 3), ("utf-16", 1)])
def test_another_encoding_is_told_with_the_first_line_that_shows_it(
    desk: Desk, encoding: str, line: int
) -> None:
    path = desk.write("")
    path.write_bytes('a = 1\n\nb = "Göttingen"\n'.encode(encoding))

    assert refused(path).startswith(f"hub.toml, line {line}: this line is not UTF-8 text. Save the file")


def test_a_byte_order_mark_and_windows_line_ends_are_welcome(desk: Desk) -> None:
    path = desk.write("")
    path.write_bytes('[a]\r\nb = "ü"\r\n'.encode("utf-8-sig"))

    file = read_toml(path)

    assert file.raw == {"a": {"b": "ü"}}
    assert file.lines["a", "b"] == 2


def test_a_thousand_brackets_are_refused_calmly(desk: Desk) -> None:
    assert "nested too deeply" in refused(desk.write("a = " + "[" * 5000 + "]" * 5000))


def test_what_was_read_never_shows_in_a_repr(desk: Desk) -> None:
    assert "hunter2" not in repr(read_toml(desk.write('token = "hunter2"\n')))
