"""Reads hub.toml and the HUB_* variables, and says everything that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from hub.config.configuration import Configuration, NetworkConfig, SystemConfig
from hub.config.environment import VARIABLES, misspelt, overrides
from hub.config.model import Agreement, HubFile, HubSettings, NetworkTable, password_in
from hub.config.plain_words import Place, problems_of
from hub.config.problems import Problem, refusal, shown, written
from hub.config.remarks import remarks_on
from hub.config.sense import unknown_networks
from hub.config.settings import Settings
from hub.config.toml_file import TomlFile, read_toml
from hub.credentials import conceal

M = TypeVar("M", bound=BaseModel)
S = TypeVar("S", bound=Settings)


def load(path: Path, *, environ: Mapping[str, str]) -> Configuration:
    """The configuration that the file at `path` and the HUB_* variables describe.

    Raises: ConfigError, which lists every problem of the file and the variables.
    """
    source = read_toml(path.absolute())
    file, problems = _shape(source)
    variables, more_problems = _variables(overrides(environ), folder=source.path.parent)
    problems += more_problems + unknown_networks(source.raw, lines=source.lines)
    if file is None or variables is None or problems:
        raise refusal(source.path, problems)
    config = Configuration(
        path=source.path,
        hub=file.hub.model_copy(update={key: getattr(variables, key) for key in overrides(environ)}),
        networks=MappingProxyType({name: _network(name, table) for name, table in file.networks.items()}),
        agreements=MappingProxyType(
            {name: Agreement(name=name, **dict(terms)) for name, terms in file.agreements.items()}
        ),
        limits=file.limits,
        office_language=file.hub.language,
        lines=source.lines,
    )
    conceal(password_in(config.hub.ledger) or "")
    return replace(config, remarks=remarks_on(config) + misspelt(environ))


def settings_for(system: SystemConfig, model: type[S], config: Configuration) -> S:
    """The system's own table of hub.toml as its connector wants it.

    Raises: ConfigError, which names every wrong key in full, with its line.
    """
    place = f"{shown(config.path)}, {written(system.key)}"
    context = {"folder": config.path.parent, "place": place, "provides": system.provides}
    settings = _validated(dict(system.table), model, context)
    if isinstance(settings, ValidationError):
        where = Place(at=system.key, lines=config.lines, also_known=("connector", "provides"))
        raise refusal(config.path, problems_of(settings, raw=system.table, model=model, place=where))
    return settings


def _shape(source: TomlFile) -> tuple[HubFile | None, list[Problem]]:
    raw = {"hub": {}, **source.raw}
    file = _validated(raw, HubFile, {"folder": source.path.parent})
    if isinstance(file, ValidationError):
        return None, problems_of(file, raw=raw, model=HubFile, place=Place(lines=source.lines))
    return file, []


def _variables(said: Mapping[str, str], *, folder: Path) -> tuple[HubSettings | None, list[Problem]]:
    """[hub] as the variables alone would have it, so that what is wrong is laid at the right door."""
    settings = _validated(said, HubSettings, {"folder": folder, "from_environment": said})
    if isinstance(settings, ValidationError):
        names = {key: name for name, key in VARIABLES.items()}
        return None, problems_of(settings, raw=said, model=HubSettings, place=Place(variables=names))
    return settings, []


def _validated(raw: object, model: type[M], context: Mapping[str, Any]) -> M | ValidationError:
    """The failure as a value: raised further, it would carry what was written into tracebacks."""
    try:
        return model.model_validate(raw, context=context)
    except ValidationError as error:
        return error


def _network(name: str, table: NetworkTable) -> NetworkConfig:
    systems = {
        system: SystemConfig(
            name=system,
            network=name,
            connector=entry.connector,
            provides=entry.provides or (),
            table=MappingProxyType(entry.model_extra or {}),
        )
        for system, entry in table.systems.items()
    }
    return NetworkConfig(name=name, title=table.title or name, systems=MappingProxyType(systems))
