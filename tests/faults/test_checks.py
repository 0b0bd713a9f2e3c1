"""What the checks of a trial let pass, and no more."""

from dataclasses import replace

from local_workspace.gateway.faults import Asked

from .answers import About, answers_to
from .calls import Call
from .checks import GONE_MAIL, goes_without, without_gone_mail, without_letter_judged, without_scan_aside

MAIL, NUMBER = "19c7c1dd1e7d9aa2", "KEL-2026-0006"
ROW = f"+ tab Register: {NUMBER} | Menunggu pemilahan | {GONE_MAIL} sebelum sempat disimpan."
ITS = [
    ROW,
    f"- tab Register: {NUMBER} | Menunggu pemilahan |",
    f"- Drive: Kantor/Kasus/{NUMBER}/{NUMBER} Surel 1.eml 442069fc862b3d16",
    f"- buku besar document: {NUMBER} | lampiran | 1 | surel | {NUMBER} Surel 1 lampiran 1 jadwal.pdf",
    f"- buku besar effect: kantor/surel-masuk/{MAIL}.1 | MailPart | {NUMBER} | 1",
    f"+ surel dewi@x.example: dewi@x.example | {NUMBER}/surel-masuk.{MAIL}/dewi@x.example",
]


def test_a_mail_that_is_gone_excuses_what_is_its_own():
    assert without_gone_mail(ITS, MAIL, NUMBER) == []


def test_it_excuses_nothing_of_other_complaints_nor_other_papers_of_its_own():
    others = [
        "- tab Register: KEL-2026-0005 | Dikaji |",
        "- Drive: Kantor/Kasus/KEL-2026-0005/KEL-2026-0005 Surel 1.eml 442069fc862b3d16",
        f"- Drive: Kantor/Kasus/{NUMBER}/{NUMBER} Form Pengaduan.docx 442069fc862b3d16",
        f"- buku besar document: {NUMBER} | form_pengaduan | 1 | docx | {NUMBER} Form Pengaduan.docx",
    ]
    assert without_gone_mail([*ITS, *others], MAIL, NUMBER) == others


def test_a_row_that_does_not_say_so_is_a_violation():
    (told,) = without_gone_mail(ITS[1:], MAIL, NUMBER)
    assert NUMBER in told


SCAN = "15PPBPArw9pPAOpiZxbOQXhHF7s59NMF5"
ASIDE = [
    f"+ buku besar effect: kantor/pindaian/{SCAN}.1 | SetAside | None | 1",
    f"+ surel dewi@x.example: dewi@x.example | kantor/pindaian/{SCAN}.1/dewi@x.example",
    f"+ buku besar cover: kantor/pindaian/{SCAN}.1/fauzi@x.example",
    "+ buku besar history: <jam> |  | Pindaian perlu ditinjau: scan.pdf |  | Gagal mengunduh scan.pdf",
    "+ tab Riwayat: 03/12/2026 <jam> |  | Pindaian perlu ditinjau: scan.pdf |  | Gagal mengunduh scan.pdf",
]


def test_a_scan_that_lies_with_a_person_excuses_what_tells_of_it_once():
    other = "- tab Register: KEL-2026-0005 | Dikaji |"
    assert without_scan_aside([*ASIDE, other, ASIDE[-1]], [f"/drive/v3/files/{SCAN}"]) == [other, ASIDE[-1]]


def test_a_scan_of_which_nobody_hears_is_a_violation():
    (told,) = without_scan_aside([ASIDE[0], *ASIDE[2:]], [f"/drive/v3/files/{SCAN}"])
    assert "dewi" in told


def test_a_page_that_is_judged_excuses_its_own_complaint_alone():
    row = f"+ tab Register: {NUMBER} | Menunggu pindaian | Gagal mengunduh surat"
    assert without_letter_judged([row, f"- surel siti@x.example: {NUMBER}/balasan"], "mengunduh") == []
    other = "- tab Register: KEL-2026-0005 | Dikaji |"
    assert without_letter_judged([row, other], "mengunduh")[:2] == [row, other]
    assert without_letter_judged([row], "dikecilkan")[0] == row


def test_a_digest_goes_without_a_refused_file_and_no_other_mail_does():
    asked = Asked("drive.files.get", "GET", "/drive/v3/files/1PDF", "fields=md5Checksum", "", b"")
    digest = Call(
        "drive.files.get:metadata", "act._content", "kantor/kabar-harian/2026-12-03.b342", "SendMail", "", asked
    )
    answers = answers_to(digest.method, about_workbook=False)
    excused = [one for one in answers if goes_without(digest, one)]
    assert {one.about for one in excused} == {About.OBJECT}
    assert not any(goes_without(replace(digest, effect=f"{NUMBER}/balasan"), one) for one in excused)
