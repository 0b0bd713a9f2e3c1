"""Scans that break, stall or choke what opens them: each goes to a person with its reason, all others are filed."""

import re
import time

import pytest

from automation.archive.bounds import LARGEST_FILE
from automation.sandbox import ProcessSandbox
from automation.sandbox.limits import Limits
from tests.builders import wita
from tests.ports.test_sandbox import a_pdf_of_1500_mb_of_blanks, a_pdf_of_forms_in_forms, a_png, an_endless_pdf

from .world import World


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path)
    world.sandbox = ProcessSandbox(time.monotonic, Limits(memory=400_000_000, page_seconds=5))
    yield world
    assert world.sandbox._worker is None  # No tick leaves a process behind.


HOSTILE = {
    "endless.pdf": (an_endless_pdf, "terlalu lama"),
    "hungry.pdf": (a_pdf_of_1500_mb_of_blanks, "membuat program pembacanya|terlalu lama"),
    "forms.pdf": (a_pdf_of_forms_in_forms, "membuat program pembacanya|terlalu lama"),
    "bomb.png": (lambda: a_png(8000, 9000), "memori|terlalu lama"),
    "larger.pdf": (lambda: b"%PDF-1.7" + bytes(LARGEST_FILE), "lebih dari 100 MB"),
    "locked.doc": (lambda: b"\xd0\xcf\x11\xe0 no scan", "bukan PDF"),
}


def test_each_goes_to_review_and_the_others_are_filed(world):
    world.complain()
    world.tick(wita(2, 9))
    for name, (content, _) in HOSTILE.items():
        world.drive.drop("folder-scans", name, content())
    world.print_form("KEL-2026-0001")
    world.tick(wita(2, 10))
    noted = {file.name: file.note for file in world.drive.inside("folder-review")}
    assert noted.keys() == HOSTILE.keys()
    for name, (_, words) in HOSTILE.items():
        assert re.search(words, noted[name]), name
    assert any("(pindaian)" in name for name in world.files_of("KEL-2026-0001"))
    assert world.drive.inside("folder-scans") == []
    world.tick(wita(2, 10, 1))
    with world.quiet():
        world.tick(wita(2, 10, 2))


def test_an_idle_tick_starts_no_process(world, monkeypatch):
    world.complain()
    world.tick(wita(2, 9))
    started = []
    monkeypatch.setattr("automation.sandbox.process._Worker", lambda *given: started.append(given))
    world.tick(wita(2, 9, 1))
    assert not started


def test_what_takes_too_long_in_all_waits_for_the_next_tick(world):
    world.sandbox = ProcessSandbox(time.monotonic, Limits(page_seconds=4, tick_seconds=1))
    for name in ("a.pdf", "b.pdf"):
        world.drive.drop("folder-scans", name, an_endless_pdf())
    world.tick(wita(2, 9))
    assert [file.name for file in world.drive.inside("folder-review")] == ["a.pdf"]
    world.tick(wita(2, 9, 1))
    assert sorted(file.name for file in world.drive.inside("folder-review")) == ["a.pdf", "b.pdf"]


def test_a_scan_taken_away_between_two_calls_stops_nothing(world, monkeypatch):
    world.complain()
    world.tick(wita(2, 9))
    gone = world.drive.drop("folder-scans", "gone.pdf", b"%PDF-1.7")
    world.print_form("KEL-2026-0001")
    listing = world.drive.listing

    def then_taken_away(folder):
        found = listing(folder)
        world.drive.files.pop(gone, None)
        return found

    monkeypatch.setattr(world.drive, "listing", then_taken_away)
    world.tick(wita(2, 10))
    assert any("(pindaian)" in name for name in world.files_of("KEL-2026-0001"))
