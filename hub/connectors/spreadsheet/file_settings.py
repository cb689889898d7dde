"""What hub.toml says about where a spreadsheet lies: on a drive, or in a cloud."""

from __future__ import annotations

from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from hub.config import LocalPath, Settings, WebAddress
from hub.credentials import Objection, Secret
from hub.language import Text


def _no_address(path: object) -> object:
    if isinstance(path, str) and "://" in path:
        raise Objection(
            Text("this is an address on the web."),
            remedy=Text("Write it as url, with user and password, and leave path out."),
        )
    return path


def _of_a_file(address: str) -> str:
    parts = urlsplit(address)
    if not parts.path.rpartition("/")[2] or parts.query or parts.fragment:
        raise Objection(
            Text("this is no address of a file."),
            remedy=Text("Write the one for WebDAV, which ends in the file's name; the cloud shows it in its settings."),
        )  # fmt: skip
    return address


def _not_alone(key: str, *, is_missing: bool) -> Objection:
    if is_missing:
        return Objection(
            Text("a file in the cloud needs it."),
            remedy=Text('Write user = "…" and password = {{ env = "NAME" }}.'),
            key=key,
        )
    return Objection(
        Text("only a file in the cloud has it."), remedy=Text("Take it out, or write url."), key=key
    )


class FileSettings(Settings):
    """One file, at a path or at an address."""

    path: Annotated[LocalPath, BeforeValidator(_no_address)] | None = None
    """The file; or a folder or a pattern such as `mekom*.xlsx` that exactly one file fits."""
    url: Annotated[WebAddress, AfterValidator(_of_a_file)] | None = None
    """Instead of path: the file's address in a cloud (WebDAV), as `https://cloud.example.org/remote.php/dav/files/…`."""
    user: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    """With url: the hub's user name in the cloud."""
    password: Secret | None = None
    """With url: where the user's password lies, for example `{ env = "CLOUD_PASSWORD" }`; best one for apps alone."""
    wait_seconds: Annotated[float, Field(ge=0, le=600)] = 10
    """So long a night waits, all in all, for a file that is being saved or is open when the hub wants to write."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.path is None) == (self.url is None):
            raise Objection(
                Text("say where the file lies, in one of two ways."),
                remedy=Text("Write path = … for a file on a drive, or url, user and password for one in the cloud."),
                key="path" if self.url is None else "url",
            )  # fmt: skip
        for key, said in (("user", self.user), ("password", self.password)):
            if (said is None) != (self.url is None):
                raise _not_alone(key, is_missing=said is None)
        return self
