"""Complaints on which something goes wrong, and scans that belong to none."""

from __future__ import annotations

from automation.domain.documents import DocumentKind
from automation.domain.vocabulary import Channel, Delivery
from automation.jobs.telling.to_customer import request_named

from . import papers
from .cases import WHOLE_FILE, Branch
from .casework import Casework, a_case
from .people import AGUS, BAMBANG, DEWI, OFFICE, YOHANES
from .script import Script
from .stage import Stage

#: What a person who tests a form, or wants to harm the office, types in; all of it is text.
STRANGE_NAME = '=HYPERLINK("http://jahat.example";"klik")'
STRANGE_TEXT = (
    "{{ 7*7 }} {% for x in range(9) %}x{% endfor %} <w:p>tebal</w:p> & “kutip” 😀 مرحبا بكم 0042 1e5\n"
    "Baris kedua: label produk kami ditolak tanpa alasan tertulis."
)


def mishaps(script: Script) -> None:
    """Add them all."""
    _whatsapp_only(script)
    _strange_text(script)
    _late(script)
    _held(script)
    _deleted_row(script)
    _strange_scans(script)
    _recurred(script)


def _whatsapp_only(script: Script) -> None:
    case = a_case(
        script,
        "Hasil uji beras berbeda dengan laboratorium lain",
        Channel.WHATSAPP,
        Branch.WHATSAPP_ONLY,
        warned=("berkas di Bukti tidak ditemukan",),
        told=(
            *("Kabari pelapor lewat WhatsApp", "konfirmasi penerimaan", "surat balasan"),
            *("Bukti tindakan P1 tidak ditemukan", "Laporan tindakan perbaikan untuk Anda"),
        ),
    )
    case.by_officer(
        "02/12 13.12",
        DEWI,
        "02/12 13.10",
        complainant="Ibu Marlina",
        company="UD Padi Mulia",
        phone="0813 4700 0123",
        stated_service="Pengujian",
        description="Kadar air beras menurut Balai 16,1 %, menurut laboratorium lain 13,8 %.",
        remedy="Diuji ulang.",
    )
    case.sorted("02/12 13.18", "Pengujian")
    case.reviewed("03/12 09.40", BAMBANG, "Contoh tersimpan lima hari dalam kantong yang tidak kedap.")
    case.explained("03/12 14.20", BAMBANG, "Kantong contoh tidak kedap udara.", "Bahan")
    case.decided(
        "04/12 09.40", BAMBANG, "Uji ulang dengan contoh baru, hasil 13,9 %.", "Kantong kedap dipakai untuk beras."
    )
    case.acts("04/12 09.50", BAMBANG, "P1", "menunjuk penanggung jawab", owner="Gudang Contoh", due="07/12/2026")
    case.applied("04/12 15.40", BAMBANG)
    case.acts(
        "07/12 14.00",
        BAMBANG,
        "P1",
        "mencatat tindakan selesai",
        done_on="07/12/2026",
        evidence="kantong kedap.jpg",
    )
    case.verified("08/12 09.30", BAMBANG, "Lima contoh pembanding sesuai.", "Siti Aminah")
    case.drafted("08/12 09.40", BAMBANG, "Uji ulang menunjukkan kadar air 13,9 %. Laporan pengganti kami lampirkan.")
    case.initialled("08/12 09.48", BAMBANG, "BS")
    case.approved("08/12 09.58")
    case.numbered("08/12 10.03", "B/1215/BSPJI-Smd/XII/2026")
    case.scanned("08/12 10.12", "agak kabur", seed=17, blur=1.2)
    case.delivered("08/12 14.00", Delivery.WHATSAPP, "Ibu Marlina")


