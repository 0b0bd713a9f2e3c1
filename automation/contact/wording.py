"""What people read about a first contact with Google."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .values import Need

# -- what is left in Drive and in the mailbox, by which a person finds it

MAIL_TEXT = "Surel ini dikirim program Tanggap kepada dirinya sendiri untuk menguji Gmail. Boleh dihapus."


def folder_name(run: str) -> str:
    """Name the throw-away folder."""
    return f"Uji kontak Tanggap {run} (boleh dihapus)"


def mail_subject(run: str, number: int) -> str:
    """Name a mail."""
    return f"Uji kontak Tanggap {run} nomor {number}"


# -- the command

CONTACT = "Uji anggapan program ini tentang Google, dalam folder sementara; bertanya dahulu."
YES_HELP = "mulai tanpa bertanya; yang perlu tangan orang dilewati"
TESTER_HELP = "alamat yang punya akun Google, milik Anda sendiri atau rekan, untuk uji berbagi"
STRANGER_HELP = "alamat milik Anda tanpa akun Google, untuk uji berbagi"
PARENT_HELP = "id folder tempat folder sementara dibuat; bawaan: Drive Saya, atau drive bersama kantor"
RESULT_HELP = "berkas hasil; bawaan: kontak-TANGGAL-JAM.json di folder ini"
ADDRESS, FILE, FOLDER = "ALAMAT", "BERKAS", "FOLDER"

YES = "ya"
ASK = f"Ketik {YES} untuk mulai: "
NOT_BEGUN = "Tidak jadi: belum ada yang dilakukan. Ulangi bila siap; untuk skrip, pakai --ya."
FINDING_PARENT = "memeriksa letak folder sementara"
INSIDE_THE_OFFICE = (
    "Folder sementara akan berada di dalam folder kantor ini sendiri, jadi tidak dibuat. "
    "Sebut folder lain dengan --folder, atau jalankan tanpa --folder."
)
SKIPPED_BY_HAND = "l"
HAND_ASKED = "  Tekan Enter bila sudah, atau ketik l lalu Enter untuk melewatinya: "


def too_deep(most: int) -> str:
    """Say that nobody can know whether the folder lies inside the office's."""
    return (
        f"Folder itu terletak lebih dari {most} folder di dalam Drive, jadi tidak dapat dipastikan berada di luar "
        "folder kantor. Sebut folder lain dengan --folder, atau jalankan tanpa --folder."
    )


def notes_unreadable(file: object) -> str:
    """Say that the notes of an earlier contact are damaged."""
    return (
        f"Catatan uji sebelumnya, {file}, rusak, jadi sisanya tidak dapat dibersihkan. Hapus sendiri folder bernama "
        "“Uji kontak Tanggap …” di Drive dan draf bernama itu di Gmail, hapus berkas catatan itu, lalu ulangi."
    )


def own_address(option: str) -> str:
    """Say that files cannot be shared with oneself."""
    return f"{option} sama dengan akun yang masuk. Sebut alamat lain, atau jalankan tanpa pilihan itu."


def plan(*, account: str, probes: int, calls: int, tester: str, stranger: str, waits_for_hands: bool) -> str:
    """Say what a contact will do, before anybody agrees to it."""
    lines = [
        f"Kontak pertama menguji {probes} anggapan tentang Google dengan akun {account}:",
        f"- kira-kira {calls} panggilan, beberapa menit; data kantor tidak dibaca dan tidak diubah;",
        "- satu folder sementara di Drive, berisi sebuah buku kerja, formulir, dokumen dan beberapa berkas kecil;",
        "- beberapa draf sampai 10 MB, dan surel kepada akun itu sendiri saja;",
        f"- berbagi folder sementara dengan {tester}, dengan dan tanpa surel undangan;"
        if tester
        else "- tidak berbagi dengan siapa pun (--alamat-uji tidak disebut);",
        f"- mencoba berbagi dengan {stranger}, yang tidak punya akun Google, dengan dan tanpa surel undangan;"
        if stranger
        else "- tidak mencoba alamat tanpa akun Google (--alamat-tanpa-akun tidak disebut);",
        "- meminta bantuan tangan Anda beberapa kali di halaman Gmail dan Drive;"
        if waits_for_hands
        else "- melewati yang perlu tangan orang;",
        "- sesudahnya dihapus semua yang dibuatnya sendiri; yang tersisa disebutkan.",
    ]
    return "\n".join(lines)


