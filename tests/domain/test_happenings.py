"""What happens, and its sentence: kept rows are read for ever, so no wording may change unseen."""

from datetime import date
from typing import get_args

import pytest

from automation.domain.actions import ActionKind
from automation.domain.documents import DocumentKind
from automation.domain.form_decisions import FormRefusal
from automation.domain.happenings import (
    ActionDecided,
    ActionEdited,
    ActionReopened,
    ActionReviewDropped,
    ActionRowDeleted,
    ActionsDecided,
    AnswerEdited,
    Assigned,
    Closed,
    ClosingChanged,
    CopyVoided,
    DeadlineMovedByCalendar,
    DeadlineMovedByNorm,
    DeadlinePassed,
    DecisionLapsed,
    Delivered,
    DocumentRemade,
    DraftChanged,
    DraftEditedLate,
    DraftInitialled,
    DraftReturned,
    Edited,
    EndedBeforeImport,
    FiguresPublished,
    FiguresWithdrawn,
    FilledByForm,
    FirstChanged,
    FirstLost,
    FormAnswerRefused,
    GroupProposed,
    HandledAnew,
    Handling,
    Happening,
    Held,
    Imported,
    IndependenceLost,
    Ineffective,
    InitialledForOthers,
    LedgerRebuilt,
    LetterIssued,
    LetterNumbered,
    LetterSigned,
    LetterVoided,
    LineLost,
    MailboxOpened,
    MailboxSearched,
    MailHandled,
    PeriodCorrected,
    PeriodReported,
    Reassigned,
    RecurrenceDenied,
    RecurrenceStated,
    RecurrenceSuspected,
    RecurrenceUnsaid,
    Registered,
    Reopened,
    ReopeningProposed,
    ReportReturned,
    Resumed,
    RowDeleted,
    ScanDesignated,
    ScanFiled,
    ScanFiledFromBatch,
    ScanToReview,
    SignedTextDiffers,
    SignedTextMatches,
    SignedTextUnread,
    StepEntered,
    SurveyAnswered,
    Verbatim,
)
from automation.domain.sentences import Sentence, happening_in, sentence_of
from automation.domain.vocabulary import Channel, Duty, Outcome, Step

SCANNED = "KEL-2026-0001 Notulen.pdf"

