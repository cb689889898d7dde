"""Invented people: a usual first name and a usual surname of the region, put together by chance."""

from __future__ import annotations

from typing import NamedTuple

from making.chance import one_of

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e"})

_FIRST_NAMES = (
    "Andrea", "Anke", "Birgit", "Carsten", "Christa", "Claudia", "Detlef", "Dirk", "Elke", "Frank", "Gabriele",
    "Gerd", "Heike", "Henning", "Holger", "Ilona", "Ingo", "Jens", "Jörg", "Jürgen", "Karin", "Kerstin", "Lars",
    "Maike", "Manuela", "Marion", "Mehmet", "Monika", "Nadine", "Norbert", "Olaf", "Petra", "Ralf", "Regina",
    "Renate", "Rüdiger", "Sabine", "Silke", "Stefan", "Sven", "Tanja", "Torsten", "Ulrike", "Uwe", "Volker", "Yasemin",
)  # fmt: skip
_SURNAMES = (
    "Ahrens", "Apel", "Bierwirth", "Bode", "Brinkmann", "Deppe", "Dörries", "Ehbrecht", "Engelhardt", "Fiege", "Freese",
    "Grote", "Günther", "Hartung", "Hillebrecht", "Hundeshagen", "Jünemann", "Kellner", "Koch", "Kreter", "Kühne", "Lohrengel",
    "Magerkurth", "Nolte", "Otte", "Peters", "Pinkepank", "Rademacher", "Reinhardt", "Rusteberg", "Rüffer", "Sander",
    "Schrader", "Schütte", "Sievert", "Strüver", "Sührig", "Thiele", "Uhde", "Vollbrecht", "Wedemeyer", "Weiß",
    "Wüstefeld", "Yildirim", "Zellmann",
)  # fmt: skip


class Human(NamedTuple):
    first: str
    last: str

    def __str__(self) -> str:
        return f"{self.first} {self.last}"

    @classmethod
    def named(cls, name: str) -> Human:
        first, _, last = name.partition(" ")
        return cls(first, last)

    def email(self, domain: str) -> str:
        """`s.ahrens@…`, as small offices give out their addresses."""
        return f"{plain(self.first[0])}.{plain(self.last)}@{domain}"


def human(words: str) -> Human:
    """The person who belongs to `words`."""
    return Human(one_of(_FIRST_NAMES, "first " + words), one_of(_SURNAMES, "last " + words))


def plain(name: str) -> str:
    """Small letters without umlauts, as addresses on the web are written."""
    return name.lower().translate(_UMLAUTS)
