"""The kind "spreadsheet": a connector can do what its file or its table in hub.toml says, and nothing else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from hub import Unreachable, Unusable
from hub.connectors.spreadsheet.kind import (
    SpreadsheetSettings,
    connected,
    headings_missing,
    register_connectors,
    sheets_of,
    usual_sheet,
)
from tests.connectors.spreadsheet.builders import OFFICE, course, office_sheets, workbook_at

FIRMS = [["Stand: gestern"], ["Firmenname", "PLZ", "Stadt"], ["Oker GmbH", "38640", "Goslar"]]
WRITES = {"publish_courses", "sync_bookings"}


def hooks_of(connector: object) -> set[str]:
    kind = type(connector)
    return {name for name in dir(kind) if hasattr(getattr(kind, name), "hub_impl")} - {"check_system"}


def settings(path, *, provides=(), **table):
    given = {"wait_seconds": 0, "path": path, **table}
    return SpreadsheetSettings.model_validate(given, context={"folder": path.parent, "provides": provides})


@pytest.fixture
def path(tmp_path):
    return workbook_at(tmp_path / "office.xlsx", office_sheets())


def test_it_is_offered_under_its_name():
    offered = {}
    register_connectors(lambda name, factory, model: offered.update({name: (factory, model)}))

    assert offered == {"spreadsheet": (connected, SpreadsheetSettings)}


def test_a_whole_workbook_is_read_and_written(path):
    assert hooks_of(connected(settings(path))) == {
        "fetch_members",
        "fetch_courses",
        "fetch_bookings",
        *WRITES,
    }


def test_only_the_tables_that_the_file_has_are_offered(tmp_path):
    path = workbook_at(tmp_path / "firms.xlsx", {"Liste": FIRMS})

    assert hooks_of(connected(settings(path))) == {"fetch_members"}


def test_only_the_sheets_that_are_named_are_read(path):
    hub = connected(settings(path, sheets={"courses": "Kurse"}))

    assert hooks_of(hub) == {"fetch_courses", "publish_courses"}
    assert len(hub.fetch_courses(OFFICE).records) == 1
    said = [str(finding.what) for finding in hub.check_system(OFFICE)]
    assert "office.xlsx: the hub does not read the sheets Mitglieder, Buchungen" in said


def test_nothing_is_said_of_sheets_when_all_are_read(path):
    said = [str(finding.what) for finding in connected(settings(path)).check_system(OFFICE)]

    assert not any("does not read the sheets" in sentence for sentence in said)


def test_a_file_whose_sheets_are_named_is_not_even_opened(tmp_path):
    hub = connected(settings(tmp_path / "later.xlsx", sheets={"members": "Liste"}))

    assert hooks_of(hub) == {"fetch_members"}
    with pytest.raises(Unreachable, match="there is no file"):
        hub.fetch_members(OFFICE)
    assert not hub.check_system(OFFICE)[0].is_well


def test_a_file_that_is_not_there_cannot_be_looked_into(tmp_path):
    with pytest.raises(Unreachable, match="there is no file"):
        connected(settings(tmp_path / "later.xlsx"))


def test_a_csv_file_is_one_table_that_is_written_too(tmp_path):
    path = tmp_path / "kurse.csv"
    path.write_bytes("Nr.;Titel;Beginn;Preis\nK-1;Gespräche;21.01.2013;120,- €\n".encode("cp1252"))

    hub = connected(settings(path))

    assert hooks_of(hub) == {"fetch_courses", "publish_courses"}
    [record] = hub.fetch_courses(OFFICE).records
    assert record.value.title == "Gespräche"
    assert len(hub.check_system(OFFICE)) == 1


def test_provides_says_what_a_csv_file_holds(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text("Kennung;Wer;Wo\n1;Oker GmbH;Goslar\n", encoding="utf-8")
    columns = {"members": {"id": "Kennung", "name": "Wer", "town": "Wo"}}

    with pytest.raises(Unusable, match="cannot be told") as caught:
        connected(settings(path))
    assert 'provides = ["courses"]' in str(caught.value)
    [record] = connected(settings(path, provides=("members",), columns=columns)).fetch_members(OFFICE).records
    assert (record.value.name, record.value.town) == ("Oker GmbH", "Goslar")


def test_what_was_asked_for_and_is_not_there_is_told(tmp_path):
    path = workbook_at(tmp_path / "firms.xlsx", {"Liste": FIRMS, "Notizen": [["a"]]})

    with pytest.raises(Unusable, match="none of the sheets Liste, Notizen looks like the courses") as caught:
        connected(settings(path, provides=("courses", "members")))
    assert 'sheets.courses = "Liste"' in str(caught.value)


def test_provides_finds_what_sheets_does_not_name(path):
    hub = connected(settings(path, provides=("members", "courses"), sheets={"courses": "Kurse"}))

    assert hooks_of(hub) == {"fetch_members", "fetch_courses", "publish_courses"}


def test_members_without_numbers_get_one_that_stays(tmp_path):
    path = workbook_at(tmp_path / "firms.xlsx", {"Liste": [*FIRMS, ["Ilse KG", "38667", "Bad Harzburg"]]})
    first = connected(settings(path)).fetch_members(OFFICE).records
    workbook_at(path, {"Liste": [*FIRMS[:2], ["Ilse KG", "38667", "Bad Harzburg"], *FIRMS[2:]]})
    second = connected(settings(path)).fetch_members(OFFICE).records

    assert {record.id: record.value.name for record in first} == {
        record.id: record.value.name for record in second
    }
    assert all(record.id.startswith("M-") and not record.proposed for record in first)


def test_one_column_in_hub_toml_leaves_the_others_known(tmp_path):
    path = workbook_at(
        tmp_path / "f.xlsx", {"Liste": [["Wer", "PLZ", "Stadt"], ["Oker GmbH", "38640", "Goslar"]]}
    )
    hub = connected(settings(path, sheets={"members": "Liste"}, columns={"members": {"name": "Wer"}}))

    [record] = hub.fetch_members(OFFICE).records
    assert (record.value.name, record.value.postal_code, record.value.town) == (
        "Oker GmbH",
        "38640",
        "Goslar",
    )


def test_courses_are_written_as_by_a_plugin(path):
    from hub import Add, Done

    hub = connected(settings(path))
    noun = course("VA-9")
    [receipt] = hub.publish_courses(OFFICE, [Add(id="c1", ref=noun.origin, value=noun)])

    assert isinstance(receipt, Done)
    assert {record.id for record in hub.fetch_courses(OFFICE).records} == {"VA-1", "VA-9"}


def test_sheets_are_found_for_whoever_writes_hub_toml(path, tmp_path):
    assert list(sheets_of(settings(path)).items()) == [
        ("members", "Mitglieder"), ("courses", "Kurse"), ("bookings", "Buchungen"),
    ]  # fmt: skip
    with pytest.raises(Unusable, match="looks like the members"):
        sheets_of(settings(workbook_at(tmp_path / "no.xlsx", {"Notizen": [["a"]]})))


def test_missing_columns_are_named_as_the_hub_would_head_them(path):
    assert headings_missing(settings(path), "courses", "Kurse", fields=["id", "released_to"]) == ["Freigabe"]
    assert usual_sheet("courses", ["id", "ref"]) == ("Kurse", ["Kursnummer", "Verweis"])


def test_the_table_in_the_readme_is_one_that_loads(tmp_path):
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    [block] = re.findall(r"```toml\n(\[networks\.solling.*?)```", readme, flags=re.DOTALL)
    table = tomllib.loads(block)["networks"]["solling"]["systems"]["workbook"]

    assert table.pop("connector") == "spreadsheet"
    assert set(table) <= set(SpreadsheetSettings.model_fields)
    assert hooks_of(connected(settings(tmp_path / table.pop("path"), **table))) >= WRITES


def test_former_members_need_the_others(tmp_path):
    with pytest.raises(ValidationError, match="former is for members who have left"):
        settings(tmp_path / "a.xlsx", sheets={"former": "Ausgetreten", "courses": "Kurse"})
    assert settings(tmp_path / "a.xlsx", sheets={"former": "Weg", "members": "Da"}).to_be_found == ()
    assert settings(tmp_path / "a.xlsx", provides=("members",), sheets={"former": "Weg"}).to_be_found == (
        "members",
    )


def test_a_sheet_for_those_who_left_is_found_by_its_name_and_header(tmp_path):
    gone = [*FIRMS[:2], ["Weg GmbH", "38667", "Bad Harzburg"]]
    path = workbook_at(tmp_path / "a.xlsx", {"Liste": FIRMS, "Ausgetreten": gone})
    assert sheets_of(settings(path)) == {"members": "Liste", "former": "Ausgetreten"}
    statuses = {
        r.value.name: r.value.status.value for r in connected(settings(path)).fetch_members(OFFICE).records
    }
    assert statuses["Weg GmbH"] == "ended"
    assert set(statuses.values()) == {"ended", "active"}


def test_two_sheets_for_those_who_left_are_nobodys_guess(tmp_path):
    path = workbook_at(tmp_path / "a.xlsx", {"Liste": FIRMS, "Ausgetreten": FIRMS, "Ehemalige": FIRMS})
    assert sheets_of(settings(path)) == {"members": "Liste"}
