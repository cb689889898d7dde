"""How long a night waits for one file that is not free: all its waits together, not each of them."""

from __future__ import annotations

import time
from typing import Final

STEP: Final = 0.25  # seconds between two looks


class Patience:
    """Belongs to one file; what one call has waited, the next one does not wait again."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    def lasts(self) -> bool:
        """Waits a moment for the next look; False, at once, when the night has waited enough."""
        if self._left <= 0:
            return False
        pause = min(STEP, self._left)
        self._left -= pause
        time.sleep(pause)
        return True
