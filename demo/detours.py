"""Complaints that take a detour in the ten steps: another group, a second round, another deputy."""

from __future__ import annotations

from automation.domain.documents import DocumentKind
from automation.domain.rules import DispositionMode
from automation.domain.vocabulary import Channel, Delivery, EditDecision
from local_workspace.scanner import bundled

from . import papers
from .cases import WHOLE_FILE, Branch
from .casework import Casework, a_case, topics_at
from .people import AGUS, BAMBANG, DEWI, FAUZI, HENDRA, INDRA, MAYA, RATNA, Somebody
from .script import Script
from .stage import Stage

NURUL = Somebody("Nurul Fadilah", "mutu@airbersih.example")


def detours(script: Script) -> None:
    """Add them all."""
    _nobodys_service(script)
    _lead_involved(script)
    overridden = _overridden(script)
    returned = _returned(script)
    _signed_together(script, overridden, returned)
    _ineffective(script)
    _head_involved(script)


def _nobodys_service(script: Script) -> None:
    case = a_case(
        script,
        "Antre dua jam di loket tanpa nomor antrean",
        Channel.COUNTER,
        Branch.HEAD_ASKED,
        Branch.REOPENED,
        reader="hasan@bengkelmahakam.example",
        topics=(
            *("penerimaan", "dikaji", "ditetapkan", "balasan", "akhir.settled"),
            *("dibuka-kembali.2", "dikaji.2", "ditetapkan.2", "balasan.2", "akhir.settled.2"),
        ),
        warned=("Belum ada pokja untuk layanan Layanan umum",),
        told=("Disposisi menunggu keputusan Anda", "Usul buka kembali menunggu keputusan Anda"),
    )
    case.by_officer(
        "01/12 10.35",
        DEWI,
        "01/12 10.32",
        complainant="Hasan Basri",
        company="Bengkel Mahakam",
        email="hasan@bengkelmahakam.example",
        stated_service="Layanan umum",
        description="Saya menunggu dua jam di loket; tanpa nomor antrean, yang datang kemudian dilayani dulu.",
        remedy="Ada nomor antrean.",
    )
    case.sorted("01/12 10.40", "Layanan umum", "Ringan")
    case.fills(
        "01/12 10.58",
        RATNA,
        "memilih Pokja Pelatihan dan Konsultansi",
        assigned_to="Pokja Pelatihan dan Konsultansi",
        instruction="Bahas bersama petugas loket; nomor antrean dipakai mulai minggu depan.",
    )
    _queue_numbered_by_hand(case)
    _queue_numbered_by_machine(case)


def _queue_numbered_by_hand(case: Casework) -> None:
    case.reviewed("02/12 09.30", AGUS, "Mesin nomor antrean rusak sejak 23 November dan belum ada pengganti manual.")
    case.explained("02/12 14.00", AGUS, "Kerusakan mesin tidak dilaporkan karena tidak ada petugas yang ditunjuk.")
    case.decided(
        "03/12 10.00",
        AGUS,
        "Nomor antrean manual disediakan sejak 3 Desember.",
        "Petugas loket ditunjuk memeriksa mesin antrean setiap pagi.",
    )
    case.applied("03/12 15.30", AGUS)
    case.verified("04/12 13.40", AGUS, "Dua hari tanpa keluhan antrean; nomor manual dipakai.", "Ahmad Fauzi")
    case.drafted(
        "04/12 13.50",
        AGUS,
        "Mesin nomor antrean kami rusak pada hari kunjungan Saudara. Sejak 3 Desember 2026 kami memakai nomor "
        "antrean manual, dan mesin diperiksa setiap pagi.",
    )
    case.initialled("04/12 14.00", AGUS, "AS")
    case.approved("04/12 14.10")
    case.numbered("04/12 14.15", "B/1207/BSPJI-Smd/XII/2026")
    case.scanned("04/12 14.25", "miring", seed=11, skew=3.5)
    case.delivered(
        "07/12 08.40", Delivery.HANDED_OVER, "Hasan Basri", response="Menerima dan mengucapkan terima kasih."
    )


