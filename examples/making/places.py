"""Towns of the region with their real postal and dialling codes; the streets are anybody's."""

from __future__ import annotations

from typing import NamedTuple

from making.chance import number, one_of


class Town(NamedTuple):
    postal_code: str
    name: str
    dialling_code: str


TOWNS = {
    town.name: town
    for town in (
        Town("37520", "Osterode am Harz", "05522"),
        Town("37412", "Herzberg am Harz", "05521"),
        Town("37431", "Bad Lauterberg im Harz", "05524"),
        Town("37441", "Bad Sachsa", "05523"),
        Town("37539", "Bad Grund (Harz)", "05327"),
        Town("37445", "Walkenried", "05525"),
        Town("37197", "Hattorf am Harz", "05584"),
        Town("37199", "Wulften am Harz", "05556"),
        Town("38678", "Clausthal-Zellerfeld", "05323"),
        Town("38723", "Seesen", "05381"),
        Town("37073", "Göttingen", "0551"),
        Town("37154", "Northeim", "05551"),
        Town("34346", "Hann. Münden", "05541"),
        Town("37115", "Duderstadt", "05527"),
        Town("37574", "Einbeck", "05561"),
        Town("37120", "Bovenden", "0551"),
        Town("37124", "Rosdorf", "0551"),
        Town("37170", "Uslar", "05571"),
        Town("37181", "Hardegsen", "05505"),
        Town("37176", "Nörten-Hardenberg", "05503"),
        Town("37186", "Moringen", "05554"),
        Town("37191", "Katlenburg-Lindau", "05552"),
        Town("37581", "Bad Gandersheim", "05382"),
        Town("37434", "Gieboldehausen", "05528"),
        Town("37127", "Dransfeld", "05502"),
        Town("37586", "Dassel", "05564"),
        Town("37308", "Heilbad Heiligenstadt", "03606"),
        Town("37213", "Witzenhausen", "05542"),
        Town("34123", "Kassel", "0561"),
        Town("37603", "Holzminden", "05531"),
        Town("04158", "Leipzig", "0341"),
        Town("20457", "Hamburg", "040"),
    )
}

_QUARTERS_OF_GOETTINGEN = ("37073", "37075", "37077", "37079", "37081", "37083", "37085")
_STREETS = (
    "Industriestraße", "Am Gewerbepark", "Bahnhofstraße", "Mühlenweg", "Lange Straße", "Am Steinbruch",
    "Zum Hüttenplatz", "Gartenstraße", "Schachtweg", "An der Aue", "Ringstraße", "Werkstraße", "Am Anger",
)  # fmt: skip
_HOUSES = ("1", "3", "4", "7a", "8", "11+13", "12", "15", "18", "22", "10 - 12", "41", "5 b", "27")


def town_of(company: str, name: str) -> Town:
    """The town, for a company; a big town has several postal codes."""
    town = TOWNS[name]
    if name == "Göttingen":
        return town._replace(postal_code=one_of(_QUARTERS_OF_GOETTINGEN, company))
    return town


def street_of(company: str) -> str:
    return f"{one_of(_STREETS, 'street ' + company)} {one_of(_HOUSES, 'house ' + company)}"


def phone_of(company: str) -> str:
    """Six digits behind the dialling code, from a block that is nobody's."""
    return f"99{number('phone ' + company, below=10_000):04}"


def spelled(dialling_code: str, digits: str, *, style: int) -> str:
    """One phone number in one of the five spellings that turn up in every list of members."""
    area = dialling_code.removeprefix("0")
    head, tail = digits[:4], digits[4:]
    spellings = (
        f"{dialling_code}/{head}-0",
        f"+49 (0) {area} {head}-0",
        f"0049-{area}-{digits}",
        f"{dialling_code} - {digits[:2]} {digits[2:4]} {tail}",
        f"({dialling_code}) {digits}",
    )
    return spellings[style % len(spellings)]
