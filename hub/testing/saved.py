"""A world as it stood at one moment, to be put back as often as one likes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Saved:
    """The bytes of every file in a folder."""

    folder: Path
    bytes_by_file: Mapping[Path, bytes]

    @classmethod
    def of(cls, folder: Path) -> Saved:
        return cls(folder, {path: path.read_bytes() for path in files_in(folder)})

    def put_back(self) -> None:
        """Every file as it was. Written in place: a ledger stays the file that it is, and is no copy."""
        for path in files_in(self.folder):
            if path not in self.bytes_by_file:
                path.unlink()
        for path, content in self.bytes_by_file.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("r+b" if path.exists() else "wb") as file:
                file.write(content)
                file.truncate()


def files_in(folder: Path) -> list[Path]:
    """Every file under `folder`, sorted."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
