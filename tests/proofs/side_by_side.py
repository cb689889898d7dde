"""Lives in many worlds at once, one per processor, in folders that are kept in memory."""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import TypeVar

S = TypeVar("S")
R = TypeVar("R")


def side_by_side(live: Callable[[S], R], seeds: Iterable[S]) -> Iterator[R]:
    """What `live` makes of each seed, in their order; seeds are asked for only as they are needed."""
    context = get_context("fork" if "fork" in get_all_start_methods() else "spawn")
    remaining, going = iter(seeds), deque[Future[R]]()
    with ProcessPoolExecutor(mp_context=context, initializer=_unmeasured) as pool:
        going.extend(pool.submit(live, seed) for seed in islice(remaining, 2 * (os.cpu_count() or 1)))
        while going:
            yield going.popleft().result()
            going.extend(pool.submit(live, seed) for seed in islice(remaining, 1))


def _unmeasured() -> None:
    """What coverage counts in a forked process is lost with it, and makes it half as slow again."""
    sys.settrace(None)
    threading.settrace(None)  # type: ignore[arg-type]


def memory_folder() -> str | None:
    """A folder in memory where the system has one: a thousand nights write a thousand ledgers."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
