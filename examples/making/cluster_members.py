"""The members of the VerpackungsCluster, all invented; a dozen are MEKOM's too, two only look like it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from making.mekom_members import PROVED_BY_NAME, PROVED_BY_REGISTER, PROVED_BY_VAT_ID, mekom_members
from making.organisations import Organisation, invent, proved_by_nothing

# How the cluster's office spells a member of both: the VAT id or the register number says that it is the same.
_SPELLED_HERE = {
    "Dornhage Kunststofftechnik GmbH & Co. KG": "DORNHAGE Kunststoff-Technik",
    "Wellpappenwerk Sösetal GmbH": "WPS Wellpappenwerk Soesetal GmbH",
    "Harzgold Naturkost Verpackungs- und Abfüllgesellschaft GmbH": "Harzgold Naturkost GmbH",
    "Ahlsbrink Sondermaschinen und Automatisierungstechnik GmbH": "Ahlsbrink Sondermaschinen",
    "Druckhaus Hainholz GmbH & Co. KG": "Hainholz Druck + Verlag",
    "Rhumequell Folien GmbH": "Rhumequell Flexible Packaging GmbH",
    "Bärwinkel Schaumstoffverpackungen GmbH": "Baerwinkel Schaumstoff GmbH",
    "Etikettendruck Fürstenhagen KG": "Fürstenhagen Etiketten",
    "Spedition Wegenstein GmbH": "Wegenstein Logistik GmbH (vorm. Spedition Wegenstein)",
    "Schachtelmanufaktur Brackhorst GmbH": "SCHACHTELMANUFAKTUR  Brackhorst GmbH",
    "Palettenbau Ilfeldt": "Palettenbau Ilfeldt",
    "Bramforst Displaybau GmbH": "Bramforst-Displaybau GmbH",
}

# Another legal person at the same address with the same telephone: not a member of both.
_NEAR_MISSES = {
    "Trautenberg Wellpappe GmbH & Co. KG": ("Trautenberg Wellpappe Verwaltungs-GmbH", "HRB 299901"),
    "Kellwasser Tiefziehfolien GmbH": ("Kellwasser Tiefziehfolien Beteiligungs-GmbH", "HRB 299902"),
}

# name | trade | town
_OTHERS = """
Weserkarton Mündener Faltschachtelwerk GmbH | Faltschachteln | Hann. Münden
Leinepack Verpackungssysteme GmbH | Verpackungssysteme | Göttingen
Fuldatal Wellkistenbau GmbH & Co. KG | Wellpappe | Hann. Münden
Grubenhagener Hartpapier GmbH | Hartpapier | Einbeck
Solling-Kartonagen Brakemann GmbH | Kartonagen | Uslar
Plessetal Feinkartonagen KG | Kartonagen | Bovenden
Eichsfelder Foliendruck GmbH | Folien | Duderstadt
Gartetaler Blisterverpackung GmbH | Blister | Göttingen
Schwülmetal Holzkisten GmbH | Holzpackmittel | Uslar
Kistenfabrik Nörtener Wald e.K. | Holzpackmittel | Nörten-Hardenberg
Leinebogen Etiketten GmbH | Etiketten | Northeim
Dransfelder Verschlusstechnik GmbH | Verschlüsse | Dransfeld
Weperblick Dosen und Deckel GmbH | Metallverpackung | Hardegsen
Aschenburger Kunststoffflaschen GmbH & Co. KG | Kunststoffflaschen | Duderstadt
Tubenwerk Rustegrund GmbH | Tuben | Northeim
Glashütte Hilsrand GmbH | Glas | Bad Gandersheim
Südleine Packmittelhandel GmbH | Packmittelhandel | Rosdorf
Klebetechnik Haftmann GmbH | Klebstoffe | Göttingen
Bioschale Faserform GmbH | Faserform | Hann. Münden
Druckfarben Coloratus GmbH | Druckfarben | Einbeck
Stanzformenbau Messerschnitt | Stanzformen | Göttingen
Druckerei Gänselieselblick e.K. | Druckerei | Göttingen
Lithografie Punktgenau | Druckvorstufe | Göttingen
Verpackungsdesign Faltenreich | Design | Göttingen
Ideenkiste Verpackungsentwicklung, Inh. Tanja Freese | Entwicklung | Hann. Münden
Maschinenbau Wickelkern GmbH | Verpackungsmaschinen | Northeim
Kartonieranlagen Fördermann GmbH & Co. KG | Verpackungsmaschinen | Göttingen
Wägetechnik Gramm und Unze GmbH | Wägetechnik | Göttingen
Inspektionssysteme Scharfblick GmbH | Messtechnik | Göttingen
Kompetenzkreis Robotik und Greiftechnik e.V. | Robotik | Rosdorf
Ladungsträgerpool Hochstapel e.V. | Logistik | Moringen
Kennzeichnung Strichcodia GmbH | Kennzeichnung | Göttingen
Schrumpfhaube Wärmetunnel GmbH | Verpackungsmaschinen | Nörten-Hardenberg
Förderbänder Rollbahnsen OHG | Fördertechnik | Dassel
Lagerlogistik Regalmeister GmbH | Logistik | Göttingen
Kühltransporte Eiswind | Logistik | Northeim
Kontraktlogistik Leinehafen GmbH | Logistik | Göttingen
Fuhrbetrieb Achsbruch | Logistik | Moringen
Kurierdienst Blitzgepäck | Logistik | Göttingen
Senfmühle Schärfenberg | Lebensmittel | Einbeck
Wurstmanufaktur Eichsfelder Himmel GmbH | Lebensmittel | Duderstadt
Bio-Großhandel Kornblumenfeld GmbH | Lebensmittel | Rosdorf
Molkerei Wiesenklee GmbH | Lebensmittel | Hardegsen
Safterei Streuobst, Inh. Volker Weiß | Lebensmittel | Witzenhausen
Teehandel Samowarium | Lebensmittel | Göttingen
Kosmetik Rosenöl | Kosmetik | Göttingen
Arbeitsgemeinschaft Nachhaltige Verpackung im Weserbergland e.V. | Verband | Holzminden
Medizintechnik Sterilia GmbH | Medizintechnik | Duderstadt
Saatzucht Goldähre KG | Saatgut | Einbeck
Spielwaren Holzklötzchen e.K. | Spielwaren | Bad Gandersheim
Versandhaus Päckchenglück | Versandhandel | Heilbad Heiligenstadt
Altpapier Kreislaufwerk GmbH | Recycling | Göttingen
Rohstoffhandel Ballenpress | Recycling | Northeim
Prüflabor Falltest GmbH | Prüfung | Göttingen
Patentkanzlei Geistesblitz | Beratung | Göttingen
Ingenieurbüro Wellenprofil | Beratung | Hann. Münden
Exportberatung Seekiste, Inh. Lars Thiele | Beratung | Hamburg
Packstoffhandel Pleißeufer GmbH | Packmittelhandel | Leipzig
Verpackungswerk Habichtswaldrand GmbH | Wellpappe | Kassel
Dosenfabrik Weserkante GmbH | Metallverpackung | Holzminden
Institut für Packstoffe am Leinekanal e.V. | Forschung | Göttingen
Förderverein Papiermuseum Büttenquell e.V. | Kultur | Dassel
Logistikinitiative Leinebergland e.V. | Verband | Northeim
Verein zur Förderung der Verpackungsberufe in Südniedersachsen e.V. | Bildung | Göttingen
Gründernetz Nordcampus e.V. | Gründung | Göttingen
Wirtschaftsrunde Werratal e.V. | Verband | Witzenhausen
"""
_ENDED = {"Kurierdienst Blitzgepäck": date(2012, 12, 31)}
_FOUNDED = 2005


def cluster_members() -> list[Organisation]:
    """Every member in the order of joining, which is that of the numbers."""
    at_mekom = {member.name: member for members in mekom_members().values() for member in members}
    members = [
        *(_shared(at_mekom[name], spelled_here) for name, spelled_here in _SPELLED_HERE.items()),
        *(_near_miss(at_mekom[name], *other) for name, other in _NEAR_MISSES.items()),
        *(_other(line) for line in _OTHERS.strip().splitlines()),
    ]
    return sorted(members, key=lambda member: (member.joined, member.name))


def _shared(member: Organisation, spelled_here: str) -> Organisation:
    here = proved_by_nothing(invent(spelled_here, member.sector, member.town.name, first_year=_FOUNDED))
    same_place = replace(
        here, town=member.town, street=_abbreviated(member.street), phone=member.phone, domain=member.domain
    )
    if member.name in PROVED_BY_VAT_ID:
        return replace(same_place, vat_id=_in_groups(PROVED_BY_VAT_ID[member.name]))
    if member.name in PROVED_BY_REGISTER:
        return replace(same_place, register_number=PROVED_BY_REGISTER[member.name])
    assert member.name in PROVED_BY_NAME
    return same_place


def _near_miss(member: Organisation, name: str, register_number: str) -> Organisation:
    other = proved_by_nothing(invent(name, member.sector, member.town.name, first_year=_FOUNDED))
    return replace(
        other,
        town=member.town,
        street=member.street,
        phone=member.phone,
        domain=member.domain,
        register_number=register_number,
    )


def _other(line: str) -> Organisation:
    name, sector, town = (part.strip() for part in line.split("|"))
    member = invent(name, sector, town, first_year=_FOUNDED)
    return replace(member, left=_ENDED[name]) if name in _ENDED else member


def _abbreviated(street: str) -> str:
    return street.replace("straße", "str.").replace("Straße", "Str.")


def _in_groups(vat: str) -> str:
    """DE 999 100 011: the same id as people write it."""
    return f"{vat[:2]} {vat[2:5]} {vat[5:8]} {vat[8:]}"
