"""The log: one line each, as text or JSON, never a secret, never a stack of values."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from hub.cli.logs import set_up_logging
from hub.cli.streams import write
from hub.cli.wishes import Wishes
from hub.credentials import conceal

log = logging.getLogger("hub.tests")


def _everything() -> None:
    log.debug("details")
    log.info("what happens")
    log.warning("look here")
    log.error("%s: failed", "mekom")
    logging.getLogger("somebody.else").info("chatter")


@pytest.mark.parametrize(
    ("wishes", "lines"),
    [
        (Wishes("en"), 2),
        (Wishes("en", verbose=1), 3),
        (Wishes("en", verbose=2), 4),
        (Wishes("en", quiet=True), 1),
    ],
)
def test_each_level_tells_its_share(capsys: pytest.CaptureFixture[str], wishes: Wishes, lines: int) -> None:
    set_up_logging(wishes)

    _everything()

    assert len(capsys.readouterr().err.splitlines()) == lines


def test_setting_up_twice_does_not_say_everything_twice(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging(Wishes("en"))
    set_up_logging(Wishes("en"))

    log.warning("once")

    assert capsys.readouterr().err.splitlines() == ["warning hub.tests: once"]


def test_json_names_the_kind_of_an_exception_and_none_of_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logging(Wishes("en", log_format="json"))

    try:
        int("Erika Beispiel")
    except ValueError:
        log.exception("a partner failed")
    [entry] = map(json.loads, capsys.readouterr().err.splitlines())

    assert (entry["level"], entry["exception"]) == ("error", "ValueError")
    assert "Erika" not in json.dumps(entry)


def test_no_secret_ever_leaves_through_either_stream(capsys: pytest.CaptureFixture[str]) -> None:
    conceal("pa55/wörd")
    set_up_logging(Wishes("en"))

    log.warning("token pa55/wörd refused")
    write("https://crm.example/?key=pa55%2Fw%C3%B6rd", to=sys.stdout)
    said = capsys.readouterr()

    assert "pa55" not in said.out + said.err


def test_a_broken_log_entry_stops_no_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logging(Wishes("en"))
    monkeypatch.setattr(logging, "raiseExceptions", False)

    log.warning("%d members", "many")

    assert "many" not in capsys.readouterr().out
