"""Makes the three files of the example: `python examples/make_examples.py [FOLDER]`.

All companies and people are invented. The same program gives the same bytes, whenever and wherever it runs.
"""

from __future__ import annotations

import sys
from pathlib import Path

from making.catalogue import write_catalogue
from making.cluster_book import write_cluster
from making.mekom_book import write_mekom


def make_examples(folder: Path) -> None:
    """Write (or overwrite) the example's files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    write_mekom(folder / "mekom.xlsx")
    write_cluster(folder / "verpackungscluster.xlsx")
    write_catalogue(folder / "bildung-osterode.csv")


if __name__ == "__main__":
    make_examples(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