#: Every happening with the three columns that Riwayat has shown of it since it was first written.
TOLD: list[tuple[Happening, tuple[str, str, str]]] = [
    (Registered(Channel.EMAIL, "surel-18c2"), ("Keluhan dicatat dari kanal Surel", "surel-18c2", "")),
    (Registered(Channel.FORM), ("Keluhan dicatat dari kanal Formulir daring", "", "")),
    (Imported("12/KEL/2024"), ("Dipindahkan dari register lama", "12/KEL/2024", "")),
    (
        EndedBeforeImport(Outcome.WITHDRAWN, date(2025, 3, 20)),
        ("Sudah berakhir sebelum dipindahkan: Ditutup: dicabut pelapor", "", "20/03/2025"),
    ),
    (EndedBeforeImport(Outcome.SETTLED, None), ("Sudah berakhir sebelum dipindahkan: Selesai", "", "")),
    (Edited("Penyebab", "A", "B\nC"), ("Penyebab diubah", "A", "B\nC")),
    (
        FilledByForm("Keputusan", "Ir. Ratna, M.T.", "", "Setuju"),
        ("Keputusan diisi lewat formulir oleh Ir. Ratna, M.T.", "", "Setuju"),
    ),
    (
        FormAnswerRefused("a@b.id", FormRefusal.VERSION),
        ("Jawaban formulir dari a@b.id tidak berlaku", "", "konsep suratnya sudah berubah"),
    ),
    (
        IndependenceLost(Duty.APPROVAL, "Ratna Wulandari"),
        ("Tidak independen: persetujuan oleh pelaksana pekerjaan", "", "Ratna Wulandari"),
    ),
    (AnswerEdited("Perihal: A", "Perihal: B"), ("Jawaban formulir disunting pelapor", "Perihal: A", "Perihal: B")),
    (RowDeleted(), ("Baris Register dihapus; dikembalikan dengan isi terakhirnya", "", "")),
    (Held("Menunggu data"), ("Ditunda", "", "Menunggu data")),
    (Resumed(), ("Dilanjutkan", "", "")),
    (
        DeadlineMovedByCalendar("02/11/2026 16.00", "–"),
        ("Tenggat berubah karena Hari Libur atau jam kerja berubah", "02/11/2026 16.00", "–"),
    ),
    (
        DeadlineMovedByNorm("02/11/2026 16.00", "03/11/2026 16.00"),
        ("Tenggat berubah karena norma langkah berubah", "02/11/2026 16.00", "03/11/2026 16.00"),
    ),
    (
        DeadlinePassed(Step.DELIVERY, "03/11/2026 16.00"),
        ("Tenggat langkah 10 terlewati", "", "03/11/2026 16.00"),
    ),
    (StepEntered(Step.CAUSE), ("Masuk langkah 5: pencarian penyebab", "", "")),
    (GroupProposed("Pokja Pengujian"), ("Disposisi diusulkan", "", "Pokja Pengujian")),
    (
        Assigned("tabel disposisi", "Pokja Pengujian"),
        ("Didisposisikan oleh tabel disposisi", "", "Pokja Pengujian"),
    ),
    (
        ReopeningProposed("Masih bocor"),
        ("Petugas mengusulkan keluhan dibuka kembali", "", "Masih bocor"),
    ),
    (
        FirstLost("KEL-2026-0007", Outcome.WITHDRAWN),
        ("Tidak lagi duplikat dari KEL-2026-0007: kembali ke langkah 2", "", "Ditutup: dicabut pelapor"),
    ),
    (
        FirstChanged("KEL-2026-0007", "KEL-2026-0008"),
        ("Digabung dengan keluhan pertama lain", "KEL-2026-0007", "KEL-2026-0008"),
    ),
    (
        HandledAnew("Masih bocor"),
        ("Dibuka kembali oleh Kepala Balai: mulai lagi dari langkah 4", "", "Masih bocor"),
    ),
    (Reassigned("Pokja A", "Pokja B"), ("Dialihkan oleh Kepala Balai", "Pokja A", "Pokja B")),
    (Ineffective("Masih bocor"), ("Tindakan tidak efektif: kembali ke langkah 5", "", "Masih bocor")),
    (
        InitialledForOthers("KEL-2026-0002; KEL-2026-0003"),
        ("Surat ini juga menjawab keluhan lain", "", "KEL-2026-0002; KEL-2026-0003"),
    ),
    (DraftInitialled("0f" * 32), ("Konsep surat diparaf", "", "0f" * 32)),
    (
        DraftChanged("dihapus “tidak”"),
        ("Konsep surat berubah sesudah diparaf: kembali ke langkah 8", "", "dihapus “tidak”"),
    ),
    (DecisionLapsed(), ("Keputusan belum berlaku: bukan untuk konsep yang diparaf", "", "")),
    (
        DraftEditedLate("ditambah “lagi”"),
        (
            "Konsep surat disunting sesudah PDF dibuat; surat tetap seperti yang disetujui",
            "",
            "ditambah “lagi”",
        ),
    ),
    (LetterIssued("B/1/2026", date(2026, 11, 5)), ("Surat balasan tertanggal 05/11/2026 dibuat", "", "B/1/2026")),
    (
        LetterSigned("B/1/2026", date(2026, 11, 5), "Ir. Ani, M.T."),
        (
            "Surat balasan tertanggal 05/11/2026 ditandatangani secara elektronik oleh Ir. Ani, M.T.",
            "",
            "B/1/2026",
        ),
    ),
    (
        SignedTextMatches("surat.pdf"),
        ("Teks surat bertanda tangan elektronik sesuai konsep yang disetujui", "", "surat.pdf"),
    ),
    (
        SignedTextDiffers("surat.pdf", "ditambah “lagi”"),
        (
            "Teks surat bertanda tangan elektronik berbeda dari konsep yang disetujui",
            "surat.pdf",
            "ditambah “lagi”",
        ),
    ),
    (
        SignedTextUnread("surat.pdf"),
        (
            "Teks surat bertanda tangan elektronik tidak terbaca: isi, nomor dan tanggalnya dinyatakan petugas",
            "",
            "surat.pdf",
        ),
    ),
    (
        LetterVoided("B/1/2026", "Keliru"),
        ("Surat balasan nomor B/1/2026 dibatalkan dan diganti: kembali ke langkah 8", "", "Keliru"),
    ),
    (
        CopyVoided("B/1/2026", "KEL-2026-0001", "Keliru"),
        (
            "Surat balasan nomor B/1/2026, yang dahulu juga menjawab keluhan ini, dibatalkan di KEL-2026-0001",
            "",
            "Keliru",
        ),
    ),
    (
        DocumentRemade(DocumentKind.LAPORAN_TINDAKAN, "1", "penyebab dibetulkan"),
        ("Laporan Tindakan Perbaikan dibuat ulang", "1", "penyebab dibetulkan"),
    ),
    (
        ActionDecided(2, ActionKind.PREVENTIVE, "Label ganda"),
        ("Tindakan ditetapkan, penanganan ke-2: Pencegahan", "", "Label ganda"),
    ),
    (
        ActionsDecided(2, "Uji ulang", "Label ganda"),
        ("Tindakan koreksi (semula) dan pencegahan (menjadi) ditetapkan: putaran 2", "Uji ulang", "Label ganda"),
    ),
    (
        ActionEdited("K1", "Penanggung jawab", "", "Rudi"),
        ("Tindakan K1: Penanggung jawab diubah", "", "Rudi"),
    ),
    (ActionRowDeleted("TND-0001"), ("Baris tindakan TND-0001 dihapus; dikembalikan dengan isi terakhirnya", "", "")),
    (
        ActionReopened("P1", "KEL-2026-0009"),
        ("Tindakan P1 ditinjau ulang karena keluhannya muncul lagi", "", "KEL-2026-0009"),
    ),
    (
        ActionReviewDropped("P1", "KEL-2026-0009"),
        ("Tinjauan ulang tindakan P1 batal: keluhannya tidak dinyatakan kambuh lagi", "KEL-2026-0009", ""),
    ),
    (RecurrenceSuspected("KEL-2026-0001"), ("Diduga kambuh", "", "KEL-2026-0001")),
    (RecurrenceStated("KEL-2026-0001"), ("Dinyatakan kambuh: masalah lama muncul lagi", "", "KEL-2026-0001")),
    (RecurrenceDenied("KEL-2026-0001"), ("Dinyatakan bukan kambuhan", "KEL-2026-0001", "")),
    (RecurrenceUnsaid("KEL-2026-0001"), ("Kambuh dikosongkan: belum dinyatakan lagi", "KEL-2026-0001", "")),
    (DraftReturned("Perjelas"), ("Konsep dikembalikan: kembali ke langkah 8", "", "Perjelas")),
    (LetterNumbered("5/BSPJI/XI/2026"), ("Nomor surat keluar diberikan", "", "5/BSPJI/XI/2026")),
    (Delivered(date(2026, 11, 4)), ("Surat balasan diterima pelanggan", "", "04/11/2026")),
    (Closed(Outcome.SETTLED), ("Selesai", "", "")),
    (Closed(Outcome.DUPLICATE, "KEL-2026-0001"), ("Ditutup: duplikat", "", "KEL-2026-0001")),
    (
        ClosingChanged(Outcome.DUPLICATE, Outcome.WITHDRAWN),
        ("Penutupan diubah", "Ditutup: duplikat", "Ditutup: dicabut pelapor"),
    ),
    (Reopened(Outcome.NOT_A_COMPLAINT), ("Dibuka kembali", "Ditutup: bukan keluhan", "")),
    (
        ScanDesignated(DocumentKind.SURAT_BALASAN, "KEL-2026-0001 Lampiran.pdf", SCANNED),
        ("Pindaian ditetapkan petugas sebagai Surat Balasan", "KEL-2026-0001 Lampiran.pdf", SCANNED),
    ),
    (
        ScanFiled(DocumentKind.NOTULEN, "scan 1.pdf", SCANNED),
        ("Pindaian Notulen Penyerahan diarsipkan", "scan 1.pdf", SCANNED),
    ),
    (
        ScanFiledFromBatch(DocumentKind.NOTULEN, "scan 1.pdf", SCANNED),
        ("Pindaian Notulen Penyerahan diarsipkan dari satu berkas pindaian", "scan 1.pdf", SCANNED),
    ),
    (ScanToReview("isi diubah", "Tanpa kode"), ("Pindaian perlu ditinjau: isi diubah", "", "Tanpa kode")),
    *(
        (MailHandled(handling, "surel-18c2", "tambahan"), (what, "surel-18c2", "tambahan"))
        for handling, what in {
            Handling.COMPLAINT_KEPT: "Surel pengaduan disimpan",
            Handling.ANSWER_KEPT: "Surel dari pelapor",
            Handling.FILE_REFUSED: "Lampiran surel tidak disimpan terpisah",
            Handling.LEFT_TO_PERSON: "Surel menunggu petugas di Perlu Ditinjau",
            Handling.NOT_DELIVERED: "Surel kami tidak sampai",
            Handling.TOO_MANY: "Surel melebihi batas sehari",
            Handling.FROM_MACHINE: "Surel otomatis tidak diproses",
            Handling.FROM_OFFICE: "Surel dari alamat kantor sendiri tidak diproses",
            Handling.STATUS_ASKED: "Pelapor menanyakan perkembangan lewat surel",
        }.items()
    ),
    (SurveyAnswered(), ("Survei kepuasan dijawab", "", "")),
    (MailboxOpened(), ("Kotak surat pengaduan mulai dibaca", "", "")),
    (MailboxSearched(), ("Saringan kotak surat pengaduan diganti", "", "")),
    (LedgerRebuilt(), ("Buku besar disusun ulang dari ruang kerja", "", "")),
    (
        PeriodReported("2026-Q3", "sisa awal 1, diterima 2"),
        ("Laporan penanganan keluhan 2026-Q3 disusun", "", "sisa awal 1, diterima 2"),
    ),
    (
        PeriodCorrected("2026-10", "diterima 2", "diterima 3"),
        ("Angka 2026-10 dikoreksi dalam laporan sesudahnya", "diterima 2", "diterima 3"),
    ),
    (
        ReportReturned("2026", "Lampirkan bukti."),
        ("Laporan penanganan keluhan 2026 dikembalikan Kepala Balai dengan catatan", "", "Lampirkan bukti."),
    ),
    (
        FiguresPublished("Angka penanganan keluhan, Desember 2025 – November 2026"),
        ("Angka untuk umum diterbitkan", "", "Angka penanganan keluhan, Desember 2025 – November 2026"),
    ),
    (FiguresWithdrawn(), ("Angka untuk umum ditarik kembali", "", "")),
    (LineLost(), ("Baris riwayat ini tidak ada di lembar Riwayat", "", "")),
    (Verbatim("Kejadian lain", "a", "b"), ("Kejadian lain", "a", "b")),
]

