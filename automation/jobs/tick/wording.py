"""What people read of a tick: why it stops, what it foretells, and what it shows in the workbook."""

from __future__ import annotations

from collections.abc import Sequence

from automation.domain.dates import long_date
from automation.domain.vocabulary import EditDecision
from automation.workflow.actions import ActionState
from automation.workflow.case_context import LetterHead

# -- why a tick does nothing until a person acts

REBUILD_UNFINISHED = (
    "Penyusunan ulang buku besar belum selesai. Jalankan `rebuild` (tanpa pilihan lain); ia melanjutkannya."
)


#: Of what had ended before it was taken over, nobody knows which steps it went through.
STEPS_UNKNOWN = "–"


def ledger_is_older(*, held: int, shown: int) -> str:
    """Say that the ledger ends at line `held` of the history, while Riwayat goes on to line `shown`."""
    return (
        f"Buku besar lebih lama daripada lembar Riwayat: berhenti di baris {held}, sedangkan "
        f"Riwayat sampai baris {shown}. Mungkin salinan lama dipulihkan. Jalankan `rebuild`: "
        "yang terjadi sesudahnya dilengkapi dari ruang kerja. Jangan menghapus baris Riwayat."
    )


def ledger_is_empty(*, rows: int) -> str:
    """Say that the Register has rows, and the ledger knows of no complaint."""
    return (
        f"Buku besar kosong, tetapi Register berisi {rows} baris. Bila buku besar hilang, "
        "kembalikan salinan terbaru di folder cadangan/ dengan `rebuild --cadangan BERKAS`, atau tanpa "
        "salinan jalankan `rebuild`; bila baris itu bukan keluhan, hapus."
    )


def suddenly_empty(tabs: list[str]) -> str:
    """Say which tabs lost most of their rows (sentences of `tab_lost_rows`), and how to go on."""
    return (
        " ".join(tabs) + " Tidak ada yang dikerjakan. Pulihkan isinya lewat File > Histori versi di buku kerja, "
        "atau urungkan penghapusannya; bila memang disengaja, jalankan `sync --yakin`."
    )


def tab_lost_rows(*, title: str, rows: int, before: int, consequence: str) -> str:
    """Say how many rows a tab has and had, and what follows if the tick goes on."""
    return f"Lembar {title} tiba-tiba berisi {rows} baris, padahal sebelumnya {before}. {consequence}"


WITHOUT_REGISTER_ROWS = "Bila diteruskan, baris yang hilang ditulis lagi dengan isi terakhirnya."
WITHOUT_GROUPS = "Bila diteruskan, tidak ada pokja yang dapat menerima disposisi."
WITHOUT_HOLIDAYS = "Bila diteruskan, tenggat dihitung ulang seakan tidak ada libur."
REGISTER, GROUPS, HOLIDAYS, ACTIONS = "Register", "Pokja", "Hari Libur", "Tindakan"


def not_the_first_column(*, title: str, heading: str) -> str:
    """Say that a column must be the first of its tab."""
    return f"Lembar {title}: kolom “{heading}” harus kolom pertama. Kembalikan tempatnya."


# -- what concerns the office as a whole


def many_mails(*, count: int, usual: int) -> str:
    """Say that more mails than usual would go out, so they are held back."""
    return (
        f"{count} surel akan terkirim sekaligus, padahal biasanya paling banyak "
        f"{usual}. Surel itu ditahan. Periksa dengan `sync --dry-run`, "
        "lalu ulangi dengan `sync --yakin`."
    )


def row_twice(*, row: int, number: object, first: int) -> str:
    """Say that a complaint has two rows in the Register, counted from 1 with the heading; the first counts."""
    return f"Register baris {row}: nomor {number} ada dua kali; yang berlaku baris {first}. Hapus baris kembarannya."


def row_unknown(*, row: int) -> str:
    """Say that a row of the Register, counted from 1 with the heading, belongs to no complaint."""
    return (
        f"Register baris {row}: nomornya tidak dikenal. Keluhan baru dimasukkan lewat formulir "
        "petugas, bukan dengan menambah baris; pindahkan isinya, lalu hapus baris ini."
    )


FULL_ADVICE = (
    "Buku kerja Google menampung paling banyak 10 juta sel, sesudah itu tidak ada baris baru. Hapus lembar buatan "
    "sendiri yang tidak dipakai lagi dan baris serta kolom kosong di ujung lembar."
)


def nearly_full(*, share: str) -> str:
    """Say how much of a workbook's cells is used, such as "61%"."""
    return f"Buku kerja memakai sedikitnya {share} dari 10 juta sel. {FULL_ADVICE}"


# -- which complaints are related, as a text in the folder of each


def list_name(number: object) -> str:
    """Name the file that says what a complaint is related to."""
    return f"{number} Keluhan Terkait.txt"