def _queue_numbered_by_machine(case: Casework) -> None:
    case.fills(
        "14/12 08.40",
        DEWI,
        "mengusulkan buka kembali: pelapor menelepon, antrean kembali tanpa nomor",
        reopening_proposed="Pelapor menelepon: sejak 11 Desember antrean kembali tanpa nomor.",
    )
    case.reopened("14/12 09.10", "Nomor antrean manual tidak dipakai lagi; telusuri sebabnya.")
    case.reviewed("15/12 09.20", AGUS, "Nomor manual habis pada 11 Desember dan tidak dicetak lagi.")
    case.explained("15/12 13.40", AGUS, "Tidak ada yang bertugas mencetak nomor antrean.")
    case.decided(
        "16/12 09.30",
        AGUS,
        "Mesin antrean diperbaiki pada 16 Desember.",
        "Suku cadang mesin antrean disimpan di loket.",
    )
    case.applied("16/12 14.20", AGUS)
    case.verified("18/12 13.30", AGUS, "Tiga hari antrean bernomor dari mesin.", "Ahmad Fauzi")
    case.drafted("18/12 13.40", AGUS, "Mesin nomor antrean kami telah diperbaiki dan dipakai sejak 16 Desember 2026.")
    case.initialled("18/12 13.48", AGUS, "AS")
    case.approved("18/12 13.58", decision="Setuju ulang")
    case.numbered("18/12 14.04", "B/1241/BSPJI-Smd/XII/2026")
    case.scanned("18/12 14.14", "biasa", seed=47)
    case.delivered("21/12 08.50", Delivery.EMAIL, "Hasan Basri")


def _lead_involved(script: Script) -> None:
    case = a_case(
        script,
        "Nama alat pada sertifikat kalibrasi timbangan keliru",
        Channel.LETTER,
        Branch.LEAD_INVOLVED,
        Branch.CORRECTED,
        reader="qc@pangansejahtera.example",
        topics=topics_at("qc@pangansejahtera.example"),
        letter_says=["Lilis Suryani", "Jalan Contoh Raya 45, Tenggarong"],
        warned=("Diverifikasi oleh: Hendra Gunawan mengerjakan layanan yang dikeluhkan",),
    )
    case.by_officer(
        "01/12 13.15",
        FAUZI,
        "01/12 13.12",
        complainant="Lilis Suriani",
        company="CV Pangan Sejahtera",
        email="qc@pangansejatera.example",
        address="Jalan Contoh Raya 54, Tenggarong",
        stated_service="Kalibrasi",
        order_reference="KAL-1187",
        description="Sertifikat KAL-1187 menyebut timbangan merek lain daripada yang kami kirim.",
        remedy="Sertifikat diganti.",
    )
    case.sorted("01/12 13.20", "Kalibrasi", "Berat", FAUZI, incoming_number="SM/2207/XII/2026")
    case.does(
        "01/12 13.40",
        f"{FAUZI.name} memindai surat pengaduan yang asli, dengan nomor keluhan sebagai nama berkas",
        lambda stage: stage.drop_letter(FAUZI, case.case),
    )
    case.corrected(
        "02/12 09.10",
        FAUZI,
        name="Lilis Suryani",
        email="qc@pangansejahtera.example",
        phone="0812-5550-0145",
        address="Jalan Contoh Raya 45, Tenggarong",
        channel=Channel.LETTER.value,
    )
    _sheet_emptied(case)


def _sheet_emptied(case: Casework) -> None:
    case.fills(
        "02/12 09.40",
        HENDRA,
        "mencatat dirinya sebagai pelaksana pekerjaan yang dikeluhkan",
        workers="Hendra Gunawan",
    )
    case.reviewed(
        "02/12 10.30",
        MAYA,
        "Data alat disalin dari lembar kerja order sebelumnya.",
        workers="hendra@bspji-samarinda.example",
    )
    case.explained("03/12 09.00", MAYA, "Lembar kerja lama dipakai ulang tanpa mengosongkan identitas alat.")
    case.decided(
        "03/12 13.30",
        MAYA,
        "Sertifikat pengganti diterbitkan.",
        "Lembar kerja baru dibuat kosong untuk setiap order.",
    )
    case.applied("04/12 09.20", MAYA)
    case.verified("04/12 10.00", MAYA, "Sertifikat pengganti sesuai alat.", "Hendra Gunawan")
    case.fills("07/12 09.00", MAYA, "membetulkan nama pemeriksa menjadi dirinya", verified_by="Maya Sari")
    case.drafted(
        "07/12 09.10", MAYA, "Sertifikat pengganti KAL-1187 dengan identitas alat yang benar kami lampirkan."
    )
    case.initialled("07/12 09.20", MAYA, "MS")
    case.approved("07/12 09.35")
    case.numbered("07/12 09.40", "B/1212/BSPJI-Smd/XII/2026")
    case.scanned("07/12 09.48", "foto ponsel", seed=5, as_picture=True, name="IMG_2045.jpg", noise=16.0, shadow=0.3)
    case.delivered("09/12 10.00", Delivery.POST, "Lilis Suryani")


