"""Keeps the German catalogue: `python tools/catalogue.py` brings it up to date, `--check` only looks.

Takes every sentence out of `hub/` and `plugins/` (`Text("…")`), adds the new ones to
hub/locale/de/LC_MESSAGES/hub.po without a translation, drops those that are gone, and compiles hub.mo.
Ends with 1 when sentences wait for a translation, or, with `--check`, when a file is not up to date.
"""

from __future__ import annotations

import ast
import io
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parent.parent
PO: Final = ROOT / "hub/locale/de/LC_MESSAGES/hub.po"
MO: Final = PO.with_suffix(".mo")

_HEADER: Final = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Language", "de"),
    ("MIME-Version", "1.0"),
]
"""No date and no person: the same sentences always give the same file."""
_NO_DATE: Final = datetime(2013, 1, 1, tzinfo=UTC)


def sentences(root: Path = ROOT) -> dict[str, list[str]]:
    """Every template in the sources, and the files it stands in.

    Read from the syntax tree: Babel's own extractor does not look into f-strings before Python 3.12.
    """
    found: dict[str, set[str]] = {}
    for path in sorted((root / "hub").rglob("*.py")) + sorted((root / "plugins").rglob("*.py")):
        for template in _templates(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(template, set()).add(path.relative_to(root).as_posix())
    return {
        words: sorted(files) for words, files in sorted(found.items(), key=lambda one: (min(one[1]), one[0]))
    }


def _templates(tree: ast.AST) -> Iterator[str]:
    """The first argument of `Text("…")` and of gettext's own function; the empty one stays empty."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="Text") | ast.Attribute(attr="gettext"),
                args=[ast.Constant(value=str(template)), *_],
            ) if template:
                yield template


def translations(po: Path = PO) -> dict[str, str]:
    """What the catalogue says so far."""
    if not po.exists():
        return {}
    with po.open("rb") as file:
        catalogue = read_po(file, locale="de", abort_invalid=True)
    return {str(message.id): str(message.string) for message in catalogue if message.id and not message.fuzzy}


def up_to_date(found: dict[str, list[str]], known: dict[str, str]) -> Catalog:
    """A catalogue of exactly the sentences that were found."""
    catalogue = Catalog(
        locale="de", domain="hub", header_comment="# German sentences of the hub; see tools/catalogue.py."
    )
    for template, files in found.items():
        catalogue.add(template, known.get(template, ""), locations=[(file, 0) for file in files])
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as text, without line numbers, which would change with every edit elsewhere."""
    written = io.BytesIO()
    write_po(written, catalogue, width=0, omit_header=True, include_lineno=False)
    header = "\n".join(f'"{name}: {value}\\n"' for name, value in _HEADER)
    return f'{catalogue.header_comment}\nmsgid ""\nmsgstr ""\n{header}\n\n'.encode() + written.getvalue()


def as_mo(po: bytes) -> bytes:
    """What `gettext` reads at run time."""
    written = io.BytesIO()
    catalogue = read_po(io.BytesIO(po), locale="de")
    catalogue.mime_headers = _HEADER
    catalogue.creation_date = _NO_DATE  # Babel writes one whatever the headers say
    write_mo(written, catalogue)
    return written.getvalue()


def gaps(template: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def troubles(catalogue: Catalog) -> Iterator[str]:
    """Sentences without German, and German with other gaps than its English."""
    for message in catalogue:
        if message.id and not message.string:
            yield f"not translated: {message.id}"
        elif message.id and gaps(str(message.id)) != gaps(str(message.string)):
            yield f"other gaps than in English: {message.string}"


def main(arguments: list[str]) -> int:
    catalogue = up_to_date(sentences(), translations())
    po = as_po(catalogue)
    mo = as_mo(po)
    complaints = list(troubles(catalogue))
    if "--check" in arguments:
        complaints += [f"not up to date: {file}" for file, new in ((PO, po), (MO, mo)) if _old(file) != new]
    else:
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(po)
        MO.write_bytes(mo)
    sys.stdout.write("".join(f"{complaint}\n" for complaint in complaints))
    return 1 if complaints else 0


def _old(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
