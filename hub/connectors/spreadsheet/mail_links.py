"""The addresses that cells of an XLSX sheet link to, which may be others than they show; read only when somebody asks."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote
from xml.sax.saxutils import unescape

from hub.connectors.spreadsheet.anatomy import anatomy_of
from hub.connectors.spreadsheet.markup import parse
from hub.connectors.spreadsheet.package import Package
from hub.connectors.spreadsheet.span import Span
from hub.errors import Place

_LINK: Final = re.compile(rb"<(?:\w+:)?hyperlink\b[^>]*>")
_CELLS: Final = re.compile(rb"""\sref=["']([A-Z0-9:]+)["']""")
_RELATION: Final = re.compile(rb"""\s\w+:id=["']([^"']+)["']""")
_MAIL: Final = re.compile(r"mailto:([^?]+)", re.IGNORECASE)


def mail_links(content: bytes, sheet: str, *, place: Place) -> Mapping[tuple[int, int], str]:
    """The address behind a cell, by row (from 1) and column (from 0). Raises: Unusable when the package is damaged."""
    package = Package(content)
    part = anatomy_of(package, sheet, place=place).sheet
    links = _LINK.findall(package.part(part) or b"")
    if not links:
        return {}
    address_by_relation = dict(_addresses(package, part, place))
    found = {}
    for link in links:
        cells, relation = _CELLS.search(link), _RELATION.search(link)
        address = address_by_relation.get(relation[1].decode()) if relation else None
        if cells and address:
            span = Span.parse(cells[1].decode())
            found[span.top, span.left] = address
    return found


def _addresses(package: Package, part: str, place: Place) -> Iterator[tuple[str | None, str]]:
    folder, name = posixpath.split(part)
    relations = package.part(posixpath.join(folder, "_rels", f"{name}.rels"))
    for element in parse(relations, place=place).all("Relationship") if relations else ():
        address = _MAIL.match(unescape(element.attributes.get("Target", "")))
        if address:
            yield element.attributes.get("Id"), unquote(address[1]).strip()
