"""What doctor says of a form that people edited: what is understood, what is told, and what to put back."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from automation.domain.layout import FormText, FoundForm, FoundTab, MergedArea
from automation.jobs.setup.layout import tab_id
from automation.jobs.watch.form_meaning import meaning
from automation.jobs.watch.remaking import merged_in
from automation.register.other_texts import form_text

OFFICER = form_text("officer", "Balai", "balai@office.example")
IDS = {one.key: one.id for one in OFFICER.questions}


def found(text: FormText = OFFICER, choices: Mapping[str, tuple[str, ...]] | None = None) -> FoundForm:
    offered = {one.id: one.choices for one in text.questions if one.choices}
    return FoundForm(
        questions={one.id: one.title for one in text.questions},
        published=True,
        linked_to="",
        address="",
        items=len(text.questions),
        choices={**offered, **(choices or {})},
        dated=frozenset({IDS["received_at"]}),
    )


def told(form: FoundForm) -> tuple[str, str]:
    """Give everything that must be done, and everything remarked."""
    findings = list(meaning("petugas", OFFICER, form))
    advice = " ".join(one.advice for one in findings if not one.well)
    return advice, " ".join(one.remark for one in findings if one.remark)


def without(key: str, **more: str) -> FoundForm:
    form = found()
    questions = {id: title for id, title in form.questions.items() if id != IDS[key]}
    return replace(form, questions={**questions, **more})


def test_the_form_as_setup_made_it_is_understood() -> None:
    assert told(found()) == ("", "")


def test_reordered_options_and_renamed_questions_are_understood() -> None:
    form = found(choices={IDS["channel"]: tuple(reversed(found().choices[IDS["channel"]]))})
    assert told(replace(form, questions={id: f"{title} Anda" for id, title in form.questions.items()})) == ("", "")


@pytest.mark.parametrize("offered", [("Surat", "WA"), ("Surat", "Datang langsung (loket)")])
def test_a_renamed_option_is_named_with_what_it_must_be_again(offered: tuple[str, ...]) -> None:
    advice, _ = told(found(choices={IDS["channel"]: offered}))
    assert f"“{offered[1]}”" in advice
    assert "WhatsApp" in advice


def test_a_choice_that_became_a_text_and_a_date_that_became_one_are_named() -> None:
    form = found()
    changed = replace(form, choices={}, dated=frozenset())
    advice, _ = told(changed)
    assert "bukan pilihan lagi" in advice
    assert "tanggal dengan jam" in advice


def test_a_required_question_that_is_gone_is_a_fault_and_another_a_remark() -> None:
    assert "Perihal keluhan" in told(without("subject"))[0]
    advice, remark = told(without("company"))
    assert (advice, "Perusahaan" in remark) == ("", True)


def test_a_question_made_anew_in_its_own_words_is_there_and_an_added_one_is_told_of() -> None:
    assert told(without("subject", **{"6f0a": " perihal KELUHAN"})) == ("", "")
    _, remark = told(replace(found(), questions={**found().questions, "6f0a": "Hari kunjungan"}))
    assert "Hari kunjungan" in remark


def test_merged_cells_are_named_in_tabs_that_people_write_in() -> None:
    register = FoundTab(
        id=tab_id("register"), title="Register", rows=10, columns=9, merged=(MergedArea(1, 27, 3, 28),)
    )
    status = replace(register, id=tab_id("status"), title="Status")
    [text] = merged_in([register, status, replace(register, merged=())])
    assert "Register: sel AB2:AB3 digabung" in text
