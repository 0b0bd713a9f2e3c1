"""Two busy ticks of one morning, with cases at every step, so that what is refused to one has others beside it."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from automation.domain.vocabulary import Channel
from demo.cases import Branch
from demo.casework import Casework, a_case
from demo.papers import leaflet, promise
from demo.people import BAMBANG, DEWI, HENDRA, Somebody
from demo.script import Script
from demo.stage import Stage
from local_workspace.scanner import bundled

SITI = Somebody("Siti Rahma", "siti.rahma@kayulestari.example")
RINA = Somebody("Rina Astuti", "rina@tirtajaya.example")
MADE = Somebody("Made Wirawan", "made@balibeton.example")
NOBODY = Somebody("Joko Prasetyo", "")
#: Everybody outside the office who writes or is written to.
OUTSIDERS = (SITI, RINA, MADE)
#: The minutes whose ticks are disturbed; those before them lead there.
DISTURBED = ("03/12 08.00", "03/12 09.20")


def the_story() -> Script:
    """Give the script; in each disturbed minute one new complaint comes in, and others are at a step of their own."""
    script = Script()
    printed = a_case(script, "Laporan hasil uji belum kami terima", Channel.FORM, Branch.PLAIN)
    letter = a_case(script, "Contoh uji tertukar", Channel.COUNTER, Branch.PLAIN)
    joined = a_case(script, "Alat kembali tanpa stiker kalibrasi", Channel.COUNTER, Branch.PLAIN)
    draft = a_case(script, "Angka pada sertifikat kalibrasi tertukar", Channel.COUNTER, Branch.PLAIN)
    unsorted = a_case(script, "Petugas loket tidak di tempat", Channel.COUNTER, Branch.PLAIN)
    fresh = a_case(script, "Biaya uji tidak sesuai tarif", Channel.FORM, Branch.PLAIN)
    mailed = a_case(script, "Jadwal konsultasi tidak dikabari", Channel.EMAIL, Branch.BY_MAIL)
    printed.by_form(
        "30/11 08.05",
        complainant=SITI.name,
        company="PT Kayu Lestari",
        email=SITI.email,
        phone="0812-5550-0101",
        stated_service="Pengujian",
        description="Laporan hasil uji dijanjikan sepuluh hari kerja, dan belum kami terima.",
    )
    _at_the_counter(letter, "30/11 08.05", "Pengujian", RINA)
    _at_the_counter(draft, "30/11 08.05", "Kalibrasi", RINA)
    _at_the_counter(joined, "30/11 08.05", "Pengujian")
    printed.sorted("30/11 08.20", "Pengujian")
    joined.sorted("30/11 08.20", "Pengujian")
    letter.sorted("30/11 08.20", "Pengujian")
    draft.sorted("30/11 08.20", "Kalibrasi", level="Berat")
    _at_the_counter(unsorted, "02/12 13.30", "Pengujian")
    for case in (printed, letter):
        _handled(case, "02/12 13.30", BAMBANG, "Siti Aminah")
    _worked_on(joined, "02/12 13.30", BAMBANG, "Siti Aminah")
    joined.answered_with("02/12 13.30", BAMBANG, letter)
    printed.initialled("02/12 14.00", BAMBANG, "BS")
    printed.approved("02/12 14.00")
    printed.numbered("02/12 14.00", "B/1201/BSPJI-Smd/XII/2026")
    script.tick("03/12 07.35")  # The day's mails go out with this one.
    _first(letter, draft, unsorted, fresh)
    _second(printed, letter, draft, fresh, mailed)
    return script


def _at_the_counter(case: Casework, when: str, service: str, who: Somebody = NOBODY) -> None:
    """Have an officer write down what somebody complains of; the office cannot write to nobody."""
    case.by_officer(
        when,
        DEWI,
        when,
        complainant=who.name,
        email=who.email,
        phone="0812-5550-0102",
        stated_service=service,
        description="Saya menunggu satu jam tanpa penjelasan.",
    )


def _worked_on(case: Casework, when: str, lead: Somebody, verifier: str) -> None:
    """Steps 4 to 7: from the review to what was verified."""
    case.reviewed(when, lead, "Pengesahan tertahan karena penanda tangan cuti.")
    case.explained(when, lead, "Tidak ada pengganti yang ditetapkan.")
    case.decided(when, lead, "Pekerjaan disahkan pengganti.", "Pengganti ditetapkan dalam surat tugas.")
    case.applied(when, lead)
    case.verified(when, lead, "Pelanggan telah menerima hasilnya.", verifier)


def _handled(case: Casework, when: str, lead: Somebody, verifier: str) -> None:
    """Steps 4 to 8: from the review to what the reply says."""
    _worked_on(case, when, lead, verifier)
    case.drafted(when, lead, "Pekerjaan telah kami selesaikan, dan hasilnya kami lampirkan.")


def _first(letter: Casework, draft: Casework, unsorted: Casework, fresh: Casework) -> None:
    """A new complaint by form; a disposition, shared and printed; a draft; a letter numbered, printed and mailed."""
    when = DISTURBED[0]
    fresh.by_form(
        when,
        complainant=MADE.name,
        company="CV Bali Beton",
        email=MADE.email,
        stated_service="Pengujian",
        description="Tagihan berbeda dengan tarif yang diumumkan.",
    )
    unsorted.sorted(when, "Pengujian")
    _handled(draft, when, HENDRA, "Maya Sari")
    letter.initialled(when, BAMBANG, "BS")
    letter.approved(when)
    letter.numbered(when, "B/1202/BSPJI-Smd/XII/2026")


def _second(printed: Casework, letter: Casework, draft: Casework, fresh: Casework, mailed: Casework) -> None:
    """A complaint and an answer by mail; three scans, one of two letters; two cases move on beside them."""
    when = DISTURBED[1]
    mailed.writes(when, MADE, "mengirim surel", "Kami menunggu sejak pagi.", jadwal=promise(), laporan=leaflet())
    printed.writes(when, SITI, "membalas surel kantor", "Foto kami lampirkan.", foto=promise())
    draft.does(when, "surat pelanggan dipindai", lambda stage: _drop_letter(stage, draft))
    draft.does(when, "selebaran ikut terpindai", lambda stage: stage.drop_scan(DEWI, "iklan.pdf", leaflet()))
    printed.does(when, "dua surat dalam satu berkas", lambda stage: _signed_together(stage, printed, letter))
    fresh.sorted(when, "Pengujian")
    draft.initialled(when, HENDRA, "HG")
    draft.approved(when)
    draft.numbered(when, "B/1203/BSPJI-Smd/XII/2026")


def _drop_letter(stage: Stage, case: Casework) -> None:
    """Scan a customer's letter, which its file's name tells; a small one, since every way of reading is tried."""
    with BytesIO() as out:
        Image.new("L", (300, 400), 250).save(out, "PDF")
        stage.drop_scan(DEWI, f"{stage.number(case.case)} Surat Pengaduan.pdf", out.getvalue())


def _signed_together(stage: Stage, *cases: Casework) -> None:
    """Scan two signed letters in one go."""
    letters = [stage.scan(DEWI, one.case, seed=20 + place, dpi=110) for place, one in enumerate(cases)]
    stage.drop_scan(DEWI, "Scan_20261203.pdf", bundled(letters))