# -- what a person is asked to do


def put_file(link: str, tester: str) -> str:
    """Ask for a file of somebody else."""
    return f"Masuklah sebagai {tester}, buka {link}, lalu unggah satu berkas kecil apa saja."


def edit_draft(subject: str) -> str:
    """Ask for an edit of a draft."""
    return f"Buka Draf di Gmail, buka “{subject}”, tambahkan satu kata, tunggu tulisan “Draf disimpan”, lalu tutup."


def send_draft(subject: str) -> str:
    """Ask for a draft to be sent."""
    return f"Buka Draf di Gmail, buka “{subject}”, lalu klik Kirim."


# -- on the way


def asking(place: int, count: int, title: str) -> str:
    """Say which probe is under way."""
    return f"[{place:>2}/{count}] {title}"


COMPARING = "Mengajukan uji yang sama kepada ruang kerja lokal …"


# -- the end


def same(count: int, not_tried: int) -> str:
    """Say that nothing differs."""
    more = f"; {not_tried} tidak dicoba" if not_tried else ""
    return f"{count} anggapan sama dengan ruang kerja lokal, 0 berbeda{more}."


def differs(count: int, same: int, not_tried: int) -> str:
    """Say how many differ."""
    return f"{count} anggapan BERBEDA dari ruang kerja lokal, {same} sama, {not_tried} tidak dicoba:"


def difference(*, name: str, title: str, here: str, local: str) -> str:
    """Show one difference."""
    return f"- {title} ({name})\n    di sini: {here}\n    ruang kerja lokal: {local}"


def not_tried(titles: Sequence[str]) -> str:
    """List what was not tried."""
    return "Tidak dicoba:\n" + "\n".join(f"- {title}" for title in titles)


def for_want_of(*, title: str, want: str) -> str:
    """Say why something was not tried."""
    return f"{title}: {want}"


WANTS: Mapping[Need, str] = {
    Need.ADDRESS: "tidak ada --alamat-uji",
    Need.STRANGER: "tidak ada --alamat-tanpa-akun",
    Need.HAND: "perlu tangan orang",
}
INSTALL_WORKSPACE = 'di folder kode program ini, `pip install -c constraints.txt ".[workspace]"`'
NOT_COMPARED = (
    "Ruang kerja lokal belum terpasang, jadi jawaban ini belum dibandingkan. "
    f"Pasang ({INSTALL_WORKSPACE}), atau kirim berkas hasilnya."
)
NOTHING_LEFT = "Tidak ada yang tersisa di Drive."


def mails_left(*, count: int, run: str) -> str:
    """Say which mails stay: the job's scopes let it delete none."""
    return f"{count} surel uji tetap ada di Terkirim dan Kotak Masuk; cari “Uji kontak Tanggap {run}”, lalu hapus."


def files_left(*, count: int, folders: Sequence[str]) -> str:
    """Say what stays in Drive, and where."""
    where = "\n".join(f"    {folder}" for folder in folders)
    return (
        f"! Folder sementara tetap ada. {count} benda di dalamnya bukan buatan program ini, atau tidak dapat "
        f"dihapusnya. Periksa, lalu hapus sendiri:\n{where}"
    )


def drafts_left(count: int) -> str:
    """Say how many drafts stay."""
    return f"! {count} draf uji tidak dapat dihapus. Jalankan perintah ini lagi, atau hapus sendiri di Gmail."


