"""The file behind a connector: opened once, looked at again only when it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hub.connectors.spreadsheet.delimited import open_delimited
from hub.connectors.spreadsheet.drive_file import DriveFile
from hub.connectors.spreadsheet.formats import Format, is_delimited
from hub.connectors.spreadsheet.grid import Grid
from hub.connectors.spreadsheet.signatures import is_signed
from hub.connectors.spreadsheet.snapshot import Snapshot
from hub.connectors.spreadsheet.stored_file import StoredFile
from hub.connectors.spreadsheet.workbook import Workbook, open_workbook
from hub.connectors.spreadsheet.year_sheets import sheets_named
from hub.errors import Place, Unusable
from hub.language import Text

_ONLY_READ: Final = frozenset({".xls", ".xlt"})


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A snapshot with what it was opened as; a delimited file has no workbook."""

    snapshot: Snapshot
    workbook: Workbook | None

    @staticmethod
    def can_be_written(path: Path) -> bool:
        """Whether the hub writes files of this kind, as far as the name tells."""
        return path.suffix.lower() not in _ONLY_READ

    @property
    def kind(self) -> str:
        """What it is, as a person calls it."""
        return "CSV" if self.workbook is None else self.workbook.format.value

    @property
    def is_written(self) -> bool:
        """Whether the hub writes files of this kind, whatever their name says."""
        return self.workbook is None or self.workbook.format is not Format.XLS

    @property
    def shows_formats(self) -> bool:
        """Whether the hub sees how cells of this file look."""
        return self.workbook is not None and self.workbook.format is Format.XLSX

    def objection(self, place: Place) -> Unusable | None:
        """Why the hub does not write into it; None where it does."""
        if not self.is_written:
            return self._only_read(place)
        if self.workbook is None or not is_signed(self.snapshot.content):
            return None
        return Unusable(
            Text("the workbook is signed, and whatever the hub wrote would break the signature"),
            remedy=Text("Take the signature off, or name a workbook without one in hub.toml."),
            place=place,
        )

    def _only_read(self, place: Place) -> Unusable:
        return Unusable(
            Text("the hub reads {kind} files, but does not write them", kind=self.kind),
            remedy=Text("Save it as an Excel workbook (.xlsx) and name that in hub.toml."),
            place=place,
        )

    def grids(self, names: Sequence[str]) -> Sequence[Grid]:
        """The tables on all sheets that these names or patterns mean. Raises: Unusable."""
        if self.workbook is None:
            return [self.grid("")] if names else []
        return [self.workbook.sheet(sheet) for sheet in sheets_named(names, self.workbook)]

    def grid(self, sheet: str) -> Grid:
        """The table on this sheet. Raises: Unusable."""
        if self.workbook is None:
            return open_delimited(self.snapshot.content, place=self.snapshot.name)
        return self.workbook.sheet(sheet)


def open_file(path: Path, *, wait_seconds: float = 0) -> OpenFile:
    """The file at this path as it is now. Raises: Unreachable, Unusable."""
    return open_stored(DriveFile(path, wait_seconds=wait_seconds))


def open_stored(stored: StoredFile, *, last: OpenFile | None = None) -> OpenFile:
    """The file as it is now, or `last` again if nobody touched it since. Raises: Unreachable, Unusable."""
    snapshot = stored.take(last=last.snapshot if last else None)
    return last if last is not None and snapshot is last.snapshot else opened(snapshot)


def opened(snapshot: Snapshot) -> OpenFile:
    """Opens what the snapshot holds. Raises: Unusable."""
    if is_delimited(snapshot.name):
        return OpenFile(snapshot, workbook=None)
    return OpenFile(snapshot, open_workbook(snapshot.content, name=snapshot.name))
