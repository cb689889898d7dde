"""Tables to combine: a connector reads what its bases read, and can do nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from hub.changes import Finding, Reading
from hub.connectors.spreadsheet.file import OpenFile, open_file
from hub.connectors.spreadsheet.findings import finding_of, findings_about
from hub.connectors.spreadsheet.header import Headers
from hub.connectors.spreadsheet.reading import TableRead, read_table
from hub.connectors.spreadsheet.settings import TableSettings
from hub.connectors.spreadsheet.sheet import Sheet
from hub.connectors.spreadsheet.source import Source, ways_of
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES, MEMBERS, N, Table, TableName
from hub.errors import NetworkError
from hub.hookspecs import hookimpl
from hub.model import Booking, Course, Member, Network


class Spreadsheet:
    """One file of one network; its bases say which tables it has."""

    def __init__(self, settings: TableSettings) -> None:
        self.settings = settings
        self._file: OpenFile | None = None
        self._reads: dict[TableName, tuple[OpenFile, TableRead[Any]]] = {}

    def open(self) -> OpenFile:
        """The file as it is now. Raises: Unreachable, Unusable."""
        self._file = open_file(self.settings.path, last=self._file)
        return self._file

    def source(self, table: Table[N], file: OpenFile, network: Network) -> Source[N]:
        """Where and how `table` is read. Raises: Unusable when its sheet is missing."""
        sheet: Sheet = getattr(self, table.name)
        pinned = self.settings.columns.get(table.name, {})
        return Source(
            grid=file.grid(self.settings.sheets.get(table.name, sheet.name)),
            table=table,
            sheet=sheet,
            headers=Headers(table, sheet.columns, pinned, needs_id=not sheet.id_prefix),
            ways=ways_of(sheet, table, timezone=network.timezone),
            network=network.name,
        )

    def read(self, table: Table[N], network: Network) -> TableRead[N]:
        """Every row of one table; read again only when somebody saved the file since."""
        file = self.open()
        last, read = self._reads.get(table.name, (None, None))
        if read is None or last is not file:
            read = read_table(self.source(table, file, network))
            self._reads[table.name] = (file, read)
        return read

    @hookimpl
    def check_system(self, network: Network) -> Sequence[Finding]:
        """What was found where, column by column; a table that fails does not hide the next."""
        try:
            self.open()
        except NetworkError as error:
            return [finding_of(error)]
        return [found for table in self._tables() for found in self._check(table, network)]

    def _tables(self) -> Iterator[Table[Any]]:
        return (table for table in (MEMBERS, COURSES, BOOKINGS) if hasattr(self, table.name))

    def _check(self, table: Table[N], network: Network) -> Sequence[Finding]:
        try:
            return findings_about(self.read(table, network))
        except NetworkError as error:
            return [finding_of(error)]


class MembersTable(Spreadsheet):
    """Reads the members from one sheet."""

    members: ClassVar[Sheet] = Sheet("Mitglieder")

    @hookimpl
    def fetch_members(self, network: Network) -> Reading[Member]:
        return self.read(MEMBERS, network).reading


class CoursesTable(Spreadsheet):
    """Reads the courses from one sheet or a CSV file."""

    courses: ClassVar[Sheet] = Sheet("Kurse")

    @hookimpl
    def fetch_courses(self, network: Network) -> Reading[Course]:
        return self.read(COURSES, network).reading


class BookingsTable(Spreadsheet):
    """Reads the bookings from one sheet."""

    bookings: ClassVar[Sheet] = Sheet("Buchungen")

    @hookimpl
    def fetch_bookings(self, network: Network) -> Reading[Booking]:
        return self.read(BOOKINGS, network).reading
