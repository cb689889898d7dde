"""Every key that tomllib finds has the line where it is really written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.config.toml_lines import KeyPath, Spot, first_repeated, line_of, lines_of, spots

SCALARS = (
    "1",
    "0x1F",
    "6.02e+23",
    "true",
    "1979-05-27 07:32:00",
    "07:32:00",
    '"plain"',
    '"[k999] = # \\" k999 = 1"',
    "'C:\\k999 = {'",
    '""',
    '"""\nk999 = 1\n[k999]\n"""',
    '"""a\\""" and ""two"""""',
    "'''\n[[k999]]\n''k999 = '''",
    '""""""',
)


class Pen:
    """Writes TOML with keys that occur once: `k001`, quoted and bare, in every form that TOML has."""

    def __init__(self, draw: Callable[[st.SearchStrategy[object]], object]) -> None:
        self.draw = draw
        self.count = 0

    def pick(self, *choices: str) -> str:
        return str(self.draw(st.sampled_from(choices)))

    def times(self, most: int) -> range:
        number = self.draw(st.integers(0, most))
        assert isinstance(number, int)
        return range(number)

    def key(self) -> str:
        self.count += 1
        return self.pick("k{}", '"k{} ä.b"', "'k{}#]'", '"k{}\\u00e4\\""', "k{}-x_1").format(
            f"{self.count:03}"
        )

    def dotted(self) -> str:
        return self.pick(".", " . ", "\t.").join([self.key() for _ in range(1 + len(self.times(2)))])

    def value(self, depth: int = 0, *, one_line: bool = False) -> str:
        form = self.pick("scalar", "array", "inline") if depth < 3 else "scalar"
        if form == "scalar":
            return self.pick(*(s for s in SCALARS if not (one_line and "\n" in s)))
        if form == "inline":
            pairs = [f"{self.dotted()} = {self.value(depth + 1, one_line=one_line)}" for _ in self.times(3)]
            return "{ " + ", ".join(pairs) + " }"
        gap = " " if one_line else self.pick("", " ", "\n", "  # [k999]\n\n")
        return (
            "["
            + "".join(f"{gap}{self.value(depth + 1, one_line=one_line)}{gap}," for _ in self.times(3))
            + gap
            + "]"
        )

    def pair(self) -> str:
        return f"{self.pick('', '  ')}{self.dotted()} = {self.value()}{self.pick('', ' # k999 = 2')}\n"

    def section(self) -> str:
        if self.pick("table", "array") == "table":
            return f"[{self.dotted()}]\n" + "".join(self.pair() for _ in self.times(3))
        name = self.dotted()
        tables = [f"[[ {name} ]] # k999\n" + "".join(self.pair() for _ in self.times(2)) for _ in range(2)]
        inner = f"[{name}.{self.key()}]\n{self.pair()}[[{name}.{self.key()}]]\n{self.pair()}"
        return self.pick("", "\n").join(tables) + inner

    def document(self) -> str:
        body = [self.pair() for _ in self.times(3)] + [self.section() for _ in self.times(4)]
        return self.pick("", "# k999 = 1\n") + "".join(body)


@st.composite
def documents(draw: Callable[[st.SearchStrategy[object]], object]) -> str:
    text = Pen(draw).document()
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def paths_in(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in pairs:
            yield (*path, key)
            yield from paths_in(part, (*path, key))


@given(documents())
def test_every_key_has_the_line_it_is_written_in(text: str) -> None:
    written, lines = text.replace("\r\n", "\n").split("\n"), lines_of(text)

    for path in paths_in(tomllib.loads(text)):
        if isinstance(path[-1], str):
            number = re.search(r"k\d{3}", path[-1])
            assert number is not None
            assert number.group() in written[lines[path] - 1]
        else:
            assert lines[path[:-1]] <= lines[path]


@given(documents())
def test_nothing_is_found_that_tomllib_does_not_know(text: str) -> None:
    assert set(lines_of(text)) == set(paths_in(tomllib.loads(text)))


@given(documents())
def test_a_right_file_repeats_no_key(text: str) -> None:
    assert first_repeated(text) is None


FRAGMENTS = (
    *(
        "a",
        "b",
        ".",
        "=",
        " ",
        "\n",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ",",
        "#",
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "1",
    ),
    *("[a]\n", "[[b]]\n", "[a.b]\n", "a = 1\n", "b.a = [1,\n2]\n", "a = { b = 1 }\n"),
)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_scraps_of_toml_are_read_as_tomllib_reads_them_or_without_a_fuss(text: str) -> None:
    lines = lines_of(text)
    first_repeated(text)

    try:
        right = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(lines) == set(paths_in(right))


@given(st.text())
def test_any_text_at_all_is_survived(text: str) -> None:
    last = text.count("\n") + 1

    assert all(1 <= spot.line <= last for spot in spots(text))


def test_a_header_beats_the_longer_header_that_implied_it() -> None:
    assert lines_of("[a.b]\nx = 1\n[a]\ny = 2\n")[("a",)] == 3


def test_each_table_of_an_array_has_its_own_line() -> None:
    lines = lines_of("[[a]]\nx = 1\n[[a]]\nx = 2\n")

    assert lines == {("a",): 1, ("a", 0): 1, ("a", 0, "x"): 2, ("a", 1): 3, ("a", 1, "x"): 4}


def test_a_missing_key_has_the_line_of_the_table_around_it() -> None:
    lines = lines_of("\n[a.b]\nx = 1\n")

    assert line_of(("a", "b", "nothing", 3), lines) == 2
    assert line_of(("nothing",), lines) is None


@pytest.mark.parametrize(
    ("text", "line", "before"),
    [
        ("a = 1\na = 2\n", 2, 1),
        ("[a]\nx = 1\n[b]\n[a]\n", 4, 1),
        ("[a]\nx = 1\nb = 1\nx = 2\n", 4, 2),
        ("a = 1\n[a]\n", 2, 1),
        ("[[a]]\n[a]\n", 2, 1),
        ("[a]\n[[a]]\n", 2, 1),
        ("a.b = 1\na = 2\n", 2, 1),
        ("[a.b]\n[[a]]\n", 2, 1),
        ("t = { a = 1, a = 2 }\n", 1, 1),
        ("\"a\" = 1\n\n'a' = 2\n", 3, 1),
    ],
)
def test_a_key_written_twice_is_found_with_both_lines(text: str, line: int, before: int) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)

    repeated = first_repeated(text)

    assert repeated is not None
    spot, earlier = repeated
    assert (spot.line, earlier) == (line, before)


def test_a_quoted_key_with_a_broken_escape_is_kept_as_it_stands() -> None:
    assert list(spots('"a\\q" = 1')) == [Spot(('"a\\q"',), 1, "value")]
