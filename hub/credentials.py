"""Secrets by reference: where a password lies, never the password; and the strike-out for what was revealed."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from hub.errors import ConfigError
from hub.language import Text

Store = Literal["env", "file", "keyring"]
STORES: tuple[Store, ...] = ("env", "file", "keyring")
STRUCK_OUT = "[secret]"


class Objection(ValueError):
    """A validator's no, in our own words; the configuration reports it with key and line.

    `key` names the culprit below the table or value that was validated.
    """

    def __init__(self, what: Text, *, remedy: Text, key: str | None = None) -> None:
        self.what = what
        self.remedy = remedy
        self.key = key
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a secret lies: `{ env = "…" }`, `{ file = "…" }` or `{ keyring = "service/user" }`.

    It never holds the secret itself, so that no repr, log, traceback or pickle can show it;
    `reveal()` looks it up at the moment of use.
    """

    store: Store
    name: str
    place: str | None = field(default=None, compare=False, repr=False)

    def reveal(self) -> str:
        """The secret itself, from now on struck out by `redact`. Raises: ConfigError when it is not there."""
        looked_up = {"env": _from_environment, "file": _from_file, "keyring": _from_keyring}
        secret = looked_up[self.store](self)
        conceal(secret)
        return secret

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(
            _validated, serialization=core_schema.plain_serializer_function_ser_schema(_reference)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        return {
            "type": "object",
            "title": "Secret",
            "description": "A secret by reference: where it lies, never the secret itself.",
            "properties": {store: {"type": "string", "minLength": 1} for store in STORES},
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
        }


def _reference(secret: Secret) -> dict[str, str]:
    return {secret.store: secret.name}


def _validated(raw: object, info: ValidationInfo) -> Secret:
    """Takes `{ env = "…" }` and its like. Raises: Objection, which never repeats what was written."""
    if isinstance(raw, Secret):
        return raw
    if not isinstance(raw, Mapping):
        raise Objection(
            Text("a secret must not stand here in clear."),
            remedy=Text(
                'Write {{ env = "NAME" }}, {{ file = "path" }} or {{ keyring = "service/user" }} instead.'
            ),
        )
    if not is_reference(raw):
        raise Objection(
            Text("this is no reference to a secret."),
            remedy=Text(
                'Write exactly one of {{ env = "NAME" }}, {{ file = "path" }}, {{ keyring = "service/user" }}.'
            ),
        )
    [(store, name)] = raw.items()
    if store == "keyring" and not all(name.partition("/")):
        raise Objection(
            Text("a keyring entry needs a service and a user."),
            remedy=Text('Write {{ keyring = "service/user" }}.'),
        )
    context: Mapping[str, Any] = info.context or {}
    if store == "file":
        name = str(Path(context.get("folder", "."), Path(name).expanduser()))
    return Secret(store, name, place=context.get("place"))


def is_reference(raw: object) -> bool:
    """Whether `raw` is a table with one of the words env, file, keyring, and nothing else."""
    match raw:
        case {**one} if len(one) == 1:
            [(store, name)] = one.items()
            return store in STORES and isinstance(name, str) and bool(name.strip())
        case _:
            return False


def _from_environment(secret: Secret) -> str:
    value = os.environ.get(secret.name, "")
    if not value.strip():
        raise ConfigError(
            Text("the environment variable {name} is not set, or empty.", name=secret.name),
            remedy=Text("Set it to the secret before the hub starts."),
            place=secret.place,
        )
    return value


def _from_file(secret: Secret) -> str:
    """The file without its last line break; Windows' Notepad puts a byte order mark in front."""
    try:
        value = Path(secret.name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            Text("the secret's file {name} cannot be read: {why}.", name=secret.name, why=_why(error)),
            remedy=Text("Put the secret, and nothing else, into this file as UTF-8 text."),
            place=secret.place,
        ) from None  # the cause holds the file's bytes
    value = value.removesuffix("\n").removesuffix("\r")
    if not value.strip():
        raise ConfigError(
            Text("the secret's file {name} is empty.", name=secret.name),
            remedy=Text("Put the secret, and nothing else, into this file."),
            place=secret.place,
        )
    return value


def _why(error: OSError | UnicodeDecodeError) -> Text | str:
    match error:
        case FileNotFoundError():
            return Text("there is no such file")
        case PermissionError():
            return Text("this user may not read it")
        case IsADirectoryError():
            return Text("it is a folder")
        case UnicodeDecodeError():
            return Text("it is not UTF-8 text")
        case _:
            return error.strerror or type(error).__name__


def _from_keyring(secret: Secret) -> str:
    try:
        import keyring  # here, because it is an extra and slow
        from keyring.errors import KeyringError
    except ImportError:
        raise ConfigError(
            Text("{name} is kept in the keyring, but the hub was installed without it.", name=secret.name),
            remedy=Text('Install it: pip install "verbund-hub[keyring]".'),
            place=secret.place,
        ) from None
    service, _, user = secret.name.rpartition("/")
    try:
        value = keyring.get_password(service, user)
    except KeyringError as error:
        raise ConfigError(
            Text("the keyring does not open: {why}.", why=str(error) or type(error).__name__),
            remedy=Text("Log in as the user who keeps the secret, or refer to it by env or file."),
            place=secret.place,
        ) from error
    if not (value or "").strip():
        raise ConfigError(
            Text("the keyring has no entry {name}.", name=secret.name),
            remedy=Text("Store it once: keyring set {service} {user}", service=service, user=user),
            place=secret.place,
        )
    return str(value)


_revealed: frozenset[str] = frozenset()
_lock = threading.Lock()


def conceal(secret: str) -> None:
    """From now on `redact` strikes this out, also where it is written inside a URL."""
    global _revealed  # what this process knows, whoever asked for it
    if secret:
        with _lock:
            _revealed |= {secret, quote(secret, safe="")}


def redact(text: str) -> str:
    """`text` with every secret that this process has revealed struck out."""
    longest_first = sorted(_revealed, key=len, reverse=True)
    if not longest_first:
        return text
    return re.sub("|".join(map(re.escape, longest_first)), STRUCK_OUT, text)
