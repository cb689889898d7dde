"""The one door to the web, against servers that say exactly what a test wants."""

from __future__ import annotations

import logging
import socket
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
import responses

from hub.credentials import Secret
from hub.errors import NetworkError, Unreachable, Unusable
from hub.transport import Bounds, Request, Unanswered, Web, basic_login
from hub.transport import session as module
from tests.transport.raw_server import hangs_up, is_silent, page, says, says_slowly, talking
from tests.webdav import serving

ADDRESS = "https://cloud.example.org/dav/mekom.xlsx"
OK = page("200 OK", b"workbook")
GET = Request("GET")
PUT = Request("PUT", content=b"new")


@pytest.fixture
def pauses(monkeypatch):
    """How long the hub waits between its tries; nobody waits in fact."""
    found: list[float] = []
    monkeypatch.setattr(module.time, "sleep", found.append)
    return found


def web(address: str = ADDRESS, **bounds: float) -> Web:
    given = {"connect_seconds": 2, "read_seconds": 2, "whole_seconds": 20, **bounds}
    return Web(address, login=lambda: "Basic YTpi", bounds=Bounds(**given), place="mekom.xlsx")


def error_of(asked: Web, request: Request = GET) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        asked.ask(request)
    return caught.value


def test_an_answer_comes_back_whole():
    with talking(says(OK)) as (address, server):
        answer = web(address).ask(GET)
    assert (answer.status, answer.content) == (200, b"workbook")
    assert "Authorization: Basic YTpi" in server.heard[0]


def test_what_does_not_answer_at_once_is_asked_again_later_each_time(pauses):
    with talking(hangs_up, says(page("503 Busy")), says(OK[:-3]), says(OK)) as (address, server):
        assert web(address).ask(GET).content == b"workbook"
    assert len(server.heard) == 4
    assert all(wait <= pause <= 1.5 * wait for wait, pause in zip((0.5, 1, 2), pauses, strict=True))


def test_somebody_who_never_answers_is_not_asked_for_ever(pauses):
    with talking(*[hangs_up] * 9) as (address, server):
        error = error_of(web(address))
    assert len(server.heard) == 4
    assert isinstance(error, Unreachable)
    assert str(error).startswith("mekom.xlsx: there is no connection to 127.0.0.1 (")


def test_the_server_says_when_to_come_again(pauses):
    with talking(says(page("429 Slow down", Retry_After="7")), says(OK)) as (address, _):
        assert web(address).ask(PUT).status == 200
    assert pauses == [7]


@pytest.mark.parametrize("said", ["Fri, 31 Dec 99999 23:59:59 GMT", "9" * 5000, "nan", "-5"])
def test_a_moment_that_cannot_be_read_is_none(pauses, said):
    with talking(says(page("503 Busy", Retry_After=said)), says(OK)) as (address, _):
        assert web(address).ask(GET).content == b"workbook"
    assert pauses[0] < 1


@pytest.mark.parametrize("said", ["http://[", "//cloud.example.org:abc/x"])
def test_an_address_that_is_none_is_not_followed(said):
    with talking(says(page("302 Found", Location=said))) as (address, _):
        assert "sends the hub on to" in str(error_of(web(address)))


def test_a_server_that_asks_for_more_time_than_there_is_is_left_for_the_next_night(pauses):
    with talking(says(page("503 Busy", Retry_After="3600"))) as (address, _):
        error = error_of(web(address))
    assert "127.0.0.1 is too busy, or being maintained (503). It asks to come again in 3,600 s." in str(error)
    assert pauses == []


def test_a_moment_is_understood_where_seconds_are_meant_and_nonsense_is_not_believed(pauses):
    past = "Mon, 14 Jan 2013 02:00:00 GMT"
    with talking(
        says(page("503 Busy", Retry_After=past)), says(page("503 Busy", Retry_After="soon")), says(OK)
    ) as (address, _):
        assert web(address).ask(GET).status == 200
    assert max(pauses) < 2


@pytest.mark.parametrize("failing", [hangs_up, says(page("503 Busy")), says(page("500 Oops")), says(OK[:-3])])
def test_a_write_whose_answer_is_lost_is_not_repeated(pauses, failing):
    with talking(failing, says(OK)) as (address, server):
        error = error_of(web(address), PUT)
    assert isinstance(error, Unanswered)
    assert len(server.heard) == 1
    assert pauses == []


