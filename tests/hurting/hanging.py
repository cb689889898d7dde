"""Plugins that do not come back, or take all the memory there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tests.hurting.misdeed import GOOD, LATE, Misdeed

HANGING: Final[Sequence[Misdeed]] = [
    Misdeed("sleeps for ever", "time.sleep(10**6)", LATE),
    Misdeed("turns in circles", "while True: pass", LATE),
    Misdeed(
        "turns in circles and swallows what ends it",
        """
        while True:
            try:
                time.sleep(0.01)
            except BaseException:
                pass
        """,
        LATE,
    ),
    Misdeed(
        "waits for itself",
        "lock = threading.Lock()\nlock.acquire()\nlock.acquire()\nreturn Reading([])",
        LATE,
    ),
    Misdeed("waits for an empty queue", "return queue.Queue().get()", LATE),
    Misdeed(
        "waits for a server that never answers", "one, other = socket.socketpair()\nreturn one.recv(1)", LATE
    ),
    Misdeed(
        "waits for a program that does not end",
        "subprocess.run([sys.executable, '-c', 'import time; time.sleep(20)'])",
        LATE,
    ),
    Misdeed("waits for a task that waits", "asyncio.run(asyncio.sleep(10**6))", LATE),
    Misdeed(
        "waits for its own pool",
        "return concurrent.futures.ThreadPoolExecutor().submit(threading.Event().wait).result()",
        LATE,
    ),
    Misdeed(
        "hands back a list without end",
        "return Reading(Endless())",
        LATE,
        top="""
        class Endless(Sequence):
            def __len__(self):
                return 0

            def __getitem__(self, index):
                return Record.of(Member(id=f"M-{index}", name="x"), "here")
        """,
    ),
    Misdeed(
        "hands back a record that never comes to an end",
        "return Reading([Record('M-1', fingerprint=b'1', source=Slow())])",
        LATE,
        top="""
        class Slow:
            def value(self, key):
                time.sleep(10**6)

            def place(self, key):
                return "here"
        """,
    ),
    Misdeed(
        "raises an error that never finds its words",
        "raise Slow",
        LATE,
        top="""
        class Slow(Exception):
            def __str__(self):
                time.sleep(10**6)
        """,
    ),
    Misdeed(
        "collects rubbish that never goes away",
        "Rubbish()\nreturn Reading([])",
        LATE,
        top="""
        class Rubbish:
            def __del__(self):
                time.sleep(10**6)
        """,
    ),
    Misdeed("is never made", GOOD, LATE, made="time.sleep(10**6)"),
    Misdeed("is never loaded", GOOD, LATE, top="time.sleep(10**6)"),
]

EATING: Final[Sequence[Misdeed]] = [
    Misdeed(
        "eats and eats",
        "held = []\nwhile True:\n    held.append(b'x' * 2**20)\n    time.sleep(0.001)",
        "MB of memory; 300 MB are allowed",
    ),
    Misdeed(
        "eats and says nothing",
        """
        held = []
        while True:
            try:
                held.append(b'x' * 2**20)
                time.sleep(0.001)
            except Exception:
                pass
        """,
        "MB of memory; 300 MB are allowed",
    ),
    Misdeed("eats all at once", "return b'x' * 2**50", "raised MemoryError"),
    Misdeed("eats inside C", "return list(itertools.repeat(network))", "raised MemoryError"),
]
