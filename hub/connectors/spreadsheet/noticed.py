"""Cells of which the hub takes a part, or gives no value for a reason: read right, and told by `hub check`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from hub.connectors.spreadsheet.cells import Cell
from hub.connectors.spreadsheet.emails import email, says_more_than_an_address
from hub.connectors.spreadsheet.money import is_on_request, money
from hub.connectors.spreadsheet.no_data import few
from hub.connectors.spreadsheet.phones import phone, says_more_than_a_number
from hub.connectors.spreadsheet.postal_codes import postal_code, says_more_than_a_code
from hub.connectors.spreadsheet.rows import Rows
from hub.connectors.spreadsheet.tables import N
from hub.language import Text

_ODD: Final[Mapping[Callable[..., object], Callable[[Cell], bool]]] = {
    email: says_more_than_an_address,
    money: is_on_request,
    phone: says_more_than_a_number,
    postal_code: says_more_than_a_code,
}


def notices(rows: Rows[N]) -> Sequence[Text]:
    """One sentence per column that has such cells, with their number and the first of their rows."""
    found = []
    for column in rows.source.table.columns:
        is_odd = _ODD.get(column.read)
        if is_odd is None or column.field not in rows.layout.column_of:
            continue
        odd = [key for key in rows.below_header() if is_odd(rows.cell(key, column.field))]
        if odd:
            found.append(_sentence(column.read, rows.layout.header_of[column.field], rows, odd))
    return [*found, *_other_links(rows)]


def _other_links(rows: Rows[N]) -> Iterator[Text]:
    """Cells that show one address and link to another: a copied cell keeps the link of the first."""
    if "email" not in rows.layout.column_of:
        return
    column = rows.source.grid.left + rows.layout.column_of["email"]
    link_by_row = {row: link for (row, at), link in rows.source.grid.mail_links().items() if at == column}
    other = [
        key for key in rows.below_header()
        if key in link_by_row and link_by_row[key].casefold() not in str(rows.cell(key, "email")).casefold()
    ]  # fmt: skip
    if other:
        yield Text(
            "{place}: {count} cells of {column} link to another address than they show (rows {rows}); the hub takes "
            "what they show",
            place=rows.source.grid.place,
            column=rows.layout.header_of["email"],
            count=len(other),
            rows=few(other),
        )


def _sentence(read: Callable[..., object], header: str, rows: Rows[Any], odd: Sequence[int]) -> Text:
    place, count, few_rows = rows.source.grid.place, len(odd), few(odd)
    if read is money:
        return Text(
            "{place}: {count} cells of {column} give a reason in place of a price (rows {rows})",
            place=place, column=header, count=count, rows=few_rows,
        )  # fmt: skip
    if read is phone:
        return Text(
            "{place}: {count} cells of {column} say more than one telephone number (rows {rows}); the hub takes the "
            "first that is no fax, the others stay in the sheet",
            place=place, column=header, count=count, rows=few_rows,
        )  # fmt: skip
    if read is email:
        return Text(
            "{place}: {count} cells of {column} say more than one e-mail address (rows {rows}); the hub takes the "
            "first, the others stay in the sheet",
            place=place, column=header, count=count, rows=few_rows,
        )  # fmt: skip
    return Text(
        "{place}: {count} cells of {column} say more than a postal code (rows {rows}); the hub takes the code",
        place=place, column=header, count=count, rows=few_rows,
    )  # fmt: skip
