"""The face of the hub for plugin authors: import everything you need from here, and only from here.

Names are loaded when they are first used, so that `hub --help` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from hub.changes import (
        Add,
        Amend,
        Cancel,
        Change,
        Complete,
        Done,
        Finding,
        Partial,
        Reading,
        Receipt,
        Record,
        Refused,
        Reject,
        Unknown,
        Unreadable,
    )
    from hub.config import LocalPath, Settings
    from hub.connectors.spreadsheet.connector import BookingsTable, CoursesTable, MembersTable
    from hub.connectors.spreadsheet.settings import TableSettings, WorkbookSettings
    from hub.connectors.spreadsheet.sheet import Sheet
    from hub.connectors.spreadsheet.written import BookingsSheet, CoursesSheet
    from hub.credentials import Secret
    from hub.errors import (
        ConfigError,
        HubError,
        NetworkError,
        PluginError,
        Rejected,
        Unreachable,
        Unusable,
    )
    from hub.hookspecs import CONTRACT_VERSION, hookimpl
    from hub.language import Text
    from hub.model import (
        Booking,
        BookingStatus,
        Company,
        Contact,
        Course,
        CourseStatus,
        Member,
        MemberStatus,
        Network,
        Person,
        Ref,
    )
    from hub.period import Period

_HOME_OF = {
    "hub.changes": (
        "Add Amend Cancel Change Complete Done Finding Partial Reading Receipt Record Refused Reject Unknown "
        "Unreadable"
    ),
    "hub.config": "LocalPath Settings",
    "hub.connectors.spreadsheet.connector": "BookingsTable CoursesTable MembersTable",
    "hub.connectors.spreadsheet.settings": "TableSettings WorkbookSettings",
    "hub.connectors.spreadsheet.sheet": "Sheet",
    "hub.connectors.spreadsheet.written": "BookingsSheet CoursesSheet",
    "hub.credentials": "Secret",
    "hub.errors": "ConfigError HubError NetworkError PluginError Rejected Unreachable Unusable",
    "hub.hookspecs": "CONTRACT_VERSION hookimpl",
    "hub.language": "Text",
    "hub.model": (
        "Booking BookingStatus Company Contact Course CourseStatus Member MemberStatus Network Person Ref"
    ),
    "hub.period": "Period",
}
_MODULE_OF = {name: module for module, names in _HOME_OF.items() for name in names.split()}

__all__ = [
    "CONTRACT_VERSION",
    "Add",
    "Amend",
    "Booking",
    "BookingStatus",
    "BookingsSheet",
    "BookingsTable",
    "Cancel",
    "Change",
    "Company",
    "Complete",
    "ConfigError",
    "Contact",
    "Course",
    "CourseStatus",
    "CoursesSheet",
    "CoursesTable",
    "Done",
    "Finding",
    "HubError",
    "LocalPath",
    "Member",
    "MemberStatus",
    "MembersTable",
    "Network",
    "NetworkError",
    "Partial",
    "Period",
    "Person",
    "PluginError",
    "Reading",
    "Receipt",
    "Record",
    "Ref",
    "Refused",
    "Reject",
    "Rejected",
    "Secret",
    "Settings",
    "Sheet",
    "TableSettings",
    "Text",
    "Unknown",
    "Unreachable",
    "Unreadable",
    "Unusable",
    "WorkbookSettings",
    "__version__",
    "hookimpl",
]


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'hub' has no attribute {name!r}")
    return getattr(import_module(_MODULE_OF[name]), name)


def __dir__() -> list[str]:
    return __all__
