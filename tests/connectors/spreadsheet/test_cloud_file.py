"""A workbook in the cloud: against a real server, and against what one only tells of."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests
import responses
from responses import matchers

from hub import NetworkError, Secret, TableSettings, Unreachable, Unusable, WorkbookSettings
from hub.connectors.spreadsheet import cloud_file as module
from hub.connectors.spreadsheet.cloud_file import CloudFile
from hub.connectors.spreadsheet.dav import DavFile
from hub.connectors.spreadsheet.storage import stored_as
from hub.transport import Bounds, Unanswered, Web, basic_login
from tests.connectors.spreadsheet.builders import OFFICE, OfficeWorkbook, office_sheets, workbook_at
from tests.connectors.spreadsheet.test_drive_file import add_course
from tests.webdav import PASSWORD, USER, Way, WebDav, serving

ADDRESS = "https://cloud.example.org/remote.php/dav/files/hub/mekom.xlsx"
NAME = "Übersicht 2013.csv"


@pytest.fixture(autouse=True)
def _password(monkeypatch):
    monkeypatch.setenv("CLOUD_PASSWORD", PASSWORD)


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[WebDav]:
    with serving(tmp_path_factory.mktemp("served")) as server:
        yield server


@pytest.fixture
def server(served) -> WebDav:
    """One file, and nothing left of the test before."""
    for left in served.folder.iterdir():
        left.unlink()
    (served.folder / NAME).write_bytes(b"old")
    return served


def opened(server: WebDav, folder: Path, *, user: str = USER, wait: float = 0) -> CloudFile:
    web = Web(
        server.url(NAME),
        login=basic_login(user, Secret("env", "CLOUD_PASSWORD")),
        bounds=Bounds(read_seconds=5, tries=2),
        place=NAME,
    )
    return CloudFile(web, backups=folder / "kept", wait_seconds=wait)


def otherwise(folder: Path, *ways: Way):
    (folder / "files").mkdir()
    (folder / "files" / NAME).write_bytes(b"old")
    return serving(folder / "files", *ways)


def kept_in(folder: Path) -> list[bytes]:
    return [found.read_bytes() for found in sorted((folder / "kept").glob("*"))]


def test_the_new_version_takes_the_place_of_the_old_one_which_is_kept_here(server, tmp_path):
    file = opened(server, tmp_path)
    saved = file.save(file.take(), b"new", backups=3)
    assert server.ask("GET", NAME).content == saved.content == b"new"
    assert kept_in(tmp_path) == [b"old"]
    assert file.take(last=saved) is saved
    assert server.ask("PUT", NAME, data=b"a colleague's").ok  # nothing stayed locked
    assert [found.name for found in server.folder.iterdir()] == [NAME]


def test_what_nobody_changed_is_not_sent_again(server, tmp_path):
    file = opened(server, tmp_path)
    first = file.take()
    assert file.take(last=first) is first
    server.ask("PUT", NAME, data=b"a colleague's")
    assert file.take(last=first).content == b"a colleague's"


def test_a_colleagues_edit_between_reading_and_writing_is_not_overwritten(server, tmp_path):
    file = opened(server, tmp_path)
    read = file.take()
    server.ask("PUT", NAME, data=b"a colleague's")
    assert "somebody saved the file after the hub had read it" in str(file.obstacle(read))
    with pytest.raises(Unreachable, match="somebody saved the file after the hub had read it"):
        file.save(read, b"new", backups=3)
    assert server.ask("GET", NAME).content == b"a colleague's"


def test_a_colleagues_edit_in_the_last_moment_is_not_overwritten(server, tmp_path, monkeypatch):
    """Between the hub's last look and its writing, past a lock that the server only pretends to give."""
    file = opened(server, tmp_path)
    read = file.take()
    put = DavFile.put
    monkeypatch.setattr(DavFile, "_lock", lambda self: "<opaquelocktoken:pretended>")
    monkeypatch.setattr(DavFile, "_unlock", lambda self, token: None)

    def put_after_a_colleague(self, content, *, conditions):
        server.ask("PUT", NAME, data=b"a colleague's")
        del conditions["If"]
        return put(self, content, conditions=conditions)

    monkeypatch.setattr(DavFile, "put", put_after_a_colleague)
    with pytest.raises(Unreachable, match="somebody saved the file after the hub had read it"):
        file.save(read, b"new", backups=3)
    assert server.ask("GET", NAME).content == b"a colleague's"
    assert kept_in(tmp_path) == [b"old"]


