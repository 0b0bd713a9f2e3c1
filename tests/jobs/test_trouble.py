"""What a failed effect rests on: not on the day or the hour, or it would be tried anew with each."""

from dataclasses import replace

import pytest

from automation.domain.documents import DocumentKind
from automation.domain.effects import Deed, EffectKey, SendMail, SettleMail, WriteDocument
from automation.domain.mail_fate import Fate
from automation.domain.numbers import ComplaintNumber
from automation.domain.prose import Line, Paragraph
from automation.jobs.trouble import effect_rests_on

ONE = ComplaintNumber(2026, 1)
DIGEST = SendMail(
    key=EffectKey.of(None, Deed.DIGEST, "0a"),
    number=None,
    to="dewi@bspji-samarinda.example",
    subject="1 hal untuk Anda",
    body=(Paragraph((Line("Sisa 20 menit."),)),),
    covers=("KEL-2026-0001/tugas.sorting.1/dewi",),
)
MINUTES = WriteDocument(
    key=EffectKey.of(ONE, Deed.LAPORAN_TINDAKAN, "1"),
    number=ONE,
    kind=DocumentKind.LAPORAN_TINDAKAN,
    sequence=1,
    name="Laporan.docx",
    words={"tanggal_laporan": "2 November 2026", "temuan": "Alat rusak."},
)
MAIL = SettleMail(
    key=EffectKey.of(None, Deed.INCOMING_MAIL, "a1"),
    number=ONE,
    message="a1",
    fate=Fate.FILED,
    day="2026-11-02",
    mark="9f",
)


@pytest.mark.parametrize(
    ("one", "later"),
    [
        (DIGEST, replace(DIGEST, body=(Paragraph((Line("Sisa 19 menit."),)),))),
        (MINUTES, replace(MINUTES, words={**MINUTES.words, "tanggal_laporan": "3 November 2026"})),
        (MAIL, replace(MAIL, day="2026-11-03")),
    ],
    ids=["digest", "document", "mail"],
)
def test_an_effect_rests_on_the_same_on_the_next_day(one, later):
    assert effect_rests_on(one) == effect_rests_on(later)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DIGEST, replace(DIGEST, to="fauzi@bspji-samarinda.example")),
        (DIGEST, replace(DIGEST, covers=("KEL-2026-0002/tugas.sorting.1/dewi",))),
        (MINUTES, replace(MINUTES, words={**MINUTES.words, "temuan": "Alat dibetulkan."})),
        (MAIL, replace(MAIL, fate=Fate.KEPT)),
    ],
    ids=["receiver", "matters", "words", "fate"],
)
def test_what_it_would_do_otherwise_is_tried_at_once(one, other):
    assert effect_rests_on(one) != effect_rests_on(other)
