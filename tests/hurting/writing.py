"""Plugins that misbehave where they write, where they are checked, and after the night."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tests.hurting.misdeed import LATE, MUST, Misdeed

WRITING: Final[Sequence[Misdeed]] = [
    Misdeed("sleeps while it writes", "time.sleep(10**6)", LATE, hook="publish_courses"),
    Misdeed(
        "writes and then sleeps",
        "super().publish_courses(network, changes)\nself.save()\ntime.sleep(10**6)",
        LATE,
        hook="publish_courses",
    ),
    Misdeed("turns in circles while it writes", "while True: pass", LATE, hook="sync_bookings"),
    Misdeed("fails while it writes", "return changes['first']", "raised TypeError", hook="publish_courses"),
    Misdeed("leaves while it writes", "sys.exit(0)", "raised SystemExit: 0", hook="publish_courses"),
    Misdeed(
        "writes and then leaves",
        "super().publish_courses(network, changes)\nself.save()\nsys.exit(0)",
        "raised SystemExit: 0",
        hook="publish_courses",
    ),
    Misdeed(
        "plays Ctrl-C while it writes",
        "raise KeyboardInterrupt",
        "raised KeyboardInterrupt",
        hook="sync_bookings",
    ),
    Misdeed(
        "says nothing of what it wrote", "return None", f"{MUST} a list of receipts", hook="publish_courses"
    ),
    Misdeed(
        "says it of too little", "return []", f"{MUST} one receipt for each change", hook="publish_courses"
    ),
    Misdeed(
        "clears its desk",
        "changes.clear()\nreturn []",
        f"{MUST} one receipt for each change, but returned none",
        hook="publish_courses",
    ),
    Misdeed(
        "says only yes", "return [True for _ in changes]", f"{MUST} a list of receipts", hook="sync_bookings"
    ),
    Misdeed(
        "says it of another change",
        "return [Refused('another', 'no', 'Ask.') for _ in changes]",
        f"{MUST} one receipt for each change",
        hook="publish_courses",
    ),
    Misdeed(
        "shows something else",
        "return [Done(c.id, Record.of(Member(id='M-1', name='x'), 'here')) for c in changes]",
        f"{MUST} Records of Course",
        hook="publish_courses",
    ),
    Misdeed(
        "refuses without a word",
        "return [Refused(c.id, None, None) for c in changes]",
        f"{MUST} words as why",
        hook="publish_courses",
    ),
    Misdeed(
        "eats while it writes",
        "held = []\nwhile True:\n    held.append(b'x' * 2**20)\n    time.sleep(0.001)",
        "MB of memory; 300 MB are allowed",
        hook="publish_courses",
    ),
    Misdeed("sleeps after the night", "time.sleep(10**6)", LATE, hook="after_night"),
    Misdeed(
        "fails after the night", "return night.no_such_thing", "raised AttributeError", hook="after_night"
    ),
    Misdeed("leaves after the night", "sys.exit(0)", "raised SystemExit: 0", hook="after_night"),
    Misdeed(
        "plays Ctrl-C after the night",
        "raise KeyboardInterrupt",
        "raised KeyboardInterrupt",
        hook="after_night",
    ),
    Misdeed("prints after the night", "print('noise')\nos.write(1, b'noise')", hook="after_night"),
]

CHECKING: Final[Sequence[Misdeed]] = [
    Misdeed("sleeps while it is checked", "time.sleep(10**6)", LATE, hook="check_system"),
    Misdeed("fails while it is checked", "return 1 / 0", "raised ZeroDivisionError", hook="check_system"),
    Misdeed("leaves while it is checked", "sys.exit(0)", "raised SystemExit: 0", hook="check_system"),
    Misdeed(
        "says that all is well", "return 'all is well'", f"{MUST} a list of Findings", hook="check_system"
    ),
    Misdeed("finds nothing to say", "return [Finding(None)]", f"{MUST} words as what", hook="check_system"),
    Misdeed(
        "prints while it is checked", "print('noise')\nos.write(1, b'noise')\nreturn []", hook="check_system"
    ),
]
