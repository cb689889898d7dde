"""Where a spreadsheet may lie, seen from the connector: on a drive or in the cloud, read and written the same way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hub.changes import Finding
from hub.connectors.spreadsheet.snapshot import Snapshot
from hub.errors import NetworkError


class StoredFile(Protocol):
    """One file. Belongs to one connector and one night, because it remembers how long it has waited already."""

    @property
    def name(self) -> str:
        """The file's name, as people call it."""

    def take(self, *, last: Snapshot | None = None) -> Snapshot:
        """The file as it is now; `last` itself when that is still so. Raises: Unreachable, Unusable."""

    def obstacle(self, snapshot: Snapshot) -> NetworkError | None:
        """Why this version could not be replaced now; looks, and waits for nobody."""

    def refuse_unless_writable(self, snapshot: Snapshot) -> None:
        """Waits a little while somebody has the file open. Raises: Unreachable, Unusable."""

    def save(self, snapshot: Snapshot, content: bytes, *, backups: int) -> Snapshot:
        """Replaces exactly this version, and keeps so many earlier ones (0: this one is not kept).

        Raises: Unreachable, Unusable; the file is then as it was, unless the error says otherwise.
        """

    def remarks(self) -> Sequence[Finding]:
        """What a person should know of the file's surroundings: who has it open, copies beside it."""
