"""Reads all networks side by side; a failure is a value, and the night goes on for everyone else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol, cast

from hub.changes import Reading
from hub.errors import HubError
from hub.language import Text
from hub.matching import Catalogue
from hub.memory import Memory, Shelf
from hub.model import KINDS, Course, Kind, Member, NetworkName
from hub.planning.draft import Titles
from hub.planning.plan import Shared
from hub.planning.snapshot import Failure, Key, Snapshot, View
from hub.plugging import TookTooMuch

AnyReading = Reading[Member] | Reading[Shared]
AT_ONCE = 8
"""Networks that are read at the same time; their servers are many, this machine is one."""
_STEP: Final = 0.1  # seconds; Windows lets Ctrl-C through only between two waits
_Result = Mapping[Kind, AnyReading] | HubError


class Source(Protocol):
    """A connected network, as far as reading goes."""

    def fetch(self, kind: Kind) -> AnyReading: ...
    def offers(self, hook: str) -> bool: ...


class Say(Protocol):
    """Somebody who is told of progress."""

    def __call__(self, text: Text, *, done: int | None = None, of: int | None = None) -> None: ...


@dataclass(frozen=True, slots=True)
class Readings:
    """Everything that was read, and who gave nothing."""

    by_key: Mapping[Key, AnyReading]
    failures: tuple[Failure, ...]

    def course_fingerprints(self, networks: Iterable[NetworkName]) -> list[bytes]:
        """The fingerprints of the offers that courses are judged by."""
        return [
            record.fingerprint
            for network in networks
            if (network, "course") in self.by_key
            for record in self.by_key[network, "course"].records
        ]


def read_all(
    networks: Mapping[NetworkName, Source], failed: Mapping[NetworkName, HubError], *, say: Say
) -> Readings:
    """Reads every kind that every network offers; one kind's failure is its whole network's failure."""
    found: dict[Key, AnyReading] = {}
    failures = [Failure(name, error) for name, error in sorted(failed.items())]
    say(Text("Reading"), done=0, of=len(networks))
    results: dict[NetworkName, _Result] = {}
    for name, result in _side_by_side(networks):
        results[name] = result
        say(Text("Reading"), done=len(results), of=len(networks))
    for name, network in networks.items():
        result = results[name]
        if isinstance(result, TookTooMuch) and len(networks) > 1:
            result = _read(network)  # alone this time: the memory may have been another network's
        if isinstance(result, HubError):
            failures.append(Failure(name, result))
        else:
            found.update({(name, kind): reading for kind, reading in result.items()})
    return Readings(found, tuple(failures))


def _side_by_side(networks: Mapping[NetworkName, Source]) -> Iterator[tuple[NetworkName, _Result]]:
    """What each network gave, as it comes. Ctrl-C gets through, and then nobody waits for the others."""
    pool = ThreadPoolExecutor(max_workers=AT_ONCE)
    try:
        name_by_future = {pool.submit(_read, network): name for name, network in networks.items()}
        pending = set(name_by_future)
        while pending:
            done, pending = wait(pending, timeout=_STEP, return_when=FIRST_COMPLETED)
            yield from ((name_by_future[future], future.result()) for future in done)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _read(network: Source) -> _Result:
    try:
        return {kind: network.fetch(kind) for kind in KINDS if network.offers(f"fetch_{kind}s")}
    except HubError as error:
        return error


def snapshot_of(readings: Readings, memory: Memory, *, basis: str) -> Snapshot:
    """The readings beside what is remembered of each."""
    views = {
        key: View(
            key[0], key[1], cast("Reading[Shared]", reading), memory.shelves.get(key, Shelf()), basis=basis
        )
        for key, reading in readings.by_key.items()
    }
    return Snapshot(cast("Mapping[Key, View[Course]]", views), readings.failures)


def catalogues_of(
    snapshot: Snapshot, networks: Sequence[NetworkName], titles: Titles
) -> Mapping[str, Catalogue]:
    """The regional offers that were read whole, by network; the others are absent, so nobody trusts a gap."""
    found = {}
    for name in networks:
        view = snapshot.courses(name)
        if view is not None and view.reading.is_complete:
            found[str(name)] = Catalogue(titles(name), partial(_offers, view))
    return found


def _offers(view: View[Course]) -> list[tuple[Course, Text]]:
    return [(course, record.place) for record, course in view.readable()]


def members_of(snapshot: Snapshot) -> _Members:
    """Lists a network's readable members when somebody asks."""
    return _Members(snapshot)


@dataclass(frozen=True, slots=True)
class _Members:
    snapshot: Snapshot

    def __call__(self, network: NetworkName) -> list[Member]:
        view = self.snapshot.members(network)
        return [member for _, member in view.readable()] if view is not None else []
