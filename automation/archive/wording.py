"""Why a scan was not filed and what to do, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from automation.domain.dates import long_date
from automation.domain.documents import DocumentKind
from automation.domain.letter_wording import SIGNATURE_WHOLE
from automation.domain.numbers import ComplaintNumber
from automation.domain.scans import PageDifference, ScanDifferences

EMPTY_FILE = "Berkas kosong. Pindai ulang dokumennya."
TOO_LARGE = "Berkas lebih dari 100 MB. Pindai ulang dengan 200–300 dpi, atau bagi menjadi beberapa berkas."
LOCKED = "PDF terkunci dengan sandi. Simpan ulang tanpa sandi, lalu taruh kembali di Pindaian Masuk."
DAMAGED = "Berkas rusak dan tidak dapat dibuka. Pindai ulang dokumennya."
TOO_MANY_PIXELS = "Gambar terlalu besar. Pindai ulang dengan 200–300 dpi."
TOO_SLOW = (
    "Berkas terlalu lama dibaca sehingga dihentikan. Pindai ulang kertasnya dengan 200–300 dpi, "
    "atau bagi menjadi beberapa berkas."
)
TOO_HUNGRY = "Berkas memerlukan terlalu banyak memori. Pindai ulang kertasnya dengan 200–300 dpi."
BREAKS_ITS_READER = (
    "Berkas ini membuat program pembacanya berhenti: mungkin rusak, mungkin sengaja dibuat berbahaya. "
    "Jangan dibuka sebelum jelas asalnya; pindai ulang kertasnya, atau minta berkas baru dari pengirimnya."
)
HEIC = (
    "Foto HEIC belum dapat dibaca. Di iPhone pilih Pengaturan › Kamera › Format › Paling Kompatibel, "
    "atau simpan foto sebagai JPEG atau PDF, lalu taruh kembali di Pindaian Masuk."
)
NOT_A_SCAN = "Berkas ini bukan PDF, PNG, JPEG, atau TIFF. Simpan sebagai PDF, lalu taruh kembali di Pindaian Masuk."
NOT_A_SCAN_BUT_WORD = (
    "Berkas ini dokumen Word, bukan pindaian. Cetak dan pindai dokumen yang sudah ditandatangani, "
    "atau simpan sebagai PDF, lalu taruh kembali di Pindaian Masuk."
)
RUNS_A_SCRIPT = "menjalankan skrip (JavaScript)"
STARTS_A_PROGRAM = "membuka program atau berkas lain (Launch)"
OPENS_A_FILE = "membuka berkas lain (GoToR)"
ACTS_BY_ITSELF = "melakukan sesuatu dengan sendirinya (AA)"
CARRIES_FILES = "membawa berkas lain di dalamnya (lampiran PDF)"
SENDS_DATA = "mengirim atau mengambil data (SubmitForm, ImportData)"
PLAYS_MEDIA = "memutar media (RichMedia)"
FILLS_ITSELF = "memuat formulir yang berjalan sendiri (XFA)"
ACTS_WHEN_OPENED = "melakukan sesuatu begitu dibuka (OpenAction)"
CANNOT_BE_KNOWN = "tidak dapat diperiksa isinya"


def acts(what: str) -> str:
    """Say what a PDF does beyond showing pages."""
    return (
        f"PDF ini {what}, jadi tidak diarsipkan dan tidak dikirim. Jangan dibuka sebelum jelas asalnya; cetak "
        "halamannya lalu pindai kertasnya, atau minta berkas baru dari pengirimnya."
    )


def acts_though_signed(what: str) -> str:
    """Say what a PDF with an electronic signature does beyond showing pages: on paper it would lose its signature."""
    return (
        f"PDF bertanda tangan elektronik ini {what}, jadi tidak diarsipkan dan tidak dikirim. Jangan dibuka sebelum "
        "jelas asalnya; unduh lagi dari Srikandi, tanpa lampiran, lalu taruh di Pindaian Masuk."
    )


MORE_THAN_A_PDF = (
    "Berkas ini memuat lebih dari satu PDF: ada isi lain sebelum atau sesudahnya, yang akan ikut terkirim. Cetak "
    "halamannya lalu pindai kertasnya, atau simpan PDF-nya saja, lalu taruh kembali di Pindaian Masuk."
)
BEARS_NOTES = (
    "PDF ini memuat catatan atau komentar pada halamannya, yang akan ikut terkirim. Hapus komentarnya, atau pindai "
    "kertasnya lagi, lalu taruh kembali di Pindaian Masuk."
)
MIXED_PAGES = (
    "Halaman beberapa dokumen bercampur dalam satu pindaian. Urutkan kertasnya per dokumen, lalu pindai ulang."
)
TIFF_OF_SEVERAL = "TIFF ini memuat beberapa dokumen dan tidak dapat dipisah. Pindai ulang sebagai PDF."
_NAME_IT = (
    "Bila ini surat dari pelanggan atau lampiran, beri nama berkas seperti “{example}”, lalu taruh kembali di "
    "Pindaian Masuk."
)


def too_many_pages(pages: int, most: int) -> str:
    """Say that a scan is too long."""
    return f"Pindaian berisi {pages} halaman, paling banyak {most}. Bagi menjadi beberapa berkas."


def no_code(first: int) -> str:
    """Say that the scan begins with pages that say nothing; `first` counts them."""
    example = f"KEL-2026-0042 {DocumentKind.SURAT_PENGADUAN.title}.pdf"
    where = "halaman pertama" if first == 1 else f"{first} halaman pertama"
    return (
        f"Kode QR tidak terbaca pada {where}. Ratakan kertas, bersihkan kaca pemindai, dan pindai ulang dengan "
        f"300 dpi. " + _NAME_IT.format(example=example)
    )


def only_foreign(pages: int) -> str:
    """Say that codes were found, but none that is ours."""
    return (
        f"Hanya ada kode QR lain (misalnya produk atau tanda tangan elektronik) pada {pages} halaman; kode QR "
        f"arsip tidak "
        "terbaca. Pastikan kode di kaki halaman ikut terpindai, lalu pindai ulang."
    )


FORGED = (
    "Kode QR menyerupai kode arsip, tetapi tidak dibuat oleh sistem ini. Periksa asal dokumennya; "
    "jangan dimasukkan ke arsip sebelum jelas."
)


NAMED_AS_OURS = (
    "Kode QR-nya tidak terbaca, jadi pindaian ini disimpan sebagai lampiran. Bila ini surat balasan yang "
    "ditandatangani, periksa kertasnya, lalu pilih Surat Balasan pada kolom Ditetapkan sebagai di lembar Arsip "
    "(Notulen Penyerahan untuk notulennya); bila bukan, biarkan."
)


NOT_COMPARED = "pindaian tidak dapat dibandingkan dengan PDF-nya"
NOT_COMPARED_IN_TIME = "membandingkan pindaian dengan PDF-nya terlalu lama sehingga dihentikan"
PRINTED_IS_GONE = "PDF surat tidak ada lagi di folder kasus"
PRINTED_WAS_CHANGED = "PDF surat di folder kasus bukan lagi yang dibuat sistem"


def differs_from_printed(found: ScanDifferences) -> str:
    """Say how a signed scan differs from the PDF that was approved and printed, and what to do."""
    return (
        f"Pindaian surat balasan ini belum dianggap sama dengan PDF yang disetujui ({_difference(found)}), jadi "
        "disimpan sebagai lampiran dan tidak dikirim. Bandingkan keduanya. Bila isinya sama, pilih Surat Balasan "
        "pada kolom Ditetapkan sebagai di lembar Arsip; bila berbeda, cetak PDF di folder kasus, tandatangani, lalu "
        "pindai."
    )


def _difference(found: ScanDifferences) -> str:
    if found.obstacle:
        return found.obstacle.rstrip(".")
    told = [f"pindaiannya {found.scanned} halaman, PDF-nya {found.printed}"] if found.scanned != found.printed else []
    return "; ".join([*told, *map(_page_difference, found.pages)])


def _page_difference(page: PageDifference) -> str:
    if page.is_another:
        return f"halaman {page.page} tidak dikenali"
    places = ", ".join(f"“{word}”" for word in page.words)
    return f"halaman {page.page} berbeda" + (f" di sekitar {places}" if places else "")


_DECIDE_BY_PAPER = (
    "Periksa kertasnya. Bila surat itu sudah ditandatangani, pilih Surat Balasan pada kolom Ditetapkan sebagai di "
    "lembar Arsip; bila belum, mintakan tanda tangan lalu pindai ulang."
)


def unsigned(found: ScanDifferences) -> str:
    """Say that a letter bears no signature, and how it differs from the PDF that was printed where it does."""
    also = (
        "" if found.is_same else f" Isinya pun belum dianggap sama dengan PDF yang disetujui ({_difference(found)})."
    )
    return (
        "Lembar ini berkode surat balasan, tetapi di tempat tanda tangan tidak tampak goresan pena, jadi disimpan "
        f"sebagai lampiran dan tidak dikirim.{also} {_DECIDE_BY_PAPER}"
    )


def several_codes(page: int, codes: str) -> str:
    """Say which documents claim the same page (1-based)."""
    return f"Halaman {page} memuat kode QR beberapa dokumen ({codes}). Pindai setiap dokumen sendiri-sendiri."


COVER_ALONE = (
    "Hanya lembar sampul yang terpindai, tanpa kertas di bawahnya. Letakkan lembar sampul di atas kertasnya, lalu "
    "pindai semuanya bersama."
)
LABEL_SCANNED = (
    "Yang terpindai adalah label map. Pindai kertas di dalam mapnya; untuk kertas tanpa kode QR, buat lembar sampul "
    "lewat kolom Cetak lembar."
)


def unknown_case(numbers: str) -> str:
    """Say that no such complaint is known."""
    return f"Keluhan {numbers} tidak ada di Register. Periksa nomornya, atau apakah dokumen ini milik kantor lain."


def name_disagrees(name: str, codes: str) -> str:
    """Say that the file's name and its codes name different documents."""
    return f"Nama berkas menyebut {name}, tetapi kode QR di dalamnya {codes}. Ganti nama berkas atau pindai ulang."


