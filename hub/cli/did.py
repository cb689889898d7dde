"""What the hub did to a record, in a word."""

from __future__ import annotations

from typing import Final

from hub.language import Text

DID: Final = {
    "add": Text("added"),
    "amend": Text("amended"),
    "cancel": Text("cancelled"),
}
