"""What setup calls the things it makes, and what it says in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from automation.domain.calendar import Norm
from automation.domain.layout import Responder
from automation.domain.views import RegisterView
from automation.domain.vocabulary import STEP_NAMES, Role, Step
from automation.register.wording import SET_LOCALE

#: Folders and forms by their names among the places; not each office has them all.
FOLDERS: Mapping[str, str] = {
    "cases": "Kasus",
    "scans": "Pindaian Masuk",
    "originals": "Pindaian Asli",
    "review": "Perlu Ditinjau",
    "templates": "Templat",
    "reports": "Laporan",
    "pages": "Halaman Pelapor",
    "forms": "Formulir",
}
FORM_NAMES: Mapping[str, str] = {
    "public": "Pengaduan Layanan",
    "officer": "Catat Keluhan (petugas)",
    "survey": "Survei Kepuasan",
    "survey_paper": "Catat Survei Kertas (petugas)",
    "decisions": "Tindak Lanjut (staf)",
}


def how_handled(norms: Mapping[Step, Norm]) -> str:
    """Say to whoever fills a form which steps follow, and how long each may take."""
    steps = "; ".join(f"{STEP_NAMES[step]} {norm}" for step, norm in sorted(norms.items()))
    return (
        f"Cara kami menangani keluhan, dengan norma waktu setiap langkah dalam jam kerja: {steps}. Selama kami "
        "menunggu keterangan, waktunya berhenti. Semuanya tanpa biaya."
    )


def workbook_name(office: str) -> str:
    """Name an office's workbook."""
    return f"Register Keluhan – {office}"


def answers_name(office: str) -> str:
    """Name the workbook of the survey's single answers."""
    return f"Jawaban Survei – {office}"


def answers_not_made(fault: object) -> str:
    """Say that the workbook of the survey's answers could not be made ready."""
    return f"Buku kerja Jawaban Survei belum siap: {fault}"


def unlink_form(*, form: str, editor: str, workbook: str) -> str:
    """Say how single answers leave the workbook that everybody on a case opens."""
    return (
        f"Putuskan tautan formulir {form}: buka {editor} → Jawaban → ⋮ → Putuskan tautan formulir, lalu hapus lembar "
        f"jawabannya di {workbook}: isinya terlihat oleh semua yang membuka buku kerja itu."
    )


def own_columns(*, tab: str, headings: Sequence[str]) -> str:
    """Say what keeps the tab of single answers from being moved into a workbook of its own."""
    return (
        f"Lembar {tab} lama memuat kolom buatan kantor ({', '.join(headings)}). Jawaban survei satu per satu kini "
        "berada di buku kerja tersendiri. Pindahkan kolom itu, lalu jalankan lagi setup."
    )


def form_file(*, form: str, office: str) -> str:
    """Name a form's file."""
    return f"{form} – {office}"


def folder(name: str) -> str:
    """Name a folder."""
    return f"folder {name}"


def template(name: str) -> str:
    """Name a template."""
    return f"templat {name}"


# -- what was made


def made(text: str) -> str:
    """Say that something was made."""
    return f"✓ dibuat: {text}"


def kept(text: str) -> str:
    """Say that something was there already."""
    return f"✓ sudah ada: {text}"


def problem(text: str) -> str:
    """Mark what is amiss."""
    return f"! {text}"


def questions(form: str) -> str:
    """Name a form's questions."""
    return f"pertanyaan formulir {form}"


def new_question(*, question: str, form: str) -> str:
    """Name a question that a form asks now."""
    return f"pertanyaan {question} di formulir {form}"


def published(form: str) -> str:
    """Say that a form takes answers now."""
    return f"formulir {form} diterbitkan"


def responder(one: Responder) -> str:
    """Name who may answer a form."""
    match one.kind:
        case "anyone":
            return "siapa saja"
        case "domain":
            return f"semua akun {one.address}"
        case _:
            return one.address


def admitted(*, form: str, whom: str) -> str:
    """Say who can send a form now."""
    return f"formulir {form} terbuka bagi {whom}"


VIEW_TITLES = {
    RegisterView.OFFICERS: f"Giliran {Role.SERVICE_OFFICER.value}",
    RegisterView.HEAD: f"Giliran {Role.HEAD_OF_OFFICE.value}",
    RegisterView.LEADS: f"Giliran {Role.GROUP_LEAD.value}",
    RegisterView.LATE: "Terlambat",
    RegisterView.OPEN: "Masih terbuka, terbaru dahulu",
    RegisterView.CLOSED: "Sudah selesai, terbaru dahulu",
    RegisterView.BY_STATE: "Masih terbuka, menurut status",
    RegisterView.CLOSED_LATELY: "Selesai dalam sebulan terakhir",
}