class Colleague(threading.Thread):
    """Adds lines to the file, locking it or with If-Match, and rests a little in between."""

    def __init__(self, server: WebDav, *, locks: bool) -> None:
        super().__init__()
        self.server, self.locks, self.added = server, locks, list[str]()
        self.is_over = threading.Event()

    def run(self) -> None:
        turns = random.Random(4)
        while not self.is_over.wait(turns.uniform(0, 0.2)):
            with suppress(requests.HTTPError):  # the hub has it locked
                self._edit()

    def _edit(self) -> None:
        token = self.server.lock(NAME, owner="Sabine") if self.locks else ""
        now = self.server.ask("GET", NAME)
        line = f"colleague {len(self.added)}"
        condition = {"If": f"({token})"} if token else {"If-Match": now.headers["ETag"]}
        put = self.server.ask("PUT", NAME, data=now.content + line.encode() + b"\n", headers=condition)
        if put.ok:
            self.added.append(line)
        if token:
            self.server.unlock(NAME, token)


@pytest.mark.parametrize("ways", [(), ("no locks",), ("no etags",), ("weak etags",), ("ignores if-match",)])
def test_edits_at_the_same_time_are_never_lost(tmp_path, monkeypatch, ways):
    """A colleague and the hub add lines to one file; in the end every line that went in is there."""
    put = DavFile.put

    def put_late(self, content, *, conditions):
        time.sleep(0.1)  # time enough for the colleague, if nothing kept him off
        return put(self, content, conditions=conditions)

    monkeypatch.setattr(DavFile, "put", put_late)
    added: list[str] = []
    told: set[str] = set()
    with otherwise(tmp_path, *ways) as server:
        (server.folder / NAME).write_bytes(b"")
        colleague = Colleague(server, locks="no locks" not in ways)
        colleague.start()
        file = opened(server, tmp_path)
        for turn in range(200):
            if len(added) >= 4 and len(colleague.added) >= 4:
                break
            try:
                read = file.take()
                file.save(read, read.content + b"hub %d\n" % turn, backups=0)
                added.append(f"hub {turn}")
            except Unreachable as error:
                told.add(str(error.what))
        colleague.is_over.set()
        colleague.join()
        lines = server.ask("GET", NAME).content.decode().splitlines()
    assert sorted(lines) == sorted(added + colleague.added)
    assert len(added) >= 4
    assert len(colleague.added) >= 4
    assert told <= {
        "Sabine has the file open",
        "somebody has the file open",  # and closed it before the hub could ask who
        "somebody saved the file after the hub had read it",
    }


def test_a_server_that_keeps_neither_locks_nor_conditions_is_only_read(tmp_path):
    with otherwise(tmp_path, "no locks", "ignores if-match") as server:
        file = opened(server, tmp_path)
        read = file.take()
        with pytest.raises(Unusable, match="keeps neither locks nor If-Match"):
            file.save(read, b"new", backups=3)
        assert server.ask("GET", NAME).content == b"old"
        assert [found.name for found in server.folder.iterdir()] == [NAME]
    assert kept_in(tmp_path) == []


def test_the_check_tells_of_a_server_without_locks_and_etags(tmp_path):
    with otherwise(tmp_path, "no locks", "no etags") as server:
        file = opened(server, tmp_path)
        assert "keeps neither locks nor If-Match" in str(file.obstacle(file.take()))


@pytest.mark.parametrize("way", ["no etags", "weak etags"])
def test_without_a_strong_etag_the_lock_is_enough(tmp_path, way):
    with otherwise(tmp_path, way) as server:
        file = opened(server, tmp_path)
        read = file.take()
        assert file.obstacle(read) is None
        assert file.save(read, b"new", backups=3).content == b"new"
        assert server.ask("GET", NAME).content == b"new"


def test_an_etag_that_stays_the_same_does_not_hide_a_colleagues_edit(tmp_path):
    with otherwise(tmp_path, "weak etags") as server:
        file = opened(server, tmp_path)
        read = file.take()
        server.ask("PUT", NAME, data=b"a colleague's")
        with pytest.raises(Unreachable, match="somebody saved the file"):
            file.save(read, b"new", backups=3)


def test_a_file_that_is_open_elsewhere_is_told_by_whom(server, tmp_path):
    file = opened(server, tmp_path)
    read = file.take()
    token = server.lock(NAME, owner="Sabine Müller")
    try:
        with pytest.raises(Unreachable, match="Sabine Müller has the file open") as caught:
            file.save(read, b"new", backups=3)
        [note, *_] = file.remarks()
    finally:
        server.unlock(NAME, token)
    assert "take the lock off on 127.0.0.1" in str(caught.value)
    assert str(note.what) == f"{NAME}: Sabine Müller has the file open now; the hub reads what was saved last"
    assert kept_in(tmp_path) == []


