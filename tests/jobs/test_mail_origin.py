"""A mail joins a case only where the mailbox found that its author's domain sent it."""

from pathlib import Path

import pytest

from tests.builders import wita
from tests.intake.mails import a_mail

from .mail_world import ACKNOWLEDGED, DEWI, ONE, MailWorld, an_answer, complained

FALSE, UNPROVEN, SILENT = "mungkin dipalsukan", "SPF dan DKIM domainnya tidak ada yang lulus", "tidak mencatat"
#: What the mailbox writes about a mail that says it is from kayu.example, and why a person must look.
FOUND = (
    ("spf=fail smtp.mailfrom=kayu.example; dmarc=fail (p=NONE) header.from=kayu.example", FALSE),
    ("spf=pass smtp.mailfrom=lain.example; dmarc=fail header.from=kayu.example", FALSE),
    ("spf=permerror smtp.mailfrom=kayu.example; dmarc=permerror header.from=kayu.example", UNPROVEN),
    ("spf=none smtp.mailfrom=kayu.example", UNPROVEN),
    ("dkim=pass header.d=lain.example; spf=pass smtp.mailfrom=lain.example", UNPROVEN),
    ("none", UNPROVEN),
    (None, SILENT),
)
FORGED = "Authentication-Results: mx.google.com; spf=pass smtp.mailfrom=kayu.example\r\n"


def told(world: MailWorld) -> str:
    return " ".join(world.told(DEWI).split())


@pytest.mark.parametrize(("found", "why"), FOUND)
def test_an_answer_whose_origin_is_not_proven_goes_to_a_person_with_the_reason(
    tmp_path: Path, found: str | None, why: str
) -> None:
    world = complained(tmp_path)
    forged = FORGED if found else ""
    world.receive(forged.encode() + an_answer().as_bytes(), wita(2, 10), answers=ACKNOWLEDGED, found=found)
    assert world.tick(wita(2, 10)).registered == ()
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
    assert len(world.in_review()) == 1
    assert why in told(world)
    assert why in world.warning(ONE)
    with world.quiet():
        world.tick(wita(2, 10, 1))


@pytest.mark.parametrize(
    "found",
    [
        "spf=pass smtp.mailfrom=bounce.kayu.example; dkim=none",
        "spf=softfail smtp.mailfrom=kayu.example; dkim=pass header.i=@kayu.example; dmarc=pass",
    ],
)
def test_one_of_both_is_enough(tmp_path: Path, found: str) -> None:
    world = complained(tmp_path)
    world.receive(an_answer(), wita(2, 10), answers=ACKNOWLEDGED, found=found)
    world.tick(wita(2, 10))
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml", f"{ONE} Surel 2.eml"]


def test_a_second_mail_of_the_same_tick_must_prove_it_too(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(Message_ID="<satu@kayu.example>"), wita(2, 9))
    world.receive(a_mail(Subject="Fotonya", In_Reply_To="<satu@kayu.example>"), wita(2, 9, 1), found="spf=none")
    assert world.tick(wita(2, 9, 2)).registered == (ONE,)
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
    assert UNPROVEN in told(world)


@pytest.mark.parametrize(("found", "why"), FOUND)
def test_a_new_complaint_is_opened_unless_the_mailbox_found_against_it(
    tmp_path: Path, found: str | None, why: str
) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(), wita(2, 9), found=found)
    assert world.tick(wita(2, 9)).registered == ((ONE,) if found is None else ())
    assert len(world.in_review()) == (0 if found is None else 1)
    assert (why in told(world)) is (found is not None)


def test_the_office_may_name_the_server_that_stamps_its_mail(tmp_path: Path) -> None:
    world = complained(tmp_path, surel_masuk__pemeriksa_asal="MX.Kantor.example")
    stamp = b"Authentication-Results: mx.kantor.example; spf=pass smtp.mailfrom=kayu.example\r\n"
    world.receive(stamp + an_answer().as_bytes(), wita(2, 10), answers=ACKNOWLEDGED, found="none")
    world.receive(an_answer(Subject="Re: lagi"), wita(2, 10), answers=ACKNOWLEDGED)
    world.tick(wita(2, 10))
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml", f"{ONE} Surel 2.eml"]
    assert SILENT in told(world)
