"""Writes every oddity into a folder of its own, with what the hub must make of it beside it.

python -m tests.corpus FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.corpus.collection import THEMES
from tests.corpus.oddity import Oddity


def write_corpus(folder: Path) -> int:
    """How many files were written: `dates/03/list.xlsx`, and `expected.txt` beside each."""
    count = 0
    for theme, oddities in THEMES.items():
        for number, oddity in enumerate(oddities, start=1):
            place = folder / theme / f"{number:02}"
            place.mkdir(parents=True, exist_ok=True)
            oddity.made_in(place)
            (place / "expected.txt").write_text("\n".join(_lines(oddity)) + "\n", encoding="utf-8")
            count += 1
    return count


def _lines(oddity: Oddity) -> Iterator[str]:
    yield oddity.name
    for record, fields in oddity.read.items():
        said = ", ".join(f"{name} = {value!r}" for name, value in fields.items())
        yield f"read: {record}{': ' if said else ''}{said}"
    yield from (f"refused: {words}" for words in oddity.refused)
    yield from (f"noted: {words}" for words in oddity.noted)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.write(f"{write_corpus(Path(sys.argv[1]))} files written to {sys.argv[1]}\n")
