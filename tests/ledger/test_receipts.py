"""Of what is done a receipt stays: the words are nobody's to send again."""

import hashlib
import json

import pytest

from automation.domain.effects import Deed, EffectKey, FileReport, SendMail
from automation.domain.prose import Line, Paragraph
from automation.ledger import open_ledger
from automation.ledger.codec import to_json
from automation.ledger.receipts import receipt_of

from .cases import MONDAY, a_number

WORDS = "Hasil uji yang Anda tunggu sudah selesai."
KEY = EffectKey.of(a_number(1), Deed.MAIL, "dikaji")
MAIL = to_json(
    SendMail(
        key=KEY,
        number=a_number(1),
        to="siti@kayu.example",
        subject="[KEL-2026-0001]",
        body=(Paragraph((Line(WORDS),)),),
    )
)
RECEIPT = {"sha256_of_words": hashlib.sha256(MAIL.encode()).hexdigest(), "to": "siti@kayu.example"}


def test_a_mail_that_was_sent_leaves_its_hash_and_whom_it_went_to(ledger, database):
    ledger.begin(KEY, "SendMail", a_number(1), MAIL)
    assert ledger.payload(KEY) == MAIL
    ledger.finish(KEY, "m1", at=MONDAY)
    assert json.loads(ledger.payload(KEY)) == RECEIPT
    ((kept,),) = database.run("select payload from effect")
    assert WORDS not in kept


def test_a_mail_that_may_still_go_out_keeps_its_words(ledger):
    ledger.begin(KEY, "SendMail", a_number(1), MAIL)
    ledger.note(KEY, "konsep")
    ledger.fail(KEY, "Gmail sibuk")
    (begun,) = ledger.begun()
    assert begun.payload == MAIL


def test_a_report_stays_whole_for_the_version_that_may_follow(ledger):
    report = to_json(FileReport(key=KEY, period="2026-10", name="Laporan", words={"judul": WORDS}))
    ledger.begin(KEY, "FileReport", None, report)
    ledger.finish(KEY, "f1 f2", at=MONDAY)
    assert ledger.payload(KEY) == report


@pytest.mark.parametrize("payload", ["", "{}", '{"sha256_of_words":"0"}'])
def test_what_says_nothing_or_is_a_receipt_stays_as_it_is(payload):
    assert receipt_of("SendMail", payload) == payload


def test_words_that_nobody_can_read_leave_their_hash():
    assert json.loads(receipt_of("NumberLetter", "tak terbaca")).keys() == {"sha256_of_words"}


def test_a_ledger_of_before_is_left_with_receipts_and_a_smaller_file(database):
    keys = [EffectKey.of(a_number(1), Deed.MAIL, f"kabar {place}") for place in range(1_200)]
    with open_ledger(database.address) as ledger:
        for key in (*keys[:2], KEY):
            ledger.begin(key, "SendMail", a_number(1), MAIL)
    database.run("update effect set done = true where key <> ?", [str(KEY)])
    row = "insert into effect values (?, 'SendMail', 'KEL-2026-0001', ?, '', true, 'm', 0, '', '')"
    database.run_for_each(row, [(str(key), MAIL) for key in keys[2:]])
    database.run("drop index ix_action_place")
    database.run("drop table if exists turn")
    database.run("update alembic_version set version_num = '0012'")
    file = getattr(database, "file", None)
    before = file.stat().st_size if file else 0
    with open_ledger(database.address) as ledger:
        assert {ledger.payload(key) for key in keys} == {receipt_of("SendMail", MAIL)}
        assert [one.payload for one in ledger.begun()] == [MAIL]
    if file:
        assert file.stat().st_size < before * 0.7
