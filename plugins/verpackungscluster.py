"""The VerpackungsCluster keeps its members, the academy's programme and all bookings in one workbook.

The academy gives seats in order of arrival while a course has any, then places on the waiting list;
`seats = "by hand"` in hub.toml leaves that to its staff.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from hub import BookingsSheet, CoursesSheet, MembersTable, Sheet, WorkbookSettings, hookimpl


class ClusterSettings(WorkbookSettings):
    """`path` names the workbook."""

    seats: Literal["by hand", "by capacity"] = "by capacity"


class ClusterWorkbook(MembersTable, CoursesSheet, BookingsSheet):
    """Own rows are the academy's; rows with a Verweis came through a partner network."""

    members = Sheet("Mitglieder", columns={"id": "Nr.", "name": "Unternehmen"})
    courses = Sheet("Programm", columns={"id": "Kurs-Nr."})
    bookings = Sheet("Buchungen", columns={"course": "Kurs-Nr.", "company": "Unternehmen"}, id_prefix="VB-")


@hookimpl
def register_connectors(register: Callable[..., None]) -> None:
    register("verpackungscluster", ClusterWorkbook, ClusterSettings)
