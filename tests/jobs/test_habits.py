"""Three signers' habits: an approval holds, or is asked again, exactly as the words stay or change."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.builders import wita
from tests.letters.habits import HABITS, saved_plainly
from tests.letters.letter_lines import as_text

from .test_mishaps import run_to_draft
from .test_sync import ONE
from .world import World

PDF = f"{ONE} Surat Balasan.pdf"
NUMBER = {"letter_number": "B/120/BSPJI/XI/2026", "letter_date": "04/11/2026"}
ADDED = "Biaya kami ganti."


@pytest.fixture(params=[True, False], ids=["plain", "whole"])
def world(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    office = World(tmp_path, plain=request.param)
    run_to_draft(office)
    yield office
    office.ledger.close()


def draft_of(world: World) -> str:
    return next(id for id, file in world.drive.files.items() if file.name == f"{ONE} Surat Balasan.docx")


def content(world: World) -> bytes:
    return world.drive.files[draft_of(world)].content


def with_words(draft: bytes, words: str) -> bytes:
    document = docx.Document(BytesIO(draft))
    next(one for one in document.paragraphs if "Mohon maaf" in one.text).add_run(f" {words}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("habit", HABITS)
def test_what_is_only_saved_anew_stays_approved_at_every_step(world: World, habit: str) -> None:
    saved = HABITS[habit]
    world.drive.edit(draft_of(world), saved(content(world)))
    world.fill(ONE, decision="Setuju")
    world.tick(wita(4, 11))
    assert world.shown(ONE, "Status") == "Menunggu nomor surat"
    world.drive.edit(draft_of(world), saved(content(world)))
    world.fill(ONE, **NUMBER)
    world.tick(wita(4, 11, 1))
    assert PDF in world.files_of(ONE), world.shown(ONE, "Peringatan")
    world.drive.edit(draft_of(world), saved(content(world)))
    world.tick(wita(4, 11, 2))
    assert "berubah" not in str(world.shown(ONE, "Peringatan"))


@pytest.mark.parametrize("habit", HABITS)
def test_a_sentence_added_while_it_is_saved_anew_is_asked_about_by_its_words(world: World, habit: str) -> None:
    world.fill(ONE, decision="Setuju")
    world.tick(wita(4, 11))
    world.drive.edit(draft_of(world), HABITS[habit](with_words(content(world), ADDED)))
    world.fill(ONE, **NUMBER)
    world.tick(wita(4, 11, 1))
    assert PDF not in world.files_of(ONE)
    assert world.shown(ONE, "Status") == "Menunggu paraf"
    bodies = [mail.message.get_body(("plain",)) for mail in world.mailbox.mails]
    assert any(f"ditambah “{ADDED}”" in str(one.get_content()) for one in bodies if one)


def test_what_autosave_keeps_every_ten_seconds_is_asked_about_until_the_words_stand(world: World) -> None:
    """A tick a minute, six versions between two; the paraf and the decision come while somebody still types."""
    at = wita(4, 10, 30)
    before = content(world)
    world.fill(ONE, decision="Setuju", **NUMBER)
    for place in range(len(ADDED) + 1):
        typed = with_words(before, ADDED[:place]) if place else before
        world.drive.edit(draft_of(world), saved_plainly(typed))
        at += timedelta(seconds=10)
        if place and place % 6 == 0:
            world.tick(at)
            assert PDF not in world.files_of(ONE)
            assert all("Biaya" not in as_text(printed) for printed in world.drive.printed)
    world.tick(at)
    assert world.shown(ONE, "Status") == "Menunggu paraf"
    world.fill(ONE, initials="BS 4/11 akhir")
    world.tick(at + timedelta(minutes=1))
    world.drive.edit(draft_of(world), saved_plainly(with_words(before, ADDED)))
    world.fill(ONE, decision="Setuju ulang")
    world.tick(at + timedelta(minutes=2))
    assert PDF in world.files_of(ONE), world.shown(ONE, "Peringatan")
    assert ADDED in as_text(world.drive.printed[-1])