def test_a_write_that_never_left_is_repeated(pauses):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    error = error_of(web(f"http://127.0.0.1:{port}/"), PUT)
    assert len(pauses) == 3
    assert not isinstance(error, Unanswered)
    assert "there is no connection to 127.0.0.1 (Connection refused)" in str(error)


def test_silence_ends_in_a_sentence():
    with talking(is_silent(1)) as (address, _):
        error = error_of(web(address, read_seconds=0.2, tries=1))
    assert "127.0.0.1 did not answer within 0.2 s" in str(error)


def test_a_write_that_is_answered_by_silence_may_have_been_done():
    with talking(is_silent(1)) as (address, _):
        assert isinstance(error_of(web(address, read_seconds=0.2), PUT), Unanswered)


@pytest.mark.parametrize("request_", [GET, PUT])
def test_a_byte_at_a_time_is_not_listened_to_for_ever(request_):
    endless = page("200 OK", b"x" * 5000)
    head, _, body = endless.partition(b"\r\n\r\n")
    slow = says_slowly(body, pause=0.01)

    def talk(connection: socket.socket) -> None:
        connection.sendall(head + b"\r\n\r\n")
        slow(connection)

    with talking(talk) as (address, _):
        error = error_of(web(address, whole_seconds=0.3), request_)
    assert "127.0.0.1 did not answer within 0.3 s" in str(error)
    assert isinstance(error, Unanswered) == (request_ is PUT)


@pytest.mark.parametrize("request_", [GET, PUT])
def test_no_more_is_taken_than_anybody_needs(request_):
    with talking(says(page("200 OK", b"x" * 200_000))) as (address, _):
        error = error_of(web(address, largest=100_000), request_)
    assert "127.0.0.1 sends more than 100,000 bytes" in str(error)


def test_a_packed_answer_is_measured_unpacked():
    import gzip

    packed = gzip.compress(b"x" * 10_000_000)
    with talking(says(page("200 OK", packed, Content_Encoding="gzip"))) as (address, _):
        assert "sends more than" in str(error_of(web(address, largest=1_000_000)))


def test_an_answer_in_chunks_is_put_together():
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwork\r\n4\r\nbook\r\n0\r\n\r\n"
    with talking(says(chunked)) as (address, _):
        assert web(address).ask(GET).content == b"workbook"


def test_an_answer_that_is_no_http_is_no_connection(pauses):
    with talking(*[says(b"220 mail.example.org ESMTP\r\n")] * 4) as (address, _):
        assert "there is no connection" in str(error_of(web(address)))


def test_a_redirect_on_the_same_host_is_followed():
    with talking(says(page("302 Found", Location="/other.xlsx")), says(OK)) as (address, server):
        assert web(address).ask(GET).content == b"workbook"
    assert server.heard[1].startswith("GET /other.xlsx ")


def test_a_redirect_in_a_circle_is_left():
    with talking(*[says(page("302 Found", Location="/mekom.xlsx"))] * 9) as (address, server):
        assert "sends the hub on to" in str(error_of(web(address)))
    assert len(server.heard) == 6


def test_no_login_is_ever_sent_to_another_host():
    with (
        talking(says(OK)) as (other, thief),
        talking(says(page("302 Found", Location=other))) as (address, _),
    ):
        error = error_of(web(address))
        assert f"sends the hub on to {other}" in str(error)
    assert thief.heard == []


def test_a_write_follows_nobody():
    with talking(says(page("307 Temporary Redirect", Location="/other.xlsx")), says(OK)) as (address, server):
        assert isinstance(error_of(web(address), PUT), Unusable)
    assert len(server.heard) == 1


def test_a_login_is_not_sent_where_only_the_way_differs():
    with talking(says(OK)) as (address, server):
        asked = Web("https://127.0.0.1/", login=lambda: "Basic YTpi")
        asked.ask(Request("GET", url=address))
    assert "Authorization" not in server.heard[0]


