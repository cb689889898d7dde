"""Letters: blanks and marks that nobody sees, umlauts in two parts, and letters that were read wrongly once."""

from __future__ import annotations

from tests.corpus.oddity import Oddity
from tests.corpus.opendocument import ods
from tests.corpus.sheets import table_csv, table_xlsx, with_cells
from tests.fidelity.parts import packed, replace, unpacked


def _name(name: str, cell: str, meant: str) -> Oddity:
    return Oddity(name=name, content=table_xlsx("members", {"Firma": cell}), read={"M-1": {"name": meant}})


def _no_name(name: str, cell: str, why: str) -> Oddity:
    return Oddity(
        name=name, content=table_xlsx("members", {"Firma": cell}, {}), read={"M-2": {}}, refused=(f"Firma: {why}",)
    )  # fmt: skip


def _parted_ods() -> bytes:
    parts = unpacked(ods({"Mitglieder": with_cells("members", {})}))
    replace(parts, "content.xml", "Oker Karton", "Oker<text:tab/>Karton")
    replace(parts, "content.xml", "Osterode am", "Osterode<text:line-break/>am")
    return packed(parts)


ODDITIES = (
    _name("a no-break space in a name", "Müller\u00a0GmbH\u00a0", "Müller GmbH"),
    _name("blanks before, between and behind", "  Müller   GmbH ", "Müller GmbH"),
    _name("a line break in a name", "Müller\nGmbH", "Müller GmbH"),
    _name("a line break of an old Excel", "Müller_x000D_\nGmbH", "Müller GmbH"),
    _name("a soft hyphen out of a web page", "Verpackungs\u00adtechnik", "Verpackungstechnik"),
    _name("umlauts in two parts, as a Mac writes them", "Mu\u0308ller", "Müller"),
    _name("a blank of no width", "\u200bMüller\u200b GmbH", "Müller GmbH"),
    _name("marks of direction", "\u202aMüller\u202c\u200e", "Müller"),
    _name("a byte order mark inside a cell", "\ufeffMüller", "Müller"),
    Oddity(
        name="a name in a CSV file that others would take for a formula",
        file="list.csv",
        content=table_csv("members", {"Firma": "=Müller"}, {"Firma": "@home GmbH"}),
        read={"M-1": {"name": "=Müller"}, "M-2": {"name": "@home GmbH"}},
    ),
    _name("an umlaut that only looks read wrongly", "Château São João", "Château São João"),
    Oddity(
        name="a remark keeps its lines",
        content=table_xlsx("members", {"Bemerkung": "erste  Zeile\nzweite\u00a0Zeile"}),
        read={"M-1": {"remark": "erste Zeile\nzweite Zeile"}},
    ),
    Oddity(
        name="a number of a record with a blank that nobody sees",
        content=table_xlsx("members", {"Mitgl.-Nr.": "M-7\u00a0"}),
        read={"M-7": {"id": "M-7"}},
    ),
    _no_name("letters read wrongly once", "MÃ¼ller GmbH", "the letters of “MÃ¼ller GmbH” were read wrongly once; “Müller GmbH” may be meant"),
    _no_name("letters read wrongly once beside right ones", "GrÃ¼n & Söhne", "the letters of “GrÃ¼n & Söhne” were read wrongly once"),
    _no_name("letters that were lost", "M\ufffdller", "“M\ufffdller” has lost letters"),
    Oddity(
        name="a CSV file whose letters were read wrongly before it was saved",
        file="list.csv",
        content=table_csv("members", {"Ort": "GÃ¶ttingen"}, {"Ort": "Göttingen"}),
        read={"M-2": {"town": "Göttingen"}},
        refused=("Ort: the letters of “GÃ¶ttingen” were read wrongly once; “Göttingen” may be meant",),
    ),
    Oddity(
        name="a tab and a line break between the words of an ODS file",
        file="list.ods",
        content=_parted_ods,
        read={"M-1": {"name": "Oker Kartonagen GmbH", "town": "Osterode am Harz"}},
    ),
)  # fmt: skip
