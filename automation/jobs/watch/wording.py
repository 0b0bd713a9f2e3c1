"""What the supervisor is told of trouble, and what doctor says of each thing it looks at."""

from __future__ import annotations

from collections.abc import Sequence

from automation.register.wording import SET_LOCALE

RUN_SETUP = "jalankan `setup`."

# -- what the supervisor is told


def bug_in_the_tick(*, place: str) -> str:
    """Say that a bug stopped the whole tick, and where in the program."""
    return (
        f"Kesalahan program menghentikan seluruh pekerjaan sistem ({place}). Laporkan tempat itu kepada pengembang; "
        "sementara itu sistem mencoba lagi dengan sendirinya."
    )


def failing_for_long(*, minutes: int, reason: str) -> str:
    """Say that ticks have failed for longer than so many minutes, and why."""
    return f"Sudah lebih dari {minutes} menit pekerjaan tidak berhasil. {reason}"


def others_failing(count: int) -> str:
    """Count the failing things that a mail does not name."""
    return f"Dan {count} hal lain; lihat semuanya dengan `sync --dry-run`."


WORKBOOK, ROOT_FOLDER = "Buku kerja Register Keluhan", "Folder utama kantor"


def year_book(mark: str) -> str:
    """Name a yearly workbook."""
    return f"Buku Tahunan {mark}"


def in_bin(name: str) -> str:
    """Say what lies in Drive's bin, and what to do."""
    return (
        f"{name} ada di Sampah Drive, dan akan terhapus selamanya tiga puluh hari sesudah dibuang. Buka Sampah, lalu "
        "pulihkan."
    )


# -- spans of time


def minutes(count: int) -> str:
    """Print so many minutes."""
    return f"{count} menit"


def hours(count: int) -> str:
    """Print so many hours."""
    return f"{count} jam"


def days(count: int) -> str:
    """Print so many days."""
    return f"{count} hari"


# -- what doctor looks at

LEDGER, SIGN_IN, DRIVE_FILES, WORKBOOK_CHECK, HISTORY = (
    "Buku besar",
    "Masuk ke Google",
    "Berkas di Drive",
    "Buku kerja",
    "Riwayat",
)
TEMPLATES, MAILS, QUOTAS, COLUMN_HEADINGS = "Templat surat", "Surel", "Kuota", "Judul kolom"


def form(name: str) -> str:
    """Name a form."""
    return f"Formulir {name}"


def tab(title: str) -> str:
    """Name a tab of the workbook."""
    return f"Lembar {title}"


def template(title: str) -> str:
    """Name a template."""
    return f"Templat {title}"


# -- the ledger

LEDGER_DISK = "Tempat buku besar"


def doubtful_disk(name: str) -> str:
    """Say that nobody knows whether a database is safe on such a file system."""
    return (
        f"terletak di {name}, folder bersama yang penguncian berkasnya belum tentu dapat diandalkan. Pindahkan buku "
        "besar ke disk mesin ini sendiri, lalu sesuaikan [buku_besar] alamat."
    )


LEDGER_WHOLE = "Riwayat di buku besar utuh"
NOTHING_FAILS = "Tidak ada pekerjaan yang gagal"
CODE_KEY = "Kunci kode QR ada"
CODE_KEY_ADVICE = "jalankan `setup`, lalu cadangkan berkas kuncinya."


CHAIN_UNCHECKED = "rantai sertifikat tidak diperiksa, karena [srikandi] sertifikat_induk kosong"


def through_srikandi(variables: Sequence[str]) -> str:
    """Say that letters are signed through Srikandi, with which variables."""
    shown = ", ".join(f"${{{name}}}" for name in variables)
    return f"Surat ditandatangani lewat Srikandi; variabel naskah: {shown}"


def ledger_changed(*, line: object) -> str:
    """Say what to do where the ledger's history was changed from outside, from this line on."""
    return (
        f"baris {line} diubah atau hilang di luar sistem. Pulihkan buku besar dengan "
        "`rebuild --cadangan BERKAS` dan periksa siapa yang dapat menulis berkasnya."
    )


def and_others(count: int) -> str:
    """Count the failing things that are not named, after those that are."""
    return f"; dan {count} lagi (lihat `sync --dry-run`)"


def history_matches(*, end: str) -> str:
    """Say up to which line Riwayat and the ledger are the same."""
    return f"Riwayat cocok dengan buku besar sampai {end}"


