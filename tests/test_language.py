"""The German catalogue: complete, exact, compiled, and true to its English."""

from __future__ import annotations

import gettext
import importlib.util
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po

from hub.language import Text, say

ROOT = Path(__file__).resolve().parent.parent
TYPED = re.compile(r"`hub [a-z]+|\bhub [a-z]+ --[a-z-]+|--[a-z-]+|HUB_[A-Z_]+|hub\.[a-z_]+|\bhub\.toml\b")


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "tools" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


catalogue = _tool()
GERMAN: dict[str, str] = catalogue.translations()


def test_the_catalogue_has_exactly_the_sentences_of_the_sources() -> None:
    said = catalogue.sentences()

    assert sorted(said.keys() - GERMAN.keys()) == []
    assert sorted(GERMAN.keys() - said.keys()) == []


def test_sentences_are_found_wherever_they_stand(tmp_path: Path) -> None:
    (tmp_path / "hub").mkdir()
    (tmp_path / "hub" / "a.py").write_text(
        """
            X = {"k": Text("in a table")}
            def f(language):
                yield f"{Text('in an f-string').say(language)}: {catalogue.gettext('by hand')}"
                raise ConfigError(Text("in two "
                                       "parts", x=1), remedy=Text(""))
        """.replace("\n            ", "\n"),
        encoding="utf-8",
    )

    assert list(catalogue.sentences(tmp_path)) == ["by hand", "in a table", "in an f-string", "in two parts"]


def test_every_sentence_has_its_german() -> None:
    with catalogue.PO.open("rb") as file:
        messages = [message for message in read_po(file, locale="de") if message.id]

    assert [message.id for message in messages if not message.string or message.fuzzy] == []


def test_no_sentence_is_left_over_from_earlier() -> None:
    with catalogue.PO.open("rb") as file:
        assert dict(read_po(file, locale="de").obsolete) == {}


def test_the_files_are_what_the_tool_makes_of_the_sources() -> None:
    po = catalogue.as_po(catalogue.up_to_date(catalogue.sentences(), GERMAN))

    assert catalogue.PO.read_bytes() == po, "run: python tools/catalogue.py"
    assert catalogue.MO.read_bytes() == catalogue.as_mo(po), "run: python tools/catalogue.py"


def test_german_has_the_gaps_of_its_english_and_nothing_breaks_when_they_are_filled() -> None:
    for template, german in GERMAN.items():
        assert catalogue.gaps(german) == catalogue.gaps(template), german
        assert Text(template, **dict.fromkeys(catalogue.gaps(template), "x")).say("de")


def test_german_keeps_what_one_types_and_how_it_is_laid_out() -> None:
    for template, german in GERMAN.items():
        assert set(TYPED.findall(template)) == set(TYPED.findall(german)), german
        assert german.count("\n") == template.count("\n"), german
        assert german.strip(" ") == german or template.strip(" ") != template, german


def test_german_is_written_as_offices_write_it() -> None:
    for german in GERMAN.values():
        assert german.count("„") == german.count("“"), german
        assert not re.search(r"\b(du|dein|deine|deinen|dir|dich)\b", german, re.IGNORECASE), german
        assert not re.search(r"\b(fuer|ueber|koennen|moeglich|aendern|naechste)\b", german), german


def test_the_header_names_no_person_and_no_moment() -> None:
    head = catalogue.PO.read_text(encoding="utf-8").split("\n\n")[0]

    assert "charset=utf-8" in head
    assert not re.search(r"@|\d{4}-\d\d|Translator|Project-Id", head)


def test_no_location_has_a_line_number() -> None:
    locations = re.findall(r"^#: (.*)$", catalogue.PO.read_text(encoding="utf-8"), re.MULTILINE)

    assert locations
    assert not [location for location in locations if re.search(r":\d", location) or "\\" in location]


def test_the_standard_library_reads_the_compiled_catalogue() -> None:
    found = gettext.translation("hub", ROOT / "hub" / "locale", languages=["de"])

    assert found.gettext("Interrupted.") == "Abgebrochen."


def test_an_unknown_sentence_falls_back_to_english_and_an_empty_one_stays_empty() -> None:
    template = "never written {anywhere}"

    assert Text(template, anywhere="x").say("de") == "never written x"
    assert Text("").say("de") == ""


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [
        (date(2013, 1, 14), "14.01.2013", "2013-01-14"),
        (datetime(2013, 1, 14, 9, 5), "14.01.2013 09:05", "2013-01-14 09:05"),
        (1234567, "1.234.567", "1,234,567"),
        (Decimal("1234.50"), "1.234,50", "1,234.50"),
        (True, "ja", "yes"),
        (False, "nein", "no"),
        (None, "leer", "nothing"),
        (("a", Text("nothing to do")), "a, nichts zu tun", "a, nothing to do"),
    ],
)
def test_values_are_written_the_way_the_language_writes_them(
    value: object, german: str, english: str
) -> None:
    assert (say(value, "de"), say(value, "en")) == (german, english)  # type: ignore[arg-type]
