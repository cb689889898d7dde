"""Which system of a network answers which hook, and what is said when hub.toml leaves that open."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.connectors.memory import MemoryConnector
from hub.errors import ConfigError, HubError, PluginError
from hub.model import NetworkName
from hub.plugging.catalogue import Catalogue, discover
from hub.plugging.network import ConnectedNetwork, connect
from tests.plugging.builders import FETCH, HEAD, TAIL, TWO_NETWORKS, configured, plugin, system, written

MEKOM = NetworkName("mekom")


def network(folder: Path, toml: str, **text_by_file: str) -> ConnectedNetwork | HubError:
    """The network mekom of this hub.toml, or why it cannot be connected."""
    plugins = written(folder, {f"{name}.py": text for name, text in text_by_file.items()})
    found = connect(configured(folder, toml), discover(plugins))
    return found.networks.get(MEKOM) or found.failures[MEKOM]


def refusal(folder: Path, toml: str, **text_by_file: str) -> str:
    error = network(folder, toml, **text_by_file)
    assert isinstance(error, ConfigError)
    return str(error).replace(str(folder), "…").replace("\\", "/")


def test_a_system_has_a_key_of_network_and_name() -> None:
    found = system(MemoryConnector.of(), "workbook")

    assert (found.key, found.name) == ("mekom.workbook", "workbook")


def test_two_systems_that_can_the_same_need_to_be_told_apart(tmp_path: Path) -> None:
    toml = """
        [networks.mekom.systems.crm]
        connector = "mycrm"
        [networks.mekom.systems.shop]
        connector = "memory"
        """

    assert refusal(tmp_path, toml, mycrm=plugin()) == (
        "…/hub.toml, line 1: networks.mekom.systems: crm, shop can each give members. "
        'Say in each table what it shall give, for example: provides = ["members"]'
    )


def test_provides_shares_the_work_out(tmp_path: Path) -> None:
    toml = """
        [networks.mekom.systems.crm]
        connector = "mycrm"
        [networks.mekom.systems.shop]
        connector = "memory"
        provides = ["courses", "bookings"]
        """

    found = network(tmp_path, toml, mycrm=plugin())

    assert isinstance(found, ConnectedNetwork)
    assert found.fetch("member").records[0].id == "1"  # the plugin's, not the shop's
    assert found.offers("publish_courses")
    assert found.offers("check_system")


def test_what_provides_leaves_out_is_not_offered(tmp_path: Path) -> None:
    toml = """
        [networks.mekom.systems.shop]
        connector = "memory"
        provides = ["courses"]
        """

    found = network(tmp_path, toml)

    assert isinstance(found, ConnectedNetwork)
    assert found.can == {"fetch_courses", "publish_courses", "check_system", "after_night"}


def test_a_system_cannot_provide_what_its_connector_has_not(tmp_path: Path) -> None:
    toml = """
        [networks.mekom.systems.crm]
        connector = "mycrm"
        provides = ["members", "courses"]
        """

    assert refusal(tmp_path, toml, mycrm=plugin()) == (
        '…/hub.toml, line 3: networks.mekom.systems.crm.provides: the connector kind "mycrm" cannot give '
        "courses. It can give: members."
    )


def test_an_unknown_kind_is_answered_with_the_nearest_and_all_known_ones(tmp_path: Path) -> None:
    toml = """
        [networks.mekom.systems.crm]
        connector = "MyCRN"
        """

    assert refusal(tmp_path, toml, mycrm=plugin()) == (
        '…/hub.toml, line 2: networks.mekom.systems.crm.connector: no plugin offers the connector kind "MyCRN". '
        "Did you mean mycrm? Known are: memory, mycrm, spreadsheet."
    )


def test_a_kind_like_no_other_is_answered_with_the_folder_that_was_searched(tmp_path: Path) -> None:
    toml = """
        [networks.mekom.systems.crm]
        connector = "vtiger"
        """

    assert refusal(tmp_path, toml) == (
        '…/hub.toml, line 2: networks.mekom.systems.crm.connector: no plugin offers the connector kind "vtiger". '
        "Known are: memory, spreadsheet. Plugins are looked for in …/plugins."
    )


def test_a_kind_of_a_broken_plugin_is_that_plugins_mistake(tmp_path: Path) -> None:
    toml = """
        [networks.mekom.systems.crm]
        connector = "mycrm"
        """

    error = network(tmp_path, toml, partner=plugin(top="import nowhere\n"))

    assert isinstance(error, PluginError)
    assert str(error.place) == "plugins/partner.py:1"


def test_a_wrong_setting_is_named_with_key_and_line(tmp_path: Path) -> None:
    toml = """
        [networks.mekom.systems.crm]
        connector = "mycrm"
        ulr = "https://crm.example.org"
        """

    assert refusal(tmp_path, toml, mycrm=plugin()) == (
        "…/hub.toml, line 3: networks.mekom.systems.crm.ulr is not known here. Did you mean url?"
    )


def test_a_connector_that_cannot_be_made_names_file_and_line(tmp_path: Path) -> None:
    toml = """
        [networks.mekom.systems.crm]
        connector = "mycrm"
        """
    head = HEAD.replace("self.settings = settings", "self.settings = settings.no_such_key")

    error = network(tmp_path, toml, mycrm=plugin(head=head))

    assert isinstance(error, PluginError)
    assert str(error).startswith(
        'plugins/mycrm.py:9: Making a connector of the kind "mycrm" raised AttributeError: '
    )


@pytest.mark.parametrize(("factory", "made"), [("lambda settings: None", "NoneType"), ("str", "str")])
def test_what_a_factory_makes_is_checked_too(factory: str, made: str, tmp_path: Path) -> None:
    toml = """
        [networks.mekom.systems.crm]
        connector = "mycrm"
        """
    text = plugin(
        tail=TAIL.replace("MyCrm, ", f"(lambda make: lambda settings: make(settings))({factory}), ")
    )

    error = network(tmp_path, toml, mycrm=text)

    assert isinstance(error, PluginError)
    assert f"The connector class {made} offers no hook." in str(error)


# all networks together


def test_each_system_gets_an_instance_of_its_own(tmp_path: Path) -> None:
    catalogue = discover(written(tmp_path, {"mycrm.py": plugin()}))
    config = configured(
        tmp_path,
        """
        [networks.mekom.systems.crm]
        connector = "mycrm"
        url = "https://one.example.org"
        [networks.cluster.systems.crm]
        connector = "mycrm"
        url = "https://two.example.org"
        """,
    )

    networks = connect(config, catalogue).networks

    assert [network.fetch("member").records[0].value.name for network in networks.values()] == [
        "https://one.example.org",
        "https://two.example.org",
    ]


def test_a_hook_hears_of_the_network_it_is_called_for(tmp_path: Path) -> None:
    methods = FETCH.replace("self.settings.url", '" ".join(network)')
    catalogue = discover(written(tmp_path, {"mycrm.py": plugin(methods)}))

    network = connect(configured(tmp_path, TWO_NETWORKS), catalogue).networks[MEKOM]

    assert network.fetch("member").records[0].value.name == "mekom mekom Europe/Berlin"


def test_what_is_wrong_with_one_network_fails_no_other(tmp_path: Path) -> None:
    catalogue = discover(written(tmp_path, {"mycrm.py": plugin(tail=TAIL + "    oh no\n")}))

    found = connect(configured(tmp_path, TWO_NETWORKS), catalogue)

    assert list(found.networks) == ["cluster"]
    assert list(found.failures) == ["mekom"]
    assert str(found.failures[MEKOM]).startswith("plugins/mycrm.py:18: ")


def test_without_any_plugin_nothing_is_connected_and_nothing_breaks(tmp_path: Path) -> None:
    found = connect(configured(tmp_path, TWO_NETWORKS), Catalogue())

    assert not found.networks
    assert {type(error) for error in found.failures.values()} == {ConfigError}
