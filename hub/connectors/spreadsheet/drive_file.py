"""A spreadsheet on a drive of this machine or of the office's network."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from hub.changes import Finding
from hub.connectors.spreadsheet.backups import BACKUPS, Backups
from hub.connectors.spreadsheet.candidates import only_candidate
from hub.connectors.spreadsheet.copies import findings_about_copies
from hub.connectors.spreadsheet.lock_files import locks_of, open_now, who_has_it_open
from hub.connectors.spreadsheet.patience import Patience
from hub.connectors.spreadsheet.saving import obstacle, refuse_unless_writable, save
from hub.connectors.spreadsheet.snapshot import Snapshot, looks_current, take_snapshot
from hub.errors import NetworkError

log = logging.getLogger(__name__)


class DriveFile:
    """`path` names the file; or a folder or a pattern, in which exactly one spreadsheet has to be."""

    def __init__(self, path: Path, *, wait_seconds: float) -> None:
        self._named = self._path = path
        self._patience = Patience(wait_seconds)
        self._is_told = False

    @property
    def name(self) -> str:
        return self._path.name

    def take(self, *, last: Snapshot | None = None) -> Snapshot:
        """The version that was saved last, also while somebody has it open."""
        self._path = only_candidate(self._named)
        if last is not None and last.name == self.name and looks_current(last, self._path):
            return last
        snapshot = take_snapshot(self._path, patience=self._patience)
        self._tell_if_open()
        return snapshot

    def obstacle(self, snapshot: Snapshot) -> NetworkError | None:
        return obstacle(snapshot, self._path)

    def refuse_unless_writable(self, snapshot: Snapshot) -> None:
        refuse_unless_writable(snapshot, self._path, patience=self._patience)

    def save(self, snapshot: Snapshot, content: bytes, *, backups: int) -> Snapshot:
        kept = Backups(self._path.resolve().parent / BACKUPS, self._path, backups)
        return save(snapshot, content, backups=kept, patience=self._patience)

    def remarks(self) -> Sequence[Finding]:
        return [*self._open_now(), *findings_about_copies(self.name, self._beside())]

    def _beside(self) -> Sequence[str]:
        try:
            return [found.name for found in self._path.parent.iterdir()]
        except OSError:  # a folder that may be passed through, but not listed: nothing can be said
            return []

    def _tell_if_open(self) -> None:
        if not self._is_told and any(locks_of(self._path)):
            self._is_told = True
            log.warning("%s is open at this moment; the version that was saved last is read", self.name)

    def _open_now(self) -> Sequence[Finding]:
        return [open_now(self.name, who_has_it_open(lock)) for lock in islice(locks_of(self._path), 1)]
