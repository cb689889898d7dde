"""The corpus of oddities read by the hub, by pandas and by plain openpyxl: right, refused, crashed or silently wrong.

    python -m bench.oddities [--examples N]

pandas and openpyxl get the few lines that an engineer would write for such a table, and some help: they know the
header words, the status words, the sheet's name and the delimiter. An exception counts as a refusal where the hub
refuses something, too, although it takes the whole table along.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import openpyxl

from hub.connectors.spreadsheet import days, money, values
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES, MEMBERS, Column, Table
from hub.connectors.spreadsheet.words import statuses
from hub.planning.compare import field_of
from tests.corpus.answers import answer_to
from tests.corpus.collection import all_oddities
from tests.corpus.oddity import Oddity
from tests.corpus.sheets import TITLES

Verdict = Literal["right", "refused", "crashed", "silently wrong"]
Found = Mapping[str, Mapping[str, object]]
"""What a reader made of a table: fields by name, by the record's id."""

BERLIN = ZoneInfo("Europe/Berlin")
TABLES: Mapping[str, Table[Any]] = {table.name: table for table in (MEMBERS, COURSES, BOOKINGS)}
DAYS = (days.when, days.day, days.moment, days.last_moment)


@dataclass(frozen=True)
class Outcome:
    """How one oddity ended with one reader, and in which words."""

    verdict: Verdict
    said: str = ""


def with_hub(oddity: Oddity, path: Path) -> Found:
    """Raises: ValueError when what is refused or noted is not what the corpus says."""
    answer = answer_to(oddity, path)
    if not all(any(words in said for said in answer.noted) for words in oddity.noted):
        raise ValueError(f"not noted: {oddity.noted}")
    if len(answer.refused) != len(oddity.refused):
        raise ValueError(f"refused: {answer.refused}")
    names = {name for fields in oddity.read.values() for name in fields}
    return {record: {name: field_of(noun, name) for name in names} for record, noun in answer.nouns.items()}


def with_pandas(oddity: Oddity, path: Path) -> Found:
    import pandas

    table = TABLES[oddity.table]
    fields = {word: column for column in table.columns for word in column.header_words}
    texts = dict.fromkeys((word for word, column in fields.items() if column.read is not money.money), str)
    if path.suffix == ".csv":
        frame = pandas.read_csv(path, sep=";", decimal=",", dtype=texts)
    else:
        typed = {word: kind for word, kind in texts.items() if fields[word].read not in (*DAYS, values.flag)}
        frame = pandas.read_excel(path, sheet_name=TITLES[oddity.table], dtype=typed)
    for header in frame.columns.intersection(list(fields)):
        column = fields[header]
        if column.read in DAYS:
            frame[header] = pandas.to_datetime(frame[header], dayfirst=True)
        elif column.read is money.money:
            frame[header] = pandas.to_numeric(frame[header])
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return _by_id(rows, table, fields, lambda value, column: _plain(value, column, table))


def with_openpyxl(oddity: Oddity, path: Path) -> Found:
    table = TABLES[oddity.table]
    fields = {word: column for column in table.columns for word in column.header_words}
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter=";"))
    else:
        sheet = openpyxl.load_workbook(path, data_only=True)[TITLES[oddity.table]]
        cells = sheet.iter_rows(values_only=True)
        header = [str(title) for title in next(cells)]
        rows = [dict(zip(header, row, strict=True)) for row in cells]
    return _by_id(rows, table, fields, lambda value, column: _plain(value, column, table))


def _by_id(
    rows: list[Any], table: Table[Any], fields: Mapping[str, Column], plain: Callable[[Any, Column], object]
) -> Found:
    found = {}
    for row in rows:
        noun = {
            ".".join(fields[title].path): plain(value, fields[title])
            for title, value in row.items()
            if title in fields
        }
        found[str(noun["id"])] = noun
    return found


def _plain(value: Any, column: Column, table: Table[Any]) -> object:
    """One cell as the few lines of such a script turn it into a value."""
    if value is None or value == "":
        return None
    if column.read in DAYS:
        found = value if isinstance(value, date) else datetime.strptime(value, "%d.%m.%Y")
        if column.read in (days.moment, days.last_moment):
            return found.replace(tzinfo=BERLIN)
        return found.date() if isinstance(found, datetime) else found
    if column.read is money.money:
        return Decimal(str(value))
    if column.read is values.whole:
        return int(value)
    if column.read is values.flag:
        return value is True or str(value).lower() == "ja"
    if column.read is values.status:
        return statuses(table.status_words)[str(value).strip().lower()]
    return str(value)


def outcome(read: Callable[[Oddity, Path], Found], oddity: Oddity, path: Path) -> Outcome:
    try:
        found = read(oddity, path)
    except Exception as error:  # noqa: BLE001 - that it raises, whatever it raises, is what is counted
        said = f"{type(error).__name__}: {error}"
        return Outcome("refused" if oddity.refused else "crashed", " ".join(said.split())[:120])
    if found.keys() != oddity.read.keys():
        return Outcome("silently wrong", f"reads {sorted(found)} in place of {sorted(oddity.read)}")
    for record, fields in oddity.read.items():
        for name, meant in fields.items():
            if not _is_same(found[record].get(name), meant):
                return Outcome(
                    "silently wrong", f"{name} = {found[record].get(name)!r} in place of {meant!r}"
                )
    return Outcome("refused" if oddity.refused else "right")


def _is_same(value: object, meant: object) -> bool:
    if isinstance(meant, Decimal) and isinstance(value, Decimal | float):
        return abs(float(value) - float(meant)) < 1e-9
    return value == meant


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--examples", type=int, default=5)
    wanted = parser.parse_args()
    readers = {"the hub": with_hub, "pandas": with_pandas, "openpyxl": with_openpyxl}
    if importlib.util.find_spec("pandas") is None:
        print("pandas is not installed, so it is not compared. To compare it, too:")
        print("    .venv/bin/python -m pip install --require-hashes -r requirements-bench.lock\n")
        del readers["pandas"]
    oddities = all_oddities()
    print(f"{len(oddities)} oddities  | read right | refused by name | crashed | silently wrong")
    outcomes = {name: _outcomes(read, oddities) for name, read in readers.items()}
    for name, ends in outcomes.items():
        count = Counter(end.verdict for _, end in ends)
        print(
            f"{name:14} | {count['right']:10} | {count['refused']:15} | {count['crashed']:7} | {count['silently wrong']:14}"
        )
    for name, ends in outcomes.items():
        wrong = [(oddity, end) for oddity, end in ends if end.verdict == "silently wrong"]
        if wrong:
            print(f"\n{name}, silently wrong, for example:")
        step = max(1, len(wrong) // max(1, wanted.examples))
        for oddity, end in wrong[::step][: wanted.examples]:
            print(f"  {oddity.name}: {end.said}")


def _outcomes(read: Callable[[Oddity, Path], Found], oddities: list[Oddity]) -> list[tuple[Oddity, Outcome]]:
    ends = []
    with tempfile.TemporaryDirectory() as folder:
        for number, oddity in enumerate(oddities):
            place = Path(folder) / str(number)
            place.mkdir()
            ends.append((oddity, outcome(read, oddity, oddity.made_in(place))))
    return ends


if __name__ == "__main__":
    main()
