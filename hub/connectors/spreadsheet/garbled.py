"""Texts that some program has spoiled on the way: they say so, and nobody guesses what stood there."""

from __future__ import annotations

import re
from typing import Final

from hub.connectors.spreadsheet.ways import Unclear
from hub.language import Text

_ERROR: Final = re.compile(r"#(?:NV|N/A|[A-ZÄÖÜ_]+(?:/0)?[!?])|(?:Err|Fehler):[0-9]{3}")
_TOO_NARROW: Final = re.compile(r"#{3,}")
_EXPONENT: Final = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{2,}")
_READ_WRONG: Final = re.compile(r"[ÃÂâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}")
_LOST_LETTER: Final = "\ufffd"
_AGAIN: Final = Text("Type the cell again, and save the file as CSV UTF-8 or as a workbook.")


def refuse_garbled(words: str) -> None:
    """Raises: Unclear for an error that was typed as text, letters read wrongly once, and a long number cut short."""
    if "#" in words or ":" in words:
        _refuse_error(words.strip())
    if "E+" in words and _EXPONENT.fullmatch(words.strip()):
        raise Unclear(
            Text("{cell} is a long number of which a spreadsheet has dropped digits", cell=words.strip()),
            Text("Format the cell as text and type the number again."),
        )
    if not words.isascii():
        _refuse_letters(words)


def is_error(words: str) -> bool:
    """Whether this is what a spreadsheet shows in place of a value: #NV, #DIV/0!, Err:502."""
    return _ERROR.fullmatch(words) is not None


def _refuse_error(words: str) -> None:
    if is_error(words):
        raise Unclear(
            Text("the cell shows {error}", error=words),
            Text("Correct the formula, or type the value; then save the file."),
        )
    if _TOO_NARROW.fullmatch(words):
        raise Unclear(
            Text("the cell shows {error}: its column was too narrow when the file was saved", error=words),
            Text("Widen the column and save the file again."),
        )


def _refuse_letters(words: str) -> None:
    if _LOST_LETTER in words:
        raise Unclear(Text("“{cell}” has lost letters", cell=words.strip()), _AGAIN)
    meant = _READ_WRONG.sub(_read_right, words)
    if meant != words:
        raise Unclear(
            Text(
                "the letters of “{cell}” were read wrongly once; “{meant}” may be meant",
                cell=words.strip(),
                meant=meant.strip(),
            ),
            _AGAIN,
        )


def _read_right(found: re.Match[str]) -> str:
    """What the letters were before UTF-8 was taken for cp1252; as they are where that cannot have happened."""
    for length in (3, 2):
        letters = found[0][:length]
        try:
            return letters.encode("cp1252").decode("utf-8") + found[0][length:]
        except UnicodeError:
            continue
    return found[0]
