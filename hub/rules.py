"""What decides a plan besides tonight's readings and the ledger: hub.toml, the hub's own version, and the plugins in use."""

from __future__ import annotations

from collections.abc import Mapping

from hub import __version__
from hub.config import Configuration
from hub.model import NetworkName
from hub.planning.basis import Basis, digest_of
from hub.planning.draft import Titles
from hub.planning.planner import Rules
from hub.plugging import Catalogue, code_in_use


def rules_of(config: Configuration, catalogue: Catalogue) -> Rules:
    """The rules as they are at this moment."""
    plugins = code_in_use(catalogue, config.connectors)
    return Rules(
        agreements=tuple(config.agreements.values()),
        limits=config.limits,
        titles=titles_of(config),
        language=config.office_language,
        digest=f"{__version__} {config.digest()} {plugins}",
        installation=Basis(
            hub=__version__,
            place=digest_of(config.place),
            settings={name: digest_of(said) for name, said in config.parts().items()},
            plugins=plugins,
        ),
    )


def settings_of(config: Configuration) -> Mapping[NetworkName, str]:
    """A digest of what hub.toml says of each network's systems."""
    return {NetworkName(name): digest_of(said) for name, said in config.systems().items()}


def titles_of(config: Configuration) -> Titles:
    """How the networks are called."""
    return Titles({NetworkName(network.name): network.title for network in config.networks.values()})
