"""What each key allows but the whole does not: names that nobody has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hub.config.problems import Problem, did_you_mean, written
from hub.config.toml_lines import KeyPath, line_of
from hub.language import Text


def unknown_networks(raw: Mapping[str, Any], *, lines: Mapping[KeyPath, int]) -> list[Problem]:
    """Every network that an agreement names and [networks] does not; `raw` may be wrong in other ways too."""
    networks = raw.get("networks")
    if not isinstance(networks, Mapping) or not networks:
        return []  # said already
    return [
        Problem(
            Text('{key}: there is no network "{name}".', key=written(path), name=name),
            did_you_mean(name, networks),
            line_of(path, lines),
        )
        for path, name in _named_networks(raw)
        if name not in networks
    ]


def _named_networks(raw: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    agreements = raw.get("agreements")
    for name, terms in agreements.items() if isinstance(agreements, Mapping) else ():
        if not isinstance(terms, Mapping):
            continue
        for role in ("organiser", "channel"):
            if isinstance(terms.get(role), str):
                yield ("agreements", name, role), terms[role]
        offers = terms.get("withhold_if_offered_by")
        for index, network in enumerate(offers if isinstance(offers, list) else ()):
            if isinstance(network, str):
                yield ("agreements", name, "withhold_if_offered_by", index), network
