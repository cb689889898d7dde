"""What must be known before the command line is read: which hub.toml, and which language to speak."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from hub.language import LANGUAGES

DEFAULT: Final = "de"


def config_of(arguments: Sequence[str], environ: Mapping[str, str]) -> Path:
    """Flag, variable, or hub.toml in the folder where you are."""
    return Path(_flag("--config", arguments) or environ.get("HUB_CONFIG") or "hub.toml")


def language_of(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Flag, variable, hub.toml, or German. What is wrong with one of them is told later, by its reader."""
    asked = (_flag("--language", arguments), environ.get("HUB_LANGUAGE"))
    return next((word for word in asked if word in LANGUAGES), None) or _written_in(
        config_of(arguments, environ)
    )


def table_of(config: Path) -> Mapping[str, object]:
    """The table [hub] as it stands, unchecked; empty when there is none to be read."""
    try:
        table = tomllib.loads(config.read_text(encoding="utf-8-sig")).get("hub")
    except (OSError, ValueError):
        return {}
    return table if isinstance(table, dict) else {}


def _written_in(config: Path) -> str:
    language = table_of(config).get("language")
    return str(language) if language in LANGUAGES else DEFAULT


def _flag(name: str, arguments: Sequence[str]) -> str | None:
    """The last value of an option, wherever it stands, as click takes it."""
    found = None
    for argument, following in pairwise([*arguments, ""]):
        if argument == "--":
            break
        if argument == name:
            found = following
        elif argument.startswith(f"{name}="):
            found = argument.partition("=")[2]
    return found