def history_line(*, sequence: int, fault: str) -> str:
    """Say what is wrong with a line of the history."""
    return f"baris {sequence}: {fault}"


def sealed_line(*, sequence: int, seal: str) -> str:
    """Name a line of the history with its seal."""
    return f"baris {sequence} dengan kode periksa {seal}"


NO_LINE = "baris 0"


def history_differs(lines: str) -> str:
    """Say what to do where Riwayat and the ledger differ in these lines."""
    return (
        f"{lines}. Buku besar atau lembar Riwayat diubah di luar sistem. Bandingkan kode periksanya dengan surel "
        "harian penyelia dan Histori versi buku kerja, lalu pulihkan yang salah dari cadangan."
    )


# -- Drive


SIGN_IN_LASTS = "Izin masuk berlaku"


def sign_in_ends(moment: str) -> str:
    """Say when Google ends the sign-in, and how an office gets out of that."""
    return (
        f"Google mengakhiri izin masuk pada {moment}, karena aplikasi di Google Cloud masih “Testing”. Jalankan "
        "`masuk` sebelum itu; supaya tidak berakhir: Google Auth Platform, Audience, Publish app, lalu `masuk` "
        "sekali lagi."
    )


def signed_in_as_another(expected: str) -> str:
    """Say that another account is signed in than the settings name."""
    return f"padahal atas_nama di bagian [google] ialah {expected}; jalankan `masuk`, atau betulkan atas_nama."


def signed_in(account: str) -> str:
    """Name the account that the job works with."""
    return f"Masuk ke Google sebagai {account}"


PLACES_KNOWN = "Semua tempat tercatat"


def places_unknown(places: str) -> str:
    """Say which places setup has not made."""
    return f"belum ada {places}; jalankan `setup`."


IN_BIN, GONE = "di Sampah", "terhapus atau tidak dibagikan"


def files_reached(count: int) -> str:
    """Count the files and folders that the job needs."""
    return f"{count} berkas dan folder di Drive terjangkau"


def files_lost(names: str) -> str:
    """Say how to get lost files back."""
    return f"{names}. Pulihkan dari Sampah Drive, atau minta admin Workspace memulihkannya."


SHARED_DRIVE = "Drive bersama"
MARKS_SEEN = "Tanda pada berkas kantor terlihat"
IN_MY_DRIVE = (
    "berkas ikut terhapus bila akun itu dihapus. Bila kantor memakai Google Workspace, simpan di drive bersama "
    "([google] drive_bersama)."
)


def in_my_drive(account: str) -> str:
    """Say that an account owns the office's files."""
    return f"Berkas disimpan di Drive Saya milik {account}"


def in_shared_drive(name: str) -> str:
    """Say that the account may do all of the work in the shared drive."""
    return f"Akun ini Pengelola konten di drive bersama {name}"


# -- the workbook


def locale_in_force(locale: str) -> str:
    """Say which locale the workbook has."""
    return f"Lokalitas buku kerja Indonesia ({locale or '?'})"


def locale_foreign(*, dates: str) -> str:
    """Say what to do about another locale, and which dates may have been read by it."""
    listed = f" Periksa tanggal yang hari dan bulannya bisa tertukar: {dates}." if dates else ""
    return (
        "bukan Indonesia, jadi 03/12/2026 yang diketik petugas menjadi 12 Maret; tanggal baru belum dipakai. "
        f"Jalankan `setup`; bila tetap, buka buku kerja, {SET_LOCALE}.{listed}"
    )


def locale_is_foreign(locale: str) -> str:
    """Tell the supervisor of another locale."""
    return f"Lokalitas buku kerja {locale or '?'}: {locale_foreign(dates='')}"


CELLS_APART = "Sel yang digabung"
_FEW_AREAS = 10


def merged(*, tab: str, cells: Sequence[str]) -> str:
    """Say which cells of a tab are merged, and what to do."""
    shown = ", ".join(cells[:_FEW_AREAS]) + (and_more(len(cells) - _FEW_AREAS) if len(cells) > _FEW_AREAS else "")
    return (
        f"Lembar {tab}: sel {shown} digabung, sehingga isinya hanya dihitung untuk baris dan kolom pertama. Pilih "
        "sel itu, klik Format › Gabungkan sel › Pisahkan, lalu isi setiap sel sendiri."
    )


