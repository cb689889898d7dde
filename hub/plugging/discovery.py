"""Finds plugins: those built in, the files of the plugins folder, and installed distributions.

Each is loaded by itself, so that one that breaks hides no other.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.metadata import EntryPoint
from importlib.util import find_spec, module_from_spec, spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final, NoReturn

import hub.connectors
from hub.errors import ConfigError, PluginError
from hub.installed import Installed, installed
from hub.language import Text
from hub.plugging.blame import BUILT_IN, Origin

_CONNECTORS: Final = Path(hub.connectors.__file__).parent
_OUR_OWN: Final = ("hub.connectors.memory", "hub.connectors.spreadsheet.kind")
_KIND: Final = re.compile(r"""\bregister\(\s*["']([^"'\n]+)["']""")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plugin that was found and not yet loaded; `text` is its source where it is one loose file."""

    origin: Origin
    load: Callable[[], object]
    text: str = ""

    @property
    def kinds_written(self) -> tuple[str, ...]:
        """The connector kinds that the text mentions, for a plugin that cannot be asked."""
        return tuple(dict.fromkeys(_KIND.findall(self.text)))

    @property
    def contract_written(self) -> tuple[int, int] | None:
        """The contract that the text asks for, and in which line; loading may fail for that very reason."""
        try:
            statements = ast.parse(self.text).body
        except (SyntaxError, ValueError):
            return None  # loading meets the same error, and names it
        for statement in statements:
            match statement:
                case ast.Assign([ast.Name("CONTRACT")], ast.Constant(int(wanted))) | ast.AnnAssign(
                    ast.Name("CONTRACT"), _, ast.Constant(int(wanted))
                ):
                    return wanted, statement.lineno
        return None


def candidates(folder: Path) -> Iterator[Candidate]:
    """Every plugin there is, always in the same order. Raises: ConfigError when `folder` is no folder."""
    for name in _OUR_OWN:
        yield Candidate(Origin(BUILT_IN, str(_CONNECTORS)), partial(import_module, name))
    for path in _files(folder):
        yield _loose(path)
    for distribution in installed():
        yield from _offered(distribution)


def _offered(distribution: Installed) -> Iterator[Candidate]:
    source = distribution.source
    if distribution.fault is not None:
        yield Candidate(Origin(source), partial(_torn, source, distribution.fault))
    for entry_point in distribution.entry_points:
        yield Candidate(Origin(source, _home_of(entry_point)), entry_point.load)


def _torn(source: str, fault: Exception) -> NoReturn:
    raise PluginError(
        Text("Its file entry_points.txt cannot be understood."),
        remedy=Text("Install it anew, or take it out; until then only its own networks fail."),
        place=source,
    ) from fault


def _files(folder: Path) -> list[Path]:
    """The plugin files of the folder; a folder that is not there has none."""
    try:
        files = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ConfigError(
            Text("hub.plugins: the plugins folder cannot be read ({why}).", why=error.strerror or str(error)),
            remedy=Text("Name a folder there, or leave the key out."),
            place=str(folder),
        ) from error
    return [
        path
        for path in files
        if path.suffix == ".py" and not path.name.startswith(("_", ".", "test_")) and path.is_file()
    ]


def _loose(path: Path) -> Candidate:
    origin = Origin(f"{path.parent.name}/{path.name}", str(path))
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""  # loading it meets the same error, and names it
    return Candidate(origin, partial(_executed, path), text)


class _Fresh(SourceFileLoader):
    """Compiles the file as it is now, and leaves no `__pycache__` in the folder of an office."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        code = self.source_to_code(self.get_data(path), path)
        assert isinstance(code, CodeType)
        return code


def _executed(path: Path) -> ModuleType:
    """The file as a module of a name of its own, which stands in `sys.modules` before the code runs.

    Dataclasses, pydantic and pickle look their classes up there.
    """
    name = f"hub_plugin_{path.stem}_{blake2b(str(path.absolute()).encode(), digest_size=4).hexdigest()}"
    loader = _Fresh(name, str(path))
    spec = spec_from_loader(name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


def _home_of(entry_point: EntryPoint) -> str | None:
    """The file or package folder that the entry point's code lives in, found without running any of it."""
    try:
        spec = _outermost(entry_point.module)
    except (
        ImportError,
        ValueError,
        AttributeError,
        AssertionError,
    ):  # the last two where its text is garbled
        return None
    if spec is None or spec.origin is None:
        return None
    return str(Path(spec.origin).parent) if spec.submodule_search_locations else spec.origin


def _outermost(module: str) -> ModuleSpec | None:
    """The first package on the way to the module that has code of its own; a namespace has none."""
    spec, name = None, ""
    for part in module.split("."):
        name = f"{name}.{part}" if name else part
        spec = find_spec(name)
        if spec is None or spec.origin is not None:
            break
    return spec
