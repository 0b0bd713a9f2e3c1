"""Three complaints in few ticks that hold all a tick can do: papers, mails both ways, disposition, letter, scans."""

from __future__ import annotations

from automation.domain.vocabulary import Channel, Delivery
from demo.cases import Branch
from demo.casework import Casework, a_case
from demo.papers import leaflet, promise
from demo.people import BAMBANG, DEWI, HENDRA, Somebody
from demo.script import Script

SITI = Somebody("Siti Rahma", "siti.rahma@kayulestari.example")


def the_story() -> Script:
    """Give the script; every scene that shares its minute with others is followed by one tick with them."""
    script = Script()
    late = a_case(script, "Laporan hasil uji belum kami terima", Channel.FORM, Branch.PLAIN)
    wrong = a_case(script, "Angka pada sertifikat kalibrasi tertukar", Channel.COUNTER, Branch.PLAIN)
    late.by_form(
        "30/11 08.05",
        complainant="Siti Rahma",
        company="PT Kayu Lestari",
        email="siti.rahma@kayulestari.example",
        phone="0812-5550-0101",
        stated_service="Pengujian",
        description="Laporan hasil uji dijanjikan sepuluh hari kerja, dan belum kami terima.",
    )
    wrong.by_officer(
        "30/11 08.05",
        DEWI,
        "30/11 08.00",
        complainant="Joko Prasetyo",
        phone="0812-5550-0102",
        stated_service="Kalibrasi",
        description="Nomor seri pada sertifikat tertukar dengan alat lain.",
    )
    asked = a_case(script, "Jadwal konsultasi tidak dikabari", Channel.EMAIL, Branch.BY_MAIL)
    asked.writes(
        "30/11 08.05", SITI, "mengirim surel", "Kami menunggu sejak pagi.", jadwal=promise(), laporan=leaflet()
    )
    late.sorted("30/11 08.20", "Pengujian")
    wrong.sorted("30/11 08.20", "Kalibrasi", level="Tinggi")
    late.reviewed("02/12 13.30", BAMBANG, "Pengesahan tertahan karena penanda tangan cuti.")
    late.explained("02/12 13.30", BAMBANG, "Tidak ada penanda tangan pengganti.")
    late.decided("02/12 13.30", BAMBANG, "Laporan disahkan pengganti.", "Pengganti ditetapkan dalam surat tugas.")
    late.applied("02/12 13.30", BAMBANG)
    late.verified("02/12 13.30", BAMBANG, "Laporan telah diterima pelanggan.", "Siti Aminah")
    late.drafted("02/12 13.30", BAMBANG, "Laporan telah kami kirim pada 2 Desember 2026.")
    _answered_by_the_letter_of(late, wrong)
    asked.writes("02/12 14.05", SITI, "membalas surel kantor", "Foto kami lampirkan.", foto=promise())
    late.initialled("02/12 14.05", BAMBANG, "BS")
    late.approved("02/12 14.05")
    late.acts("02/12 14.05", BAMBANG, "K1", "menunjuk penanggung jawab", owner="Siti Aminah", due="07/12/2026")
    late.numbered("02/12 14.05", "B/1201/BSPJI-Smd/XII/2026")
    late.scanned("02/12 14.20", "tegak", seed=3)
    late.does(
        "02/12 14.20", "sebuah selebaran ikut terpindai", lambda stage: stage.drop_scan(DEWI, "iklan.pdf", leaflet())
    )
    late.delivered("03/12 09.00", Delivery.EMAIL, "Siti Rahma")
    wrong.delivered("03/12 09.00", Delivery.POST, "Joko Prasetyo")
    return script


def _answered_by_the_letter_of(lead: Casework, joined: Casework) -> None:
    """One letter for two: what is made of it, and its scan, come into both folders, and each lists the other."""
    when = "02/12 13.30"
    joined.reviewed(when, HENDRA, "Nomor seri alat lain tercetak pada sertifikat.")
    joined.explained(when, HENDRA, "Dua alat didaftarkan pada satu lembar.")
    joined.decided(when, HENDRA, "Sertifikat diganti.", "Satu lembar untuk satu alat.")
    joined.applied(when, HENDRA)
    joined.verified(when, HENDRA, "Sertifikat pengganti sesuai alat.", "Maya Sari")
    joined.answered_with(when, HENDRA, lead)
