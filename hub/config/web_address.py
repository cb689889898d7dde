"""Addresses on the web in hub.toml: such that a login may be sent to them, and with no login inside."""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator

from hub.credentials import Objection
from hub.language import Text

_THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def _to_be_trusted(address: str) -> str:
    """Raises: Objection, which never repeats the address: it may hold a password."""
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in {"https", "http"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets or a port that are none
        raise _no_address() from None
    if not is_whole:
        raise _no_address()
    if parts.username is not None:
        raise Objection(
            Text("user and password must not stand in the address."),
            remedy=Text("Take them out, and give them in the keys that are meant for them."),
        )
    if parts.scheme == "http" and parts.hostname not in _THIS_MACHINE:
        raise Objection(
            Text("over http:// the login could be read on the way."), remedy=Text("Write https://….")
        )
    return address


def _no_address() -> Objection:
    return Objection(
        Text("this is no address on the web."),
        remedy=Text("Write it in full, for example https://cloud.example.org/…"),
    )


WebAddress = Annotated[str, AfterValidator(_to_be_trusted)]
"""https://…, or http:// to this machine itself; without user and password."""
