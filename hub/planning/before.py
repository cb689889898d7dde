"""Values from before a change, put back into a record: plain JSON becomes what the field holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from pydantic import ValidationError

from hub.planning.compare import field_of, with_fields
from hub.planning.plan import Shared


def with_befores(noun: Shared, plain_by_field: Mapping[str, object]) -> Shared | None:
    """`noun` with these fields as they were; None when one of the values does not fit any more."""
    data: dict[str, Any] = noun.model_dump()
    for name, value in plain_by_field.items():
        outer, _, inner = name.partition(".")
        if inner:
            data[outer] = {**data[outer], inner: value}
        else:
            data[outer] = value
    try:
        restored = type(noun).model_validate(data)
    except ValidationError:
        return None
    return cast("Shared", with_fields(noun, {name: field_of(restored, name) for name in plain_by_field}))
