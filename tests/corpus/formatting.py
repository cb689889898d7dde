"""What people say by the look of cells, and what they say in comments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from hub.model import BookingStatus, MemberStatus
from tests.corpus.oddity import Oddity
from tests.corpus.opendocument import ods
from tests.corpus.sheets import table_xlsx, with_cells
from tests.fidelity.parts import packed, replace, unpacked

SECRET = "zahlt schlecht, ruft nie zurück"


def struck(*rows: int) -> Callable[[Any], None]:
    def dress(sheet: Any) -> None:
        for row in rows:
            for cell in sheet[row]:
                cell.font = Font(strike=True)

    return dress


def coloured(*rows: int) -> Callable[[Any], None]:
    def dress(sheet: Any) -> None:
        for row in rows:
            for cell in sheet[row]:
                cell.fill = PatternFill("solid", fgColor="FFFF0000")

    return dress


def commented(sheet: Any) -> None:
    sheet["B2"].comment = Comment(SECRET, "Anna Beispiel")
    sheet["H2"].comment = Comment(SECRET, "Anna Beispiel")


SOME = [{} for _ in range(9)]
ALL_READ = {f"M-{number}": {"status": MemberStatus.ACTIVE} for number in range(1, 10)}


def _commented_ods() -> bytes:
    parts = unpacked(ods({"Mitglieder": with_cells("members", {})}))
    note = "<office:annotation><text:p>zahlt nie</text:p></office:annotation>"
    replace(parts, "content.xml", "<text:p>Oker Karton", f"{note}<text:p>Oker Karton")
    return packed(parts)


ODDITIES = (
    Oddity(
        name="members struck through while their status says active",
        content=table_xlsx("members", *SOME, dress=struck(7, 9)),
        read=ALL_READ,
        noted=("the status is in the formatting: rows 7, 9 are struck through",),
    ),
    Oddity(
        name="bookings struck through, and hub.toml says what it means",
        table="bookings",
        content=table_xlsx("bookings", {"Status": "bestätigt"}, {"Status": "bestätigt"}, dress=struck(3)),
        settings={"struck_through": {"bookings": "storniert"}},
        read={
            "B-1": {"status": BookingStatus.CONFIRMED},
            "B-2": {"status": BookingStatus.CANCELLED_BY_COMPANY},
        },
    ),
    Oddity(
        name="a word for struck rows that is no status",
        table="bookings",
        content=table_xlsx("bookings", {}),
        settings={"struck_through": {"bookings": "weg"}},
        refused=("struck_through.bookings says weg, which is no status",),
    ),
    Oddity(
        name="a word for struck rows of an ODS file, in which the hub sees no strokes",
        table="bookings",
        file="list.ods",
        content=lambda: ods({"Buchungen": with_cells("bookings", {})}),
        settings={"struck_through": {"bookings": "storniert"}},
        refused=("the hub does not see in ODS files what is struck through",),
    ),
    Oddity(
        name="a row in red",
        content=table_xlsx("members", *SOME, dress=coloured(4)),
        read=ALL_READ,
        noted=("rows 4 have a colour of their own",),
    ),
    Oddity(
        name="every second row in a colour",
        content=table_xlsx("members", *SOME, dress=coloured(2, 4, 6, 8)),
        read=ALL_READ,
    ),
    Oddity(
        name="comments with personal remarks",
        content=table_xlsx("members", {}, dress=commented),
        read={"M-1": {"name": "Oker Kartonagen GmbH", "remark": None}},
    ),
    Oddity(
        name="a comment with a personal remark in an ODS file",
        file="list.ods",
        content=_commented_ods,
        read={"M-1": {"name": "Oker Kartonagen GmbH", "remark": None}},
    ),
)
