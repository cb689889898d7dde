"""From a cell to a value, by the type its column is declared to have and never by guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from zoneinfo import ZoneInfo

from hub.connectors.spreadsheet.cells import Cell, clean, is_nothing
from hub.language import Text
from hub.model import Contact

_GERMAN_DAY = re.compile(r"(?:[A-Za-z]{2}\.?,?\s*)?(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"[\sT,]+(?:um\s+)?(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.0+)?)?(?:\s*Uhr)?$")
_CURRENCY = re.compile(r"(?:€|Euro|EUR)\.?", re.IGNORECASE)
_MONEY = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+),(\d{1,2})|(\d{1,3}(?:,\d{3})+|\d+)\.(\d{2})|(\d+)")
_FREE = frozenset({"frei", "kostenlos", "kostenfrei", "gratis", "free", "free of charge"})
_ON_REQUEST = frozenset({"auf anfrage", "on request", "nach vereinbarung"})
_YES = frozenset({"ja", "j", "x", "✓", "wahr", "yes", "y", "true", "1"})
_NO = frozenset({"nein", "n", "falsch", "no", "false", "0"})
_COUNTRY_OF_CODE = re.compile(r"(?:D|DE)[-\s]\s*(\d{5})")
_MOST_EUROS = 1_000_000_000
_CENTURY_TURN = 70  # "14.1.69" is 2069, "14.1.70" is 1970: nobody here joined before that


class Unclear(Exception):
    """A cell that cannot be understood: why, and what a person can do about it."""

    def __init__(self, why: Text, remedy: Text) -> None:
        super().__init__(str(why))
        self.why = why
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Ways:
    """How this office writes: on which clock, and with which words for which status."""

    zone: ZoneInfo
    status_of: Mapping[str, StrEnum] = field(default_factory=dict)  # cleaned, casefolded word -> status
    status_words: tuple[str, ...] = ()  # for each status the one word that this office prefers


def text(cell: Cell, ways: Ways) -> str | None:
    """A line of words. Whole numbers are read as written, without `.0`; dates are refused."""
    if isinstance(cell, str):
        return None if is_nothing(cell) else clean(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise Unclear(
            Text(
                "{cell} is no text; spreadsheets turn entries like 1-2 or 3/13 into dates", cell=_shown(cell)
            ),
            Text("Format the cell as text and type it again."),
        )
    return str(int(cell)) if float(cell).is_integer() else str(cell)


def raw(cell: Cell, ways: Ways) -> str | None:
    """Words kept as somebody typed them (phone numbers), but for the blanks around."""
    if isinstance(cell, str) and not is_nothing(cell):
        return unicodedata.normalize("NFC", cell).strip()
    return text(cell, ways)


def prose(cell: Cell, ways: Ways) -> str | None:
    """Running text with its line breaks; a date or a number in it is only a remark like any other."""
    if isinstance(cell, str):
        lines = [clean(line) for line in cell.splitlines()]
        return "\n".join(lines).strip() or None
    return _shown(cell)


def contact(cell: Cell, ways: Ways) -> tuple[Contact, ...]:
    """The one person who may be asked at a member."""
    name = text(cell, ways)
    return (Contact(name=name),) if name else ()


def postal_code(cell: Cell, ways: Ways) -> str | None:
    """Five characters; a German code typed as a number has lost its leading zero and is refused."""
    code = text(cell, ways)
    if code is None:
        return None
    if re.fullmatch(r"\d{1,4}|\d{6,}", code):
        raise Unclear(
            Text("{code} is no German postal code, which has five digits", code=code),
            Text("Format the cell as text and type all five digits, a leading zero included."),
        )
    with_country = _COUNTRY_OF_CODE.fullmatch(code)
    return with_country[1] if with_country else code


def day(cell: Cell, ways: Ways) -> date | None:
    """A calendar day, as a date or as text: 14.01.2013, 14.1.13 or 2013-01-14."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        return None if is_nothing(cell) else _day_of(clean(cell))
    raise _no_date(cell)


def moment(cell: Cell, ways: Ways) -> datetime | None:
    """A moment on the wall clock of the network; a day alone is its beginning.

    A time that the clock change in spring skips is refused; one that comes twice in autumn is the first.
    """
    if isinstance(cell, str) and is_nothing(cell):
        return None
    try:
        local = _local(cell)
        aware = local.replace(tzinfo=ways.zone)
        shown = aware.astimezone(UTC).astimezone(ways.zone).replace(tzinfo=None)
    except OverflowError as error:  # the first and the last day that computers know
        raise _no_date(cell) from error
    if shown != local and local.time() == time():  # the clocks go forward at midnight: the day begins later
        return shown.replace(tzinfo=ways.zone)
    if shown != local:
        raise Unclear(
            Text("{time} does not exist: the clocks go forward in that hour", time=local),
            Text("Correct the time in the cell."),
        )
    return aware


def last_moment(cell: Cell, ways: Ways) -> datetime | None:
    """Like `moment`, but a day alone means its end."""
    found = moment(cell, ways)
    if found is None or (isinstance(cell, datetime) and cell.time() != time()):
        return found
    has_clock = isinstance(cell, datetime) or (isinstance(cell, str) and _CLOCK.search(clean(cell)))
    return found if has_clock else found.replace(hour=23, minute=59)


