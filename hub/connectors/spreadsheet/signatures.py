"""Signatures that people put under a whole workbook: whoever changes a byte of it breaks them."""

from __future__ import annotations

import io
import zipfile

_SIGNATURES = ("_xmlsignatures/", "META-INF/documentsignatures.xml")


def is_signed(content: bytes) -> bool:
    """Whether this workbook, already known to be a healthy archive, has a signature of its own; that of its macros stays."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return any(name.startswith(_SIGNATURES) for name in archive.namelist())
