"""`hub columns FILE`: which sheets and columns of a file the hub takes for what, and the lines for hub.toml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from hub.cli.command import Example, command
from hub.cli.options import format_option, option
from hub.cli.session import Session
from hub.cli.table import table
from hub.language import Text

if TYPE_CHECKING:
    from hub.connectors.spreadsheet.guessed_file import FileGuess
    from hub.connectors.spreadsheet.guessing import SheetGuess
    from hub.connectors.spreadsheet.tables import TableName

_TABLES: Final = ("members", "courses", "bookings")


@command(
    about=Text("Shows what a file's sheets and columns are taken for, and prints the lines for hub.toml."),
    examples=[
        Example("hub columns var/example/mekom.xlsx", Text("Every sheet that can be seen.")),
        Example("hub columns var/example/mekom.xlsx --sheet Kurse --as courses", Text("One sheet.")),
    ],
    codes=[3],
)
@click.argument("file", type=click.Path(path_type=Path))
@option("--sheet", metavar="NAME", help=Text("Look at this sheet only, even if it is hidden."))
@option(
    "--as",
    "taken_as",
    type=click.Choice(_TABLES),
    metavar="members|courses|bookings",
    help=Text("Take it for this table."),
)
@format_option
def columns(
    session: Session, *, file: Path, sheet: str | None, taken_as: TableName | None, as_json: bool
) -> int:
    from hub.connectors.spreadsheet.guessed_file import guess_file

    guess = guess_file(file, sheet=sheet, taken_as=taken_as)
    if as_json:
        session.document(_as_data(guess, session))
    else:
        session.result(_in_words(guess, session))
    return 0


def _in_words(guess: FileGuess, session: Session) -> str:
    parts = [_sheet_in_words(guess.place_of(sheet.sheet), sheet, session) for sheet in guess.sheets]
    parts += [
        session.say(Text("{place}: {why}", place=guess.place_of(name), why=why)) for name, why in guess.unread
    ]
    if guess.sheets:
        lines = session.say(Text("For the system's table in hub.toml; with these lines nothing is guessed:"))
        parts.append("\n".join([lines, *guess.toml_lines()]))
    return "\n\n".join(parts)


def _sheet_in_words(place: Text, guess: SheetGuess, session: Session) -> str:
    from hub.connectors.spreadsheet.locating import words_for

    head = Text(
        "{place}: {table}; the header is row {row}, with {count} rows below",
        place=place,
        table=words_for(guess.key),
        row=str(guess.header_row),
        count=guess.rows,
    )
    header = [Text("column"), Text("heading"), Text("field"), Text("why")]
    rows = [[one.letter, one.heading, one.field or "–", session.say(one.why)] for one in guess.columns]
    told = [session.say(head), table([session.say(word) for word in header], rows)]
    return "\n".join([*told, *(session.say(_lack(name, guess)) for name in guess.missing)])


def _lack(field: str, guess: SheetGuess) -> Text:
    return Text(
        "No column seems to be {field}, which must be there. Say which: {line}",
        field=field,
        line=f'columns.{guess.table}.{field} = "…"',
    )


def _as_data(guess: FileGuess, session: Session) -> dict[str, object]:
    return {
        "schema": "hub-columns/1",
        "file": guess.name,
        "sheets": [
            {
                "sheet": sheet.sheet,
                "table": sheet.key,
                "header_row": sheet.header_row,
                "rows": sheet.rows,
                "columns": [
                    {
                        "column": one.letter,
                        "heading": one.heading,
                        "field": one.field,
                        "why": session.say(one.why),
                    }
                    for one in sheet.columns
                ],
                "missing": list(sheet.missing),
            }
            for sheet in guess.sheets
        ],
        "unread": [{"sheet": name, "why": session.say(why)} for name, why in guess.unread],
        "toml": guess.toml_lines(),
    }


COMMAND: Final = columns
