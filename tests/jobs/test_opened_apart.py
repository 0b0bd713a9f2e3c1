"""What breaks, stalls or chokes what opens it goes to a person with its reason, and all others go on."""

import random
import re
import time

import pytest

from automation.ports import LARGEST_DOWNLOAD, CannotOpen
from automation.sandbox import ProcessSandbox
from automation.sandbox.limits import Limits
from tests.builders import wita
from tests.damage.drafts import a_draft_that_laughs, one_bit_flipped
from tests.fakes import FakeSandbox
from tests.intake.mails import PDF, a_mail, attached
from tests.ports.test_sandbox import a_pdf_of_1500_mb_of_blanks, a_pdf_of_forms_in_forms, a_png, an_endless_pdf

from .mail_world import ACKNOWLEDGED, DEWI, MailWorld
from .test_mishaps import run_to_draft
from .world import World

ONE, TWO = "KEL-2026-0001", "KEL-2026-0002"


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
    "larger.pdf": (lambda: b"%PDF-1.7" + bytes(LARGEST_DOWNLOAD), "lebih dari 100 MB"),
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


# -- drafts and templates


def test_a_damaged_draft_waits_with_its_reason_and_the_other_cases_go_on(tmp_path):
    world = World(tmp_path, plain=True)
    world.sandbox = ProcessSandbox(time.monotonic)
    run_to_draft(world)
    world.complain()
    draft = next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.docx")
    whole, draft.content = draft.content, one_bit_flipped(draft.content, random.Random(5))
    world.fill(ONE, decision="Setuju", letter_number="B/120/BSPJI/XI/2026", letter_date="04/11/2026")
    assert world.tick(wita(4, 11)).exit_status == 1
    assert f"{TWO} Form Pengaduan.docx" in world.files_of(TWO)
    assert "Pulihkan versi sebelumnya lewat “Kelola versi”" in world.shown(ONE, "Peringatan")
    assert not world.tick(wita(4, 11, 1)).changed_cells
    draft.content = whole
    world.tick(wita(4, 11, 2))
    assert f"{ONE} Surat Balasan.pdf" in world.files_of(ONE)


def test_a_template_that_somebody_broke_stops_its_own_documents_alone(tmp_path):
    world = World(tmp_path, plain=True)
    world.sandbox = ProcessSandbox(time.monotonic)
    form = next(file for file in world.drive.files.values() if file.name == "form_pengaduan.docx")
    whole, form.content = form.content, a_draft_that_laughs()
    world.complain()
    outcome = world.tick(wita(2, 9))
    assert [text for text in outcome.refused.values() if "Templat Form Pengaduan bukan lagi dokumen Word" in text]
    assert world.subjects("siti@kayu.example") == [f"[{ONE}] Keluhan Anda telah kami terima"]
    for minutes in (1, 2, 3):
        world.tick(wita(2, 9, minutes))
    form.content = whole
    world.tick(wita(2, 9, 4))
    assert f"{ONE} Form Pengaduan.docx" in world.files_of(ONE)


def test_a_process_that_cannot_be_started_keeps_back_what_needs_it_alone(tmp_path, monkeypatch):
    world = World(tmp_path, plain=True)
    world.sandbox = ProcessSandbox(time.monotonic)
    world.complain()
    world.complain(email="ani@kayu.example")
    monkeypatch.setattr("sys.executable", str(tmp_path / "no-such-python"))
    outcome = world.tick(wita(2, 9))
    assert outcome.exit_status == 1
    assert [text for text in outcome.refused.values() if "tidak dapat dimulai" in text]
    assert world.subjects("siti@kayu.example") == [f"[{ONE}] Keluhan Anda telah kami terima"]
    assert world.subjects("ani@kayu.example") == [f"[{TWO}] Keluhan Anda telah kami terima"]
    for minutes in range(1, 20):
        world.tick(wita(2, 9, minutes))
    monkeypatch.undo()
    assert world.tick(wita(2, 10, 30)).exit_status == 0
    assert f"{ONE} Form Pengaduan.docx" in world.files_of(ONE)
    assert f"{TWO} Form Pengaduan.docx" in world.files_of(TWO)


# -- mails


POISON = (
    b"From: Siti Aminah <siti@kayu.example>\r\nTo: layanan@bspji-samarinda.example\r\nSubject: Racun\r\n"
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + b"X: y\r\n" * 1_500_000 + b"\r\nisi"
)


@pytest.fixture
def post(tmp_path):
    post = MailWorld(tmp_path)
    post.sandbox = ProcessSandbox(time.monotonic, Limits(letter_seconds=1))
    yield post
    assert post.sandbox._worker is None


def test_a_poisonous_mail_is_kept_for_a_person_and_the_good_ones_are_registered(post):
    post.receive(a_mail("Satu.", Message_ID="<satu@kayu.example>"), wita(2, 9))
    post.receive(POISON, wita(2, 9, 1))
    post.receive(
        attached(a_mail("Dua.", Subject="Lain", Message_ID="<dua@kayu.example>"), "a.pdf", PDF), wita(2, 9, 2)
    )
    outcome = post.tick(wita(2, 9, 3))
    assert outcome.registered == (ONE, TWO)
    (kept,) = post.in_review()
    assert kept.endswith(".eml")
    assert next(file for file in post.drive.files.values() if file.name == kept).content.endswith(POISON)
    assert any("a.pdf" in name for name in post.in_folder(TWO))
    post.tick(wita(3, 9))
    told = post.told(DEWI)
    assert "Perihal surel: Racun" in told
    assert "Sebabnya: tidak dapat dibaca oleh sistem. Surelnya terlalu lama dibaca sehingga dihentikan." in told
    with post.quiet():
        post.tick(wita(3, 9, 1))


def test_a_poisonous_mail_of_a_machine_is_left_alone(post):
    post.receive(b"Auto-Submitted: auto-replied\r\n" + POISON, wita(2, 9))
    post.tick(wita(2, 9, 1))
    assert post.in_review() == []


def test_a_poisonous_mail_to_somebody_else_is_left_alone(post):
    post.receive(POISON.replace(b"layanan@", b"lain@", 1), wita(2, 9))
    post.tick(wita(2, 9, 1))
    assert post.in_review() == []


def test_a_poisonous_answer_is_told_beside_the_row_it_answers(post):
    post.receive(a_mail(Message_ID="<satu@kayu.example>"), wita(2, 9))
    post.tick(wita(2, 9))
    post.receive(POISON, wita(2, 10), answers=ACKNOWLEDGED)
    post.tick(wita(2, 10))
    post.tick(wita(2, 10, 1))
    assert "tidak dapat dibaca oleh sistem" in post.warning(ONE)


def test_of_a_mail_whose_head_cannot_be_read_either_nothing_is_known_and_it_is_kept(post):
    post.sandbox = Refusing()
    post.receive(a_mail(), wita(2, 9))
    post.tick(wita(2, 9))
    assert len(post.in_review()) == 1
    post.sandbox = ProcessSandbox(time.monotonic)


class Refusing(FakeSandbox):
    """Refuses every mail."""

    def read_mail(self, mail, largest_file):
        raise CannotOpen("Surelnya terlalu besar.")


def test_mails_that_take_too_long_in_all_wait_for_the_next_tick(post):
    post.sandbox = ProcessSandbox(time.monotonic, Limits(tick_seconds=0.001))
    for number in range(3):
        post.receive(a_mail(f"Surat {number}.", Message_ID=f"<{number}@kayu.example>"), wita(2, 9, number))
    assert [len(post.tick(wita(2, 10, minute)).registered) for minute in range(4)] == [1, 1, 1, 0]
