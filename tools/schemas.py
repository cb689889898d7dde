"""Writes the published schema of hub.toml anew; those of plans, nights and lists are written by hand."""

from __future__ import annotations

from pathlib import Path

from hub.config.schema import PUBLISHED, schema_text

if __name__ == "__main__":
    (Path(__file__).resolve().parents[1] / PUBLISHED).write_text(schema_text(), encoding="utf-8")
