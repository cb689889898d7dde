"""What a connector's settings are made of: the base model, and paths relative to hub.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo

from hub.credentials import Objection
from hub.language import Text


class Settings(BaseModel):
    """Base of every connector's settings: immutable, and refuses keys it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,  # what was written may be a secret in the wrong place
        use_attribute_docstrings=True,
        validate_default=True,  # a default path is relative to hub.toml too
    )


def _not_blank(path: object) -> object:
    if isinstance(path, str) and not path.strip():
        raise Objection(Text("the path is empty."), remedy=Text("Name a file or a folder."))
    return path


def _beside_hub_toml(path: Path, info: ValidationInfo) -> Path:
    folder = (info.context or {}).get("folder")
    try:
        path = path.expanduser()
    except RuntimeError:  # "~somebody", and nobody of that name here
        raise Objection(
            Text("there is no home folder for {path}.", path=str(path)),
            remedy=Text("Write the path in full."),
        ) from None
    return path if folder is None else Path(folder) / path


LocalPath = Annotated[Path, BeforeValidator(_not_blank), AfterValidator(_beside_hub_toml)]
"""A path of this machine; a relative one starts at the folder of hub.toml, `~` is the home folder."""
