"""A secret is named, never shown; what was revealed is struck out of every text."""

from __future__ import annotations

import copy
import json
import os
import pickle
import sys
import threading
import traceback
from dataclasses import FrozenInstanceError
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from hub import credentials
from hub.credentials import STRUCK_OUT, Objection, Secret, conceal, is_reference, redact
from hub.errors import ConfigError

PASSWORD = "Sesam, öffne dich!/?%"


class Login(BaseModel):
    token: Secret


@pytest.fixture(autouse=True)
def _nothing_revealed_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "_revealed", frozenset())


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """A keyring of our own; the key `("locked", …)` does not open."""
    kept: dict[tuple[str, str], str] = {}
    errors = ModuleType("keyring.errors")
    keyring = ModuleType("keyring")

    class KeyringError(Exception):
        pass

    def get_password(service: str, user: str) -> str | None:
        if service == "locked":
            raise KeyringError("the collection is locked")
        return kept.get((service, user))

    errors.KeyringError = KeyringError  # type: ignore[attr-defined]
    keyring.get_password = get_password  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    return kept


def refused(secret: Secret) -> str:
    with pytest.raises(ConfigError) as error:
        secret.reveal()
    return str(error.value)


def test_a_variable_is_looked_up_at_the_moment_of_use(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = Login.model_validate({"token": {"env": "CRM_TOKEN"}}).token
    monkeypatch.setenv("CRM_TOKEN", "first")
    first = secret.reveal()
    monkeypatch.setenv("CRM_TOKEN", PASSWORD)

    assert (first, secret.reveal()) == ("first", PASSWORD)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_variable_without_a_value_is_named(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv("CRM_TOKEN", raising=False)
    if value is not None:
        monkeypatch.setenv("CRM_TOKEN", value)

    assert refused(Secret("env", "CRM_TOKEN")) == (
        "the environment variable CRM_TOKEN is not set, or empty. Set it to the secret before the hub starts."
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("secret", "secret"),
        ("secret\n", "secret"),
        ("secret\r\n", "secret"),
        ("\ufeffsecret\r\n", "secret"),
        ("secret\n\n", "secret\n"),
        (" secret ", " secret "),
        ("geheim-ü", "geheim-ü"),
    ],
)
def test_a_file_is_the_secret_without_its_last_line_break(tmp_path: Path, written: str, meant: str) -> None:
    (tmp_path / "token").write_bytes(written.encode())

    assert Secret("file", str(tmp_path / "token")).reveal() == meant


def test_a_file_stands_beside_hub_toml(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("secret", encoding="utf-8")

    login = Login.model_validate({"token": {"file": "token"}}, context={"folder": tmp_path})

    assert login.token.reveal() == "secret"


@pytest.mark.parametrize(
    ("content", "why"),
    [(None, "there is no such file"), (b"\xff\xfe", "it is not UTF-8 text"), (b" \n", "is empty")],
)
def test_a_file_without_a_secret_is_named_with_the_reason(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    path = tmp_path / "token"
    if content is not None:
        path.write_bytes(content)

    said = refused(Secret("file", str(path)))

    assert str(path) in said
    assert why in said
    assert "Put the secret, and nothing else, into this file" in said


@pytest.mark.skipif(os.name != "posix", reason="Windows calls a folder forbidden")
def test_a_folder_is_no_secret(tmp_path: Path) -> None:
    assert "it is a folder" in refused(Secret("file", str(tmp_path)))


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PermissionError(13, "Permission denied"), "this user may not read it"),
        (OSError(5, "Input/output error"), "Input/output error"),
        (OSError(), "OSError"),
    ],
)
def test_a_file_that_does_not_open_says_why(
    monkeypatch: pytest.MonkeyPatch, error: OSError, why: str
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise error

    monkeypatch.setattr(Path, "read_text", fail)

    assert f"cannot be read: {why}." in refused(Secret("file", "token"))


def test_the_bytes_of_an_unreadable_secret_stay_out_of_the_traceback(tmp_path: Path) -> None:
    (tmp_path / "token").write_bytes(b"hunter2\xff")

    with pytest.raises(ConfigError) as error:
        Secret("file", str(tmp_path / "token")).reveal()

    assert "hunter2" not in "".join(traceback.format_exception(error.value))


def test_the_keyring_is_asked_by_service_and_user(ring: dict[tuple[str, str], str]) -> None:
    ring["https://crm.example/api", "hub"] = PASSWORD

    assert Secret("keyring", "https://crm.example/api/hub").reveal() == PASSWORD


@pytest.mark.usefixtures("ring")
def test_a_keyring_without_the_entry_says_how_to_store_it() -> None:
    assert refused(Secret("keyring", "crm/hub")) == (
        "the keyring has no entry crm/hub. Store it once: keyring set crm hub"
    )


@pytest.mark.usefixtures("ring")
def test_a_locked_keyring_says_why() -> None:
    assert refused(Secret("keyring", "locked/hub")).startswith(
        "the keyring does not open: the collection is locked."
    )


def test_a_missing_keyring_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)

    assert refused(Secret("keyring", "crm/hub")).endswith('Install it: pip install "verbund-hub[keyring]".')


