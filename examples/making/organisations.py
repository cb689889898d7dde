"""An invented company or institution, with everything that a list of members says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from making.chance import number
from making.people import Human, human, plain
from making.places import Town, phone_of, street_of, town_of

COURT = "Göttingen"  # merged: it keeps the registers of the whole region

# The longer form first: "GmbH & Co. KG" ends with "KG" too.
_FORMS = {
    "GmbH & Co. KG": "HRA", "Verwaltungs-GmbH": "HRB", "gGmbH": "HRB", "GmbH": "HRB", "UG (haftungsbeschränkt)": "HRB", "AG": "HRB",
    "KG": "HRA", "OHG": "HRA", "e.K.": "HRA", "e.V.": None, "eG": None, "PartG": None,
}  # fmt: skip


_SMALL_WORDS = {"der", "die", "und", "von", "vorm", "zur", "fuer", "inh", "verein", "foerderung"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    name: str
    sector: str
    town: Town
    street: str
    phone: str  # the digits behind the dialling code
    domain: str
    contact: Human
    joined: date
    left: date | None = None
    vat_id: str | None = None
    register_number: str | None = None

    @property
    def core(self) -> str:
        """The name without its legal form."""
        return core(self.name)

    @property
    def email(self) -> str:
        return f"info@{self.domain}"


def invent(name: str, sector: str, town: str, *, first_year: int) -> Organisation:
    """Everything else about the organisation of this name; the same each time."""
    return Organisation(
        name=name,
        sector=sector,
        town=town_of(name, town),
        street=street_of(name),
        phone=phone_of(name),
        domain=domain_of(name),
        contact=human(name),
        joined=_joined(name, first_year),
        vat_id=vat_id(number(f"vat {name}", below=100_000)) if number(f"vat? {name}", below=9) == 0 else None,
        register_number=_register_number(name),
    )


def proved_by_nothing(organisation: Organisation) -> Organisation:
    """The same without VAT id and register number, as most lists of members know it."""
    return replace(organisation, vat_id=None, register_number=None)


def core(name: str) -> str:
    for form in _FORMS:
        name = name.removesuffix(form)
    return name.strip(" -,")


def domain_of(name: str) -> str:
    """A domain under .example, which nobody can ever own."""
    words = [
        word
        for word in re.split(r"[^a-z0-9]+", plain(core(name)))
        if len(word) > 2 and word not in _SMALL_WORDS
    ]
    return "-".join(words[:2]) + ".example"


def vat_id(serial: int) -> str:
    """A VAT id with a right check digit (ISO 7064, mod 11, 10) from the block DE999, which is not given out."""
    digits = f"999{serial:05}"
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = 2 * total % 11
    return f"DE{digits}{(11 - product) % 10}"


def _register_number(name: str) -> str | None:
    """Numbers from 290000, which the court has not reached; those from 299000 are given by hand."""
    form = next((form for form in _FORMS if name.endswith(form)), None)
    section = _FORMS[form] if form else None
    if section is None or number(f"register? {name}", below=10) < 3:
        return None
    return f"{section} {290_000 + number(f'register {name}', below=9_000)}"


def _joined(name: str, first_year: int) -> date:
    year = first_year + number(f"year {name}", below=2013 - first_year)
    return date(year, 1 + 3 * number(f"quarter {name}", below=4), 1)
