"""What happens, and its sentence: kept rows are read for ever, so no wording may change unseen."""

from datetime import date
from typing import get_args

import pytest

from automation.domain.documents import DocumentKind
from automation.domain.happenings import (
    Assigned,
    Closed,
    ClosingChanged,
    DeadlineMovedByCalendar,
    DeadlineMovedByNorm,
    DeadlinePassed,
    Delivered,
    DraftReturned,
    Edited,
    GroupProposed,
    Handling,
    Happening,
    Held,
    Ineffective,
    LedgerRebuilt,
    LetterNumbered,
    LineLost,
    MailboxOpened,
    MailHandled,
    Reassigned,
    Registered,
    Reopened,
    Resumed,
    RowDeleted,
    ScanFiled,
    ScanFiledFromBatch,
    ScanToReview,
    Sentence,
    StepEntered,
    SurveyAnswered,
    Verbatim,
    happening_in,
    sentence_of,
)
from automation.domain.vocabulary import Channel, Outcome, Step

SCANNED = "KEL-2026-0001 Notulen.pdf"

#: Every happening with the three columns that Riwayat has shown of it since it was first written.
TOLD: list[tuple[Happening, tuple[str, str, str]]] = [
    (Registered(Channel.EMAIL, "surel-18c2"), ("Keluhan dicatat dari kanal Surel", "surel-18c2", "")),
    (Registered(Channel.FORM), ("Keluhan dicatat dari kanal Formulir daring", "", "")),
    (Edited("Penyebab", "A", "B\nC"), ("Penyebab diubah", "A", "B\nC")),
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
    (Reassigned("Pokja A", "Pokja B"), ("Dialihkan oleh Kepala Balai", "Pokja A", "Pokja B")),
    (Ineffective("Masih bocor"), ("Tindakan tidak efektif: kembali ke langkah 5", "", "Masih bocor")),
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
        }.items()
    ),
    (SurveyAnswered(), ("Survei kepuasan dijawab", "", "")),
    (MailboxOpened(), ("Kotak surat pengaduan mulai dibaca", "", "")),
    (LedgerRebuilt(), ("Buku besar disusun ulang dari ruang kerja", "", "")),
    (LineLost(), ("Baris riwayat ini tidak ada di lembar Riwayat", "", "")),
    (Verbatim("Kejadian lain", "a", "b"), ("Kejadian lain", "a", "b")),
]

#: Sentences that were written once and are written otherwise now, or that a hand has touched.
OLDER: list[tuple[tuple[str, str, str], Happening]] = [
    (
        ("Tenggat berubah karena Hari Libur berubah", "02/11/2026 16.00", "03/11/2026 16.00"),
        DeadlineMovedByCalendar("02/11/2026 16.00", "03/11/2026 16.00"),
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
