"""What the demo's commands say besides the story: help, refusals, and the guide to what it leaves."""

from __future__ import annotations

from automation.contact.wording import INSTALL_WORKSPACE

DEMO = "Mainkan seluruh SOP pada contoh keluhan, tanpa akun Google."
WORKSPACE = "Buka ruang kerja lokal (tiruan Google Workspace) di peramban."
FOLDER_HELP = "folder hasil (bawaan: hasil-demo)"
SHORT_HELP = "hanya satu keluhan, dari formulir sampai balasan"
DATA_HELP = "folder data ruang kerja"
WITHOUT_EXTRA = f"Ruang kerja lokal belum terpasang. Jalankan, {INSTALL_WORKSPACE}.\n"


def demo_port_help(port: int) -> str:
    """Say which port the demo takes."""
    return f"porta ruang kerja (bawaan: {port} bila bebas)"


def workspace_port_help(port: int) -> str:
    """Say which port the workspace takes."""
    return f"porta di 127.0.0.1 (bawaan: {port})"


# -- the folder that a demo leaves

MARK = "Folder ini dibuat oleh `demo`; menjalankan demo lagi menggantinya.\n"


def not_a_folder(folder: object) -> str:
    """Say that a file stands where the folder should be."""
    return f"{folder} bukan folder. Sebut folder lain dengan --folder."


def not_a_demo(folder: object) -> str:
    """Say that a folder holds something else than a demo's results."""
    return (
        f"Folder {folder} berisi sesuatu yang bukan hasil demo, jadi tidak disentuh. "
        "Sebut folder lain dengan --folder."
    )


# -- the workspace's start page

GUIDE_TITLE = "Kantor contoh setelah demo"
GUIDE = "Semua orang dan keluhan di sini buatan. Waktunya juga buatan, dan tertulis di bagian atas halaman."
GUIDE_STEPS = (
    "Pilih Dewi Lestari (petugas pelayanan), lalu buka Register Keluhan.",
    "Buka folder Kasus, lalu baca surat balasan sebuah keluhan.",
    "Buka kotak surat seorang pelapor, atau kotak surat Kepala Balai.",
)


def guide_to_sync(command: str) -> str:
    """Say how to try a complaint of one's own."""
    return f"Isi formulir pengaduan sebagai pelanggan, lalu jalankan sistemnya dengan {command}"


#: What is shown while it is done.
PLAYING = "Memainkan cerita"
