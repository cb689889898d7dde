"""What `hub check` says about the sheets of a file that nobody reads, and about its format."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hub.changes import Finding
from hub.connectors.spreadsheet.cells import comparable
from hub.connectors.spreadsheet.file import OpenFile
from hub.connectors.spreadsheet.formats import Format
from hub.connectors.spreadsheet.locating import FORMER_NAMES
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.workbook import Workbook
from hub.language import Text


def hidden_sheets(file: OpenFile, *, read: Collection[str]) -> Iterator[Finding]:
    """Those that are not read: a hidden sheet is read only where hub.toml names it in full."""
    if file.workbook is None:
        return
    seen = {*file.workbook.visible_sheet_names, *read}
    hidden = tuple(name for name in file.workbook.sheet_names if name not in seen)
    if hidden:
        yield Finding(
            Text("{file}: the hub does not read the hidden sheets {sheets}", file=_name(file), sheets=hidden)
        )


def unread_sheets(file: OpenFile, *, read: Collection[str]) -> Iterator[Finding]:
    """Those that the office sees and the hub does not read."""
    if file.workbook is None:
        return
    unread = _unread(file.workbook, read)
    if unread:
        yield Finding(
            Text("{file}: the hub does not read the sheets {sheets}", file=_name(file), sheets=tuple(unread))
        )


def former_members(file: OpenFile, *, read: Collection[str]) -> Iterator[Finding]:
    """A sheet that seems to be for members who have left."""
    if file.workbook is None:
        return
    for sheet in _unread(file.workbook, read):
        if comparable(sheet) in FORMER_NAMES:
            yield Finding(
                Text(
                    "{file}: if the sheet {sheet} has members who have left, say so in hub.toml: {line}",
                    file=_name(file),
                    sheet=sheet,
                    line=f'sheets.former = "{sheet}"',
                )
            )


def old_format(file: OpenFile) -> Iterator[Finding]:
    """A kind of workbook that the hub cannot write, and in which it sees less."""
    if file.workbook is not None and not file.is_written:
        yield Finding(
            Text(
                "{file}: the hub reads {kind} files, but does not write them",
                file=_name(file),
                kind=file.kind,
            )
        )


def kept_sums(file: OpenFile) -> Iterator[Finding]:
    """Nothing in an ODS file can tell LibreOffice to calculate anew when it opens the file."""
    if file.workbook is None or file.workbook.format is not Format.ODS:
        return
    if b"table:formula=" in (Package(file.snapshot.content).part("content.xml") or b""):
        yield Finding(
            Text(
                "{file}: LibreOffice shows the formulas that count what the hub has written as before, until "
                "somebody has them calculated anew (Ctrl+Shift+F9)",
                file=_name(file),
            )
        )


def _unread(workbook: Workbook, read: Collection[str]) -> list[str]:
    return [name for name in workbook.visible_sheet_names if name not in read]


def _name(file: OpenFile) -> str:
    return file.snapshot.name