def scan_name(number: ComplaintNumber, kind: DocumentKind, sequence: int, day: str, ending: str) -> str:
    """Return the name under which a scan is filed."""
    again = f" {sequence}" if sequence > 1 else ""
    return f"{number} {kind.file_word}{again} (pindaian) {day}.{ending}"


SIGNED_AND_LARGE = (
    "Surat bertanda tangan elektronik ini lebih besar daripada yang dapat dikirim Gmail, dan tidak boleh dikecilkan "
    "karena tanda tangannya akan rusak. Sampaikan dengan cara lain, lalu isi Cara kirim dan tanggalnya."
)
LOST_SOMETHING = (
    "Pindaian ini terlihat lain sesudah disiapkan untuk surel (lebih pucat, lebih gelap, atau halamannya kurang), "
    "jadi tidak dikirim. Pindai ulang sebagai PDF dengan 200–300 dpi, atau sampaikan dengan cara lain, lalu isi "
    "Cara kirim dan tanggalnya."
)
_FETCH_AGAIN = (
    "Unduh PDF bertanda tangan langsung dari Srikandi, jangan membuka lalu menyimpannya dengan program lain, dan "
    "taruh di Pindaian Masuk."
)
NOT_SIGNED = (
    f"Surat ini ditandatangani lewat Srikandi, tetapi berkas ini tidak bertanda tangan elektronik. {_FETCH_AGAIN}"
)
SIGNED_AND_ALTERED = f"Isi PDF ini berubah sesudah ditandatangani, atau tanda tangannya rusak. {_FETCH_AGAIN}"
SIGNED_AND_EXTENDED = (
    f"Ada yang ditambahkan pada PDF ini sesudah ditandatangani, di luar tanda tangannya. {_FETCH_AGAIN}"
)
SIGNED_WEAKLY = (
    "Tanda tangan elektronik PDF ini memakai cara hitung yang sudah dapat dipalsukan. Minta surat ditandatangani "
    "ulang "
    "di Srikandi, lalu taruh hasilnya di Pindaian Masuk."
)
SIGNED_AT_ANOTHER_TIME = (
    "Waktu tanda tangan PDF ini bukan sesudah naskahnya disetujui dan disiapkan. Periksa apakah ini surat yang "
    "benar; "
    f"bila bukan: {_FETCH_AGAIN}"
)
SIGNED_NOT_SPLIT = (
    "PDF bertanda tangan elektronik ini memuat lebih dari satu dokumen dan tidak boleh dipilah, karena tanda "
    "tangannya "
    "akan rusak. Unduh masing-masing surat sebagai berkas sendiri dari Srikandi."
)
NOT_APPROVED_YET = (
    "Naskah surat ini belum disiapkan untuk Srikandi, karena belum disetujui di Register. Setujui dahulu, lalu "
    "tandatangani naskah yang ada di folder kasus."
)
SIGNED_ALREADY = (
    "Surat bertanda tangan untuk keluhan ini sudah diarsipkan. "
    "Bila surat itu salah, Kepala Balai mengisi Ganti surat."
)
NAMELESS = "sertifikat tanpa nama"
SIGNATURE_UNREADABLE = (
    "Tanda tangan elektronik pada PDF ini tidak dapat dibaca. Unduh ulang PDF bertanda tangan dari Srikandi tanpa "
    "membuka dan menyimpannya dengan program lain, lalu taruh lagi di Pindaian Masuk."
)
LARGE_FOR_MAIL = (
    "Pindaian ini tetap lebih besar daripada yang dapat dikirim Gmail walau sudah dikecilkan. Pindai ulang dengan "
    "resolusi lebih rendah, atau sampaikan dengan cara lain, lalu isi Cara kirim dan tanggalnya."
)


