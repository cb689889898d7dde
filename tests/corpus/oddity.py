"""One oddity: a small file made by a script, and beside it what the hub must make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hub.connectors.spreadsheet.tables import TableName

Fields = Mapping[str, object]
"""Some fields of a noun by name, dotted where a field lies in a field: `participant.email`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """A file as an office keeps it.

    `name` is a sentence about the file, and unique. `content` makes its bytes; `file` is its name, which counts.
    `read` says for every record that must be read, by id, the fields that are odd about it (none: it is only
    there). `refused` has, for every row that must be refused and in the order of the sheet, words of the refusal
    ("Eintritt: 38353 is no date", as `told` tells it); or the words with which the whole file is refused.
    `noted` are words that `hub check` must say about it. `settings` go beside `path` into hub.toml.
    """

    name: str
    content: Callable[[], bytes]
    file: str = "list.xlsx"
    table: TableName = "members"
    read: Mapping[str, Fields] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.read and not self.refused:
            raise ValueError(f"{self.name}: neither what is read nor what is refused is said")

    def __str__(self) -> str:
        return self.name

    def made_in(self, folder: Path) -> Path:
        """The file, written into this folder."""
        path = folder / self.file
        path.write_bytes(self.content())
        return path
