"""A quiet night beside python-calamine merely reading the same files: ratios of time and memory, in one run.

    python bench/quiet_night.py [MEMBERS …] [--runs N]

Both run as whole processes in turn, so that a machine that slows down slows both. The hub's night reads every
row, fingerprints it, compares it with the ledger and writes its run; the reader only turns the sheets into
Python lists. Workbooks are made once and kept under var/bench.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from workbooks import make_workbooks

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"

READER = """
import sys
from python_calamine import CalamineWorkbook
kept = []
for path in sys.argv[1:]:
    book = CalamineWorkbook.from_path(path)
    kept += [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
"""

HUB_TOML = """
[hub]
language = "en"
as_of = 2013-01-14
ledger = "hub.db"
plugins = "{plugins}"

[networks.mekom]
title = "MEKOM"
[networks.mekom.systems.workbook]
connector = "mekom"
path = "mekom.xlsx"

[networks.verpackungscluster]
title = "Cluster"
[networks.verpackungscluster.systems.workbook]
connector = "verpackungscluster"
path = "verpackungscluster.xlsx"

[agreements.akademie]
organiser = "verpackungscluster"
channel = "mekom"
valid_from = 2013-01-01
share = {{ participant = ["name", "email"], member = ["name", "town"] }}
"""


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds on the clock, and the most memory it held, in MiB."""

    seconds: float
    mebibytes: float


def cost_of(*command: str) -> Cost:
    """Runs a command to its end. Raises: CalledProcessError with what it said."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said.decode())
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Cost(time.perf_counter() - start, usage.ru_maxrss / unit)


def measure(members: int, runs: int) -> None:
    folder = FOLDER / str(members)
    folder.mkdir(parents=True, exist_ok=True)
    files = make_workbooks(folder, members)
    (folder / "hub.toml").write_text(HUB_TOML.format(plugins=(ROOT / "plugins").as_posix()), encoding="utf-8")
    for left in folder.glob("hub.db*"):
        left.unlink()
    night = [sys.executable, "-m", "hub", "--config", str(folder / "hub.toml"), "--quiet", "sync"]
    read = [sys.executable, "-c", READER, *map(str, files)]
    first = cost_of(*night)
    pairs = [(cost_of(*night), cost_of(*read)) for _ in range(runs)]
    hub = [pair[0] for pair in pairs]
    reader = [pair[1] for pair in pairs]
    time_ratio = statistics.median(h.seconds / r.seconds for h, r in pairs)
    memory_ratio = statistics.median(h.mebibytes / r.mebibytes for h, r in pairs)
    print(
        f"{members:>9,} | {first.seconds:9.2f} s | {median_seconds(hub):9.2f} s | {median_seconds(reader):9.2f} s "
        f"| {time_ratio:5.2f} | {median_mebibytes(hub):8.0f} MiB | {median_mebibytes(reader):8.0f} MiB | {memory_ratio:5.2f}",
        flush=True,
    )


def median_seconds(costs: list[Cost]) -> float:
    return statistics.median(cost.seconds for cost in costs)


def median_mebibytes(costs: list[Cost]) -> float:
    return statistics.median(cost.mebibytes for cost in costs)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("members", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    print(
        "  members | first night | quiet night | only reading | ratio | hub's memory | reader's memory | ratio"
    )
    for members in wanted.members:
        measure(members, wanted.runs)


if __name__ == "__main__":
    main()