def written(file: object) -> str:
    """Say where the answers are."""
    return (
        f"Hasil: {file}. Isinya tanpa nama, alamat, id atau token, jadi boleh dikirim kepada pembuat program; "
        "di sana hasil ini menjadi bukti dalam tabel anggapan."
    )


#: What each belief is called; the names are those of `catalogue.BELIEFS`.
TITLES: Mapping[str, str] = {
    "locale-new-code": "Lokal id_ID dibaca kembali",
    "locale-old-code": "Lokal in_ID dan zona waktu dibaca kembali",
    "typed-date": "Tanggal 03/12/2026 yang diketik orang",
    "formula-semicolons": "Rumus dengan titik koma",
    "text-stays-text": "Teks yang mirip rumus tetap teks",
    "append-lands-below": "Baris tambahan jatuh di bawah baris terakhir",
    "batch-all-or-none": "Perubahan dilakukan semua atau tidak sama sekali",
    "write-beyond-the-grid": "Menulis di luar lembar ditolak",
    "cell-too-long": "Teks lebih dari 50.000 huruf ditolak",
    "plain-text-keeps": "1/12 di sel teks biasa tetap teks",
    "protected-range-stranger": "Penyunting rentang terlindung tanpa akun Google",
    "share-silently": "Berbagi tanpa surel",
    "share-with-a-mail": "Berbagi dengan surel undangan",
    "share-silently-with-a-stranger": "Berbagi tanpa surel dengan alamat tanpa akun",
    "share-with-a-stranger-by-mail": "Berbagi dengan surel dengan alamat tanpa akun",
    "id-given-to-a-folder": "Folder dengan id yang sama tidak dibuat dua kali",
    "id-given-to-an-upload": "Berkas dengan id yang sama tidak dibuat dua kali",
    "id-given-to-a-native-file": "Dokumen Google tidak menerima id",
    "upload-comes-back-whole": "Berkas kembali utuh",
    "name-index-lag": "Jeda pencarian menurut nama",
    "property-index-lag": "Jeda pencarian menurut tanda program",
    "native-file-listed": "Dokumen Google baru segera ada di foldernya",
    "download-of-a-document": "Mengunduh dokumen Google",
    "download-of-a-shortcut": "Mengunduh pintasan",
    "docx-to-pdf": "Word menjadi PDF, dengan kode QR yang terbaca",
    "move-of-anothers-file": "Memindahkan berkas milik orang lain",
    "delete-as-the-present-role": "Menghapus berkas sendiri",
    "form-after-create": "Keadaan formulir yang baru dibuat",
    "form-question-id": "Id pertanyaan tetap",
    "form-publish": "Menerbitkan formulir",
    "form-without-responders": "Halaman bagi orang luar sebelum izin responden",
    "form-responders": "Izin responden bagi semua orang",
    "form-signed-out": "Halaman bagi orang luar sesudah izin responden",
    "form-prefilled": "Tautan yang mengisi pertanyaan",
    "form-answer-from-outside": "Isian orang luar sampai",
    "form-sections": "Pilihan yang membuka halaman lain",
    "form-verified-address": "Formulir yang meminta masuk lebih dahulu",
    "mail-within-json": "Surel 1, 4, 6 dan 10 MB di dalam JSON",
    "mail-by-upload": "Surel 1, 4, 6 dan 10 MB lewat unggahan",
    "large-mail-sent": "Surel 10 MB terkirim",
    "draft-sent-twice": "Draf yang sama tidak terkirim dua kali",
    "sent-mail-lag": "Jeda surel di Terkirim",
    "mail-headers-kept": "Kepala surel yang dipertahankan",
    "draft-deleted-after-sending": "Draf dihapus sesudah terkirim",
    "draft-edited-by-hand": "Draf disunting orang di Gmail",
    "draft-sent-by-hand": "Draf dikirim orang di Gmail",
}
