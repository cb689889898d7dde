from __future__ import annotations

import pytest

from hub.connectors.spreadsheet import rows
from hub.connectors.spreadsheet.reading import read_tables
from hub.connectors.spreadsheet.tables import MEMBERS
from tests.connectors.spreadsheet.builders import source_of


def records_of_three():
    header, firms = ["Nr.", "Firma"], ["Oker GmbH", "Harz KG", "Söse e.K."]
    listed = [[f"M-{number}", firm] for number, firm in enumerate(firms)]
    return read_tables([source_of(MEMBERS, header, *listed)]).reading.records


def test_a_row_is_parsed_once_however_many_ask():
    first, second, _ = records_of_three()
    assert first.value is first.value
    assert (first.value.name, second.value.name) == ("Oker GmbH", "Harz KG")


def test_rows_let_go_of_are_still_known_where_they_were_parsed():
    first, second, _ = records_of_three()
    known = first.value
    first.source.forget()
    assert first.value is known
    assert second.value.name == "Harz KG"


@pytest.mark.parametrize(("kept", "parsed_anew"), [(1, [0, 1]), (2, [1]), (3, [])])
def test_of_a_large_sheet_only_so_many_nouns_are_kept_the_first_and_the_last(monkeypatch, kept, parsed_anew):
    monkeypatch.setattr(rows, "_NOUNS_KEPT", kept)
    records = records_of_three()
    nouns = [record.value for record in records]
    assert records[2].value is nouns[2]
    again = [record.value for record in records]
    assert again == nouns
    assert [at for at in range(2) if again[at] is not nouns[at]] == parsed_anew
