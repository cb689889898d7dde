"""The help: light, short, with examples that work, in both languages."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import click
import pytest

from hub.cli.codes import MEANING_OF_CODE
from hub.cli.command import Example, HubCommand
from hub.cli.group import HUB, LazyGroup
from hub.cli.options import Option
from hub.cli.past import complete_runs
from hub.cli.wishes import Wishes
from hub.errors import HubError
from tests.office import Office, process

HEAVY = ("requests", "sqlalchemy", "alembic", "openpyxl", "rich", "jinja2", "pydantic", "python_calamine")


def commands(group: LazyGroup = HUB, path: str = "") -> Iterator[tuple[str, HubCommand]]:
    context = click.Context(group, obj=Wishes("en"))
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, LazyGroup):
            yield from commands(found, f"{path}{name} ")
        else:
            assert isinstance(found, HubCommand)
            yield f"{path}{name}", found


ALL = dict(commands())
EXAMPLES = [example for found in [*ALL.values(), HUB] for example in found.examples]


@pytest.mark.parametrize(
    "line",
    ["--help", "--version", "--help-all", "plan --help", "sync -h", "plugins -h", "completion bash", ""],
)
def test_no_heavy_library_is_imported_for_help(office: Office, line: str) -> None:
    program = (
        "import sys; from hub.cli.entry import run; run(sys.argv[1:]); "
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )

    done = process("-c", program, *line.split(), folder=office.folder)

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("path", ["", *ALL, "plugins"])
def test_help_fits_on_a_screen(office: Office, path: str, language: str) -> None:
    office.set(COLUMNS="80")

    answer = office.hub(f"{path} -h --language {language}" if path else f"--language {language} -h")

    assert answer.code == 0
    assert len(answer.out.splitlines()) <= 24, answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


@pytest.mark.parametrize("path", [*ALL, ""])
def test_help_begins_with_an_example_and_ends_with_codes_and_where_to_read_more(
    office: Office, path: str
) -> None:
    lines = office.hub(f"{path} --help").out.splitlines()

    assert lines[0] == "Examples:"
    assert lines[1].strip().startswith("hub ")
    assert "Exit codes" in " ".join(lines[-7:])
    assert "README.md" in " ".join(lines[-3:])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.line)
def test_every_example_works(office: Office, example: Example) -> None:
    _arrange(example.line, office)
    program, *words = shlex.split(example.line)

    answer = office.hub("", *words)

    assert program == "hub"
    assert answer.code == 0, answer.err


def _arrange(line: str, office: Office) -> None:
    """What an example takes for granted."""
    if "report" in line or "why" in line or "undo" in line:
        office.hub("sync")
    if "apply" in line:
        office.hub("plan --out plan.json")
    if "init" in line:
        office.file("hub.toml").unlink()
    if line == "hub init":
        _answer_questions(office)


def _answer_questions(office: Office) -> None:
    answers = iter(
        [
            "Nord",
            "nord",
            "nord.xlsx",
            "nord.xlsx",
            "mekom",
            "Ost",
            "ost",
            "ost.xlsx",
            "ost.xlsx",
            "mekom",
            "2013-01-01",
        ]
    )
    office.patch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    office.patch.setattr("click.prompt", lambda *_, **__: next(answers))


@pytest.mark.parametrize(("path", "found"), ALL.items(), ids=list(ALL))
def test_codes_in_the_help_have_a_meaning(path: str, found: HubCommand) -> None:
    assert set(found.codes) <= MEANING_OF_CODE.keys(), path


def test_every_class_of_errors_has_a_meaning() -> None:
    def classes(kind: type[HubError]) -> Iterator[type[HubError]]:
        yield kind
        for below in kind.__subclasses__():
            yield from classes(below)

    assert {kind.exit_code for kind in classes(HubError)} <= MEANING_OF_CODE.keys()


def test_help_all_names_every_option_variable_and_code(office: Office) -> None:
    everything = " ".join(office.hub("--help-all").out.split())

    for found in ALL.values():
        for option in found.own_options:
            assert max(option.opts, key=len) in everything
    for name in ("HUB_LEDGER", "HUB_CONFIG", "HUB_PLAN_FORMAT", "HUB_PLUGINS_LIST_FORMAT", "130 interrupted"):
        assert name in everything


@pytest.mark.parametrize("name", ["HUB_APPLY_CONFIRM_HELD", "HUB_VERSION", "HUB_HELP_ALL", "HUB_PLAN_OUT"])
def test_what_no_variable_may_do_is_not_offered(office: Office, name: str) -> None:
    office.set(**{name: "1"})

    assert name not in office.hub("--help-all").out
    assert office.hub("networks").out.startswith("network")


def test_every_option_explains_itself() -> None:
    for path, found in ALL.items():
        for parameter in found.params:
            assert isinstance(parameter, (Option, click.Argument)), path


def test_help_speaks_the_language_of_hub_toml(office: Office) -> None:
    office.patch.delenv("HUB_LANGUAGE")

    assert office.hub("--help").out == office.hub("--language de --help").out
    assert office.hub("--help").out != office.hub("--language=en --help").out


def test_the_version_names_hub_python_contract_and_plugins(office: Office) -> None:
    words = office.hub("--version").out

    assert words.startswith("hub ")
    assert "contract 1" in words
    assert words.rstrip().endswith("plugins: 3")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_comes_for_every_shell(office: Office, shell: str) -> None:
    answer = office.hub(f"completion {shell}")

    assert answer.code == 0
    assert "_HUB_COMPLETE" in answer.out


def complete(office: Office, words: str) -> str:
    environ = {"_HUB_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    return process("-m", "hub", folder=office.folder, environ=environ).stdout


def test_the_tab_key_completes_commands_options_and_nights(office: Office) -> None:
    office.hub("sync")

    assert "plain,plan\n" in complete(office, "hub pla")
    assert "--exit-code" in complete(office, "hub plan --e")
    assert complete(office, "hub report ").splitlines() == ["plain,last", "plain,1"]


def test_the_tab_key_makes_no_noise_without_configuration(empty_office: Office) -> None:
    assert complete(empty_office, "hub report ").strip() == ""
    assert "plan" in complete(empty_office, "hub p")


def test_commands_and_nights_are_completed_by_name(office: Office) -> None:
    office.hub("sync")
    context = click.Context(HUB, obj=Wishes("de"), info_name="hub")

    found = {item.value: item.help for item in HUB.shell_complete(context, "pl")}
    nights = complete_runs(context, click.Argument(["run"]), "")

    assert found == {
        "plan": "Zeigen, was der nächste Lauf täte und warum; schreibt nichts.",
        "plugins": "Die Arten von Systemen auflisten, die sich anbinden lassen.",
    }
    assert [item.value for item in nights] == ["last", "1"]
    office.file("hub.toml").unlink()
    assert complete_runs(context, click.Argument(["run"]), "") == []