def unprotected(titles: Sequence[str]) -> str:
    """Say in which tabs the job's protections are gone, and what to do."""
    return (
        f"Perlindungan kolom hilang di lembar {', '.join(titles)}, jadi siapa pun yang menyunting buku kerja dapat "
        "mengubah kolom milik orang lain atau milik sistem. Jalankan `setup`: perlindungan dipasang lagi."
    )


def zone_in_force(zone: str) -> str:
    """Say which time zone the workbook has."""
    return f"Zona waktu buku kerja ({zone or '?'})"


def zone_wrong(wanted: str) -> str:
    """Say which time zone the workbook should have."""
    return f"seharusnya {wanted}; jalankan `setup`."


DATES_BELIEVED = "Tidak ada tanggal yang diragukan di Register"


def dates_doubted(count: int) -> str:
    """Count the dates that were typed under another locale."""
    return (
        f"{count} tanggal diketik selagi lokalitas buku kerja bukan Indonesia. Setelah lokalitasnya betul, kosongkan "
        "sel itu, tunggu sampai peringatan di samping barisnya hilang, dan ketik lagi tanggalnya, hari dahulu."
    )


def and_more(count: int) -> str:
    """Count what is not named."""
    return f"; dan {count} lagi"


TAB_MISSING = "tidak ada. Jalankan `setup` untuk membuatnya lagi."


def tab_renamed(title: str) -> str:
    """Say what a tab is called now."""
    return f"kini bernama {title}; kembalikan namanya."


def tab_complete(title: str) -> str:
    """Say that a tab has its columns."""
    return f"Lembar {title} lengkap"


def new_columns(headings: str) -> str:
    """Say which columns setup will add."""
    return f"kolom {headings} belum ada; `setup` menambahkannya."


GROUPS_READ, HAS_GROUPS, HOLIDAYS_READ = (
    "Lembar Pokja terbaca",
    "Ada pokja untuk disposisi",
    "Lembar Hari Libur terbaca",
)
SERVICES_LISTED = "Layanan di lembar Pokja ada di lembar Jenis Layanan"
GROUPS_ADVICE = "isi lembar Pokja: nama, layanan, ketua dan surelnya."
OFFICIALS_READ, OFFICIALS_HOLD = "Lembar Pejabat terbaca", "Pejabat hari ini menurut lembar Pejabat"
OPEN_FOR_ALL = "Folder dan buku kerja terbuka bagi semua petugas"


def cannot_open(emails: Sequence[str]) -> str:
    """Name who cannot open the workbook, and what to do."""
    return (
        f"Belum terbuka bagi {', '.join(emails)}. Jalankan `setup`; bila alamatnya betul tetapi belum punya akun "
        "Google, `setup --undang ALAMAT` mengundangnya."
    )


PROTECTED = "Perlindungan kolom sesuai peran"


def settings_differ(keys: str) -> str:
    """Name the settings that say other than the tab Pejabat."""
    return (
        f"office.toml berbeda pada {keys}; yang berlaku lembar Pejabat. "
        "Samakan isinya agar tidak membingungkan, atau biarkan."
    )


def wrong_protections(count: int) -> str:
    """Count the protections that are missing or have other editors."""
    return f"{count} perlindungan hilang atau penyuntingnya lain. Jalankan `setup`."


def calendar_known(years: str) -> str:
    """Say for which years holidays are known."""
    return f"Kalender hari libur cukup (tahun {years})"


def holidays_missing(years: str) -> str:
    """Say for which years holidays are missing."""
    return f"belum ada hari libur tahun {years}; isi dari SKB hari libur dan cuti bersama."


def cells_used(share: str) -> str:
    """Say how much of a workbook's cells is used, such as "61%"."""
    return f"Buku kerja memakai {share} dari 10 juta sel"


def largest_tabs(titles: str) -> str:
    """Name the largest tabs, after the advice for a workbook that is nearly full."""
    return f" Yang terbesar: {titles}."


# -- forms, templates, the mailbox


def form_open(name: str) -> str:
    """Say that a form takes answers."""
    return f"Formulir {name} terbuka"


NOT_PUBLISHED = "belum diterbitkan. Jalankan `setup`."
ASKS_TO_SIGN_IN = (
    "orang luar diminta masuk dahulu. Buka formulirnya, Setelan › Respons › Kumpulkan alamat email: Jangan kumpulkan."
)
OPEN_TO_STRANGERS = (
    "siapa pun yang tahu alamatnya dapat mengisi. Buka formulirnya, Dipublikasikan (Kelola) › Responden, lalu batasi "
    "pada kantor."
)


