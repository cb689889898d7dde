"""What hub.toml says without effect, or with another than one might think: told, but no reason to stop."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from hub.config.configuration import Configuration
from hub.config.problems import written
from hub.credentials import is_reference
from hub.language import Text

_HAS_RIGHTS: Final = os.name == "posix"  # on Windows the folder's own rights protect a file


def remarks_on(config: Configuration) -> tuple[Text, ...]:
    """Unused networks, agreements that pass nobody on, a pretended day, secrets that others can read."""
    return (
        *_pretended_day(config),
        *_without_agreement(config),
        *_nothing_shared(config),
        *_open_secrets(config),
    )


def _pretended_day(config: Configuration) -> Iterator[Text]:
    if config.hub.as_of is not None:
        yield Text(
            "hub.as_of: every night pretends to be {day}. Take it out when the nights are real.",
            day=config.hub.as_of,
        )


def _without_agreement(config: Configuration) -> Iterator[Text]:
    if not config.agreements:
        yield Text(
            "There is no agreement yet, so that nothing will be passed on. Add a table [agreements.name]."
        )
        return
    used = {
        network
        for terms in config.agreements.values()
        for network in (terms.organiser, terms.channel, *terms.withhold_if_offered_by)
    }
    for name in config.networks:
        if name not in used:
            yield Text("{key} is in no agreement; it is read for nothing.", key=written(("networks", name)))


def _nothing_shared(config: Configuration) -> Iterator[Text]:
    for name, terms in config.agreements.items():
        if not terms.share.participant:
            yield Text(
                "{key} is empty: bookings arrive without a participant's name.",
                key=written(("agreements", name, "share", "participant")),
            )
        if not terms.share.member:
            yield Text(
                "{key} is empty: bookings arrive without a company.",
                key=written(("agreements", name, "share", "member")),
            )


def _open_secrets(config: Configuration) -> Iterator[Text]:
    for network in config.networks.values():
        for system in network.systems.values():
            for name in _secret_files(system.table):
                if _others_can_read(config.path.parent / Path(name).expanduser()):
                    yield Text(
                        "{key}: other users of this machine can read {name}. Close it with: chmod 600 {name}",
                        key=written(system.key),
                        name=name,
                    )


def _secret_files(value: object) -> Iterator[str]:
    match value:
        case {"file": str(name)} if is_reference(value):
            yield name
        case Mapping():
            yield from (name for part in value.values() for name in _secret_files(part))
        case str():
            return
        case Sequence():
            yield from (name for part in value for name in _secret_files(part))


def _others_can_read(path: Path) -> bool:
    if not _HAS_RIGHTS:
        return False
    try:
        return bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
    except OSError:
        return False  # said when the secret is needed
