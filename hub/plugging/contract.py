"""How the hooks are called and written, read off `hub.hookspecs`, where they are defined."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from hub import hookspecs
from hub.model import Kind
from hub.plugging.manager import new_manager

REGISTER: Final = "register_connectors"
"""The one hook of a plugin's module; all others belong to the connector classes."""

FETCH_OF: Final[Mapping[Kind, str]] = MappingProxyType(
    {"member": "fetch_members", "course": "fetch_courses", "booking": "fetch_bookings"}
)
"""The hook that reads each kind of record."""

WRITE_OF: Final[Mapping[Kind, str]] = MappingProxyType(
    {"course": "publish_courses", "booking": "sync_bookings"}
)
"""The hook that writes each kind of record; nobody writes members."""

HOOKS_OF_WORD: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {f"{kind}s": frozenset({hook, WRITE_OF.get(kind, hook)}) for kind, hook in FETCH_OF.items()}
)
"""What a word in `provides = [...]` stands for. The other hooks are called in every system that has them."""


def _specs() -> Mapping[str, Callable[..., object]]:
    manager = new_manager()
    members = vars(hookspecs).items()
    return {name: spec for name, spec in members if manager.parse_hookspec_opts(hookspecs, name) is not None}


_SPEC_OF: Final = _specs()

CONNECTOR_HOOKS: Final = frozenset(_SPEC_OF) - {REGISTER}


def arguments_of(hook: str) -> tuple[str, ...]:
    """The names of the arguments that the hub hands in."""
    return tuple(inspect.signature(_SPEC_OF[hook]).parameters)


def signature_of(hook: str) -> str:
    """The hook as its author writes it: `def fetch_members(self, network: Network) -> Reading[Member]`."""
    if hook == REGISTER:
        return f"def {REGISTER}(register) -> None"
    written = str(inspect.signature(_SPEC_OF[hook])).replace("'", "")
    return f"def {hook}(self, {written.removeprefix('(')}"