def _overridden(script: Script) -> Casework:
    case = a_case(
        script,
        "Contoh helm hilang saat proses sertifikasi",
        Channel.LETTER,
        Branch.OVERRIDDEN,
        Branch.UNSEALED,
        Branch.SUPPORTED,
        Branch.BATCH_SCAN,
        reader="direksi@helmaman.example",
        told=("Disposisi telah dijalankan", "Pokja Anda diminta mendukung", "ditambah “Sejak 9 Desember 2026"),
    )
    case.by_officer(
        "07/12 10.50",
        DEWI,
        "07/12 10.48",
        complainant="Teguh Wibowo",
        company="PT Helm Aman",
        email="direksi@helmaman.example",
        address="Jalan Industri Contoh 8, Balikpapan",
        stated_service="Sertifikasi produk",
        description="Dua dari enam contoh helm yang kami kirim dinyatakan tidak ada di laboratorium.",
        remedy="Contoh ditemukan atau diganti.",
    )
    case.sorted("07/12 10.56", "Sertifikasi produk", "Berat", incoming_number="SM/2231/XII/2026")
    case.fills(
        "07/12 11.20",
        RATNA,
        "mengalihkan disposisi ke Pokja Pengujian",
        assigned_to="Pokja Pengujian",
        supporting_groups="Pokja Sertifikasi dan Inspeksi",
        instruction="Contoh hilang di laboratorium uji; telusuri dari penerimaan contoh.",
    )
    case.reviewed("08/12 09.00", BAMBANG, "Dua contoh ditemukan di gudang contoh tanpa label order.")
    case.explained("08/12 13.30", BAMBANG, "Label contoh terlepas karena perekatnya tidak tahan panas.", "Bahan")
    case.decided(
        "09/12 09.30", BAMBANG, "Contoh dilabeli ulang dan diuji.", "Label tahan panas dipakai untuk semua contoh."
    )
    case.applied("10/12 10.00", BAMBANG)
    case.verified("11/12 09.00", BAMBANG, "Tidak ada contoh tanpa label pada pemeriksaan gudang.", "Siti Aminah")
    case.drafted("11/12 09.10", BAMBANG, "Kedua contoh helm telah kami temukan dan uji; hasilnya kami lampirkan.")
    case.edited("11/12 09.18", BAMBANG, "Biaya pengujian ulang tidak kami bebankan kepada Saudara.")
    case.initialled("11/12 09.25", BAMBANG, "BS")
    case.approved("11/12 09.40")
    case.edited("11/12 09.41", BAMBANG, "Sejak 9 Desember 2026 setiap contoh kami beri label tahan panas.")
    case.initialled("11/12 09.42", BAMBANG, "BS, sesudah ditambah,")
    case.approved("11/12 09.43", decision="Setuju ulang")
    case.numbered("11/12 09.45", "B/1220/BSPJI-Smd/XII/2026")
    return case


