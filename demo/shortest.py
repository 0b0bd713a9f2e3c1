"""The smallest whole journey: one form answer to one signed, sent and filed reply."""

from __future__ import annotations

from automation.domain.vocabulary import Channel, Delivery

from .cases import Branch
from .casework import Casework, a_case
from .people import BAMBANG, RATNA
from .script import Script


def shortest() -> Script:
    """Give the journey of one complaint."""
    script = Script()
    late_report(script)
    return script


def late_report(script: Script) -> None:
    """A test report that is late: straight through all ten steps, with a tried and refused cell on the way."""
    case = a_case(
        script,
        "Laporan hasil uji air limbah belum kami terima",
        Channel.FORM,
        Branch.PLAIN,
        Branch.EDITED_DRAFT,
        Branch.REFUSED_EDIT,
        reader="siti.rahma@kayulestari.example",
        told=("Langkah 2: pemilahan", "Langkah 4: kajian", "siap dicetak dan ditandatangani"),
    )
    case.by_form(
        "30/11 08.05",
        complainant="Siti Rahma",
        company="PT Kayu Lestari",
        email="siti.rahma@kayulestari.example",
        phone="0812-5550-0101",
        address="Jalan Poros Contoh Km 12, Samarinda",
        stated_service="Pengujian",
        order_reference="0042/UJI/XI/2026",
        description="Contoh air limbah kami serahkan tanggal 9 November 2026 dan dijanjikan selesai 10 hari kerja. "
        "Sampai hari ini laporan hasil uji belum kami terima, padahal kami perlukan untuk laporan triwulan.",
        remedy="Laporan hasil uji dikirim minggu ini juga.",
    )
    _signed_by_a_deputy(case)
    _answered(case)


def _signed_by_a_deputy(case: Casework) -> None:
    case.sorted("30/11 08.12", "Pengujian")
    case.reviewed(
        "30/11 13.20",
        BAMBANG,
        "Pengujian selesai 20 November, tetapi laporan tertahan menunggu pengesahan karena penanda tangan cuti.",
    )
    case.explained("01/12 09.10", BAMBANG, "Tidak ada penanda tangan pengganti yang ditunjuk selama cuti.")
    case.decided(
        "01/12 14.05",
        BAMBANG,
        "Laporan disahkan pengganti dan dikirim hari ini.",
        "Penanda tangan pengganti ditetapkan dalam surat tugas, dan antrean pengesahan diperiksa tiap pagi.",
    )
    case.applied("02/12 09.00", BAMBANG)
    case.is_refused(
        "02/12 09.05", BAMBANG, "mencoba mengisi kolom Keputusan milik Kepala Balai, dan ditolak", decision="Setuju"
    )
    case.verified(
        "02/12 13.30",
        BAMBANG,
        "Laporan telah diterima pelanggan; tidak ada lagi laporan yang tertahan.",
        "Siti Aminah",
    )


def _answered(case: Casework) -> None:
    case.drafted(
        "02/12 13.40",
        BAMBANG,
        "Pengujian contoh air limbah Saudara telah selesai pada 20 November 2026, tetapi pengesahannya tertunda. "
        "Laporan telah kami kirim pada 1 Desember 2026.",
    )
    case.edited(
        "02/12 13.48",
        BAMBANG,
        "Mulai bulan ini penanda tangan pengganti telah kami tetapkan, sehingga hal serupa tidak terulang.",
    )
    case.initialled("02/12 13.52", BAMBANG, "BS")
    case.approved("02/12 14.05", RATNA)
    case.numbered("02/12 14.10", "B/1201/BSPJI-Smd/XII/2026")
    case.scanned("02/12 14.16", "terbalik dan berbintik", seed=3, skew=1.5, noise=18.0, upside_down=True)
    case.delivered("03/12 09.00", Delivery.EMAIL, "Siti Rahma")
    case.rated(
        "03/12 11.10",
        "Siti Rahma",
        (3, 4, 3, 4, 4, 4, 4, 3, 4),
        "Kabar perkembangannya jelas. Semoga laporan berikutnya tepat waktu.",
    )
