"""How each phase of a case is called, and what it asks of people, in Indonesian."""

from __future__ import annotations

from collections.abc import Mapping

from .phase import Phase

STATES: Mapping[Phase, str] = {
    Phase.SORTING: "Menunggu pemilahan",
    Phase.ASK_HEAD: "Menunggu disposisi Kepala Balai",
    Phase.CONFIRMATION: "Menunggu konfirmasi disposisi",
    Phase.REVIEW: "Dikaji",
    Phase.CAUSE: "Mencari penyebab",
    Phase.ACTION: "Menetapkan tindakan",
    Phase.APPLICATION: "Menerapkan tindakan",
    Phase.VERIFICATION: "Memverifikasi tindakan",
    Phase.REPLY_TEXT: "Menyusun surat balasan",
    Phase.INITIALS: "Menunggu paraf",
    Phase.DECISION: "Menunggu keputusan Kepala Balai",
    Phase.LETTER_NUMBER: "Menunggu nomor surat",
    Phase.LETTER: "Surat sedang diselesaikan",
    Phase.SIGNED_SCAN: "Menunggu pindaian bertanda tangan",
    Phase.DELIVERY: "Menunggu diterima pelanggan",
    Phase.CLOSING: "Sedang ditutup",
    Phase.CLOSED: "Selesai",
}

#: What the responsible person does now, and in which columns.
TASKS: Mapping[Phase, str] = {
    Phase.SORTING: "Baca uraian keluhan, lalu isi Klasifikasi dan Jenis layanan (serta Tingkat).",
    Phase.ASK_HEAD: "Pilih pokja yang menangani di kolom Disposisi kepada.",
    Phase.CONFIRMATION: "Setujui usulan disposisi dengan memilih pokja di kolom Disposisi kepada.",
    Phase.REVIEW: "Kaji keluhan dan isi Hasil kajian; bila perlu rapat, isi juga kolom-kolom rapat.",
    Phase.CAUSE: "Cari penyebab ketidaksesuaian dan isi Penyebab.",
    Phase.ACTION: "Tetapkan tindakan: isi Tindakan koreksi dan Tindakan pencegahan.",
    Phase.APPLICATION: "Terapkan tindakan dan isi Tanggal penerapan.",
    Phase.VERIFICATION: "Nilai hasilnya: isi Hasil verifikasi, Diverifikasi oleh dan Efektif.",
    Phase.REPLY_TEXT: "Isi pokok jawaban di kolom Isi balasan; konsep surat lalu dibuat di folder kasus.",
    Phase.INITIALS: "Periksa dan sunting konsep surat di folder kasus, lalu isi Paraf.",
    Phase.DECISION: "Baca konsep surat, lalu pilih Keputusan: Setuju atau Kembalikan (dengan Catatan).",
    Phase.LETTER_NUMBER: "Ambil nomor di Srikandi, lalu isi No. surat keluar dan Tanggal surat.",
    Phase.LETTER: "Tidak ada; sistem sedang menyelesaikan surat.",
    Phase.SIGNED_SCAN: "Cetak surat, mintakan tanda tangan, lalu letakkan pindaiannya di folder Pindaian Masuk.",
    Phase.DELIVERY: "Sampaikan surat balasan, lalu isi Cara kirim, Tanggal diterima pelanggan dan Diterima oleh.",
    Phase.CLOSING: "Tidak ada; sistem sedang menutup keluhan.",
    Phase.CLOSED: "Tidak ada.",
}
