"""How long a system on the web may take, and how much it may send."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """`whole_seconds` holds for one request with all its tries, pauses and the last byte of its answer."""

    connect_seconds: float = 10
    read_seconds: float = 60  # of silence
    whole_seconds: float = 300
    largest: int = 500_000_000  # bytes, unpacked
    tries: int = 4
