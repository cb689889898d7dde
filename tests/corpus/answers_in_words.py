"""Yes, no and nothing, and the words for a status."""

from __future__ import annotations

from hub.model import BookingStatus, CourseStatus, MemberStatus
from tests.corpus.oddity import Oddity
from tests.corpus.sheets import table_csv, table_xlsx


def _never_shared(name: str, cells: tuple[object, ...], *, meant: bool) -> Oddity:
    rows = [{"Nie weitergeben": cell} for cell in cells]
    read = {f"VA-{number}": {"never_share": meant} for number in range(1, len(cells) + 1)}
    return Oddity(name=name, table="courses", content=table_xlsx("courses", *rows), read=read)


ODDITIES = (
    _never_shared("yes in all its spellings", ("ja", "JA", "x", "X", 1, True, "1", "WAHR", "j", "✓"), meant=True),
    _never_shared("no in all its spellings", ("nein", "Nein", 0, False, "0", "FALSCH", "n"), meant=False),
    Oddity(
        name="an answer that is neither yes nor no",
        table="courses",
        content=table_xlsx("courses", {"Nie weitergeben": "?"}, {"Nie weitergeben": "vielleicht"}, {}),
        read={"VA-3": {"never_share": False}},
        refused=("Nie weitergeben: ? is neither yes nor no", "Nie weitergeben: vielleicht is neither yes nor no"),
    ),
    Oddity(
        name="nothing in all its spellings",
        content=table_xlsx("members", *({"Ort": cell} for cell in ("k.A.", "K. A.", "-", "–", "n/a", "keine Angabe", "./.", "\u00a0"))),
        read={f"M-{number}": {"town": None} for number in range(1, 9)},
    ),
    Oddity(
        name="statuses of members in the office's words",
        content=table_xlsx("members", {"Status": "Mitglied"}, {"Status": "gekündigt"}, {"Status": " RUHEND "}),
        read={
            "M-1": {"status": MemberStatus.ACTIVE},
            "M-2": {"status": MemberStatus.ENDED},
            "M-3": {"status": MemberStatus.DORMANT},
        },
    ),
    Oddity(
        name="a status that nobody knows",
        table="courses",
        content=table_xlsx("courses", {"Status": "mal sehen"}, {"Status": "fällt aus"}),
        read={"VA-2": {"status": CourseStatus.CANCELLED}},
        refused=("Status: the status mal sehen is not known",),
    ),
    Oddity(
        name="a status with a no-break space in a CSV file",
        file="list.csv",
        table="bookings",
        content=table_csv("bookings", {"Status": "auf\u00a0Warteliste"}, encoding="cp1252"),
        read={"B-1": {"status": BookingStatus.WAITLISTED}},
    ),
)  # fmt: skip
