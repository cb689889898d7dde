"""A night's view as the ledger keeps it: sentences stay templates, so any old night can be told in either language."""

from __future__ import annotations

import json
from functools import cache
from typing import Final

from pydantic import TypeAdapter, ValidationError

from hub.errors import ConfigError
from hub.language import Text
from hub.report.view import NightView

SCHEMA: Final = "hub-night-view/1"


def stored(view: NightView) -> str:
    """The view as JSON text, for `restored`."""
    data = _views().dump_python(view, mode="json")
    return json.dumps({"schema": SCHEMA, "view": data}, ensure_ascii=False)


def restored(text: str) -> NightView:
    """The view that `stored` made this text of. Raises: ConfigError for anything else."""
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise ConfigError(Text("The ledger holds a report that this hub does not know."), remedy=_UPDATE)
        return _views().validate_python(data.get("view"))
    except (ValidationError, ValueError) as error:
        raise ConfigError(Text("The ledger holds a report that cannot be read."), remedy=_UPDATE) from error


_UPDATE: Final = Text(
    "Was it written by a newer hub? Then update this one. The night itself is not affected; the report of this one "
    "night cannot be shown."
)


@cache
def _views() -> TypeAdapter[NightView]:
    return TypeAdapter(NightView)
