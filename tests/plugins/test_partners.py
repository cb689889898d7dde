"""The three partners' plugins on the example workbooks: what they read, write, and leave alone."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

from hub import Add, Amend, Done, Network, Ref, Unreadable
from hub.model import BookingStatus, Course, NetworkName
from plugins import bildung_osterode, mekom, verpackungscluster

ROOT = Path(__file__).parents[2]
MEKOM = Network(NetworkName("mekom"), "MEKOM", "Europe/Berlin")
CLUSTER = Network(NetworkName("verpackungscluster"), "VerpackungsCluster", "Europe/Berlin")
REGION = Network(NetworkName("bildung-osterode"), "Bildungsträger", "Europe/Berlin")


def connector(plugin, path: Path, **settings: object):
    offered = {}
    plugin.register_connectors(register=lambda kind, make, model: offered.update({kind: (make, model)}))
    [(make, model)] = offered.values()
    return make(model(path=path, **settings))


@pytest.fixture
def folder(tmp_path):
    for name in ("mekom.xlsx", "verpackungscluster.xlsx", "bildung-osterode.csv"):
        shutil.copy(ROOT / "examples" / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def mekom_book(folder):
    return connector(mekom, folder / "mekom.xlsx")


@pytest.fixture
def cluster_book(folder):
    return connector(verpackungscluster, folder / "verpackungscluster.xlsx")


def published(record) -> Add[Course]:
    ref = Ref(CLUSTER.name, "course", record.id)
    value = record.value.model_copy(update={"origin": ref, "released_to": frozenset(), "never_share": False})
    return Add(id=f"publish {record.id}", ref=ref, value=value)


@pytest.mark.parametrize(
    ("plugin", "kind"),
    [(mekom, "mekom"), (verpackungscluster, "verpackungscluster"), (bildung_osterode, "bildung-osterode")],
)
def test_each_plugin_offers_one_kind_and_fits_on_a_page(plugin, kind):
    offered = []
    plugin.register_connectors(register=lambda name, make, model: offered.append(name))
    source = Path(plugin.__file__).read_text(encoding="utf-8")
    assert offered == [kind]
    assert len(source.splitlines()) <= 40
    assert ast.get_docstring(ast.parse(source))
    imported = {node.module for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)}
    assert imported <= {"__future__", "collections.abc", "typing", "hub"}


def test_every_row_of_the_examples_can_be_read(folder, mekom_book, cluster_book):
    region = connector(bildung_osterode, folder / "bildung-osterode.csv")
    readings = [
        mekom_book.fetch_members(MEKOM), mekom_book.fetch_bookings(MEKOM), cluster_book.fetch_members(CLUSTER),
        cluster_book.fetch_courses(CLUSTER), cluster_book.fetch_bookings(CLUSTER), region.fetch_courses(REGION),
    ]  # fmt: skip
    for reading in readings:
        assert reading.records
        assert list(reading.rejects) == []
        try:
            assert all(record.value.id == record.id for record in reading.records)
        except Unreadable as unreadable:
            pytest.fail(str(unreadable))


def test_the_catalogue_names_its_providers(folder):
    reading = connector(bildung_osterode, folder / "bildung-osterode.csv").fetch_courses(REGION)
    assert len({record.value.provider for record in reading.records}) == 7


def test_the_academy_says_what_is_released_and_what_is_never_shared(cluster_book):
    courses = [record.value for record in cluster_book.fetch_courses(CLUSTER).records]
    assert any(course.is_released_to("mekom") for course in courses)
    assert any(course.never_share for course in courses)
    assert any(not course.released_to for course in courses)


def test_the_academys_programme_reads_the_same_at_mekom(mekom_book, cluster_book):
    changes = [published(record) for record in cluster_book.fetch_courses(CLUSTER).records]
    receipts = mekom_book.publish_courses(network=MEKOM, changes=changes)
    shown = [receipt.record.value for receipt in receipts if isinstance(receipt, Done)]
    assert shown == [change.value for change in changes]


def test_mekoms_staff_get_numbers_for_the_rows_they_typed(mekom_book):
    typed = [record for record in mekom_book.fetch_bookings(MEKOM).records if record.proposed]
    assert typed
    changes = [
        Amend(
            id=record.id, ref=Ref(MEKOM.name, "booking", record.id), record_id=record.id,
            value=record.value, before=record.value, fields=frozenset({"id"}),
        )
        for record in typed
    ]  # fmt: skip
    mekom_book.sync_bookings(network=MEKOM, changes=changes)
    again = {record.id: record for record in mekom_book.fetch_bookings(MEKOM).records}
    assert not any(record.proposed for record in again.values())
    assert all(again[record.id].value == record.value for record in typed)


def pass_on(record) -> Add:
    ref = Ref(MEKOM.name, "booking", record.id)
    update = {"id": str(ref), "origin": ref, "status": BookingStatus.REQUESTED, "remark": None}
    return Add(id=record.id, ref=ref, value=record.value.model_copy(update=update))


def test_the_academy_never_gives_more_seats_than_it_has(mekom_book, cluster_book):
    changes = [pass_on(record) for record in mekom_book.fetch_bookings(MEKOM).records]
    cluster_book.sync_bookings(network=CLUSTER, changes=changes)
    capacity = {record.id: record.value.capacity for record in cluster_book.fetch_courses(CLUSTER).records}
    bookings = [record.value for record in cluster_book.fetch_bookings(CLUSTER).records]
    answers = {booking.status for booking in bookings if booking.origin}
    assert {BookingStatus.CONFIRMED, BookingStatus.WAITLISTED} <= answers
    for number, seats in capacity.items():
        taken = sum(booking.course == number and booking.status.takes_a_seat for booking in bookings)
        assert seats is None or taken <= seats


def test_the_academys_staff_may_answer_by_hand(folder, mekom_book):
    by_hand = connector(verpackungscluster, folder / "verpackungscluster.xlsx", seats="by hand")
    changes = [pass_on(record) for record in mekom_book.fetch_bookings(MEKOM).records]
    receipts = by_hand.sync_bookings(network=CLUSTER, changes=changes)
    assert {receipt.record.value.status for receipt in receipts} == {BookingStatus.REQUESTED}
