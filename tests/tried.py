"""Counts what the tests try, and keeps the README's table of it true."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
FIGURES: Final = Path(__file__).with_name("tried.json")
README: Final = ROOT / "README.md"

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
    """The figures of one session. `nights` is how many a soak was asked for, 0 in a plain run of the tests."""

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

    def times(self, plain: int) -> int:
        """How often to try something that is no night: `plain` times, or in a soak more by as much as it is longer."""
        return max(plain, plain * self.nights // 1_000)

    def count(self, figure: str, times: int = 1) -> None:
        """Something was tried so often, and went right."""
        if figure not in WHAT:
            raise KeyError(f"{figure!r} has no line in the table; describe it in {__name__}.WHAT")
        self.figures[figure] += times

    def close(self, *, record: bool) -> None:
        """Holds the table to what was tried, or writes that into it."""
        if record:
            _record(self.figures, column="soak" if self.is_soak else "tests")
        elif not self.is_soak:
            kept = _kept()["tests"]
            for figure, times in self.figures.items():
                assert times >= kept.get(figure, 0), f"{figure}: {times} now, {kept[figure]} in the table"
                assert figure in kept, f"{figure}: not in the table yet; run pytest --record"


def _kept() -> dict[str, dict[str, int]]:
    return json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {"tests": {}, "soak": {}}


def _record(figures: Mapping[str, int], *, column: str) -> None:
    kept = _kept()
    kept[column] |= figures
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
