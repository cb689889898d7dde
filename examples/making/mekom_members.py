"""The members of MEKOM, all invented: firms of every trade, a bank, a municipality, education providers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from making.organisations import Organisation, invent, proved_by_nothing, vat_id

# name | trade | town
_METAL = """
Harz-Metallbau Dornhage GmbH | Metallbau | Osterode am Harz
Sösetaler Zinkdruckguss GmbH & Co. KG | Gießerei | Osterode am Harz
Brünnecke Präzisionsdrehteile GmbH | Drehteile | Herzberg am Harz
Oderwerk Gießereitechnik GmbH | Gießerei | Bad Lauterberg im Harz
Kellwasser Maschinenbau GmbH & Co. KG | Maschinenbau | Osterode am Harz
Tiedexer Werkzeugbau GmbH | Werkzeugbau | Einbeck
Wickenrode Federn und Stanzteile GmbH | Stanzteile | Hattorf am Harz
Sieberquell Armaturen GmbH | Armaturen | Herzberg am Harz
Lonauer Schmiedetechnik e.K. | Schmiede | Herzberg am Harz
Steinbrink Härterei KG | Härterei | Bad Lauterberg im Harz
Rothenwasser Antriebstechnik GmbH | Antriebstechnik | Bad Grund (Harz)
Schlosserei Quendler, Inh. Jörg Quendler | Schlosserei | Osterode am Harz
Vorharz Blechverarbeitung GmbH | Blechverarbeitung | Osterode am Harz
Eisensteiner Anlagenbau AG | Anlagenbau | Clausthal-Zellerfeld
Hüttenroder Pulverbeschichtung GmbH | Oberflächentechnik | Osterode am Harz
Ahlsbrink Sondermaschinen und Automatisierungstechnik GmbH | Maschinenbau | Herzberg am Harz
Kupferschmiede Ellerkamp e.K. | Apparatebau | Bad Sachsa
Feinmechanik Zwirnitz OHG | Feinmechanik | Walkenried
Ührder Zerspanungstechnik GmbH | Zerspanung | Osterode am Harz
Stollenberg Aluminiumguss GmbH & Co. KG | Gießerei | Seesen
Schweißtechnik Haindorf | Schweißtechnik | Wulften am Harz
"""
_PLASTIC = """
Dornhage Kunststofftechnik GmbH & Co. KG | Spritzguss | Osterode am Harz
Wellpappenwerk Sösetal GmbH | Wellpappe | Osterode am Harz
Trautenberg Wellpappe GmbH & Co. KG | Wellpappe | Herzberg am Harz
Rhumequell Folien GmbH | Folien | Katlenburg-Lindau
Schachtelmanufaktur Brackhorst GmbH | Faltschachteln | Hattorf am Harz
Bärwinkel Schaumstoffverpackungen GmbH | Schaumstoff | Herzberg am Harz
Südharzer Kunststoffrecycling GmbH | Recycling | Bad Lauterberg im Harz
Harzgold Naturkost Verpackungs- und Abfüllgesellschaft GmbH | Lebensmittel | Osterode am Harz
Etikettendruck Fürstenhagen KG | Etiketten | Osterode am Harz
Lohnverpackung Mehrtens e.K. | Konfektionierung | Herzberg am Harz
Palettenbau Ilfeldt | Holzpackmittel | Walkenried
Kellwasser Tiefziehfolien GmbH | Folien | Osterode am Harz
Druckhaus Hainholz GmbH & Co. KG | Druckerei | Osterode am Harz
Bramforst Displaybau GmbH | Displays | Hann. Münden
"""
_BUILDING = """
Zimmerei Rautenkranz | Zimmerei | Osterode am Harz
Dachdeckerei Wolkenhauer, Inh. Uwe Strüver | Dachdecker | Herzberg am Harz
Elektro Funkenberg GmbH | Elektro | Osterode am Harz
Gipswerk Weißenfelde GmbH | Gips | Walkenried
Baustoffe Kirchhainer KG | Baustoffe | Bad Lauterberg im Harz
Holzbau Tannengrund GmbH | Holzbau | Bad Grund (Harz)
Tischlerei Spänemann | Tischlerei | Hattorf am Harz
Sanitär Quellhorst e.K. | Sanitär und Heizung | Osterode am Harz
Malerbetrieb Farbenthal | Maler | Bad Sachsa
Straßenbau Oberharzer Höhe GmbH | Tiefbau | Clausthal-Zellerfeld
Gerüstbau Steilwand UG (haftungsbeschränkt) | Gerüstbau | Gieboldehausen
Ingenieurgemeinschaft Aschenhütte PartG | Ingenieurbüro | Herzberg am Harz
Architekturbüro Giebelmann | Architektur | Osterode am Harz
Steinmetzwerkstatt Dolomit | Steinmetz | Osterode am Harz
Kälte- und Klimatechnik Frostberg GmbH | Klimatechnik | Northeim
"""
_SERVICES = """
Sösebank eG | Bank | Osterode am Harz
Spedition Wegenstein GmbH | Spedition | Osterode am Harz
Hotel Zwergenblick, Inh. Elke Hartung | Hotel | Bad Sachsa
Autohaus Radsporn GmbH | Autohaus | Herzberg am Harz
Steuerkanzlei Ziffernberg PartG | Steuerberatung | Osterode am Harz
Softwareschmiede Bitgrund | Software | Osterode am Harz
Werbeagentur Farbklecksel | Werbung | Bad Lauterberg im Harz
Gebäudereinigung Spiegelhorst | Reinigung | Osterode am Harz
Personaldienst Hübichenstein GmbH | Zeitarbeit | Osterode am Harz
Brauhaus Hopfenwinkel | Brauerei | Osterode am Harz
Sösetaler Landbäckerei Krustenberg e.K. | Bäckerei | Osterode am Harz
Fleischerei Schinkenhof | Fleischerei | Wulften am Harz
Buchhandlung Lesefuchsbau | Buchhandel | Osterode am Harz
Reisebüro Kofferkind | Reisebüro | Herzberg am Harz
Gartenbau Quendelkraut | Gartenbau | Gieboldehausen
Apotheke am Zinnbrunnen, Inh. Dr. Regina Apel | Apotheke | Osterode am Harz
Sicherheitsdienst Nachtwache GmbH | Bewachung | Northeim
Umweltlabor Tropfenstein GmbH | Labor | Clausthal-Zellerfeld
Entsorgung Vorharz Kreislauf GmbH | Entsorgung | Osterode am Harz
Pflegedienst Odertalblick GmbH | Pflege | Bad Lauterberg im Harz
Seniorenresidenz Ahornhöhe GmbH | Pflege | Bad Lauterberg im Harz
Fotostudio Silberkorn | Fotografie | Osterode am Harz
Unternehmensberatung Querdenk, Inh. Norbert Otte | Beratung | Göttingen
Energiegenossenschaft Sonnenleite eG | Energie | Hattorf am Harz
"""
_PUBLIC = """
Samtgemeinde Sösenrode | Kommune | Osterode am Harz
Kreisvolkshochschule Sösetal | Bildung | Osterode am Harz
Bildungswerk Rhumetal e.V. | Bildung | Herzberg am Harz
Werbegemeinschaft Sösebrücke e.V. | Einzelhandel | Osterode am Harz
Tourismusverein Knollenwald e.V. | Tourismus | Bad Lauterberg im Harz
Förderverein Gründerhaus Sösepark e.V. | Gründung | Osterode am Harz
Jungunternehmerkreis Südharzrand e.V. | Verband | Osterode am Harz
Verein zur Förderung der Berufsausbildung am Harzrand e.V. | Bildung | Herzberg am Harz
Förderkreis Höhlenmuseum Gipskarst e.V. | Kultur | Bad Grund (Harz)
Handwerkerverein Alte Schmiede e.V. | Handwerk | Hattorf am Harz
Arbeitskreis Schule und Betrieb im Vorharz e.V. | Bildung | Osterode am Harz
Kunstverein Grünspanhütte e.V. | Kultur | Clausthal-Zellerfeld
Forschungsverbund Leichtbau Oberharz e.V. | Forschung | Clausthal-Zellerfeld
Sportförderung Sösestadion e.V. | Sport | Osterode am Harz
Landfrauenrunde Eichsfeldrand e.V. | Landwirtschaft | Gieboldehausen
"""

GROUPS = {
    "Metall": _METAL,
    "Kunststoff": _PLASTIC,
    "Bau und Handwerk": _BUILDING,
    "Handel und Dienstleistung": _SERVICES,
    "Öffentliche Hand, Bildung, Vereine": _PUBLIC,
}
ENDED = {
    "Schweißtechnik Haindorf": date(2011, 12, 31),
    "Reisebüro Kofferkind": date(2012, 6, 30),
    "Gerüstbau Steilwand UG (haftungsbeschränkt)": date(2012, 12, 31),
}
DORMANT = frozenset({"Kunstverein Grünspanhütte e.V."})

# Members of the cluster too; what proves it (see cluster_members.py).
PROVED_BY_VAT_ID = {
    "Dornhage Kunststofftechnik GmbH & Co. KG": vat_id(10001),
    "Wellpappenwerk Sösetal GmbH": vat_id(10002),
    "Harzgold Naturkost Verpackungs- und Abfüllgesellschaft GmbH": vat_id(10003),
    "Ahlsbrink Sondermaschinen und Automatisierungstechnik GmbH": vat_id(10004),
    "Druckhaus Hainholz GmbH & Co. KG": vat_id(10005),
}
PROVED_BY_REGISTER = {
    "Rhumequell Folien GmbH": "HRB 299801",
    "Bärwinkel Schaumstoffverpackungen GmbH": "HRB 299802",
    "Etikettendruck Fürstenhagen KG": "HRA 299803",
    "Spedition Wegenstein GmbH": "HRB 299804",
}
PROVED_BY_NAME = (
    "Schachtelmanufaktur Brackhorst GmbH",
    "Palettenbau Ilfeldt",
    "Bramforst Displaybau GmbH",
)


def mekom_members() -> dict[str, list[Organisation]]:
    """Every member by the group under which the office keeps it."""
    return {group: [_member(line) for line in table.strip().splitlines()] for group, table in GROUPS.items()}


def _member(line: str) -> Organisation:
    name, sector, town = (part.strip() for part in line.split("|"))
    member = replace(invent(name, sector, town, first_year=2000), left=ENDED.get(name))
    if member.left is not None:
        member = replace(member, joined=min(member.joined, date(2009, 4, 1)))
    if name in PROVED_BY_VAT_ID:
        return replace(member, vat_id=PROVED_BY_VAT_ID[name])
    if name in PROVED_BY_REGISTER:
        return replace(member, vat_id=None, register_number=PROVED_BY_REGISTER[name])
    return proved_by_nothing(member) if name in PROVED_BY_NAME else member