def test_a_file_that_is_closed_within_the_wait_is_written(server, tmp_path):
    file = opened(server, tmp_path, wait=20)
    read = file.take()
    token = server.lock(NAME, owner="Sabine Müller")
    timer = threading.Timer(0.5, server.unlock, (NAME, token))
    timer.start()
    assert file.save(read, b"new", backups=3).content == b"new"
    timer.join()


@pytest.mark.parametrize("at", ["_lock", "put"])
def test_a_file_that_is_opened_in_the_last_moment_is_left_alone(server, tmp_path, monkeypatch, at):
    file = opened(server, tmp_path)
    read = file.take()
    really, tokens = getattr(DavFile, at), []

    def after_a_colleague(self, *arguments, **options):
        if at == "put":
            monkeypatch.setattr(DavFile, "_unlock", lambda self, token: None)
            server.unlock(NAME, options["conditions"]["If"].strip("()"))
        tokens.append(server.lock(NAME, owner="Sabine Müller"))
        return really(self, *arguments, **options)

    monkeypatch.setattr(DavFile, at, after_a_colleague)
    try:
        with pytest.raises(Unreachable):
            file.save(read, b"new", backups=3)
    finally:
        server.unlock(NAME, tokens[0])
    assert server.ask("GET", NAME).content == b"old"


def test_a_lock_that_does_not_come_off_is_no_reason_to_doubt_what_is_written(
    server, tmp_path, monkeypatch, caplog
):
    file = opened(server, tmp_path)
    read = file.take()
    token = []

    def come_off_before(self, lock):
        server.unlock(NAME, lock)
        token.append(lock)
        return unlock(self, lock)

    unlock = DavFile._unlock
    monkeypatch.setattr(DavFile, "_unlock", come_off_before)
    assert file.save(read, b"new", backups=3).content == b"new"
    assert "its lock could not be taken off" in caplog.text


def test_a_write_whose_answer_is_lost_is_looked_up(tmp_path):
    with otherwise(tmp_path, "drops answers to PUT") as server:
        file = opened(server, tmp_path)
        assert file.save(file.take(), b"new", backups=3).content == b"new"
    assert kept_in(tmp_path) == [b"old"]


def test_a_write_that_nobody_answers_and_that_was_not_done_is_told(server, tmp_path, monkeypatch):
    def lost(self, content, *, conditions):
        raise Unanswered("127.0.0.1 did not answer")

    file = opened(server, tmp_path)
    read = file.take()
    monkeypatch.setattr(DavFile, "put", lost)
    with pytest.raises(Unanswered):
        file.save(read, b"new", backups=3)
    assert kept_in(tmp_path) == []


def test_a_server_that_makes_something_else_of_it_is_told(server, tmp_path, monkeypatch):
    file = opened(server, tmp_path)
    read = file.take()
    put = DavFile.put
    monkeypatch.setattr(
        DavFile, "put", lambda self, content, *, conditions: put(self, b"else", conditions=conditions)
    )
    with pytest.raises(Unreachable, match="changed again right after"):
        file.save(read, b"new", backups=3)
    assert kept_in(tmp_path) == [b"old"]


def test_a_server_that_goes_away_in_the_middle_keeps_the_earlier_version_here(tmp_path, monkeypatch):
    with otherwise(tmp_path) as server:
        file = opened(server, tmp_path)
        read = file.take()

        def gone(self, content, *, conditions):
            server.process.kill()
            server.process.wait()
            raise Unanswered("127.0.0.1 did not answer")

        monkeypatch.setattr(DavFile, "put", gone)
        with pytest.raises(Unanswered):
            file.save(read, b"new", backups=3)
    assert kept_in(tmp_path) == [b"old"]


def test_a_wrong_password_is_told_without_it(server, tmp_path, monkeypatch):
    monkeypatch.setenv("CLOUD_PASSWORD", "wrong-one")
    with pytest.raises(Unusable, match=r"127\.0\.0\.1 does not accept the login") as caught:
        opened(server, tmp_path).take()
    assert "wrong-one" not in str(caught.value)


def test_a_share_that_may_only_be_read_is_told_and_nothing_is_written(tmp_path):
    with otherwise(tmp_path, "read only") as server:
        file = opened(server, tmp_path)
        with pytest.raises(NetworkError):
            file.save(file.take(), b"new", backups=3)
        assert server.ask("GET", NAME).content == b"old"


