"""A real WebDAV server for the tests: started on a free port of this machine, ended by its process.

`python -m tests.webdav FOLDER WAYS…` serves a folder to hub/secret until its standard input ends, as it does when the
tests are killed. The ways are those of servers that offices have: no locks, no ETags, weak ones, …
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import requests

ROOT: Final = Path(__file__).resolve().parent.parent
USER, PASSWORD = "hub", "s3cret-pässword"
Way = Literal[
    "no locks", "no etags", "weak etags", "ignores if-match", "read only", "drops answers to PUT", "tls"
]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class WebDav:
    """A running server and what it serves."""

    folder: Path
    address: str
    process: subprocess.Popen[str]

    @classmethod
    def started(cls, folder: Path, *ways: Way) -> WebDav:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.webdav", str(folder), *ways],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        return cls(folder, process.stdout.readline().strip(), process)

    def end(self) -> None:
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()
        self.process.wait()

    def url(self, name: str) -> str:
        return f"{self.address}/{name}"

    def ask(self, method: str, name: str, **options: Any) -> requests.Response:
        """What a colleague does, past the hub."""
        auth = (USER.encode(), PASSWORD.encode())
        return requests.request(method, self.url(name), auth=auth, timeout=20, **options)

    def lock(self, name: str, *, owner: str) -> str:
        """Somebody opens the file for editing; gives the token."""
        body = (
            '<?xml version="1.0"?><D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope>'
            f"<D:locktype><D:write/></D:locktype><D:owner><D:href>{owner}</D:href></D:owner></D:lockinfo>"
        )
        answer = self.ask("LOCK", name, data=body, headers={"Depth": "0", "Content-Type": "application/xml"})
        answer.raise_for_status()
        return answer.headers["Lock-Token"]

    def unlock(self, name: str, token: str) -> None:
        self.ask("UNLOCK", name, headers={"Lock-Token": token}).raise_for_status()


@contextmanager
def serving(folder: Path, *ways: Way) -> Iterator[WebDav]:
    server = WebDav.started(folder, *ways)
    try:
        yield server
    finally:
        server.end()


def _application(folder: str, ways: Iterable[str]) -> Wsgi:
    from wsgidav.fs_dav_provider import FileResource, FilesystemProvider
    from wsgidav.wsgidav_app import WsgiDAVApp

    def etag(resource: Any) -> str | None:
        """By content: the server's own goes by whole seconds."""
        return hashlib.sha256(Path(resource._file_path).read_bytes()).hexdigest()[:16]

    FileResource.get_etag = etag
    if "no etags" in ways or "weak etags" in ways:
        FileResource.support_etag = lambda self: False
        FileResource.get_etag = lambda self: None
    provider = FilesystemProvider(folder, readonly="read only" in ways)
    application: Wsgi = WsgiDAVApp(
        {
            "provider_mapping": {"/": provider},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "http_authenticator": {"accept_digest": False, "default_to_digest": False},
            "lock_storage": "no locks" not in ways,
            "property_manager": False,
            "logging": {"enable": False, "enable_loggers": []},
            "dir_browser": {"enable": False},
        }
    )
    return _with_ways(application, ways)


def _with_ways(application: Wsgi, ways: Iterable[str]) -> Wsgi:
    """Around the server: what Nextcloud and Apache do and this one does not, and what bad ones do."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        is_put = environ["REQUEST_METHOD"] == "PUT"
        if "ignores if-match" in ways:
            environ.pop("HTTP_IF_MATCH", None)
        elif is_put and environ["PATH_INFO"].endswith(".hub-probe") and "HTTP_IF_MATCH" in environ:
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start("412 Precondition Failed", [("Content-Length", "0")])
            return [b""]

        def start_otherwise(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            if "weak etags" in ways:
                headers = [*headers, ("ETag", 'W/"always-the-same"')]
            return start(status, headers, *more)

        body = application(environ, start_otherwise)
        if is_put and "drops answers to PUT" in ways:
            list(body)
            raise ConnectionError("the answer is lost")
        return body

    return answer


def main(folder: str, ways: list[str]) -> None:
    from cheroot import wsgi

    server = wsgi.Server(("127.0.0.1", 0), _application(folder, ways), numthreads=1)
    server.error_log = lambda *message, **options: None
    scheme = "http"
    if "tls" in ways:
        server.ssl_adapter = _adapter(Path(folder))
        scheme = "https"
    server.prepare()
    threading.Thread(target=server.serve, daemon=True).start()
    print(f"{scheme}://127.0.0.1:{server.bind_addr[1]}", flush=True)  # noqa: T201 - said to whoever started it
    sys.stdin.read()


def _adapter(folder: Path) -> Any:
    from cheroot.ssl.builtin import BuiltinSSLAdapter

    return BuiltinSSLAdapter(str(folder / "server.pem"), str(folder / "server.key"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
