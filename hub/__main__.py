"""Starts the command line: `python -m hub`, and the `hub` command of an installation."""

from __future__ import annotations

import sys
from typing import NoReturn

from hub.cli.entry import run
from hub.cli.leaving import end_at_standstill, leave


def main() -> NoReturn:
    """Run the command in `sys.argv` and leave with its exit code."""
    end_at_standstill()
    leave(run(sys.argv[1:]))


if __name__ == "__main__":  # pragma: no cover - python -m hub, run by the tests as a process
    main()
