from __future__ import annotations

import pytest
from pydantic import ValidationError

from hub.connectors.spreadsheet.misfits import misfit
from hub.model import Course

COURSE = {"id": "VA-1", "title": "Folienkunde", "starts_at": "2013-02-04T09:00:00+01:00"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "x" * 501, "the text is longer than 500 characters"),
        ("price_member", "-1", "the number is less than 0"),
        ("capacity", 100_001, "the number is more than 100,000"),
        ("price_member", "1.999", "the value does not fit"),
    ],
)
def test_an_objection_is_told_in_words_of_an_office(field, value, said):
    with pytest.raises(ValidationError) as caught:
        Course.model_validate({**COURSE, field: value})
    assert said in str(misfit(caught.value.errors()[0]))
