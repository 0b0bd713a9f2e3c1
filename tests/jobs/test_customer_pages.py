"""A complainant's own page: it says where the complaint stands and nothing else, and is gone when it should be."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pypdfium2
import pytest

from automation.domain.places import Place
from automation.jobs.rebuild.command import restore
from automation.jobs.setback_words import what_fails
from automation.jobs.tick import sync as ticking
from automation.ports import Refused
from automation.settings.values import CustomerPageSettings
from tests.builders import wita
from tests.fakes import Killed, text_of
from tests.fakes.drive import FakeFile
from tests.intake.mails import CUSTOMER
from tests.jobs.test_contact_data import closed_case

from .mail_world import DEWI
from .test_killed_anywhere import assert_nothing_twice
from .test_rebuild import without_ledger
from .world import ANSWER, World

ONE, TWO = "KEL-2026-0001", "KEL-2026-0002"
NEW = "siti.aminah@kayu.example"
NAME, PROCEDURE = f"Perkembangan {ONE}.pdf", "Cara kami menangani keluhan.pdf"
#: Two pages made and opened, the folder, the form, two mails of draft and send each, the workbook.
WRITES_OF_AN_INTAKE = 13
#: A page made and opened, a mail drafted and sent, the former page withdrawn, a paper made, the workbook.
WRITES_OF_A_CORRECTION = 6
ON = {"halaman_pelapor__aktif": True}


def office(folder: Path, **settings: object) -> World:
    return World(folder, plain=True, **{**ON, **settings})


def complained(folder: Path, **settings: object) -> World:
    world = office(folder, **settings)
    world.complain()
    world.tick(wita(2, 9))
    return world


def pages(world: World) -> dict[str, FakeFile]:
    return {file.name: file for file in world.drive.inside("folder-pages") if not file.is_trashed}


def printed(file: FakeFile) -> str:
    with pypdfium2.PdfDocument(file.content) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf).replace("\r\n", "\n")


def link(file: FakeFile) -> str:
    return f"https://drive.google.com/file/d/{file.id}/view"


def test_a_new_complaint_has_a_page_that_its_very_first_mail_links(tmp_path: Path) -> None:
    world = complained(tmp_path)
    page = pages(world)[NAME]
    assert page.is_public
    assert link(page) in text_of(world.mailbox.to(CUSTOMER)[0])
    said = printed(page)
    assert "2. Keluhan diperiksa dan dipilah Sedang dikerjakan perkiraan 2 November 2026" in said
    assert "1. Keluhan diterima Selesai 2 November 2026" in said
    with world.quiet():
        world.tick(wita(2, 9, 1))


def test_a_page_holds_neither_a_name_nor_a_word_of_the_complaint(tmp_path: Path) -> None:
    world = complained(tmp_path)
    page = pages(world)[NAME]
    with pypdfium2.PdfDocument(page.content) as pdf:
        properties = pdf.get_metadata_dict()
    assert properties.pop("Title") == f"Perkembangan keluhan {ONE}"
    assert properties.pop("Creator").startswith("Typst")
    assert set(properties.values()) == {""}
    for key, word in ANSWER.items():
        for shown in (printed(page), page.name, page.note, page.content.decode("latin-1")):
            assert word not in shown or key == "stated_service"
    assert page.properties["tanggap"].startswith(f"{ONE}/halaman/")


def test_a_page_is_the_same_file_with_new_contents_as_the_complaint_moves_on(tmp_path: Path) -> None:
    world = complained(tmp_path)
    before = pages(world)[NAME]
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    world.tick(wita(2, 10))
    after = pages(world)[NAME]
    assert after.id == before.id
    assert "4. Keluhan dikaji Sedang dikerjakan perkiraan 3 November 2026" in printed(after)
    assert "5. Penyebab dicari Berikutnya perkiraan 4 November 2026" in printed(after)
    assert len(pages(world)) == 2
    with world.quiet():
        world.tick(wita(2, 10, 1))


def test_a_step_that_is_late_says_so_once_and_expects_nothing_more(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    world.tick(wita(2, 10))
    world.tick(wita(4, 9))
    said = printed(pages(world)[NAME])
    assert "4. Keluhan dikaji Sedang dikerjakan melewati perkiraan" in said
    assert "5. Penyebab dicari Berikutnya –" in said
    written = len(pages(world)[NAME].revisions)
    world.tick(wita(5, 9))
    assert len(pages(world)[NAME].revisions) == written


def test_a_page_tells_the_end_and_stays_for_the_office_s_term(tmp_path: Path) -> None:
    world = office(tmp_path, halaman_pelapor__hapus_sesudah_hari=10)
    closed_case(world)
    page = pages(world)[NAME]
    assert f"Penanganan keluhan {ONE} telah selesai pada 5 November 2026." in printed(page)
    assert "perkiraan" not in printed(page)
    assert link(page) in text_of(world.mailbox.to(CUSTOMER)[-1])
    world.tick(wita(15, 9))
    assert NAME in pages(world)
    world.tick(wita(16, 9))
    assert NAME not in pages(world)
    assert page.id not in world.drive.files
    with world.quiet():
        world.tick(wita(16, 9, 1))


def test_a_withdrawn_complaint_s_page_is_gone_at_once_and_its_mail_links_none(tmp_path: Path) -> None:
    world = complained(tmp_path)
    page = pages(world)[NAME]
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(2, 10))
    assert page.id not in world.drive.files
    assert world.subjects(CUSTOMER)[-1] == f"[{ONE}] Keluhan dicabut"
    assert "/file/d/" not in text_of(world.mailbox.to(CUSTOMER)[-1])


def test_a_corrected_address_has_a_page_of_its_own_and_the_former_link_leads_nowhere(tmp_path: Path) -> None:
    world = complained(tmp_path)
    former = pages(world)[NAME]
    world.fill(ONE, corrected_email=NEW)
    world.tick(wita(2, 10))
    page = pages(world)[NAME]
    assert page.id != former.id
    assert former.id not in world.drive.files
    assert link(page) in text_of(world.mailbox.to(NEW)[0])
    assert link(former) not in text_of(world.mailbox.to(NEW)[0])
    world.fill(ONE, corrected_email="")
    world.tick(wita(2, 11))
    assert pages(world)[NAME].id not in (former.id, page.id)
    assert page.id not in world.drive.files
    with world.quiet():
        world.tick(wita(2, 11, 1))


def test_where_the_job_may_not_delete_a_page_is_closed_and_binned(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.drive.role = "fileOrganizer"
    page = pages(world)[NAME]
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(2, 10))
    assert (page.is_public, page.is_trashed) == (False, True)


def test_a_chat_links_the_page_of_who_left_a_number_alone(tmp_path: Path) -> None:
    world = office(tmp_path)
    world.complain(email="")
    world.tick(wita(2, 9))
    assert link(pages(world)[NAME]) in unquote(world.shown(ONE, "Tautan WhatsApp"))


def test_a_mail_waits_for_the_page_that_a_full_tick_comes_to_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticking, "CALLS_A_TICK", 16)
    monkeypatch.setattr(ticking, "CALLS_FOR_MAILS", 10)
    world = complained(tmp_path)
    world.tick(wita(2, 9, 1))
    [mail] = world.mailbox.to(CUSTOMER)
    assert link(pages(world)[NAME]) in text_of(mail)


def test_who_can_be_told_of_no_page_has_none(tmp_path: Path) -> None:
    world = office(tmp_path)
    world.complain(email="", phone="")
    world.tick(wita(2, 9))
    assert set(pages(world)) == {PROCEDURE}


def test_the_office_s_page_tells_the_steps_the_norms_and_further_ways(tmp_path: Path) -> None:
    world = complained(tmp_path)
    page = pages(world)[PROCEDURE]
    said = " ".join(printed(page).split())
    assert "7. Tindakan diterapkan dan hasilnya diperiksa 3 hari kerja" in said
    assert "SP4N-LAPOR!" in said
    assert "Ombudsman" in said
    assert link(page) in text_of(world.mailbox.to(CUSTOMER)[0])


def test_off_there_is_no_page_no_call_and_no_word_of_it(tmp_path: Path) -> None:
    off = complained(tmp_path, halaman_pelapor__aktif=False)
    assert pages(off) == {}
    assert "/file/d/" not in text_of(off.mailbox.to(CUSTOMER)[0])
    assert "drive.publish" not in off.faults.writes


def test_switched_off_all_pages_are_taken_away_and_on_again_they_have_new_links(tmp_path: Path) -> None:
    world = complained(tmp_path)
    former = pages(world)[NAME]
    on = world.settings
    world.settings = replace(on, customer_pages=CustomerPageSettings())
    world.tick(wita(2, 10))
    assert pages(world) == {}
    with world.quiet():
        world.tick(wita(2, 10, 1))
    world.settings = on
    world.tick(wita(2, 11))
    assert pages(world)[NAME].id != former.id


def test_a_page_that_somebody_threw_away_comes_back_with_the_next_news(tmp_path: Path) -> None:
    world = complained(tmp_path)
    former = pages(world)[NAME]
    world.drive.trash(former.id)
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    world.tick(wita(2, 10))
    assert pages(world)[NAME].is_public
    assert pages(world)[NAME].id != former.id


# -- where files may not be opened by link


def test_where_the_domain_forbids_links_one_thing_is_told_and_mails_go_out_all_the_same(tmp_path: Path) -> None:
    world = office(tmp_path, surel_masuk__aktif=True)
    world.drive.keeps_links = True
    world.complain()
    world.complain(subject="Lain lagi")
    report = world.tick(wita(2, 9))
    assert [world.shown(number, "Peringatan") for number in (ONE, TWO)] == ["", ""]
    [setback] = report.setbacks
    assert what_fails(setback) == "memperbarui halaman bagi pelapor"
    assert setback.number is None
    first = text_of(world.mailbox.to(CUSTOMER)[0])
    assert "/file/d/" not in first
    assert "satu kata saja: STATUS" in first
    assert not [file for file in world.drive.files.values() if file.is_public]


def test_an_office_may_answer_status_alone(tmp_path: Path) -> None:
    world = office(tmp_path, surel_masuk__aktif=True, halaman_pelapor__lewat_tautan=False)
    world.complain()
    report = world.tick(wita(2, 9))
    assert report.setbacks == ()
    assert pages(world) == {}
    assert "satu kata saja: STATUS" in text_of(world.mailbox.to(CUSTOMER)[0])


def test_where_links_are_forbidden_later_one_complaint_tries_for_all(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.drive.keeps_links = True
    for name in ("Dua", "Tiga", "Empat"):
        world.complain(subject=name, email=f"{name.lower()}@kayu.example")
        world.tick(world.now + timedelta(minutes=1))
    world.tick(world.now + timedelta(minutes=1))
    assert len(world.ledger.setbacks()) == 1
    assert all(len(world.subjects(f"{name}@kayu.example")) == 1 for name in ("dua", "tiga", "empat"))
    world.drive.keeps_links = False
    world.tick(world.now + timedelta(days=1))
    world.tick(world.now + timedelta(minutes=1))
    assert world.ledger.setbacks() == {}
    assert len(pages(world)) == 5


# -- exactly once


@pytest.mark.parametrize("write", range(1, WRITES_OF_AN_INTAKE + 1))
@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_an_intake_with_pages_killed_at_any_write_is_finished_once(tmp_path: Path, how: str, write: int) -> None:
    world = office(tmp_path)
    world.complain()
    getattr(world.faults, how)(write)
    try:
        world.tick()
        assert world.faults.is_to_come
    except Killed:
        pass
    world.reborn()
    world.tick()
    with world.quiet():
        world.tick()
    assert_nothing_twice(world)
    assert set(pages(world)) == {NAME, PROCEDURE}
    assert all(file.is_public for file in pages(world).values())
    [mail] = world.mailbox.to(CUSTOMER)
    assert link(pages(world)[NAME]) in text_of(mail)


@pytest.mark.parametrize("write", range(1, WRITES_OF_A_CORRECTION + 1))
@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_a_correction_killed_at_any_write_leaves_one_page(tmp_path: Path, how: str, write: int) -> None:
    world = complained(tmp_path)
    world.fill(ONE, corrected_email=NEW)
    getattr(world.faults, how)(write)
    try:
        world.tick(wita(2, 10))
        assert world.faults.is_to_come
    except Killed:
        pass
    world.reborn()
    world.tick(wita(2, 10))
    with world.quiet():
        world.tick(wita(2, 10))
    assert_nothing_twice(world)
    [mail] = world.mailbox.to(NEW)
    assert link(pages(world)[NAME]) in text_of(mail)


def test_what_a_killed_tick_made_for_what_was_so_then_becomes_the_page_of_now(tmp_path: Path) -> None:
    world = office(tmp_path)
    world.complain()
    world.faults.fail_always(Killed(), "drive.publish")  # type: ignore[arg-type]  # (a kill is none)
    with pytest.raises(Killed):
        world.tick(wita(2, 9))
    world.reborn()
    world.tick(wita(2, 9, 30))
    assert set(pages(world)) == {NAME, PROCEDURE}
    assert len(pages(world)) == len(world.drive.inside("folder-pages"))


def test_a_rebuilt_ledger_knows_the_pages_and_keeps_their_links(tmp_path: Path) -> None:
    world = complained(tmp_path)
    before = {name: file.id for name, file in pages(world).items()}
    without_ledger(world)
    restored = restore(world.job, wita(2, 10))
    assert restored.gaps == ()
    world.tick(wita(2, 10))
    world.tick(wita(2, 10, 1))
    assert {name: file.id for name, file in pages(world).items()} == before
    with world.quiet():
        world.tick(wita(2, 10, 2))


def test_a_ledger_that_is_rebuilt_without_the_page_sends_no_mail_twice(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.drive.delete(pages(world)[NAME].id)
    without_ledger(world)
    restore(world.job, wita(2, 9, 5))
    world.tick(wita(2, 9, 5))
    world.tick(wita(2, 9, 6))
    assert len(world.subjects(CUSTOMER)) == 1
    assert pages(world)[NAME].is_public


def test_who_is_first_reached_after_the_end_hears_of_it_with_a_link_of_their_own(tmp_path: Path) -> None:
    world = office(tmp_path)
    closed_case(world)
    world.fill(ONE, corrected_email=NEW)
    world.tick(wita(5, 11))
    world.tick(wita(5, 11, 1))
    mails = world.mailbox.to(NEW)
    assert mails
    assert all(link(pages(world)[NAME]) in text_of(mail) for mail in mails)
    assert len(pages(world)) == 2


def test_a_page_whose_folder_setup_has_not_made_is_told_once_and_stops_nothing(tmp_path: Path) -> None:
    world = office(tmp_path)
    world.ledger.forget_place(Place.folder("pages"))
    world.complain()
    report = world.tick(wita(2, 9))
    assert len(world.subjects(CUSTOMER)) == 1
    assert [one for one in report.refused.values() if "folder.pages" in one and "setup" in one]


def test_a_page_that_cannot_be_written_is_tried_again_and_said_beside_its_row(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.faults.fail_always(Refused("Berkasnya dikunci."), "drive.replace")
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    world.tick(wita(2, 10))
    assert "Berkasnya dikunci." in str(world.shown(ONE, "Peringatan"))
    assert world.subjects(DEWI)
    world.faults.heal()
    world.tick(wita(2, 10, 2))
    assert "4. Keluhan dikaji Sedang" in printed(pages(world)[NAME])
