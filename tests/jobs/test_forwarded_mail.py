"""A colleague forwards a complaint: who complains is asked of a person, and the colleague never becomes it."""

from pathlib import Path

import pytest

from tests.builders import wita
from tests.intake.mails import CUSTOMER, OFFICE, a_mail

from .mail_world import DEWI, ONE, MailWorld

COLLEAGUE = "satpam@bspji-samarinda.example"
QUOTED = f"""Mohon ditindaklanjuti.

---------- Forwarded message ---------
Dari: Siti Aminah <{CUSTOMER}>
Date: Sen, 2 Nov 2026 08.00
Subject: Hasil uji terlambat
To: <{COLLEAGUE}>

Hasil uji belum kami terima.
"""


@pytest.mark.parametrize("sender", [COLLEAGUE, DEWI, OFFICE])
@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Fwd: Hasil uji terlambat", QUOTED),
        ("Tr: Hasil uji terlambat", "Lihat lampiran."),
        ("FW: Hasil uji", "-----Original Message-----\nFrom: Siti"),
        ("Hasil uji terlambat", QUOTED),
        ("Keluhan", "Begin forwarded message:\n\n> From: Siti"),
    ],
)
def test_who_complains_is_asked_of_a_person_with_the_reason(
    tmp_path: Path, sender: str, subject: str, text: str
) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(text, From=sender, To=OFFICE, Subject=subject), wita(2, 9))
    assert world.tick(wita(2, 9)).registered == ()
    assert len(world.in_review()) == 1
    assert "pastikan dulu siapa pelapornya" in " ".join(world.told(DEWI).split())


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        (CUSTOMER, "Fwd: Hasil uji terlambat", QUOTED),
        (COLLEAGUE, "Keluhan saya", "Saya sendiri mengadu; surel diteruskan kemarin."),
    ],
)
def test_who_forwards_what_is_their_own_complains_themselves(
    tmp_path: Path, sender: str, subject: str, text: str
) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(text, From=sender, Subject=subject), wita(2, 9))
    assert world.tick(wita(2, 9)).registered == (ONE,)


def test_an_office_at_gmail_has_no_domain_of_its_own(tmp_path: Path) -> None:
    world = MailWorld(tmp_path, surel_masuk__alamat="balai@gmail.com", kantor__surel="balai@gmail.com")
    mail = a_mail(QUOTED, From="siti@gmail.com", To="balai@gmail.com", Subject="Fwd: Hasil uji terlambat")
    world.receive(mail, wita(2, 9))
    assert world.tick(wita(2, 9)).registered == (ONE,)
