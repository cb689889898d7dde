"""MEKOM keeps its members, the courses it passes on and its bookings in one workbook.

The hub writes the sheet Kurse alone. In Buchungen, which the staff type, it writes the number of a new row,
the status that the organiser gave, and a word to the office under Hinweis.
"""

from __future__ import annotations

from collections.abc import Callable

from hub import BookingsSheet, CoursesSheet, MembersTable, Sheet, WorkbookSettings, hookimpl


class MekomWorkbook(MembersTable, CoursesSheet, BookingsSheet):
    """`path` names the workbook."""

    members = Sheet("Mitglieder")
    courses = Sheet("Kurse")
    bookings = Sheet("Buchungen", written={"id", "status", "note"}, id_prefix="B-")


@hookimpl
def register_connectors(register: Callable[..., None]) -> None:
    register("mekom", MekomWorkbook, WorkbookSettings)