def many_folders(most: int) -> str:
    """Say that more folders lie where scans are looked for than can be kept in mind."""
    return (
        f"Di dalam Pindaian Masuk ada {most} folder atau lebih; folder berikutnya tidak dibaca. Hapus folder yang "
        "sudah kosong, dan atur pemindai agar menyimpan ke satu folder."
    )


def long_on_their_way(names: Iterable[str]) -> str:
    """Say which files have been arriving for long without coming to their end."""
    return (
        f"Berkas di Pindaian Masuk belum selesai diunggah: {', '.join(names)}. Tunggu pemindai atau sinkronisasinya "
        "selesai; bila tidak juga selesai, hapus berkasnya dan pindai ulang."
    )


def signed_by_stranger(signer: str) -> str:
    """Say that a certificate does not go back to the root that the office trusts."""
    return (
        f"Sertifikat “{signer}” pada tanda tangan elektronik ini tidak berasal dari sertifikat induk yang disetel "
        f"kantor ([srikandi] sertifikat_induk). {_FETCH_AGAIN}"
    )


def number_borne(number: str, by: str) -> str:
    """Say that a letter bears the number of another one, which may be void."""
    return f"nomor {number} sudah dipakai pada surat {by}"


def dated_in_future(on: date) -> str:
    """Say that a letter bears a day that has not come yet."""
    return f"tanggal surat {long_date(on)} belum tiba"


