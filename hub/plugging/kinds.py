"""What one plugin offers: its connector kinds, each checked before anybody uses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from hub.config.settings import Settings
from hub.errors import PluginError
from hub.hookspecs import CONTRACT_VERSION
from hub.language import Text
from hub.plugging.blame import Origin, blamed_on
from hub.plugging.contract import REGISTER, signature_of
from hub.plugging.inspection import check_module, hooks_of
from hub.plugging.manager import new_manager

Factory = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of connector: how to make one, what its table in hub.toml looks like, what it can do."""

    name: str
    factory: Factory
    settings: type[Settings]
    origin: Origin
    hooks: tuple[str, ...] = ()  # of a factory that is no class, known only once it has made one
    contract: int = CONTRACT_VERSION

    @property
    def source(self) -> str:
        """`plugins/mekom.py`, `built-in` or `distribution mycrm 1.2`."""
        return self.origin.source


class Misregistered(Exception):
    """Raised inside a plugin that calls `register` in a way that makes no sense."""

    def __init__(self, what: Text) -> None:
        super().__init__(what)
        self.what = what


class Offer:
    """What a plugin has registered so far; known also when the plugin fails halfway."""

    def __init__(self, origin: Origin, *, contract: int = CONTRACT_VERSION) -> None:
        self.origin = origin
        self._contract = contract
        self._kind_by_name: dict[str, Kind] = {}

    @property
    def kinds(self) -> Mapping[str, Kind]:
        return self._kind_by_name

    def register(self, name: object, factory: object, settings: object) -> None:
        """Handed to the plugin's `register_connectors`. Raises: Misregistered."""
        if not isinstance(name, str) or not name.strip():
            raise Misregistered(
                Text("The name of a connector kind must be a word, not {name}.", name=repr(name))
            )
        if name in self._kind_by_name:
            raise Misregistered(Text('The connector kind "{name}" is registered twice.', name=name))
        if not callable(factory):
            raise Misregistered(Text('What makes the connectors of kind "{name}" is no class.', name=name))
        if not (isinstance(settings, type) and issubclass(settings, Settings)):
            raise Misregistered(
                Text('The settings of the kind "{name}" are no class made of hub.Settings.', name=name)
            )
        self._kind_by_name[name] = Kind(name, factory, settings, self.origin, contract=self._contract)

    def take_from(self, module: object) -> None:
        """Lets the plugin register its kinds, and checks each. Raises: PluginError."""
        check_module(module, self.origin)
        self._ask(module)
        for name, kind in self._kind_by_name.items():
            if isinstance(kind.factory, type):
                hooks = tuple(sorted(hooks_of(kind.factory, self.origin)))
                self._kind_by_name[name] = replace(kind, hooks=hooks)
        if not self._kind_by_name:
            raise PluginError(
                Text("register_connectors registers no connector kind."),
                remedy=Text('It needs a line like: register("mycrm", MyCrm, MyCrmSettings)'),
                place=self.origin.source,
            )

    def _ask(self, module: object) -> None:
        manager = new_manager()
        manager.register(module, name=self.origin.source)
        remedy = Text("Expected: {signature}", signature=signature_of(REGISTER))
        try:
            with blamed_on(self.origin, what=Text("{hook}", hook=REGISTER), remedy=remedy):
                manager.hook.register_connectors.call_historic(kwargs={"register": self.register})
        except PluginError as error:
            if isinstance(error.__cause__, Misregistered):
                raise PluginError(
                    error.__cause__.what,
                    remedy=Text('Expected: register("mycrm", MyCrm, MyCrmSettings)'),
                    place=error.place,
                ) from None
            raise
