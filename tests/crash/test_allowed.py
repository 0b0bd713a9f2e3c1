"""What a lost answer may change, and no more."""

from collections import Counter

from .allowed import (
    is_untold,
    without_waiting_for_a_letter,
    without_what_is_told_by_now,
    without_when_it_was_looked_at,
)

LEAD, HEAD = "hendra@bspji-samarinda.example", "kepala@bspji-samarinda.example"
WAITS = [
    f"+ surel {LEAD}: {LEAD} | KEL-2026-0001/tugas.joint_letter.8.1/{LEAD}",
    f"+ surel {LEAD}: {LEAD} | KEL-2026-0001/tenggat.8.1.2026-12-02T14.01/{LEAD}",
    f"+ buku besar cover: KEL-2026-0001/tugas.joint_letter.8.1/{LEAD}",
]
REPORT = f"- surel {HEAD}: {HEAD} | kantor/laporan.2026-11.1/{HEAD}"


def test_a_lead_may_be_told_that_the_other_letter_is_waited_for():
    assert without_waiting_for_a_letter(WAITS) == []


def test_that_excuses_no_other_complaint_turn_or_matter():
    others = [
        f"+ surel {LEAD}: {LEAD} | KEL-2026-0002/tenggat.8.1.2026-12-02T14.01/{LEAD}",
        f"+ surel {LEAD}: {LEAD} | KEL-2026-0001/tenggat.8.10.2026-12-02T14.01/{LEAD}",
        f"+ surel {LEAD}: {LEAD} | KEL-2026-0001/tugas.reply_text.8.1/{LEAD}",
        f"- surel {LEAD}: {LEAD} | KEL-2026-0001/tenggat.8.1.2026-12-02T14.01/{LEAD}",
    ]
    assert without_waiting_for_a_letter([*WAITS, *others]) == others


def test_a_deadline_told_of_is_a_violation_where_no_letter_is_waited_for():
    assert without_waiting_for_a_letter(WAITS[1:2]) == WAITS[1:2]


def test_what_is_told_the_next_morning_was_not_lost():
    told = {f"surel {HEAD}": Counter([f"{HEAD} | kantor/laporan.2026-11.1/{HEAD}"])}
    assert without_what_is_told_by_now([REPORT], told) == []
    assert without_what_is_told_by_now([REPORT], {}) == [REPORT]


def test_only_a_digest_may_tell_later():
    for lost in (
        "- Drive: Kantor/Laporan/2026-11.pdf 442069fc",
        "- surel siti@x.example: siti@x.example | Halo | {} | []",
    ):
        assert not is_untold(lost)


def test_a_tick_a_minute_later_may_say_so_and_nothing_else() -> None:
    was, now = (
        "- tab Rekap: Keluhan | 3 | Pemeriksaan terakhir: 03/12/2026 09.01",
        "Pemeriksaan terakhir: 03/12/2026 09.02",
    )
    assert without_when_it_was_looked_at([was, f"+ tab Rekap: Keluhan | 3 | {now}"]) == []
    other = [was, f"+ tab Rekap: Keluhan | 4 | {now}"]
    assert without_when_it_was_looked_at(other) == other
    assert without_when_it_was_looked_at([was]) == [was]
