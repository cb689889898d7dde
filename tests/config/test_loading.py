"""hub.toml is read whole, and refused whole: every problem at once, each with key, line and remedy."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hub.config import load
from hub.credentials import STRUCK_OUT, redact

from .conftest import Desk


def test_a_right_file_is_read_as_it_stands(desk: Desk) -> None:
    config = desk.load()

    assert list(config.networks) == ["harz", "leine"]
    assert config.networks["harz"].title == "Harz e.V."
    workbook = config.networks["harz"].systems["workbook"]
    assert (workbook.name, workbook.network, workbook.connector) == ("workbook", "harz", "memory")
    assert (workbook.provides, workbook.table) == ((), {"path": "harz.xlsx"})
    academy = config.agreements["academy"]
    assert (academy.name, academy.organiser, academy.channel) == ("academy", "leine", "harz")
    assert academy.share.participant == ("name",)
    assert academy.valid_from == date(2013, 1, 1)
    assert config.limits.cancel_share == 0.5
    assert config.limits.cancel_at_least == 3
    assert config.hub.language == "en"


def test_a_network_without_a_title_goes_by_its_name(desk: Desk) -> None:
    assert desk.load().networks["leine"].title == "leine"


def test_paths_start_at_the_folder_of_hub_toml_wherever_one_stands(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = desk.write(desk.right)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))

    config = load(path, environ={})

    assert config.path == path
    assert config.hub.reports == desk.folder / "var" / "reports"
    assert config.hub.plugins == desk.folder / "plugins"
    assert config.hub.ledger == str(desk.folder / "var" / "hub.db")


def test_a_relative_name_of_hub_toml_gives_full_paths_too(desk: Desk) -> None:
    desk.write(desk.right)

    config = load(Path("hub.toml"), environ={})

    assert config.path == desk.folder / "hub.toml"
    assert config.hub.reports.is_absolute()


def test_a_file_without_a_hub_table_has_full_paths_too(desk: Desk) -> None:
    config = desk.load(desk.changed(('[hub]\nlanguage = "en"\n', "")))

    assert config.hub.language == "de"
    assert config.hub.plugins == desk.folder / "plugins"


def test_all_problems_of_a_file_are_told_together_from_top_to_bottom(desk: Desk) -> None:
    text = desk.changed(
        ('language = "en"', 'langauge = "en"'),
        ('channel = "harz"', 'channel = "hartz"'),
        ("cancel_share = 0.5", 'cancel_share = "half"'),
    )

    assert desk.complaints(text) == [
        "hub.toml, line 2: hub.langauge is not known here. Did you mean language?",
        'hub.toml, line 16: agreements.academy.channel: there is no network "hartz". Did you mean harz?',
        "hub.toml, line 21: limits.cancel_share must be a number, but is a text.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('language = "en"', "langage = 1", "line 2: hub.langage is not known here. Did you mean language?"),
        ("[limits]", "[limit]", "line 20: limit is not known here. Did you mean limits?"),
        (
            "[limits]",
            "[limits]\nshrink_share = 0.2",
            (
                "line 21: limits.shrink_share is no longer known. "
                "Take it out: limits.cancel_share now says as well how much of a reading may be gone."
            ),
        ),
        (
            'language = "en"',
            "colour = 1",
            "line 2: hub.colour is not known here. Known here: as_of, language, ledger, plugins, reports, timezone, undo_days.",
        ),
        (
            'language = "en"',
            'language = "EN"',
            'line 2: hub.language: "EN" is not known here. Did you mean en?',
        ),
        (
            'language = "en"',
            "language = 3",
            "line 2: hub.language must be a text in quotes, but is a whole number.",
        ),
        (
            'participant = ["name"]',
            'participant = ["nmae"]',
            'line 18: agreements.academy.share.participant[1]: "nmae" is not known here. Did you mean name?',
        ),
        (
            'participant = ["name"]',
            'participant = "name"',
            "line 18: agreements.academy.share.participant must be a list in square brackets, but is a text.",
        ),
        (
            'title = "Harz e.V."',
            'title = " "',
            "line 5: networks.harz.title: must not be empty. Write a few words, or leave the key out.",
        ),
        (
            'connector = "memory"\npath',
            'conector = "memory"\npath',
            (
                "line 6: networks.harz.systems.workbook.connector is missing. "
                "You wrote conector; did you mean connector?"
            ),
        ),
        (
            'connector = "memory"\npath',
            "path",
            "line 6: networks.harz.systems.workbook.connector is missing. Add connector = … to this table.",
        ),
        (
            'connector = "memory"\npath',
            'connector = "memory"\nprovides = ["course"]\npath',
            'line 8: networks.harz.systems.workbook.provides[1]: "course" is not known here. Did you mean courses?',
        ),
        (
            'connector = "memory"\npath',
            'connector = "memory"\nprovides = []\npath',
            (
                "line 8: networks.harz.systems.workbook.provides is empty. "
                "Add at least one entry, or leave the key out."
            ),
        ),
        (
            "[networks.harz]\n",
            '[networks."bad gandersheim".systems.x]\nconnector = "memory"\n[networks.harz]\n',
            (
                'line 4: networks."bad gandersheim": this name cannot be used. '
                "A name has letters, digits, - and _ only; the title may have any words."
            ),
        ),
        (
            "cancel_share = 0.5",
            "cancel_share = 10",
            "line 21: limits.cancel_share must not be more than 1.",
        ),
        (
            "cancel_share = 0.5",
            "cancel_share = -0.5",
            "line 21: limits.cancel_share must not be less than 0.",
        ),
        (
            "cancel_share = 0.5",
            "cancel_at_least = 2.5",
            "line 21: limits.cancel_at_least must be a whole number, but is a number with a fraction.",
        ),
        (
            "cancel_share = 0.5",
            "cancel_share = true",
            "line 21: limits.cancel_share must be a number, but is true or false.",
        ),
    ],
)
def test_each_mistake_gets_one_line_with_key_and_remedy(
    desk: Desk, old: str, new: str, sentence: str
) -> None:
    assert desk.complaints(desk.changed((old, new))) == [f"hub.toml, {sentence}"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "hub.toml: networks is missing or empty. Add a table [networks.name]."),
        ("[networks]\n", "hub.toml, line 1: networks is missing or empty. Add a table [networks.name]."),
        (
            "\n[networks.harz]\n",
            "hub.toml, line 2: networks.harz.systems is missing or empty. Add a table [networks.harz.systems.name].",
        ),
        ("networks = 3\n", "hub.toml, line 1: networks must be a table, but is a whole number."),
    ],
)
def test_a_hub_without_networks_has_nothing_to_do(desk: Desk, text: str, sentence: str) -> None:
    assert desk.complaints(text) == [sentence]


def test_variables_stand_above_the_file(desk: Desk) -> None:
    config = desk.load(
        environ={"HUB_LANGUAGE": "de", "HUB_AS_OF": "2013-02-01", "HUB_REPORTS": "out", "HUB_LEDGER": ""}
    )

    assert config.hub.language == "de"
    assert config.hub.as_of == date(2013, 2, 1)
    assert config.hub.reports == desk.folder / "out"
    assert config.hub.ledger == str(desk.folder / "var" / "hub.db")


def test_a_wrong_variable_is_named_as_a_variable_beside_the_files_own_problems(desk: Desk) -> None:
    complaints = desk.complaints(
        desk.changed(("[limits]", "[limit]")),
        environ={"HUB_LANGUAGE": "fr", "HUB_AS_OF": "yesterday", "HUB_TIMEZONE": "Harz"},
    )

    assert complaints == [
        'HUB_LANGUAGE: "fr" is not known here. Known here: de, en.',
        'HUB_TIMEZONE: "Harz" is no time zone. Write it as region and city, for example "Europe/Berlin".',
        "HUB_AS_OF: this is no day. Write year-month-day, for example 2013-01-31.",
        "hub.toml, line 20: limit is not known here. Did you mean limits?",
    ]


def test_the_password_of_a_ledger_comes_from_the_environment_and_is_struck_out(desk: Desk) -> None:
    config = desk.load(environ={"HUB_LEDGER": "postgresql://hub:Sesam%2Foeffne@db.example/hub"})

    assert config.hub.ledger == "postgresql://hub:Sesam%2Foeffne@db.example/hub"
    assert redact(config.hub.ledger) == f"postgresql://hub:{STRUCK_OUT}@db.example/hub"
    assert redact("Sesam/oeffne") == STRUCK_OUT
    assert "Sesam" not in repr(config)


def test_the_hub_toml_of_the_repository_loads_without_a_server() -> None:
    root = Path(__file__).parents[2]

    config = load(root / "hub.toml", environ={})

    assert list(config.networks) == ["mekom", "verpackungscluster", "bildung-osterode"]
    assert config.networks["bildung-osterode"].title == "Bildungsträger in Osterode"
    assert config.hub.as_of == date(2013, 1, 14)
    assert config.hub.ledger == str(root / "var" / "hub.db")
    assert config.agreements["akademie"].withhold_if_offered_by == ("bildung-osterode",)
    assert len(config.remarks) == 1, "only that the day is a pretended one"