def test_a_server_that_is_gone_is_told(tmp_path):
    with otherwise(tmp_path) as server:
        file = opened(server, tmp_path)
        read = file.take()
    with pytest.raises(Unreachable, match=r"there is no connection to 127\.0\.0\.1"):
        file.take()
    assert "there is no connection to 127.0.0.1" in str(file.obstacle(read))
    [note] = file.remarks()
    assert "there is no connection to 127.0.0.1" in str(note.what)


def test_a_file_that_is_gone_is_not_made_anew(server, tmp_path):
    file = opened(server, tmp_path)
    read = file.take()
    (server.folder / NAME).unlink()
    with pytest.raises(Unusable, match=r"127\.0\.0\.1 has nothing at this address"):
        file.save(read, b"new", backups=3)
    assert list(server.folder.iterdir()) == []


def test_copies_that_a_sync_client_left_beside_it_are_named(server, tmp_path):
    (server.folder / "Übersicht 2013 (conflicted copy 2013-01-14 093012).csv").touch()
    (server.folder / "Kopie von Übersicht 2013.csv").touch()
    wrong, note = opened(server, tmp_path).remarks()
    assert "(conflicted copy 2013-01-14 093012)" in str(wrong.what)
    assert "Kopie von" in str(note.what)


def test_a_folder_for_earlier_versions_that_cannot_be_made_stops_before_anything_is_written(server, tmp_path):
    (tmp_path / "kept").write_bytes(b"a file in the way")
    file = opened(server, tmp_path)
    with pytest.raises(Unreachable, match="the earlier version cannot be kept in") as caught:
        file.save(file.take(), b"new", backups=3)
    assert "Nothing was written" in str(caught.value)
    assert server.ask("GET", NAME).content == b"old"


def test_earlier_versions_are_rotated_and_two_files_of_one_name_are_two(server, tmp_path):
    settings = {"user": USER, "password": {"env": "CLOUD_PASSWORD"}, "backup_folder": tmp_path / "kept"}
    (server.folder / "sub").mkdir()
    try:
        for name in (NAME, f"sub/{NAME}"):
            (server.folder / name).write_bytes(b"0")
            file = stored_as(WorkbookSettings.model_validate({"url": server.url(name), **settings}))
            for version in (b"1", b"2", b"3"):
                file.save(file.take(), version, backups=2)
    finally:
        (server.folder / "sub" / NAME).unlink()
        (server.folder / "sub").rmdir()
    found = {folder.name: len(list(folder.iterdir())) for folder in (tmp_path / "kept").iterdir()}
    assert list(found.values()) == [2, 2]
    assert all(name.startswith("127.0.0.1 ") for name in found)


def test_a_workbook_is_read_and_written_as_on_a_drive(server, tmp_path):
    workbook_at(server.folder / "office.xlsx", office_sheets())
    settings = {
        "url": server.url("office.xlsx"),
        "user": USER,
        "password": {"env": "CLOUD_PASSWORD"},
        "backup_folder": tmp_path / "kept",
        "wait_seconds": 0,
    }
    hub = OfficeWorkbook(WorkbookSettings.model_validate(settings))
    assert [record.id for record in hub.fetch_members(OFFICE).records] == ["M-1"]
    assert hub.fetch_courses(OFFICE) is hub.fetch_courses(OFFICE)
    assert len(hub.publish_courses(OFFICE, [add_course("VA-2")])) == 1
    assert len(hub.publish_courses(OFFICE, [add_course("VA-3")])) == 1
    assert {record.id for record in hub.fetch_courses(OFFICE).records} == {"VA-1", "VA-2", "VA-3"}
    assert all(found.is_well for found in hub.check_system(OFFICE))
    [folder] = (tmp_path / "kept").iterdir()
    assert len(list(folder.iterdir())) == 1


# What a real server does not produce on command.


def recorded(wait: float = 0) -> CloudFile:
    return CloudFile(
        Web(ADDRESS, bounds=Bounds(tries=1), place="mekom.xlsx"), backups=Path("kept"), wait_seconds=wait
    )


@responses.activate
def test_a_login_page_is_no_workbook():
    responses.get(ADDRESS, body="<!DOCTYPE html><title>Anmeldung", content_type="text/html")
    with pytest.raises(Unusable, match=r"cloud\.example\.org answers with a web page, perhaps its login"):
        recorded().take()


