"""What can be wrong with the place of the ledger, in words that say what to do about it."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from hub.errors import AlreadyRunning, ConfigError, HubError
from hub.language import Text, verbatim

_ELSEWHERE = Text("Name another place at hub.ledger in hub.toml.")


def of_file(error: OSError, path: Path) -> ConfigError:
    """A folder or file of the ledger that cannot be made, read or written."""
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return no_right(str(path))
        case errno.EROFS:
            return read_only(str(path))
        case errno.ENOSPC | errno.EDQUOT:
            return drive_full(str(path))
        case errno.ENOTDIR | errno.EEXIST:
            what = Text("The ledger cannot be kept here: a part of its path is a file, not a folder.")
            return ConfigError(what, place=str(path), remedy=_ELSEWHERE)
        case _:
            reason = verbatim(error.strerror or str(error))
            what = Text("The ledger cannot be kept here: {reason}.", reason=reason)
            return ConfigError(what, place=str(path), remedy=_ELSEWHERE)


def of_sqlite(error: sqlite3.Error, place: str) -> HubError | None:
    """What SQLite complains of, None when the hub itself asked for something wrong."""
    name = getattr(error, "sqlite_errorname", None) or ""
    primary = "_".join(name.split("_")[:2])
    match primary:
        case "SQLITE_NOTADB":
            return not_a_ledger(place)
        case "SQLITE_CORRUPT":
            return _damaged(place)
        case "SQLITE_FULL":
            return drive_full(place)
        case "SQLITE_READONLY" | "SQLITE_PERM" | "SQLITE_AUTH" | "SQLITE_CANTOPEN":
            return no_right(place)
        case "SQLITE_BUSY" | "SQLITE_LOCKED" | "SQLITE_PROTOCOL":
            return busy(place)
        case "SQLITE_IOERR":
            return _drive_fails(place, str(error))
        case _:
            return None


def not_a_ledger(place: str) -> ConfigError:
    return ConfigError(
        Text("This file, named at hub.ledger, is no ledger of a hub."),
        place=place,
        remedy=Text(
            "Name another file at hub.ledger in hub.toml; the hub makes a new ledger where there is none."
        ),
    )


def a_copy(place: str) -> ConfigError:
    return ConfigError(
        Text(
            "This ledger (hub.ledger) is a copy, or was moved or restored from a backup. Two hubs on two copies of"
            " a ledger would each write everything, so nothing was written."
        ),
        place=place,
        remedy=Text(
            "If no other hub works on the old one any more, say so once: hub sync --ledger-moved; or, to see the plan"
            " first, hub plan --ledger-moved --out plan.json, then hub apply plan.json --ledger-moved. Otherwise name"
            " a ledger of its own for this hub at hub.ledger in hub.toml."
        ),
    )


def not_moved(place: str) -> ConfigError:
    return ConfigError(
        Text("The ledger (hub.ledger) has not been moved since the last night, so nothing was written."),
        place=place,
        remedy=Text("Leave out --ledger-moved; it is for the one night after a move."),
    )


def replaced(place: str) -> ConfigError:
    return ConfigError(
        Text("The ledger (hub.ledger) was removed or replaced while this night ran, which stops writing."),
        place=place,
        remedy=Text("Find out who did that, then start the hub again."),
    )


def is_a_folder(place: str) -> ConfigError:
    return ConfigError(
        Text("The ledger has to be a file, and this is a folder."),
        place=place,
        remedy=Text(
            'Name a file in it at hub.ledger in hub.toml, for example "{file}".', file=f"{place}/hub.db"
        ),
    )


def no_right(place: str) -> ConfigError:
    return ConfigError(
        Text("The hub is not allowed to read or write the ledger here (hub.ledger)."),
        place=place,
        remedy=Text(
            "Give its user the right to write this file and its folder, or name another place in hub.toml."
        ),
    )


def read_only(place: str) -> ConfigError:
    what = Text("The ledger is on a drive that can only be read.")
    return ConfigError(what, place=place, remedy=_ELSEWHERE)


def drive_full(place: str) -> ConfigError:
    return ConfigError(
        Text("There is no room left for the ledger (hub.ledger)."),
        place=place,
        remedy=Text("Make room there, then start the hub again; it goes on where it was."),
    )


def _damaged(place: str) -> ConfigError:
    return ConfigError(
        Text("The ledger (hub.ledger) is damaged."),
        place=place,
        remedy=Text(
            "Put the latest copy of it back, or move it away: the hub then starts a new one and recognises its"
            " own records in the systems."
        ),
    )


def busy(place: str) -> AlreadyRunning:
    return AlreadyRunning(
        Text("Another program keeps the ledger locked."),
        place=place,
        remedy=Text("Wait until it is done, or close it, then try again."),
    )


def _drive_fails(place: str, reason: str) -> ConfigError:
    return ConfigError(
        Text("The drive of the ledger (hub.ledger) fails: {reason}.", reason=reason),
        place=place,
        remedy=Text("Look after the drive or the network share, or name another place in hub.toml."),
    )
