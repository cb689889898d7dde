"""What plan, sync, apply and report have in common: a night, shown in the form the reader asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, Literal

from hub.cli.options import FORMAT, Decorator, option
from hub.cli.session import Session
from hub.language import Text

if TYPE_CHECKING:
    from hub.report import NightView


Length = Literal["short", "normal", "full"]
_LENGTHS: Final[Mapping[str | None, Length]] = {"short": "short", "full": "full"}


@dataclass(frozen=True, slots=True)
class Form:
    """Text of some length, or JSON."""

    as_json: bool
    length: Length


def form_options(function: Callable[..., int]) -> Callable[..., int]:
    """`--format`, `--short` and `--full`, handed on as one `form`."""

    @wraps(function)
    def called(*arguments: Any, format: str, length: str | None, **rest: Any) -> int:  # noqa: A002 - as HUB_…_FORMAT
        form = Form(format == "json", _LENGTHS.get(length, "normal"))
        return function(*arguments, form=form, **rest)

    short = _length("short", Text("One line for each change."))
    full = _length("full", Text("All fields of every change, with ids and places."))
    decorated: Callable[..., int] = FORMAT(short(full(called)))
    return decorated


LEDGER_MOVED: Final = option(
    "--ledger-moved",
    is_flag=True,
    allow_from_autoenv=False,  # for one night: a permanent one would let two hubs work on two copies
    help=Text("Once, after the ledger was moved or restored and no other hub uses the old one."),
)


def _length(word: str, explanation: Text) -> Decorator:
    """No variable sets it: two of them could contradict each other."""
    return option(f"--{word}", "length", flag_value=word, allow_from_autoenv=False, help=explanation)


def show(view: NightView, form: Form, session: Session) -> None:
    """The report of a night on standard output."""
    from hub.report import as_json, as_text

    if form.as_json:
        session.result(as_json(view, language=session.language))
        return
    text = as_text(view, language=session.language, length=form.length)
    in_colour = session.wishes.colour_on(terminal=session.results.isatty())
    session.result(_coloured(text) if in_colour else text)


def _coloured(text: str) -> str:
    """Each line in the colour of its symbol; not one letter more or less."""
    from rich.console import Console
    from rich.text import Text as Styled

    from hub.report import STYLE_BY_SYMBOL

    console = Console(force_terminal=True, highlight=False)
    with console.capture() as captured:
        for line in text.splitlines():
            console.print(Styled(line, STYLE_BY_SYMBOL.get(line.lstrip()[:1], "")), soft_wrap=True)
    return captured.get()
