"""The questions of `hub init`: answered by flags, or by a person at a terminal, never by both."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import click

from hub.cli.session import Session
from hub.cli.usage import Misuse
from hub.language import Text, listed

if TYPE_CHECKING:
    from hub.config.starter import StarterNetwork

_PREFERRED: Final = ("workbook", "spreadsheet")
_LETTERS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Flags:
    """What was said about one network on the command line. `role` is organiser or channel, as in the flags."""

    role: str
    title: str | None
    workbook: str | None
    connector: str | None

    @property
    def are_given(self) -> bool:
        return (self.title or self.workbook or self.connector) is not None


@dataclass(frozen=True, slots=True)
class Interview:
    """Knows which kinds of connectors there are, and whether anybody can be asked."""

    session: Session
    kinds: Sequence[str]
    asks: bool

    @classmethod
    def about(cls, flags: Sequence[Flags], session: Session, kinds: Sequence[str]) -> Interview:
        """A person is asked only at a terminal, and only if no flag was given."""
        asks = sys.stdin.isatty() and not session.wishes.no_input and not any(one.are_given for one in flags)
        return cls(session, kinds, asks)

    def network(self, flags: Flags, question: Text) -> StarterNetwork:
        """One network. Raises: Misuse when something is missing and nobody can be asked."""
        from hub.config.starter import StarterNetwork

        title = self._answer(flags.title, flag=f"--{flags.role}", question=question)
        name, _, rest = title.partition("=") if re.match(r"[a-z0-9-]+=", title) else ("", "", title)
        return StarterNetwork(
            name=name or self._name(rest),
            title=rest,
            workbook=self._workbook(flags),
            connector=self._connector(flags),
        )

    def _name(self, title: str) -> str:
        short = short_name(title)
        question = Text(
            "Its short name, in small letters; it becomes part of every reference and never changes"
        )
        return short_name(self._ask(question, default=short)) if self.asks else short

    def _workbook(self, flags: Flags) -> str:
        question = Text("The path of its workbook")
        return self._answer(flags.workbook, flag=f"--{flags.role}-workbook", question=question)

    def _connector(self, flags: Flags) -> str:
        if flags.connector is not None:
            return flags.connector
        default = next((kind for kind in (*_PREFERRED, *self.kinds) if kind in self.kinds), _PREFERRED[0])
        if not self.asks:
            return default
        return self._ask(
            Text("Its kind of connector, one of {kinds}", kinds=listed(self.kinds)), default=default
        )

    def valid_from(self, given: date | None, *, today: date) -> date:
        """The first day of the agreement; today unless somebody says otherwise."""
        if given is not None or not self.asks:
            return given or today
        question = Text("The first day of your agreement (year-month-day)")
        while True:
            try:
                return date.fromisoformat(self._ask(question, default=today.isoformat()))
            except ValueError:
                self.session.talk.remark(Text("Write a day as 2013-01-31."))

    def _answer(self, given: str | None, *, flag: str, question: Text) -> str:
        if given is not None and given.strip():
            return given.strip()
        if self.asks:
            return self._ask(question)
        raise Misuse(
            Text("{flag} is missing, and nobody can be asked here.", flag=flag),
            remedy=Text("What is possible: {command} --help", command="hub init"),
        )

    def _ask(self, question: Text, *, default: str | None = None) -> str:
        return str(click.prompt(self.session.say(question), default=default, err=True)).strip()


def short_name(title: str) -> str:
    """`MEKOM Regionalmanagement e.V.` -> `mekom`: the first word in letters that every system can write."""
    words = title.casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    found = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", plain)
    return found[0] if found else "network"
