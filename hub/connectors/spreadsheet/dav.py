"""One file on a WebDAV server: the few requests that the hub makes of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final
from urllib.parse import urljoin

from hub.connectors.spreadsheet.dav_xml import (
    LOCK_WANTED,
    NAMES_WANTED,
    PROPERTIES_WANTED,
    Properties,
    names_in,
    properties_in,
)
from hub.errors import NetworkError, Unusable
from hub.transport import Answer, Request, Web, showed_a_page

log = logging.getLogger(__name__)

_WRITTEN: Final = frozenset({HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT})
_XML: Final[Mapping[str, str]] = {"Content-Type": "application/xml; charset=utf-8"}
_PLAIN: Final[Mapping[str, str]] = {"Accept-Encoding": "identity"}  # packed, it would have another ETag
_LOCK_SECONDS: Final = 120  # after which the server forgets the lock of a killed night
_NO_SUCH_ETAG: Final = '"verbund-hub"'


class DavFile:
    """The file at the address of `web`."""

    def __init__(self, web: Web) -> None:
        self._web = web

    def content(self, *, known: str = "") -> Answer | None:
        """The whole file; None while its ETag is the known one. Raises: Unreachable, Unusable."""
        conditions = {"If-None-Match": known} if known else {}
        expected = {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED} if known else {HTTPStatus.OK}
        answer = self._web.ask(Request("GET", {**_PLAIN, **conditions}), expected=expected)
        if answer.status == HTTPStatus.NOT_MODIFIED:
            return None
        if answer.is_page:
            raise showed_a_page(self._web.host)
        return answer

    def properties(self) -> Properties:
        """Locks and rights, as far as the server tells them. Raises: Unreachable, Unusable."""
        return properties_in(self._found("", PROPERTIES_WANTED, depth=0))

    def names_beside(self) -> Sequence[str]:
        """What lies in the same folder, as far as the server tells it. Raises: Unreachable, Unusable."""
        return names_in(self._found(urljoin(self._web.address, "."), NAMES_WANTED, depth=1))

    def put(self, content: bytes, *, conditions: Mapping[str, str]) -> HTTPStatus:
        """Replaces the file while these hold. Gives 412 when they did not, 423 when it is locked.

        Raises: Unreachable, Unusable; Unanswered when nobody can say whether it is done.
        """
        expected = {*_WRITTEN, HTTPStatus.PRECONDITION_FAILED, HTTPStatus.LOCKED}
        headers = {"Content-Type": "application/octet-stream", **conditions}
        return HTTPStatus(self._web.ask(Request("PUT", headers, content), expected=expected).status)

    def offers_locks(self) -> bool:
        """Whether the server says that it can lock (RFC 4918, class 2)."""
        try:
            said = self._web.ask(Request("OPTIONS")).headers.get("DAV", "")
        except Unusable:
            return False
        return "2" in {word.strip() for word in said.split(",")}

    def honours_if_match(self) -> bool:
        """Whether the server looks at If-Match before it writes; some never do, and would write in any case.

        Asked with a file that is not there, so that nothing can be harmed; what comes of it is taken away again.
        """
        beside = f"{self._web.address}.hub-probe"
        request = Request("PUT", {"If-Match": _NO_SUCH_ETAG}, b"", beside)
        try:
            status = self._web.ask(request, expected={*_WRITTEN, HTTPStatus.PRECONDITION_FAILED}).status
            if status != HTTPStatus.PRECONDITION_FAILED:
                self._web.ask(Request("DELETE", url=beside))
        except Unusable:
            return False
        return status == HTTPStatus.PRECONDITION_FAILED

    @contextmanager
    def locked(self) -> Iterator[str | None]:
        """The file locked for others, with the token of the lock; None where the server offers none.

        Raises: Unreachable, Unusable; LockedByOther.
        """
        token = self._lock()
        try:
            yield token
        finally:
            if token is not None:
                self._unlock(token)

    def _lock(self) -> str | None:
        headers = {**_XML, "Timeout": f"Second-{_LOCK_SECONDS}", "Depth": "0"}
        expected = {HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.LOCKED}
        try:
            answer = self._web.ask(Request("LOCK", headers, LOCK_WANTED), expected=expected)
        except Unusable:  # it knows no locks, or none for this user
            return None
        if answer.status == HTTPStatus.LOCKED:
            raise LockedByOther
        return answer.headers.get("Lock-Token")

    def _unlock(self, token: str) -> None:
        try:
            self._web.ask(Request("UNLOCK", {"Lock-Token": token}))
        except (
            NetworkError
        ) as error:  # what was to be done is done, and the server forgets the lock by itself
            log.warning("%s: its lock could not be taken off (%s)", self._web.host, error.what)

    def _found(self, url: str, wanted: bytes, *, depth: int) -> bytes:
        """The answer of PROPFIND; nothing from a server that does not know it."""
        request = Request("PROPFIND", {**_XML, "Depth": str(depth)}, wanted, url)
        try:
            return self._web.ask(request, expected={HTTPStatus.MULTI_STATUS}).content
        except Unusable:
            return b""


class LockedByOther(Exception):
    """Somebody else holds the lock."""