def test_without_a_login_none_is_found_elsewhere(tmp_path, monkeypatch):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with talking(says(OK)) as (address, server):
        Web(address).ask(GET)
    assert "Authorization" not in server.heard[0]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("401 Unauthorized", "127.0.0.1 does not accept the login. Check user and password in hub.toml"),
        ("403 Forbidden", "127.0.0.1 does not let this user do that"),
        ("404 Not Found", "127.0.0.1 has nothing at this address. Correct url"),
        ("410 Gone", "127.0.0.1 has nothing at this address"),
        ("405 Method Not Allowed", "127.0.0.1 does not know the request GET at this address"),
        ("413 Too Large", "127.0.0.1 does not take so much at once"),
        ("418 Teapot", "127.0.0.1 answers in a way that the hub does not expect (418)"),
        ("500 Oops", "127.0.0.1 has trouble of its own (500)"),
        ("507 Insufficient Storage", "there is no room left for this user on 127.0.0.1"),
    ],
)
def test_every_refusal_is_a_sentence_with_what_to_do(status, said):
    with talking(says(page(status, b"<html>secret words of the server</html>"))) as (address, _):
        error = str(error_of(web(address)))
    assert error.startswith(f"mekom.xlsx: {said}")
    assert "secret words" not in error


def test_a_full_cloud_has_surely_written_nothing():
    with talking(says(page("507 Insufficient Storage"))) as (address, _):
        assert not isinstance(error_of(web(address), PUT), Unanswered)


def test_the_password_is_in_no_log_and_no_sentence(caplog, pauses, monkeypatch):
    secret = "Päss wort%1"
    monkeypatch.setenv("CLOUD_PASSWORD", secret)
    caplog.set_level(logging.DEBUG)
    login = basic_login("hub", Secret("env", "CLOUD_PASSWORD"))
    with talking(
        says(page("302 Found", Location=f"https://other.example.org/{quote(secret)}?p={secret}"))
    ) as (
        address,
        server,
    ):
        asked = Web(address, login=login)
        error = error_of(asked)
    assert "Authorization: Basic aHViOlDDpHNzIHdvcnQlMQ==" in server.heard[0]
    assert not any(
        word in text for word in ("wort", "aHViOl") for text in (str(error), repr(asked), caplog.text)
    )


def test_the_secret_is_looked_up_once_and_only_when_it_is_needed(pauses):
    looked_up = []

    def login() -> str:
        looked_up.append(1)
        return "Basic x"

    with talking(says(OK), says(OK)) as (address, _):
        asked = Web(address, login=login)
        assert looked_up == []
        asked.ask(GET)
        asked.ask(GET)
    assert looked_up == [1]


@responses.activate
def test_the_system_says_what_a_method_of_its_own_found():
    responses.add("PROPFIND", ADDRESS, status=207, body="<x/>")
    assert web().ask(Request("PROPFIND"), expected={207}).content == b"<x/>"


def test_a_name_that_nobody_knows_is_told(pauses):
    error = error_of(web("https://cloud.invalid/mekom.xlsx"))
    assert "there is no connection to cloud.invalid (nobody knows this name)" in str(error)


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path, pauses):
    _own_certificate(tmp_path)
    with serving(tmp_path, "tls") as server:
        error = error_of(web(server.url("a.csv")))
    assert "the certificate of 127.0.0.1 cannot be trusted (" in str(error)
    assert "self" in str(error)
    assert "REQUESTS_CA_BUNDLE" in str(error)
    assert pauses == []


def test_a_certificate_of_the_offices_own_can_be_vouched_for(tmp_path, monkeypatch):
    _own_certificate(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "server.pem"))
    with serving(tmp_path, "tls") as server:
        error = error_of(web(server.url("a.csv")))
    assert "does not accept the login" in str(error)


def test_an_address_that_is_none_is_told():
    assert "the address of" in str(error_of(web("ftp://x/")))


def test_a_proxy_that_refuses_is_told(monkeypatch, pauses):
    with talking(*[says(page("403 Forbidden"))] * 4) as (address, _):
        monkeypatch.setenv("HTTPS_PROXY", address.removesuffix("/mekom.xlsx"))
        error = error_of(web())
    assert "the proxy on the way to cloud.example.org does not let the hub through" in str(error)


def _own_certificate(folder: Path) -> None:
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    files = ["-keyout", str(folder / "server.key"), "-out", str(folder / "server.pem")]
    try:
        subprocess.run([*command.split(), *files], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("no openssl on this machine to make a certificate with")
