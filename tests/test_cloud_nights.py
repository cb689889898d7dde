"""Whole nights with a workbook in the cloud: typed at the command line, against a real WebDAV server."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from hub.connectors.spreadsheet.cloud_file import CloudFile
from hub.connectors.spreadsheet.snapshot import Snapshot
from tests.office import Office, office
from tests.webdav import PASSWORD, USER, WebDav, serving

BOOK = "mekom.xlsx"


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDav]:
    with serving(tmp_path_factory.mktemp("cloud")) as server:
        yield server


@pytest.fixture
def cloudy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, server: WebDav
) -> Office:
    """The example, in which MEKOM keeps its workbook in a cloud."""
    example = office(tmp_path, capsys, monkeypatch)
    shutil.move(example.file("var/example/mekom.xlsx"), server.folder / BOOK)
    connected = f'url = "{server.url(BOOK)}"\nuser = "{USER}"\npassword = {{ env = "CLOUD_PASSWORD" }}\nwait_seconds = 0\n#'
    example.edit("hub.toml", 'path = "var/example/mekom.xlsx"', connected)
    example.set(CLOUD_PASSWORD=PASSWORD)
    return example


def courses_in(server: WebDav) -> set[object]:
    book = openpyxl.load_workbook(io.BytesIO(server.ask("GET", BOOK).content))
    return {row[0] for row in book["Kurse"].iter_rows(values_only=True)}


def everything_under(folder: Path) -> bytes:
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".xlsx")
    return b"".join(file.read_bytes() for file in files)


def test_a_night_writes_into_the_cloud_and_the_next_one_is_silent(cloudy: Office, server: WebDav) -> None:
    before = server.ask("GET", BOOK).content

    first = cloudy.hub("sync")
    after = server.ask("GET", BOOK)
    second = cloudy.hub("sync")

    assert first.code in {0, 3}, first.out + first.err
    assert {"VA-2013-01"} <= courses_in(server)
    assert server.ask("GET", BOOK).headers["ETag"] == after.headers["ETag"]
    assert second.code == first.code
    [kept] = cloudy.file("var/backups").glob(f"127.0.0.1 */{Path(BOOK).stem} *.xlsx")
    assert kept.read_bytes() == before


def test_a_colleagues_edit_in_the_middle_of_a_night_is_kept_and_the_next_night_heals(
    cloudy: Office, server: WebDav, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, edited = CloudFile.save, []

    def save_after_a_colleague(
        file: CloudFile, snapshot: Snapshot, content: bytes, *, backups: int
    ) -> Snapshot:
        if not edited:
            edited.append(_with_a_note(server.ask("GET", BOOK).content))
            server.ask("PUT", BOOK, data=edited[0])
        return save(file, snapshot, content, backups=backups)

    monkeypatch.setattr(CloudFile, "save", save_after_a_colleague)
    disturbed = cloudy.hub("sync")
    found = server.ask("GET", BOOK).content
    healed = cloudy.hub("sync")

    assert disturbed.code == 3
    assert "somebody saved the file after the hub had read it" in disturbed.out
    assert found == edited[0]
    assert _note_in(server.ask("GET", BOOK).content) == "typed in the middle of the night"
    assert "VA-2013-01" in courses_in(server)
    assert "somebody saved" not in healed.out


def _with_a_note(content: bytes) -> bytes:
    book, edited = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    book["Mitglieder"]["Z1"] = "typed in the middle of the night"
    book.save(edited)
    return edited.getvalue()


def _note_in(content: bytes) -> object:
    return openpyxl.load_workbook(io.BytesIO(content))["Mitglieder"]["Z1"].value


def test_a_plan_writes_nothing_into_the_cloud(cloudy: Office, server: WebDav) -> None:
    etag = server.ask("GET", BOOK).headers["ETag"]

    answer = cloudy.hub("plan")

    assert "VA-2013-01" in answer.out
    assert server.ask("GET", BOOK).headers["ETag"] == etag
    assert not cloudy.file("var/backups").exists()


def test_the_check_finds_the_workbook_in_the_cloud_in_order(cloudy: Office, server: WebDav) -> None:
    answer = cloudy.hub("check")

    assert "mekom.xlsx, sheet Buchungen" in answer.out
    assert "WRONG" not in answer.out


def test_the_check_names_who_has_it_open(cloudy: Office, server: WebDav) -> None:
    token = server.lock(BOOK, owner="Sabine Muster")

    answer = cloudy.hub("check")

    server.unlock(BOOK, token)
    assert "WRONG: mekom: mekom.xlsx: Sabine Muster has the file open" in answer.out
    assert answer.code == 3


def test_a_workbook_that_is_open_in_the_cloud_fails_its_network_alone(cloudy: Office, server: WebDav) -> None:
    etag = server.ask("GET", BOOK).headers["ETag"]
    token = server.lock(BOOK, owner="Sabine Muster")

    answer = cloudy.hub("sync")

    server.unlock(BOOK, token)
    assert "Sabine Muster has the file open" in answer.out
    assert answer.code == 3
    assert server.ask("GET", BOOK).headers["ETag"] == etag


@pytest.mark.parametrize("variable", ["wrong-one", ""])
def test_a_wrong_or_missing_password_fails_its_network_alone(cloudy: Office, variable: str) -> None:
    cloudy.set(CLOUD_PASSWORD=variable)

    answer = cloudy.hub("plan")

    said = "127.0.0.1 does not accept the login" if variable else "CLOUD_PASSWORD is not set, or empty"
    assert said in answer.out + answer.err
    assert "wrong-one" not in answer.out + answer.err


def test_a_cloud_that_is_gone_fails_its_network_alone(cloudy: Office, server: WebDav) -> None:
    server.process.kill()
    server.process.wait()

    answer = cloudy.hub("plan")

    assert "there is no connection to 127.0.0.1" in answer.out
    assert answer.code == 3


def test_the_password_is_nowhere_afterwards(cloudy: Office, server: WebDav) -> None:
    answers = [
        cloudy.hub(line) for line in ("-vv sync", "-vv --log-format json check", "report last --format json")
    ]

    said = "".join(answer.out + answer.err for answer in answers).encode() + everything_under(cloudy.folder)
    assert PASSWORD.encode() not in said
    assert b"aHViOn" not in said  # "hub:" as Basic writes it
