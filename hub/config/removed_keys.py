"""Keys that hub.toml once knew, and what takes care of their matter today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hub.language import Text

REMOVED: Final[Mapping[str, Text]] = {
    "limits.shrink_share": Text(
        "Take it out: limits.cancel_share now says as well how much of a reading may be gone."
    ),
}
"""The remedy for each key, in full as people write it; "did you mean" would send them to another matter."""
