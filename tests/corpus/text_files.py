"""CSV files as programs and people save them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.corpus.oddity import Oddity
from tests.corpus.sheets import table_csv

PLAIN = "Nr.;Firma;Ort\r\nM-1;Müller & Söhne;Bad Grund\r\n"
READ = {"M-1": {"name": "Müller & Söhne", "town": "Bad Grund"}}


def text(words: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: words.encode(encoding)


def csv(name: str, content: Callable[[], bytes], **expected: object) -> Oddity:
    """A CSV file of members; it must be read right where nothing else is said."""
    return Oddity(name=name, file="list.csv", content=content, **({"read": READ} | expected))  # type: ignore[arg-type]


ODDITIES = (
    csv("UTF-8 with its mark", text(PLAIN, "utf-8-sig")),
    csv("UTF-16 with its mark", text(PLAIN, "utf-16")),
    csv("UTF-16 without a mark, little end first", text(PLAIN, "utf-16-le")),
    csv("UTF-16 without a mark, big end first", text(PLAIN, "utf-16-be")),
    csv("the letters of Windows", text(PLAIN, "cp1252")),
    csv(
        "the euro sign and German quotation marks of Windows",
        text("Nr.;Firma;Bemerkung\r\nM-1;„Oker“ – Ausstattung;Beitrag 120 €\r\n", "cp1252"),
        read={"M-1": {"name": "„Oker“ – Ausstattung", "remark": "Beitrag 120 €"}},
    ),
    csv(
        "the letters of an old Mac",
        text(PLAIN, "mac_roman"),
        read={},
        refused=("the letters of this file are not those of Windows: MŸller",),
    ),
    csv(
        "the letters of an old Mac, of which none looks impossible",
        text("Nr.;Firma\r\nM-1;Köln Druck\r\n", "mac_roman"),
        read={},
        refused=("the letters of this file are not those of Windows: Kšln",),
    ),
    csv(
        "the letters of DOS",
        text(PLAIN, "cp850"),
        read={},
        refused=("the letters of this file cannot be read: byte",),
    ),
    csv("a first line that names the separator", text("sep=;\r\n" + PLAIN, "utf-8-sig")),
    csv("a first line in quotation marks that names the separator", text('"sep=;"\r\n' + PLAIN)),
    csv("commas", text(PLAIN.replace(";", ","))),
    csv("tabs", text(PLAIN.replace(";", "\t"))),
    csv("upright strokes", text(PLAIN.replace(";", "|"))),
    csv(
        "the separator inside quotation marks",
        text('Nr.;Firma;Ort\r\nM-1;"Müller; Söhne";"Bad; Grund"\r\n'),
        read={"M-1": {"name": "Müller; Söhne", "town": "Bad; Grund"}},
    ),
    csv(
        "more commas in quotation marks than separators",
        text('Nr.;Firma;Bemerkung\r\nM-1;Oker GmbH;"a, b, c, d, e"\r\nM-2;Ilse KG;"f, g, h, i"\r\n'),
        read={"M-1": {"name": "Oker GmbH"}, "M-2": {"name": "Ilse KG"}},
    ),
    csv(
        "a line break inside quotation marks",
        text('Nr.;Firma;Bemerkung\r\nM-1;Oker GmbH;"ruft\r\nan"\r\nM-2;Ilse KG;\r\n'),
        read={"M-1": {"remark": "ruft\nan"}, "M-2": {"name": "Ilse KG"}},
    ),
    csv(
        "quotation marks inside quotation marks",
        text('Nr.;Firma;Ort\r\nM-1;"Druckerei ""Harz""";Bad Grund\r\n'),
        read={"M-1": {"name": 'Druckerei "Harz"'}},
    ),
    csv(
        "a quotation mark that is never closed",
        text('Nr.;Firma;Ort\r\nM-1;"Müller;Bad Grund\r\n'),
        read={},
        refused=("line 2 cannot be read as CSV",),
    ),
    csv("separators at the end of every line", text("Nr.;Firma;Ort;;\r\nM-1;Müller & Söhne;Bad Grund;;\r\n")),
    csv("lines that end too early", text("Nr.;Firma;Ort;PLZ;Status\r\nM-1;Müller & Söhne;Bad Grund\r\n")),
    csv("blank lines before the header", text("\r\n\r\n" + PLAIN)),
    csv("a title and separators before the header", text("Liste 2013;;\r\n;;\r\n" + PLAIN)),
    csv("line ends of an old Mac", text(PLAIN.replace("\r\n", "\r"))),
    csv("line ends of three systems", text("Nr.;Firma;Ort\r\nM-1;Müller & Söhne;Bad Grund\n\r")),
    csv("no line end at the end", text(PLAIN.rstrip())),
    csv("the sign with which DOS ended files", text(PLAIN + "\x1a")),
    csv(
        "a zero byte among the letters",
        text(PLAIN.replace("Grund", "Gr\0nd")),
        read={},
        refused=("this is no text file",),
    ),
    csv(
        "one column only",
        text("Firma\r\nOker GmbH\r\nIlse KG\r\n"),
        read={},
        refused=("no header row was found",),
    ),
    csv(
        "one column only, and hub.toml says which",
        text("Betriebe\r\nOker GmbH\r\nIlse KG\r\n"),
        settings={"columns": {"members": {"name": "Betriebe"}}},
        read={"M-K06WWN7Q": {"name": "Oker GmbH"}, "M-C7TJKHH0": {"name": "Ilse KG"}},
    ),
    csv("blank lines only", text("\r\n \r\n"), read={}, refused=("the file is empty",)),
    Oddity(
        name="decimal commas among semicolons",
        file="kurse.csv",
        table="courses",
        content=table_csv("courses", {"Preis Mitglieder": "1.234,50"}, {"Preis Mitglieder": "89,9"}, encoding="cp1252"),
        read={"VA-1": {"price_member": Decimal("1234.50")}, "VA-2": {"price_member": Decimal("89.90")}},
    ),
)  # fmt: skip
