"""The code of the plugins in use, as digests: with other code the same readings may give another plan."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.machinery import BYTECODE_SUFFIXES, all_suffixes
from itertools import chain
from pathlib import Path
from typing import Final

from hub.plugging.catalogue import Catalogue
from hub.plugging.kinds import Kind

_CODE: Final = tuple(set(all_suffixes()) - set(BYTECODE_SUFFIXES))


def code_in_use(catalogue: Catalogue, connectors: Iterable[str]) -> Mapping[str, str]:
    """A digest for each plugin that offers one of these connector kinds, by its source.

    An installed distribution's source has its version in it. Kinds that nobody offers fail their networks anyway.
    """
    kinds = [catalogue.kinds[name] for name in sorted(set(connectors)) if name in catalogue.kinds]
    sources = sorted({kind.source for kind in kinds})
    return {source: _digest(source, [kind for kind in kinds if kind.source == source]) for source in sources}


def _digest(source: str, kinds: Sequence[Kind]) -> str:
    digest = hashlib.sha256(source.encode())
    for name, path in sorted(chain.from_iterable(map(_code_of, kinds))):
        content = _content(path)
        digest.update(f"\0{name} {len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _code_of(kind: Kind) -> Iterator[tuple[str, Path]]:
    """Every file of the plugin, and those that its connector's classes are written in, wherever they lie."""
    if kind.origin.home is not None:
        home = Path(kind.origin.home)
        yield from ((path.relative_to(home).as_posix(), path) for path in _files(home))
    for written_in in getattr(kind.factory, "__mro__", [kind.factory]):
        module = sys.modules.get(getattr(written_in, "__module__", ""))
        file = getattr(module, "__file__", None)
        if file is not None:
            yield getattr(written_in, "__qualname__", ""), Path(file)


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
