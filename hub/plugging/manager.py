"""Makes pluggy's manager for the hub's hooks."""

from __future__ import annotations

import pluggy

from hub import hookspecs


def new_manager() -> pluggy.PluginManager:
    """A manager that knows the hooks and no plugin; every caller gets one of its own."""
    manager = pluggy.PluginManager("hub")
    manager.add_hookspecs(hookspecs)
    return manager
