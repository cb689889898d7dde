"""Makes the connectors of one network, as hub.toml names them, and settles which of them answers which hook."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial, wraps
from pathlib import Path

from hub.config.configuration import Configuration, NetworkConfig, SystemConfig
from hub.config.loading import settings_for
from hub.config.problems import Problem, refusal, shown, written
from hub.config.toml_lines import KeyPath, line_of
from hub.errors import ConfigError, HubError
from hub.hookspecs import hookimpl
from hub.language import Text, listed
from hub.plugging.blame import Origin
from hub.plugging.catalogue import Catalogue
from hub.plugging.contract import HOOKS_OF_WORD
from hub.plugging.inspection import hooks_of
from hub.plugging.kinds import Kind
from hub.plugging.watch import Watch

EXCLUSIVE = frozenset[str]().union(*HOOKS_OF_WORD.values())
"""The hooks that one system alone may answer in its network."""


class Plug:
    """What pluggy gets to see of a connector: its hooks, and nothing else.

    A connector may be unhashable or equal to another one, and pluggy would mix those up.
    """

    def __init__(self, connector: object, attribute_by_hook: Mapping[str, str]) -> None:
        for hook, attribute in attribute_by_hook.items():
            setattr(self, hook, _passed_on(getattr(connector, attribute)))


def _passed_on(method: Callable[..., object]) -> Callable[..., object]:
    """The method, marked anew under the hook's own name; pluggy reads its arguments through `wraps`."""

    @hookimpl
    @wraps(method)
    def passed_on(*arguments: object) -> object:
        return method(*arguments)

    return passed_on


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """One connector in use: `key` is `network.system`, `hooks` are those that it answers for its network."""

    key: str
    kind: str
    origin: Origin
    plug: Plug
    hooks: frozenset[str]

    @property
    def name(self) -> str:
        return self.key.partition(".")[2]

    def place_of(self, hook: str) -> str:
        """The line in which the hook is written."""
        code = getattr(inspect.unwrap(getattr(self.plug, hook)), "__code__", None)
        return self.origin.at(code.co_filename, code.co_firstlineno) if code else self.origin.source

    @classmethod
    def of(cls, key: str, connector: object, *, kind: str, origin: Origin) -> System:
        """A connector at hand. Raises: PluginError when its class breaks the contract."""
        attribute_by_hook = hooks_of(type(connector), origin)
        return cls(key, kind, origin, Plug(connector, attribute_by_hook), frozenset(attribute_by_hook))


def systems_of(network: NetworkConfig, *, catalogue: Catalogue, config: Configuration) -> Sequence[System]:
    """One instance per system of the network. Raises: ConfigError, PluginError, or what a connector raises."""
    tables = network.systems.values()
    systems = [_limited(_made(table, catalogue, config), table, config) for table in tables]
    _refuse_rivals(systems, network, config)
    return systems


def _made(table: SystemConfig, catalogue: Catalogue, config: Configuration) -> System:
    kind = catalogue.kinds.get(table.connector)
    if kind is None:
        raise _not_offered(table, catalogue, config)
    what = Text('Making a connector of the kind "{kind}"', kind=kind.name)
    watch = Watch(kind.origin, what, Text("Tell the author of the plugin."), config.limits)
    return watch.over(partial(_made_of, kind, table, config))


def _made_of(kind: Kind, table: SystemConfig, config: Configuration) -> System:
    connector = kind.factory(settings_for(table, kind.settings, config))
    return System.of(f"{table.network}.{table.name}", connector, kind=kind.name, origin=kind.origin)


def _limited(system: System, table: SystemConfig, config: Configuration) -> System:
    """The system with only those hooks that its `provides` names, if it names any."""
    if not table.provides:
        return system
    for word in table.provides:
        if not HOOKS_OF_WORD[word] & system.hooks:
            raise _refusal(
                config,
                (*table.key, "provides"),
                Text('the connector kind "{kind}" cannot give {word}.', kind=system.kind, word=word),
                Text("It can give: {words}.", words=_words_for(system.hooks)),
            )
    wanted = frozenset[str]().union(*(HOOKS_OF_WORD[word] for word in table.provides))
    return replace(system, hooks=system.hooks - EXCLUSIVE | system.hooks & wanted)


def _words_for(hooks: Set[str]) -> tuple[str, ...]:
    return listed(word for word, named in HOOKS_OF_WORD.items() if named & hooks)


def _refuse_rivals(systems: Sequence[System], network: NetworkConfig, config: Configuration) -> None:
    """Raises: ConfigError when two systems would answer one hook, so that nobody knows which one to ask."""
    rivals = {
        hook: [system for system in systems if hook in system.hooks]
        for hook in EXCLUSIVE
        if sum(hook in system.hooks for system in systems) > 1
    }
    if rivals:
        words = _words_for(set(rivals))
        names = listed({system.name for several in rivals.values() for system in several})
        raise _refusal(
            config,
            ("networks", network.name, "systems"),
            Text("{names} can each give {words}.", names=names, words=words),
            Text('Say in each table what it shall give, for example: provides = ["{word}"]', word=words[0]),
        )


def _not_offered(table: SystemConfig, catalogue: Catalogue, config: Configuration) -> HubError:
    """Why nobody can make this connector: its plugin is broken, or the kind is not known at all."""
    return catalogue.why_not(table.connector) or _refusal(
        config,
        (*table.key, "connector"),
        Text('no plugin offers the connector kind "{kind}".', kind=table.connector),
        _known(table.connector, catalogue.kinds, folder=config.hub.plugins),
    )


def _known(kind: str, kinds: Iterable[str], *, folder: Path) -> Text:
    nearest = get_close_matches(kind.casefold(), sorted(kinds), n=1)
    if nearest:
        return Text("Did you mean {nearest}? Known are: {kinds}.", nearest=nearest[0], kinds=listed(kinds))
    return Text(
        "Known are: {kinds}. Plugins are looked for in {folder}.", kinds=listed(kinds), folder=shown(folder)
    )


def _refusal(config: Configuration, key: KeyPath, what: Text, remedy: Text) -> ConfigError:
    """What is wrong at one key of hub.toml, with its line."""
    sentence = Text("{key}: {what}", key=written(key), what=what)
    return refusal(config.path, [Problem(sentence, remedy, line_of(key, config.lines))])
