"""Plugins that make noise or a mess, and harm nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tests.hurting.misdeed import GOOD, Misdeed

HARMLESS: Final[Sequence[Misdeed]] = [
    Misdeed("prints", f"print('noise')\n{GOOD}"),
    Misdeed("prints while it is loaded", GOOD, top="print('noise')"),
    Misdeed("prints past Python", f"os.write(1, b'noise')\n{GOOD}"),
    Misdeed(
        "prints out of C",
        f"c = ctypes.CDLL('msvcrt' if os.name == 'nt' else None)\nc.puts(b'noise')\nc.fflush(None)\n{GOOD}",
    ),
    Misdeed(
        "prints through the first stream", f"sys.__stdout__.write('noise')\nsys.__stdout__.flush()\n{GOOD}"
    ),
    Misdeed("lets a program print", f"subprocess.run([sys.executable, '-c', 'print(\"noise\")'])\n{GOOD}"),
    Misdeed(
        "logs to standard output",
        f"logging.StreamHandler(sys.stdout).emit(logging.makeLogRecord({{'msg': 'noise'}}))\n{GOOD}",
    ),
    Misdeed("closes standard output", f"if sys.stdout:\n    sys.stdout.close()\n{GOOD}"),
    Misdeed("takes standard output away", f"sys.stdout = sys.stderr = sys.stdin = None\n{GOOD}"),
    Misdeed(
        "wraps standard output",
        GOOD,
        top="sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='utf-8')",
    ),
    Misdeed("warns", f"warnings.warn('odd')\n{GOOD}"),
    Misdeed("goes away", f"os.chdir('/')\n{GOOD}"),
    Misdeed("speaks another language", f"locale.setlocale(locale.LC_ALL, 'C')\n{GOOD}"),
    Misdeed("prints later", f"threading.Timer(0.2, print, ['noise']).start()\n{GOOD}"),
    Misdeed("fails later", f"threading.Timer(0.2, dict().__getitem__, [0]).start()\n{GOOD}"),
    Misdeed(
        "leaves a thread that never ends",
        f"threading.Thread(target=time.sleep, args=[10**6]).start()\n{GOOD}",
    ),
    Misdeed(
        "leaves a pool that never ends",
        f"concurrent.futures.ThreadPoolExecutor().submit(time.sleep, 10**6)\n{GOOD}",
    ),
    Misdeed("has a lot to do at the end", f"atexit.register(time.sleep, 10**6)\n{GOOD}"),
    Misdeed("prints at the end", f"atexit.register(print, 'noise')\n{GOOD}"),
    Misdeed("has a child that leaves", f"if hasattr(os, 'fork'):\n    os.fork() or os._exit(0)\n{GOOD}"),
    Misdeed("comes back twice", f"if hasattr(os, 'fork'):\n    os.fork()\n{GOOD}"),
    Misdeed("leaves at the end", f"atexit.register(sys.exit, 0)\n{GOOD}"),
]
