"""The boundary: every way out of a command is an exit code and a sentence, never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import hub.nightly
from hub.credentials import conceal
from hub.errors import HubError, PluginError
from hub.language import Text
from tests.office import ROOT, Office, process

SECRET = "s3cr3t-word"
PERSON = "Erika Beispiel <erika@beispiel.example>"


def _raising(error: BaseException, patch: pytest.MonkeyPatch) -> None:
    def open_hub(*_: object, **__: object) -> None:
        someone = PERSON  # a local value that must not be told
        raise error from ValueError(f"{someone} {SECRET}")

    patch.setattr(hub.nightly, "open_hub", open_hub)


@pytest.mark.parametrize("error", [KeyError(PERSON), HubError(PERSON), OSError(28, SECRET)])
def test_the_unexpected_is_two_lines_and_a_file_to_send(
    office: Office, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    conceal(SECRET)
    _raising(error, monkeypatch)

    answer = office.hub("-q plan")

    assert answer.code == 1
    assert len(answer.err.splitlines()) == 2
    [report] = office.file("var/reports").iterdir()
    assert report.name in answer.err
    told = report.read_text(encoding="utf-8")
    assert "Python" in told
    assert "open_hub" in told
    assert f"{type(error).__name__}" in told
    for hidden in ("Erika", "beispiel", SECRET, str(Path.home())):
        assert hidden not in told
        assert hidden not in answer.err


def test_a_report_that_cannot_lie_beside_the_others_lies_elsewhere(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _raising(KeyError("x"), monkeypatch)
    office.file("var/reports").write_text("no folder", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(elsewhere))

    assert "elsewhere" in office.hub("-q plan").err


def test_without_any_place_for_it_the_mistake_is_told_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    _raising(KeyError("x"), monkeypatch)
    office.file("var/reports").write_text("no folder", encoding="utf-8")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(office.file("var/reports")))

    answer = office.hub("-q plan")

    assert answer.code == 1
    assert len(answer.err.splitlines()) == 2


def test_a_long_error_is_cut_at_twelve_lines(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    _raising(PluginError(Text("{lines}", lines="\n".join("bad" for _ in range(40)))), monkeypatch)

    answer = office.hub("-q plan")

    assert answer.code == 5
    assert len(answer.err.splitlines()) == 12
    assert "29 more" in answer.err


def test_an_interruption_is_code_130(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    _raising(KeyboardInterrupt(), monkeypatch)

    assert office.hub("plan").code == 130


SLOW = {
    "to load": """
import time
from pathlib import Path
Path("asleep").touch()
time.sleep(1000)
""",
    "to read": """
import time
from pathlib import Path
from hub import Settings, hookimpl

class Slow:
    def __init__(self, settings):
        pass

    @hookimpl
    def fetch_members(self):
        Path("asleep").touch()
        time.sleep(1000)

@hookimpl
def register_connectors(register):
    register("slow", Slow, Settings)
""",
}


def _listen_to_control_c() -> None:
    """Tests that a shell runs in the background are deaf to it, and so would be what they start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals between processes")
@pytest.mark.parametrize(("line", "slow"), [("plan", "to load"), ("sync", "to read")])
def test_control_c_in_a_real_process_is_code_130_without_traceback(
    office: Office, line: str, slow: str
) -> None:
    office.edit("hub.toml", "[limits]", '[networks.slow.systems.slow]\nconnector = "slow"\n\n[limits]')
    office.file("plugins/slow.py").write_text(SLOW[slow], encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "hub", line],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_listen_to_control_c,
    )
    with running:
        while not office.file("asleep").exists() and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        try:
            out, err = running.communicate(timeout=60)
        finally:
            running.kill()

    assert running.returncode == 130
    assert "Traceback" not in err
    assert "Interrupted" in err
    assert out == ""


@pytest.mark.skipif(os.name == "nt", reason="needs a shell with pipes")
def test_a_reader_that_leaves_is_no_error(office: Office) -> None:
    office.hub("sync")
    line = f'"{sys.executable}" -m hub -q report 1 --full; echo $? >code'
    done = subprocess.run(
        ["sh", "-c", f"({line}) | head -1"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stderr == ""
    assert office.file("code").read_text(encoding="utf-8").strip() == "0"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_a_result_that_did_not_arrive_is_no_success(office: Office) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hub", "-q", "plan"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert done.returncode != 0


def test_an_unknown_letter_of_the_terminal_s_encoding_stops_nothing(office: Office) -> None:
    done = process("-m", "hub", "networks", folder=office.folder, environ={"PYTHONIOENCODING": "ascii"})

    assert done.returncode == 0
    assert "Südniedersachsen" in done.stdout  # a pipe gets UTF-8 whatever the code page


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("plann", "Did you mean plan?"),
        ("plan --shrot", "Did you mean --out, --short?"),
        ("plan --format html", "--format must be one of text, json."),
        ("plan --format", "--format needs a value"),
        ("plan --short=yes", "--short needs a value, or must not have one"),
        ("plan nonsense", "hub plan --help"),
        ("apply", "PLAN is missing"),
        ("why", "REF is missing"),
        ("completion tcsh", "bash, zsh, fish, powershell"),
        ("runs --limit many", "whole number, 1 or more"),
        ("init --valid-from soon", "--valid-from"),
        ("--language fr plan", "--language must be one of de, en."),
        ("--log-format=xml plan", "--log-format"),
    ],
)
def test_a_misuse_is_code_two_with_the_way_out(office: Office, line: str, what: str) -> None:
    answer = office.hub(line)

    assert answer.code == 2
    assert what in answer.err
    assert answer.out == ""


def test_hub_alone_shows_what_there_is(empty_office: Office) -> None:
    answer = empty_office.hub("")

    assert answer.code == 2
    assert "hub plan" in answer.err


def test_with_json_logs_all_of_stderr_is_json(office: Office) -> None:
    office.file("var/example/mekom.xlsx").unlink()
    for line in (
        "--log-format json -vv sync",
        "--log-format json plann",
        "plan --log-format json --out no/file",
    ):
        entries = [json.loads(line) for line in office.hub(line).err.splitlines()]

        assert {"time", "level", "logger", "message"} <= entries[-1].keys()


def test_an_error_in_json_carries_its_exit_code(empty_office: Office) -> None:
    entry = json.loads(empty_office.hub("--log-format json plan -q").err)

    assert (entry["level"], entry["exit_code"]) == ("error", 4)


def test_python_dash_m_and_main_are_the_same_door(
    empty_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    import hub.__main__ as door

    came: list[object] = []
    monkeypatch.setattr(sys, "argv", ["hub", "--version"])
    monkeypatch.setattr(door, "end_at_standstill", lambda: came.append("watched"))
    monkeypatch.setattr(door, "leave", came.append)
    door.main()

    assert came == ["watched", 0]
    assert "contract" in empty_office.capsys.readouterr().out
