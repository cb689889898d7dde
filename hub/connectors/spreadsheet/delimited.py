"""Reads CSV and TSV the way offices save them: any usual encoding, any usual delimiter."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hub.connectors.spreadsheet.cell_formats import CellFormats
from hub.connectors.spreadsheet.cells import Row
from hub.connectors.spreadsheet.encodings import Encoding, decoded
from hub.connectors.spreadsheet.escaping import has_escapes, unescaped
from hub.connectors.spreadsheet.extent import Extent, most_rows, too_large
from hub.connectors.spreadsheet.formats import OLE
from hub.connectors.spreadsheet.span import Span
from hub.errors import Place, Unusable
from hub.language import Text

_DELIMITERS: Final = ";\t,|"
_DECLARED = re.compile(r'("?)sep=([^"\r\n\w])\1[;,\t]*(?:\r\n?|\n)', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_LINES_COUNTED = 30
_LARGEST_CELL = 10_000_000
_LONGEST_LINE: Final = 10_000_000
_END_OF_FILE = "\x1a"  # as programs of the DOS age wrote it


@dataclass(frozen=True, slots=True)
class DelimitedFile:
    """A CSV or TSV file as a grid. `declaration` and `end_mark` stand before and behind its text."""

    place: Place
    text: str
    delimiter: str
    encoding: Encoding
    declaration: str = ""
    end_mark: str = ""

    @property
    def title(self) -> str:
        return ""

    @property
    def left(self) -> int:
        return 0

    @property
    def merged(self) -> Collection[Span]:
        return ()

    def unclear(self) -> Mapping[tuple[int, int], Text]:
        """A text file shows what it holds."""
        return {}

    def mail_links(self) -> Mapping[tuple[int, int], str]:
        return {}

    def formats(self) -> CellFormats:
        return CellFormats()

    def partly_struck(self) -> Collection[tuple[int, int]]:
        return ()

    def hidden_rows(self) -> Sequence[int]:
        return ()

    def hidden_columns(self) -> Sequence[int]:
        return ()

    def rows(self) -> Iterator[Row]:
        csv.field_size_limit(_LARGEST_CELL)
        lines = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True)
        width, most = 0, most_rows(0)
        is_escaped = has_escapes(self.text)
        try:
            for number, cells in enumerate(lines, 1):
                if len(cells) > width:
                    width = len(cells)
                    most = most_rows(width)
                if number > most:
                    raise too_large(Extent(number, width), self.place)
                shown = map(unescaped, cells) if is_escaped else cells
                yield [*shown, *[""] * (width - len(cells))]
        except csv.Error as error:
            raise Unusable(
                Text("line {line} cannot be read as CSV ({why})", line=str(lines.line_num), why=str(error)),
                remedy=Text(
                    "A quotation mark is probably missing there. Save the file again from its program."
                ),
                place=self.place,
            ) from error


def open_delimited(content: bytes, *, place: Place) -> DelimitedFile:
    """The file with these bytes. Raises: Unusable."""
    is_text = not content.startswith((OLE, b"PK\x03\x04"))
    _refuse_endless_line(content, place)
    whole, encoding = decoded(content, place=place) if is_text else ("", Encoding("utf-8"))
    text = whole.removesuffix(_END_OF_FILE)
    if not is_text or "\0" in text:
        raise Unusable(
            Text("this is no text file"),
            remedy=Text("Save it as CSV, or name it by what it is, for example .xlsx."),
            place=place,
        )
    if not text.strip():
        raise Unusable(
            Text("the file is empty"), remedy=Text("Export it again, with its header row."), place=place
        )
    declared = _DECLARED.match(text)
    return DelimitedFile(
        place=place,
        text=text[declared.end() :] if declared else text,
        delimiter=declared[2] if declared else _delimiter_of(text),
        encoding=encoding,
        declaration=declared[0] if declared else "",
        end_mark=whole[len(text) :],
    )


def _delimiter_of(text: str) -> str:
    """The character that stands most often between cells: quotes hide theirs, and each line counts once."""
    lines = _QUOTED.sub("", text[:100_000]).splitlines()[:_LINES_COUNTED]
    return max(_DELIMITERS, key=lambda mark: (sum(mark in line for line in lines), sum(line.count(mark) for line in lines)))  # fmt: skip


def _refuse_endless_line(content: bytes, place: Place) -> None:
    """One look every few million bytes; an end of a line has this byte in every encoding. Raises: Unusable."""
    start = 0
    while len(content) - start > _LONGEST_LINE:
        window = (start, start + _LONGEST_LINE)
        start = max(content.rfind(b"\n", *window), content.rfind(b"\r", *window))
        if start < window[0]:
            raise Unusable(
                Text("a line of this file has more than {most} bytes", most=_LONGEST_LINE),
                remedy=Text("Check whether this is the right file, and export it again."),
                place=place,
            )
        start += 1
