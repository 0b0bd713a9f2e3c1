"""Every mail and chat once, with the people and dates of one office; the golden texts hold what they say."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from automation.domain.customer_view import CustomerView, Standing, StepShown
from automation.domain.groups import Person
from automation.domain.mail_fate import LeftAlone, Tidings
from automation.domain.notices import ActionTurn
from automation.domain.numbers import ComplaintNumber
from automation.domain.phone import PhoneNumber
from automation.domain.vocabulary import Duty, Outcome, Step
from automation.mail import values as v
from automation.mail.wording import chat, customer, daily, officials, progress, staff
from automation.mail.wording import incoming_mail as post
from automation.mail.wording.phrases import paragraphs

WITA = ZoneInfo("Asia/Makassar")
OFFICE = v.Sender(
    name="Balai Standardisasi dan Pelayanan Jasa Industri Samarinda",
    email="layanan@bspji-samarinda.example",
    phone="(0541) 000000",
    website="https://bspji-samarinda.example",
    zone=WITA,
)
CASE = v.CustomerCase(
    number="KEL-2026-0042",
    complainant="Siti Rahmawati",
    subject="Sertifikat kalibrasi timbangan salah cetak",
    received_at=datetime(2026, 11, 2, 5, 30, tzinfo=UTC),
    channel="Formulir daring",
    attachments=2,
)
LETTER = v.ReplyLetter("123/BSPJI-Samarinda/XI/2026", date(2026, 11, 12))
WANTED = "1. Foto label timbangan.\n2. Nomor sertifikat yang lama, bila masih ada."
REASON = "Gangguan listrik ditangani PLN.\nMohon hubungi PLN 123."
NOON = datetime(2026, 11, 12, 13, 30, tzinfo=WITA)
DUE = datetime(2026, 11, 13, 16, 30, tzinfo=WITA)
FIRST = v.CaseReference(
    number="KEL-2026-0042", subject="Sertifikat kalibrasi timbangan salah cetak", folder="https://drive.example/f/42"
)
SECOND = v.CaseReference(number="KEL-2026-0043", subject="Hasil uji terlambat", folder="https://drive.example/f/43")
SCANS = v.CaseReference(number="Pindaian Masuk", subject="berkas yang tidak dapat diarsipkan otomatis")
REVIEW = "Langkah 4: kajian"
REVIEW_TASK = "Kaji keluhan dan isi Hasil kajian; bila perlu rapat, isi juga kolom-kolom rapat."
LEAD = Person("Hendra Gunawan", "hendra@bspji-samarinda.example")
HEAD = Person("Ratna Wulandari", "kepala@bspji-samarinda.example")
OFFICER = Person("Dewi Lestari", "dewi@bspji-samarinda.example")
REGISTER = "https://docs.example/spreadsheets/d/buku"


PAGE, STEPS_PAGE = "https://drive.example/file/d/1aB/view", "https://drive.example/file/d/2cD/view"
WITH_PAGE = replace(CASE, page=PAGE, procedure_page=STEPS_PAGE)
VIEW = CustomerView(
    number=ComplaintNumber(2026, 42),
    steps=tuple(
        StepShown(
            step,
            Standing.DONE if step < Step.REVIEW else Standing.NOW if step is Step.REVIEW else Standing.COMING,
            date(2026, 11, 1 + step),
        )
        for step in Step
    ),
)
LATE = tuple(
    replace(one, standing=Standing.LATE) if one.standing is Standing.NOW else replace(one, on=None)
    for one in VIEW.steps
    if one.standing is not Standing.DONE
)
ENDED = replace(
    VIEW,
    steps=tuple(replace(one, standing=Standing.DONE) for one in VIEW.steps),
    outcome=Outcome.SETTLED,
    ended_on=date(2026, 11, 11),
)
TODAY = "https://docs.example/spreadsheets/d/buku/edit#gid=7"


def a_digest(person, *items, today=""):
    return staff.digest(person, items, OFFICE, NOON, REGISTER, today)


def a_flood(count):
    """Give the digest of an officer to whom so many complaints came at once, some of them late."""
    sorting = "Baca uraian keluhan, lalu isi Klasifikasi dan Jenis layanan (serta Tingkat)."
    step, texts = "Langkah 2: pemilahan", (v.Read("Uraian keluhan", "Hasil uji kami belum keluar. " * 40),)
    cases = [
        v.CaseReference(
            number=f"KEL-2026-{n:04}", subject=f"Hasil uji air bulan {n} belum kami terima sampai hari ini"
        )
        for n in range(1, count + 1)
    ]
    new = [v.Item(case, v.DueSoon(step, sorting, DUE, read=texts)) for case in cases]
    late = [v.Item(case, v.Overdue(step=step, task=sorting, due=NOON, read=texts)) for case in cases[: count // 10]]
    return a_digest(OFFICER, *new[count // 10 :], *late, v.Item(SECOND, v.NumberNeeded(DUE)), today=TODAY)


def by_chat(text):
    return v.Message("(WhatsApp)", paragraphs(text))


def messages():
    """Give every message by the name of its golden text."""
    phone = PhoneNumber.parse("0812-3456-7890")
    return {
        "terima": customer.acknowledgement(CASE, OFFICE),
        "terima_dengan_halaman": customer.acknowledgement(WITH_PAGE, OFFICE),
        "terima_dengan_status": customer.acknowledgement(replace(CASE, answers_status=True), OFFICE),
        "status": progress.status(replace(CASE, answers_status=True), OFFICE, VIEW),
        "status_terlambat": progress.status(CASE, OFFICE, replace(VIEW, steps=LATE)),
        "status_selesai": progress.status(CASE, OFFICE, ENDED),
        "minta_data": customer.data_wanted(CASE, OFFICE, WANTED),
        "dikaji": customer.studied(CASE, OFFICE, "Pokja Kalibrasi"),
        "ditetapkan": customer.action_set(CASE, OFFICE),
        "balasan": customer.reply_sent(CASE, OFFICE, LETTER),
        "balasan_elektronik": customer.reply_sent(CASE, OFFICE, replace(LETTER, signed_by="Ratna Wulandari")),
        "selesai": customer.closed(CASE, OFFICE, NOON, "https://forms.example/survei", date(2026, 12, 12)),
        "selesai_tanpa_survei": customer.closed(CASE, OFFICE, NOON),
        "bukan_keluhan": customer.not_a_complaint(CASE, OFFICE),
        "di_luar_kewenangan": customer.out_of_scope(CASE, OFFICE, REASON),
        "duplikat": customer.duplicate(CASE, OFFICE, "KEL-2026-0017"),
        "dibuka_kembali": customer.reopened(CASE, OFFICE),
        "dilanjutkan": customer.resumed(CASE, OFFICE),
        "duplikat_dari_yang_selesai": customer.duplicate(CASE, OFFICE, "KEL-2026-0017", is_settled=True),
        "gabungan_selesai": customer.joined_end(CASE, OFFICE, NOON),
        "gabungan_dibuka": customer.joined_reopened(CASE, OFFICE),
        "dipisah": customer.separated(CASE, OFFICE),
        "dicabut": customer.withdrawn(CASE, OFFICE, NOON),
        "alamat_diubah": customer.address_changed(CASE, OFFICE),
        "tanpa_nama": customer.acknowledgement(replace(CASE, complainant="", attachments=0), OFFICE),
        "wa_terima": by_chat(chat.acknowledgement(CASE, OFFICE)),
        "wa_terima_dengan_halaman": by_chat(chat.acknowledgement(replace(CASE, page=PAGE), OFFICE)),
        "wa_minta_data": by_chat(chat.data_wanted(CASE, OFFICE, WANTED)),
        "wa_dikaji": by_chat(chat.studied(CASE, OFFICE)),
        "wa_ditetapkan": by_chat(chat.action_set(CASE, OFFICE)),
        "wa_balasan": by_chat(chat.reply_sent(CASE, OFFICE, LETTER)),
        "wa_selesai": by_chat(chat.closed(CASE, OFFICE, "https://forms.example/survei")),
        "wa_bukan_keluhan": by_chat(chat.not_a_complaint(CASE, OFFICE)),
        "wa_di_luar_kewenangan": by_chat(chat.out_of_scope(CASE, OFFICE, REASON)),
        "wa_duplikat": by_chat(chat.duplicate(CASE, OFFICE, "KEL-2026-0017")),
        "wa_dibuka_kembali": by_chat(chat.reopened(CASE, OFFICE)),
        "wa_dilanjutkan": by_chat(chat.resumed(CASE, OFFICE)),
        "wa_gabungan_selesai": by_chat(chat.joined_end(CASE, OFFICE)),
        "wa_gabungan_dibuka": by_chat(chat.joined_reopened(CASE, OFFICE)),
        "wa_dipisah": by_chat(chat.separated(CASE, OFFICE)),
        "wa_dicabut": by_chat(chat.withdrawn(CASE, OFFICE)),
        "tugas": a_digest(
            LEAD,
            v.Item(
                replace(FIRST, register=f"{REGISTER}/edit#gid=7&fvid=9"),
                v.Task(step=REVIEW, task=REVIEW_TASK, due=DUE),
            ),
        ),
        "pilah": a_digest(
            OFFICER,
            v.Item(
                FIRST,
                v.Task(
                    step="Langkah 2: pemilahan",
                    task="Baca uraian keluhan, lalu isi Klasifikasi dan Jenis layanan (serta Tingkat).",
                    due=DUE,
                    alike=("KEL-2026-0017 – Timbangan (mungkin): pelapor sama",),
                    read=(
                        v.Read("Uraian keluhan", "Nomor seri timbangan tertulis 1234.\n\nSeharusnya 1243."),
                        v.Read("Penyelesaian yang diharapkan", "Sertifikat dicetak ulang."),
                    ),
                ),
            ),
            today=TODAY,
        ),
        "banjir": a_flood(120),
        "diketahui": a_digest(
            HEAD, v.Item(FIRST, v.DispositionTold("Pokja Kalibrasi", "Hendra Gunawan")), today=TODAY
        ),
        "ringkasan": a_digest(
            LEAD,
            v.Item(
                SECOND,
                v.Task(step="Langkah 5: pencarian penyebab", task="Isi Penyebab.", due=DUE, round=2),
                again=True,
            ),
            v.Item(
                SECOND,
                v.SupportToGive(group="Pokja Kalibrasi", in_charge="Pokja Pengujian", lead="Bambang Sutrisno"),
            ),
            v.Item(FIRST, v.DueSoon(REVIEW, REVIEW_TASK, DUE)),
            v.Item(SECOND, v.CaseGivenAway("Pokja Kalibrasi", "Bambang Sutrisno")),
            v.Item(SECOND, v.MeetingCancelled(DUE)),
            v.Item(FIRST, v.MeetingInvitation(DUE, "Ruang Rapat Lantai 2", "https://drive.example/f/undangan")),
            v.Item(SECOND, v.Overdue(step=REVIEW, task=REVIEW_TASK, due=NOON)),
            v.Item(FIRST, v.DraftReturned("Sebutkan nomor sertifikat\npengganti.", DUE)),
            v.Item(SECOND, v.LetterReplaced("B/120/BSPJI/XI/2026", "Nomor sertifikat\nkeliru.", DUE)),
            v.Item(FIRST, v.LetterStopped("B/120/BSPJI/XI/2026", "Nomor sertifikat\nkeliru.", electronic=True)),
        ),
        "tindakan": a_digest(
            HEAD,
            v.Item(FIRST, v.ActionUnplanned("K1", "Uji ulang contoh")),
            v.Item(
                FIRST, v.ActionAwaited(turn=ActionTurn.WORK, code="P1", what="Label ganda", until=date(2026, 11, 6))
            ),
            v.Item(
                v.CaseReference(number="TND-0001", subject="Perbarui daftar alat"),
                v.ActionAwaited(
                    turn=ActionTurn.CHECK,
                    code="TND-0001",
                    what="Perbarui daftar alat",
                    until=date(2026, 11, 2),
                    is_late=True,
                ),
            ),
            v.Item(
                FIRST,
                v.ActionOverdue(
                    turn=ActionTurn.WORK, code="K1", what="Uji ulang contoh", until=date(2026, 11, 2), who="Rudi"
                ),
            ),
            v.Item(FIRST, v.EvidenceMissing("K1", "Uji ulang contoh")),
            v.Item(FIRST, v.ReportToRead("https://drive.example/f/laporan")),
            v.Item(FIRST, v.Recurs("KEL-2025-0007")),
        ),
        "formulir": a_digest(
            HEAD,
            v.Item(
                FIRST,
                v.Task(
                    step="Langkah 9: penandatanganan",
                    task="Baca konsep surat, lalu pilih Keputusan.",
                    due=DUE,
                    version="3F9A-12BC",
                    sent=("konfirmasi penerimaan",),
                    form="https://docs.example/forms/d/e/1/viewform?usp=pp_url&entry.1=KEL-2026-0042",
                ),
            ),
            v.Item(SECOND, v.FormVoid("Langkah 9: penandatanganan", "konsep suratnya sudah berubah")),
            v.Item(SECOND, v.FormTorn(("Keputusan: Setuju – Kembalikan",))),
        ),
        "serupa": a_digest(
            HEAD,
            v.Item(
                FIRST,
                v.Task(
                    step="Langkah 2: pemilahan",
                    task="Baca uraian keluhan.",
                    alike=("KEL-2026-0001 (2 November 2026, Pengujian): pelapor sama",),
                ),
            ),
        ),
        "independen": a_digest(HEAD, v.Item(FIRST, v.NotIndependent(Duty.VERIFICATION, "Budi Santoso"))),
        "pejabat_masuk": officials.message(
            officials.arrival("Plh. Kepala Balai", LEAD, [HEAD]), OFFICE, NOON.date(), REGISTER
        ),
        "pejabat_keluar": officials.message(
            officials.departure("Kepala Balai", HEAD, [("Plh. Kepala Balai", LEAD)], shut_out=False),
            OFFICE,
            NOON.date(),
            REGISTER,
        ),
        "kepala": a_digest(
            HEAD,
            v.Item(FIRST, v.DispositionTold("Pokja Kalibrasi", "Hendra Gunawan")),
            v.Item(
                v.CaseReference(number="KEL-2026-0030", subject="Antrean"),
                v.ReopeningToDecide("Pelapor menjawab:\nmesinnya rusak lagi."),
            ),
            v.Item(
                v.CaseReference(number="KEL-2026-0029", subject="Label"),
                v.ReroutingToDecide("Kalibrasi", "Pokja Kalibrasi"),
            ),
            v.Item(SECOND, v.DispositionToConfirm("Pokja Pengujian", "Bambang Sutrisno", DUE)),
            v.Item(
                v.CaseReference(number="KEL-2026-0044", subject="Pelayanan loket"),
                v.DispositionAsked("Belum ada pokja untuk layanan Layanan umum; isi kolom Disposisi kepada.", DUE),
            ),
            v.Item(
                v.CaseReference(number="KEL-2026-0031", subject="Pelatihan batal"),
                v.Escalated(
                    step="Langkah 6: penetapan tindakan",
                    responsible="Ketua Pokja: Agus Salim",
                    due=NOON,
                    movable=True,
                ),
            ),
        ),
        "petugas": a_digest(
            OFFICER,
            v.Item(FIRST, v.NumberNeeded(DUE)),
            v.Item(
                SECOND,
                v.LetterToSign(
                    LETTER.number,
                    "https://drive.example/f/surat",
                    DUE,
                    ("konfirmasi penerimaan", "surat balasan 7/XI"),
                ),
            ),
            v.Item(
                v.CaseReference(number="KEL-2026-0046", subject="Antrean"),
                v.ChatToSend("keluhan telah diterima", phone.whatsapp_link("Yth. Bapak/Ibu")),
            ),
            v.Item(SCANS, v.ScanSetAside("scan 0012.pdf", "kode QR tidak terbaca.")),
            v.Item(
                v.CaseReference(number="KEL-2026-0007", subject="Sertifikat terlambat"),
                v.LegalLimit(
                    "Batas menurut undang-undang, penyelesaian keluhan: paling lambat 14 November 2026. "
                    "Penundaan tidak menghentikannya.",
                    passed=False,
                ),
            ),
            v.Item(
                v.CaseReference(number="Angka penanganan keluhan", subject="Desember 2025 – November 2026"),
                v.FiguresReady("https://drive.example/angka.pdf"),
            ),
            v.Item(
                v.CaseReference(number="Laporan Penanganan Keluhan", subject="Oktober 2026"),
                v.ReportReady(
                    told="Diterima 7, berakhir 7, masih ditangani 4; 2 melewati norma suatu langkah.",
                    link="https://drive.example/laporan.pdf",
                    draft="https://drive.example/laporan.docx",
                    may_return=True,
                ),
            ),
        ),
        "srikandi": a_digest(
            OFFICER,
            v.Item(
                FIRST,
                v.LetterForSrikandi(
                    link="https://drive.example/f/naskah",
                    subject="Tanggapan atas keluhan KEL-2026-0042",
                    addressee="Siti Rahmawati, PT Kayu Lestari",
                    classification="HM.01.02",
                    confidentiality="Biasa",
                    due=DUE,
                ),
            ),
        ),
        "surat_berbeda": a_digest(
            HEAD, v.Item(FIRST, v.SignedLetterDiffers("“lima” menjadi “enam”", "https://drive.example/f/surat", DUE))
        ),
        "terima_lewat_surel": post.referenced(
            customer.acknowledgement(replace(CASE, channel="Surel"), OFFICE), "KEL-2026-0042-7QX4MZ2P"
        ),
        "surel_masuk": a_digest(
            OFFICER,
            v.Item(
                FIRST,
                v.ArrivedMail(
                    tidings=Tidings.ANSWER, subject="Re: Keluhan Anda", details=("foto.heic: bukan PDF atau gambar",)
                ),
            ),
            v.Item(
                SECOND,
                v.ArrivedMail(
                    tidings=Tidings.LATE_ANSWER,
                    subject="Masih rusak",
                    advice=post.after_a_reply(date(2026, 12, 5), passed=False),
                ),
            ),
            v.Item(
                v.CaseReference(number="KEL-2026-0028", subject="Helm"),
                v.ArrivedMail(
                    tidings=Tidings.LATE_ANSWER,
                    subject="Masih rusak",
                    advice=post.after_a_reply(date(2026, 11, 5), passed=True),
                ),
            ),
            v.Item(
                v.CaseReference(number="KEL-2026-0027", subject="Label"),
                v.ArrivedMail(tidings=Tidings.LATE_ANSWER, subject="Bukan pertanyaan", advice=post.WITHOUT_A_REPLY),
            ),
            v.Item(
                v.CaseReference(number="KEL-2026-0044", subject="Pelayanan loket"),
                v.ArrivedMail(
                    tidings=Tidings.KEPT,
                    subject="[KEL-2026-0044]",
                    details=("dikirim dari alamat lain daripada alamat pelapor",),
                    link="https://drive.example/f/surel",
                ),
            ),
            v.Item(
                v.CaseReference(number="KEL-2026-0045", subject="Pelatihan batal"),
                v.ArrivedMail(
                    tidings=Tidings.BOUNCED,
                    subject="Delivery failed",
                    details=("konfirmasi penerimaan (kode 5.1.1)",),
                ),
            ),
            v.Item(
                v.CaseReference(number="KEL-2026-0046", subject="Antrean"),
                v.ArrivedMail(
                    tidings=Tidings.COMPLAINT,
                    subject="Antrean",
                    details=("program.exe: menurut isinya bukan dokumen, gambar, rekaman atau arsip zip",),
                ),
            ),
            v.Item(
                v.CaseReference(number="KEL-2026-0048", subject="Antrean"),
                v.ArrivedMail(
                    tidings=Tidings.TWIN,
                    subject="Antrean",
                    twin=v.CaseReference(
                        number="KEL-2026-0046", subject="Antrean", register="https://sheets.example/46"
                    ),
                ),
            ),
            v.Item(
                post.OFFICE_REFERENCE,
                v.ArrivedMail(tidings=Tidings.OVER, subject="Balasan otomatis", details=("siti@kayu.example",)),
            ),
            v.Item(
                v.CaseReference(number="KEL-2026-0047", subject="Hasil uji"),
                v.ArrivedMail(tidings=Tidings.GONE, subject="Re: Hasil uji"),
            ),
        ),
        "kabar_harian": daily.daily(
            OFFICE,
            daily.DailyFigures(
                first=date(2026, 11, 6),
                last=date(2026, 11, 8),
                ticks=1_390,
                taken_in=4,
                mails=17,
                open=12,
                late=2,
                problems=["Lembar Pokja baris 4: isi Pokja dan Ketua."],
                backup=date(2026, 11, 8),
                left_alone=[
                    post.left_alone(date(2026, 11, 6), {LeftAlone.MACHINE: 3, LeftAlone.ELSEWHERE: 2}),
                    post.left_alone(date(2026, 11, 8), {LeftAlone.BEYOND_CAP: 11}),
                ],
                line=1_234,
                seal="0123456789abcdef",
                recap="https://docs.example/spreadsheets/d/buku/edit#gid=9",
            ),
        ),
        "kabar_harian_sepi": daily.daily(
            OFFICE,
            daily.DailyFigures(
                first=date(2026, 11, 3),
                last=date(2026, 11, 3),
                ticks=480,
                taken_in=0,
                mails=0,
                open=1,
                late=0,
                problems=[],
                backup=None,
                line=17,
                seal="fedcba9876543210",
            ),
        ),
        "kabar_harian_postgresql": daily.daily(
            OFFICE,
            daily.DailyFigures(
                first=date(2026, 11, 3),
                last=date(2026, 11, 3),
                ticks=480,
                taken_in=0,
                mails=0,
                open=1,
                late=0,
                problems=[],
                backup=None,
                backed_up_elsewhere=True,
                line=17,
                seal="fedcba9876543210",
            ),
        ),
        "perlu_tindakan": staff.fault(
            OFFICE,
            [
                "Lembar Hari Libur belum memuat tahun 2027; isi libur nasional dan cuti bersamanya.",
                "Register baris 7: nomor KEL-2026-0003 ada dua kali; hapus baris kembarannya.",
            ],
            NOON,
        ),
    }
