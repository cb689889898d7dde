"""What the operating system says when a file cannot be read or written, in the words of the office."""

from __future__ import annotations

import errno
import unicodedata
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from hub.errors import NetworkError, Unreachable, Unusable
from hub.language import Text

_IN_USE: Final = frozenset({32, 33})  # Windows: sharing violation, lock violation
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_GONE: Final = frozenset(
    {
        errno.ESTALE,
        errno.EIO,
        errno.ENOTCONN,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.ENETDOWN,
        errno.ENETUNREACH,
        errno.ETIMEDOUT,
        errno.ENODEV,
        errno.ENXIO,
    }
)
_GONE_ON_WINDOWS: Final = frozenset({21, 53, 54, 55, 59, 64, 67, 121, 1203, 1231, 1232, 2250})


def is_in_use(error: OSError) -> bool:
    """Whether another program keeps the file to itself, so that waiting may help."""
    return _windows_number(error) in _IN_USE


def unreadable(error: OSError, path: Path) -> Unreachable:
    """Why a file that is there cannot be read."""
    if is_in_use(error):
        return _in_use(path)
    if _is_gone(error):
        return _drive_gone(error, path)
    if error.errno == errno.ELOOP:
        return Unreachable(
            Text("the link {path} leads back to itself", path=str(path)),
            remedy=Text("Name the file itself in hub.toml."),
            place=path.name,
        )
    return Unreachable(
        Text("the file cannot be read ({why})", why=_why(error)),
        remedy=Text("Give the account that runs the hub the right to read {path}.", path=str(path)),
        place=path.name,
    )


def unwritable(error: OSError, path: Path) -> NetworkError:
    """Why a new version could not be put in the place of the old one."""
    if is_in_use(error):
        return _in_use(path)
    if _is_gone(error):
        return _drive_gone(error, path)
    if error.errno == errno.EROFS:
        return read_only(path.name)
    if error.errno in _FULL:
        return Unreachable(
            Text("the drive is full ({why}); the file is as it was", why=_why(error)),
            remedy=Text("Make free space in {folder}.", folder=str(path.parent)),
            place=path.name,
        )
    return Unreachable(
        Text("the file cannot be written ({why})", why=_why(error)),
        remedy=Text("Check the rights of the account that runs the hub, in {folder} too.", folder=str(path.parent)),
        place=path.name,
    )  # fmt: skip


def read_only(name: str) -> Unusable:
    """A file or a share that nobody may write."""
    return Unusable(
        Text("the file is read-only"),
        remedy=Text(
            "Remove its write protection, or give the account that runs the hub the right to write it."
        ),
        place=name,
    )


def missing(path: Path) -> Unreachable:
    """Why there is no such file, with the name that may be meant."""
    folder = path.parent
    try:
        names = [found.name for found in folder.iterdir()]
    except FileNotFoundError:
        return Unreachable(
            Text("the folder {folder} is not there", folder=str(folder)),
            remedy=Text("Connect the drive, or correct path in hub.toml."),
            place=path.name,
        )
    except OSError as error:
        return unreadable(error, folder)
    if path.is_symlink():
        return Unreachable(
            Text("the link {path} leads to a file that is not there", path=str(path)),
            remedy=Text("Connect the drive it leads to, or correct path in hub.toml."),
            place=path.name,
        )
    return Unreachable(
        Text("there is no file {path}", path=str(path)), remedy=_where_else(path.name, names), place=path.name
    )


def _where_else(name: str, names: list[str]) -> Text:
    plain = {_plain(other): other for other in names}
    nearest = get_close_matches(_plain(name), plain, n=1, cutoff=0.8)
    if nearest:
        return Text(
            "Do you mean {nearest}? Correct path in hub.toml, or put the file back.",
            nearest=plain[nearest[0]],
        )
    return Text("Correct path in hub.toml, or put the file back.")


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _in_use(path: Path) -> Unreachable:
    return Unreachable(
        Text("another program has the file open and keeps it to itself"),
        remedy=Text("Close it there and run the night again."),
        place=path.name,
    )


def _drive_gone(error: OSError, path: Path) -> Unreachable:
    return Unreachable(
        Text("the drive does not answer ({why})", why=_why(error)),
        remedy=Text(
            "Connect the network drive of {folder} again, then run the night again.", folder=str(path.parent)
        ),
        place=path.name,
    )


def _is_gone(error: OSError) -> bool:
    return error.errno in _GONE or _windows_number(error) in _GONE_ON_WINDOWS


def _windows_number(error: OSError) -> int | None:
    return getattr(error, "winerror", None)


def _why(error: OSError) -> str:
    return error.strerror or str(error)
