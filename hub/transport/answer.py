"""What a system answered, taken in within its bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Final

from requests import Response
from urllib3.exceptions import HTTPError

from hub.transport.bounds import Bounds

_PIECE: Final = 65_536
_PAGE: Final = (b"<!doctype html", b"<html", b"<head")


class TooLarge(Exception):
    """More bytes than are wanted of anybody."""


class TooSlow(Exception):
    """An answer that does not end in time."""


class BrokenOff(Exception):
    """An answer that ended before its end."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (their names in any case) and the whole content."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def is_page(self) -> bool:
        """Whether it is a web page for people, such as a login, where a file or data was asked for."""
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().casefold()
        start = self.content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        return start.startswith(_PAGE) or (kind == "text/html" and start.startswith(b"<"))


def taken(response: Response, bounds: Bounds, *, until: float) -> Answer:
    """The answer with its whole body, as fast as it arrives. Raises: TooLarge, TooSlow, BrokenOff."""
    pieces: list[bytes] = []
    size = 0
    while piece := _next_piece(response):
        size += len(piece)
        if size > bounds.largest:
            raise TooLarge
        if monotonic() > until:
            raise TooSlow
        pieces.append(piece)
    return Answer(response.status_code, response.headers, b"".join(pieces))


def _next_piece(response: Response) -> bytes:
    try:
        # read1, not read: it comes back with what is there, so that a byte at a time is noticed
        found: bytes = response.raw.read1(_PIECE, decode_content=True)
    except (HTTPError, OSError) as error:
        raise BrokenOff(str(error)) from error
    return found
