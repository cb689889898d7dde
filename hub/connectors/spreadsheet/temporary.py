"""A file beside another one, whole on the drive before anybody gives it its name."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_RANDOM = "?" * 8  # as long as the letters that tempfile puts in


@contextmanager
def temporary(content: bytes, *, folder: Path, like: Path) -> Iterator[Path]:
    """The content in a file of this folder, with the rights of `like`; gone afterwards, whatever happens.

    Raises: OSError.
    """
    own = f".hub-{like.stem}-"
    for left in folder.glob(f"{glob.escape(own)}{_RANDOM}.tmp"):
        left.unlink()  # by a night that was killed; no other one is running
    handle, name = tempfile.mkstemp(prefix=own, suffix=".tmp", dir=folder)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if like.exists():
            shutil.copymode(like, written)
        yield written
    finally:
        written.unlink(missing_ok=True)