def column_groups(count: int) -> str:
    """Name the groups of columns that can be folded away."""
    return f"{count} kelompok kolom di lembar Register"


def filter_view(title: str) -> str:
    """Name a filter view."""
    return f"tampilan filter {title}"


def chart(title: str) -> str:
    """Name a chart."""
    return f"grafik {title}"


MONTHS_IN_AND_OUT = "Keluhan per bulan tahun ini: diterima, berakhir, masih ditangani"
MONTHS_BOTH_YEARS = "Keluhan diterima per bulan: tahun ini dan tahun lalu"


def tab(title: str) -> str:
    """Name a tab of the workbook."""
    return f"lembar {title}"


def column(*, heading: str, tab: str) -> str:
    """Name a column of a tab."""
    return f"kolom {heading} di lembar {tab}"


def protections(count: int) -> str:
    """Count the protections that were missing."""
    return f"{count} perlindungan yang belum ada"


def new_editors(count: int) -> str:
    """Count the protections that have other editors now."""
    return f"penyunting baru pada {count} perlindungan"


def region(*, locale: str, zone: str) -> str:
    """Say which locale and time zone the workbook has now."""
    return f"lokalitas {locale} dan zona waktu {zone} pada buku kerja"


OFFICE_FOLDER, WORKBOOK = "folder kantor", "buku kerja"


def access(*, email: str, what: str) -> str:
    """Say who can open what now."""
    return f"akses {email} ke {what}"


def invited(*, email: str, what: str) -> str:
    """Say who was invited by mail to what."""
    return f"undangan lewat surel kepada {email} untuk {what}"


def protection(name: str) -> str:
    """Name a protection."""
    return f"perlindungan {name.removeprefix('Tanggap: ')}"


EMPTY_TAB, GUIDE_TAB = "lembar kosong bawaan", "Petunjuk"

# -- what is amiss


def not_shared(*, what: str, emails: Sequence[str], fault: str) -> str:
    """Say why something could not be shared with some."""
    return f"{what} belum dapat dibagikan kepada {', '.join(emails)}: {fault}"


def not_published(*, form: str, fault: object) -> str:
    """Say why a form could not be published."""
    return f"Formulir {form} belum dapat diterbitkan: {fault}"


def not_admitted(*, form: str, whom: Sequence[Responder], fault: str) -> str:
    """Say why a form could not be opened to some."""
    return f"Formulir {form} belum terbuka bagi {', '.join(map(responder, whom))}: {fault}"


def closed_to_outsiders(*, form: str, asks: bool) -> str:
    """Say that outsiders meet a sign-in page where the form should be, and the click to make."""
    click = (
        "Setelan › Respons › Kumpulkan alamat email: Jangan kumpulkan"
        if asks
        else "Dipublikasikan (Kelola) › Responden: Siapa saja yang memiliki link"
    )
    return f"Formulir {form}: orang luar diminta masuk, jadi tidak dapat mengisinya. Buka formulirnya, {click}."


SHARED_DRIVE_UNKNOWN = (
    "Drive bersama pada [google] drive_bersama tidak ada, atau akun ini bukan anggotanya. Salin id-nya dari alamat "
    "drive itu (sesudah /folders/), dan minta pengelolanya: klik kanan drive, Kelola anggota, tambahkan akun ini "
    "sebagai Pengelola konten."
)
MARKS_UNSEEN = (
    "Tanda pada berkas kantor tidak terlihat: kunci atau klien ini dari proyek Google Cloud lain, dan tiap proyek "
    "hanya melihat tandanya sendiri. Pakai lagi kunci dari proyek semula; jangan jalankan `rebuild` dengan yang ini."
)


def shared_drive_closed(name: str) -> str:
    """Say that the account may add nothing to the shared drive."""
    return (
        f"Akun ini tidak boleh menambah berkas di drive bersama {name}. Minta pengelolanya: klik kanan drive, Kelola "
        "anggota, jadikan akun ini Pengelola konten, lalu ulangi `setup`."
    )


def shared_drive_role(name: str) -> str:
    """Say that the account's role in the shared drive does not suffice for all of the work."""
    return (
        f"Akun ini hanya Kontributor di drive bersama {name}, jadi tidak dapat memindahkan pindaian dan membuang "
        "salinan. Minta pengelolanya: klik kanan drive, Kelola anggota, jadikan akun ini Pengelola konten."
    )


def folder_without_mark(name: str) -> str:
    """Say that the office's folder seems to be there, made by another project of Google Cloud or by hand."""
    return (
        f"Folder {name} sudah ada di Drive, tetapi tandanya tidak terlihat, jadi tidak ada yang dibuat. Bila kantor "
        "ini pernah disiapkan, kunci atau klien ini dari proyek Google Cloud lain: pakai lagi yang semula, atau "
        "kembalikan buku besarnya dengan `rebuild --cadangan BERKAS`. Bila foldernya bukan buatan program ini, ganti "
        "namanya di Drive, lalu ulangi `setup`."
    )


