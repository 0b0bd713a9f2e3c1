"""Of what is done a receipt stays: the words are nobody's to send again."""

import hashlib
import json
import sqlite3
from contextlib import closing

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


@pytest.fixture
def file(tmp_path):
    return tmp_path / "tanggap.db"


@pytest.fixture
def ledger(file):
    with open_ledger(str(file)) as opened:
        yield opened


def kept(file):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("select payload from effect").fetchone()[0]


def test_a_mail_that_was_sent_leaves_its_hash_and_whom_it_went_to(ledger, file):
    ledger.begin(KEY, "SendMail", a_number(1), MAIL)
    assert ledger.payload(KEY) == MAIL
    ledger.finish(KEY, "m1", at=MONDAY)
    assert json.loads(ledger.payload(KEY)) == RECEIPT
    assert WORDS not in kept(file)


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


def test_a_ledger_of_before_is_left_with_receipts_and_a_smaller_file(file):
    keys = [EffectKey.of(a_number(1), Deed.MAIL, f"kabar {place}") for place in range(2_500)]
    with open_ledger(str(file)) as ledger:
        for key in (*keys[:2], KEY):
            ledger.begin(key, "SendMail", a_number(1), MAIL)
    with closing(sqlite3.connect(file)) as plain, plain:
        plain.execute("update effect set done = 1 where key <> ?", [str(KEY)])
        row = "insert into effect values (?, 'SendMail', 'KEL-2026-0001', ?, '', 1, 'm', 0, '', '')"
        plain.executemany(row, [(str(key), MAIL) for key in keys[2:]])
        plain.execute("drop index ix_action_place")
        plain.execute("update alembic_version set version_num = '0012'")
    before = file.stat().st_size
    with open_ledger(str(file)) as ledger:
        assert {ledger.payload(key) for key in keys} == {receipt_of("SendMail", MAIL)}
        assert [one.payload for one in ledger.begun()] == [MAIL]
    assert file.stat().st_size < before * 0.7
