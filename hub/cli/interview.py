"""The questions of `hub init`: answered by flags, or by a person at a terminal, never by both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import click

from hub.cli.session import Session
from hub.cli.usage import Misuse
from hub.language import Text, listed

if TYPE_CHECKING:
    from hub.config.starter import StarterNetwork

_PREFERRED: Final = "spreadsheet"
_LETTERS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Flags:
    """What the command line says about one network: `--organiser short=workbook`, title and connector."""

    flag: str
    network: str | None = None
    title: str | None = None
    connector: str | None = None

    @property
    def are_given(self) -> bool:
        return (self.network or self.title or self.connector) is not None

    def starter(self, connector: str) -> StarterNetwork:
        """Raises: Misuse when short name or workbook is not there."""
        from hub.config.starter import StarterNetwork

        name, _, workbook = (part.strip() for part in (self.network or "").partition("="))
        if not name or not workbook or name != short_name(name):
            raise Misuse(
                Text("{flag} needs a short name in small letters and a workbook.", flag=self.flag),
                remedy=Text("Write it like this: {flag} nord=nord.xlsx", flag=self.flag),
            )
        where, user = without_user(workbook)
        return StarterNetwork(
            name=name,
            title=self.title or name,
            workbook=where,
            connector=self.connector or connector,
            user=user,
        )


@dataclass(frozen=True, slots=True)
class Interview:
    """Asks a person about a network; knows which kinds of connectors there are."""

    session: Session
    kinds: Sequence[str]

    @property
    def usual_kind(self) -> str:
        """The one that most offices need."""
        return _PREFERRED

    def network(self, question: Text) -> StarterNetwork:
        """One network, beginning with its name."""
        from hub.config.starter import StarterNetwork

        title = self._ask(question)
        short = Text("Its short name, in small letters; it becomes part of every reference and never changes")
        name = short_name(self._ask(short, default=short_name(title)))
        workbook, user = without_user(self._workbook())
        if "://" in workbook and not user:
            user = self._ask(Text("The hub's user name there"))
        return StarterNetwork(
            name=name, title=title, workbook=workbook, connector=self._connector(), user=user
        )

    def _workbook(self) -> str:
        """Asks once more where no such file is: it may come later, but mostly the path is mistyped."""
        question = Text("The path of its workbook, or its address in a cloud (WebDAV)")
        workbook, again = "", self._ask(question).strip("\"'")
        while (
            workbook != again
            and "://" not in again
            and not (self.session.wishes.config.parent / again).expanduser().is_file()
        ):
            workbook = again
            self.session.talk.remark(
                Text("There is no file {path}. Correct it, or press Enter to keep it.", path=workbook)
            )
            again = self._ask(question, default=workbook).strip("\"'")
        return again

    def _connector(self) -> str:
        """Asked only where plugins leave a choice."""
        if set(self.kinds) <= {self.usual_kind}:
            return self.usual_kind
        question = Text("Its kind of connector, one of {kinds}", kinds=listed(self.kinds))
        return self._ask(question, default=self.usual_kind)

    def first_day(self, today: date) -> date:
        """Asks until the answer is a day."""
        question = Text("The first day of your agreement (year-month-day)")
        while True:
            try:
                return date.fromisoformat(self._ask(question, default=today.isoformat()))
            except ValueError:
                self.session.talk.remark(Text("Write a day as 2013-01-31."))

    def _ask(self, question: Text, *, default: str | None = None) -> str:
        return str(click.prompt(self.session.say(question), default=default, err=True)).strip()


def without_user(workbook: str) -> tuple[str, str]:
    """`https://hub@cloud.example.org/…` is an address and a user; a path has none. Raises: Misuse for a password."""
    scheme, mark, rest = workbook.partition("://")
    host, slash, path = rest.partition("/")
    login, at, host = host.rpartition("@")
    user, colon, _ = login.partition(":")
    if not mark or not at:
        return workbook, ""
    if colon:
        raise Misuse(
            Text("A password must not stand in the address."),
            remedy=Text("Take it out; the new hub.toml says in which variable it is looked for."),
        )
    return f"{scheme}{mark}{host}{slash}{path}", unquote(user)


def short_name(title: str) -> str:
    """`MEKOM Regionalmanagement e.V.` -> `mekom`: the first word in letters that every system can write."""
    words = title.casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    found = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", plain)
    return found[0] if found else "network"
