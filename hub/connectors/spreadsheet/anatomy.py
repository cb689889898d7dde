"""Where things are inside a workbook's package: the part of a sheet, its tables, the styles, the epoch."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hub.connectors.spreadsheet.markup import Element, parse
from hub.connectors.spreadsheet.package import Package
from hub.errors import Place, Unusable
from hub.language import Text

_WINDOWS_EPOCH = date(1899, 12, 30)
_MAC_EPOCH = date(1904, 1, 1)
_TABLE = "/table"
_STYLES = "/styles"


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The part names that reading and writing one sheet needs, and the day that serial dates count from."""

    sheet: str
    tables: tuple[str, ...]
    styles: str | None
    epoch: date
    strings: str | None
    workbook: str
    other_sheets: tuple[str, ...]


def anatomy_of(package: Package, sheet: str, *, place: Place) -> Anatomy:
    """Where `sheet` lives. Raises: Unusable when the package does not say."""
    workbook_part = _main_part(package, place)
    workbook = _parsed(package, workbook_part, place)
    targets = _targets(package, workbook_part, place)
    element = next((found for found in workbook.all("sheet") if found.attributes.get("name") == sheet), None)
    relation = _relation(element) if element else None
    if relation not in targets:
        raise _lost(sheet, place)
    part = targets[relation][1]
    kinds = {kind.rpartition("/")[2]: name for kind, name in targets.values()}
    tables = [name for kind, name in _targets(package, part, place).values() if kind.endswith(_TABLE)]
    properties = workbook.child("workbookPr")
    is_mac = properties is not None and properties.attributes.get("date1904") in {"1", "true"}
    epoch = _MAC_EPOCH if is_mac else _WINDOWS_EPOCH
    return Anatomy(
        sheet=part,
        tables=tuple(tables),
        styles=kinds.get("styles"),
        epoch=epoch,
        strings=kinds.get("sharedStrings"),
        workbook=workbook_part,
        other_sheets=tuple(
            name for kind, name in targets.values() if kind.endswith("/worksheet") and name != part
        ),
    )


def _main_part(package: Package, place: Place) -> str:
    for kind, name in _targets(package, "", place).values():
        if kind.endswith("/officeDocument"):
            return name
    raise _lost("xl/workbook.xml", place)


def _targets(package: Package, part: str, place: Place) -> Mapping[str | None, tuple[str, str]]:
    """Relation id -> kind and part name, as the part's relations file says; empty without one."""
    folder, _, name = part.rpartition("/")
    relations = package.part(posixpath.join(folder, "_rels", f"{name}.rels"))
    if relations is None:
        return {}
    found = {}
    for element in parse(relations, place=place).all("Relationship"):
        target = element.attributes.get("Target", "")
        full = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
        found[element.attributes.get("Id")] = (element.attributes.get("Type", ""), full)
    return found


def _relation(sheet: Element) -> str | None:
    return next((value for name, value in sheet.attributes.items() if name.endswith(":id")), None)


def _parsed(package: Package, name: str, place: Place) -> Element:
    part = package.part(name)
    if part is None:
        raise _lost(name, place)
    return parse(part, place=place)


def _lost(what: str, place: Place) -> Unusable:
    return Unusable(
        Text("the workbook does not say where {what} is kept", what=what),
        remedy=Text("Open and save it in Excel or LibreOffice."),
        place=place,
    )
