"""The log on standard error: plain lines for people, one JSON object per line for machines."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from hub.cli.streams import write
from hub.cli.wishes import Wishes


def json_line(level: str, logger: str, message: str, **more: object) -> str:
    """One entry, in the one form that all of standard error has with `--log-format json`."""
    entry = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "level": level.lower(),
        "logger": logger,
        "message": message,
        **more,
    }
    return json.dumps(entry, ensure_ascii=False, default=str)


class JsonLines(logging.Formatter):
    """A record as a JSON object; of an exception only its kind, because its words may name a person."""

    def format(self, record: logging.LogRecord) -> str:
        more: dict[str, Any] = {}
        if record.exc_info and record.exc_info[0] is not None:
            more["exception"] = record.exc_info[0].__name__
        return json_line(record.levelname, record.name, record.getMessage(), **more)


class PlainLines(logging.Formatter):
    """A record as one line, without traceback."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{record.levelname.lower()} {record.name}: {record.getMessage()}"


class Stderr(logging.Handler):
    """Writes to what standard error is at this moment."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            write(self.format(record), to=sys.stderr)
        except Exception:  # noqa: BLE001 - logging's own rule: a log entry never stops the work
            self.handleError(record)


def set_up_logging(wishes: Wishes) -> None:
    """Warnings by default, `-v` what happens, `-vv` everything, `-q` errors only. Other libraries: warnings only."""
    handler = Stderr()
    handler.setFormatter(JsonLines() if wishes.wants_json_logs else PlainLines())
    root = logging.getLogger()
    root.handlers = [other for other in root.handlers if not isinstance(other, Stderr)] + [handler]
    logging.getLogger("hub").setLevel(_level(wishes))
    logging.captureWarnings(capture=True)


def _level(wishes: Wishes) -> int:
    if wishes.quiet:
        return logging.ERROR
    return {0: logging.WARNING, 1: logging.INFO}.get(wishes.verbose, logging.DEBUG)