def money(cell: Cell, ways: Ways) -> Decimal | None:
    """Euros: a number, or text such as `120,- €`, `1.234,50 €`, `frei`. "auf Anfrage" is no price."""
    if isinstance(cell, str):
        return _euros(clean(cell))
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not abs(cell) < _MOST_EUROS:
        raise _no_price(_shown(cell))
    exact = Decimal(f"{cell:.6f}")  # a number cell is a binary fraction: 89.9 is 89.90000000000001
    cents = exact.quantize(Decimal("0.01"))
    if cents != exact:
        raise _no_price(str(cell))
    return cents


def whole(cell: Cell, ways: Ways) -> int | None:
    """A whole number."""
    if isinstance(cell, str):
        words = clean(cell)
        if is_nothing(words):
            return None
        if words.isascii() and words.isdigit():
            return int(words)
    elif isinstance(cell, int | float) and not isinstance(cell, bool) and float(cell).is_integer():
        return int(cell)
    raise Unclear(Text("{cell} is no whole number", cell=_shown(cell)), Text("Type digits only."))


def flag(cell: Cell, ways: Ways) -> bool | None:
    """Yes or no: ja, nein, x, wahr, falsch, 1, 0."""
    if isinstance(cell, bool):
        return cell
    word = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else _shown(cell)
    if is_nothing(word):
        return None
    if clean(word).casefold() in _YES | _NO:
        return clean(word).casefold() in _YES
    raise Unclear(Text("{cell} is neither yes nor no", cell=word), Text("Write ja or nein."))


def status(cell: Cell, ways: Ways) -> StrEnum | None:
    """A status word; every word has exactly one meaning, and an unknown one is never guessed at."""
    word = _shown(cell)
    if is_nothing(word):
        return None
    found = ways.status_of.get(clean(word).casefold())
    if found is None:
        raise Unclear(
            Text("the status {word} is not known", word=clean(word)),
            Text("Use one of: {words}.", words=ways.status_words),
        )
    return found


def networks(cell: Cell, ways: Ways) -> frozenset[str]:
    """Names of networks between commas; "alle" stands for every one."""
    words = text(cell, ways) or ""
    names = (name.strip() for name in re.split(r"[,;]", words))
    return frozenset("*" if name.casefold() in {"alle", "all"} else name for name in names if name)


def _shown(cell: Cell) -> str:
    match cell:
        case datetime():
            return f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
        case bool():
            return "ja" if cell else "nein"
        case float():
            return str(int(cell)) if float(cell).is_integer() else str(cell)
        case _:
            return str(cell)


def _no_date(cell: Cell) -> Unclear:
    return Unclear(
        Text("{cell} is no date", cell=_shown(cell)),
        Text("Type it as a date, for example 14.01.2013."),
    )


def _day_of(words: str) -> date:
    if german := _GERMAN_DAY.fullmatch(words):
        number, month, year = (int(part) for part in german.groups())
        if len(german[3]) == len("13"):
            year += 2000 if year < _CENTURY_TURN else 1900
    elif iso := _ISO_DAY.fullmatch(words):
        year, month, number = (int(part) for part in iso.groups())
    else:
        raise _no_date(words)
    try:
        return date(year, month, number)
    except ValueError as error:
        raise _no_date(words) from error


def _local(cell: Cell) -> datetime:
    if isinstance(cell, datetime):
        # Spreadsheets keep moments as fractions of a day: 9:00 may come as 08:59:59.999997.
        return (cell + timedelta(milliseconds=500)).replace(microsecond=0)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if not isinstance(cell, str):
        raise _no_date(cell)
    words = clean(cell)
    clock = _CLOCK.search(words)
    if clock is None:
        return datetime.combine(_day_of(words), time())
    hour, minute, second = (int(part or 0) for part in clock.groups())
    try:
        return datetime.combine(_day_of(words[: clock.start()]), time(hour, minute, second))
    except ValueError as error:
        raise _no_date(words) from error


def _no_price(words: str) -> Unclear:
    return Unclear(
        Text("{words} is no price in euros", words=words),
        Text("Type a number with at most two decimals, for example 120,00."),
    )


def _euros(words: str) -> Decimal | None:
    if is_nothing(words) or words.casefold() in _ON_REQUEST:
        return None
    if words.casefold() in _FREE:
        return Decimal("0.00")
    digits = re.sub(r"[,.]\s?[-–—]+$", "", _CURRENCY.sub("", words).strip())
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", digits):
        raise Unclear(
            Text("{words} may mean thousands or decimals", words=words),
            Text("Type it as a number, or with its cents: 1.234,00."),
        )
    found = _MONEY.fullmatch(digits)
    if found is None:
        raise _no_price(words)
    german, cents, english, english_cents, plain = found.groups()
    euros = (german or english or plain).replace(".", "").replace(",", "")
    try:
        return Decimal(f"{euros}.{cents or english_cents or '00'}").quantize(Decimal("0.01"))
    except InvalidOperation as error:  # more digits than money has
        raise _no_price(words) from error
