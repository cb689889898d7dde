"""Finds the hooks that a connector class really has, and refuses a class whose author meant something else.

pluggy itself stays silent about most of these mistakes: it skips what it does not recognise.
"""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import cast

import pluggy

from hub.errors import PluginError
from hub.language import Text, listed
from hub.plugging.blame import Origin
from hub.plugging.contract import CONNECTOR_HOOKS, REGISTER, arguments_of, signature_of
from hub.plugging.manager import new_manager


def hooks_of(connector: type, origin: Origin) -> Mapping[str, str]:
    """The attribute that answers each hook: `{"fetch_members": "fetch_members"}`. Raises: PluginError."""
    attribute_by_hook: dict[str, str] = {}
    for attribute in _attributes(connector, origin):
        hook = attribute.checked(allowed=CONNECTOR_HOOKS)
        if hook in attribute_by_hook:
            raise attribute.refused(
                Text("Two methods answer the hook {hook}.", hook=hook), Text("Mark only one of them.")
            )
        if hook is not None:
            attribute_by_hook[hook] = attribute.name
    if not attribute_by_hook:
        raise PluginError(
            Text("The connector class {name} offers no hook.", name=connector.__name__),
            remedy=Text(
                "Mark its methods with @hookimpl. The hooks are {hooks}.", hooks=listed(CONNECTOR_HOOKS)
            ),
            place=origin.source,
        )
    return attribute_by_hook


def check_module(module: object, origin: Origin) -> None:
    """Raises: PluginError unless `register_connectors` is there, and is the only hook outside of a class."""
    found = [attribute.checked(allowed=frozenset({REGISTER})) for attribute in _attributes(module, origin)]
    if REGISTER not in found:
        raise PluginError(
            Text("The plugin does not say which connectors it offers."),
            remedy=Text("It needs, below @hookimpl: {signature}", signature=signature_of(REGISTER)),
            place=origin.source,
        )


@dataclass(frozen=True, slots=True)
class _Attribute:
    """One attribute of a connector class, or of a plugin's module."""

    owner: object
    name: str
    origin: Origin
    manager: pluggy.PluginManager

    def checked(self, *, allowed: Set[str]) -> str | None:
        """The hook that this attribute answers, or None. Raises: PluginError."""
        marks = self.manager.parse_hookimpl_opts(self.owner, self.name)
        if marks is None:
            self._check_unmarked(allowed)
            return None
        hook = marks.get("specname") or self.name
        if hook not in allowed:
            if marks.get("optionalhook") and hook not in CONNECTOR_HOOKS | {REGISTER}:
                return None  # for a hub that knows more hooks than this one
            raise self._out_of_place(hook, allowed)
        if marks.get("wrapper") or marks.get("hookwrapper"):
            raise self.refused(
                Text("{name} is marked as a wrapper, but there is nothing to wrap.", name=self.name),
                Text("Use @hookimpl without wrapper. Expected: {signature}", signature=signature_of(hook)),
            )
        self._check_function(hook)
        return hook

    def _check_unmarked(self, allowed: Set[str]) -> None:
        """A hook's name without the marker: pluggy would skip it, and the network lose that hook."""
        if inspect.getattr_static(self.owner, self.name, None) is None:
            return  # `fetch_members = None` takes an inherited hook away on purpose
        base = self._marked_in()
        hook = self.name if base is None else self._hook_in(base)
        if base is not None:
            what = Text(
                "{name} overrides a hook of {base} without @hookimpl.", name=self.name, base=base.__name__
            )
        elif self.name in allowed:
            what = Text("{name} has the name of a hook, but no @hookimpl.", name=self.name)
        else:
            return
        raise self.refused(
            what, Text("Put @hookimpl above it. Expected: {signature}", signature=signature_of(hook))
        )

    def _marked_in(self) -> type | None:
        """The class further up in which this very attribute is marked as a hook."""
        bases = self.owner.__mro__[1:] if isinstance(self.owner, type) else ()
        marked = (base for base in bases if self._hook_in(base) in CONNECTOR_HOOKS)
        return next(marked, None)

    def _hook_in(self, base: type) -> str:
        marks = self.manager.parse_hookimpl_opts(base, self.name) if self.name in vars(base) else None
        return "" if marks is None else marks.get("specname") or self.name

    def _out_of_place(self, hook: str, allowed: Set[str]) -> PluginError:
        if hook == REGISTER:
            return self.refused(
                Text("{hook} stands in a class, where nobody calls it.", hook=hook),
                Text(
                    "Move it to the top level of the file. Expected: {signature}",
                    signature=signature_of(hook),
                ),
            )
        if hook in CONNECTOR_HOOKS:
            return self.refused(
                Text("{hook} stands outside of a class, where it would answer for every network.", hook=hook),
                Text("Move it into the connector class. Expected: {signature}", signature=signature_of(hook)),
            )
        nearest = difflib.get_close_matches(hook.casefold(), sorted(allowed), n=1)
        if not nearest:
            return self.refused(
                Text("{hook} is marked as a hook, but there is no hook of that name.", hook=hook),
                Text("The hooks are {hooks}.", hooks=listed(allowed)),
            )
        return self.refused(
            Text(
                "{hook} is marked as a hook, but there is no hook of that name. Did you mean {nearest}?",
                hook=hook,
                nearest=nearest[0],
            ),
            Text("Expected: {signature}", signature=signature_of(nearest[0])),
        )

    def _check_function(self, hook: str) -> None:
        expected = Text("Expected: {signature}", signature=signature_of(hook))
        function = self._function()
        if inspect.isgeneratorfunction(function) or inspect.iscoroutinefunction(function):
            raise self.refused(
                Text("{hook} must be a plain function, without yield, async or await.", hook=hook), expected
            )
        parameters = list(inspect.signature(function).parameters.values())
        if not self._is_free():
            if not parameters or parameters[0].name in arguments_of(hook):
                raise self.refused(Text("{hook} does not begin with self.", hook=hook), expected)
            del parameters[0]
        for parameter in parameters:
            what = _wrong_with(parameter, hook)
            if what is not None:
                raise self.refused(what, expected)

    def _is_free(self) -> bool:
        """Whether no `self` is to be expected: a module's function, or a static method."""
        return not isinstance(self.owner, type) or isinstance(
            inspect.getattr_static(self.owner, self.name), staticmethod
        )

    def _function(self) -> Callable[..., object]:
        found = inspect.getattr_static(self.owner, self.name)
        return cast("Callable[..., object]", inspect.unwrap(getattr(found, "__func__", found)))

    def refused(self, what: Text, remedy: Text) -> PluginError:
        code = getattr(self._function(), "__code__", None)
        place = self.origin.source if code is None else self.origin.at(code.co_filename, code.co_firstlineno)
        return PluginError(what, remedy=remedy, place=place)


def _wrong_with(parameter: inspect.Parameter, hook: str) -> Text | None:
    """What keeps pluggy from filling this argument; it fills plain ones only, and says nothing of others."""
    if parameter.name not in arguments_of(hook):
        return Text("The hook {hook} has no argument {name}.", hook=hook, name=str(parameter))
    if parameter.kind is parameter.POSITIONAL_OR_KEYWORD and parameter.default is parameter.empty:
        return None
    return Text(
        "The argument {name} of {hook} would never be filled: it has a default or stands behind a star.",
        name=parameter.name,
        hook=hook,
    )


def _attributes(owner: object, origin: Origin) -> list[_Attribute]:
    manager = new_manager()
    return [_Attribute(owner, name, origin, manager) for name in dir(owner)]
