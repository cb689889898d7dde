"""Tables to combine: a connector reads what its bases read, and can do nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from typing import Any, ClassVar

from hub.changes import Finding, Reading
from hub.connectors.spreadsheet.cells import clean
from hub.connectors.spreadsheet.file import OpenFile, open_stored
from hub.connectors.spreadsheet.findings import finding_of, findings_about
from hub.connectors.spreadsheet.header import Headers
from hub.connectors.spreadsheet.reading import WholeTable, read_tables
from hub.connectors.spreadsheet.settings import TableSettings
from hub.connectors.spreadsheet.sheet import Sheet
from hub.connectors.spreadsheet.sheet_findings import former_members, hidden_sheets, old_format
from hub.connectors.spreadsheet.source import Source, ways_of
from hub.connectors.spreadsheet.storage import stored_as
from hub.connectors.spreadsheet.stored_file import StoredFile
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES, MEMBERS, N, Table, TableName
from hub.connectors.spreadsheet.ways import Ways
from hub.errors import NetworkError, Unusable
from hub.hookspecs import hookimpl
from hub.language import Text
from hub.model import Booking, Course, Member, Network


class Spreadsheet:
    """One file of one network; its bases say which tables it has."""

    is_written: ClassVar[bool] = False

    def __init__(self, settings: TableSettings) -> None:
        self.settings = settings
        self.stored: StoredFile = stored_as(settings)
        self._file: OpenFile | None = None
        self._reads: dict[TableName, tuple[OpenFile, WholeTable[Any]]] = {}

    def open(self) -> OpenFile:
        """The file as it is now. Raises: Unreachable, Unusable."""
        self._file = open_stored(self.stored, last=self._file)
        return self._file

    def sources(self, table: Table[N], file: OpenFile, network: Network) -> Sequence[Source[N]]:
        """Where and how `table` is read, sheet by sheet. Raises: Unusable when one is missing."""
        sheet: Sheet = getattr(self, table.name)
        current = self.settings.sheets.get(table.name, (sheet.name,))
        former = self.settings.sheets.get("former", ()) if table is MEMBERS else ()
        grids = [
            *((grid, False) for grid in file.grids(current)),
            *((grid, True) for grid in file.grids(former)),
        ]
        ways = ways_of(sheet, table, timezone=network.timezone)
        return [
            Source(
                grid=grid,
                table=table,
                sheet=sheet,
                headers=self._headers(table, is_former=is_former),
                ways=ways,
                network=network.name,
                fill_down=self.settings.fill_down.get(table.name, frozenset()),
                struck_means=self._status_of_struck(table, ways, file),
                is_former=is_former,
            )
            for grid, is_former in grids
        ]

    def _headers(self, table: Table[N], *, is_former: bool) -> Headers[N]:
        """The sheet of those who left is mostly headed in another way: there the words of hub.toml are only the first."""
        sheet: Sheet = getattr(self, table.name)
        pinned = self.settings.columns.get(table.name, {})
        if is_former:
            return Headers(table, {**sheet.columns, **pinned}, {}, needs_id=not sheet.id_prefix)
        return Headers(table, sheet.columns, pinned, needs_id=not sheet.id_prefix)

    def _status_of_struck(self, table: Table[N], ways: Ways, file: OpenFile) -> StrEnum | None:
        """Raises: Unusable for a word that is no status, and for a file in which the hub sees no strokes."""
        word = self.settings.struck_through.get(table.name)
        if word is None:
            return None
        if not file.shows_formats:
            raise Unusable(
                Text("the hub does not see in {kind} files what is struck through", kind=file.kind),
                remedy=Text("Save it as an Excel workbook (.xlsx), or take struck_through out of hub.toml."),
                place=self.stored.name,
            )
        found = ways.status_of.get(clean(word).casefold())
        if found is None:
            raise Unusable(
                Text("struck_through.{table} says {word}, which is no status", table=table.name, word=word),
                remedy=Text("Use one of: {words}.", words=ways.status_words),
                place=self.stored.name,
            )
        return found

    def read(self, table: Table[N], network: Network) -> WholeTable[N]:
        """Every row of one table; read again only when somebody saved the file since."""
        file = self.open()
        last, read = self._reads.get(table.name, (None, None))
        if read is None or last is not file:
            read = read_tables(self.sources(table, file, network))
            self._reads[table.name] = (file, read)
        return read

    @hookimpl
    def check_system(self, network: Network) -> Sequence[Finding]:
        """What was found where, column by column; a table that fails does not hide the next."""
        try:
            file = self.open()
        except NetworkError as error:
            return [finding_of(error)]
        found = [found for table in self._tables() for found in self._check(table, network)]
        read = self.sheets_read(file)
        former = former_members(file, read=read) if hasattr(self, "members") else ()
        read_only = () if self.is_written else old_format(file)
        return [*self.stored.remarks(), *found, *hidden_sheets(file, read=read), *former, *read_only]

    def sheets_read(self, file: OpenFile) -> Collection[str]:
        """The sheets of all tables; those that are missing are told where they are looked for."""
        tables = [table for last, table in self._reads.values() if last is file]
        return {part.rows.source.grid.title for table in tables for part in table.parts}

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
