"""Puts parts into a workbook by hand, the way Excel lays them out: what no library for tests can write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
Parts = dict[str, bytes]


def unpacked(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def sheet_part(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def replace(parts: Parts, name: str, old: str, new: str) -> None:
    """Raises: ValueError where `old` is not there, so that no workbook is less than it is called."""
    before = parts[name].decode()
    if old not in before:
        raise ValueError(f"{name} has no {old}")
    parts[name] = before.replace(old, new, 1).encode()


def at_end(parts: Parts, number: int, xml: str) -> None:
    """As the last elements of a sheet."""
    replace(parts, sheet_part(number), "</worksheet>", f"{xml}</worksheet>")


def add(parts: Parts, name: str, content: str | bytes, kind: str = "") -> None:
    """A part; `kind` is its content type."""
    parts[name] = content.encode() if isinstance(content, str) else content
    if kind:
        override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
        replace(parts, "[Content_Types].xml", "</Types>", override)


def relate(parts: Parts, owner: str, kind: str, target: str, mode: str = "") -> str:
    """A relation of one part to another; its id."""
    folder, _, name = owner.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in parts:
        parts[relations] = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'  # fmt: skip
    own = f"own{parts[relations].count(b'<Relationship ')}"
    said = f' TargetMode="{mode}"' if mode else ""
    kind = kind if "/" in kind else f"{KINDS}/{kind}"
    element = f'<Relationship Id="{own}" Type="{kind}" Target="{target}"{said}/></Relationships>'
    replace(parts, relations, "</Relationships>", element)
    return own
