"""The JSON schema of hub.toml, from which editors complete and check; its first line names the published file.

`python -m hub.config.schema FILE` writes it. Connectors' own keys are open: their plugins check them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema

from hub.config.model import HubFile

PUBLISHED: Final = "schema/hub.toml.schema.json"
"""Where the repository keeps it, seen from hub.toml."""


def schema() -> Mapping[str, Any]:
    """The schema as data, the same on every system."""
    found = HubFile.model_json_schema()
    return {"$schema": GenerateJsonSchema.schema_dialect, **_with_plain_slashes(found), "title": "hub.toml"}


def schema_text() -> str:
    """The published file, to the letter."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _with_plain_slashes(part: Any) -> Any:
    """A default path is written with / wherever the schema is made."""
    if isinstance(part, list):
        return [_with_plain_slashes(one) for one in part]
    if not isinstance(part, dict):
        return part
    plain = {key: _with_plain_slashes(one) for key, one in part.items()}
    if plain.get("format") == "path" and isinstance(plain.get("default"), str):
        plain["default"] = plain["default"].replace("\\", "/")
    return plain


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_text(), encoding="utf-8", newline="\n")
