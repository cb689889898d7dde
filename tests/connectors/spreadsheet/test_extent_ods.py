"""Repeated rows and cells of ODS files are counted before calamine writes them all out."""

from __future__ import annotations

import pytest

from hub import Unusable
from hub.connectors.spreadsheet.extent_ods import refuse_absurd_ods
from tests.corpus.opendocument import ods, packed


def cells(count: int, content: str = "<text:p>x</text:p>") -> str:
    return f'<table:table-cell table:number-columns-repeated="{count}">{content}</table:table-cell>'


def gap(count: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{count}"/>'


def rows(count: int, content: str) -> str:
    return f'<table:table-row table:number-rows-repeated="{count}">{content}</table:table-row>'


def tables(*contents: str) -> bytes:
    return packed("".join(f'<table:table table:name="x">{content}</table:table>' for content in contents))


@pytest.mark.parametrize(
    "content",
    [
        tables(rows(1_000_000, cells(1000))),
        tables(rows(1, cells(20_000))),
        tables(rows(1, gap(20_000) + cells(1))),
        tables(rows(99_999_999_999, gap(1)) + rows(1, cells(1))),
        tables(rows(100_000, cells(1)) + rows(1, gap(16_000) + cells(1))),
        tables(rows(1, '<table:table-cell office:value="1" table:number-columns-repeated="20000"/>')),
        tables(*[rows(10_000, cells(1000))] * 4),
    ],
)
def test_what_would_not_fit_is_refused(content):
    with pytest.raises(Unusable, match="spreads over"):
        refuse_absurd_ods(content, place="list.ods")


@pytest.mark.parametrize(
    "content",
    [
        ods({"A": [["Nr.", "Firma"], ["M-1", "Oker"]]}),
        tables(rows(1, cells(2) + gap(16_382)) + rows(1_048_575, gap(16_384))),
        tables(rows(1000, cells(30))),
    ],
)
def test_what_offices_save_is_read(content):
    refuse_absurd_ods(content, place="list.ods")


@pytest.mark.parametrize(
    "content",
    [
        tables(rows(1_000_000, cells(1, f"<text:p>{'A' * 20_000}</text:p>"))),
        tables(rows(1_000_000, cells(1) + f'<table:table-cell office:string-value="{"A" * 20_000}"/>')),
        tables(rows(1_000, cells(1_000, f"<text:p>{'A' * 20_000}</text:p>"))),
    ],
)
def test_a_long_text_that_is_repeated_is_refused(content):
    with pytest.raises(Unusable, match="would unpack to 20,"):
        refuse_absurd_ods(content, place="list.ods")


def test_a_long_text_that_stands_once_beside_many_cells_is_read():
    once = rows(1, cells(1, f"<text:p>{'A' * 20_000}</text:p>"))
    look = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16384"/>'
    refuse_absurd_ods(tables(once + rows(1_000_000, look) + "A" * 20_000), place="list.ods")
