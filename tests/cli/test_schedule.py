"""hub schedule: paths with blanks, umlauts and percent signs arrive whole at each scheduler."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from hub.cli.installation import Installation
from tests.office import Office

FOLDERS = ["/opt/hub", "/srv/Geschäftsstelle Göttingen", "/srv/50% $HOME 'x' \"y\"", "/srv/back\\slash"]


def installed(folder: str) -> Installation:
    return Installation(
        PurePosixPath(folder, "venv/bin/python"), PurePosixPath(folder, "hub.toml"), "01:30", "en"
    )


def arguments(folder: str) -> list[str]:
    return [
        f"{folder}/venv/bin/python",
        "-m",
        "hub",
        "--config",
        f"{folder}/hub.toml",
        "--quiet",
        "sync",
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_cron_hands_the_shell_every_argument_whole(folder: str) -> None:
    line = installed(folder).cron().splitlines()[-1]
    minute, hour, rest = re.fullmatch(r"(\d+) (\d+) \* \* \* (.*)", line).groups()  # type: ignore[union-attr]
    assert not re.search(r"(?<!\\)%", rest)

    words = shlex.split(rest.replace(r"\%", "%"))

    assert (hour, minute) == ("1", "30")
    assert words == ["cd", folder, "&&", *arguments(folder)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_systemd_hands_over_every_argument_whole(folder: str) -> None:
    [line] = [line for line in installed(folder).systemd().splitlines() if line.startswith("ExecStart=")]
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', line)

    words = [re.sub(r"\\(.)", r"\1", word.replace("%%", "%").replace("$$", "$")) for word in quoted]

    assert words == arguments(folder)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("folder", ["Geschäftsstelle Göttingen", "50% $HOME"])
def test_systemd_itself_accepts_service_and_timer(tmp_path: Path, folder: str) -> None:
    home = tmp_path / folder
    (home / "venv/bin").mkdir(parents=True)
    (home / "venv/bin/python").symlink_to(sys.executable)
    parts = installed(str(home)).systemd().split("\n\n# ")
    units = tmp_path / "units"
    units.mkdir()
    (units / "verbund-hub.service").write_text(parts[0], encoding="utf-8")
    (units / "verbund-hub.timer").write_text("# " + parts[1], encoding="utf-8")

    checked = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", str(units / "verbund-hub.timer")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert not [line for line in checked.stderr.splitlines() if "verbund-hub" in line]


def _read_by_windows(command: str) -> list[str]:
    """Splits as CommandLineToArgvW does, for arguments without inner quotes."""
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', command)]


@pytest.mark.parametrize("folder", ["C:\\hub", "C:\\Büro Göttingen\\Hub d'Été", "D:\\Müller’s"])
def test_powershell_hands_over_every_argument_whole(folder: str) -> None:
    text = Installation(
        PureWindowsPath(folder, "python.exe"), PureWindowsPath(folder, "hub.toml"), "23:15", "de"
    ).windows()
    said = dict(re.findall(r"^\$(python|call|folder) = '(.*)'$", text, re.MULTILINE))
    plain = {name: re.sub("(['\u2018\u2019])\\1", r"\1", words) for name, words in said.items()}

    assert plain["python"] == f"{folder}\\python.exe"
    assert plain["folder"] == folder
    assert _read_by_windows(plain["call"]) == [
        "-m",
        "hub",
        "--config",
        f"{folder}\\hub.toml",
        "--quiet",
        "sync",
    ]
    assert "-At 23:15" in text


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20))
def test_no_name_of_a_folder_breaks_out_of_cron_s_quotes(name: str) -> None:
    folder = "/srv/" + name.replace("/", "-")
    rest = installed(folder).cron().splitlines()[-1].split(" ", 5)[5]

    assert shlex.split(rest.replace(r"\%", "%"))[1] == str(PurePath(folder))


@pytest.mark.parametrize("scheduler", ["cron", "systemd", "windows"])
def test_this_installation_is_named_in_full(office: Office, scheduler: str) -> None:
    answer = office.hub(f"schedule --print {scheduler} --at 04:05")

    assert answer.code == 0
    assert str(Path(sys.executable)) in answer.out
    assert str(office.file("hub.toml")) in answer.out
    assert answer.err == ""


@pytest.mark.parametrize("at", ["25:00", "1:30", "noon", "01:60"])
def test_a_time_that_is_none_is_refused(office: Office, at: str) -> None:
    answer = office.hub(f"schedule --print cron --at {at}")

    assert answer.code == 2
    assert at in answer.err


WARNING = "02:30 is missing on 2013-03-31, there twice on 2012-10-28"


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """July 2012, on a machine whose clock is that of Berlin."""
    if not hasattr(time, "tzset"):
        pytest.skip("Windows takes no time zone from a variable")
    with (
        time_machine.travel(datetime(2012, 7, 1, 12, tzinfo=UTC), tick=False),
        monkeypatch.context() as patch,
    ):
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize("scheduler", ["cron", "systemd", "windows"])
def test_an_hour_that_the_clocks_take_or_give_twice_is_advised_against(
    office: Office, scheduler: str
) -> None:
    answer = office.hub(f"schedule --print {scheduler} --at 02:30")

    assert answer.code == 0
    assert WARNING in answer.err
    assert "Better take 01:30." in answer.err
    assert [line for line in answer.out.splitlines() if line.startswith(f"# {WARNING}")]


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize("at", ["01:30", "01:59", "03:00", "23:15"])
def test_no_other_hour_is_advised_against(office: Office, at: str) -> None:
    answer = office.hub(f"schedule --print cron --at {at}")

    assert (answer.code, answer.err) == (0, "")
    assert "clocks" not in answer.out


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_what_the_advice_says_of_systemd_is_true() -> None:
    """It leaves the night of the missing hour out, and starts the night of the doubled hour once."""
    started = {}
    for day in ("2013-03-30", "2012-10-27"):
        calendar = subprocess.run(
            ["systemd-analyze", "calendar", "--iterations=2", f"--base-time={day} 12:00", "*-*-* 02:30:00"],
            env={**os.environ, "TZ": "Europe/Berlin", "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        started[day] = re.findall(r"(?:elapse|#2): (.*)", calendar)

    assert started == {
        "2013-03-30": ["Mon 2013-04-01 02:30:00 CEST", "Tue 2013-04-02 02:30:00 CEST"],
        "2012-10-27": ["Sun 2012-10-28 02:30:00 CEST", "Mon 2012-10-29 02:30:00 CET"],
    }


def test_without_configuration_there_is_nothing_to_schedule(empty_office: Office) -> None:
    assert empty_office.hub("schedule --print cron").code == 4


def test_the_scheduler_must_be_named(office: Office) -> None:
    assert "--print" in office.hub("schedule").err
