"""A hub that dies while it writes the offices' real workbooks: the next plain night ends as if nothing had happened."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from openpyxl import load_workbook

from hub.config import load
from hub.nightly import open_hub, plan_night, sync_night
from hub.testing.death import night_dying_at
from hub.testing.saved import Saved, files_in
from hub.testing.world import Silent, World
from tests.office import ROOT
from tests.proofs.side_by_side import memory_folder, side_by_side
from tests.tried import Tried

PROCESSES: Final = 2
POINTS_OF_AN_OFFICE: Final = 14
Cells = Mapping[str, list[tuple[object, ...]]]


def office_in(folder: Path) -> World:
    """The example, with its files where every file event is one of the points."""
    books = folder / "var" / "example"
    books.mkdir(parents=True)
    shutil.copytree(ROOT / "plugins", folder / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "hub.toml", folder)
    for file in (ROOT / "examples").iterdir():
        if file.suffix in {".xlsx", ".csv"}:
            shutil.copy2(file, books)  # as old as it is: nobody is just saving it
    return World(folder, seed=0)


def night_at(office: World) -> int:
    return sync_night(open_hub(load(office.config, environ={})), progress=Silent()).exit_code


def what_is_left_to_do(office: World) -> list[str]:
    night = plan_night(open_hub(load(office.config, environ={})), progress=Silent())
    return [str(change.ref) for change in night.facts.plan.changes]


def cells_of(office: World) -> Cells:
    """Everything that stands in the workbooks, sheet by sheet."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for file in sorted((office.folder / "var" / "example").glob("*.xlsx")):
        book = load_workbook(file)
        found |= {f"{file.name}: {sheet.title}": list(sheet.iter_rows(values_only=True)) for sheet in book}
    return found


def files_of(office: World) -> list[str]:
    """Every file but the earlier versions of the workbooks, of which a killed night may leave one more."""
    files = files_in(office.folder / "var")
    return [str(file.relative_to(office.folder)) for file in files if "backups" not in file.parts]


@dataclass(frozen=True)
class Death:
    """An office that is about to have its first night, and how that ends when nobody is killed."""

    office: World
    saved: Saved
    points: int
    cells: Cells
    files: list[str]

    @classmethod
    def of(cls, folder: Path) -> Death:
        office = office_in(folder)
        saved = Saved.of(folder)
        undisturbed = night_dying_at(office, None, command=night_at)
        assert undisturbed.exit_code in {0, 3}  # the example has rows that nobody can read
        return cls(office, saved, len(undisturbed.points), cells_of(office), files_of(office))

    def mended(self, point: int) -> Iterator[str]:
        """What is wrong after a death at this point and one plain night; nothing, if all is well."""
        self.saved.put_back()
        killed = night_dying_at(self.office, point, command=night_at)
        where = f"point {point} ({killed.points[-1]})"
        if killed.exit_code is not None:
            yield f"{where}: it lived"
        night_at(self.office)
        cells = cells_of(self.office)
        yield from (
            f"{where}: {sheet} is not as undisturbed" for sheet in cells if cells[sheet] != self.cells[sheet]
        )
        if files_of(self.office) != self.files:
            yield f"{where}: files are left or gone: {set(files_of(self.office)) ^ set(self.files)}"
        yield from (f"{where}: {ref} is still to do" for ref in what_is_left_to_do(self.office))


def die_in(part: int, *, most: int | None) -> list[str]:
    """Kills the night of an office at some of its points, spread over all of it, or at its part of all of them."""
    with TemporaryDirectory(dir=memory_folder()) as folder:
        death = Death.of(Path(folder))
        number = death.points if most is None else most
        points = sorted({death.points * n // number for n in range(number)})
        return [wrong for point in points[part::PROCESSES] for wrong in death.mended(point)]


def test_a_death_while_workbooks_are_written_is_mended_by_the_next_plain_night(tried: Tried) -> None:
    die = partial(die_in, most=None if tried.is_soak else POINTS_OF_AN_OFFICE)
    wrongs_found = []
    for wrong in side_by_side(die, range(PROCESSES)):
        wrongs_found += wrong
    assert wrongs_found == []
