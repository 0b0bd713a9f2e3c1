"""Downloads that are what Drive says there is: right kind, right size, right MD5."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from automation.ports import EntryKind, FileEntry, Missing, Refused

from . import wording

#: What a listing asks of each file.
ENTRY_FIELDS = "id,name,mimeType,size,md5Checksum,modifiedTime,createdTime"
#: What is asked before a download without a listing.
STATE_FIELDS = f"{ENTRY_FIELDS},trashed,capabilities(canDownload)"

_NATIVES = {
    "document": wording.GOOGLE_DOCUMENT,
    "spreadsheet": wording.GOOGLE_SPREADSHEET,
    "presentation": wording.GOOGLE_PRESENTATION,
    "form": wording.GOOGLE_FORM,
    "drawing": wording.GOOGLE_DRAWING,
}


def entry_of(file: Mapping[str, Any]) -> FileEntry:
    """Read one file of an answer."""
    modified, created = file.get("modifiedTime"), file.get("createdTime")
    return FileEntry(
        id=file["id"],
        name=file["name"],
        mime_type=file["mimeType"],
        size=int(file.get("size", 0)),
        md5=file.get("md5Checksum", ""),
        modified_at=datetime.fromisoformat(modified) if modified else None,
        created_at=datetime.fromisoformat(created) if created else None,
        parent=next(iter(file.get("parents", ())), ""),
    )


def check_state(file: Mapping[str, Any]) -> None:
    """Check that a file is there and may be downloaded.

    Raises:
        Missing: it lies in the bin.
        Refused: its owner withholds it.
    """
    if file.get("trashed"):
        raise Missing(wording.file_in_bin(file["name"]))
    if entry_of(file).kind is EntryKind.FILE and not file.get("capabilities", {}).get("canDownload", True):
        raise Refused(wording.file_withheld(file["name"]))


def check_kind(entry: FileEntry) -> None:
    """Check that an entry has contents.

    Raises:
        Refused: it is a document of Google, a shortcut or a folder; the text says what to do.
    """
    match entry.kind:
        case EntryKind.FILE:
            return
        case EntryKind.FOLDER:
            what = wording.IS_A_FOLDER
        case EntryKind.SHORTCUT:
            what = wording.IS_A_SHORTCUT
        case EntryKind.NATIVE:
            native = _NATIVES.get(entry.mime_type.rpartition(".")[2], wording.OTHER_GOOGLE_FILE)
            what = wording.is_native(native)
    raise Refused(wording.file_is_no_file(name=entry.name, what=what))


def check_size(entry: FileEntry, largest: int) -> None:
    """Check that a file is small enough to be taken into memory.

    Raises:
        Refused: it is larger; the text says its size and what to do.
    """
    if entry.size > largest:
        raise Refused(wording.file_too_large(name=entry.name, size=entry.size, most=largest))


def is_whole(content: bytes, entry: FileEntry) -> bool:
    """Return whether contents are what an entry says, as far as it says."""
    if not (entry.md5 or entry.size):
        return True
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    return len(content) == entry.size and entry.md5 in ("", md5)
