"""How much memory the process holds, and a ceiling over it where the system can draw one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

MB: Final = 1024 * 1024
_SLACK: Final = 256 * MB
"""So that what grows in small steps meets the watch first, which knows whose it is."""


@contextmanager
def ceiling(growth: int) -> Iterator[None]:
    """Lets the process grow by about `growth` bytes; one giant allocation is then a MemoryError.

    Without it the system would kill the whole hub: code that allocates inside C lets no other thread run that could
    stop it. Linux only, elsewhere it does nothing.
    """
    former = _draw(growth + _SLACK)
    try:
        yield
    finally:
        if former is not None:
            _draw_at(former)


if sys.platform == "win32":  # pragma: no cover - the other half runs here
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of the Windows API."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        )

    _kernel = ctypes.WinDLL("kernel32")
    _kernel.GetCurrentProcess.restype = wintypes.HANDLE
    _kernel.K32GetProcessMemoryInfo.argtypes = (
        wintypes.HANDLE,
        ctypes.POINTER(_Counters),
        wintypes.DWORD,
    )

    def footprint() -> int:
        """The memory that the process holds now, in bytes; 0 where nobody can say."""
        counters = _Counters()
        size = ctypes.sizeof(counters)
        counters.cb = size
        _kernel.K32GetProcessMemoryInfo(_kernel.GetCurrentProcess(), ctypes.byref(counters), size)
        return int(counters.WorkingSetSize)

    def _draw(growth: int) -> int | None:
        return None

    def _draw_at(height: int) -> None:
        pass

elif sys.platform == "linux":
    import resource
    from pathlib import Path

    _STATM: Final = Path("/proc/self/statm")  # pages: size, resident, shared, text, lib, data
    _RESIDENT, _DATA = 1, 5

    def footprint() -> int:
        """The memory that the process holds now, in bytes; 0 where nobody can say."""
        return _bytes(_RESIDENT) or 0

    def _bytes(field: int) -> int | None:
        try:
            return int(_STATM.read_bytes().split()[field]) * resource.getpagesize()
        except OSError:  # a container without /proc
            return None

    def _draw(growth: int) -> int | None:
        """The height of the ceiling so far, where it was lowered.

        RLIMIT_DATA counts what may be written to, so that programs which a plugin starts may reserve what they like;
        under RLIMIT_AS no Java started.
        """
        held = _bytes(_DATA)
        former, _ = resource.getrlimit(resource.RLIMIT_DATA)
        if held is None or (former != resource.RLIM_INFINITY and held + growth >= former):
            return None
        _draw_at(held + growth)
        return former

    def _draw_at(height: int) -> None:
        _, highest = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (height, highest))

else:  # pragma: no cover - the half above runs here
    import resource

    _UNIT: Final = 1 if sys.platform == "darwin" else 1024

    def footprint() -> int:
        """The most memory that the process ever held, in bytes: here nobody can say what it holds now."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT

    def _draw(growth: int) -> int | None:
        return None

    def _draw_at(height: int) -> None:
        pass
