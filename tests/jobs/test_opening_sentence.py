"""What a reply says of how its complaint came is held against what officers put right since."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import wita

from .test_sync import ONE, run_to_decision
from .world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A reply that waits for its decision: received on 2 November by the form, about a test."""
    world = World(tmp_path, plain=True)
    run_to_decision(world)
    yield world
    world.ledger.close()


def warned(world: World) -> str:
    return str(world.shown(ONE, "Peringatan"))


@pytest.mark.parametrize(
    ("cell", "text", "said", "now"),
    [
        ("corrected_received", "30/10/2026 09:00", "2 November 2026", "30 Oktober 2026"),
        ("corrected_channel", "Telepon", "melalui formulir daring", "melalui telepon"),
        ("service", "Kalibrasi", "Pengujian", "Kalibrasi"),
    ],
)
def test_a_draft_that_says_what_was_put_right_since_is_warned_of_until_it_says_so(
    world: World, cell: str, text: str, said: str, now: str
) -> None:
    assert "kalimat pembukanya" not in warned(world)
    world.fill(ONE, **{cell: text})
    world.tick(wita(4, 10, 10))
    assert f"kalimat pembukanya menyebut “{said}”, padahal kini tercatat “{now}”" in warned(world)
    world.fill(ONE, **{cell: "Pengujian" if cell == "service" else ""})
    world.tick(wita(4, 10, 20))
    assert "kalimat pembukanya" not in warned(world)


def test_a_letter_that_was_made_before_is_for_the_kepala_balai_to_replace(world: World) -> None:
    world.fill(ONE, decision="Setuju", letter_number="B/120/BSPJI/XI/2026", letter_date="04/11/2026")
    world.tick(wita(4, 11))
    world.fill(ONE, corrected_received="30/10/2026 09:00")
    world.tick(wita(4, 12))
    assert "Bila suratnya belum ditandatangani, Kepala Balai mengisi Ganti surat." in warned(world)
