"""The shape of hub.toml, and reading it with errors that name key and line."""

from hub.config.configuration import Configuration, NetworkConfig, SystemConfig
from hub.config.loading import load, settings_for
from hub.config.model import Agreement, HubSettings, Limits, Share
from hub.config.settings import LocalPath, Settings
from hub.config.web_address import WebAddress

__all__ = [
    "Agreement",
    "Configuration",
    "HubSettings",
    "Limits",
    "LocalPath",
    "NetworkConfig",
    "Settings",
    "Share",
    "SystemConfig",
    "WebAddress",
    "load",
    "settings_for",
]