def dated_before_complaint(on: date) -> str:
    """Say that a letter bears a day from before the complaint that it answers."""
    return f"tanggal surat {long_date(on)} sebelum keluhan diterima"


def signed_by_other(signer: str) -> str:
    """Say that a letter was not signed by who signs the office's letters."""
    return f"ditandatangani oleh {signer}"


def certificate_expired(signer: str) -> str:
    """Say that a certificate was not valid when it signed."""
    return (
        f"Sertifikat “{signer}” tidak berlaku ketika surat ditandatangani. Perbarui sertifikatnya lewat BSrE, "
        "tandatangani ulang di Srikandi, lalu taruh hasilnya di Pindaian Masuk."
    )


def unfilled(variables: Sequence[str]) -> str:
    """Say that Srikandi left variables as they were."""
    return (
        f"Srikandi tidak mengisi {', '.join(variables)} pada surat ini. Samakan nama variabelnya di office.toml "
        "([srikandi]) dengan yang dikenal Srikandi, lalu Kepala Balai mengisi Ganti surat agar naskahnya dibuat "
        "ulang."
    )


def signature_whole(*, is_trusted: bool) -> str:
    """Say what is known of a signature that is whole."""
    chain = "rantai sertifikat sampai ke sertifikat induk" if is_trusted else "rantai sertifikat tidak diperiksa"
    return f"{SIGNATURE_WHOLE}; {chain}; pencabutan tidak diperiksa"