def _strange_text(script: Script) -> None:
    case = a_case(
        script,
        "Label produk ditolak 😀 {{ 7*7 }}",
        Channel.FORM,
        Branch.HOSTILE_TEXT,
        Branch.MEETING,
        Branch.NIGHT,
        Branch.APPEAL,
        reader="label@kopikutai.example",
        documents=WHOLE_FILE | {DocumentKind.UNDANGAN_RAPAT},
        told=("Undangan rapat",),
    )
    case.by_form(
        "03/12 22.10",
        complainant=STRANGE_NAME,
        company="Kopi Kutai & Rekan",
        email="label@kopikutai.example",
        phone="1e5",
        stated_service="Sertifikasi produk",
        order_reference="0042",
        description=STRANGE_TEXT,
        remedy="+1 penjelasan tertulis",
    )
    case.sorted("04/12 07.36", "Sertifikasi produk", classification="Banding")
    case.fills(
        "04/12 09.05",
        AGUS,
        "mengundang rapat hari Senin",
        meeting_needed="Ya",
        meeting_at="07/12/2026 13:30",
        meeting_place="Ruang rapat lantai 2",
        meeting_agenda="Alasan penolakan label",
        meeting_participants="nur@bspji-samarinda.example; dewi@bspji-samarinda.example",
    )
    case.reviewed(
        "07/12 15.20",
        AGUS,
        "Rapat: penolakan hanya disampaikan lisan oleh petugas lapangan.",
        workers="Yohanes Lampung",
    )
    case.explained("08/12 09.10", AGUS, "Formulir penolakan label tidak tersedia di lapangan.")
    case.decided("09/12 10.10", AGUS, "Alasan penolakan disampaikan tertulis.", "Formulir penolakan dibawa petugas.")
    case.applied("10/12 09.00", AGUS)
    case.verified("14/12 13.20", AGUS, "Dua penolakan berikutnya disertai formulir.", "Nur Hidayah")
    case.drafted("14/12 13.30", AGUS, "Label ditolak karena berat bersih tidak dicantumkan sesuai ketentuan.")
    case.fills("14/12 13.34", AGUS, "melengkapi penyebab", cause="Formulir penolakan label habis di lapangan.")
    case.fills("14/12 13.36", DEWI, "meminta laporan dibuat ulang", remake="Laporan: penyebab dilengkapi")
    case.edited("14/12 13.38", AGUS, "Kami siap meninjau rancangan label yang baru tanpa biaya.")
    case.initialled("14/12 13.42", AGUS, "AS")
    case.approved("14/12 13.52")
    case.numbered("14/12 13.56", "B/1227/BSPJI-Smd/XII/2026")
    case.scanned("14/12 14.06", "miring dan berbintik", seed=23, skew=2.5, noise=20.0)
    case.delivered("15/12 09.00", Delivery.EMAIL, "Kopi Kutai & Rekan")


def _late(script: Script) -> None:
    case = a_case(
        script,
        "Laporan inspeksi bejana tekan tidak kunjung terbit",
        Channel.FORM,
        Branch.LATE,
        Branch.REPLACED,
        reader="utility@pupukkaltim.example",
        topics=("penerimaan", "dikaji", "ditetapkan", "balasan.2", "akhir.settled"),
        told=("Segera jatuh tempo", "TERLAMBAT", "Mohon perhatian pimpinan"),
    )
    case.by_form(
        "14/12 09.12",
        complainant="Fitri Handayani",
        company="PT Pupuk Contoh",
        email="utility@pupukkaltim.example",
        stated_service="Inspeksi teknis",
        order_reference="INS-0391",
        description="Inspeksi selesai 16 November, laporan belum terbit. Izin operasi kami habis akhir bulan.",
        remedy="Laporan terbit sebelum 20 Desember.",
    )
    case.sorted("14/12 09.18", "Inspeksi teknis", "Berat")
    script.tick("15/12 14.10")
    script.tick("16/12 08.05")
    script.tick("17/12 08.05")
    case.reviewed("17/12 08.20", YOHANES, "Laporan menunggu lampiran foto dari petugas inspeksi yang dinas luar.")
    case.explained("17/12 13.20", YOHANES, "Foto lapangan hanya tersimpan di ponsel petugas.")
    case.decided(
        "18/12 09.40", YOHANES, "Laporan diterbitkan 18 Desember.", "Foto diunggah ke Drive pada hari inspeksi."
    )
    case.applied("18/12 14.30", YOHANES)
    case.verified(
        "21/12 09.20", YOHANES, "Laporan diterima pelanggan; foto tiga inspeksi lain sudah di Drive.", "Nur Hidayah"
    )
    case.drafted("21/12 09.28", YOHANES, "Laporan INS-0391 telah kami terbitkan pada 18 Desember 2026.")
    case.initialled("21/12 09.35", YOHANES, "YL")
    case.approved("21/12 09.45")
    case.numbered("21/12 09.50", "B/1246/BSPJI-Smd/XII/2026")
    case.voided("21/12 09.54", "Surat ini harus menyebut nomor inspeksi yang lama.")
    case.initialled("21/12 10.02", YOHANES, "YL (2)")
    case.approved("21/12 10.10", decision="Setuju ulang")
    case.numbered("21/12 10.16", "B/1247/BSPJI-Smd/XII/2026")
    case.scanned("21/12 10.26", "terbalik", seed=29, upside_down=True)
    case.delivered("22/12 09.00", Delivery.EMAIL, "Fitri Handayani")


