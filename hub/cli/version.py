"""`hub --version`: what a bug report needs, without loading anything heavy."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from hub import __version__
from hub.cli.tongue import table_of
from hub.cli.wishes import Wishes
from hub.installed import installed
from hub.language import Text


def version_line(wishes: Wishes) -> str:
    """`hub 0.1.0, Python 3.11.9, contract 1, 3 plugins`; the plugins are counted, not loaded."""
    from hub.hookspecs import CONTRACT_VERSION

    line = Text(
        "hub {version}, Python {python}, contract {contract}, plugins: {count}",
        version=__version__,
        python=platform.python_version(),
        contract=CONTRACT_VERSION,
        count=_plugins(wishes.config),
    )
    return line.say(wishes.language)


def _plugins(config: Path) -> int:
    named = os.environ.get("HUB_PLUGINS") or table_of(config).get("plugins") or "plugins"
    files = (config.parent / str(named)).glob("*.py")
    loose = [file for file in files if not file.name.startswith(("_", "test_"))]
    return len(loose) + sum(len(one.entry_points) for one in installed())