@responses.activate
def test_a_server_is_asked_for_the_file_unpacked_and_by_its_etag():
    plain = matchers.header_matcher({"Accept-Encoding": "identity"})
    responses.get(ADDRESS, body=b"x", headers={"ETag": '"1"'}, match=[plain])
    known = matchers.header_matcher({"If-None-Match": '"1"', "Accept-Encoding": "identity"})
    file = recorded()
    read = file.take()
    responses.replace(responses.GET, ADDRESS, status=304)
    responses.get(ADDRESS, status=304, match=[known])
    assert file.take(last=read) is read


@responses.activate
def test_a_server_that_only_reads_rights_out_of_its_own_words_is_believed():
    responses.get(ADDRESS, body=b"x", headers={"ETag": '"1"'})
    rights = b'<m xmlns:oc="http://owncloud.org/ns"><oc:permissions>RGD</oc:permissions></m>'
    responses.add("PROPFIND", ADDRESS, status=207, body=rights)
    file = recorded()
    assert "read-only" in str(file.obstacle(file.take()))


@responses.activate
def test_a_server_without_propfind_is_no_reason_to_fail():
    responses.get(ADDRESS, body=b"x", headers={"ETag": '"1"'})
    responses.add("PROPFIND", ADDRESS, status=405)
    responses.add("PROPFIND", ADDRESS.rpartition("/")[0] + "/", status=405)
    file = recorded()
    assert file.obstacle(file.take()) is None
    assert file.remarks() == []


@responses.activate
def test_nextclouds_way_if_match_without_locks(tmp_path):
    body = {"now": b"old", "etag": '"1"'}

    def put(request):
        if request.headers["If-Match"] != body["etag"]:
            return 412, {}, ""
        body.update(now=request.body, etag='"2"')
        return 204, {}, ""

    responses.add_callback("GET", ADDRESS, lambda request: (200, {"ETag": body["etag"]}, body["now"]))
    responses.add_callback("PUT", ADDRESS, put)
    responses.put(f"{ADDRESS}.hub-probe", status=412)
    responses.add("PROPFIND", ADDRESS, status=207, body=b"<m/>")
    responses.add("LOCK", ADDRESS, status=501)
    file = CloudFile(Web(ADDRESS), backups=tmp_path / "kept", wait_seconds=0)
    assert file.save(file.take(), b"new", backups=1).stamp == '"2"'


@responses.activate
def test_a_server_that_lets_nobody_try_is_not_believed_to_honour_conditions():
    responses.put(f"{ADDRESS}.hub-probe", status=403)
    assert not DavFile(Web(ADDRESS)).honours_if_match()


@responses.activate
def test_a_server_that_does_not_say_what_it_can_offers_no_locks():
    responses.add("OPTIONS", ADDRESS, status=405)
    assert not DavFile(Web(ADDRESS)).offers_locks()


@responses.activate
def test_a_lock_that_somebody_else_got_first_is_told(tmp_path):
    responses.get(ADDRESS, body=b"x", headers={"ETag": '"1"'})
    responses.add("PROPFIND", ADDRESS, status=207, body=b"<m/>")
    responses.add("LOCK", ADDRESS, status=501)
    responses.put(f"{ADDRESS}.hub-probe", status=412)
    responses.put(ADDRESS, status=423)
    file = CloudFile(Web(ADDRESS, place="mekom.xlsx"), backups=tmp_path / "kept", wait_seconds=0)
    with pytest.raises(Unreachable, match=r"mekom\.xlsx: somebody has the file open"):
        file.save(file.take(), b"new", backups=1)
    assert kept_in(tmp_path) == []


@responses.activate
def test_a_full_cloud_is_told(tmp_path):
    responses.get(ADDRESS, body=b"x", headers={"ETag": '"1"'})
    responses.add("PROPFIND", ADDRESS, status=207, body=b"<m/>")
    responses.add("LOCK", ADDRESS, status=200, headers={"Lock-Token": "<t>"})
    responses.add("UNLOCK", ADDRESS, status=204)
    responses.put(ADDRESS, status=507)
    file = CloudFile(Web(ADDRESS), backups=tmp_path / "kept", wait_seconds=0)
    with pytest.raises(Unreachable, match=r"there is no room left for this user on cloud\.example\.org"):
        file.save(file.take(), b"new", backups=1)
    assert kept_in(tmp_path) == []


def test_a_table_that_is_only_read_needs_no_folder():
    settings = {"url": ADDRESS, "user": "hub", "password": {"env": "CLOUD_PASSWORD"}}
    assert stored_as(TableSettings.model_validate(settings)).name == "mekom.xlsx"


def test_the_name_of_a_file_is_read_out_of_its_address():
    assert module.name_at("https://x.example.org/a/%C3%9Cbersicht%202013.xlsx") == "Übersicht 2013.xlsx"
