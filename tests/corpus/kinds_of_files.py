"""What comes under the name of a workbook: other formats, passwords, half a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

from tests.corpus.biff import compound, locked, xls
from tests.corpus.oddity import Oddity
from tests.corpus.opendocument import ods, packed
from tests.corpus.sheets import csv_text, table_xlsx, with_cells

MEMBERS = with_cells("members", {})
READ = {"M-1": {"name": "Oker Kartonagen GmbH", "since": date(2005, 1, 1)}}
LOCKED = (
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
    '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
)


def archive(**parts: str) -> Callable[[], bytes]:
    def made() -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as package:
            for name, part in parts.items():
                package.writestr(name, part)
        return content.getvalue()

    return made


def half() -> bytes:
    content = table_xlsx("members", {})()
    return content[: len(content) // 2]


ODDITIES = (
    Oddity(name="an XLS file", file="list.xls", content=lambda: xls({"Mitglieder": MEMBERS}), read=READ),
    Oddity(
        name="an XLS file that somebody named .xlsx",
        content=lambda: xls({"Mitglieder": MEMBERS}),
        read=READ,
        noted=("the hub reads XLS files, but does not write them",),
    ),
    Oddity(
        name="an XLSX file that somebody named .xls",
        file="list.xls",
        content=table_xlsx("members", {}),
        read=READ,
    ),
    Oddity(
        name="a workbook with macros",
        file="list.xlsm",
        content=table_xlsx("members", {}),
        read=READ,
    ),
    Oddity(
        name="an ODS file",
        file="list.ods",
        content=lambda: ods({"Mitglieder": MEMBERS}),
        read=READ,
    ),
    Oddity(
        name="a TSV file",
        file="list.tsv",
        content=lambda: csv_text(MEMBERS, delimiter="\t").encode(),
        read=READ,
    ),
    Oddity(
        name="a web page named .xls, as old programs export it",
        file="list.xls",
        content=lambda: b"\r\n<html><body><table><tr><td>Nr.</td><td>Firma</td></tr></table></body></html>",
        refused=("this is no workbook: it is a web page",),
    ),
    Oddity(
        name="an XML table named .xls",
        file="list.xls",
        content=lambda: (
            b'\xef\xbb\xbf<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
        ),
        refused=("this is no workbook: it is an XML file",),
    ),
    Oddity(
        name="a CSV file named .xlsx",
        content=lambda: csv_text(MEMBERS).encode(),
        refused=("this is no workbook: it looks like a CSV file",),
    ),
    Oddity(
        name="a workbook named .csv",
        file="list.csv",
        content=table_xlsx("members", {}),
        refused=("this is no text file",),
    ),
    Oddity(
        name="an XLSX file with a password",
        content=lambda: compound({"EncryptionInfo": b"4", "EncryptedPackage": b"secret"}),
        refused=("the workbook is protected with a password",),
    ),
    Oddity(
        name="an XLS file with a password",
        file="list.xls",
        content=locked,
        refused=("the workbook is protected with a password",),
    ),
    Oddity(
        name="an ODS file with a password",
        file="list.ods",
        content=lambda: packed("secret", manifest=LOCKED),
        refused=("the workbook is protected with a password",),
    ),
    Oddity(
        name="a letter named .xls",
        file="list.xls",
        content=lambda: compound({"WordDocument": b"Sehr geehrte Damen und Herren"}),
        refused=("this is no workbook, but a file of another Office program",),
    ),
    Oddity(
        name="a binary workbook",
        file="list.xlsb",
        content=archive(**{"xl/workbook.bin": "x"}),
        refused=("this is a binary workbook (.xlsb)",),
    ),
    Oddity(
        name="a zip archive with a workbook inside",
        content=archive(**{"Mitglieder.xlsx": "x"}),
        refused=("this is a zip archive, but no workbook",),
    ),
    Oddity(
        name="half a workbook",
        content=half,
        refused=("the workbook is damaged or not completely saved",),
    ),
    Oddity(
        name="nothing in the file",
        content=bytes,
        refused=("the file is empty",),
    ),
    Oddity(
        name="a picture of the list",
        content=lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        refused=("its first bytes belong to no format the hub knows",),
    ),
)