def related_list(number: object, relations: Sequence[str]) -> str:
    """Say what a complaint is related to, now; each relation is made by `relation_listed`."""
    listed = "\n".join(relations) or "Saat ini tidak ada."
    return (
        f"Keluhan yang terkait dengan {number}\n\n{listed}\n\n"
        "Daftar ini diperbarui sistem menurut kolom Keluhan terkait di Register; yang ditulis di sini akan hilang.\n"
    )


def relation_listed(lines: Sequence[str], *, subject: str, folder: str) -> str:
    """Say how one other complaint is related, what it is about, and where its folder is; "" where there is none."""
    about = [f"  Perihal: {subject}", *([f"  Folder: {folder}"] if folder else [])]
    return "\n".join([*(f"- {line}" for line in lines), *about])


# -- why one thing cannot be done


DRAFT_VANISHED = (
    "Konsep surel yang baru saja dibuat tidak ditemukan lagi saat akan dikirim. Sistem mencari apakah surel itu "
    "sudah terkirim dan mencobanya lagi. Bila berulang, periksa apakah ada orang atau program lain yang menghapus "
    "konsep di kotak surat kantor."
)


def not_addressed(fault: object) -> str:
    """Say that a mail has no address it can go to."""
    return f"Surel ini tidak dapat dialamatkan: {fault}."


def not_shared(*, group: str, email: str, refusal: object) -> str:
    """Say for whom a case's folder could not be opened, and why."""
    return f"Folder kasus belum terbuka bagi ketua {group} ({email}). {refusal}"


CLOSINGS_WAIT = (
    "Akses pejabat yang lama belum dicabut karena ada baris lembar Pokja yang belum terbaca. Perbaiki baris itu; "
    "sesudah itu aksesnya dicabut dengan sendirinya."
)


def official_not_let_in(*, email: str, refusal: object) -> str:
    """Say who came into an office and cannot open the workbook yet, and why."""
    return (
        f"Pejabat baru ({email}) belum dapat membuka buku kerja. {refusal} Periksa surelnya di lembar Pejabat atau "
        "Pokja; bila alamat itu belum punya akun Google, jalankan `setup --undang`."
    )


def official_not_shut_out(*, email: str, refusal: object) -> str:
    """Say who left an office and can still open the workbook, and why."""
    return f"Akses {email}, yang tidak lagi menjabat, belum dapat dicabut. {refusal}"


SCAN_BATCH = "berkas pindaian yang akan dipilah"


def template(title: str) -> str:
    """Name the template of a document."""
    return f"templat {title}"


def file_named(name: str) -> str:
    """Name a file."""
    return f"berkas “{name}”"


def folder_in_bin(number: object) -> str:
    """Say that the folder of a case lies in the bin, so that nothing is put into it."""
    return f"Folder kasus {number} ada di Sampah, jadi tidak ada yang ditaruh di sana. Pulihkan foldernya di Drive."


def folder_gone(number: object) -> str:
    """Say that the folder of a case is not there any more, so that nobody sees what lies beside its draft."""
    return (
        f"Folder kasus {number} sudah tidak ada di Drive (mungkin dihapus selamanya), jadi isinya tidak diperiksa "
        "dan tidak ada yang ditaruh di sana. Minta penyelia memeriksanya."
    )


def letter_shown(head: LetterHead) -> str:
    """Return number and date of a letter as Status shows them; "" where there is no number yet."""
    if not head.number:
        return ""
    return f"{head.number} tanggal {long_date(head.on)}" if head.on else head.number


NOT_AS_APPROVED = (
    "Naskah untuk Srikandi tidak dapat dibuat dari konsep surat balasan tanpa mengubah isinya. Periksa kepala surat "
    "(baris Nomor dan tanggal) dan tempat tanda tangan pada konsepnya, lalu simpan; sesudah itu dicoba lagi."
)
CODE_NOT_SHOWN = (
    "Tidak ada halaman surat balasan yang menampilkan kode QR utuh, jadi pindaiannya tidak akan dikenali. "
    "Di konsepnya periksa kaki halaman (juga halaman pertama yang berbeda) dan jangan potong gambar "
    "kodenya, atau pulihkan versi sebelumnya lewat “Kelola versi” di Drive."
)


def place_missing(place: object) -> str:
    """Say that setup has not made a place yet."""
    return f"Tempat {place} belum ada; jalankan `setup` sekali lagi."


def row_not_shown(*, key: str, title: str, refusal: object) -> str:
    """Say why a row of a tab could not be written."""
    return f"{key[:1].upper()}{key[1:]} di lembar {title} belum ditampilkan. {refusal}"


def no_row_shown(refusal: object) -> str:
    """Say that not one of the rows to be written could be."""
    return (
        "Tidak satu baris pun dapat ditulis ke buku kerja. Isinya tersimpan, dan setiap pemeriksaan mencobanya lagi. "
        f"{refusal}"
    )


