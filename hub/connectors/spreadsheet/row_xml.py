"""One row of a sheet's XML: which style a cell has, and the row with some cells set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple
from xml.sax.saxutils import escape

from hub.connectors.spreadsheet.span import column_of, letters

_REFERENCE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Z]+)\d+["']""")
_STYLE: Final = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_SPANS: Final = re.compile(rb"""\sspans\s*=\s*["'](\d+):(\d+)["']""")
_HIDDEN: Final = re.compile(rb"""\shidden\s*=\s*["'][^"']*["']""")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LOOKALIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class NewCell:
    """What a cell shall hold. Without a `style` of its own it keeps the one it has."""

    kind: Literal["text", "number", "nothing"]
    content: str = ""
    style: int | None = None

    @property
    def is_empty(self) -> bool:
        return self.kind == "nothing"


Cells = Mapping[int, NewCell]
"""New cells by column, counted from 0."""


class _OldCell(NamedTuple):
    column: int
    start: int
    end: int
    style: int | None
    has_formula: bool


class RowXml:
    """A `<row>` element with its bytes; `prefix` is what stands before every tag name (mostly nothing)."""

    def __init__(self, xml: bytes, number: int, prefix: bytes) -> None:
        self.xml = xml
        self.number = number
        self._prefix = prefix
        self._tag_end = xml.index(b">") + 1

    @property
    def says_where_its_cells_stand(self) -> bool:
        """Whether every cell has its reference; Excel reads others by their order."""
        return all(_REFERENCE.search(found[1]) for found in self._found())

    def styles(self) -> dict[int, int]:
        """The style of each cell that has one."""
        return {cell.column: cell.style for cell in self._cells() if cell.style is not None}

    def columns(self) -> set[int]:
        """The columns that have a cell, be it an empty one."""
        return {cell.column for cell in self._cells()}

    def formulas(self) -> set[int]:
        """The columns whose cells are calculated."""
        return {cell.column for cell in self._cells() if cell.has_formula}

    def with_cells(self, cells: Cells) -> bytes:
        """The row's XML with these cells set."""
        old_cells = list(self._cells())
        pieces, done = [self._opening(cells)], self._tag_end
        inner_end = self._inner_end()
        for column in sorted(cells):
            old = next((cell for cell in old_cells if cell.column == column), None)
            start = old.start if old else next((c.start for c in old_cells if c.column > column), inner_end)
            pieces += [self.xml[done:start], self._cell(column, cells[column], old)]
            done = old.end if old else start
        pieces.append(self.xml[done:inner_end])
        return b"".join(pieces) + b"</%srow>" % self._prefix

    def _found(self) -> Iterator[re.Match[bytes]]:
        pattern = rb"<%(p)sc(?=[\s/>])([^>]*?)(?:/>|>(.*?)</%(p)sc\s*>)" % {b"p": self._prefix}
        return re.finditer(pattern, self.xml[self._tag_end :], re.DOTALL)

    def _cells(self) -> Iterator[_OldCell]:
        for found in self._found():
            reference, style = _REFERENCE.search(found[1]), _STYLE.search(found[1])
            assert reference is not None, "the sheet refuses rows of other cells"
            yield _OldCell(
                column=column_of(reference[1].decode()),
                start=self._tag_end + found.start(),
                end=self._tag_end + found.end(),
                style=int(style[1]) if style else None,
                has_formula=b"<%sf" % self._prefix in (found[2] or b""),
            )

    def _inner_end(self) -> int:
        if self.xml[: self._tag_end].endswith(b"/>"):
            return self._tag_end
        return self.xml.rindex(b"</%srow" % self._prefix)

    def _opening(self, cells: Cells) -> bytes:
        opening = self.xml[: self._tag_end]
        if opening.endswith(b"/>"):
            opening = opening[:-2].rstrip() + b">"
        if not any(found[2] for found in self._found()):  # a new record, which people shall see
            opening = _HIDDEN.sub(b"", opening)
        spans = _SPANS.search(opening)
        if spans is None or not cells:
            return opening
        first, last = min(int(spans[1]), min(cells) + 1), max(int(spans[2]), max(cells) + 1)
        return opening[: spans.start(1)] + b"%d:%d" % (first, last) + opening[spans.end(2) :]

    def _cell(self, column: int, new: NewCell, old: _OldCell | None) -> bytes:
        own = old.style if old else None
        style = own if new.style is None else new.style
        if new.is_empty and style is None:
            return b""
        prefix = self._prefix.decode()
        opening = f'<{prefix}c r="{letters(column)}{self.number}"' + (
            f' s="{style}"' if style is not None else ""
        )
        match new.kind:
            case "nothing":
                return f"{opening}/>".encode()
            case "number":
                return f"{opening}><{prefix}v>{new.content}</{prefix}v></{prefix}c>".encode()
            case "text":
                text = f'<{prefix}is><{prefix}t xml:space="preserve">{xml_text(new.content)}</{prefix}t></{prefix}is>'
                return f'{opening} t="inlineStr">{text}</{prefix}c>'.encode()


def xml_text(words: str) -> str:
    """Words as XML: without the characters that XML forbids, and never taken for an `_x0041_` escape."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return escape(_ESCAPE_LOOKALIKE.sub("_x005F_", without_forbidden(lines)))


def without_forbidden(words: str) -> str:
    """Without the characters that no XML may hold."""
    return _FORBIDDEN.sub("", words)
