"""What a WebDAV server says of a file, read out of its XML: who has it locked, whether it may be written, who lies beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

PROPERTIES_WANTED: Final = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns"><d:prop>'
    b"<d:lockdiscovery/><oc:permissions/><nc:lock/><nc:lock-owner-displayname/>"
    b"</d:prop></d:propfind>"
)
NAMES_WANTED: Final = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/></d:prop></d:propfind>'
)
LOCK_WANTED: Final = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<d:lockinfo xmlns:d="DAV:"><d:lockscope><d:exclusive/></d:lockscope>'
    b"<d:locktype><d:write/></d:locktype><d:owner>Verbund-Hub</d:owner></d:lockinfo>"
)


@dataclass(frozen=True, slots=True)
class Properties:
    """What is known of a file; nothing where the server does not say."""

    is_locked: bool = False
    locked_by: str | None = None
    may_be_written: bool = True


def properties_in(content: bytes) -> Properties:
    """Nextcloud tells its locks and rights in words of its own; all others the lock alone."""
    said = dict(_texts(content))
    rights = said.get("permissions", "")
    is_locked = "activelock" in said or said.get("lock") in {"1", "true"}
    who = said.get("lock-owner-displayname") or said.get("owner") or None
    return Properties(is_locked, who if is_locked else None, not rights or "W" in rights)


def names_in(content: bytes) -> Sequence[str]:
    """The names of everything in a folder, the folder's own included."""
    paths = [urlsplit(text).path.rstrip("/") for name, text in _texts(content) if name == "href"]
    return [unquote(path.rpartition("/")[2]) for path in paths]


def _texts(content: bytes) -> Sequence[tuple[str, str]]:
    """Every element's name without its prefix, and all text inside; nothing of what is no such XML."""
    reading = _Reading()
    try:
        reading.parser.Parse(content, True)
    except (expat.ExpatError, _Forbidden):
        return []
    return reading.found


class _Forbidden(Exception):
    """A document type: the door to entities, and no WebDAV server needs one."""


class _Reading:
    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _start(self, name: str, attributes: object) -> None:
        self._open.append("")

    def _end(self, name: str) -> None:
        text = self._open.pop()
        self.found.append((name.rpartition(":")[2], text.strip()))
        self._text(text)

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1] += text

    def _refuse(self, *declaration: object) -> None:
        raise _Forbidden
