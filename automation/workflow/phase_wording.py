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
    Phase.JOINT_LETTER: "Menunggu surat bersama",
    Phase.DECISION: "Menunggu keputusan Kepala Balai",
    Phase.SIGNER_CHANGED: "Menunggu konsep disesuaikan",
    Phase.LETTER_NUMBER: "Menunggu nomor surat",
    Phase.LETTER: "Surat sedang diselesaikan",
    Phase.SIGNED_SCAN: "Menunggu pindaian bertanda tangan",
    Phase.SIGNED_PDF: "Menunggu tanda tangan di Srikandi",
    Phase.SIGNED_DIFFERS: "Menunggu keputusan Kepala Balai",
    Phase.SIGNED_UNREAD: "Menunggu nomor surat dari PDF bertanda tangan",
    Phase.DELIVERY: "Menunggu diterima pelanggan",
    Phase.WAY_OF_DELIVERY: "Menunggu cara kirim",
    Phase.PAPERS: "Menunggu kelengkapan berkas",
    Phase.CLOSING: "Sedang ditutup",
    Phase.CLOSED: "Selesai",
}

#: What the responsible person does now, and in which columns.
TASKS: Mapping[Phase, str] = {
    Phase.SORTING: "Baca uraian keluhan, lalu isi Klasifikasi dan Jenis layanan (serta Tingkat).",
    Phase.ASK_HEAD: "Pilih pokja yang menangani di kolom Disposisi kepada.",
    Phase.CONFIRMATION: "Setujui usulan disposisi dengan memilih pokja di kolom Disposisi kepada.",
    Phase.REVIEW: "Kaji keluhan dan isi Hasil kajian; bila perlu rapat, isi juga kolom-kolom rapat.",
    Phase.CAUSE: "Cari penyebab ketidaksesuaian dan isi Penyebab dan Kategori penyebab.",
    Phase.ACTION: "Tetapkan tindakan: isi Tindakan koreksi dan Tindakan pencegahan.",
    Phase.APPLICATION: "Terapkan tindakan dan isi Tanggal penerapan.",
    Phase.VERIFICATION: "Nilai hasilnya: isi Hasil verifikasi, Diverifikasi oleh dan Efektif.",
    Phase.REPLY_TEXT: "Isi pokok jawaban di kolom Isi balasan; konsep surat lalu dibuat di folder kasus.",
    Phase.INITIALS: "Periksa dan sunting konsep surat di folder kasus, lalu isi Paraf.",
    Phase.JOINT_LETTER: "Tunggu surat keluhan yang disebut di kolom Surat bersama: isi balasan, paraf dan "
    "keputusannya diisi di baris keluhan itu.",
    Phase.DECISION: "Baca konsep surat, lalu pilih Keputusan: Setuju (bila konsep berubah: Setuju ulang) "
    "atau Kembalikan (dengan Catatan).",
    Phase.SIGNER_CHANGED: "Konsep surat masih menyebut pejabat yang kini tidak menandatangani: sunting penanda "
    "tangannya di konsep, lalu perbarui Paraf.",
    Phase.LETTER_NUMBER: "Ambil nomor di Srikandi, lalu isi No. surat keluar dan Tanggal surat.",
    Phase.LETTER: "Tidak ada; sistem sedang menyelesaikan surat.",
    Phase.SIGNED_SCAN: "Cetak surat, mintakan tanda tangan, lalu letakkan pindaiannya di folder Pindaian Masuk.",
    Phase.SIGNED_PDF: "Unggah naskah di folder kasus ke Srikandi; sesudah ditandatangani, unduh PDF-nya dan taruh di "
    "folder Pindaian Masuk.",
    Phase.SIGNED_DIFFERS: "Surat bertanda tangan berbeda dari konsep yang disetujui. Bila tetap berlaku, pilih "
    "Keputusan: Setuju ulang; bila tidak, isi Ganti surat.",
    Phase.SIGNED_UNREAD: "Bandingkan PDF bertanda tangan dengan konsep yang disetujui; bila sama, isi No. surat "
    "keluar dan Tanggal surat seperti tertera padanya.",
    Phase.DELIVERY: "Sampaikan surat balasan, lalu isi Cara kirim, Diterima oleh dan Diserahkan oleh; sesudah itu "
    "Tanggal diterima pelanggan.",
    Phase.WAY_OF_DELIVERY: "Isi Cara kirim: bagaimana surat balasan sampai kepada pelanggan. Notulen Penyerahan "
    "dibuat sesudah itu, lalu keluhan ditutup.",
    Phase.PAPERS: "Lengkapi berkas yang disebut di kolom Kelengkapan berkas: taruh pindaiannya di folder Pindaian "
    "Masuk, dan isi Lokasi fisik di lembar Arsip.",
    Phase.CLOSING: "Tidak ada; sistem sedang menutup keluhan.",
    Phase.CLOSED: "Tidak ada.",
}
