"""The minimal edit of 100 rows in a large workbook beside python-calamine merely reading it: time and memory, in one run.

    python bench/minimal_edit.py [ROWS …] [--runs N]

Three processes in turn. The reader only turns the sheet into Python lists. The hub opens the file and reads the 100
bookings; once more, it also confirms them, proves on the new bytes that no other row differs, keeps a backup and puts
the new version in the place of the old one. The edit is what the third process takes longer than the second; memory is
that of the whole third process. Workbooks are made once and kept under var/bench.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from quiet_night import FOLDER, READER, cost_of
from workbooks import MEKOM_BOOKINGS

EDITOR = """
import sys
from pathlib import Path
from hub import Amend, BookingsSheet, Done, Network, Ref, Sheet, WorkbookSettings
from hub.model import BookingStatus

class Office(BookingsSheet):
    bookings = Sheet("Buchungen", written={"id", "status", "note"}, id_prefix="B-")

network = Network("office", "An office", "Europe/Berlin")
hub = Office(WorkbookSettings(path=Path(sys.argv[1]), backups=1))
records = hub.fetch_bookings(network).records[:: int(sys.argv[2])]
changes = [
    Amend(
        id=record.id, ref=Ref("office", "booking", record.id), record_id=record.id, before=record.value,
        value=record.value.model_copy(update={"status": BookingStatus.CONFIRMED}), fields=frozenset({"status"}),
    )
    for record in records
]
assert len(changes) == 100
if sys.argv[3] == "edit":
    assert all(isinstance(receipt, Done) for receipt in hub.sync_bookings(network, changes))
"""


def make_workbook(path: Path, rows: int) -> Path:
    """One sheet with so many bookings; saved as offices' programs do, with how far it reaches."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Buchungen")
        for row in _rows(rows):
            sheet.append(row)
        book.save(path)
    return path


def _rows(count: int) -> Iterable[list[object]]:
    yield MEKOM_BOOKINGS.split(";")
    for number in range(count):
        firm = number % 1000
        who = [
            f"Firma {firm} GmbH",
            "Göttingen",
            f"Vorname{number} Nachname{number}",
            f"p{number}@firma{firm}.example",
        ]
        yield [
            f"B-{number:06}",
            f"VA-{number % 100}",
            *who,
            datetime(2013, 1, 2 + number % 10),
            "angefragt",
            None,
            None,
        ]


def measure(rows: int, runs: int) -> None:
    source = make_workbook(FOLDER / "edit" / f"{rows}.xlsx", rows)
    runs_of_three = []
    copy = source.with_name("edited.xlsx")
    for _ in range(runs):
        shutil.copyfile(source, copy)
        hub = [sys.executable, "-c", EDITOR, str(copy), str(rows // 100)]
        before, whole = cost_of(*hub, "read"), cost_of(*hub, "edit")
        runs_of_three.append((before, whole, cost_of(sys.executable, "-c", READER, str(source))))
    ratios = [(whole.seconds - before.seconds) / read.seconds for before, whole, read in runs_of_three]
    memory = [whole.mebibytes / read.mebibytes for _, whole, read in runs_of_three]
    before, whole, read = min(runs_of_three, key=lambda found: found[1].seconds)
    print(
        f"{rows:>9,} | {whole.seconds - before.seconds:6.2f} s | {read.seconds:6.2f} s | {statistics.median(ratios):5.2f} "
        f"| {whole.seconds:13.2f} s | {whole.mebibytes:6.0f} MiB | {read.mebibytes:7.0f} MiB | {statistics.median(memory):5.2f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    print("     rows | the edit | reading | ratio | with its reading | hub's memory | reader's | ratio")
    for rows in wanted.rows:
        measure(rows, wanted.runs)


if __name__ == "__main__":
    main()