#: Sentences that were written once and are written otherwise now, or that a hand has touched.
OLDER: list[tuple[tuple[str, str, str], Happening]] = [
    (
        ("Tenggat berubah karena Hari Libur berubah", "02/11/2026 16.00", "03/11/2026 16.00"),
        DeadlineMovedByCalendar("02/11/2026 16.00", "03/11/2026 16.00"),
    ),
    (
        ("Tinjauan ulang tindakan P1 batal: keluhannya dinyatakan bukan kambuhan", "KEL-2026-0009", ""),
        ActionReviewDropped("P1", "KEL-2026-0009"),
    ),
    (
        ("Tindakan ditetapkan, putaran 2: Pencegahan", "", "Label ganda"),
        ActionDecided(2, ActionKind.PREVENTIVE, "Label ganda"),
    ),
    (("Masuk langkah 5: mencari sebab", "", ""), StepEntered(Step.CAUSE)),
    (("Surat balasan diterima pelanggan", "", "kemarin"), Delivered(None)),
    (("Dibuka kembali", "", ""), Reopened(None)),
    (("Penutupan diubah", "Selesai", "entah"), Edited("Penutupan", "Selesai", "entah")),
    (("Masuk langkah 11: lain", "", ""), Verbatim("Masuk langkah 11: lain")),
]


@pytest.mark.parametrize(("happening", "told"), TOLD)
def test_a_happening_is_told_in_the_words_of_ever_and_read_from_them(
    happening: Happening, told: tuple[str, str, str]
) -> None:
    sentence = sentence_of(happening)
    assert (sentence.what, sentence.old, sentence.new) == told
    assert happening_in(Sentence(*told)) == happening


@pytest.mark.parametrize(("told", "happening"), OLDER)
def test_an_older_wording_is_still_read(told: tuple[str, str, str], happening: Happening) -> None:
    assert happening_in(Sentence(*told)) == happening


def test_no_happening_is_without_its_sentence_here() -> None:
    assert {type(happening) for happening, _ in TOLD} == set(get_args(Happening))
    assert {one.handling for one, _ in TOLD if isinstance(one, MailHandled)} == set(Handling)
