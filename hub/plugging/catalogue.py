"""The connector kinds that all plugins offer, and the plugins that had to be put aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from hub.config.model import Limits
from hub.errors import HubError, PluginError
from hub.hookspecs import CONTRACT_VERSION
from hub.language import Text, listed
from hub.plugging.blame import BUILT_IN
from hub.plugging.discovery import Candidate, candidates
from hub.plugging.kinds import Kind, Offer
from hub.plugging.watch import Watch

_MEND = Text("Correct the plugin, or take it out; until then only its own networks fail.")


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A plugin, or some of its kinds, that the hub does not use, and why.

    No kinds means that nobody knows which ones it would have offered.
    """

    source: str
    kinds: tuple[str, ...]
    error: PluginError


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All kinds by name, and everything that is wrong with the plugins."""

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    quarantined: tuple[Quarantined, ...] = ()

    def why_not(self, kind: str) -> PluginError | None:
        """The broken plugin that this unknown kind comes from, or may come from."""
        for broken in self.quarantined:
            if kind in broken.kinds:
                return broken.error
        for broken in self.quarantined:
            if not broken.kinds:
                return _perhaps(broken.error, kind)
        return None

    def quarantined_besides(self, told: Iterable[HubError]) -> list[Quarantined]:
        """The plugins that no network is known to fail for, so that each is told of once."""
        known = {id(error) for failed in told for error in (failed, failed.__cause__)}
        return [broken for broken in self.quarantined if id(broken.error) not in known]


def _perhaps(error: PluginError, kind: str) -> PluginError:
    perhaps = PluginError(
        Text(
            '{what} Perhaps the connector kind "{kind}", which is not known, comes from it.',
            what=error.what,
            kind=kind,
        ),
        remedy=error.remedy,
        place=error.place,
    )
    perhaps.__cause__ = error
    return perhaps


def discover(folder: Path, limits: Limits | None = None) -> Catalogue:
    """Loads every plugin. Raises: ConfigError when the plugins folder is no folder; nothing else."""
    offers: list[Offer] = []
    quarantined: list[Quarantined] = []
    for candidate in candidates(folder):
        offer = Offer(candidate.origin)
        try:
            _examine(candidate, offer, limits or Limits())
        except PluginError as error:
            named = tuple(offer.kinds) or candidate.kinds_written
            quarantined.append(Quarantined(candidate.origin.source, named, error))
        else:
            offers.append(offer)
    kinds, clashes = _without_clashes(offers)
    return Catalogue(kinds, (*quarantined, *clashes))


def _examine(candidate: Candidate, offer: Offer, limits: Limits) -> None:
    """Raises: PluginError for whatever is wrong with the plugin, and nothing else."""
    origin = candidate.origin
    try:
        Watch(origin, Text("Loading this plugin"), _MEND, limits).over(partial(_load, candidate, offer))
    except HubError as error:
        if isinstance(error, PluginError) and error.place:
            raise
        raise PluginError(error.what, remedy=error.remedy or _MEND, place=origin.spot(error)) from error


def _load(candidate: Candidate, offer: Offer) -> None:
    source = candidate.origin.source
    if candidate.contract_written is not None:
        wanted, line = candidate.contract_written
        _check_contract(wanted, f"{source}:{line}")
    module = candidate.load()
    _check_contract(getattr(module, "CONTRACT", CONTRACT_VERSION), source)
    offer.take_from(module)


def _check_contract(wanted: object, place: str) -> None:
    if not isinstance(wanted, int):
        raise PluginError(
            Text("CONTRACT must be a whole number, not {value}.", value=repr(wanted)),
            remedy=Text("Write CONTRACT = {version}.", version=CONTRACT_VERSION),
            place=place,
        )
    if wanted > CONTRACT_VERSION:
        raise PluginError(
            Text(
                "The plugin asks for contract {wanted}; this hub has {has}.",
                wanted=wanted,
                has=CONTRACT_VERSION,
            ),
            remedy=Text("Update the hub, or use an older version of the plugin."),
            place=place,
        )


def _without_clashes(offers: Iterable[Offer]) -> tuple[Mapping[str, Kind], list[Quarantined]]:
    """One kind for each name. Where several plugins offer it nobody can say which is meant, so none counts."""
    offered: dict[str, list[Kind]] = defaultdict(list)
    for offer in offers:
        for name, kind in offer.kinds.items():
            offered[name].append(kind)
    kinds = {
        name: rivals[0] for name, rivals in offered.items() if len(rivals) == 1 or _is_built_in(rivals[0])
    }
    clashes = [
        Quarantined(kind.source, (name,), _clash(kind, rivals))
        for name, rivals in offered.items()
        for kind in rivals
        if kinds.get(name) is not kind
    ]
    return kinds, clashes


def _is_built_in(kind: Kind) -> bool:
    return kind.source == BUILT_IN


def _clash(kind: Kind, rivals: Iterable[Kind]) -> PluginError:
    sources = listed(rival.source for rival in rivals)
    return PluginError(
        Text(
            'The connector kind "{name}" is offered more than once: by {sources}.',
            name=kind.name,
            sources=sources,
        ),
        remedy=Text("Take one of them out, or give its kind another name."),
        place=kind.source,
    )
