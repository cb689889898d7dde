"""Where the settings of a spreadsheet say that it lies."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from hub.connectors.spreadsheet.drive_file import DriveFile
from hub.connectors.spreadsheet.settings import TableSettings, WorkbookSettings
from hub.connectors.spreadsheet.stored_file import StoredFile

_NEVER_WRITTEN: Final = Path("backups")


def stored_as(settings: TableSettings) -> StoredFile:
    """The file of these settings; it is not touched yet."""
    if settings.path is not None:
        return DriveFile(settings.path, wait_seconds=settings.wait_seconds)
    # Here, because most offices have no cloud, and what speaks to the web is slow to import.
    from hub.connectors.spreadsheet.cloud_file import CloudFile, name_at
    from hub.transport import Bounds, Web, basic_login

    assert settings.url is not None
    assert settings.password is not None
    web = Web(
        settings.url,
        login=basic_login(settings.user or "", settings.password),
        bounds=Bounds(),
        place=name_at(settings.url),
    )
    folder = settings.backup_folder if isinstance(settings, WorkbookSettings) else _NEVER_WRITTEN
    own = hashlib.sha256(settings.url.encode()).hexdigest()[:8]  # two files of one name are two
    return CloudFile(web, backups=folder / f"{web.host} {own}", wait_seconds=settings.wait_seconds)
