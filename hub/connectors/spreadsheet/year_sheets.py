"""Which sheets of a workbook a table is kept on: one, several by name, or all that a pattern fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from hub.connectors.spreadsheet.cells import clean
from hub.connectors.spreadsheet.workbook import Workbook
from hub.errors import Unusable
from hub.language import Text

_WILD: Final = re.compile(r"[*?]")  # no program lets them stand in a sheet's name
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def sheets_named(names: Iterable[str], workbook: Workbook) -> Sequence[str]:
    """The sheets in the order of their names; those of one pattern by year and number, the newest last.

    Raises: Unusable where a name or a pattern fits no sheet.
    """
    found = [sheet for name in names for sheet in _fitting(name, workbook)]
    return list(dict.fromkeys(found))


def _fitting(name: str, workbook: Workbook) -> Sequence[str]:
    if not _WILD.search(name):
        return [workbook.named(name)]
    visible = workbook.visible_sheet_names
    found = sorted((sheet for sheet in visible if _fits(sheet, name)), key=by_year)
    if found:
        return found
    nearest = get_close_matches(name, visible, n=1, cutoff=0.4)
    meant = Text("Do you mean {nearest}? ", nearest=nearest[0]) if nearest else Text("")
    raise Unusable(
        Text("no sheet fits {pattern}", pattern=name),
        remedy=Text(
            "{meant}Correct sheets in hub.toml. The workbook has: {sheets}.",
            meant=meant,
            sheets=tuple(visible),
        ),
        place=workbook.name,
    )


def _fits(sheet: str, pattern: str) -> bool:
    """`*` stands for any letters, `?` for one; blanks and letter case do not count."""
    marks = {"*": ".*", "?": "."}
    expression = "".join(marks.get(letter) or re.escape(letter) for letter in clean(pattern).casefold())
    return re.fullmatch(expression, clean(sheet).casefold()) is not None


def by_year(sheet: str) -> tuple[str, list[tuple[int, str]]]:
    """Sorts sheets by the year in their names, then by what else they say; `Quartal 10` comes after `Quartal 9`."""
    years = _YEAR.findall(sheet)
    parts = [(int(digits or 0), letters) for digits, letters in re.findall(r"(\d+)|(\D+)", sheet.casefold())]
    return max(years, default=""), parts
