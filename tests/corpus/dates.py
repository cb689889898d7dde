"""Days as offices type them, and what spreadsheets make of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from hub import Period
from tests.corpus.oddity import Oddity
from tests.corpus.sheets import table_csv, table_xlsx, with_cells, xlsx


def _since(name: str, cell: object, meant: date | Period) -> Oddity:
    """A member whose Eintritt is written oddly, and clear."""
    return Oddity(
        name=name, content=table_xlsx("members", {"Eintritt": cell}), read={"M-1": {"since": meant}}
    )


def _no_since(name: str, cell: object, why: str) -> Oddity:
    """A member whose Eintritt is not clear, beside one whose is."""
    return Oddity(
        name=name,
        content=table_xlsx("members", {"Eintritt": cell}, {}),
        read={"M-2": {"since": date(2005, 1, 1)}},
        refused=(f"Eintritt: {why}",),
    )


def _begins(name: str, cell: object, moment: datetime) -> Oddity:
    return Oddity(
        name=name, table="courses", content=table_xlsx("courses", {"Beginn": cell, "Ende": ""}), read={"VA-1": {"starts_at": moment}}
    )  # fmt: skip


def _begins_never(name: str, cell: object, why: str) -> Oddity:
    return Oddity(
        name=name, table="courses", content=table_xlsx("courses", {"Beginn": cell, "Ende": ""}), refused=(f"Beginn: {why}",)
    )  # fmt: skip


def _shown_as(code: str) -> Any:
    def dress(sheet: Any) -> None:
        sheet["G2"].number_format = code

    return dress


def _month_in_the_format() -> bytes:
    rows = with_cells("members", {"Eintritt": date(2012, 3, 1)}, {"Eintritt": date(2012, 3, 1)})
    return xlsx(rows, dress=_shown_as("mmm yy"))


def _mac_epoch() -> bytes:
    return xlsx(with_cells("members", {"Eintritt": date(2012, 3, 1)}), epoch=datetime(1904, 1, 1))


_AT_NINE = datetime(2013, 2, 4, 8, tzinfo=UTC)

ODDITIES = (
    _since("a day as text with a two-digit year", "01.03.12", date(2012, 3, 1)),
    _since("a day as text with blanks behind the dots", "1. 3. 2012", date(2012, 3, 1)),
    _since("a day with its weekday", "Do, 01.03.2012", date(2012, 3, 1)),
    _since("a day with the month in words", "1. März 2012", date(2012, 3, 1)),
    _since("a day as databases write it", "2012-03-01", date(2012, 3, 1)),
    _since("a day as a number of eight digits", 20120301, date(2012, 3, 1)),
    _since("a day with slashes that can be read in one way only", "25/12/2012", date(2012, 12, 25)),
    _since("a day with a time that nobody asked for", datetime(2012, 3, 1, 9, 30), date(2012, 3, 1)),
    _since("a leap day", "29.02.2012", date(2012, 2, 29)),
    _since("a month in words", "März 2012", Period.month(2012, 3)),
    _since("a month in short", "Mrz. 2012", Period.month(2012, 3)),
    _since("a month with an apostrophe before its year", "März '12", Period.month(2012, 3)),
    _since("a month in digits", "03/2012", Period.month(2012, 3)),
    _since("a quarter in words", "1. Quartal 2013", Period.quarter(2013, 1)),
    _since("a quarter in short", "1. Qu. 2013", Period.quarter(2013, 1)),
    _since("a quarter as controllers write it", "Q4/2012", Period.quarter(2012, 4)),
    _since("a year as text", "2012", Period.year(2012)),
    _since("a year as a number, which is no serial number of 1905", 2012, Period.year(2012)),
    Oddity(
        name="a month that the spreadsheet made a first day of, told by the cell's format",
        content=_month_in_the_format,
        read={"M-1": {"since": Period.month(2012, 3)}, "M-2": {"since": date(2012, 3, 1)}},
    ),
    Oddity(name="a workbook that counts its days from 1904", content=_mac_epoch, read={"M-1": {"since": date(2012, 3, 1)}}),
    _no_since("the serial number of a day, without a date format", 38353, "38353 is no date"),
    _no_since("a day with slashes that means another one in America", "3/4/2013", "3/4/2013 may mean"),
    _no_since("a day with slashes and a short year", "01/02/13", "01/02/13 may mean several days"),
    _no_since("a year that may be of either century", "1.5.65", "1.5.65 may mean several days"),
    _no_since("a month and a short year that look like a day", "März 12", "März 12 is no date"),
    _no_since("a quarter that looks like a month", "1/2013", "1/2013 may mean several days"),
    _no_since("a day that no calendar has", "31.02.2013", "31.02.2013 is no date"),
    _no_since("a day without its year", "01.03.", "01.03. is no date"),
    _no_since("a date with a word before it", "seit 2005", "seit 2005 is no date"),
    _no_since("a time in a column of days", time(9, 30), "09:30:00 is no date"),
    Oddity(
        name="a booking whose day is a month",
        table="bookings",
        content=table_xlsx("bookings", {"gebucht am": "Januar 2013"}, {}),
        read={"B-2": {"booked_on": date(2013, 1, 7)}},
        refused=("gebucht am: “Januar 2013” names no day",),
    ),
    Oddity(
        name="days in a CSV file, long and short",
        file="list.csv",
        content=table_csv("members", {"Eintritt": "1.3.12"}, {"Eintritt": date(2012, 3, 1)}),
        read={"M-1": {"since": date(2012, 3, 1)}, "M-2": {"since": date(2012, 3, 1)}},
    ),
    _begins("a beginning with a comma and Uhr", "04.02.2013, 9.00 Uhr", _AT_NINE),
    _begins("a beginning at a whole hour", "Mo 04.02.13 um 9 Uhr", _AT_NINE),
    _begins("a beginning that is a fraction of a second early", datetime(2013, 2, 4, 8, 59, 59, 999_997), _AT_NINE),
    _begins("a beginning in summer time", datetime(2013, 7, 4, 9), datetime(2013, 7, 4, 7, tzinfo=UTC)),
    _begins_never("a course in a month", "Februar 2013", "“Februar 2013” names no day"),
    _begins_never("a course in a year", 2013, "“2013” names no day"),
    _begins_never("a course with two days in one cell", "04.02.2013 - 05.02.2013", "04.02.2013 - 05.02.2013 is no date"),
    _begins_never("a beginning in the hour that the clocks skip", datetime(2013, 3, 31, 2, 30), "2013-03-31 02:30 does not exist"),
    _begins_never("the serial number of a moment, without a date format", 41309.375, "41309.375 is no date"),
)  # fmt: skip
