"""Nothing is sent anywhere: every command works with the network closed, and no output names a person."""

from __future__ import annotations

import re
import socket

import openpyxl
import pytest

from tests.office import Office

LINES = [
    "plan --full",
    "plan --format json",
    "sync --full",
    "sync --format json",
    "report last --full",
    "report 1 --format json",
    "runs",
    "why mekom/booking/B-0001",
    "why mekom/booking/B-0001 --format json",
    "check",
    "networks",
    "plugins list",
    "-vv sync",
    "-vv --log-format json plan",
]


def people(office: Office) -> set[str]:
    """Names and addresses of everybody who booked, as the two offices typed them."""
    found = set()
    for name in ("mekom", "verpackungscluster"):
        book = openpyxl.load_workbook(office.file(f"var/example/{name}.xlsx"), read_only=True)
        rows = list(book["Buchungen"].iter_rows(values_only=True))
        header = next(row for row in rows if "Teilnehmer" in row)
        columns = [header.index("Teilnehmer"), header.index("E-Mail")]
        found |= {
            str(row[column]) for row in rows[rows.index(header) + 1 :] for column in columns if row[column]
        }
        book.close()
    return found


def test_no_output_of_any_command_names_a_person(office: Office) -> None:
    planted = people(office)
    assert len(planted) > 50
    for line in LINES:
        answer = office.hub(line)
        said = answer.out + answer.err

        assert [person for person in planted if person in said] == [], line
        assert not re.search(r"[\w.-]{2,}@[\w-]+\.(example|org)", said), line


@pytest.mark.parametrize(
    "line", [*LINES, "schedule --print cron", "completion zsh", "--version", "--help-all"]
)
def test_every_command_works_without_any_network(
    office: Office, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    office.hub("sync")

    def closed(*_: object, **__: object) -> None:
        raise AssertionError("somebody opened a socket")

    monkeypatch.setattr(socket, "socket", closed)
    monkeypatch.setattr(socket, "getaddrinfo", closed)

    assert office.hub(line).code == 0