def _returned(script: Script) -> Casework:
    case = a_case(
        script,
        "Konsultan datang tanpa bahan yang dijanjikan",
        Channel.EMAIL,
        Branch.BY_MAIL,
        Branch.RETURNED,
        Branch.BATCH_SCAN,
        reader=NURUL.email,
        documents=WHOLE_FILE | {DocumentKind.LAMPIRAN},
        told=(
            "Konsep surat balasan dikembalikan",
            "Sebutkan tanggal kunjungan pengganti",
            "Pelapor mengirim surel",
        ),
    )
    script.at("08/12 08.10", "Kantor menyalakan surel masuk", lambda stage: stage.read_mail(True))
    case.writes(
        "08/12 08.20",
        NURUL,
        f"mengirim surel ke alamat pengaduan: “{case.case.subject}”",
        "Konsultan datang 4 Desember tanpa dokumen contoh yang dijanjikan, sehingga kunjungan sia-sia.\n"
        "Kami mohon kunjungan pengganti tanpa biaya.\n\nNurul Fadilah\nPT Air Bersih Mahakam",
        janji_kunjungan=papers.promise(),
    )
    case.sorted("08/12 08.25", "Konsultansi")
    case.reviewed("08/12 10.10", AGUS, "Berkas contoh tertinggal karena daftar periksa kunjungan tidak diisi.")
    case.explained("09/12 09.15", AGUS, "Daftar periksa kunjungan belum diwajibkan.")
    case.writes(
        "09/12 10.20",
        NURUL,
        "membalas surel kantor dengan tambahan keterangan",
        "Hari Rabu paling cocok bagi kami untuk kunjungan pengganti.",
    )
    case.decided(
        "09/12 14.10", AGUS, "Kunjungan pengganti dijadwalkan tanpa biaya.", "Daftar periksa wajib diparaf ketua."
    )
    case.applied("10/12 11.00", AGUS)
    case.verified("11/12 08.30", AGUS, "Jadwal pengganti disetujui pelanggan.", "Indra Kusuma")
    case.drafted("11/12 08.40", AGUS, "Kunjungan pengganti akan kami laksanakan tanpa biaya.")
    case.initialled("11/12 08.45", AGUS, "AS")
    case.fills(
        "11/12 09.00",
        RATNA,
        "mengembalikan konsep surat dengan catatan",
        decision="Kembalikan",
        decision_note="Sebutkan tanggal kunjungan pengganti.",
    )
    case.edited("11/12 09.12", AGUS, "Kunjungan pengganti dijadwalkan hari Rabu, 16 Desember 2026 pukul 09.00.")
    case.fills("11/12 09.15", AGUS, "memaraf konsep yang sudah diperbaiki", initials="AS 11/12 (2)")
    case.fills("11/12 09.30", RATNA, "menyetujui konsep surat", decision="Setuju", decision_note="Sudah baik.")
    case.numbered("11/12 09.50", "B/1221/BSPJI-Smd/XII/2026")
    script.at("11/12 15.30", "Kantor mematikan surel masuk lagi", lambda stage: stage.read_mail(False))
    return case


def _signed_together(script: Script, first: Casework, second: Casework) -> None:
    """Two signed letters go through the scanner's feeder at once."""

    def act(stage: Stage) -> None:
        letters = [stage.scan(DEWI, one.case, seed=20 + place) for place, one in enumerate((first, second))]
        stage.drop_scan(DEWI, "Scan_20261211.pdf", bundled(letters))

    script.at("11/12 10.00", f"{DEWI.name} memindai dua surat bertanda tangan sekaligus dalam satu berkas", act)
    first.delivered("14/12 09.00", Delivery.EMAIL, "Teguh Wibowo")
    second.delivered("14/12 09.05", Delivery.EMAIL, "Nurul Fadilah")


def _ineffective(script: Script) -> None:
    case = a_case(
        script,
        "Jadwal kalibrasi di lokasi berubah tanpa kabar",
        Channel.FORM,
        Branch.INEFFECTIVE,
        Branch.SRIKANDI,
        electronic=True,
        reader="teknik@plastikborneo.example",
        warned=("Pelapor menyunting jawaban formulirnya (Penyelesaian yang diharapkan)",),
    )
    case.by_form(
        "08/12 13.05",
        complainant="Andi Saputra",
        company="PT Plastik Borneo",
        email="teknik@plastikborneo.example",
        stated_service="Kalibrasi",
        description="Petugas kalibrasi datang dua hari lebih awal tanpa kabar; mesin kami sedang berproduksi.",
        remedy="Pemberitahuan sebelum jadwal berubah.",
    )
    case.sorted("08/12 13.11", "Kalibrasi")
    case.edits("08/12 13.40", "Andi Saputra", remedy="Pemberitahuan paling lambat dua hari sebelum jadwal berubah.")
    case.fills("09/12 10.05", DEWI, "menerima suntingan pelapor", answer_edit=EditDecision.ACCEPTED.value)
    case.reviewed("09/12 08.30", HENDRA, "Perubahan jadwal hanya ditulis di papan, tidak dikirim ke pelanggan.")
    case.explained("09/12 13.10", HENDRA, "Petugas mengira bagian pelayanan sudah mengabari.", "Manusia")
    case.decided("10/12 09.00", HENDRA, "Petugas meminta maaf lewat telepon.", "Petugas diingatkan secara lisan.")
    case.applied("10/12 13.30", HENDRA)
    case.verified(
        "14/12 10.00",
        HENDRA,
        "Jadwal 11 Desember kembali berubah tanpa kabar kepada pelanggan lain.",
        "Maya Sari",
        "Tidak",
    )
    case.explained("14/12 14.00", HENDRA, "Tidak ada satu orang pun yang ditugasi mengabari perubahan jadwal.")
    case.decided(
        "15/12 09.30",
        HENDRA,
        "Satu petugas ditunjuk mengabari setiap perubahan jadwal.",
        "Perubahan jadwal baru berlaku setelah pelanggan menjawab.",
    )
    case.applied("15/12 13.30", HENDRA)
    case.verified("17/12 10.00", HENDRA, "Tiga perubahan jadwal dikabarkan dan dijawab pelanggan.", "Maya Sari")
    case.drafted(
        "17/12 10.08", HENDRA, "Mulai 15 Desember 2026 setiap perubahan jadwal dikabarkan oleh satu petugas tetap."
    )
    case.initialled("17/12 10.15", HENDRA, "HG")
    script.at(
        "17/12 10.22",
        "Penyelia memilih tanda tangan lewat Srikandi di office.toml",
        lambda stage: stage.sign_electronically(True),
    )
    case.approved("17/12 10.25")
    case.signed_in_srikandi("17/12 10.40", "B/1236/BSPJI-Smd/XII/2026")
    script.at(
        "17/12 10.50",
        "Penyelia memilih tanda tangan basah lagi",
        lambda stage: stage.sign_electronically(False),
    )
    case.delivered("18/12 09.00", Delivery.EMAIL, "Andi Saputra")
    case.rated("18/12 13.40", "Andi Saputra", (3, 3, 2, 4, 3, 3, 4, 3, 3), "Mohon penanganannya lebih cepat.")


