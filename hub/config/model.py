"""The shape of hub.toml: what may stand in it, and what each key means."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)

from hub.config.settings import LocalPath, Settings
from hub.credentials import Objection
from hub.language import Text

CompanyField = Literal[
    "name",
    "street",
    "postal_code",
    "town",
    "country",
    "phone",
    "email",
    "website",
    "vat_id",
    "register_court",
    "register_number",
    "sector",
]
PersonField = Literal["name", "email", "phone"]
Provided = Literal["members", "courses", "bookings"]

Part = Annotated[float, Field(ge=0, le=1, strict=True)]
"""A share of a whole: 0.1 is a tenth."""


def _day(raw: object) -> date:
    """TOML's own dates, or the same in quotes; never a number of seconds, never a moment."""
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    try:
        return datetime.strptime(str(raw).strip(), "%Y-%m-%d").date()
    except ValueError:
        raise Objection(
            Text("this is no day."), remedy=Text("Write year-month-day, for example 2013-01-31.")
        ) from None


Day = Annotated[date, BeforeValidator(_day)]


def _title(text: str) -> str:
    if not text.strip():
        raise Objection(Text("must not be empty."), remedy=Text("Write a few words, or leave the key out."))
    return text.strip()


Title = Annotated[str, AfterValidator(_title)]


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Objection(
            Text('"{name}" is no time zone.', name=name),
            remedy=Text('Write it as region and city, for example "Europe/Berlin".'),
        ) from None
    return name


def _ledger(written: str, info: ValidationInfo) -> str:
    """A PostgreSQL URL as it is; everything else is a file beside hub.toml."""
    context: dict[str, Any] = info.context or {}
    if not written.strip():
        raise Objection(Text("must not be empty."), remedy=Text('Name a file, for example "var/hub.db".'))
    if "://" not in written:
        path = Path(written).expanduser()
        return str(Path(context["folder"]) / path) if "folder" in context else written
    scheme, _, _ = written.partition("://")
    if not re.fullmatch(r"postgresql(\+psycopg)?", scheme):
        raise Objection(
            Text('the ledger cannot be a "{scheme}://" address.', scheme=scheme),
            remedy=Text("Name a file, or a PostgreSQL database as postgresql://user@host/database."),
        )
    if password_in(written) and "ledger" not in context.get("from_environment", ()):
        raise Objection(
            Text("a password must not stand here in clear."),
            remedy=Text(
                "Leave it out, and set HUB_LEDGER to the full address, or use PostgreSQL's .pgpass file."
            ),
        )
    return written


def password_in(address: str) -> str | None:
    """The password of an address like postgresql://user:password@host, if it has one."""
    found = re.search(r"://[^:/@]*:([^/]+)@|[?&]password=([^&#]+)", address)
    return unquote(found.group(1) or found.group(2)) if found else None


def _number(raw: object) -> object:
    """A variable has digits where hub.toml has a number."""
    return int(raw) if isinstance(raw, str) and raw.strip().isdecimal() else raw


class HubSettings(Settings):
    """The installation: where its files lie, which language it speaks."""

    language: Literal["de", "en"] = "de"
    """Language of reports and messages. Variable: HUB_LANGUAGE."""
    timezone: Annotated[str, AfterValidator(_time_zone)] = "Europe/Berlin"
    """Time zone of all times without one, as region and city. Variable: HUB_TIMEZONE."""
    ledger: Annotated[str, AfterValidator(_ledger)] = Field(default="var/hub.db", repr=False)
    """The hub's own memory: a file, or postgresql://user@host/database. Variable: HUB_LEDGER."""
    reports: LocalPath = Path("var/reports")
    """Folder for the reports of all nights. Variable: HUB_REPORTS."""
    as_of: Day | None = None
    """Only in examples and rehearsals: the day that every night pretends to be. Variable: HUB_AS_OF."""
    plugins: LocalPath = Path("plugins")
    """Folder with the plugins of your partners. Variable: HUB_PLUGINS."""
    undo_days: Annotated[int, Field(ge=0, le=3650, strict=True), BeforeValidator(_number)] = 30
    """So many days a night can be undone; then what stood before it is deleted, people's data too. Variable: HUB_UNDO_DAYS."""


def _name(name: str) -> str:
    """Names become part of refs (home/kind/id) and of network.system, so neither / nor . nor blanks."""
    if not re.fullmatch(r"\w[\w-]*", name):
        raise Objection(
            Text("this name cannot be used."),
            remedy=Text("A name has letters, digits, - and _ only; the title may have any words."),
        )
    return name


TableName = Annotated[str, AfterValidator(_name)]


