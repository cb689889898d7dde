"""Counts what the tests try, and keeps the README's table of it true."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[1]
FIGURES: Final = Path(__file__).with_name("tried.json")
README: Final = ROOT / "README.md"
PROPERTY: Final = "tried"
"""The name under which a test's result carries its figures."""

WHAT: Final[Mapping[str, str]] = {
    "killed": "points at which a night was killed (SIGKILL) and the next plain night had to mend it",
    "killed nights": "nights lived in those worlds",
    "killed undos": "points at which an undo was killed, and a plain night and the same undo again had to mend it",
    "pairs on a file": "pairs of hubs started at once on one ledger in a file, of which exactly one ran",
    "pairs on a server": "the same on a PostgreSQL server",
    "worlds that came to rest": "worlds in which the second night was silent and both sides agreed, whatever went wrong before",
    "converging nights": "nights lived in those worlds",
    "worlds undone": "worlds in which a night was undone: all as before, or, with people at work in between, none of their edits lost",
    "undone nights": "nights lived in those worlds, undos and their undos among them",
    "failures told": "nights with a failure put into them: exit code and report right, nothing called done that is not",
    "healthy nights told": "nights with nothing but open matters in them: no alarm",
    "disasters": "disasters, each named after a real incident: nothing cancelled, doubled or lost, and healed by itself",
    "shrinkings": "legitimate shrinkings: held, made by one confirmation of that very plan, and quiet the night after",
    "clock times": "course times around the clock changes of 2000 to 2040 that arrived as they were, or were refused by name",
    "clock nights": "nights around those changes, one started in the missing hour and two in the doubled one",
    "stale plans": "stale plans that were refused with nothing written and the difference named",
    "plans": "nights whose writes were the plan shown before, change by change and record by record",
    "hurting plugins": "ways in which a plugin hangs, raises, takes memory, talks nonsense or makes noise, where nobody but its own network failed, by its name",
    "carried plans": "random plans beyond these that were carried out exactly as shown",
}
"""What each figure counts, in the order of the table."""

_TABLE: Final = re.compile(r"(?<=<!-- tried -->\n).*?(?=<!-- /tried -->)", re.DOTALL)


@dataclass
class Tried:
    """What one test tries. `nights` is how many a soak was asked for, 0 in a plain run of the tests."""

    nights: int = 0
    first_seed: int = 0
    figures: Counter[str] = field(default_factory=Counter)

    @property
    def is_soak(self) -> bool:
        return self.nights > 0

    def seeds(self, plain: int, *, counted: str) -> Iterator[int]:
        """Seeds of worlds to live in: `plain` of them, or in a soak until `counted` reached the nights asked for."""
        yield from range(plain)
        seed = self.first_seed
        while self.figures[counted] < self.nights:
            yield seed
            seed += 1

    def worlds(self, plain: int) -> Iterator[int]:
        """Seeds of worlds of which each takes long: `plain` of them, or in a soak more by as much as it is longer."""
        yield from range(plain)
        yield from range(self.first_seed, self.first_seed + self.times(plain) - plain)

    def times(self, plain: int) -> int:
        """How often to try something that is no night: `plain` times, or in a soak more by as much as it is longer."""
        return max(plain, plain * self.nights // 1_000)

    def count(self, figure: str, times: int = 1) -> None:
        """Something was tried so often, and went right."""
        if figure not in WHAT:
            raise KeyError(f"{figure!r} has no line in the table; describe it in {__name__}.WHAT")
        self.figures[figure] += times


@dataclass(eq=False)
class Tally:
    """Adds up what all tests tried, in whatever process, and at the end of a good run holds the table to it.

    A run in which a test failed says nothing of the table: it tried less than it meant to.
    """

    is_held: bool = False
    column: str | None = None
    figures: Counter[str] = field(default_factory=Counter)
    lacks: Sequence[str] = ()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            for name, figures in report.user_properties:
                if name == PROPERTY:
                    self.figures.update(figures)

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if exitstatus != pytest.ExitCode.OK:
            return
        if self.column is not None:
            _record(self.figures, column=self.column)
        elif self.is_held:
            self.lacks = lacking(self.figures, _kept()["tests"])
            if self.lacks:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for lack in self.lacks:
            terminalreporter.write_line(f"README's table of what was tried: {lack}", red=True)


def lacking(figures: Mapping[str, int], kept: Mapping[str, int]) -> list[str]:
    """What was tried less often than the table says, or is not in it; of what was not tried at all, nothing."""
    return [
        f"{figure}: {times} now, {kept[figure]} in the table"
        if figure in kept
        else f"{figure}: not in the table yet; run pytest --record"
        for figure, times in figures.items()
        if times < kept.get(figure, times + 1)
    ]


def longest(figures: Mapping[str, int], kept: Mapping[str, int]) -> dict[str, int]:
    """What a soak tried where it tried more than any before, and what is kept of others where it did not."""
    return {figure: max(times, kept.get(figure, 0)) for figure, times in figures.items()}


def _kept() -> dict[str, dict[str, int]]:
    return json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {"tests": {}, "soak": {}}


def _record(figures: Mapping[str, int], *, column: str) -> None:
    kept = _kept()
    kept[column] |= longest(figures, kept["soak"]) if column == "soak" else figures
    FIGURES.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    README.write_text(_TABLE.sub(lambda _: table(kept), text), encoding="utf-8")


def table(kept: Mapping[str, Mapping[str, int]]) -> str:
    """The table as Markdown."""
    rows = [
        f"| {what} | {_figure(kept['tests'], figure)} | {_figure(kept['soak'], figure)} |"
        for figure, what in WHAT.items()
    ]
    head = [
        "| what was tried, and went right | with every `make test` | in the longest soak |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _figure(figures: Mapping[str, int], name: str) -> str:
    return f"{figures[name]:,}" if name in figures else "–"


def readme_table() -> str:
    """The table as the README shows it."""
    found = _TABLE.search(README.read_text(encoding="utf-8"))
    assert found is not None, "the README has lost its table of what was tried"
    return found[0]
