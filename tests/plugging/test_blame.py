"""Foreign errors become one line that names the place, however odd they are."""

from __future__ import annotations

import json
import weakref
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import (
    AlreadyRunning,
    ConfigError,
    HubError,
    PluginError,
    StalePlan,
    Unreachable,
    UnsafePlan,
)
from hub.language import Text
from hub.plugging.blame import BUILT_IN, Origin, Stopped, TookTooMuch, blamed_on, words_of

HERE = Origin("plugins/mycrm.py", __file__)


def blamed(error: BaseException, origin: Origin = HERE) -> PluginError:
    with (
        pytest.raises(PluginError) as caught,
        blamed_on(origin, what=Text("Reading"), remedy=Text("Ask.")),
    ):
        raise error
    return caught.value


def test_the_sentence_has_place_what_and_remedy() -> None:
    error = blamed(KeyError("name"))

    assert str(error) == f"{error.place}: Reading raised KeyError: 'name'. Ask."


def test_the_plugins_own_line_is_named_and_not_the_library_that_it_called() -> None:
    with pytest.raises(PluginError) as caught, blamed_on(HERE, what=Text("Reading"), remedy=Text("Ask.")):
        json.loads("{")

    line = blamed.__code__.co_firstlineno
    assert caught.value.place is not None
    assert str(caught.value.place).startswith("plugins/mycrm.py:")
    assert int(str(caught.value.place).rpartition(":")[2]) > line


def test_without_a_line_of_the_plugin_the_code_it_called_is_named() -> None:
    with (
        pytest.raises(PluginError) as caught,
        blamed_on(Origin("built-in"), what=Text("Reading"), remedy=Text("Ask.")),
    ):
        json.loads("{")

    assert caught.value.place is not None
    assert str(caught.value.place).startswith("built-in, json/decoder.py:")


def test_an_error_that_comes_from_nowhere_is_laid_at_the_plugins_door() -> None:
    assert HERE.spot(KeyError()) == "plugins/mycrm.py"


def test_a_plugin_of_several_files_names_the_file() -> None:
    package = Origin("distribution mycrm 1.2", str(Path(__file__).parent))

    assert (
        package.at(str(Path(__file__).with_name("crm.py")), 7) == "distribution mycrm 1.2, plugging/crm.py:7"
    )


def test_an_error_of_the_hub_passes_unchanged() -> None:
    error = ConfigError("wrong")

    with (
        pytest.raises(ConfigError) as caught,
        blamed_on(HERE, what=Text("Reading"), remedy=Text("Ask.")),
    ):
        raise error

    assert caught.value is error


class Down(Unreachable):
    """A plugin's own kind of a partner's failure, which would make a bad night look well."""

    exit_code = 0

    def say(self, language: str) -> str:
        raise KeyError(language)


class Bare(Unreachable):
    """One that never told its base what it is about."""

    def __init__(self, code: int) -> None:
        self.code = code


def test_an_error_of_a_plugins_own_class_is_told_in_the_hubs() -> None:
    error = Down("no answer", remedy="Wait.", place="crm.example.org")

    with pytest.raises(Unreachable) as caught, blamed_on(HERE, what=Text("Reading"), remedy=Text("Ask.")):
        raise error

    assert type(caught.value) is Unreachable
    assert caught.value.exit_code == 3
    assert str(caught.value) == "crm.example.org: no answer. Wait."
    assert caught.value.__cause__ is error


@pytest.mark.parametrize(
    "error",
    [Bare(503), HubError("a bug"), AlreadyRunning("now"), StalePlan("old"), UnsafePlan("much")],
)
def test_an_error_that_is_not_the_plugins_to_raise_is_its_mistake(error: HubError) -> None:
    with pytest.raises(PluginError, match=f"Reading raised {type(error).__name__}") as caught:  # noqa: SIM117
        with blamed_on(HERE, what=Text("Reading"), remedy=Text("Ask.")):
            raise error

    assert caught.value.exit_code == 5


def test_the_words_of_an_error_can_be_said_and_stored() -> None:
    error = Unreachable(Text('{"error": 1}'), remedy=7, place="\ud83d")  # type: ignore[arg-type]

    with pytest.raises(Unreachable) as caught, blamed_on(HERE, what=Text("Reading"), remedy=Text("Ask.")):
        raise error

    assert caught.value is error
    assert str(error) == '?: {"error": 1}. 7'


def test_what_was_told_to_end_is_nobodys_mistake() -> None:
    with pytest.raises(Stopped), blamed_on(HERE, what=Text("Reading"), remedy=Text("Ask.")):
        raise Stopped


def test_what_a_failed_call_held_in_memory_is_given_back() -> None:
    class Big:
        """Something large."""

    def failing() -> None:
        big = Big()
        held.append(weakref.ref(big))
        raise MemoryError

    held: list[weakref.ref[Big]] = []
    with pytest.raises(TookTooMuch), blamed_on(HERE, what=Text("Reading"), remedy=Text("Ask.")):
        failing()

    assert held[0]() is None


class Mute(Exception):
    def __str__(self) -> str:
        raise OSError


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyError("x"), "KeyError: 'x'"),
        (KeyError(), "KeyError"),
        (SystemExit(3), "SystemExit: 3"),
        (ValueError("one\n  two"), "ValueError: one two"),
        (ValueError("It failed."), "ValueError: It failed"),
        (json.JSONDecodeError("no", "", 0), "JSONDecodeError: no: line 1 column 1 (char 0)"),
        (ExceptionGroup("many", [KeyError()]), "ExceptionGroup: many (1 sub-exception)"),
        (Mute(), "Mute: <exception str() failed>"),
    ],
)
def test_an_error_is_said_on_one_line(error: BaseException, words: str) -> None:
    assert words_of(error) == words


def test_a_note_does_not_hide_what_was_said() -> None:
    error = ValueError("it failed")
    error.add_note("ValueError: quite another thing")

    assert words_of(error) == "ValueError: it failed"


@given(st.text())
def test_whatever_is_said_stays_short_and_on_one_line(said: str) -> None:
    words = words_of(ValueError(said * 50))

    assert words.startswith("ValueError")
    assert len(words) <= 301
    assert len(words.splitlines()) == 1


def test_what_is_built_in_is_called_so_in_the_readers_language_and_a_file_by_its_name() -> None:
    assert [Origin(BUILT_IN).words.say(language) for language in ("de", "en")] == ["eingebaut", "built-in"]
    assert Origin("plugins/mekom.py").words.say("de") == "plugins/mekom.py"