def closed_to(whom: str) -> str:
    """Say who meets a sign-in page where the form should be."""
    return (
        f"{whom} belum dapat mengisinya. Jalankan `setup`; bila ditolak aturan domain, minta admin Workspace, atau "
        "buka formulirnya, Dipublikasikan (Kelola) › Responden."
    )


def form_complete(name: str) -> str:
    """Say that a form asks all that it must."""
    return f"Formulir {name} bertanya lengkap"


def questions_deleted(titles: str) -> str:
    """Say which questions people deleted."""
    return f"pertanyaan {titles} dihapus orang."


def form_understood(name: str) -> str:
    """Name the check whether a form's choices are ours."""
    return f"Formulir {name} dipahami"


def services_unlisted(services: str) -> str:
    """Say which services of the groups nobody can choose."""
    return (
        f"tidak ada di Jenis Layanan, sehingga tidak pernah terpilih: {services}. Samakan tulisannya di kedua lembar."
    )


def choices_unknown(*, question: str, unknown: Sequence[str], known: Sequence[str]) -> str:
    """Say which choices of a question nobody knows, and which are known."""
    named = f"pilihan {', '.join(f'“{one}”' for one in unknown)} tidak dikenal" if unknown else "bukan pilihan lagi"
    return (
        f"Pertanyaan “{question}”: {named}, sehingga jawabannya hanya menjadi peringatan di Register. "
        f"Kembalikan menjadi {', '.join(known)}."
    )


def no_date_question(question: str) -> str:
    """Say that a question asks for no date any more."""
    return (
        f"Pertanyaan “{question}” tidak lagi menanyakan tanggal dengan jam, sehingga tenggat dihitung dari waktu "
        "formulir dikirim. Ubah menjadi pertanyaan Tanggal dan sertakan waktu."
    )


def questions_gone(titles: Sequence[str]) -> str:
    """Name questions that people deleted, and that need not be answered."""
    return f"Tidak ditanyakan lagi: {', '.join(titles)}."


def questions_added(titles: Sequence[str]) -> str:
    """Name questions that people added, and where their answers go."""
    return f"Ditambahkan kantor: {', '.join(titles)}; jawabannya ada di kolom Jawaban lain dan di Form Pengaduan."


def questions_known(name: str) -> str:
    """Say that setup remembers a form's questions."""
    return f"Formulir {name} dikenal pertanyaannya"


def form_linked(name: str) -> str:
    """Say that a form writes into the workbook."""
    return f"Formulir {name} tertaut ke buku kerja"


def form_apart(name: str) -> str:
    """Say that a form's single answers do not stand in the workbook."""
    return f"Jawaban formulir {name} tidak ada di buku kerja"


def how_to_unlink(editor: str) -> str:
    """Say how a form's answers leave the workbook."""
    return (
        f"buka {editor} → Jawaban → ⋮ → Putuskan tautan formulir, lalu hapus lembar jawabannya di buku kerja: isinya "
        "terlihat oleh semua yang membuka buku kerja itu."
    )


ANSWERS_CHECK = "Buku kerja Jawaban Survei"
ANSWERS_BOOK = "buku kerja Jawaban Survei"
ANSWERS_KEPT = "Jawaban survei satu per satu hanya terbuka bagi Petugas Pelayanan dan Kepala Balai"


def answers_open_to(strangers: str) -> str:
    """Name who else opens the survey's single answers."""
    return f"juga terbuka bagi {strangers}; cabut aksesnya di Bagikan pada buku kerja Jawaban Survei."


def how_to_link(editor: str) -> str:
    """Say how people link a form to the workbook."""
    return f"buka {editor} → Jawaban → Tautkan ke Spreadsheet; tanpa itu sistem tetap berjalan."


FIGURES_PUBLIC = "Angka untuk umum yang sedang terbit"
NO_FIGURES_YET = "belum ada; menunggu Kepala Balai memilih Ya di kolom Terbitkan pada lembar Arsip."
TEMPLATE_MISSING = "belum ada; jalankan `setup`."
NO_CODE = "tidak memuat {{ qr }}; tambahkan agar pindaiannya dikenali."
NO_LOGO = "tidak memuat {{ logo }}, jadi logo kantor tidak tercetak; tulis {{ logo }} di kopnya bila diinginkan."


def template_fits(title: str) -> str:
    """Say that a template asks for known words alone."""
    return f"Templat {title} sesuai"


