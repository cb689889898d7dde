"""Everything that a command prints with --format json is what a published schema describes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.office import ROOT, Office


def validator(name: str) -> Draft202012Validator:
    schema: Any = json.loads((ROOT / "schema" / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("line", "schema"),
    [
        ("plan", "hub-plan.schema.json"),
        ("sync", "hub-night.schema.json"),
        ("sync --dry-run", "hub-plan.schema.json"),
        ("report 1", "hub-night.schema.json"),
        ("runs", "hub-lists.schema.json"),
        ("why mekom/booking/B-0015", "hub-lists.schema.json"),
        ("why verpackungscluster/course/VA-2013-11", "hub-lists.schema.json"),
        ("review", "hub-lists.schema.json"),
        ("check", "hub-lists.schema.json"),
        ("columns var/example/mekom.xlsx", "hub-lists.schema.json"),
        ("networks", "hub-lists.schema.json"),
        ("plugins list", "hub-lists.schema.json"),
    ],
)
def test_json_is_what_the_schema_says(office: Office, line: str, schema: str, language: str) -> None:
    office.hub("sync")
    office.file("plugins/broken.py").write_text("import nothing_of_this_name\n", encoding="utf-8")
    office.file("var/example/bildung-osterode.csv").unlink()

    answer = office.hub(f"{line} --format json --language {language}")

    validator(schema).validate(answer.data)
    assert office.hub(f"-q {line} --format json --language {language}").err == ""
