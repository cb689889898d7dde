"""The exit codes in words, for the help; the classes of `hub.errors` own the numbers."""

from __future__ import annotations

from typing import Final

from hub.language import Text

PENDING: Final = 10
"""`hub plan --exit-code`: changes are pending."""

INTERRUPTED: Final = 130
USAGE: Final = 2

MEANING_OF_CODE: Final = {
    0: Text("all well, or nothing to do"),
    1: Text("a bug: please report it"),
    USAGE: Text("wrong usage"),
    3: Text("a partner failed or records were refused"),
    4: Text("hub.toml has to change"),
    5: Text("a plugin has to change"),
    6: Text("changes are held: look at them"),
    7: Text("another hub is at work: wait"),
    8: Text("the plan is out of date: plan again"),
    PENDING: Text("changes are pending"),
    INTERRUPTED: Text("interrupted"),
}
