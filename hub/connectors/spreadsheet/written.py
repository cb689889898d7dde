"""Tables that the hub also writes: publishing courses, answering and passing on bookings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from hub.changes import Cancel, Change, Finding, Receipt
from hub.connectors.spreadsheet.connector import BookingsTable, CoursesTable, Spreadsheet
from hub.connectors.spreadsheet.file import OpenFile
from hub.connectors.spreadsheet.findings import finding_of
from hub.connectors.spreadsheet.publishing import Target, publish
from hub.connectors.spreadsheet.seats import Seats
from hub.connectors.spreadsheet.settings import WorkbookSettings
from hub.connectors.spreadsheet.sheet_findings import kept_sums
from hub.connectors.spreadsheet.tables import BOOKINGS, COURSES, N, Table
from hub.hookspecs import hookimpl
from hub.model import Booking, BookingStatus, Course, Network


class WrittenSpreadsheet(Spreadsheet):
    """A workbook that the hub writes, in its own columns and rows only."""

    settings: WorkbookSettings
    is_written: ClassVar[bool] = True

    def __init__(self, settings: WorkbookSettings) -> None:
        super().__init__(settings)
        self._written: OpenFile | None = None

    def write(
        self,
        table: Table[N],
        network: Network,
        changes: Sequence[Change[N]],
        *,
        answer: Callable[[N], N] = lambda noun: noun,
    ) -> Sequence[Receipt[N]]:
        """Makes the changes in the file as it was last read, or none. Raises: Unreachable, Unusable."""
        if self._file is not None:
            self.stored.refuse_unless_writable(self._file.snapshot)
        self.read(table, network)
        file, read = self._reads[table.name]
        # One backup per night: what the hub itself wrote a minute ago is no version that anybody misses.
        backups = 0 if file is self._written else self.settings.backups
        target = Target(self.stored, file, read, lambda opened: self.sources(table, opened, network), backups)
        done = publish(target, changes, answer=answer)
        self._reads[table.name] = (done.file, done.read)
        if done.file is not file:
            self._file = self._written = done.file
        return done.receipts

    @hookimpl
    def check_system(self, network: Network) -> Sequence[Finding]:
        """What was found where, column by column, and whether the file could be written now."""
        found = super().check_system(network)
        if self._file is None:
            return found
        obstacle = self._file.objection(self.stored.name) or self.stored.obstacle(self._file.snapshot)
        return [*found, *kept_sums(self._file)] if obstacle is None else [*found, finding_of(obstacle)]


class CoursesSheet(WrittenSpreadsheet, CoursesTable):
    """Reads and writes the courses on one sheet."""

    @hookimpl
    def publish_courses(
        self, network: Network, changes: Sequence[Change[Course]]
    ) -> Sequence[Receipt[Course]]:
        return self.write(COURSES, network, changes)


class BookingsSheet(WrittenSpreadsheet, BookingsTable):
    """Reads and writes the bookings on one sheet; requests are answered here if the settings say so."""

    @hookimpl
    def sync_bookings(
        self, network: Network, changes: Sequence[Change[Booking]]
    ) -> Sequence[Receipt[Booking]]:
        given_back = [change.before for change in changes if isinstance(change, Cancel)]
        return self.write(BOOKINGS, network, changes, answer=self._answer(network, given_back))

    def _answer(self, network: Network, given_back: Sequence[Booking]) -> Callable[[Booking], Booking]:
        seats: Seats | None = None

        def answer(request: Booking) -> Booking:
            nonlocal seats
            if self.settings.seats == "by hand" or request.status is not BookingStatus.REQUESTED:
                return request
            if seats is None:
                seats = Seats(self.read(COURSES, network), self.read(BOOKINGS, network))
                for booking in given_back:
                    seats.release(booking)
            return request.model_copy(update={"status": seats.answer(request)})

        return answer
