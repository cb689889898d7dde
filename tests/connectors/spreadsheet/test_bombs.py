"""What is made to burst is refused by name, by a process that could not hold what it would unpack to."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from hub.connectors.spreadsheet.file import open_file
from tests.connectors.spreadsheet.bombs import BOOK_RELATIONS, cell, sheet, strings, workbook
from tests.connectors.spreadsheet.test_extent_ods import cells, rows, tables
from tests.connectors.spreadsheet.test_extent_xls import book, number
from tests.corpus.opendocument import packed

_READ = """
import resource, sys
from pathlib import Path
from hub import Unusable
from hub.connectors.spreadsheet.file import open_file
resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
for name in sys.argv[1:]:
    try:
        file = open_file(Path(name))
        for row in file.grid("" if file.workbook is None else "List").rows():
            pass
    except Unusable as refused:
        print(refused)
    else:
        print(name, "was read")
"""
_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def bombs() -> dict[str, tuple[bytes, str]]:
    deep = "<x>" * 1_000_000 + "</x>" * 1_000_000
    return {
        "blank.xlsx": (workbook(sheet(cell("A1", " " * 300_000_000))), "would unpack to 300,"),
        "corner.xlsx": (workbook(sheet(cell("A1") + cell("XFD1048576"))), "1,048,576 rows and 16,384 columns"),
        "rows.xlsx": (workbook(sheet(cell("A1"), f'<row r="10000000">{cell("A10000000")}</row>')), "10,000,000 rows"),
        "panic.xlsx": (workbook(sheet(cell("A1") + cell("A5000000000"))), "5,000,000,000 rows"),
        "texts.xlsx": (
            workbook(sheet('<c t="s"><v>0</v></c>' * 16_000, *['<c t="s"><v>0</v></c>' * 100] * 1000), {"xl/sharedStrings.xml": strings("x" * 30_000)}),
            "bytes of text",
        ),
        "laughs.xlsx": (workbook(sheet(cell("A1", "&b;"), before=_LAUGHS)), "document type"),
        "deep.xlsx": (workbook(sheet(cell()), {"xl/workbook.xml": deep}), "damaged"),
        "corner.ods": (tables(rows(1, cells(1)) + rows(1_000_000, cells(1000))), "spreads over"),
        "texts.ods": (tables(rows(1_000_000, cells(1, f"<text:p>{'A' * 20_000}</text:p>"))), "bytes of text"),
        "laughs.ods": (packed(f"{_LAUGHS}<x>&b;</x>"), "document type"),
        "corner.xls": (book(*[number(0, 0) + number(65_535, 255)] * 9), "spreads over"),
        "line.csv": (b"Nr.;Firma;" + b"x" * 30_000_000, "a line of this file has more than 10,000,000 bytes"),
        "columns.csv": (b"Nr." + b";" * 9_000_000, "9,000,001 columns"),
        "rows.csv": (b"Nr.;Firma\n" + b";\n" * 2_000_000, "1,048,577 rows"),
    }  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to so much memory")
def test_bombs_are_refused_by_name_within_little_memory(tmp_path: Path):
    made = bombs()
    for name, (content, _) in made.items():
        (tmp_path / name).write_bytes(content)
    read = subprocess.run(
        [sys.executable, "-c", _READ, *map(str, (tmp_path / name for name in made))],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert read.returncode == 0, read.stderr
    for (name, (_, why)), said in zip(made.items(), read.stdout.splitlines(), strict=True):
        assert said.startswith(name)
        assert why in said


def test_links_to_other_files_and_pictures_are_never_followed(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/other.xlsx"
        link = f'<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="{address}" TargetMode="External"/>'
        relations = BOOK_RELATIONS.replace("</Relationships>", f"{link}</Relationships>")
        formula = f'<c r="A1" t="str"><f>\'[{address}]List\'!A1</f><v>Oker</v></c>'
        path = tmp_path / "list.xlsx"
        path.write_bytes(workbook(sheet(formula), {"xl/_rels/workbook.xml.rels": relations}))
        grid = open_file(path).grid("List")
        assert list(grid.rows()) == [["Oker"]]
        assert (grid.unclear(), grid.mail_links(), list(grid.hidden_rows())) == ({}, {}, [])
        with pytest.raises(BlockingIOError):
            listening.accept()
