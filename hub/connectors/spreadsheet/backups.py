"""Earlier versions of a file: each kept whole or not at all, and no more of them than wanted."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from hub.connectors.spreadsheet.temporary import temporary

log = logging.getLogger(__name__)

BACKUPS: Final = "backups"


@dataclass(frozen=True, slots=True)
class Backups:
    """The earlier versions of `file`, in a folder; `number` 0 keeps none."""

    folder: Path
    file: Path
    number: int

    @contextmanager
    def keeping(self, content: bytes, *, is_untouched: Callable[[], bool]) -> Iterator[None]:
        """Keeps the old version while the new one is written; if it then stays where it was, keeps no second one.

        Raises: OSError; the file itself has not been touched then.
        """
        if not self.number:
            yield
            return
        backup = self._kept(content)
        try:
            yield
        except BaseException:
            if is_untouched():
                backup.unlink(missing_ok=True)
            raise
        self._clear()

    def _kept(self, content: bytes) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        moment = datetime.now().astimezone().strftime("%Y-%m-%d %H%M%S %f")
        backup = self.folder / f"{self.file.stem} {moment}{self.file.suffix}"
        with temporary(content, folder=self.folder, like=self.file) as written:
            written.replace(backup)
        return backup

    def _clear(self) -> None:
        """The oldest ones go only now that the new version is in place; else failing nights would use them up."""
        dated = re.compile(
            rf"{re.escape(self.file.stem)} \d{{4}}-\d\d-\d\d \d{{6}} \d{{6}}{re.escape(self.file.suffix)}"
        )
        try:
            found = sorted(file for file in self.folder.iterdir() if dated.fullmatch(file.name))
            for old in found[: -self.number]:
                old.unlink()
        except OSError as error:  # the file itself is saved, and the next night clears again
            log.warning("%s: old backups cannot be removed (%s)", self.file.name, error.strerror)