_WANTED = "Satu potong baja tulangan pembanding, sedikitnya 60 cm, dari batang yang sama."


def _held(script: Script) -> None:
    case = a_case(
        script,
        "Hasil uji baja tulangan diragukan",
        Channel.FORM,
        Branch.ON_HOLD,
        Branch.BAD_CELL,
        Branch.DATA_WANTED,
        reader="teknik@kontraktorutama.example",
        topics=("penerimaan", "dikaji", str(request_named(_WANTED)), "ditetapkan", "balasan", "akhir.settled"),
        warned=("Tanggal penerapan: tulis tanggal seperti",),
    )
    case.by_form(
        "17/12 09.12",
        complainant="Bayu Nugroho",
        company="PT Kontraktor Utama",
        email="teknik@kontraktorutama.example",
        stated_service="Pengujian",
        description="Kuat tarik baja tulangan lebih rendah 20 % daripada sertifikat pabrik. Mohon diperiksa.",
        remedy="Uji pembanding.",
    )
    case.sorted("17/12 09.18", "Pengujian")
    case.reviewed("18/12 10.30", BAMBANG, "Perlu contoh pembanding dari batang yang sama.")
    case.fills("21/12 08.10", DEWI, "meminta contoh pembanding dari pelapor", data_wanted=_WANTED)
    case.fills(
        "21/12 08.15",
        BAMBANG,
        "menunda: menunggu contoh pembanding dari pelapor",
        held_from="21/12/2026",
        held_until="27/12/2026",
        hold_reason="Menunggu contoh pembanding dari pelapor",
    )
    script.tick("23/12 14.00")
    script.tick("28/12 07.35")
    case.fills("28/12 08.20", DEWI, "menyatakan berkas lengkap: contoh sudah tiba", complete_since="28/12/2026")
    case.explained("28/12 09.00", BAMBANG, "Penjepit mesin tarik aus sehingga batang tergelincir.", "Peralatan")
    case.decided("28/12 13.40", BAMBANG, "Penjepit diganti, contoh diuji ulang.", "Penjepit diperiksa setiap bulan.")
    case.fills("28/12 15.00", BAMBANG, "salah mengetik tanggal penerapan: 31/02/2026", applied_on="31/02/2026")
    case.fills("29/12 08.00", BAMBANG, "membetulkan tanggal penerapan", applied_on="28/12/2026")
    case.verified("29/12 10.00", BAMBANG, "Uji ulang sesuai sertifikat pabrik.", "Siti Aminah")
    case.drafted(
        "29/12 10.08",
        BAMBANG,
        "Uji ulang dengan penjepit baru sesuai sertifikat pabrik; laporan pengganti terlampir.",
    )
    case.initialled("29/12 10.15", BAMBANG, "BS")
    case.approved("29/12 10.25")
    case.numbered("29/12 10.30", "B/1259/BSPJI-Smd/XII/2026")
    case.scanned("29/12 10.40", "gelap di tepi", seed=37, shadow=0.45)
    case.delivered("30/12 09.00", Delivery.EMAIL, "Bayu Nugroho")


