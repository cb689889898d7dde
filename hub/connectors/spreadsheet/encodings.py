"""From the bytes of a text file to its letters: the encodings that offices save, and no guess among others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hub.errors import Place, Unusable
from hub.language import Text

_LOOKED_AT: Final = 4000
_MOST_ZEROS: Final = 0.4  # plain text in UTF-16 has a zero in nearly every other byte
_FEWEST_ZEROS: Final = 0.05
_FOREIGN: Final = re.compile(r"\w*(?:(?<=\w)[Ÿ§†„”™](?=\w)|(?<=[A-Z])…(?=[A-Z])|(?<!\w)€(?=[a-z]))\w*")
"""Words that a Mac (Mac Roman) or DOS (code page 850) wrote, read as Windows does: MŸller, Stra§e, d”rf."""
_MAYBE_FOREIGN: Final = re.compile(r"\w*[šŠ]\w*")
_UMLAUTS: Final = re.compile("[äöüÄÖÜß]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file keeps its letters; `mark` are the bytes before them."""

    name: str
    mark: bytes = b""

    def encoded(self, text: str) -> bytes:
        """Raises: UnicodeEncodeError."""
        return self.mark + text.encode(self.name)

    def lacks(self, words: str) -> str | None:
        """The first letter that it cannot keep."""
        try:
            words.encode(self.name)
        except UnicodeEncodeError as error:
            return words[error.start]
        return None


def decoded(content: bytes, *, place: Place) -> tuple[str, Encoding]:
    """The file's text, and how to write it again. Raises: Unusable where its letters cannot be told for certain."""
    for encoding in _MARKED:
        if content.startswith(encoding.mark):
            return _strictly(content[len(encoding.mark) :], encoding.name, place), encoding
    unmarked = _unmarked_utf16(content[:_LOOKED_AT])
    if unmarked is not None:
        return _strictly(content, unmarked, place), Encoding(unmarked)
    if content.isascii():  # whoever reads it may take other letters for those of Windows, or for UTF-8
        return content.decode("ascii"), Encoding("ascii")
    try:
        return content.decode("utf-8"), Encoding("utf-8")
    except UnicodeDecodeError:
        return _of_windows(content, place), Encoding("cp1252")


_MARKED: Final = (
    Encoding("utf-8", b"\xef\xbb\xbf"),
    Encoding("utf-16-le", b"\xff\xfe"),
    Encoding("utf-16-be", b"\xfe\xff"),
)


def _unmarked_utf16(start: bytes) -> str | None:
    low, high = start[::2], start[1::2]
    zeros = [part.count(0) / max(len(part), 1) for part in (low, high)]
    if min(zeros) > _FEWEST_ZEROS or max(zeros) < _MOST_ZEROS:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _of_windows(content: bytes, place: Place) -> str:
    """What Windows offices save. A Mac's letters would be read as others, without any error."""
    text = _strictly(content, "cp1252", place)
    foreign = _FOREIGN.search(text)
    if foreign is None and not _UMLAUTS.search(text):
        foreign = _MAYBE_FOREIGN.search(text)
    if foreign is not None:
        raise Unusable(
            Text("the letters of this file are not those of Windows: {word}", word=foreign[0]),
            remedy=Text("A Mac or an old program saved it. Save it again as CSV UTF-8."),
            place=place,
        )
    return text


def _strictly(content: bytes, encoding: str, place: Place) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unusable(
            Text("the letters of this file cannot be read: byte {position} is wrong", position=error.start),
            remedy=Text("Save the file again as CSV UTF-8."),
            place=place,
        ) from error
