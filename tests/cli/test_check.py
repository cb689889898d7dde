"""hub check, hub networks, hub plugins."""

from __future__ import annotations

from tests.office import Office

BROKEN = '"""Breaks."""\n\nimport nothing_of_this_name\n\n\ndef f():\n    register("mycrm", None, None)\n'


def test_an_office_in_order_is_well(office: Office) -> None:
    before = office.contents()

    answer = office.hub("check")

    assert answer.code == 0
    assert "WRONG" not in answer.out
    assert "note: hub.toml: hub.as_of" in answer.out
    assert office.contents() == before


def test_everything_that_is_wrong_is_found_at_once(office: Office) -> None:
    office.file("var/example/mekom.xlsx").unlink()
    office.file("plugins/mycrm.py").write_text(BROKEN, encoding="utf-8")

    answer = office.hub("check")
    data = office.hub("check --format json").data

    assert answer.code == 5  # a plugin is more urgent than a partner
    assert "mekom.xlsx" in answer.out
    assert "plugins/mycrm.py:3" in answer.out
    assert data["schema"] == "hub-check/1"
    assert {check["exit_code"] for check in data["checks"]} == {0, 3, 5}


def test_a_failed_partner_is_code_three(office: Office) -> None:
    office.file("var/example/mekom.xlsx").unlink()

    assert office.hub("check").code == 3


def test_a_broken_plugin_is_told_once(office: Office) -> None:
    office.file("plugins/mekom.py").write_text(BROKEN.replace("mycrm", "mekom"), encoding="utf-8")

    answer = office.hub("check")

    assert answer.code == 5
    assert answer.out.count("nothing_of_this_name") == 1


def test_an_unknown_kind_is_a_matter_of_configuration(office: Office) -> None:
    office.edit("hub.toml", 'connector = "mekom"', 'connector = "mekon"')

    answer = office.hub("check")

    assert answer.code == 4
    assert "Did you mean mekom?" in answer.out


def test_a_ledger_that_cannot_be_read_is_found(office: Office) -> None:
    office.file("var/hub.db").mkdir()

    answer = office.hub("check")

    assert answer.code == 4
    assert "WRONG: hub.ledger" in answer.out


def test_a_ledger_in_use_can_be_read(office: Office) -> None:
    office.hub("sync")

    assert "ok: hub.ledger: can be read" in office.hub("check").out


def test_a_system_that_cannot_check_itself_is_connected_all_the_same(office: Office) -> None:
    office.file("plugins/plain.py").write_text(PLAIN, encoding="utf-8")
    office.edit("hub.toml", 'connector = "mekom"', 'connector = "plain" #')
    office.edit("hub.toml", 'path = "var/example/mekom.xlsx"', "#")

    assert "ok: mekom: is connected" in office.hub("check").out


def test_a_system_whose_check_breaks_is_the_plugin_s_fault(office: Office) -> None:
    sick = PLAIN.replace("fetch_members", "check_system").replace("return Reading([])", "raise KeyError('x')")
    office.file("plugins/plain.py").write_text(sick, encoding="utf-8")
    office.edit("hub.toml", 'connector = "mekom"', 'connector = "plain" #')
    office.edit("hub.toml", 'path = "var/example/mekom.xlsx"', "#")

    answer = office.hub("check")

    assert answer.code == 5
    assert "plugins/plain.py" in answer.out


def test_networks_tell_what_they_can(office: Office) -> None:
    data = office.hub("networks --format json").data
    by_name = {network["name"]: network for network in data["networks"]}

    assert data["schema"] == "hub-networks/1"
    assert "sync_bookings" in by_name["mekom"]["hooks"]
    assert "sync_bookings" not in by_name["bildung-osterode"]["hooks"]
    assert "MEKOM Regionalmanagement" in office.hub("networks").out


def test_a_network_that_cannot_be_used_is_listed_with_the_reason(office: Office) -> None:
    office.file("plugins/mekom.py").unlink()

    answer = office.hub("networks")
    [mekom] = [one for one in office.hub("networks --format json").data["networks"] if one["name"] == "mekom"]

    assert answer.code == 4
    assert "mekom cannot be used" in answer.out
    assert mekom["hooks"] == []
    assert "connector" in mekom["failure"]


def test_plugins_alone_lists_them(office: Office) -> None:
    assert office.hub("plugins").out == office.hub("plugins list").out
    assert office.hub("plugins --format json").data == office.hub("plugins list --format json").data


def test_a_broken_plugin_is_listed_and_is_code_five(office: Office) -> None:
    office.file("plugins/mycrm.py").write_text(BROKEN, encoding="utf-8")

    answer = office.hub("plugins list")
    data = office.hub("plugins list --format json").data

    assert answer.code == 5
    assert "Not usable" in answer.out
    assert [broken["kinds"] for broken in data["broken"]] == [["mycrm"]]
    assert "mekom" in {kind["name"] for kind in data["kinds"]}


PLAIN = '''"""A plain plugin."""
from hub import Reading, Settings, hookimpl


class Plain:
    def __init__(self, settings):
        pass

    @hookimpl
    def fetch_members(self, network):
        return Reading([])


@hookimpl
def register_connectors(register):
    register("plain", Plain, Settings)
'''