def _head_involved(script: Script) -> None:
    case = a_case(
        script,
        "Materi pelatihan tidak sesuai brosur",
        Channel.FORM,
        Branch.HEAD_INVOLVED,
        Branch.CONFIRMED,
        reader="sdm@galangankapal.example",
        warned=("Keputusan: Ratna Wulandari, S.T., M.T. mengerjakan layanan yang dikeluhkan",),
        told=("Usulan disposisi menunggu persetujuan Anda",),
    )
    case.case.letter_says += ["Plh. Kepala Balai,", "Indra Kusuma"]
    script.at(
        "14/12 07.40",
        "Kantor mencoba mode konfirmasi: Kepala Balai menyetujui setiap disposisi",
        lambda stage: stage.choose_disposition(DispositionMode.CONFIRM),
    )
    case.by_form(
        "14/12 08.15",
        complainant="Yusuf Maulana",
        company="PT Galangan Kapal Samarinda",
        email="sdm@galangankapal.example",
        stated_service="Pelatihan",
        description="Brosur menjanjikan praktik di laboratorium, ternyata seluruhnya ceramah.",
        remedy="Sesi praktik diadakan.",
    )
    case.sorted("14/12 08.20", "Pelatihan")
    case.fills(
        "14/12 08.45",
        RATNA,
        "menyetujui usulan disposisi",
        assigned_to="Pokja Pelatihan dan Konsultansi",
        instruction="Saya pengajar pelatihan ini, jadi keputusan akhir pada wakil saya.",
    )
    script.at(
        "14/12 08.55",
        "Kantor kembali ke mode otomatis",
        lambda stage: stage.choose_disposition(DispositionMode.AUTO),
    )
    case.reviewed(
        "15/12 10.00",
        AGUS,
        "Laboratorium dipakai akreditasi sehingga praktik ditiadakan tanpa pemberitahuan.",
        workers="Ratna Wulandari, S.T., M.T.",
    )
    case.explained("16/12 09.00", AGUS, "Jadwal laboratorium tidak diperiksa saat brosur dicetak.")
    case.decided(
        "16/12 13.30", AGUS, "Sesi praktik pengganti 17 Desember.", "Brosur dicetak setelah laboratorium dipesan."
    )
    case.applied("17/12 15.30", AGUS)
    case.verified("18/12 08.30", AGUS, "Sembilan dari sepuluh peserta hadir dan puas.", "Ahmad Fauzi")
    case.drafted("18/12 08.40", AGUS, "Sesi praktik pengganti telah kami adakan pada 17 Desember 2026.")
    case.initialled("18/12 08.48", AGUS, "AS")
    case.approved("18/12 08.55")
    case.approved("18/12 09.10", INDRA, decided_by="Indra Kusuma")
    case.numbered("18/12 09.15", "B/1240/BSPJI-Smd/XII/2026")
    case.scanned("18/12 09.25", "bersih", seed=41, noise=6.0, skew=0.4)
    case.delivered("21/12 09.00", Delivery.EMAIL, "Yusuf Maulana")
