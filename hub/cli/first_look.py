"""What `hub init` finds in the workbooks it was told of, and what their offices still have to add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hub.errors import ConfigError, NetworkError
from hub.language import Text, verbatim

if TYPE_CHECKING:
    from hub.cli.session import Session
    from hub.config.starter import StarterNetwork
    from hub.connectors.spreadsheet.kind import SpreadsheetSettings
    from hub.connectors.spreadsheet.settings import SheetName
    from hub.connectors.spreadsheet.tables import TableName

KIND: Final = "spreadsheet"


@dataclass(frozen=True, slots=True)
class Role:
    """The tables that a network needs for its part: the fields of a fresh sheet, and those that nothing can replace."""

    fields_of: Mapping[TableName, str]
    needed: Mapping[TableName, str]


ORGANISER: Final = Role(
    {
        "courses": "id title starts_at ends_at place trainer capacity price_member price_guest status released_to",
        "bookings": "id course company town participant email booked_on price status remark note ref",
    },
    {"courses": "released_to", "bookings": "company town participant email price status"},
)
CHANNEL: Final = Role(
    {
        "members": "id name postal_code town since until status",
        "courses": "id title starts_at ends_at place trainer capacity price_member price_guest status ref",
        "bookings": "id course company town participant email booked_on status remark note ref",
    },
    {"courses": "id title starts_at place status", "bookings": "company participant"},
)


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Looks into the workbook of one network; what a person should know is remarked on."""

    network: StarterNetwork
    role: Role
    folder: Path
    session: Session

    def network_as_found(self) -> StarterNetwork:
        """The network with the sheets that its workbook has or should get; a file that cannot be read is told."""
        from hub.connectors.spreadsheet.kind import sheets_of

        if self.network.connector != KIND:
            return self.network
        try:
            found = sheets_of(self._settings)
            self._tell_what_was_found(found)
            sheets: dict[str, str] = dict(found.items())
            if any(found.values()):
                sheets |= {table: self._sheet(table, found.get(table)) for table in self.role.fields_of}
        except (NetworkError, ConfigError) as error:
            title = self.network.title
            self.session.talk.remark(
                Text("{title}: {why}", title=title, why=error.say(self.session.language))
            )
            if not self.network.is_in_cloud and self._path.is_file():
                look = Text(
                    "What the hub makes of its columns: {command}",
                    command=f'hub columns "{self.network.workbook}"',
                )
                self.session.talk.remark(look)
            return self.network
        return replace(self.network, sheets=sheets)

    @property
    def _settings(self) -> SpreadsheetSettings:
        """As the new hub.toml will say them. Raises: ConfigError."""
        from pydantic import ValidationError

        from hub.config.plain_words import Place, problems_of
        from hub.config.problems import refusal
        from hub.connectors.spreadsheet.kind import SpreadsheetSettings

        said, key = self.network.location, ("networks", self.network.name, "systems", "workbook")
        try:
            return SpreadsheetSettings.model_validate(said, context={"folder": self.folder})
        except ValidationError as error:
            found = problems_of(error, raw=said, model=SpreadsheetSettings, place=Place(at=key))
            raise refusal(self.session.wishes.config, found) from None

    @property
    def _path(self) -> Path:
        return self.folder / Path(self.network.workbook).expanduser()

    def _tell_what_was_found(self, found: Mapping[SheetName, str]) -> None:
        from hub.connectors.spreadsheet.locating import words_for

        said = tuple(
            Text("{table} on the sheet {sheet}", table=words_for(table), sheet=sheet)
            if sheet
            else words_for(table)
            for table, sheet in found.items()
        )
        self.session.talk.remark(Text("{title}: found {tables}.", title=self.network.title, tables=said))

    def _sheet(self, table: TableName, sheet: str | None) -> str:
        """The name of the sheet, or of one that is not there yet; what is missing is told."""
        from hub.connectors.spreadsheet.kind import headings_missing, usual_sheet
        from hub.connectors.spreadsheet.locating import words_for

        title = self.network.title
        if sheet is None:
            name, headings = usual_sheet(table, self.role.fields_of[table].split())
            self.session.talk.remark(
                Text(
                    "{title}: there is no sheet for {table} yet. Add one called {sheet}, with these headings in its "
                    "first row: {headings}",
                    title=title,
                    table=words_for(table),
                    sheet=name,
                    headings=_in_columns(headings),
                )
            )
            return name
        fields = self.role.needed.get(table, "").split()
        missing = headings_missing(self._settings, table, sheet, fields=fields)
        if missing:
            self.session.talk.remark(
                Text(
                    "{title}: the sheet {sheet} lacks columns that the hub needs. Add to its header: {headings}",
                    title=title,
                    sheet=sheet,
                    headings=_in_columns(missing),
                )
            )
        return sheet


def _in_columns(headings: Iterable[str]) -> Text:
    return verbatim(" | ".join(headings))
