"""hub init: a hub.toml that loads, from answers or from flags."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from hub.cli.interview import short_name
from hub.config import load
from hub.config.schema import schema_text
from tests.office import ROOT, Office
from tests.webdav import PASSWORD, USER, serving

FLAGS = "init --organiser nord=nord.xlsx --channel ost=ost.xlsx"


def answers(office: Office, *given: str) -> list[str]:
    """Somebody sits at the terminal and gives these answers; the questions are kept."""
    asked: list[str] = []
    left = iter(given)

    def prompt(question: str, *, default: str | None, err: bool) -> str:
        assert err
        asked.append(question)
        answer = next(left)
        return answer if answer or default is None else default

    office.patch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    office.patch.setattr("click.prompt", prompt)
    return asked


def test_answers_become_a_configuration_that_loads(empty_office: Office) -> None:
    asked = answers(
        empty_office,
        "Verein Süd-Nord e.V.",
        "",
        "Bücher/süd nord.xlsx",
        "",
        "Ost",
        "ostwärts",
        '"o.xlsx"',
        "o.xlsx",
        "soon",
        "2026-02-01",
    )

    answer = empty_office.hub("init --language de")
    config = load(empty_office.file("hub.toml"), environ={})

    assert answer.code == 0
    assert len(asked) == 10
    assert "Es gibt keine Datei o.xlsx." in answer.err
    assert {network.systems["workbook"].connector for network in config.networks.values()} == {"spreadsheet"}
    assert list(config.networks) == ["verein", "ostwaerts"]
    assert config.networks["verein"].title == "Verein Süd-Nord e.V."
    assert config.agreements["akademie"].valid_from == date(2026, 2, 1)
    assert config.hub.language == "de"


def test_with_flags_nothing_is_asked(empty_office: Office) -> None:
    asked = answers(empty_office)

    answer = empty_office.hub(
        f"{FLAGS} --valid-from 2026-03-01 --channel-connector memory", "--organiser-title", "Nord e.V."
    )
    config = load(empty_office.file("hub.toml"), environ={})

    assert (answer.code, asked) == (0, [])
    assert config.networks["nord"].title == "Nord e.V."
    assert config.networks["ost"].systems["workbook"].connector == "memory"
    assert config.agreements["akademie"].valid_from == date(2026, 3, 1)


CLOUD = "init --organiser nord=https://b%C3%BCro@cloud.invalid/dav/nord.xlsx --channel ost=ost.xlsx"


def test_a_workbook_may_lie_in_a_cloud(empty_office: Office) -> None:
    answer = empty_office.hub(CLOUD)
    config = load(empty_office.file("hub.toml"), environ={})

    assert config.networks["nord"].systems["workbook"].table == {
        "url": "https://cloud.invalid/dav/nord.xlsx",
        "user": "büro",
        "password": {"env": "NORD_PASSWORD"},
    }
    assert "nord: the environment variable NORD_PASSWORD is not set, or empty." in answer.err


def test_an_address_that_the_hub_will_not_use_is_told_at_once(empty_office: Office) -> None:
    answer = empty_office.hub(CLOUD.replace("https", "http"))

    assert answer.code == 0
    said = "networks.nord.systems.workbook.url: over http:// the login could be read on the way"
    assert said in answer.err


def test_a_password_in_an_address_is_refused_and_not_repeated(empty_office: Office) -> None:
    answer = empty_office.hub(CLOUD.replace("b%C3%BCro@", "hub:geheim@"))

    assert answer.code == 2
    assert "A password must not stand in the address" in answer.err
    assert "geheim" not in answer.err
    assert empty_office.contents() == {}


def test_somebody_who_gives_an_address_is_asked_for_the_user(empty_office: Office) -> None:
    asked = answers(
        empty_office,
        "Nord", "", "https://cloud.invalid/dav/nord.xlsx", "hub",
        "Ost", "", "https://büro@cloud.invalid/dav/ost.xlsx",
        "2026-02-01",
    )  # fmt: skip

    empty_office.hub("init")
    networks = load(empty_office.file("hub.toml"), environ={}).networks

    assert asked[3] == "The hub's user name there"
    assert [network.systems["workbook"].table["user"] for network in networks.values()] == ["hub", "büro"]


def test_a_workbook_in_a_cloud_is_looked_into_where_the_password_is_there(empty_office: Office) -> None:
    folder = empty_office.file("cloud")
    folder.mkdir()
    shutil.copy(ROOT / "examples" / "verpackungscluster.xlsx", folder / "nord.xlsx")
    empty_office.set(NORD_PASSWORD=PASSWORD)
    with serving(folder) as server:
        address = server.url("nord.xlsx").replace("127", f"{USER}@127")
        answer = empty_office.hub(f"init --organiser nord={address} --channel ost=ost.xlsx")

    assert "nord: found " in answer.err
    config = load(empty_office.file("hub.toml"), environ={})
    assert config.networks["nord"].systems["workbook"].table["sheets"]["bookings"] == "Buchungen"


def test_what_was_there_is_never_overwritten(empty_office: Office) -> None:
    empty_office.file("hub.toml").write_text("mine", encoding="utf-8")

    answer = empty_office.hub(FLAGS)

    assert answer.code == 2
    assert "hub.toml" in answer.err
    assert empty_office.file("hub.toml").read_text(encoding="utf-8") == "mine"


def test_another_file_can_be_named(empty_office: Office) -> None:
    assert empty_office.hub(f"{FLAGS} --config other.toml").code == 0
    assert list(load(empty_office.file("other.toml"), environ={}).networks) == ["nord", "ost"]


@pytest.mark.parametrize(
    "line",
    [
        "init",
        "init --no-input",
        "init --organiser nord=nord.xlsx",
        "init --organiser nord --channel ost=ost.xlsx",
        "init --organiser Nord=nord.xlsx --channel ost=ost.xlsx",
        "init --organiser =nord.xlsx --channel ost=ost.xlsx",
        "init --organiser nord=nord.xlsx --channel nord=ost.xlsx",
        "init --organiser nord=nord.xlsx --channel ost=ost.xlsx --config no/such/folder.toml",
    ],
)
def test_what_is_not_enough_is_refused_and_nothing_is_written(empty_office: Office, line: str) -> None:
    if line == "init --no-input":
        answers(empty_office)

    answer = empty_office.hub(line)

    assert answer.code == 2
    assert "--" in answer.err or "folder" in answer.err or "short name" in answer.err
    assert empty_office.contents() == {}


def test_the_plugins_of_the_folder_are_offered(office: Office) -> None:
    office.file("hub.toml").unlink()
    book = "var/example/mekom.xlsx"
    asked = answers(office, "A", "", book, "mekom", "B", "", book, "", "")

    office.hub("init")
    networks = load(office.file("hub.toml"), environ={}).networks

    assert "bildung-osterode" in asked[3]
    assert [network.systems["workbook"].connector for network in networks.values()] == [
        "mekom",
        "spreadsheet",
    ]
    assert "sheets" not in networks["a"].systems["workbook"].table


def test_the_schema_is_where_the_first_line_says(empty_office: Office) -> None:
    answer = empty_office.hub(FLAGS)

    first = empty_office.file("hub.toml").read_text(encoding="utf-8").splitlines()[0]
    schema = empty_office.file(first.removeprefix("#:schema ./"))
    assert schema.read_text(encoding="utf-8") == schema_text()
    assert sorted(empty_office.contents()) == ["hub.toml", str(schema.relative_to(empty_office.folder))]
    assert answer.out.count("Written") == 2


def test_a_schema_that_is_there_stays_as_it_is(empty_office: Office) -> None:
    empty_office.file("schema").mkdir()
    empty_office.file("schema/hub.toml.schema.json").write_text("mine", encoding="utf-8")

    assert empty_office.hub(FLAGS).code == 0
    assert empty_office.file("schema/hub.toml.schema.json").read_text(encoding="utf-8") == "mine"


def test_without_the_schema_hub_toml_is_written_all_the_same(empty_office: Office) -> None:
    empty_office.file("schema").write_text("a file in the way", encoding="utf-8")

    answer = empty_office.hub(FLAGS)

    assert answer.code == 0
    assert "could not be written" in answer.err
    assert empty_office.file("hub.toml").exists()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("MEKOM Regionalmanagement Osterode am Harz e.V.", "mekom"),
        ("VerpackungsCluster Südniedersachsen e.V.", "verpackungscluster"),
        ("Süd-West", "sued-west"),
        ("Żółć", "zoc"),
        ("Æ", "network"),
        ("", "network"),
    ],
)
def test_a_title_becomes_a_short_name_that_every_system_can_write(title: str, name: str) -> None:
    assert short_name(title) == name


def test_the_example_is_not_needed(empty_office: Office) -> None:
    assert not empty_office.file("plugins").exists()
    assert (ROOT / "plugins").exists()
    assert empty_office.hub(FLAGS).code == 0
