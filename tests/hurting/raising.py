"""Plugins that raise whatever can be raised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tests.hurting.misdeed import GOOD, Misdeed

RAISING: Final[Sequence[Misdeed]] = [
    Misdeed("leaves", "sys.exit(0)", "raised SystemExit: 0"),
    Misdeed("leaves in a friendly way", "raise SystemExit('bye')", "raised SystemExit: bye"),
    Misdeed("leaves through the back door", "os._exit(0)", "raised SystemExit: os._exit(0)"),
    Misdeed("leaves through the back door while it is loaded", GOOD, "os._exit(0)", top="os._exit(0)"),
    Misdeed("plays Ctrl-C", "raise KeyboardInterrupt", "raised KeyboardInterrupt"),
    Misdeed("ends a generator that is none", "raise GeneratorExit", "raised GeneratorExit"),
    Misdeed("stops an iteration", "raise StopIteration", "raised StopIteration"),
    Misdeed("fails", "return {}['name']", "raised KeyError: 'name'"),
    Misdeed("falls into itself", "return self.fetch_members(network)", "raised RecursionError"),
    Misdeed("doubts itself", "assert False, 'never'", "raised AssertionError: never"),
    Misdeed("has no memory left", "raise MemoryError", "raised MemoryError"),
    Misdeed(
        "fails many times at once",
        "raise BaseExceptionGroup('many', [KeyboardInterrupt(), SystemExit(0)])",
        "raised BaseExceptionGroup: many",
    ),
    Misdeed(
        "cannot say what went wrong",
        "raise Mute",
        "raised Mute",
        top="""
        class Mute(BaseException):
            def __str__(self):
                raise SystemExit(0)
        """,
    ),
    Misdeed(
        "fails when its failure is looked at",
        "raise Hidden",
        "raised SystemExit",
        top="""
        class Hidden(Exception):
            @property
            def __notes__(self):
                sys.exit(0)
        """,
    ),
    Misdeed("says a whole web page", "raise ValueError('<html>' * 10**6)", "raised ValueError: <html><html>"),
    Misdeed("claims a bug of the hub", "raise HubError('the hub is broken')", "raised HubError"),
    Misdeed(
        "claims that all is well",
        "raise Fine('no answer')",
        "no answer",
        top="""
        class Fine(Unreachable):
            exit_code = 0
        """,
        code=3,
    ),
    Misdeed(
        "raises an error that knows nothing",
        "raise Bare(503)",
        "raised Bare",
        top="""
        class Bare(Unreachable):
            def __init__(self, code):
                self.code = code
        """,
    ),
    Misdeed(
        "says a sentence with gaps that nobody fills",
        "raise Unreachable(Text('the server said {error} {0}'))",
        "the server said {error} {0}",
        code=3,
    ),
    Misdeed(
        "says a sentence with a value that no language knows",
        "raise Unreachable(Text('after {seconds} s: {error}', seconds=0.5, error=ValueError('odd')))",
        "after 0.5 s: odd",
        code=3,
    ),
    Misdeed(
        "says what no file can hold",
        "raise Unreachable('no answer from \\ud83d\\0')",
        "no answer from ?",
        code=3,
    ),
    Misdeed(
        "wants to hear signals", "signal.signal(signal.SIGINT, signal.SIG_IGN)", "raised ValueError: signal"
    ),
    Misdeed("asks a question", "input('Your password? ')", "raised EOFError"),
    Misdeed("leaves while it is made", GOOD, "raised SystemExit: 0", made="sys.exit(0)"),
    Misdeed("leaves while it is loaded", GOOD, "raised SystemExit: 0", top="sys.exit(0)"),
    Misdeed(
        "plays Ctrl-C while it is loaded", GOOD, "raised KeyboardInterrupt", top="raise KeyboardInterrupt"
    ),
    Misdeed(
        "leaves while its settings are checked",
        GOOD,
        "raised SystemExit",
        top="""
        class Settings(Settings):
            def model_post_init(self, context):
                sys.exit(0)
        """,
    ),
]