def _deleted_row(script: Script) -> None:
    case = a_case(
        script,
        "Petugas inspeksi datang terlambat tiga jam",
        Channel.SOCIAL_MEDIA,
        Branch.DELETED_ROW,
        reader="ops@dermagamuara.example",
    )
    case.by_officer(
        "21/12 13.10",
        DEWI,
        "21/12 13.07",
        complainant="Rudi Hartono",
        company="PT Dermaga Muara",
        email="ops@dermagamuara.example",
        stated_service="Inspeksi teknis",
        description="Petugas inspeksi dijadwalkan pukul 08.00 tetapi baru datang pukul 11.00.",
    )
    case.sorted("21/12 13.15", "Inspeksi teknis", "Ringan")
    _related(case, "Laporan inspeksi bejana tekan tidak kunjung terbit")
    case.reviewed("22/12 10.10", YOHANES, "Kendaraan dinas dipakai bersama dua tim.")
    case.does(
        "22/12 10.30",
        "Seseorang dengan akun kantor tidak sengaja menghapus baris di Register",
        lambda stage: stage.delete_row(OFFICE, case.case),
    )
    case.explained("22/12 14.00", YOHANES, "Jadwal kendaraan tidak dicocokkan dengan jadwal inspeksi.")
    case.decided("23/12 10.00", YOHANES, "Permintaan maaf disampaikan.", "Kendaraan dipesan bersama jadwal inspeksi.")
    case.applied("23/12 13.30", YOHANES)
    case.verified("28/12 10.10", YOHANES, "Tiga inspeksi terakhir tepat waktu.", "Nur Hidayah")
    case.drafted("28/12 10.18", YOHANES, "Kendaraan kini dipesan bersamaan dengan jadwal inspeksi.")
    case.initialled("28/12 10.25", YOHANES, "YL")
    case.approved("28/12 10.35")
    case.numbered("28/12 10.40", "B/1255/BSPJI-Smd/XII/2026")
    case.scanned("28/12 10.50", "biasa", seed=43)
    case.delivered("29/12 08.30", Delivery.EMAIL, "Rudi Hartono")


def _related(case: Casework, other: str) -> None:
    def mark(stage: Stage) -> None:
        stage.fill(DEWI, case.case, {"related_to": stage.numbers[other], "handled_by": DEWI.name})

    case.does("21/12 13.20", f"{DEWI.name} mencatat keluhan inspeksi lain sebagai terkait, dan menanganinya", mark)


def _strange_scans(script: Script) -> None:
    def act(stage: Stage) -> None:
        stage.drop_scan(DEWI, "brosur alat.pdf", papers.leaflet())
        stage.drop_scan(DEWI, "scan0007.pdf", papers.DAMAGED)

    script.at("09/12 14.40", f"{DEWI.name} salah meletakkan brosur dan berkas rusak di folder Pindaian Masuk", act)


def _recurred(script: Script) -> None:
    """The rice of another mill: like the complaint of 2 December, whose action was called effective."""
    case = a_case(
        script,
        "Kadar air beras lagi-lagi berbeda dengan laboratorium lain",
        Channel.FORM,
        Branch.RECURRED,
        reader="mutu@berasmahakam.example",
        warned=("Kambuh: diduga masalah",),
        told=("Mungkin serupa:", "Kambuh: masalah"),
    )
    case.by_form(
        "21/12 09.05",
        complainant="Wahyu Hidayat",
        company="CV Beras Mahakam",
        email="mutu@berasmahakam.example",
        stated_service="Pengujian",
        description="Kadar air beras kami menurut Balai 15,8 %, menurut laboratorium lain 13,9 %.",
        remedy="Diuji ulang.",
    )
    case.sorted("21/12 09.10", "Pengujian")
    case.reviewed("22/12 09.30", BAMBANG, "Contoh disimpan dalam kantong lama yang tidak kedap.")
    case.explained("22/12 14.10", BAMBANG, "Persediaan kantong kedap habis, kantong lama dipakai lagi.", "Bahan")
    case.fills("22/12 14.20", BAMBANG, "menyatakan masalah beras bulan ini kambuh", recurrence="Ya")
    case.decided(
        "23/12 09.30",
        BAMBANG,
        "Uji ulang dengan contoh baru, hasil 14,0 %.",
        "Persediaan kantong dicek tiap pekan.",
    )
    case.applied("23/12 14.00", BAMBANG)
    case.verified("28/12 11.00", BAMBANG, "Contoh pembanding sesuai.", "Siti Aminah")
    case.drafted("28/12 11.10", BAMBANG, "Uji ulang menunjukkan kadar air 14,0 %. Laporan pengganti kami lampirkan.")
    case.initialled("28/12 11.20", BAMBANG, "BS")
    case.approved("28/12 11.30")
    case.numbered("28/12 11.35", "B/1256/BSPJI-Smd/XII/2026")
    case.scanned("28/12 11.45", "biasa", seed=47)
    case.delivered("29/12 09.00", Delivery.EMAIL, "Wahyu Hidayat")
