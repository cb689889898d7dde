"""A day that nobody wrote more exactly than by its month, its quarter or its year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pydantic_core import CoreSchema, core_schema

_MONTH: Final = 1
_QUARTER: Final = 3
_YEAR: Final = 12
_WRITTEN: Final = re.compile(r"(\d{4})(?:-(\d{2})|-Q([1-4]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a quarter or a year; `str()` and JSON say 2012-03, 2013-Q1 and 2013.

    Whoever has to decide by the day takes the member's side: `first` where something begins, `last` where it ends.
    """

    first: date
    months: int

    def __post_init__(self) -> None:
        """Raises: ValueError for anything but a whole month, quarter or year."""
        if self.months not in {_MONTH, _QUARTER, _YEAR}:
            raise ValueError(f"{self.months} months are neither a month, a quarter nor a year")
        if self.first.day != 1 or (self.first.month - 1) % self.months:
            raise ValueError(f"{self.first} begins no period of {self.months} months")

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Raises: ValueError, as the others do."""
        return cls(date(year, month, 1), _MONTH)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls(date(year, quarter * _QUARTER - 2, 1), _QUARTER)

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), _YEAR)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Reads what `str()` wrote. Raises: ValueError."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is no period; one reads 2012-03, 2013-Q1 or 2013")
        year, month, quarter = found.groups()
        if month:
            return cls.month(int(year), int(month))
        return cls.quarter(int(year), int(quarter)) if quarter else cls.year(int(year))

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.first.month + self.months - 1
        return date(self.first.year, month, monthrange(self.first.year, month)[1])

    def __str__(self) -> str:
        year = f"{self.first.year:04}"
        if self.months == _YEAR:
            return year
        if self.months == _QUARTER:
            return f"{year}-Q{self.first.month // _QUARTER + 1}"
        return f"{year}-{self.first.month:02}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: Any) -> CoreSchema:
        """A noun takes it as it is or as text, and is written as text."""
        return core_schema.no_info_plain_validator_function(
            cls._taken, serialization=core_schema.to_string_ser_schema(when_used="json")
        )

    @classmethod
    def _taken(cls, given: object) -> Period:
        if isinstance(given, cls):
            return given
        if isinstance(given, str):
            return cls.parse(given)
        raise ValueError("this is no period; one reads 2012-03, 2013-Q1 or 2013")
