"""Tells a spreadsheet program to calculate anew where formulas may read what the hub has written.

Excel trusts the results that a file keeps beside its formulas. The mark that makes it calculate stands in the workbook
part, which therefore changes, and only then: without such a formula every byte of it stays.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from hub.connectors.spreadsheet.anatomy import Anatomy
from hub.connectors.spreadsheet.markup import Element, parse
from hub.connectors.spreadsheet.package import Package

_FORMULA: Final = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]+)")
_FOLLOWED: Final = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
)  # fmt: skip
"""What may stand before `calcPr`, as the schema wants it."""
_MARK: Final = re.compile(rb"""\sfullCalcOnLoad\s*=\s*["'][^"']*["']""")
_ANYWHERE: Final = ("[", "INDIRECT(", "OFFSET(")  # tables by name, and addresses that are put together


def told_to_calculate(package: Package, anatomy: Anatomy, sheet: str, *, xml: bytes) -> bytes | None:
    """The workbook part with the mark; None where it has it, or where nothing reads `sheet`, which consists of `xml`."""
    part = package.part(anatomy.workbook) or b""
    root = parse(part, place=sheet)
    settings = root.child("calcPr")
    if settings is not None and settings.attributes.get("fullCalcOnLoad") in {"1", "true"}:
        return None
    if not _FORMULA.search(xml) and not _is_named(package, anatomy, sheet, names=_names(root)):
        return None
    if settings is None:
        at = max(child.end for child in root.children if child.name in _FOLLOWED)
        return part[:at] + f'<{root.prefix}calcPr fullCalcOnLoad="1"/>'.encode() + part[at:]
    name_end = settings.start + len(f"<{settings.prefix}calcPr")
    plain = _MARK.sub(b"", part[name_end : settings.end])
    return part[:name_end] + b' fullCalcOnLoad="1"' + plain + part[settings.end :]


def _is_named(package: Package, anatomy: Anatomy, sheet: str, *, names: list[str]) -> bool:
    """Whether a formula of another sheet may read this one."""
    title = sheet.replace("'", "''")
    signs = (title, *names, *_ANYWHERE)
    for other in anatomy.other_sheets:
        found = set(_FORMULA.findall(package.part(other) or b""))
        formulas = [unescape(formula.decode("utf-8", "replace")) for formula in found]
        if any(sign in formula for formula in formulas for sign in signs):
            return True
    return False


def _names(workbook: Element) -> list[str]:
    return [found.attributes.get("name", "") for found in workbook.all("definedName")]