class SystemTable(BaseModel):
    """One CRM, workbook or shop of a network. All other keys are the connector's own settings."""

    model_config = ConfigDict(
        frozen=True, extra="allow", hide_input_in_errors=True, use_attribute_docstrings=True
    )

    connector: Title
    """The kind of connector, as a plugin offers it; `hub plugins` lists them."""
    provides: Annotated[tuple[Provided, ...], Field(min_length=1)] | None = None
    """What is taken from this system, when several systems of the network could give it. Default: all it has."""


class NetworkTable(Settings):
    """An organisation that takes part."""

    title: Title | None = None
    """Its name in reports. Default: its key."""
    systems: dict[TableName, SystemTable] = Field(min_length=1)
    """The systems that the network keeps its members, courses and bookings in."""


class Share(Settings):
    """What may cross to the other network. Nothing else does."""

    participant: tuple[PersonField, ...] = ()
    """Fields of the person who takes part."""
    member: tuple[CompanyField, ...] = ()
    """Fields of the company that books."""


class Terms(Settings):
    """What two networks agreed on."""

    organiser: str
    """The network that runs the courses."""
    channel: str
    """The network through which its members book."""
    valid_from: Day
    """First day of the agreement."""
    valid_until: Day | None = None
    """Last day of the agreement. Default: no end."""
    withhold_if_offered_by: tuple[str, ...] = ()
    """Networks whose courses count as regional offers: what they offer too is not passed on."""
    share: Share = Share()
    """What may cross between the two networks, beside the course and the booking themselves."""
    price: Literal["member", "guest"] = "member"
    """Which price the channel's members pay."""

    @model_validator(mode="after")
    def _two_sides(self) -> Terms:
        if self.organiser == self.channel:
            raise Objection(
                Text("organiser and channel are the same network."),
                remedy=Text("Name the network that runs the courses, and another one that books them."),
                key="channel",
            )
        if self.organiser in self.withhold_if_offered_by:
            raise Objection(
                Text("it names the organiser, so that no course would ever be passed on."),
                remedy=Text("Name only networks whose offers compete with the organiser's."),
                key="withhold_if_offered_by",
            )
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise Objection(
                Text("the agreement ends before valid_from."),
                remedy=Text("Put the two days in order, or leave valid_until out."),
                key="valid_until",
            )
        return self


class Agreement(Terms):
    """What two networks agreed on, with the name it has in hub.toml."""

    name: str

    def is_valid_on(self, day: date) -> bool:
        """Whether the agreement holds on `day`, both ends included."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class Limits(Settings):
    """What the guards call an accident, per network and kind; and how much one call of a plugin may take."""

    cancel_share: Part = 0.1
    """So much of a network's records, or more, is held when it would be cancelled or is gone: 0.1 is a tenth."""
    cancel_at_least: Annotated[int, Field(ge=0, strict=True)] = 3
    """Fewer than this are never held; and so many that vanish together always are, whatever their share."""
    amend_share: Part = 0.5
    """So much of the copies in a network, or more, is held when one night would amend it: 0.5 is half."""
    amend_at_least: Annotated[int, Field(ge=0, strict=True)] = 10
    """Fewer amendments than this are never held."""
    call_seconds: Annotated[float, Field(ge=0.1, strict=True, allow_inf_nan=False)] = 900
    """So long one call of a plugin may take; then its network fails. A workbook of 100,000 members takes a minute."""
    call_memory_mb: Annotated[int, Field(ge=1, strict=True)] = 4096
    """So much the hub may grow while a call of a plugin runs, in megabytes; then its network fails."""
    plan_days: Annotated[int, Field(ge=1, strict=True)] = 7
    """A reviewed plan that is older than so many days is not carried out any more."""

    def are_many(self, count: int, *, of: int) -> bool:
        """Whether so many records that are gone, blanked or to be cancelled look like an accident."""
        return _reaches(count, of=of, share=self.cancel_share, least=self.cancel_at_least)

    def are_many_amended(self, count: int, *, of: int) -> bool:
        """Whether so many amendments look like an accident."""
        return _reaches(count, of=of, share=self.amend_share, least=self.amend_at_least)


def _reaches(count: int, *, of: int, share: float, least: int) -> bool:
    # divided, not multiplied: 50 / 500 is the very number that is written as 0.1
    return count > 0 and count >= least and (of == 0 or count / of >= share)


class HubFile(Settings):
    """The whole of hub.toml."""

    hub: HubSettings = Field(default_factory=HubSettings)
    networks: dict[TableName, NetworkTable] = Field(min_length=1)
    """The networks that take part, by a short name that never changes: it is part of every ref."""
    agreements: dict[TableName, Terms] = Field(default_factory=dict)
    """What the networks agreed on, by name."""
    limits: Limits = Limits()
