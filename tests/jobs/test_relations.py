"""Complaints that know one another: what their people are told, what rows and papers say, and what comes back."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from automation.domain.case import Case
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Outcome
from automation.jobs.rebuild.command import restore
from tests.builders import wita
from tests.fakes import Killed, text_of
from tests.letters.letter_lines import as_text

from .test_rebuild import TWO, told, without_ledger
from .test_sync import ONE, run_to_signature
from .world import OFFICER, World

FIRST_MAIL, JOINED_MAIL = "siti@kayu.example", "joko@sungai.example"
WORKED_ON = {
    "classification": "Keluhan",
    "service": "Pengujian",
    "workers": "tidak ada",
    "findings": "Alat rusak",
    "cause": "Perawatan terlewat",
    "corrective_action": "Uji ulang",
    "preventive_action": "Jadwal baru",
    "applied_on": "02/11/2026",
    "verification": "Sesuai",
    "verified_by": "Dewi Anggraini",
    "effective": "Ya",
}
DEWI, HENDRA = "dewi@bspji-samarinda.example", "hendra@bspji-samarinda.example"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """ONE stands at its signature, and TWO was joined to it."""
    world = World(tmp_path)
    run_to_signature(world)
    world.complain(subject="Laporan belum ada", email=JOINED_MAIL, complainant="Joko Prasetyo", company="PT Sungai")
    world.tick(wita(4, 12))
    world.fill(TWO, classification="Duplikat", duplicate_of=ONE)
    world.tick(wita(4, 12, 30))
    world.tick(wita(4, 12, 31))
    return world


def sign_and_settle(world: World, hour: int = 9) -> None:
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
    for minute in (0, 1, 2):
        world.tick(wita(5, hour, minute))
    assert world.shown(ONE, "Status") == "Selesai"


def topics(world: World, address: str = JOINED_MAIL) -> list[str]:
    return [subject.partition("] ")[2] for subject in world.subjects(address)]


def test_whose_complaint_was_joined_hears_what_came_of_it_and_nothing_of_anybody(world: World) -> None:
    sign_and_settle(world)
    assert topics(world)[1:] == [f"Digabung dengan {ONE}", "Hasil penanganan keluhan Anda"]
    mail = world.mailbox.to(JOINED_MAIL)[-1]
    said = str(mail)
    for hidden in ("Siti", "Kayu", "B/120", "0042", "drive.google", "folder", ONE):
        assert hidden not in text_of(mail)
    assert "pdf" not in said.lower()
    with world.quiet():
        world.tick(wita(5, 9, 30))


def test_the_letter_goes_along_only_where_an_officer_says_that_they_are_one_person(world: World) -> None:
    world.fill(TWO, same_person="Ya")
    world.tick(wita(4, 13))
    assert "Surat balasan atas keluhan Anda" not in topics(world)
    sign_and_settle(world)
    assert topics(world)[2:] == ["Surat balasan atas keluhan Anda", "Hasil penanganan keluhan Anda"]
    letter = world.mailbox.to(JOINED_MAIL)[-2]
    (name,) = [part.get_filename() for part in letter.iter_attachments()]
    assert str(name).startswith(f"{ONE} Surat Balasan (pindaian)")


def test_one_person_who_is_named_after_the_end_still_gets_the_letter_once(world: World) -> None:
    sign_and_settle(world)
    world.fill(TWO, same_person="Ya")
    world.tick(wita(6, 9))
    world.tick(wita(6, 9, 1))
    assert topics(world).count("Surat balasan atas keluhan Anda") == 1


def test_a_duplicate_of_a_withdrawn_complaint_comes_back_to_the_officers_and_its_complainant_hears(
    world: World,
) -> None:
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(4, 13))
    assert world.shown(TWO, "Status") == "Menunggu pemilahan"
    world.tick(wita(4, 13, 1))
    assert topics(world)[-1] == "Keluhan Anda kami tangani tersendiri"
    asked = next(mail for mail in world.mailbox.to(DEWI) if f"Tidak lagi duplikat dari {ONE}" in text_of(mail))
    assert "pilah kembali" in text_of(asked)
    assert f"{ONE} tidak ditangani lagi (Ditutup: dicabut pelapor)" in world.shown(TWO, "Peringatan")
    world.fill(TWO, classification="Keluhan", service="Kalibrasi")
    world.tick(wita(4, 14))
    assert world.shown(TWO, "Status") == "Dikaji"


def test_a_reopening_of_the_first_is_told_to_whom_its_end_was_told(world: World) -> None:
    sign_and_settle(world)
    world.fill(ONE, reopening="Ternyata belum selesai")
    world.tick(wita(6, 9))
    world.tick(wita(6, 9, 1))
    assert topics(world)[-1] == "Keluhan Anda kami tangani kembali"
    assert world.shown(TWO, "Status") == "Ditutup: duplikat"
    assert world.shown(TWO, "Keluhan terkait") == f"Duplikat dari {ONE} (masih ditangani)"


@pytest.mark.parametrize("ended", [Outcome.SETTLED, Outcome.WITHDRAWN])
def test_what_an_earlier_version_settled_is_left_alone_and_nobody_hears_of_it_years_later(
    world: World, ended: Outcome
) -> None:
    first, joined = world.ledger.memory().cases.values()
    over = replace(first, outcome=ended, closed_at=world.now, settled=True)
    world.ledger.save([over, replace(joined, settled=True, first_seen="", firsts=())], (), world.now)
    before = topics(world)
    world.tick(wita(27, 9))
    with world.quiet():
        world.tick(wita(27, 9, 1))
    assert (world.shown(TWO, "Status"), topics(world)) == ("Ditutup: duplikat", before)
    world.fill(TWO, workers="tidak ada")
    world.tick(wita(27, 10))
    world.tick(wita(27, 10, 1))
    assert (world.shown(TWO, "Status"), topics(world)) == ("Ditutup: duplikat", before)


def test_whoever_heard_the_result_stays_where_the_reopened_first_is_withdrawn(world: World) -> None:
    sign_and_settle(world)
    world.fill(ONE, reopening="Masih salah")
    world.tick(wita(9, 9))
    world.tick(wita(9, 9, 5))
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(9, 10))
    world.tick(wita(9, 10, 5))
    assert world.shown(ONE, "Status") == "Ditutup: dicabut pelapor"
    assert world.shown(TWO, "Status") == "Ditutup: duplikat"
    assert topics(world)[-1] == "Keluhan Anda kami tangani kembali"


def test_who_never_heard_a_result_that_was_taken_back_in_the_same_night_comes_back(world: World) -> None:
    sign_and_settle(world, hour=20)
    world.fill(ONE, reopening="Masih salah")
    world.tick(wita(5, 21))
    for minute in range(3):
        world.tick(wita(6, 9, minute))
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(9, 10))
    world.tick(wita(9, 10, 5))
    assert "Hasil penanganan keluhan Anda" not in topics(world)
    assert world.shown(TWO, "Status") == "Menunggu pemilahan"


@pytest.mark.parametrize("hears_of_the_reopening", [False, True])
def test_who_was_joined_to_a_settled_complaint_and_heard_nothing_before_it_was_reopened_comes_back(
    world: World, hears_of_the_reopening: bool
) -> None:
    sign_and_settle(world)
    world.complain(subject="Terlambat juga", email="rina@hutan.example", complainant="Rina", company="PT Hutan")
    world.tick(wita(5, 10))
    three = TWO.replace("0002", "0003")
    world.fill(three, classification="Duplikat", duplicate_of=ONE)
    world.tick(wita(5, 22, 26))
    world.fill(ONE, reopening="Masih salah")
    world.tick(wita(5, 22, 27))
    if hears_of_the_reopening:
        for minute in range(3):
            world.tick(wita(6, 9, minute))
        assert "Keluhan Anda kami tangani kembali" in topics(world, "rina@hutan.example")
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(9, 10))
    world.tick(wita(9, 10, 5))
    assert world.shown(three, "Status") == "Menunggu pemilahan"
    assert "Hasil penanganan keluhan Anda" not in topics(world, "rina@hutan.example")


def test_both_rows_name_each_other_and_the_report_names_the_duplicate(world: World) -> None:
    assert world.shown(ONE, "Keluhan terkait") == f"Duplikatnya: {TWO} (Formulir daring, 4 November 2026)"
    assert world.shown(TWO, "Keluhan terkait") == f"Duplikat dari {ONE} (masih ditangani)"
    sign_and_settle(world)
    assert world.shown(TWO, "Keluhan terkait") == f"Duplikat dari {ONE} (Selesai)"
    world.fill(ONE, reopening="Belum selesai")
    world.tick(wita(6, 9))
    world.fill(ONE, findings="F", cause="C", corrective_action="K", preventive_action="P", applied_on="06/11/2026")
    world.fill(ONE, verification="V", verified_by="Siti Aminah", effective="Ya")
    world.tick(wita(6, 10))
    assert f"Duplikatnya: {TWO}" in as_text(report(world, " (2)"))


def report(world: World, again: str = "") -> bytes:
    name = f"{ONE} Laporan Tindakan Perbaikan{again}.docx"
    return next(file.content for file in world.drive.files.values() if file.name == name)


def plain(case: Case) -> object:
    """What of a case must come back; whether all is done is found out by the next tick."""
    return told(replace(case, settled=False, first_seen=""))


@pytest.mark.parametrize("settled", [False, True])
def test_what_joins_complaints_comes_back_from_the_workspace_and_nothing_is_told_twice(
    world: World, settled: bool
) -> None:
    if settled:
        sign_and_settle(world)
    else:
        world.fill(ONE, classification="Dicabut pelapor")
        world.tick(wita(4, 13))
        world.tick(wita(4, 13, 1))
    before, mails = world.ledger.memory(), len(world.mailbox.mails)
    restored = restore(without_ledger(world).job, world.now)
    assert restored.gaps == ()
    after = world.ledger.memory()
    assert [plain(case) for case in after.cases.values()] == [plain(case) for case in before.cases.values()]
    world.tick()
    assert len(world.mailbox.mails) == mails


def test_a_circle_closes_neither_and_both_rows_say_so(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.complain(subject="Kedua", email=JOINED_MAIL)
    world.tick()
    world.fill(ONE, classification="Duplikat", duplicate_of=TWO)
    world.fill(TWO, classification="Duplikat", duplicate_of=ONE)
    world.tick(wita(2, 10))
    for number in (ONE, TWO):
        assert world.shown(number, "Status") == "Menunggu pemilahan"
        assert "sendiri disebut duplikat dari keluhan ini" in world.shown(number, "Peringatan")


def test_what_an_officer_splits_off_has_the_date_of_the_first_and_is_named_beside_it(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.tick(wita(3, 9))
    received = {"channel": "Surat", "received_at": "2026-11-03 10:00", "email": ""}
    world.complain(OFFICER, **received, subject="Bagian kedua", related_to=ONE)
    world.tick(wita(3, 10, 5))
    case = world.ledger.memory().cases[ComplaintNumber.parse(TWO)]
    assert (case.intake.received_at, case.steps[1].began) == (wita(2, 9), wita(2, 9))
    assert world.shown(ONE, "Keluhan terkait") == f"Terkait: {TWO} (masih ditangani)"
    before = world.ledger.memory().cases
    restore(without_ledger(world).job, wita(3, 11))
    assert world.ledger.memory().cases[case.number].intake == before[case.number].intake


def test_a_supporting_group_is_told_let_in_and_named_and_does_not_lead(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", supporting_groups="Pokja Kalibrasi")
    world.tick(wita(2, 10))
    (mail,) = [mail for mail in world.mailbox.to(HENDRA) if "diminta mendukung" in text_of(mail)]
    assert "Pokja Pengujian (ketua: Bambang Sutrisno)" in text_of(mail)
    folder = next(id for id, file in world.drive.files.items() if file.name == ONE)
    assert HENDRA in world.drive.files[folder].shares
    assert world.workbook.rows("Status")[0]["Disposisi"] == "Pokja Pengujian (pendukung: Pokja Kalibrasi)"
    assert "Bambang" in world.shown(ONE, "Penanggung jawab")
    world.fill(ONE, findings="F", cause="C", corrective_action="K", preventive_action="P", applied_on="02/11/2026")
    world.fill(ONE, verification="V", verified_by="Siti Aminah", effective="Ya")
    world.tick(wita(2, 11))
    assert "Pokja Kalibrasi" in as_text(report(world))
    with world.quiet():
        world.tick(wita(2, 11, 1))


def test_another_kind_of_service_is_put_to_the_head_once(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.tick(wita(2, 10))
    world.fill(ONE, service="Kalibrasi")
    world.tick(wita(2, 11))
    world.tick(wita(2, 11, 1))
    head = world.mailbox.to("kepala@bspji-samarinda.example")
    (asked,) = [mail for mail in head if "Usul pengalihan pokja" in text_of(mail)]
    assert "Jenis layanan diubah menjadi Kalibrasi, yang ditangani Pokja Kalibrasi" in text_of(asked)
    world.fill(ONE, assigned_to="Pokja Kalibrasi")
    world.tick(wita(2, 12))
    assert "Hendra" in world.shown(ONE, "Penanggung jawab")
    assert "belum dialihkan" not in world.shown(ONE, "Peringatan")


def test_what_came_in_december_and_is_written_down_in_january_has_the_number_of_the_year_it_is_counted_in(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick(wita(30, 9, month=12))
    world.now = wita(4, 8, month=1, year=2027)
    world.complain(subject="Baru", email=JOINED_MAIL)
    world.complain(OFFICER, channel="Surat", received_at="2026-12-31 15:00", subject="Surat lama", email="")
    world.tick(wita(4, 8, 5, month=1, year=2027))
    shown = {str(row["Perihal"]): str(row["Nomor"]) for row in world.workbook.rows("Register")}
    assert (shown["Surat lama"], shown["Baru"]) == (TWO, "KEL-2027-0001")


def test_who_is_joined_to_a_complaint_that_was_answered_hears_both_at_once(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    run_to_signature(world)
    sign_and_settle(world)
    world.complain(subject="Laporan belum ada", email=JOINED_MAIL)
    world.tick(wita(5, 10))
    world.fill(TWO, classification="Duplikat", duplicate_of=ONE)
    world.tick(wita(5, 10, 5))
    assert topics(world)[1:] == [f"Digabung dengan {ONE}", "Hasil penanganan keluhan Anda"]
    with world.quiet():
        world.tick(wita(5, 10, 6))


# -- the list in each folder


def lists(world: World, number: str = ONE) -> list[str]:
    folder = next(id for id, file in world.drive.files.items() if file.name == number)
    found = [file for file in world.drive.inside(folder) if "Keluhan Terkait" in file.name and not file.is_trashed]
    return [file.content.decode("utf-8-sig") for file in found]


def link(world: World, number: str) -> str:
    folder = next(id for id, file in world.drive.files.items() if file.name == number)
    return f"https://drive.google.com/drive/folders/{folder}"


def test_each_folder_lists_what_is_related_with_its_news_in_one_file(world: World) -> None:
    joined = f"- Duplikatnya: {TWO} (Formulir daring, 4 November 2026)"
    about = f"  Perihal: Laporan belum ada\n  Folder: {link(world, TWO)}"
    assert [text.split("\n\n")[1] for text in lists(world)] == [f"{joined}\n{about}"]
    assert f"- Duplikat dari {ONE} (masih ditangani)" in "".join(lists(world, TWO))
    with world.quiet():
        world.tick(wita(4, 12, 32))
    sign_and_settle(world)
    (first,), (second,) = lists(world), lists(world, TWO)
    assert "(Formulir daring, 4 November 2026; hasilnya sudah dikabarkan)" in first
    assert f"- Duplikat dari {ONE} (Selesai)" in second
    assert world.shown(ONE, "Keluhan terkait") in first


def test_a_relation_that_is_withdrawn_vanishes_from_both_folders(world: World) -> None:
    world.fill(TWO, related_to=ONE)
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(4, 13))
    assert [f"- Terkait: {TWO} (masih ditangani)" in text for text in lists(world)] == [True]
    world.fill(TWO, related_to="")
    world.tick(wita(4, 14))
    for number, other in ((ONE, TWO), (TWO, ONE)):
        (text,) = lists(world, number)
        assert other not in text
        assert "Saat ini tidak ada." in text
    world.fill(TWO, related_to=ONE)
    world.tick(wita(4, 15))
    assert [TWO in text for text in lists(world)] == [True]


def test_a_list_that_somebody_threw_away_comes_back_with_its_next_news_alone(world: World) -> None:
    file = next(file for file in world.drive.files.values() if file.name == f"{ONE} Keluhan Terkait.txt")
    world.drive.trash(file.id)
    with world.quiet():
        world.tick(wita(4, 12, 32))
    sign_and_settle(world)
    assert ["hasilnya sudah dikabarkan" in text for text in lists(world)] == [True]


@pytest.mark.parametrize("write", range(1, 7))
def test_a_list_is_there_once_where_the_job_dies_and_what_is_so_changes_meanwhile(tmp_path: Path, write: int) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.complain(subject="Kedua", email=JOINED_MAIL)
    world.tick()
    world.fill(TWO, related_to=ONE)
    world.faults.die_after(write)
    with suppress(Killed):
        world.tick(wita(2, 9, 1))
    world.reborn()
    world.fill(TWO, classification="Dicabut pelapor")
    world.tick(wita(2, 9, 2))
    assert [f"- Terkait: {TWO} (Ditutup: dicabut pelapor)" in text for text in lists(world)] == [True]
    assert [f"- Terkait: {ONE} (masih ditangani)" in text for text in lists(world, TWO)] == [True]


def test_a_rebuild_finds_the_list_again_by_its_mark(world: World) -> None:
    restore(without_ledger(world).job, world.now)
    world.tick(wita(4, 13))
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(4, 13, 1))
    for number in (ONE, TWO):
        assert ["Saat ini tidak ada." in text for text in lists(world, number)] == [True]


def test_what_is_related_in_the_tick_in_which_the_report_is_written_stands_in_it(tmp_path: Path) -> None:
    world = World(tmp_path)
    for subject in ("Satu", "Dua"):
        world.complain(subject=subject)
    world.tick(wita(2, 9))
    world.fill(ONE, **WORKED_ON)
    world.fill(TWO, related_to=ONE)
    world.tick(wita(2, 10))
    report = next(one for one in world.drive.files.values() if one.name.startswith(f"{ONE} Laporan"))
    assert f"Terkait: {TWO}" in as_text(report.content)


def test_an_unreadable_first_complaint_is_told_once(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Duplikat", duplicate_of="yang kemarin")
    world.tick(wita(2, 9, 10))
    told = str(world.shown(ONE, "Peringatan"))
    assert told.count("Duplikat dari:") == 1
    assert "tulis nomor keluhan" in told
    world.fill(ONE, duplicate_of="")
    world.tick(wita(2, 9, 20))
    assert str(world.shown(ONE, "Peringatan")).count("Duplikat dari") == 1
