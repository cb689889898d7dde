from __future__ import annotations

import pytest

from hub.connectors.spreadsheet.delimited import open_delimited
from hub.errors import Unusable

HEADER, ROW = ["Kursnummer", "Titel", "Preis"], ["KV-1", "Gespräche führen", "120,- €"]


def rows_of(content, place="bildung.csv"):
    return list(open_delimited(content, place=place).rows())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_any_usual_encoding_and_delimiter_reads_the_same(encoding, delimiter):
    text = "\r\n".join(delimiter.join(cells) for cells in (HEADER, ROW))
    assert rows_of(text.encode(encoding)) == [HEADER, ROW]


def test_commas_delimit_where_nothing_else_does():
    assert rows_of(b"Kursnummer,Titel\nKV-1,Film\n") == [["Kursnummer", "Titel"], ["KV-1", "Film"]]


def test_delimiters_inside_quotes_do_not_count():
    text = 'Nr.,Titel\n1,"a;b;c;d"\n2,"e;f;g;h"\n'
    assert rows_of(text.encode())[1] == ["1", "a;b;c;d"]


def test_a_first_line_may_name_the_delimiter():
    assert rows_of(b"sep=,\r\na,b;c\r\n") == [["a", "b;c"]]


def test_line_breaks_inside_quotes_stay():
    assert rows_of(b'Nr.;Inhalt\n1;"erste\nzweite"\n')[1] == ["1", "erste\nzweite"]


def test_short_rows_are_filled_up():
    assert rows_of(b"a;b;c\n1;2\n\n4;5;6;\n") == [
        ["a", "b", "c"],
        ["1", "2", ""],
        ["", "", ""],
        ["4", "5", "6", ""],
    ]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"  \n \n"])
def test_an_empty_file_says_so(content):
    with pytest.raises(Unusable, match="the file is empty"):
        rows_of(content)


def test_a_workbook_named_csv_is_no_text():
    with pytest.raises(Unusable, match="no text file"):
        rows_of(b"PK\x03\x04\x00\x00rest")


def test_letters_of_no_encoding_are_named_by_position():
    with pytest.raises(Unusable, match="byte 2 is wrong"):
        rows_of(b"ab\x81cd")


def test_a_broken_quotation_is_named_by_line():
    with pytest.raises(Unusable, match="cannot be read as CSV") as caught:
        rows_of(b'a;b\n1;"x"y\n')
    assert str(caught.value).startswith("bildung.csv: line 2")


@pytest.mark.parametrize("line", ["sep=", 'sep="', "sep=x"])
def test_a_line_that_names_no_delimiter_is_a_row(line):
    content = f"{line}\r\nNr.;Firma\r\n".encode()
    assert open_delimited(content, place="list.csv").delimiter == ";"


def test_a_bare_declaration_stands_above_the_header():
    assert rows_of(b"sep=\r\nNr.;Firma\r\n") == [["sep="], ["Nr.", "Firma"]]
