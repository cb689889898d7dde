"""Distributions that offer the hub a plugin, each read by itself: one whose files are torn hides no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, EntryPoint, PackageNotFoundError, distribution, distributions
from typing import Final

GROUP: Final = "hub"
_LIST: Final = "entry_points.txt"
_TORN: Final = (AttributeError, ImportError, KeyError, OSError, TypeError, ValueError)
"""What `importlib.metadata` raises over files that are not as they should be; which of these depends on its version."""


@dataclass(frozen=True, slots=True)
class Installed:
    """One distribution. `fault` is what its list of entry points raised; nobody knows then what it offers."""

    source: str
    entry_points: tuple[EntryPoint, ...] = ()
    fault: Exception | None = None


def installed() -> list[Installed]:
    """Every distribution that says anything to the hub, always in the same order. Raises: nothing."""
    return sorted((_read(one) for one in _each_once()), key=lambda one: one.source)


def _each_once() -> Iterable[Distribution]:
    """Of those of one name the one that Python imports; those without a name by their folder."""
    found: dict[str, Distribution] = {}
    for one in distributions():
        if _speaks_to_the_hub(one) and _is_imported(one):
            found.setdefault(_name_of(one) or _folder_of(one), one)
    return found.values()


def _is_imported(one: Distribution) -> bool:
    name = _name_of(one)
    try:
        first = distribution(name) if name else one
    except PackageNotFoundError:  # its folder has another name than it gives itself
        return True
    return _folder_of(first) == _folder_of(one)


def _speaks_to_the_hub(one: Distribution) -> bool:
    """What is torn in the lists of others is none of the hub's concern."""
    try:
        said = one.read_text(_LIST) or ""
    except ValueError:  # no text at all, so that nobody can say
        return True
    return any(line.strip() == f"[{GROUP}]" for line in said.splitlines())


def _read(one: Distribution) -> Installed:
    name = _name_of(one)
    source = f"distribution {name} {one.version}" if name else f"a distribution in {_folder_of(one)}"
    try:
        found = one.entry_points.select(group=GROUP)
        return Installed(source, tuple(sorted(found, key=lambda point: point.name)))
    except _TORN as error:
        return Installed(source, fault=error)


def _folder_of(one: Distribution) -> str:
    return str(one.locate_file(""))


def _name_of(one: Distribution) -> str | None:
    try:
        return one.name
    except _TORN:  # the file that tells its name is gone, or no text
        return None
