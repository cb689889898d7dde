"""Every sentence in hub/ has a literal template, and its gaps are exactly the values it is given."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

HUB = Path(__file__).parents[1] / "hub"
SOURCES = sorted(path for path in HUB.rglob("*.py") if path.name != "language.py")


def sentences(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            yield node


def gaps(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(HUB).as_posix())
def test_every_gap_of_a_sentence_has_its_value(path: Path) -> None:
    wrong = []
    for call in sentences(ast.parse(path.read_text(encoding="utf-8"))):
        template = call.args[0] if call.args else None
        if isinstance(template, ast.Attribute) and template.attr == "template":
            continue  # another sentence, said with other values
        if not (isinstance(template, ast.Constant) and isinstance(template.value, str)):
            wrong.append(f"line {call.lineno}: no literal template")
        elif gaps(template.value) != {keyword.arg for keyword in call.keywords}:
            wrong.append(f"line {call.lineno}: {template.value!r}")

    assert wrong == []
