"""Which keys a pydantic model knows at some place inside it: the words of "did you mean"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from hub.config.toml_lines import KeyPath


def known_keys(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    """The keys that may stand in the table at `path`; nothing where any key may stand."""
    return tuple(name for kind in _types_at(model, path) for name in _fields(kind))


def holds_tables(model: type[BaseModel], path: KeyPath) -> bool:
    """Whether tables with names of one's own stand at `path`, as the networks do."""
    return any(get_origin(kind) is dict for kind in _types_at(model, path))


def _types_at(model: type[BaseModel], path: KeyPath) -> list[Any]:
    kinds: list[Any] = [model]
    for part in path:
        kinds = [inner for kind in kinds for inner in _inside(kind, part)]
    return kinds


def _inside(kind: Any, part: str | int) -> list[Any]:
    """The types that a value under `part` may have."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [
            alternative
            for name, field in kind.model_fields.items()
            if part in {name, field.alias}
            for alternative in _alternatives(field.annotation)
        ]
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping | Sequence | set | frozenset):
        element = arguments[1] if issubclass(origin, Mapping) else arguments[0]
        return _alternatives(element)
    return []


def _alternatives(annotation: Any) -> list[Any]:
    """`X | None` and `Annotated[X, …]` taken apart."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _alternatives(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        return [inner for part in get_args(annotation) for inner in _alternatives(part)]
    return [annotation]


def _fields(kind: Any) -> list[str]:
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return []
    return [field.alias or name for name, field in kind.model_fields.items()]
