"""Plugins: found, checked, made into systems, and called one by one."""

from hub.plugging.blame import TookTooMuch
from hub.plugging.catalogue import Catalogue, Quarantined, discover
from hub.plugging.kinds import Kind
from hub.plugging.network import ConnectedNetwork, Connections, connect
from hub.plugging.plugin_code import code_in_use
from hub.plugging.roles import unmet

__all__ = [
    "Catalogue",
    "ConnectedNetwork",
    "Connections",
    "Kind",
    "Quarantined",
    "TookTooMuch",
    "code_in_use",
    "connect",
    "discover",
    "unmet",
]