def step_refused(*, step: str, fault: object) -> str:
    """Say which step of the workbook's building is refused."""
    return f"Buku kerja, {step}: {fault}"


def may_be_invited(email: str) -> str:
    """Say how an address without an account can be invited by mail."""
    return (
        f"Bila alamat {email} betul tetapi belum punya akun Google, Google dapat mengundangnya lewat surel: jalankan "
        f"`setup --undang {email}`. Sekali saja, dan tidak pernah tanpa perintah ini."
    )


def invited_before(*, what: str, email: str) -> str:
    """Say that somebody was invited and has not come."""
    return (
        f"{email} sudah pernah diundang ke {what} lewat surel, tetapi belum dapat membukanya. Minta orangnya membuat "
        "akun Google dengan alamat itu, lalu ulangi `setup`; undangan tidak dikirim lagi."
    )


def nobody_to_invite(addresses: Sequence[str]) -> str:
    """Say that nobody of the office has an address that was to be invited."""
    return f"Tidak diundang: {', '.join(addresses)} tidak ada di pengaturan atau lembar Pokja."


def in_bin(what: str) -> str:
    """Say how to go on where something that setup made lies in Drive's bin."""
    return f"{what} ada di Sampah Drive. Pulihkan dari Sampah, lalu ulangi `setup`."


def gone(what: str) -> str:
    """Say how to go on where something that setup made is gone."""
    return (
        f"{what} sudah dihapus dari Drive, atau tidak lagi dibagikan kepada akun ini. Minta admin Workspace "
        "memulihkannya (bisa sampai 25 hari), atau bagikan lagi sebagai Editor, lalu ulangi `setup`."
    )


def questions_deleted(*, form: str, questions: Sequence[str]) -> str:
    """Say which questions of a form people deleted."""
    return f"Formulir {form}: pertanyaan {', '.join(questions)} dihapus orang; jawabannya kosong."


def tab_renamed(*, title: str, now: str) -> str:
    """Say that a tab has another name now."""
    return f"Lembar {title} kini bernama {now}. Kembalikan namanya menjadi {title}."


def locale_foreign(locale: str) -> str:
    """Say that the workbook's locale could not be set, and the click to make."""
    return (
        f"Lokalitas buku kerja masih {locale or 'tidak dikenal'}, padahal harus Indonesia: 03/12/2026 yang diketik "
        f"petugas menjadi 12 Maret. Buka buku kerja, {SET_LOCALE}, lalu ulangi `setup`."
    )


def zone_wrong(*, zone: str, wanted: str) -> str:
    """Say that the workbook's time zone could not be set."""
    return f"Zona waktu buku kerja masih {zone}. Buka buku kerja, File › Setelan › Zona waktu: {wanted}."


def dates_to_check(*, shown: Sequence[str], more: int) -> str:
    """Ask people to look at dates that were typed while the locale was another one."""
    rest = f"; dan {more} lagi" if more else ""
    return (
        "Lokalitas buku kerja tadinya bukan Indonesia. Periksa tanggal yang hari dan bulannya bisa tertukar, lalu "
        f"betulkan yang salah (tidak ada yang diubah sendiri): {'; '.join(shown)}{rest}."
    )


# -- what people do next


def link_form(*, form: str, editor: str, workbook: str) -> str:
    """Say how to link a form to the workbook."""
    return (
        f"Tautkan formulir {form}: buka {editor} → Jawaban → "
        f"Tautkan ke Spreadsheet → Pilih spreadsheet yang ada → {workbook}."
    )


AUDIENCES: Mapping[str, str] = {
    "public": "pelanggan, boleh dipasang di situs",
    "officer": "petugas, hanya di dalam kantor",
}


def form_at(*, audience: str, address: str) -> str:
    """Say where a form is answered, and by whom."""
    return f"Formulir untuk {audience}: {address}"


def workbook_at(address: str) -> str:
    """Say where the workbook is opened."""
    return f"Buku kerja (Register): {address}"


def must_sign_in(form: str) -> str:
    """Say that a form takes addresses that nobody verified."""
    return (
        f"Formulir {form} tidak mengambil alamat terverifikasi, jadi jawabannya tidak dipakai. Di setelan formulir, "
        "pilih Kumpulkan alamat email: Terverifikasi."
    )


WITHOUT_LINKS = "Tanpa tautan itu pun sistem berjalan; dengan tautan, setiap putaran lebih hemat panggilan."

#: What is shown while it is done.
BUILDING = "Memeriksa dan membangun ruang kerja kantor"
TABS, ACCESS = "Lembar buku kerja", "Akses dan kolom yang dilindungi"
