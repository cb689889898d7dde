"""hub review: what is asked, who answered what, and that a night acts on it."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from hub.ledger.store import Ledger
from hub.memory import Decision
from tests.cli.test_schemas import validator
from tests.office import Answer, Office

PASS_IT_ON = "two different people: pass it on"


@pytest.fixture
def asked(office: Office) -> tuple[Office, str]:
    """An office after its first night, and the id of the one question that it left."""
    office.hub("sync")
    (question,) = office.hub("review --format json").data["questions"]
    return office, question["id"]


def added_by(answer: Answer) -> list[str]:
    return [change["ref"] for change in answer.data["changes"] if change["action"] == "add"]


# to look


def test_before_the_first_night_nothing_was_asked(office: Office) -> None:
    answer = office.hub("review")

    assert (answer.code, answer.out.split(".")[0]) == (0, "No night yet, so nothing was asked")
    assert office.hub("review --format json").data == {
        "schema": "hub-review/1",
        "run": None,
        "questions": [],
        "standing": [],
        "stays": [],
    }


@pytest.mark.parametrize("line", ["review", "review {id}"])
def test_what_is_open_is_listed_with_its_answers_and_how_to_give_them(
    asked: tuple[Office, str], line: str
) -> None:
    office, question = asked

    answer = office.hub(line.format(id=question))

    assert answer.code == 0
    first, answers, command = answer.out.splitlines()
    assert first.startswith("? VA-2013-01: F. S., Vorharz Blechverarbeitung GmbH: a person of the same name")
    assert (answers.strip(), command.strip()) == (
        f"Answers: 1 {PASS_IT_ON}",
        f"To answer: `hub review {question} --answer NUMBER`",
    )


def test_the_report_says_how_to_answer_and_a_plan_does_not_as_nothing_of_it_is_kept(office: Office) -> None:
    assert "hub review" not in office.hub("plan").out
    assert "To answer: `hub review " in office.hub("sync").out


def test_to_look_changes_nothing(asked: tuple[Office, str]) -> None:
    office, _ = asked
    before = office.contents()

    office.hub("review")

    assert office.contents() == before


def test_after_a_night_that_could_not_read_a_partner_it_says_so_and_shows_what_was_open(
    asked: tuple[Office, str],
) -> None:
    office, question = asked
    (office.folder / "var" / "example" / "mekom.xlsx").unlink()
    office.hub("sync")

    answer = office.hub("review")

    assert answer.out.splitlines()[0] == (
        "Night 2 could not read MEKOM: what was open before is listed as it was then."
    )
    assert f"hub review {question} --answer" in answer.out


def test_what_a_terminal_would_obey_is_not_shown(asked: tuple[Office, str]) -> None:
    office, _ = asked
    with closing(Ledger.open(str(office.file("var/hub.db")))) as ledger:
        ledger.decide(Decision("an old question", "yes", "Karla\x1b[2J", date(2013, 1, 15)))

    out = office.hub("review").out

    assert "Karla [2J" in out
    assert all(line.isprintable() for line in out.splitlines())


@pytest.mark.parametrize("typed", ["f\udcfcr", "two\nlines", "\x1b[2Jgone", "nul\0"])
@pytest.mark.parametrize("where", ["--who", "--reason", "--answer"])
def test_signs_that_cannot_be_shown_are_refused_before_they_are_kept(
    asked: tuple[Office, str], where: str, typed: str
) -> None:
    office, question = asked
    words = {"--answer": "1", "--who": "Karla"} | {where: typed}

    answer = office.hub("review", question, *(part for pair in words.items() for part in pair))

    assert answer.code == 2
    assert "signs that cannot be shown" in answer.err
    assert office.hub("review --format json").data["questions"][0]["answered"] is None


# to answer


@pytest.mark.parametrize(
    "words", ["1", "different", "DIFFERENT ", PASS_IT_ON, "Zwei verschiedene Personen: weitergeben"]
)
def test_an_answer_is_taken_by_number_word_or_text_in_either_language_and_the_next_night_acts_on_it(
    asked: tuple[Office, str], words: str
) -> None:
    office, question = asked

    answer = office.hub("review", question, "--answer", words, "--who", "Karla", "--reason", "rang them up")

    assert answer.code == 0
    assert answer.out.startswith("Answered; the next night acts on it\n? VA-2013-01")
    assert f"“{PASS_IT_ON}”, said Karla on 2013-01-14: rang them up" in answer.out
    night = office.hub("sync --format json")
    assert (len(added_by(night)), night.data["questions"]) == (1, [])


def test_what_was_answered_is_shown_as_answered_until_the_next_night_and_as_standing_after_it(
    asked: tuple[Office, str],
) -> None:
    office, question = asked
    office.hub("review", question, "--answer", "1", "--who", "Karla")

    answered = office.hub("review --format json").data

    said = {"word": "different", "who": "Karla", "day": "2013-01-14", "reason": ""}
    assert (answered["questions"][0]["answered"], answered["standing"]) == (said, [])
    validator("hub-lists.schema.json").validate(answered)
    assert office.hub("review").out.startswith("No open questions.\nAnswered; the next night acts on it\n")

    office.hub("sync")

    standing = office.hub("review --format json").data
    validator("hub-lists.schema.json").validate(standing)
    assert [(one["id"], one["answered"]) for one in standing["standing"]] == [(question, said)]
    assert "No open questions.\nAnswers that stand\n. VA-2013-01: F. S." in office.hub("review").out


def test_a_plan_from_before_the_answer_is_out_of_date(asked: tuple[Office, str]) -> None:
    office, question = asked
    office.hub("plan --out plan.json")
    office.hub("review", question, "--answer", "1")

    answer = office.hub("apply plan.json")

    assert (answer.code, "a question was answered" in answer.err) == (8, True)


def test_who_is_at_the_computer_has_said_it(asked: tuple[Office, str]) -> None:
    office, question = asked
    office.patch.setattr("getpass.getuser", lambda: "erika")

    assert "said erika on" in office.hub("review", question, "--answer", "1").out


def test_a_computer_that_does_not_know_who_is_there_asks_for_the_name(asked: tuple[Office, str]) -> None:
    office, question = asked

    def nobody() -> str:
        raise KeyError("uid not found: 1000")

    office.patch.setattr("getpass.getuser", nobody)

    answer = office.hub("review", question, "--answer", "1")

    assert (answer.code, "--who NAME" in answer.err) == (2, True)
    assert office.hub("review", question, "--answer", "1", "--who", "Karla").code == 0


# to take it back


def test_what_is_taken_back_before_a_night_is_open_again(asked: tuple[Office, str]) -> None:
    office, question = asked
    office.hub("review", question, "--answer", "1")

    answer = office.hub("review", question, "--take-back")

    assert (answer.code, "To answer: " in answer.out) == (0, True)
    assert answer.err.startswith("Taken back; the next night asks again")
    assert added_by(office.hub("sync --format json")) == []


def test_what_is_taken_back_after_a_night_is_given_back_with_all_that_was_done_since(
    asked: tuple[Office, str],
) -> None:
    office, question = asked
    office.hub("review", question, "--answer", "1")
    office.hub("sync")

    answer = office.hub("review", question, "--take-back")

    assert answer.code == 0
    assert answer.out.splitlines() == [
        "Done since the answer, and stays as it is",
        "    night 2: added in verpackungscluster",
        "    night 2: amended in mekom",
        "    Mend it there by hand if it is not to stay; `hub undo 2` shows the way back from the whole night.",
    ]
    assert office.hub("review").out == "No open questions.\n"
    assert office.hub("sync --format json").data["changes"] == []


def test_a_program_is_told_what_stays_too(asked: tuple[Office, str]) -> None:
    office, question = asked
    office.hub("review", question, "--answer", "1")
    assert office.hub("review", question, "--format", "json").data["stays"] == []
    office.hub("sync")

    answer = office.hub("review", question, "--take-back", "--format", "json").data

    validator("hub-lists.schema.json").validate(answer)
    assert [(one["run"], one["action"]) for one in answer["stays"]] == [(2, "add"), (2, "amend")]


# what makes no sense


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("review nonsense", "The last night did not ask this: nonsense."),
        ("review nonsense --answer 1", "The last night did not ask this: nonsense."),
        ("review nonsense --take-back", "The last night did not ask this: nonsense."),
        ("review --answer 1", "Which question? Its id is missing."),
        ("review --take-back", "Which question? Its id is missing."),
        ("review {id} --answer 2", f"Its answers: 1 {PASS_IT_ON}."),
        ("review {id} --answer 0", "This question has no answer “0”."),
        ("review {id} --answer=", "This question has no answer “”."),
        ("review {id} --take-back", "Nobody has answered this question yet"),
        ("review {id} --answer 1 --take-back", "Only one of --answer and --take-back makes sense."),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(
    asked: tuple[Office, str], line: str, words: str
) -> None:
    office, question = asked

    answer = office.hub(line.format(id=question))

    assert (answer.code, words in answer.err, answer.out) == (2, True, "")
    assert office.hub("review --format json").data["questions"][0]["answered"] is None


def test_who_wants_to_answer_otherwise_later_takes_the_answer_back_first(asked: tuple[Office, str]) -> None:
    office, question = asked
    office.hub("review", question, "--answer", "1")
    office.hub("sync")

    answer = office.hub("review", question, "--answer", "1")

    assert (answer.code, "take the answer back" in answer.err) == (2, True)


def test_while_a_night_is_on_nobody_answers(asked: tuple[Office, str]) -> None:
    office, question = asked
    with closing(Ledger.open(str(office.file("var/hub.db")))) as ledger, ledger.lock():
        answer = office.hub("review", question, "--answer", "1")

    assert answer.code == 7
    assert office.hub("review --format json").data["questions"][0]["answered"] is None
