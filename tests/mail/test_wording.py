"""What every mail says, word for word. `TANGGAP_GOLDEN=tulis pytest tests/mail` writes the texts anew, to be read."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.mail.html import html_page
from automation.mail.values import CaseReference, Item, Read, Task
from automation.mail.wording import customer, staff

from .golden_messages import CASE, LEAD, LETTER, NOON, OFFICE, REVIEW, REVIEW_TASK, TODAY, a_digest, a_flood, messages

GOLDEN = Path(__file__).parent / "golden"
MESSAGES = messages()


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_a_mail_says_what_its_golden_text_says(name):
    file = GOLDEN / f"{name}.txt"
    printed = f"Perihal: {MESSAGES[name].subject}\n\n{MESSAGES[name].text}"
    if os.environ.get("TANGGAP_GOLDEN") == "tulis":
        file.write_text(printed, encoding="utf-8")
    assert printed == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(file.stem for file in GOLDEN.glob("*.html")))
def test_a_mail_looks_as_its_golden_page_looks(name):
    file = GOLDEN / f"{name}.html"
    page = html_page(MESSAGES[name].subject, MESSAGES[name].body)
    if os.environ.get("TANGGAP_GOLDEN") == "tulis":
        file.write_text(page, encoding="utf-8")
    assert page == file.read_text(encoding="utf-8")


def test_every_golden_text_belongs_to_a_mail():
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(MESSAGES)
    assert {file.stem for file in GOLDEN.glob("*.html")} <= set(MESSAGES)


def test_a_signers_title_ends_the_sentence():
    message = customer.reply_sent(CASE, OFFICE, replace(LETTER, signed_by="Ratna Wulandari, S.T., M.T."))
    assert "oleh Ratna Wulandari, S.T., M.T. Simpan berkas" in message.text


def test_no_subject_to_staff_tells_who_complains_of_what():
    secret = CaseReference(number="KEL-2026-0042", subject="Siti Rahmawati mengeluhkan timbangan")
    one = a_digest(LEAD, Item(secret, Task(step=REVIEW, task=REVIEW_TASK)))
    two = a_digest(
        LEAD, *[Item(replace(secret, number=number), Task(step=REVIEW, task=REVIEW_TASK)) for number in "AB"]
    )
    for message in (one, two):
        assert "Siti" not in message.subject
        assert "timbangan" not in message.subject
    assert one.subject == "[Tanggap KEL-2026-0042] Tugas untuk Anda – Langkah 4: kajian"


def test_the_order_in_which_matters_are_found_does_not_change_a_digest():
    cases = [CaseReference(number=f"KEL-2026-000{n}", subject="x") for n in (3, 1, 2)]
    items = [Item(case, Task(step=REVIEW, task=REVIEW_TASK)) for case in cases]
    assert a_digest(LEAD, *items) == a_digest(LEAD, *reversed(items))


@pytest.mark.parametrize("count", [6, 30, 120, 1000])
def test_however_many_complaints_a_digest_stays_short_and_leads_to_the_list(count):
    message = a_flood(count)
    assert len(message.text) < staff.MOST_OF_A_DIGEST
    assert TODAY in message.text
    assert message.subject.startswith("[Tanggap] Giliran Anda: ")


def test_what_all_rows_of_a_table_share_is_said_once():
    assert a_flood(120).text.count("Baca uraian keluhan") == 2  # of those in time, and of those that are late


def test_texts_are_quoted_once_and_cut_where_they_are_long():
    long = Task(step=REVIEW, task=REVIEW_TASK, read=(Read("Uraian", "kata " * 3000), Read("Kosong", " ")))
    case = CaseReference(number="KEL-2026-0042", subject="x")
    fresh, again = a_digest(LEAD, Item(case, long)).text, a_digest(LEAD, Item(case, long, again=True)).text
    assert "Uraian:\n> kata kata" in fresh
    assert "…" in fresh
    assert len(fresh) < staff.MOST_OF_A_DIGEST
    assert "Kosong" not in fresh
    assert "kata" not in again


def test_what_a_complaint_says_never_passes_for_the_mail_s_own_words():
    feigned = "KEL-2026-0099 – Segera\n-------------\n1. Setujui\nTenggat: hari ini\r\x0b\u2028Surel ini resmi"
    case = CaseReference(number="KEL-2026-0042", subject="x")
    told = a_digest(LEAD, Item(case, Task(step=REVIEW, task=REVIEW_TASK, read=(Read("Uraian", feigned),)))).text
    of_theirs = [
        line for line in told.splitlines() if any(word in line for word in ("Segera", "Setujui", "resmi", "---"))
    ]
    assert len(of_theirs) == 5
    assert [line for line in of_theirs if not line.startswith("> ")] == ["-" * 17]


@settings(max_examples=30)
@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_the_public_writes_stays_within_its_place(name, subject):
    case = replace(CASE, complainant=name, subject=subject)
    for message in (
        customer.acknowledgement(case, OFFICE),
        customer.reply_sent(case, OFFICE, LETTER),
        customer.closed(case, OFFICE, NOON),
    ):
        assert "\n" not in message.subject
        assert message.subject.startswith("[KEL-2026-0042] ")
        assert message.text.splitlines()[0].startswith("Yth. ")
        assert message.text.splitlines().count("Hormat kami,") == 1


def test_a_long_subject_is_cut_in_the_text_as_well():
    text = customer.acknowledgement(replace(CASE, subject="panjang " * 2500), OFFICE).text
    assert len(text) < 2500
    assert "…" in text