# -- scans

SCANS_FOLDER = "Pindaian Masuk"
SEVERAL_DOCUMENTS = "beberapa dokumen"


def already_filed(*, name: str) -> str:
    """Say under which name the same scan is archived."""
    return f"Pindaian yang sama sudah diarsipkan sebagai “{name}”. Hapus berkas ini bila memang rangkap."


# -- what `sync --dry-run` foretells

FORECAST_HEADINGS = ("Tindakan", "Untuk", "Kapan dan mengapa")
TAKE_IN, WRITE_HISTORY = "Catat keluhan baru", "Tulis di Riwayat"
NOW, GOES_ON = "sekarang", "melanjutkan yang sudah dimulai"
HELD_BACK = "ditahan: terlalu banyak surel sekaligus; kirim dengan --yakin"
WAITS_FOR_TURN = "menunggu giliran: batas konfirmasi per alamat atau per hari tercapai"
WAITS_FOR_OFFICE = "menunggu jam kerja"


def came_by(channel: str) -> str:
    """Say by which channel a complaint came in."""
    return f"masuk dari kanal {channel}"


# -- what stands in the workbook

DOING = "Mengerjakan yang perlu"
LAST_TICK = "Pemeriksaan terakhir: "
ALL_TOLD = "Tidak ada gangguan yang belum disampaikan."
UNTOLD = "PERLU PERHATIAN, penyelia belum dapat disurati: "
THIS_YEAR = "tahun ini"
SHARED_COLUMN = "kolom bersama"


def column_of(role: str) -> str:
    """Name whoever edited a cell by the role that its column belongs to."""
    return f"kolom {role}"


def proposed(group: str) -> str:
    """Say which working group the table proposes."""
    return f"Usulan: {group}"


def action_round(count: int) -> str:
    """Say how often a corrective action was begun."""
    return f"Perbaikan ke-{count}"


def draft_round(count: int) -> str:
    """Say how often a reply was drafted."""
    return f"Konsep ke-{count}"


def supported(group: str, helpers: Sequence[str]) -> str:
    """Name the working group in charge and those that support it."""
    return f"{group} (pendukung: {', '.join(helpers)})"


def reopened(times: int) -> str:
    """Say how often a case went on after it was settled."""
    return f"dibuka kembali {times} kali"


EDIT_UNDECIDED = "belum diputuskan"
EDIT_ACCEPTED = "diterima"
EDIT_IGNORED = "diabaikan"
_EMPTY = "(kosong)"


def edit_shown(*, at: str, decision: str) -> str:
    """Say when an answer was edited, and what officers decided about it."""
    return f"Disunting pelapor {at}; {decision}."


def field_edit(*, heading: str, old: str, new: str) -> str:
    """Show one text before and after an edit."""
    return f"{heading} – semula: {old or _EMPTY} – menjadi: {new or _EMPTY}"


def answer_edited(*, headings: str, chosen: EditDecision | None) -> str:
    """Ask whether an edited answer counts; `chosen` is what the cell says about an earlier edit."""
    word = EditDecision.ACCEPTED_AGAIN if chosen is EditDecision.ACCEPTED else EditDecision.ACCEPTED
    ignored = EditDecision.IGNORED.value
    again = (
        f" Isi kolom itu sekarang, {ignored}, masih untuk suntingan sebelumnya. Untuk {ignored} lagi, kosongkan "
        f"dahulu kolom itu, dan pilih {ignored} setelah kalimat ini hilang."
        if chosen is EditDecision.IGNORED
        else ""
    )
    return (
        f"Pelapor menyunting jawaban formulirnya ({headings}). Yang semula dan yang baru ada di lembar Status, kolom "
        f"Suntingan pelapor; pilih {word.value} atau {ignored} di kolom Suntingan pelapor. Sebelum itu yang semula "
        f"dipakai.{again}"
    )


def channel_unknown(words: str) -> str:
    """Ask for the channel, where the officers' form names none that is known."""
    named = f"“{words}” di formulir petugas tidak dikenal" if words else "tidak diisi di formulir petugas"
    return (
        f"Kanal {named}: pilih kanal yang benar di kolom Kanal (dibetulkan), dan kembalikan pilihannya di formulir "
        "itu seperti semula."
    )


def former_channel_unknown(words: str) -> str:
    """Ask for the channel, where the register of before names none that is known."""
    named = f"“{words}” dari register lama tidak dikenal" if words else "tidak ada di register lama"
    return f"Kanal {named}: pilih kanal yang benar di kolom Kanal (dibetulkan)."


