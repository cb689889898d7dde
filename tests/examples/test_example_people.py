"""Nobody in the example exists: no company, no domain, no number."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

Row = dict[str, object]
Table = Callable[[str], list[Row]]

REAL_COMPANIES = Path(__file__).parents[3] / "shared" / "data" / "companies-goettingen.jsonl"
_LEGAL_FORMS = (
    r"gesellschaft mit beschraenkter haftung|gesellschaft mbh|verwaltungs gmbh|beteiligungs gmbh|gmbh|mbh|"
    r"und co|co|kg|ag|e k|e v|e g|eg|ev|ohg|partg|ug|haftungsbeschraenkt"
)

_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "&": " und "})


@pytest.fixture
def members(mekom_table: Table, cluster_table: Table) -> list[Row]:
    """All members of both, with MEKOM's name for the columns."""
    here = [
        row | {"Firma": row["Unternehmen"], "Registernummer": row["HR-Nummer"]}
        for row in cluster_table("Mitglieder")
    ]
    return [*mekom_table("Mitglieder"), *here]


def test_no_company_has_the_name_of_a_real_one(
    members: list[Row], offers: list[Row], mekom_table: Table
) -> None:
    if not REAL_COMPANIES.exists():
        pytest.skip("the list of real companies is not part of this checkout")
    companies = [json.loads(line) for line in REAL_COMPANIES.read_text(encoding="utf-8").splitlines()]
    real = {core(name) for company in companies for name in (company["name"], *company["previous_names"])}
    invented = {str(row["Firma"]) for row in [*members, *mekom_table("Buchungen")]}
    invented |= {str(row["Anbieter"]) for row in offers}
    assert {name for name in invented if core(name) in real} == set()


def test_no_register_number_is_a_real_one(members: list[Row]) -> None:
    """The court had given out less than 210000 of them years later."""
    numbers = [str(row["Registernummer"]) for row in members if row["Registernummer"]]
    assert len(numbers) > 50
    for number in numbers:
        section, _, digits = number.partition(" ")
        assert section in {"HRA", "HRB"}
        assert 290_000 <= int(digits) < 300_000


def test_no_list_names_a_register_number_or_vat_id_twice(mekom_table: Table, cluster_table: Table) -> None:
    """A value that two members of one list share proves nothing about either."""
    for rows, number in (
        (mekom_table("Mitglieder"), "Registernummer"),
        (cluster_table("Mitglieder"), "HR-Nummer"),
    ):
        for name in (number, "USt-IdNr.", "Telefon", "E-Mail"):
            known = [row[name] for row in rows if row[name]]
            assert len(set(known)) == len(known)


def test_vat_ids_are_well_formed_and_from_a_block_of_nobody(members: list[Row]) -> None:
    vat_ids = [str(row["USt-IdNr."]).replace(" ", "") for row in members if row["USt-IdNr."]]
    assert len(vat_ids) > 15
    for vat_id in vat_ids:
        assert re.fullmatch(r"DE999\d{6}", vat_id)
        assert check_digit(vat_id[2:10]) == int(vat_id[10])


def test_most_members_have_no_vat_id(members: list[Row]) -> None:
    assert sum(row["USt-IdNr."] is not None for row in members) < len(members) / 4


def test_every_address_is_under_a_domain_that_nobody_can_own(
    members: list[Row], mekom_table: Table, cluster_table: Table
) -> None:
    rows = [*members, *mekom_table("Buchungen"), *cluster_table("Buchungen")]
    addresses = [str(row[name]) for row in rows for name in ("E-Mail", "Internet", "Web") if row.get(name)]
    assert all(re.fullmatch(r"[a-z0-9.@:/-]+\.example", address) for address in addresses)
    assert sum("@" in address for address in addresses) == len(rows)


def test_every_phone_number_is_from_an_invented_block(members: list[Row]) -> None:
    assert all(re.search(r"99[ \d]", str(row["Telefon"])) for row in members)


def test_legal_forms_are_spread_as_in_the_region(members: list[Row]) -> None:
    shares = Counter(legal_form(str(row["Firma"])) for row in members)
    assert shares.most_common(1)[0][0] == "GmbH"
    assert shares["GmbH"] < len(members) / 2
    assert all(shares[form] > len(members) / 10 for form in ("e.V.", "none"))
    assert all(shares[form] for form in ("GmbH & Co. KG", "e.K.", "KG", "eG", "OHG", "PartG", "AG"))


def core(name: str) -> str:
    """The name without legal form, case, umlauts, blanks and punctuation."""
    plain = name.casefold().translate(_PLAIN)
    words = re.sub(r"[^a-z0-9]+", " ", plain)
    return re.sub(rf"\b(?:{_LEGAL_FORMS})\b", "", words).replace(" ", "")


def legal_form(name: str) -> str:
    forms = (
        "GmbH & Co. KG",
        "gGmbH",
        "GmbH",
        "e.V.",
        "e.K.",
        "KG",
        "eG",
        "OHG",
        "PartG",
        "AG",
        "UG (haftungsbeschränkt)",
    )
    return next((form for form in forms if name.endswith(form)), "none")


def check_digit(digits: str) -> int:
    """ISO 7064, mod 11, 10, as the tax office's leaflet works it out."""
    product = 10
    for digit in digits:
        product = 2 * ((int(digit) + product) % 10 or 10) % 11
    return (11 - product) % 10
