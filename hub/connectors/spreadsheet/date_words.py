"""What offices type for a day, a month, a quarter or a year; pure text in, one meaning out or none."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from hub.period import Period

_MONTHS: Final = (
    "januar jänner jan january", "februar feber feb february", "märz mär mrz maerz march mar", "april apr",
    "mai may", "juni jun juno june", "juli jul julei july", "august aug", "september sept sep",
    "oktober okt october oct", "november nov", "dezember dez december dec",
)  # fmt: skip
_MONTH_BY_WORD: Final = {
    word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()
}
_QUARTER_BY_WORD: Final = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_WEEKDAYS: Final = (
    "mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|"
    "mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_DOUBTED_CENTURY: Final = range(50, 70)  # "1.2.65": nobody can tell 1965 from 2065


class BadDate(Exception):
    """Words that say no day, or (`readings`) more than one; empty readings are too many to tell."""

    def __init__(self, readings: tuple[date, ...] | None = None) -> None:
        super().__init__(readings)
        self.readings = readings


def understood(words: str) -> date | Period:
    """The only thing that these words can mean; `words` is one clean line. Raises: BadDate."""
    plain = _WEEKDAY.sub("", words.casefold())
    for pattern, meaning in _FORMS:
        if found := pattern.fullmatch(plain):
            try:
                return meaning(*found.groups())
            except ValueError as error:  # the 31st of February
                raise BadDate from error
    raise BadDate


def _year(digits: str) -> int:
    """Raises: BadDate where two digits leave the century open."""
    if len(digits) != len("13"):
        return int(digits)
    if int(digits) in _DOUBTED_CENTURY:
        raise BadDate(())
    return int(digits) + (2000 if int(digits) < _DOUBTED_CENTURY.start else 1900)


def _day(number: str, month: str, year: str) -> date:
    return date(_year(year), int(month), int(number))


def _named_day(number: str, month: str, year: str) -> date:
    return date(_year(year), _month_called(month), int(number))


def _iso(year: str, month: str, number: str) -> date:
    return date(int(year), int(month), int(number))


def _slashed(first: str, second: str, year: str) -> date:
    """3/4/2013 is the third of April here and the fourth of March elsewhere; 25/12/2013 is the same everywhere."""
    if len(year) == len("13"):
        raise BadDate(())
    one, other = int(first), int(second)
    if max(one, other) > len(_MONTHS):
        return date(int(year), min(one, other), max(one, other))
    if one != other:
        raise BadDate((date(int(year), other, one), date(int(year), one, other)))
    return date(int(year), one, one)


def _named_month(month: str, year: str) -> Period:
    return Period.month(_year(year), _month_called(month))


def _month(month: str, year: str) -> Period:
    """1/2013 may be January or the first quarter; 01/2013 and 5/2013 are months."""
    if month in _QUARTER_BY_WORD:
        raise BadDate(())
    return Period.month(int(year), int(month))


def _dotted_month(month: str, year: str) -> Period:
    return Period.month(int(year), int(month))


def _quarter(word: str, year: str) -> Period:
    return Period.quarter(_year(year), _QUARTER_BY_WORD[word])


def _month_called(word: str) -> int:
    """Raises: ValueError."""
    if word not in _MONTH_BY_WORD:
        raise ValueError(word)
    return _MONTH_BY_WORD[word]


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s?"), re.ASCII)


_WEEKDAY: Final = re.compile(rf"^(?:{_WEEKDAYS})\.?,?\s*(?=[0-9])")
_NAME: Final = r"([a-zä]+)\.?"
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[..., date | Period]], ...]] = (
    (_form(r"(\d{1,2})\. (\d{1,2})\. (\d{4}|\d{2})"), _day),
    (_form(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"), _iso),
    (_form(r"((?:19|20)\d{2})(\d{2})(\d{2})"), _iso),
    (_form(r"([1-4]|i{1,3}|iv)\. ?q(?:u|uart|uartal)?\.? /?((?:19|20)\d{2})"), _quarter),
    (_form(rf"(\d{{1,2}})\.? {_NAME} (\d{{4}}|\d{{2}})"), _named_day),
    (_form(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})"), _slashed),
    (_form(rf"{_NAME} ['’]?(\d{{4}}|(?<=['’])\d{{2}})"), _named_month),
    (_form(r"(\d{1,2})/(\d{4})"), _month),
    (_form(r"(\d{1,2})\.(\d{4})"), _dotted_month),
    (_form(r"(\d{4})-(\d{2})"), lambda year, month: _dotted_month(month, year)),
    (_form(r"q ?([1-4])[ /]?((?:19|20)\d{2})"), _quarter),
    (_form(r"((?:19|20)\d{2})[ /-]?q([1-4])"), lambda year, word: _quarter(word, year)),
    (_form(r"((?:19|20)\d{2})"), lambda year: Period.year(int(year))),
)
"""Every form with the one way to read it, the more exact ones first."""