def words_unknown(words: str) -> str:
    """Say which words of a template nothing fills."""
    return f"kata {words} tidak dikenal; lihat daftar kata di templates.toml."


MAILBOX_REACHED = "Kotak surel terjangkau"
MAILS_LEFT_ALONE = "Surel masuk yang dibiarkan dalam tujuh hari terakhir"


def in_the_mailbox(told: str) -> str:
    """Say which mails were left alone, and where they lie."""
    return f"{told}. Semuanya tetap ada di kotak surat kantor."


# -- pings

PINGS = "Ping pemantauan"
PINGS_OFF = "belum diatur; isi [pemantauan] alamat_ping agar seseorang dikabari bila program ini mati."
NEVER_PINGED = "belum pernah dikirim; jalankan `sync`."
PINGS_SILENT = "periksa layanan atau cron yang menjalankan program ini."


def ping_answered(ago: str) -> str:
    """Say how long ago a ping was answered last."""
    return f"Ping pemantauan terakhir dijawab {ago} yang lalu"


def ping_failed(*, fault: str, ever_answered: bool) -> str:
    """Say what was wrong with the last ping, and what to check."""
    since = "" if ever_answered else "belum pernah dijawab; "
    return f"{since}ping terakhir {fault}. Periksa [pemantauan] alamat_ping dan jaringan mesin."


# -- what changes by itself

IS_OPEN = "kantor sedang buka"


def closed_until(opening: str) -> str:
    """Say when the office opens."""
    return f"kantor tutup sampai {opening}"


def office_time(*, shown: str, state: str = "") -> str:
    """Say what time it is in the office, and whether that is open."""
    return f"Jam kantor {shown}, {state}" if state else f"Jam kantor {shown}"


CLOCK_RIGHT = "Jam mesin cocok dengan jam Google"


def clock_off(seconds: int) -> str:
    """Say by how many seconds the machine's clock is wrong."""
    return f"meleset {seconds} detik; nyalakan penyelarasan waktu (NTP) pada mesin ini."


def estimated_day(*, day: str, row: int) -> str:
    """Name an estimated day with its row, counted from 1 with the heading."""
    return f"{day} (baris {row})"


def estimates(*, count: int, tab: str) -> str:
    """Count the days to come that are an estimate."""
    return f"{count} tanggal di {tab} masih perkiraan"


def estimates_advice(*, days: Sequence[str], mark: str) -> str:
    """Say what to do with estimated days once the decree is there; `mark` is the word that marks them."""
    return f"{', '.join(days)}. Bila SKB-nya terbit, betulkan tanggalnya dan hapus kata “{mark}”."


LAST_TICK, NEVER_TICKED = "Putaran terakhir", "belum pernah ada; jalankan `sync`."
TICKS_SILENT = "periksa layanan atau cron yang menjalankannya."
TICKS_GO_WELL = "Putaran tidak gagal berturut-turut"
SUPERVISOR_KNOWS_ALL = "Semua gangguan sudah disampaikan kepada penyelia"
NOTHING_HALF_DONE = "Tidak ada pekerjaan yang tertinggal di tengah jalan"


def last_tick(ago: str) -> str:
    """Say how long ago the last tick was."""
    return f"Putaran terakhir {ago} yang lalu"


def ticks_fail(ago: str) -> str:
    """Say how long ago ticks began to fail."""
    return f"gagal sejak {ago} yang lalu; lihat keluarannya."


def supervisor_unheard(fault: str) -> str:
    """Say what the supervisor could not be told."""
    return f"surel kepada penyelia gagal terkirim. Yang belum didengarnya: {fault}"


def half_done(keys: str) -> str:
    """Say what to do where effects were begun and never finished."""
    return f"{keys}. Bila tidak ada putaran yang sedang berjalan, jalankan `sync`, lalu lihat `explain`."


MAILS_ADVICE = "Gmail menolak surel di atas batas; sisanya terkirim besok."
STORAGE_ADVICE = "kosongkan Sampah Drive atau tambah ruangnya."


def mails_used(*, count: int, most: int) -> str:
    """Say how many of the day's mails were sent."""
    return f"{count} dari {most} surel hari ini terkirim"


def storage_used(*, used: str, limit: str = "") -> str:
    """Say how much of the account's storage is used."""
    of = f" dari {limit}" if limit else ""
    return f"Ruang Drive terpakai {used}{of}"
