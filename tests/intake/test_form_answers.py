"""Forms that people changed: what is understood is known by id or words, what is not is said and no default."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from automation.domain.complaint import ExtraAnswer, UploadedFile
from automation.domain.layout import FormText
from automation.domain.vocabulary import Channel
from automation.intake.form_answers import understood, unknown_in
from automation.intake.taking_in import intake_of
from automation.ports import FormAnswer
from automation.register.other_texts import form_text
from tests.builders import WITA, wita

OFFICER = form_text("officer", "Balai", "balai@office.example")
PUBLIC = form_text("public", "Balai", "balai@office.example")
SENT = wita(2, 9)


def an_answer(answers: Mapping[str, str], **more: Any) -> FormAnswer:
    return FormAnswer("r1", SENT, {key: (text,) for key, text in answers.items()}, **more)


def test_every_choice_of_the_officers_form_is_a_channel_of_ours() -> None:
    [channel] = [one for one in OFFICER.questions if one.key == "channel"]
    for choice in channel.choices:
        intake = intake_of(an_answer({"channel": f" {choice.upper()} "}), officer=True, zone=WITA)
        assert intake.channel not in (Channel.UNKNOWN, Channel.FORM)


@pytest.mark.parametrize("words", ["WA", "Datang langsung (loket)", "Surat, WhatsApp", "TRUE", ""])
def test_a_renamed_option_is_unknown_in_its_own_words_and_never_a_letter(words: str) -> None:
    intake = intake_of(an_answer({"channel": words} if words else {}), officer=True, zone=WITA)
    assert (intake.channel, intake.channel_words) == (Channel.UNKNOWN, words)
    assert intake.shown_channel == (words or "Belum dikenal")


@pytest.mark.parametrize(
    "words",
    [
        "kemarin pagi",
        "31/02/2026",
        "2026-11-02 25:00",
        "",
        "2026-11-03 00:00",
        "1926-11-02 08:00",
        "2025-11-02 08:00",
    ],
)
def test_a_time_received_that_cannot_be_is_said_and_counts_from_the_sending(words: str) -> None:
    intake = intake_of(an_answer({"received_at": words} if words else {}), officer=True, zone=WITA)
    assert (intake.received_at, intake.received_words) == (SENT, words)


def test_a_time_received_that_can_be_read_is_no_doubt() -> None:
    intake = intake_of(an_answer({"received_at": "2026-11-01 08:15"}), officer=True, zone=WITA)
    assert (intake.received_at, intake.received_words) == (wita(1, 8, 15), None)


@pytest.mark.parametrize("title", ["Perihal keluhan", " perihal  KELUHAN * ", "Perihal keluhan:"])
def test_a_question_that_was_made_anew_is_known_by_its_words(title: str) -> None:
    answer = an_answer({"complainant": "Siti", "6f0a": "Hasil uji"})
    assert unknown_in(answer, PUBLIC)
    found = understood(answer, PUBLIC, {"6f0a": title})
    assert (found.answers["subject"], found.extras) == (("Hasil uji",), ())


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Nama Lengkap Bapak/Ibu *", "complainant"),
        ("Nomor  hp/whatsapp", "phone"),
        ("E-mail", "email"),
        ("Kronologi:", "description"),
    ],
)
def test_a_question_that_was_made_anew_is_known_by_what_else_people_call_it(title: str, key: str) -> None:
    found = understood(an_answer({"6f0a": "Isi"}), PUBLIC, {"6f0a": title})
    assert (found.answers[key], found.extras) == (("Isi",), ())


@pytest.mark.parametrize("form", [PUBLIC, OFFICER])
def test_no_two_questions_of_a_form_go_by_one_name(form: FormText) -> None:
    for one in form.questions:
        for title in (one.title, *one.other_titles):
            assert [other.key for other in form.questions if other.is_called(title)] == [one.key]


def test_our_own_question_counts_before_another_with_its_words() -> None:
    answer = an_answer({"subject": "Yang asli", "6f0a": "Yang lain"})
    found = understood(answer, PUBLIC, {"6f0a": "Perihal keluhan"})
    assert found.answers["subject"] == ("Yang asli",)
    assert found.extras == (ExtraAnswer("Perihal keluhan", "Yang lain"),)


def test_an_added_question_keeps_its_words_and_one_deleted_since_its_id() -> None:
    answer = an_answer({"subject": "A", "6f0a": "Senin\nSelasa", "77": "Ya", "78": " "})
    found = understood(answer, PUBLIC, {"6f0a": "Hari\nkunjungan"})
    assert found.extras == (ExtraAnswer("Hari kunjungan", "Senin\nSelasa"), ExtraAnswer("77", "Ya"))
    assert intake_of(found, officer=False, zone=WITA).other_answers == "Hari kunjungan: Senin\nSelasa\n77: Ya"


def test_files_are_attachments_whichever_question_asked_for_them() -> None:
    files = {
        "6f0a": (UploadedFile("f1", "foto.jpg"), UploadedFile("f2", "surat.pdf")),
        "77": (UploadedFile("f1", "foto.jpg"),),
    }
    answer = an_answer({"subject": "A", "6f0a": "f1", "77": "f1"}, uploads=files)
    assert not unknown_in(answer, PUBLIC)
    intake = intake_of(understood(answer, PUBLIC, {}), officer=False, zone=WITA)
    assert (intake.attachments, intake.uploaded, intake.extras) == (("f1", "f2"), "foto.jpg\nsurat.pdf", ())


def test_an_address_that_the_form_collects_counts_where_none_is_answered() -> None:
    assert (
        intake_of(an_answer({}, respondent="siti@kayu.example"), officer=False, zone=WITA).email
        == "siti@kayu.example"
    )
    given = an_answer({"email": "a@b.example"}, respondent="siti@kayu.example")
    assert intake_of(given, officer=False, zone=WITA).email == "a@b.example"


def test_a_complaint_was_received_when_its_answer_was_first_sent() -> None:
    first = SENT - timedelta(hours=3)
    assert intake_of(an_answer({}, created_at=first), officer=False, zone=WITA).received_at == first
