"""Which record a row is: the cells with its own id and with the ref that it came with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hub.connectors.spreadsheet.cells import Cell, Row, clean, identifier
from hub.connectors.spreadsheet.garbled import refuse_garbled
from hub.connectors.spreadsheet.ways import Unclear
from hub.language import Text
from hub.model import KINDS, NetworkName, Ref


@dataclass(frozen=True, slots=True)
class Keys:
    """The two cells that say which record a row is: its own id, and the ref it came with."""

    id_at: int | None
    ref_at: int | None
    network: NetworkName

    def id_of(self, row: Row) -> str | None:
        """Raises: ValueError when the cell holds no id, Unclear when it says why."""
        if self.id_at is None:
            return None
        cell = row[self.id_at]
        if isinstance(cell, str):
            refuse_garbled(cell)
        return identifier(cell)

    def origin_of(self, row: Row) -> Ref | None:
        """The ref that the row carries, be it of another home or its own. Raises: ValueError when the cell holds none."""
        text = "" if self.ref_at is None else clean(str(row[self.ref_at]))
        return Ref.parse(text) if text else None

    def readable_origin(self, row: Row) -> Ref | None:
        """The ref of a row whose other cells may be garbled, as far as that can be read."""
        try:
            return self.origin_of(row)
        except ValueError:
            return None

    def is_copy(self, row: Row) -> bool:
        """Whether the row came from another home. Raises: ValueError when the cell holds no ref."""
        origin = self.origin_of(row)
        return origin is not None and origin.home != self.network

    def usual_origin(self, cell: Cell) -> tuple[Ref | None, str]:
        """The ref in a cell that holds nothing but a usual one, and its text; asked a hundred thousand times."""
        if type(cell) is str and cell[-1:].isdigit() and cell.isascii() and " " not in cell:
            home, _, rest = cell.partition("/")
            kind, _, record_id = rest.partition("/")
            if record_id and home != self.network and kind in KINDS:
                return Ref(NetworkName(home), kind, record_id), cell
        return None, ""

    def why_no_id(self, row: Row) -> Unclear | None:
        """What is wrong with the id's cell; None where it holds an id or nothing."""
        try:
            self.id_of(row)
        except Unclear as unclear:
            return unclear
        except ValueError:
            why = Text("“{cell}” is no number of a record", cell=_said(row[self.id_at or 0]))
            return Unclear(why, Text("Correct the cell."))
        return None

    def why_no_ref(self, row: Row) -> Unclear:
        """What is wrong with the cell of the ref, where it holds none."""
        return Unclear(
            Text(
                "“{cell}” is no ref; a ref reads home/kind/id, for example mekom/booking/B-0007",
                cell=_said(row[self.ref_at or 0]),
            ),
            Text("Undo the last edit of this cell, or empty it."),
        )


def _said(cell: Cell) -> date | str:
    return cell if isinstance(cell, date) else str(cell)
