"""An office's folder with the example in it, and somebody who types commands there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hub.cli.entry import run

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Office:
    """Types into the hub like a person whose working folder this is."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def hub(self, line: str, *more: str) -> Answer:
        """The line as one types it after `hub`, split at blanks, then arguments with blanks of their own."""
        self.capsys.readouterr()
        code = run([*line.split(), *more])
        return Answer(code, *self.capsys.readouterr())

    def set(self, **variables: str) -> None:
        for name, value in variables.items():
            self.patch.setenv(name, value)

    def file(self, name: str) -> Path:
        return self.folder / name

    def edit(self, name: str, old: str, new: str) -> None:
        """Replaces some words of a text file, which must be there."""
        text = self.file(name).read_text(encoding="utf-8")
        assert old in text
        self.file(name).write_text(text.replace(old, new), encoding="utf-8")

    def contents(self) -> dict[str, bytes]:
        """Every file of the folder, byte for byte."""
        files = (
            path for path in self.folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
        )
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in files}


def empty_office(folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> Office:
    """A folder with nothing in it, and no variable that could disturb."""
    for name in [name for name in os.environ if name.startswith("HUB_")]:
        patch.delenv(name)
    patch.delenv("NO_COLOR", raising=False)
    patch.setenv("HUB_LANGUAGE", "en")
    patch.chdir(folder)
    return Office(folder, capsys, patch)


def office(folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> Office:
    """The example as `make sync` starts it: hub.toml, three plugins, two workbooks, one catalogue."""
    shutil.copy(ROOT / "hub.toml", folder)
    shutil.copytree(ROOT / "plugins", folder / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    books = folder / "var" / "example"
    books.mkdir(parents=True)
    for file in (ROOT / "examples").iterdir():
        if file.suffix in {".xlsx", ".csv"}:
            shutil.copy2(file, books)  # as old as it is: nobody is just saving it
    return empty_office(folder, capsys, patch)


def process(*arguments: str, folder: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, as a shell starts it."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0", **options.pop("environ", {})}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        **options,
    )
