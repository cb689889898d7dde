"""The HUB_* variables: they stand above hub.toml and below the flags of a command."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from hub.language import Text

VARIABLES: Final[Mapping[str, str]] = {
    "HUB_LANGUAGE": "language",
    "HUB_TIMEZONE": "timezone",
    "HUB_LEDGER": "ledger",
    "HUB_REPORTS": "reports",
    "HUB_AS_OF": "as_of",
    "HUB_PLUGINS": "plugins",
    "HUB_UNDO_DAYS": "undo_days",
}
"""Each variable and the key of [hub] that it replaces."""


def overrides(environ: Mapping[str, str]) -> Mapping[str, str]:
    """The keys of [hub] that variables replace; an empty variable counts as none."""
    return {key: environ[name] for name, key in VARIABLES.items() if environ.get(name, "").strip()}


def misspelt(environ: Mapping[str, str]) -> tuple[Text, ...]:
    """Variables that look much like one of ours. Others, as HUB_CONFIG, belong to the commands."""
    return tuple(
        Text("The variable {name} has no effect. Did you mean {nearest}?", name=name, nearest=nearest[0])
        for name in sorted(environ)
        if name.startswith("HUB") and name not in VARIABLES
        if (nearest := get_close_matches(name, VARIABLES, n=1, cutoff=0.85))
    )
