"""What a file is by its first bytes, whatever its name says; what cannot be read is told in words."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Collection
from enum import Enum
from pathlib import Path
from typing import Final

from hub.connectors.spreadsheet.archives import open_archive
from hub.connectors.spreadsheet.compound import CompoundFile
from hub.errors import Place, Unusable
from hub.language import Text

_DELIMITED: Final = frozenset({".csv", ".tsv", ".tab", ".txt"})
OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST: Final = "META-INF/manifest.xml"
XLS_STREAMS: Final = ("Workbook", "Book")
_FILE_PASS: Final = 0x2F
_RECORDS_LOOKED_AT: Final = 6  # it stands behind the beginning and at most a few rights


class Format(Enum):
    """The kinds of workbooks that the hub reads."""

    XLSX = "XLSX"  # XLSM included
    ODS = "ODS"
    XLS = "XLS"


def is_delimited(name: str) -> bool:
    """Whether a file of this name is a text file with one row in each line: its content does not say so."""
    return Path(name).suffix.lower() in _DELIMITED


def format_of(content: bytes, *, name: str) -> Format:
    """Raises: Unusable for everything that is no healthy workbook."""
    if not content:
        raise Unusable(
            Text("the file is empty"), remedy=Text("Restore it from its backup or save it again."), place=name
        )
    if content.startswith(OLE):
        return _of_ole(content, name)
    if content.startswith(b"PK"):
        return _of_archive(content, name)
    raise Unusable(
        Text("this is no workbook: {found}", found=_guess(content)),
        remedy=Text("Open it in its program and save it as an Excel workbook (.xlsx)."),
        place=name,
    )


def damaged(place: Place, why: str) -> Unusable:
    return Unusable(
        Text("the workbook is damaged or not completely saved ({why})", why=why),
        remedy=Text("Open and save it again, or restore it from its backup."),
        place=place,
    )


def protected(place: Place) -> Unusable:
    return Unusable(
        Text("the workbook is protected with a password"),
        remedy=Text("Save it without the password for opening; file permissions can protect it."),
        place=place,
    )


def _of_ole(content: bytes, name: str) -> Format:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise protected(name)
    if any(name.encode("utf-16-le") in content for name in XLS_STREAMS):
        if _FILE_PASS in _first_records(content):
            raise protected(name)
        return Format.XLS
    raise Unusable(
        Text("this is no workbook, but a file of another Office program"),
        remedy=Text("Name the workbook itself in hub.toml."),
        place=name,
    )


def _first_records(content: bytes) -> list[int]:
    """The kinds of the first records of an old workbook; none in a broken one, which is told when it is opened."""
    kinds, at = [], 0
    try:
        stream = CompoundFile(content).stream(*XLS_STREAMS)
        for _ in range(_RECORDS_LOOKED_AT):
            kind, size = struct.unpack_from("<HH", stream, at)
            kinds.append(kind)
            at += 4 + size
    except (ValueError, LookupError, struct.error):
        return kinds
    return kinds


def _of_archive(content: bytes, name: str) -> Format:
    try:
        with open_archive(content, place=name) as archive:
            parts = {info.filename.replace("\\", "/").lower() for info in archive.infolist()}
            kind = archive.read("mimetype") if "mimetype" in parts else b""
            manifest = archive.read(_MANIFEST) if kind.startswith(_ODS) else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError) as error:
        raise damaged(name, str(error)) from error
    if b"encryption-data" in manifest:
        raise protected(name)
    if kind.startswith(_ODS):
        return Format.ODS
    _refuse_unless_excel(parts, name)
    return Format.XLSX


def _refuse_unless_excel(parts: Collection[str], name: str) -> None:
    if "xl/workbook.bin" in parts:
        raise Unusable(
            Text("this is a binary workbook (.xlsb), in which the hub cannot tell errors from empty cells"),
            remedy=Text("Save it as an Excel workbook (.xlsx)."),
            place=name,
        )
    if "xl/workbook.xml" not in parts and "[content_types].xml" not in parts:
        raise Unusable(
            Text("this is a zip archive, but no workbook"),
            remedy=Text("Unpack it and name the workbook inside, or save it as .xlsx."),
            place=name,
        )


def _guess(content: bytes) -> Text:
    start = content[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        return Text("it is a web page")
    if start.startswith(b"<?xml"):
        return Text("it is an XML file")
    if b"\0" not in start and any(mark in start for mark in b";,\t"):
        return Text("it looks like a CSV file")
    return Text("its first bytes belong to no format the hub knows")
