"""The code of the plugins in use, as digests: with other code the same readings may give another plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.machinery import BYTECODE_SUFFIXES, all_suffixes
from pathlib import Path
from typing import Final

from hub.plugging.blame import Origin
from hub.plugging.catalogue import Catalogue

_CODE: Final = tuple(set(all_suffixes()) - set(BYTECODE_SUFFIXES))


def code_in_use(catalogue: Catalogue, connectors: Iterable[str]) -> Mapping[str, str]:
    """A digest for each plugin that offers one of these connector kinds, by its source.

    An installed distribution's source has its version in it. Kinds that nobody offers fail their networks anyway.
    """
    used = {catalogue.kinds[name].origin for name in connectors if name in catalogue.kinds}
    return {origin.source: _digest(origin) for origin in sorted(used, key=lambda origin: origin.source)}


def _digest(origin: Origin) -> str:
    digest = hashlib.sha256(origin.source.encode())
    if origin.home is not None:
        home = Path(origin.home)
        for path in _files(home):
            content = _content(path)
            digest.update(f"\0{path.relative_to(home).as_posix()} {len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def _files(home: Path) -> Iterator[Path]:
    """The one file, or every file of code in the folder, in an order that never changes."""
    if home.is_file():
        yield home
    else:
        yield from sorted(path for path in home.rglob("*") if path.name.endswith(_CODE))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # gone since it was loaded, or a file that nobody could load either
