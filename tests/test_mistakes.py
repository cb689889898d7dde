"""The twenty typical mistakes: each is answered with what, where, why and what to do, in German and English.

One table, typed into the command line in an office of its own. The answers stand in `mistakes.txt` for a person
to review; `HUB_REVIEW=1 pytest tests/test_mistakes.py` writes that file anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from hub.ledger.store import Ledger
from tests import office as offices
from tests.office import Answer, Office

SECRET = "correct-horse-battery"
REVIEWED = Path(__file__).parent / "mistakes.txt"
LANGUAGES = ("de", "en")
IS_REVIEW = bool(os.environ.get("HUB_REVIEW"))

CRM = """
import hub


class Settings(hub.Settings):
    token: Secret


class Crm:
    def __init__(self, settings):
        self.token = settings.token

    @hub.hookimpl
    def fetch_members(self, network):
        self.token.reveal()
        return hub.Reading([])


@hub.hookimpl
def register_connectors(register):
    register("crm", Crm, Settings)
"""

Arrange = Callable[[Office], AbstractContextManager[None] | None]


@dataclass(frozen=True)
class Mistake:
    """What somebody did wrong, what they then typed, and what must stand in the answer in any language."""

    name: str
    arrange: Arrange
    code: int
    where: str
    why: tuple[str, ...]
    remedy: dict[str, str]
    line: str = "plan"


def workbook(office: Office) -> Path:
    return office.file("var/example/mekom.xlsx")


def edited(office: Office, change: Callable[[openpyxl.Workbook], None]) -> None:
    book = openpyxl.load_workbook(workbook(office))
    change(book)
    book.save(workbook(office))


def no_configuration(office: Office) -> None:
    office.file("hub.toml").unlink()


def unknown_key(office: Office) -> None:
    office.edit("hub.toml", "timezone =", "timezon =")


def wrong_type(office: Office) -> None:
    office.edit("hub.toml", "cancel_at_least = 3", 'cancel_at_least = "three"')


def broken_toml(office: Office) -> None:
    office.edit("hub.toml", "[networks.mekom]", "[networks.mekom")


def key_twice(office: Office) -> None:
    office.edit("hub.toml", 'reports = "var/reports"', 'reports = "var/reports"\nreports = "elsewhere"')


def unknown_kind(office: Office) -> None:
    office.edit("hub.toml", 'connector = "mekom"', 'connector = "mekon"')


def _with_crm(office: Office, token: str) -> None:
    source = CRM.replace("token: Secret", "token: hub.Secret")
    office.file("plugins/crm.py").write_text(source, encoding="utf-8")
    office.edit("hub.toml", 'connector = "mekom"', f'connector = "crm"\ntoken = {token}\n#')
    office.edit("hub.toml", 'path = "var/example/mekom.xlsx"', "#")


def empty_variable(office: Office) -> None:
    _with_crm(office, '{ env = "CRM_TOKEN" }')
    office.set(CRM_TOKEN="")


def secret_in_clear(office: Office) -> None:
    _with_crm(office, f'"{SECRET}"')


def workbook_missing(office: Office) -> None:
    workbook(office).unlink()


def workbook_open(office: Office) -> None:
    workbook(office).with_name("~$mekom.xlsx").write_bytes(b"\x05Erika" + b" " * 159)
    office.edit(
        "hub.toml", 'path = "var/example/mekom.xlsx"', 'path = "var/example/mekom.xlsx"\nwait_seconds = 0\n#'
    )


def sheet_renamed(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Buchungen"].title = "Buchung"

    edited(office, change)


def column_renamed(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        for row in book["Buchungen"].iter_rows(max_row=6):
            for cell in row:
                if cell.value == "Kurs":
                    cell.value = "Krus"

    edited(office, change)


def date_as_text(office: Office) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Buchungen"]
        [column] = [
            cell.column for row in sheet.iter_rows(max_row=6) for cell in row if cell.value == "gebucht am"
        ]
        sheet.cell(7, column).value = "nach Neujahr"

    edited(office, change)


def plugin_with_syntax_error(office: Office) -> None:
    office.file("plugins/mekom.py").write_text(
        '"""Breaks."""\n\ndef f(:\n    register("mekom")\n', encoding="utf-8"
    )


def misspelt_hook(office: Office) -> None:
    source = CRM.replace("token: Secret", "").replace(
        "class Settings(hub.Settings):", "class Settings(hub.Settings):\n    pass"
    )
    source = source.replace('"crm"', '"mekom"').replace("fetch_members", "fetch_membres")
    office.file("plugins/mekom.py").write_text(source, encoding="utf-8")


def contract_too_new(office: Office) -> None:
    text = office.file("plugins/mekom.py").read_text(encoding="utf-8")
    office.file("plugins/mekom.py").write_text(f"{text}\nCONTRACT = 99\n", encoding="utf-8")


def stale_plan(office: Office) -> None:
    office.hub("plan --out plan.json")
    office.edit("hub.toml", 'member = ["name", "town"]', 'member = ["name"]')


@contextmanager
def another_run(office: Office) -> Iterator[None]:
    ledger = Ledger.open(str(office.file("var/hub.db")))
    try:
        with ledger.lock():
            yield
    finally:
        ledger.close()


MISTAKES = [
    Mistake("1 no hub.toml", no_configuration, 4, "hub.toml", (), {"de": "hub init", "en": "hub init"}),
    Mistake(
        "2 unknown key",
        unknown_key,
        4,
        "hub.toml",
        ("timezon",),
        {"de": "Meinten Sie timezone", "en": "Did you mean timezone"},
    ),
    Mistake(
        "3 wrong type",
        wrong_type,
        4,
        "hub.toml",
        ("limits.cancel_at_least",),
        {"de": "eine ganze Zahl", "en": "a whole number"},
    ),
    Mistake(
        "4 TOML syntax", broken_toml, 4, "hub.toml", (), {"de": "[networks.name]", "en": "[networks.name]"}
    ),
    Mistake(
        "5 duplicate key",
        key_twice,
        4,
        "hub.toml",
        ("reports",),
        {"de": "Behalten Sie nur einen", "en": "Keep one"},
    ),
    Mistake(
        "6 unknown connector kind",
        unknown_kind,
        4,
        "hub.toml",
        ("mekon",),
        {"de": "Meinten Sie mekom", "en": "Did you mean mekom"},
    ),
    Mistake(
        "7 variable of a secret empty",
        empty_variable,
        4,
        "hub.toml",
        ("CRM_TOKEN",),
        {"de": "Setzen Sie", "en": "Set it"},
    ),
    Mistake(
        "8 secret in clear",
        secret_in_clear,
        4,
        "hub.toml",
        ("token",),
        {"de": 'env = "NAME"', "en": 'env = "NAME"'},
    ),
    Mistake(
        "12 workbook missing",
        workbook_missing,
        3,
        "mekom.xlsx",
        (),
        {"de": "path in hub.toml", "en": "path in hub.toml"},
    ),
    Mistake(
        "13 workbook open in Excel",
        workbook_open,
        3,
        "mekom.xlsx",
        (),
        {"de": "Schließen Sie", "en": "Close it"},
        "sync",
    ),
    Mistake(
        "14a sheet renamed",
        sheet_renamed,
        3,
        "mekom.xlsx",
        ("Buchung",),
        {"de": "benennen Sie", "en": "rename it"},
    ),
    Mistake(
        "14b column renamed",
        column_renamed,
        3,
        "mekom.xlsx",
        ("Krus",),
        {"de": "benennen Sie", "en": "rename it"},
    ),
    Mistake(
        "15 date typed as text",
        date_as_text,
        3,
        "mekom.xlsx",
        ("nach Neujahr",),
        {"de": "14.01.2013", "en": "14.01.2013"},
    ),
    Mistake(
        "16 syntax error in a plugin",
        plugin_with_syntax_error,
        5,
        "plugins/mekom.py:3",
        ("SyntaxError",),
        {"de": "Berichtigen Sie", "en": "Correct the plugin"},
    ),
    Mistake(
        "17 misspelt hook",
        misspelt_hook,
        5,
        "plugins/mekom.py",
        ("fetch_membres",),
        {"de": "Meinten Sie fetch_members", "en": "Did you mean fetch_members"},
    ),
    Mistake(
        "18 contract too new",
        contract_too_new,
        5,
        "plugins/mekom.py",
        ("99",),
        {"de": "Aktualisieren Sie", "en": "Update the hub"},
    ),
    Mistake(
        "19 stale plan",
        stale_plan,
        8,
        "plan.json",
        (),
        {"de": "Planen Sie neu", "en": "Plan again"},
        "apply plan.json",
    ),
    Mistake(
        "20 a second run", another_run, 7, "hub.db", (), {"de": "Warten Sie", "en": "Wait until"}, "sync"
    ),
]


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    return offices.office(tmp_path, capsys, monkeypatch)


def answered(mistake: Mistake, office: Office, language: str) -> Answer:
    with mistake.arrange(office) or nullcontext():
        return office.hub(f"-q --language {language} {mistake.line}")


def told(answer: Answer, where: str) -> str:
    """The error; or, where the night goes on for everybody else, the report's line about it.

    What was not done because of it is listed there as well, change by change.
    """
    failed = [line for line in answer.out.splitlines() if line.startswith("x ") and where in line]
    return answer.err or "\n".join(line for line in failed if not line.startswith(("x nicht", "x not")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_answered_with_what_where_why_and_what_to_do(
    office: Office, mistake: Mistake, language: str
) -> None:
    answer = answered(mistake, office, language)
    words = told(answer, mistake.where)

    assert answer.code == mistake.code, answer
    assert mistake.where in words
    for why in mistake.why:
        assert why in words
    assert mistake.remedy[language] in words
    assert 1 <= len(words.splitlines()) <= 12
    for never in ("Traceback", SECRET, "pydantic", "openpyxl", 'File "'):
        assert never not in answer.out + answer.err


@pytest.mark.parametrize(
    "mistake", [m for m in MISTAKES if m.code == 4 and m.name[0] in "2345"], ids=lambda m: m.name
)
def test_mistakes_in_hub_toml_name_the_line(office: Office, mistake: Mistake) -> None:
    words = answered(mistake, office, "en").err
    [line] = set(re.findall(r"hub\.toml, line (\d+)", words))
    written = office.file("hub.toml").read_text(encoding="utf-8").splitlines()[int(line) - 1]

    assert any(key in written for key in ("timezon", "cancel_at_least", "[networks.mekom", "reports"))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_writes_into_no_workbook(office: Office, mistake: Mistake) -> None:
    with mistake.arrange(office) or nullcontext():
        if mistake.line == "sync" and mistake.code == 3:
            pytest.skip("the other networks are written, and rightly so")
        before = {name: raw for name, raw in office.contents().items() if "example" in name}
        office.hub(f"-q {mistake.line}")

        assert {name: raw for name, raw in office.contents().items() if "example" in name} == before


def test_the_answers_are_those_that_a_person_reviewed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = []
    for number, mistake in enumerate(MISTAKES):
        for language in LANGUAGES:
            folder = tmp_path / f"{number}-{language}"
            folder.mkdir()
            answer = answered(mistake, offices.office(folder, capsys, monkeypatch), language)
            sheets.append(
                f"## {mistake.name} ({language}, {answer.code})\n{_plain(told(answer, mistake.where).rstrip(), folder)}\n"
            )
    text = "\n".join(sheets)
    if IS_REVIEW:
        REVIEWED.write_text(text, encoding="utf-8", newline="\n")

    assert text == REVIEWED.read_text(encoding="utf-8")


def _plain(words: str, folder: Path) -> str:
    """Without what differs from machine to machine."""
    words = words.replace(str(folder), "FOLDER").replace("\\", "/")
    words = re.sub(r"(process|Prozess) \d+ (on|auf) [\w.-]+", r"\1 N \2 HOST", words)
    words = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d|\d\d\.\d\d\.\d{4} \d\d:\d\d", "MOMENT", words)
    return re.sub(r"^(.{240}).+$", r"\1 (…)", words, flags=re.MULTILINE)
