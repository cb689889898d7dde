"""A desk to write hub.toml files on, and one file that is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from hub.config import Configuration, load
from hub.errors import ConfigError

RIGHT = """\
[hub]
language = "en"

[networks.harz]
title = "Harz e.V."
[networks.harz.systems.workbook]
connector = "memory"
path = "harz.xlsx"

[networks.leine.systems.crm]
connector = "memory"
token = { env = "CRM_TOKEN" }

[agreements.academy]
organiser = "leine"
channel = "harz"
valid_from = 2013-01-01
share = { participant = ["name"], member = ["town"] }

[limits]
cancel_share = 0.5
"""


@dataclass(frozen=True)
class Desk:
    folder: Path
    right: str = RIGHT

    def write(self, text: str) -> Path:
        path = self.folder / "hub.toml"
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def load(self, text: str = RIGHT, *, environ: Mapping[str, str] | None = None) -> Configuration:
        return load(self.write(text), environ=environ or {})

    def changed(self, *changes: tuple[str, str]) -> str:
        """The right file with words replaced; every one of them must be there."""
        text = self.right
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return text

    def complaints(self, text: str, *, environ: Mapping[str, str] | None = None) -> list[str]:
        """What the refusal of this file says, line by line."""
        with pytest.raises(ConfigError) as refused:
            self.load(text, environ=environ)
        return str(refused.value).splitlines()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)
