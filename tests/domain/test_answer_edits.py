"""An edited answer: nothing of it counts before officers accept it, and none is accepted with an earlier one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from automation.domain.answer_edits import AnswerEdit, noticed
from automation.domain.complaint import ExtraAnswer, Intake
from automation.domain.vocabulary import Channel, EditDecision
from tests.builders import an_intake, wita

FIRST: Intake = an_intake(submitted_at=wita(2, 9), subject="A", description="B")


def later(hours: int, **texts: Any) -> Intake:
    return replace(FIRST, submitted_at=wita(2, 9) + timedelta(hours=hours), **texts)


def an_edit(cell: str = "") -> AnswerEdit:
    found = noticed(FIRST, None, later(1, subject="A2", remedy="Uji ulang"), cell)
    assert found is not None
    return found


def test_an_edit_tells_old_and_new_of_what_differs() -> None:
    assert [(one.key, one.old, one.new) for one in an_edit().fields] == [
        ("subject", "A", "A2"),
        ("remedy", FIRST.remedy, "Uji ulang"),
    ]


def test_what_is_the_same_or_older_is_no_edit() -> None:
    assert noticed(FIRST, None, later(1), "") is None
    assert noticed(FIRST, None, later(0, subject="A2"), "") is None
    assert noticed(FIRST, an_edit(), an_edit().after, "") is None


def test_an_edit_counts_once_accepted_and_no_longer_when_the_cell_is_cleared() -> None:
    for cell, subject in (("", "A"), ("Terima", "A2"), (" terima ", "A2"), ("Abaikan", "A"), ("mungkin", "A")):
        assert an_edit().in_force(cell).subject == subject


def test_what_is_not_asked_of_complainants_stays() -> None:
    edit = noticed(FIRST, None, later(1, subject="A2", channel=Channel.BOX, received_at=wita(3)), "")
    assert edit is not None
    kept = edit.in_force("Terima")
    assert (kept.subject, kept.channel, kept.received_at) == ("A2", FIRST.channel, FIRST.received_at)


def test_a_cell_from_before_accepts_nothing_that_came_after_it() -> None:
    assert an_edit("Terima").in_force("Terima").subject == "A"
    assert an_edit("Terima").in_force("Terima ulang").subject == "A2"


def test_a_second_edit_waits_while_the_accepted_first_one_counts() -> None:
    second = noticed(FIRST, an_edit(), later(2, subject="A3"), "Terima")
    assert second is not None
    assert [(one.old, one.new) for one in second.fields if one.key == "subject"] == [("A2", "A3")]
    assert second.in_force("Terima").subject == "A2"
    assert second.in_force("Abaikan").subject == "A2"
    assert second.in_force("Terima ulang").subject == "A3"


def test_added_answers_and_files_are_edited_too() -> None:
    edit = noticed(FIRST, None, later(1, extras=(ExtraAnswer("Hari", "Senin"),)), "")
    assert edit is not None
    assert [(one.key, one.new) for one in edit.fields] == [("other_answers", "Hari: Senin")]
    assert edit.in_force("Terima").other_answers == "Hari: Senin"


def test_the_words_of_an_earlier_choice_count_again_once_the_cell_read_otherwise() -> None:
    edit = an_edit("Abaikan")
    assert edit.decision("Abaikan") is None
    assert edit.read_beside("Abaikan") == edit
    assert edit.read_beside("").decision("Abaikan") is EditDecision.IGNORED
