"""What the plugins offer together, and what happens when they disagree."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.config import Limits
from hub.errors import ConfigError, PluginError
from hub.language import Text
from hub.plugging.catalogue import Catalogue, Quarantined, discover
from tests.plugging.builders import TAIL, plugin, written


def test_the_built_in_kinds_are_there_without_any_plugin(tmp_path: Path) -> None:
    found = discover(tmp_path / "there is no such folder")

    assert found.kinds["memory"].source == "built-in"
    assert found.quarantined == ()


def test_a_file_of_the_folder_offers_its_kind(tmp_path: Path) -> None:
    kind = discover(written(tmp_path, {"mycrm.py": plugin(top="CONTRACT = 1\n")})).kinds["mycrm"]

    assert kind.source == "plugins/mycrm.py"
    assert kind.hooks == ("fetch_members",)
    assert kind.settings.__name__ == "Table"
    assert kind.contract == 1


def test_one_file_may_offer_several_kinds(tmp_path: Path) -> None:
    text = plugin(tail=TAIL + '    register("mycrm-old", MyCrm, Table)\n')

    assert {"mycrm", "mycrm-old"} <= discover(written(tmp_path, {"mycrm.py": text})).kinds.keys()


def test_a_factory_that_is_no_class_is_known_once_it_has_made_something(tmp_path: Path) -> None:
    text = plugin(tail=TAIL.replace("MyCrm, ", "lambda settings: MyCrm(settings), "))

    assert discover(written(tmp_path, {"mycrm.py": text})).kinds["mycrm"].hooks == ()


def test_a_hook_of_a_later_contract_may_be_marked_optional(tmp_path: Path) -> None:
    text = plugin(
        "@hookimpl(optionalhook=True)\ndef fetch_rooms(self): ...\n\n"
        "@hookimpl\ndef fetch_members(self): ...\n"
    )

    assert discover(written(tmp_path, {"mycrm.py": text})).kinds["mycrm"].hooks == ("fetch_members",)


def test_an_inherited_hook_can_be_taken_away_on_purpose(tmp_path: Path) -> None:
    methods = "@hookimpl\ndef fetch_members(self): ...\n\n@hookimpl\ndef fetch_courses(self): ...\n"
    less = "class Less(MyCrm):\n    fetch_courses = None\n\n" + TAIL.replace("MyCrm, ", "Less, ")
    text = plugin(methods, tail=less)

    assert discover(written(tmp_path, {"mycrm.py": text})).kinds["mycrm"].hooks == ("fetch_members",)


def test_two_plugins_that_offer_one_kind_are_both_named_and_neither_is_used(tmp_path: Path) -> None:
    plugins = written(tmp_path, {"a.py": plugin(), "b.py": plugin()})

    found = discover(plugins)

    assert "mycrm" not in found.kinds
    assert [(each.source, each.kinds) for each in found.quarantined] == [
        ("plugins/a.py", ("mycrm",)),
        ("plugins/b.py", ("mycrm",)),
    ]
    assert str(found.quarantined[0].error) == (
        'plugins/a.py: The connector kind "mycrm" is offered more than once: by plugins/a.py, plugins/b.py. '
        "Take one of them out, or give its kind another name."
    )


def test_a_clash_costs_only_the_kind_in_question(tmp_path: Path) -> None:
    more = plugin(tail=TAIL + '    register("other", MyCrm, Table)\n')

    assert "other" in discover(written(tmp_path, {"a.py": plugin(), "b.py": more})).kinds


def test_a_contract_that_is_only_talked_about_is_not_asked_for(tmp_path: Path) -> None:
    text = plugin(top='"""Some day:\n\nCONTRACT = 2\n"""\n')

    assert "mycrm" in discover(written(tmp_path, {"mycrm.py": text})).kinds


def test_nobody_replaces_a_kind_that_is_built_in(tmp_path: Path) -> None:
    plugins = written(tmp_path, {"a.py": plugin(tail=TAIL.replace("mycrm", "memory"))})

    found = discover(plugins)

    assert found.kinds["memory"].source == "built-in"
    assert [each.source for each in found.quarantined] == ["plugins/a.py"]
    assert "built-in, plugins/a.py" in str(found.quarantined[0].error)


def test_the_order_of_what_is_found_never_changes(tmp_path: Path) -> None:
    broken = "raise KeyError\n"
    plugins = written(tmp_path, {"c.py": broken, "a.py": broken, "b.py": broken})

    assert [each.source for each in discover(plugins).quarantined] == [
        "plugins/a.py",
        "plugins/b.py",
        "plugins/c.py",
    ]


@pytest.mark.parametrize("raised", ["KeyboardInterrupt", "SystemExit(0)", "GeneratorExit"])
def test_whatever_is_raised_while_loading_is_the_plugins_mistake(raised: str, tmp_path: Path) -> None:
    (quarantined,) = discover(written(tmp_path, {"mycrm.py": f"raise {raised}\n"})).quarantined

    assert str(quarantined.error).startswith(f"plugins/mycrm.py:1: Loading this plugin raised {raised[:9]}")


def test_a_plugin_that_does_not_come_to_its_end_while_loading_is_put_aside(tmp_path: Path) -> None:
    text = plugin(top="import time\ntime.sleep(1.2)\n")

    (quarantined,) = discover(written(tmp_path, {"mycrm.py": text}), Limits(call_seconds=0.1)).quarantined

    assert quarantined.kinds == ("mycrm",)
    assert str(quarantined.error).startswith(
        "plugins/mycrm.py:2: Loading this plugin did not answer within 0.1 s. Correct the plugin"
    )


def test_a_plugin_may_refuse_itself_in_its_own_words(tmp_path: Path) -> None:
    top = 'import hub\nraise hub.PluginError("needs the package foo", remedy="Install it.", place="here")\n'

    (quarantined,) = discover(written(tmp_path, {"mycrm.py": plugin(top=top)})).quarantined

    assert str(quarantined.error) == "here: needs the package foo. Install it."


def test_a_class_that_fights_being_looked_at_is_put_aside_like_any_other(tmp_path: Path) -> None:
    tail = """\
        class Meta(type):
            def __dir__(cls):
                raise OSError("no")

        class Odd(MyCrm, metaclass=Meta): ...

        @hookimpl
        def register_connectors(register):
            register("mycrm", Odd, Table)
        """

    found = discover(written(tmp_path, {"mycrm.py": plugin(tail=tail)}))

    assert [each.source for each in found.quarantined] == ["plugins/mycrm.py"]


def test_a_folder_that_is_a_file_is_a_mistake_in_hub_toml(tmp_path: Path) -> None:
    (tmp_path / "plugins").write_text("", encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        discover(tmp_path / "plugins")

    assert "hub.plugins: the plugins folder cannot be read" in str(caught.value)


# which broken plugin an unknown kind may come from


def test_a_plugin_that_a_network_fails_for_is_not_told_of_again() -> None:
    told, perhaps, other = quarantined("a", "mycrm"), quarantined("b"), quarantined("c", "other")
    catalogue = Catalogue(quarantined=(told, perhaps, other))

    failures = [error for kind in ("mycrm", "unknown") if (error := catalogue.why_not(kind)) is not None]

    assert len(failures) == 2
    assert catalogue.quarantined_besides(failures) == [other]
    assert catalogue.quarantined_besides([]) == [told, perhaps, other]


def quarantined(source: str, *kinds: str) -> Quarantined:
    return Quarantined(source, kinds, PluginError("broken.", place=source))


def test_a_kind_that_a_broken_plugin_mentions_comes_from_it() -> None:
    catalogue = Catalogue(quarantined=(quarantined("a"), quarantined("b", "mycrm")))

    assert str(catalogue.why_not("mycrm")) == "b: broken."


def test_an_unknown_kind_may_come_from_a_plugin_that_nobody_could_read() -> None:
    catalogue = Catalogue(quarantined=(quarantined("a", "other"), quarantined("b")))

    assert str(catalogue.why_not("mycrm")) == (
        'b: broken. Perhaps the connector kind "mycrm", which is not known, comes from it.'
    )


def test_an_unknown_kind_is_not_blamed_on_a_plugin_that_offers_others() -> None:
    assert Catalogue(quarantined=(quarantined("a", "other"),)).why_not("mycrm") is None


def test_a_sentence_about_a_broken_plugin_can_be_translated(tmp_path: Path) -> None:
    (broken,) = discover(written(tmp_path, {"mycrm.py": "raise KeyError\n"})).quarantined

    assert isinstance(broken.error.what, Text)
    assert broken.error.say("de")
