"""Whatever a plugin's settings ask for, the answer is in plain words and never repeats what was written."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import AnyUrl, BaseModel, Field, ValidationError, field_validator, model_validator

from hub.config import LocalPath, Settings
from hub.config.plain_words import Place, problems_of
from hub.credentials import Secret


class Seats(StrEnum):
    BY_HAND = "by hand"
    BY_CAPACITY = "by capacity"


class Login(Settings):
    user: str
    token: Secret


class Wishes(Settings):
    text: str = ""
    whole: int = 0
    number: float = 0
    money: Decimal = Decimal(0)
    yes: bool = True
    day: date = date(2013, 1, 1)
    moment: datetime = datetime(2013, 1, 1, 9)
    clock: time = time(9)
    span: timedelta = timedelta(0)
    path: LocalPath = Path("x")
    url: AnyUrl = AnyUrl("https://crm.example")
    names: list[str] = Field(default_factory=list)
    sheets: dict[str, str] = Field(default_factory=dict)
    seats: Seats = Seats.BY_HAND
    mode: Literal["by hand", "by capacity"] = "by hand"
    login: Login | None = None
    either: int | Literal["all"] = 0
    few: Annotated[int, Field(gt=0, lt=10)] = 1
    code: Annotated[str, Field(pattern="^[A-Z]+$")] = "A"

    @field_validator("code")
    @classmethod
    def _no_test_code(cls, code: str) -> str:
        if code == "TEST":
            raise ValueError("TEST is only for rehearsals.")
        return code


def complaints(raw: dict[str, Any], model: type[BaseModel] = Wishes, place: Place | None = None) -> list[str]:
    with pytest.raises(ValidationError) as error:
        model.model_validate(raw)
    found = problems_of(error.value, raw=raw, model=model, place=place or Place())
    return [f"{problem.what} {problem.remedy or ''}".strip() for problem in found]


@pytest.mark.parametrize(
    ("key", "given", "sentence"),
    [
        ("text", 1, "text must be a text in quotes, but is a whole number."),
        ("text", 1.5, "text must be a text in quotes, but is a number with a fraction."),
        ("text", date(2013, 1, 1), "text must be a text in quotes, but is a day."),
        ("text", datetime(2013, 1, 1), "text must be a text in quotes, but is a day with time."),
        ("text", time(9), "text must be a text in quotes, but is a time of day."),
        ("text", True, "text must be a text in quotes, but is true or false."),
        ("text", ["a"], "text must be a text in quotes, but is a list."),
        ("text", {"a": 1}, "text must be a text in quotes, but is a table."),
        ("text", None, "text must be a text in quotes, but is something else."),
        ("whole", "many", "whole must be a whole number, but is a text."),
        ("whole", 1.5, "whole must be a whole number, but is a number with a fraction."),
        ("number", "0,1", "number must be a number, but is a text."),
        ("money", "12 EUR", "money must be a number, but is a text."),
        ("yes", "ja", "yes must be true or false, but is a text."),
        ("day", "14.01.2013", "day must be a day such as 2013-01-31, but is a text."),
        ("day", datetime(2013, 1, 1, 9), "day must be a day such as 2013-01-31, but is a day with time."),
        ("moment", "soon", "moment must be a day with time, such as 2013-01-31 09:00:00, but is a text."),
        ("clock", "nine", "clock must be a time of day, such as 09:00:00, but is a text."),
        ("span", "long", "span must be a span of time, but is a text."),
        ("path", 3, "path must be a text in quotes, but is a whole number."),
        ("path", " ", "path: the path is empty. Name a file or a folder."),
        ("url", 3, "url must be a text in quotes, but is a whole number."),
        ("names", "a", "names must be a list in square brackets, but is a text."),
        ("names", ["a", 1], "names[2] must be a text in quotes, but is a whole number."),
        ("sheets", "a", "sheets must be a table, but is a text."),
        ("sheets", {"a b": 1}, 'sheets."a b" must be a text in quotes, but is a whole number.'),
        ("seats", "by hnd", 'seats: "by hnd" is not known here. Did you mean by hand?'),
        ("seats", 1, "seats must be a text in quotes, but is a whole number."),
        ("mode", "?", 'mode: "?" is not known here. Known here: by capacity, by hand.'),
        ("mode", 1, "mode must be a text in quotes, but is a whole number."),
        ("login", "hub", "login must be a table, but is a text."),
        ("login", {"user": "hub"}, "login.token is missing. Add token = … to this table."),
        ("few", 0, "few must be more than 0."),
        ("few", 10, "few must be less than 10."),
        ("code", "TEST", "code: TEST is only for rehearsals."),
        ("code", "a", "code: String should match pattern '^[A-Z]+$'."),
    ],
)
def test_each_wish_is_refused_in_plain_words(key: str, given: object, sentence: str) -> None:
    assert complaints({key: given}) == [sentence]


def test_a_choice_of_types_gives_one_line() -> None:
    assert len(complaints({"either": "none"})) == 1


def test_a_long_word_is_cut() -> None:
    [complaint] = complaints({"mode": "x" * 500})

    assert len(complaint) < 120


def test_what_was_written_is_never_repeated_but_for_a_word_of_a_list() -> None:
    fields = [name for name in Wishes.model_fields if name not in {"text", "path", "names", "seats", "mode"}]

    said = complaints(dict.fromkeys(fields, "hunter2") | {"tokne": "hunter2"})

    assert len(said) == len(fields) + 1
    assert not [line for line in said if "hunter2" in line]


def test_a_nested_table_knows_its_own_keys() -> None:
    raw = {"login": {"user": "hub", "token": {"env": "A"}, "usr": "x", "colour": 1}}

    assert complaints(raw) == [
        "login.usr is not known here. Did you mean user?",
        "login.colour is not known here. Known here: token, user.",
    ]


def test_keys_that_the_model_does_not_see_are_suggested_at_the_top_only() -> None:
    place = Place(also_known=("provides",))

    assert complaints({"provide": 1}, place=place) == ["provide is not known here. Did you mean provides?"]
    assert "provides" not in complaints({"login": {"provide": 1}}, place=place)[0]


def test_a_model_without_keys_says_to_take_it_out() -> None:
    assert complaints({"any": 1}, model=Settings) == ["any is not known here. Take it out."]


def test_a_whole_table_that_does_not_fit_is_named_by_its_own_key() -> None:
    class Span(Settings):
        first: int
        last: int

        @model_validator(mode="after")
        def _in_order(self) -> Span:
            if self.last < self.first:
                raise ValueError("last comes before first")
            return self

    place = Place(at=("networks", "harz"), lines={("networks", "harz"): 7})

    assert complaints({"first": 2, "last": 1}, model=Span, place=place) == [
        "networks.harz: last comes before first."
    ]