@pytest.mark.parametrize("raw", ["hunter2", 4711, ["hunter2"], None, True])
def test_a_secret_in_clear_is_refused_without_being_repeated(raw: object) -> None:
    with pytest.raises(ValidationError) as error:
        Login.model_validate({"token": raw})

    [finding] = error.value.errors()
    objection = finding["ctx"]["error"]
    assert isinstance(objection, Objection)
    assert str(objection.what) == "a secret must not stand here in clear."
    assert "hunter2" not in f"{objection.what} {objection.remedy}"


@pytest.mark.parametrize(
    "raw",
    [{}, {"env": ""}, {"env": " "}, {"env": 3}, {"vault": "x"}, {"env": "A", "file": "b"}],
)
def test_a_reference_has_exactly_one_known_word(raw: dict[str, object]) -> None:
    assert not is_reference(raw)
    with pytest.raises(ValidationError, match="this is no reference to a secret"):
        Login.model_validate({"token": raw})


@pytest.mark.parametrize("name", ["crm", "/hub", "crm/"])
def test_a_keyring_entry_needs_service_and_user(name: str) -> None:
    with pytest.raises(ValidationError, match="a keyring entry needs a service and a user"):
        Login.model_validate({"token": {"keyring": name}})


def test_no_way_of_writing_a_secret_down_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_TOKEN", "hunter2")
    login = Login.model_validate({"token": {"env": "CRM_TOKEN"}})
    login.token.reveal()

    ways = [
        repr(login),
        str(login.token),
        f"{login.token}",
        f"{login.token!r:>10}",
        "%s" % login.token,  # noqa: UP031 - old log lines are written like this
        repr(pickle.dumps(login.token)),
        login.model_dump_json(),
        json.dumps(login.model_dump(mode="json")),
        repr(copy.deepcopy(login.token)),
        repr(login.token.__reduce_ex__(4)),
    ]

    assert not [way for way in ways if "hunter2" in way]
    assert json.loads(login.model_dump_json()) == {"token": {"env": "CRM_TOKEN"}}


def test_a_reference_survives_pickle_and_validation() -> None:
    secret = Secret("env", "CRM_TOKEN")

    assert pickle.loads(pickle.dumps(secret)) == secret
    assert Login(token=secret).token is secret


def test_a_reference_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Secret("env", "A").name = "B"  # type: ignore[misc]


def test_editors_learn_the_three_forms_of_a_secret() -> None:
    schema = Login.model_json_schema()["properties"]["token"]

    assert set(schema["properties"]) == {"env", "file", "keyring"}
    assert (schema["minProperties"], schema["maxProperties"]) == (1, 1)


def test_what_was_revealed_is_struck_out_also_inside_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_TOKEN", "a b/ü")
    Secret("env", "CRM_TOKEN").reveal()

    assert redact("GET https://crm.example/?key=a%20b%2F%C3%BC said: a b/ü is wrong") == (
        f"GET https://crm.example/?key={STRUCK_OUT} said: {STRUCK_OUT} is wrong"
    )


def test_a_secret_that_begins_with_another_is_struck_out_whole() -> None:
    conceal("hunter")
    conceal("hunter2000")

    assert redact("hunter2000") == STRUCK_OUT


def test_without_secrets_every_text_stays_as_it_is() -> None:
    conceal("")

    assert redact("nothing to hide") == "nothing to hide"


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4), st.text())
def test_no_revealed_secret_is_left_in_any_text(secrets: list[str], between: str) -> None:
    for secret in secrets:
        conceal(secret)

    left = redact(between.join(secrets)).replace(STRUCK_OUT, "\0\0")

    assert not [secret for secret in secrets if secret.strip("\0") and secret in left]


def test_networks_that_reveal_side_by_side_lose_no_secret() -> None:
    threads = [threading.Thread(target=conceal, args=(f"<{number}>",)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert redact("".join(f"<{number}>" for number in range(50))) == STRUCK_OUT * 50
