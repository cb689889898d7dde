"""A stale plan is told by what moved: changes, values, holds, absences, rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from hub.language import Text
from hub.planning.basis import Basis
from hub.planning.document import as_document, differences, read_plan, to_json
from hub.planning.plan import FieldChange, Plan, PlannedChange, change_id
from tests.report.builders import MEKOM, Ref, a_failure, a_hold, a_plan, added, amended, an_absence, cancelled
from tests.report.plans import plans


def moved(old: Plan, new: Plan) -> list[str]:
    return [str(text) for text in differences(read_plan(to_json(as_document(old, language="en"))), new)]


def titled(before: str, after: str) -> PlannedChange:
    change = amended({"title": FieldChange(before, after)})
    return replace(change, change=replace(change.change, id=change_id(before, after)))


def test_a_change_that_is_gone_is_named() -> None:
    assert moved(a_plan(added()), a_plan()) == ["no longer planned: add VA-1 Gut verkaufen in mekom"]


def test_a_change_that_is_new_is_named() -> None:
    assert moved(a_plan(), a_plan(cancelled())) == ["newly planned: cancel VA-1 Gut verkaufen in mekom"]


def test_another_value_is_shown_beside_the_reviewed_one() -> None:
    assert moved(a_plan(titled("A", "B")), a_plan(titled("A", "C"))) == [
        "amend VA-1 Gut verkaufen in mekom: title would become “C” (now “A”), not “B” (now “A”) as in the plan"
    ]


def test_a_field_that_joined_is_named() -> None:
    more = amended({"title": FieldChange("A", "B"), "capacity": FieldChange(None, 12)})
    (said,) = moved(a_plan(titled("A", "B")), a_plan(more))
    assert "seats would become “12” (now nothing), not what it is as in the plan" in said


def test_a_new_record_with_less_in_it_is_said_to_lack_it() -> None:
    less = replace(added(), fields={"price_guest": FieldChange(None, None)})
    (said,) = moved(a_plan(added()), a_plan(less))
    assert said.endswith("in mekom: title would become nothing, not “Gut verkaufen” as in the plan")


def test_what_moved_is_said_in_german_words_too() -> None:
    old = a_plan(amended({"price_guest": FieldChange(None, "95.00"), "status": FieldChange("open", "full")}))
    new = a_plan(amended({"price_guest": FieldChange(None, "99.00")}), held=[a_hold()])
    said = [text.say("de") for text in differences(read_plan(to_json(as_document(old, language="de"))), new)]
    change = "bei mekom ändern: VA-1 Gut verkaufen"
    assert said == [
        f"{change}: Preis für Gäste: jetzt geplant „99.00“ (bisher leer), im Plan „95.00“ (bisher leer)",
        f"{change}: Status: jetzt geplant keine Änderung, im Plan ausgebucht (bisher offen)",
        "neu geplant: Kurse von mekom sind zurückgestellt",
    ]


def test_a_list_is_said_as_one() -> None:
    one, other = (
        amended({"released_to": FieldChange(None, names)})
        for names in (frozenset({"a"}), frozenset({"a", "b"}))
    )
    assert "a, b" in moved(a_plan(one), a_plan(other))[0]


def test_a_value_that_is_masked_is_said_to_have_moved_without_being_shown() -> None:
    one, other = (
        amended({"participant.email": FieldChange(None, email)}) for email in ("ka@b.example", "ko@b.example")
    )
    assert moved(a_plan(one), a_plan(other)) == [
        "a value about a person, which plans do not show, is another now; or the fingerprint was changed in the file"
    ]


def test_the_same_record_under_another_id_is_the_same_matter() -> None:
    other = replace(added(), change=replace(added().change, id="0123456789ab"))
    assert moved(a_plan(added()), a_plan(other)) == [
        "add VA-1 Gut verkaufen in mekom: other values, or another order"
    ]


def test_a_change_that_is_held_by_now_is_said_to_be() -> None:
    assert moved(a_plan(cancelled()), a_plan(held=[a_hold(cancelled())])) == [
        "cancel VA-1 Gut verkaufen in mekom: is held now"
    ]


def test_a_change_that_was_let_go_is_said_to_be() -> None:
    assert moved(a_plan(held=[a_hold(cancelled())]), a_plan(cancelled())) == [
        "cancel VA-1 Gut verkaufen in mekom: is not held any more"
    ]


def test_a_doubted_reading_is_named() -> None:
    assert moved(a_plan(), a_plan(held=[a_hold()])) == ["newly planned: the courses of mekom are held"]


def test_a_booking_and_a_course_are_not_cancelled_with_the_same_german_verb() -> None:
    booking = cancelled(Ref(MEKOM, "booking", "B-1"))
    said = [text.say("de") for change in (cancelled(), booking) for text in _against_nothing(change)]
    assert said == [
        "nicht mehr geplant: bei mekom absagen: VA-1 Gut verkaufen",
        f"nicht mehr geplant: {booking.title} bei mekom stornieren",
    ]


def _against_nothing(change: PlannedChange) -> tuple[Text, ...]:
    return differences(read_plan(to_json(as_document(a_plan(change), language="de"))), a_plan())


def test_absences_are_named_both_ways() -> None:
    assert moved(a_plan(missing=[an_absence()]), a_plan()) == [
        "no longer missing since 2013-01-13: VA-1: K. M."
    ]
    later = replace(an_absence(), since=date(2013, 1, 14))
    assert moved(a_plan(), a_plan(missing=[later])) == ["missing since 2013-01-14: VA-1: K. M."]


def test_moved_rules_are_said() -> None:
    assert moved(a_plan(added()), a_plan(added(), basis=Basis(hub="rules", ledger="other"))) == [
        "the hub has written since, or this is not the same ledger"
    ]


def test_why_it_moved_is_said_before_what_moved() -> None:
    many = [added(Ref(MEKOM, "booking", f"B-{number}")) for number in range(13)]
    said = moved(a_plan(*many), a_plan(basis=Basis(hub="rules", decisions="other")))
    assert said[0] == "a question was answered, or an answer taken back"
    assert said[-1] == "and 5 more"


def test_the_same_changes_in_another_order_are_another_plan() -> None:
    one, other = added(), added(Ref(MEKOM, "booking", "B-1"))
    assert moved(a_plan(one, other), a_plan(other, one)) == [
        "the same changes in another order, or one of them twice"
    ]


@pytest.mark.parametrize(
    "more", [{"follows": "111111111111"}, {"awaits_answer": True}, {"cause": added().ref}]
)
def test_what_a_change_depends_on_is_part_of_it(more: dict[str, Any]) -> None:
    assert moved(a_plan(added()), a_plan(replace(added(), **more))) == [
        "add VA-1 Gut verkaufen in mekom: other values, or another order"
    ]


def test_a_partner_that_fails_now_explains_what_is_gone() -> None:
    assert moved(a_plan(added()), a_plan(failures=[a_failure()])) == [
        "cluster cannot be read now: crm.example.org: no answer in 30 s.",
        "no longer planned: add VA-1 Gut verkaufen in mekom",
    ]


def test_a_partner_that_failed_then_explains_what_has_come() -> None:
    assert moved(a_plan(failures=[a_failure()]), a_plan(added())) == [
        "cluster could not be read then",
        "newly planned: add VA-1 Gut verkaufen in mekom",
    ]


def test_a_partner_that_fails_and_changes_nothing_is_no_difference() -> None:
    assert moved(a_plan(added()), a_plan(added(), failures=[a_failure()])) == []


def test_nine_differences_are_named_and_the_rest_counted() -> None:
    many = [added(Ref(MEKOM, "booking", f"B-{number}")) for number in range(13)]
    said = moved(a_plan(*many), a_plan())
    assert len(said) == 10
    assert said[-1] == "and 4 more"


@given(plans(), plans())
def test_plans_of_another_fingerprint_never_go_without_a_word(old: Plan, new: Plan) -> None:
    document = as_document(old, language="de")
    if document["fingerprint"] != as_document(new, language="de")["fingerprint"]:
        assert moved(old, new)