def required_unanswered(headings: str, *, name_lost: bool) -> str:
    """Say that the form no longer asks, in words that are known, for what every complaint has."""
    named = "Tulis namanya di kolom Nama (dibetulkan). " if name_lost else ""
    return (
        f"{headings} tidak terjawab: pertanyaannya di formulir dihapus atau berganti kata-katanya. Lihat kolom "
        f"Jawaban lain. {named}Kembalikan pertanyaan itu seperti semula (periksa dengan `doctor`)."
    )


def received_unreadable(words: str) -> str:
    """Say that the time received could not be read, and what counts instead."""
    named = f"“{words}” tidak terbaca" if words else "tidak ada di jawaban formulir petugas"
    return (
        f"Diterima pada {named}, jadi tenggat dihitung dari waktu formulir dikirim: isi Diterima (dibetulkan). "
        "Kembalikan juga pertanyaan “Diterima pada” di formulir petugas menjadi pertanyaan Tanggal dengan jam."
    )


def upload(place: int) -> str:
    """Name a file that came with a form's answer, without its own name."""
    return f"lampiran formulir ke-{place}"


def upload_refused(*, place: int, acts: bool) -> str:
    """Say that such a file is of no kind that is kept, and where it lies."""
    why = "memuat program (misalnya makro)" if acts else "bukan jenis berkas yang disimpan (mungkin program)"
    return (
        f"Lampiran formulir ke-{place} {why}, jadi tidak disalin ke folder kasus. Tautannya ada di kolom Lampiran "
        "pelapor; jangan dibuka sebelum jelas asalnya, dan mintalah pelapor mengirimnya sebagai PDF atau foto."
    )


def upload_gone(*, place: int) -> str:
    """Say that such a file is not there any more, or was never shown to us."""
    return (
        f"Lampiran formulir ke-{place} tidak ditemukan di Drive: mungkin dihapus, mungkin tidak dibagikan kepada "
        "akun sistem, jadi tidak disalin ke folder kasus. Mintalah pelapor mengirimnya lagi, lalu taruh di folder "
        "kasus."
    )


def upload_unread(*, place: int, refusal: object) -> str:
    """Say that such a file could not be copied, and where it lies."""
    return (
        f"Lampiran formulir ke-{place} belum dapat disalin ke folder kasus: {refusal} Tautannya ada di kolom "
        "Lampiran pelapor; bila Anda dapat membukanya, taruh salinannya di folder kasus."
    )


# -- the signed form

FORM_NOT_SIGNED = (
    "Formulir Tindak Lanjut tidak lagi mengambil alamat terverifikasi, jadi jawabannya belum dipakai. Di setelan "
    "formulir, pilih Kumpulkan alamat email: Terverifikasi."
)


def torn(headings: str) -> str:
    """Say that form and Register contradict each other, so that nothing of it counts."""
    return (
        f"Formulir Tindak Lanjut dan Register berbeda: {headings}. Belum ada yang dipakai: kosongkan selnya bila "
        "formulir yang berlaku, atau kirim formulir itu lagi dengan isi yang sama seperti selnya."
    )


def form_shown(round: int, version: str) -> str:
    """Name the link to the signed form by the turn that it is for."""
    return " ".join(filter(None, ("Formulir", f"({round})" if round > 1 else "", version)))


# -- Hari Ini


def whose(names: Sequence[str], role: str) -> str:
    """Say for whom something waits: all who may do it, or that nobody may."""
    return f"{', '.join(names)} ({role})" if names else f"{role}: belum ada yang berwenang"


def whose_actions(names: Sequence[str]) -> str:
    """Say whose actions wait."""
    return f"{', '.join(names)} (lembar Tindakan)"


#: What is to be done about an action, in a line.
ACTION_TASKS = {
    ActionState.TO_PLAN: "Isi Penanggung jawab dan Tenggat tindakan di lembar Tindakan.",
    ActionState.AT_WORK: "Kerjakan tindakan ini; bila sudah, isi Selesai pada dan Bukti.",
    ActionState.PROVISIONAL: "Periksa apakah tindakan ini efektif, lalu isi Hasil pemeriksaan dan Diperiksa oleh.",
    ActionState.TO_REVIEW: "Masalahnya muncul lagi: tinjau tindakan ini, lalu isi Hasil pemeriksaan.",
}


def about(subject: str, complainant: str, company: str) -> str:
    """Say what a complaint is about, and whose it is."""
    who = f"{complainant}, {company}" if company and complainant else company or complainant
    return f"{subject} – {who}" if who else subject


def answers_unreadable(fault: object) -> str:
    """Say that the workbook of the survey's answers cannot be read."""
    return (
        f"Buku kerja Jawaban Survei tidak terbaca ({fault}). Pulihkan berkas atau lembarnya, atau jalankan `setup`."
    )


def answers_refused(count: int) -> str:
    """Say that answers cannot be shown."""
    return f"{count} jawaban survei tidak dapat ditulis di buku kerja Jawaban Survei."
