"""The example's files as a test wants to look at them: tables of rows that know their columns."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

EXAMPLES = Path(__file__).parents[2] / "examples"

Row = dict[str, object]
Table = Callable[[str], list[Row]]
Sheet = Callable[[str], Worksheet]


@pytest.fixture(scope="session")
def examples() -> Path:
    return EXAMPLES


@pytest.fixture(scope="session")
def mekom() -> Sheet:
    return openpyxl.load_workbook(EXAMPLES / "mekom.xlsx").__getitem__


@pytest.fixture(scope="session")
def cluster() -> Sheet:
    return openpyxl.load_workbook(EXAMPLES / "verpackungscluster.xlsx").__getitem__


@pytest.fixture(scope="session")
def mekom_table(mekom: Sheet) -> Table:
    return lambda name: list(_rows(mekom(name), header_row=4))


@pytest.fixture(scope="session")
def cluster_table(cluster: Sheet) -> Table:
    return lambda name: list(_rows(cluster(name), header_row=1))


@pytest.fixture(scope="session")
def offers() -> list[Row]:
    with (EXAMPLES / "bildung-osterode.csv").open(encoding="cp1252", newline="") as file:
        return [dict(row) for row in csv.DictReader(file, delimiter=";")]


def _rows(sheet: Worksheet, *, header_row: int) -> Iterator[Row]:
    """The rows with more than one filled cell: neither blank separators nor group headings."""
    header, *rows = sheet.iter_rows(min_row=header_row, values_only=True)
    for row in rows:
        if sum(value is not None for value in row) > 1:
            yield {str(name): value for name, value in zip(header, row, strict=True)}
