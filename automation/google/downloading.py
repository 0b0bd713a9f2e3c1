"""Downloads that are what Drive says there is: right kind, right size, right MD5."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from automation.ports import EntryKind, FileEntry, Missing, Refused

#: What a listing asks of each file.
ENTRY_FIELDS = "id,name,mimeType,size,md5Checksum,modifiedTime"
#: What is asked before a download without a listing.
STATE_FIELDS = f"{ENTRY_FIELDS},trashed,capabilities(canDownload)"

_NATIVES = {
    "document": "dokumen Google",
    "spreadsheet": "spreadsheet Google",
    "presentation": "presentasi Google",
    "form": "formulir Google",
    "drawing": "gambar Google",
}


def entry_of(file: Mapping[str, Any]) -> FileEntry:
    """Read one file of an answer."""
    modified = file.get("modifiedTime")
    return FileEntry(
        id=file["id"],
        name=file["name"],
        mime_type=file["mimeType"],
        size=int(file.get("size", 0)),
        md5=file.get("md5Checksum", ""),
        modified_at=datetime.fromisoformat(modified) if modified else None,
    )


def check_state(file: Mapping[str, Any]) -> None:
    """Check that a file is there and may be downloaded.

    Raises:
        Missing: it lies in the bin.
        Refused: its owner withholds it.
    """
    if file.get("trashed"):
        raise Missing(f"Berkas “{file['name']}” ada di Sampah; pulihkan dari Sampah Google Drive, lalu ulangi.")
    if entry_of(file).kind is EntryKind.FILE and not file.get("capabilities", {}).get("canDownload", True):
        raise Refused(
            f"Berkas “{file['name']}” tidak boleh diunduh akun ini: pemiliknya mematikan unduhan. Minta pemiliknya "
            "mengizinkan unduhan, atau taruh salinan milik kantor sebagai gantinya."
        )


def check_kind(entry: FileEntry) -> None:
    """Check that an entry has contents.

    Raises:
        Refused: it is a document of Google, a shortcut or a folder; the text says what to do.
    """
    match entry.kind:
        case EntryKind.FILE:
            return
        case EntryKind.FOLDER:
            what = "adalah folder, bukan berkas; keluarkan berkas di dalamnya satu per satu"
        case EntryKind.SHORTCUT:
            what = "adalah pintasan, bukan berkasnya; taruh berkas aslinya (atau salinannya) sebagai gantinya"
        case EntryKind.NATIVE:
            native = _NATIVES.get(entry.mime_type.rpartition(".")[2], "berkas buatan Google")
            what = (
                f"adalah {native}, bukan hasil pindai atau berkas Word; unduh sebagai PDF lalu taruh PDF-nya "
                "(surat dan templat: unduh sebagai .docx)"
            )
    raise Refused(f"“{entry.name}” {what}.")


def is_whole(content: bytes, entry: FileEntry) -> bool:
    """Tell whether contents are what an entry says, as far as it says."""
    if not (entry.md5 or entry.size):
        return True
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    return len(content) == entry.size and entry.md5 in ("", md5)
