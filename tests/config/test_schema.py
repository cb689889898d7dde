"""The published schema is the one that the models give, and it says what they say."""

from __future__ import annotations

import json
import runpy
import sys
import tomllib
import warnings
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from hub.config.schema import PUBLISHED, _with_plain_slashes, schema, schema_text

ROOT = Path(__file__).parents[2]


def mistakes(text: str) -> list[str]:
    """What an editor would underline; TOML's days are texts to JSON."""
    data = json.loads(json.dumps(tomllib.loads(text), default=str))
    return sorted(error.message for error in Draft202012Validator(schema()).iter_errors(data))


def test_the_published_schema_is_up_to_date() -> None:
    published = (ROOT / PUBLISHED).read_text(encoding="utf-8")

    assert published == schema_text(), f"run: python -m hub.config.schema {PUBLISHED}"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_first_line_of_hub_toml_names_the_schema() -> None:
    text = (ROOT / "hub.toml").read_text(encoding="utf-8")

    assert text.startswith(f"#:schema ./{PUBLISHED}\n")
    assert mistakes(text) == []


def test_an_editor_finds_an_unknown_key_and_a_wrong_word() -> None:
    text = '[hub]\nlanguage = "fr"\ncolour = 1\n[networks.a.systems.b]\nconnector = "c"\nanything = 1\n'

    assert mistakes(text) == [
        "'fr' is not one of ['de', 'en']",
        "Additional properties are not allowed ('colour' was unexpected)",
    ]


def test_every_key_is_explained() -> None:
    tables: dict[str, Any] = schema()["$defs"]
    unexplained = [
        f"{table}.{key}"
        for table, content in tables.items()
        for key, entry in content["properties"].items()
        if "description" not in entry
    ]

    assert unexplained == []


def test_default_paths_are_written_alike_on_every_system() -> None:
    assert _with_plain_slashes([{"format": "path", "default": "var\\reports"}, {"default": "a\\b"}]) == [
        {"format": "path", "default": "var/reports"},
        {"default": "a\\b"},
    ]


def test_the_module_writes_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["schema", str(tmp_path / "s.json")])

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # runpy minds that the module is imported already
        runpy.run_module("hub.config.schema", run_name="__main__")

    assert (tmp_path / "s.json").read_bytes() == schema_text().encode()
