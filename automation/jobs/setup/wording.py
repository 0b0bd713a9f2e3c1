"""What setup calls the things it makes, and what it says in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: Folders and forms by their names among the places.
FOLDERS: Mapping[str, str] = {
    "cases": "Kasus",
    "scans": "Pindaian Masuk",
    "originals": "Pindaian Asli",
    "review": "Perlu Ditinjau",
    "templates": "Templat",
    "forms": "Formulir",
}
FORM_NAMES: Mapping[str, str] = {
    "public": "Pengaduan Layanan",
    "officer": "Catat Keluhan (petugas)",
    "survey": "Survei Kepuasan",
}


def workbook_name(office: str) -> str:
    """Name an office's workbook."""
    return f"Register Keluhan – {office}"


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


def chart(title: str) -> str:
    """Name a chart."""
    return f"grafik {title}"


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


OFFICE_FOLDER, WORKBOOK = "folder kantor", "buku kerja"


def access(*, email: str, what: str) -> str:
    """Say who can open what now."""
    return f"akses {email} ke {what}"


# -- what is amiss


def not_shared(*, what: str, email: str, fault: object) -> str:
    """Say why something could not be shared."""
    return f"{what} belum dapat dibagikan kepada {email}: {fault}"


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


# -- what people do next


def link_form(*, form: str, editor: str, workbook: str) -> str:
    """Say how to link a form to the workbook."""
    return (
        f"Tautkan formulir {form}: buka {editor} → Jawaban → "
        f"Tautkan ke Spreadsheet → Pilih spreadsheet yang ada → {workbook}."
    )


WITHOUT_LINKS = "Tanpa tautan itu pun sistem berjalan; dengan tautan, setiap tick lebih hemat panggilan."
