"""What kind of file it is by its first bytes, never by its name. Nothing is opened."""

from __future__ import annotations

import re
from collections.abc import Mapping

_OFFICE = "application/vnd.openxmlformats-officedocument"
#: The kinds that are kept, by the ending they get.
KINDS: Mapping[str, str] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "tif": "image/tiff",
    "gif": "image/gif",
    "webp": "image/webp",
    "bmp": "image/bmp",
    "heic": "image/heic",
    "avif": "image/avif",
    "jp2": "image/jp2",
    "mp4": "video/mp4",
    "avi": "video/x-msvideo",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "aac": "audio/aac",
    "amr": "audio/amr",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
    "rtf": "application/rtf",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    "gz": "application/gzip",
    "eml": "message/rfc822",
    "txt": "text/plain",
    "csv": "text/csv",
    "vcf": "text/vcard",
}
_BEGINNINGS = (
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\0\0\0\x0cjP  \r\n", "jp2"),
    (b"OggS", "ogg"),
    (b"#!AMR", "amr"),
    (b"\x1aE\xdf\xa3", "webm"),
    (b"\x1f\x8b\x08", "gz"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
)
_PACKAGES = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "odp"),
    (b"word/document.xml", "docx"),
    (b"xl/workbook.xml", "xlsx"),
    (b"ppt/presentation.xml", "pptx"),
)
#: What tells of programs in a package: macros of Office, apps of Android and of Java.
_ACTS = (b"vbaProject.bin", b"macros/", b"xl/macrosheets/", b"AndroidManifest.xml", b"META-INF/MANIFEST.MF")
#: The same in a file of older Office: the names in its directory are written so (MS-OVBA).
_ACTS_IN_OLE = "_VBA_PROJECT".encode("utf-16-le")
#: Sizes of a bitmap's second header, from OS/2's to Windows' latest.
_BITMAP_HEADS = tuple(size.to_bytes(4, "little") for size in (12, 16, 40, 52, 56, 64, 108, 124))
#: What is in containers that hold several kinds, by the four letters that say so.
_IN_RIFF = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_IN_BOXES = {
    **dict.fromkeys((b"heic", b"heix", b"mif1", b"msf1", b"heim", b"hevc"), "heic"),
    **dict.fromkeys((b"avif", b"avis"), "avif"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE = ("doc", "xls", "ppt", "msg")
#: Texts that people send as files; the others may be programs.
_TEXTS = {"txt": "txt", "csv": "csv", "log": "txt", "md": "txt", "vcf": "vcf", "eml": "eml"}
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})\Z")


def kind_of(content: bytes, name: str, claimed: str) -> str:
    """Return the ending that a file deserves, one of `KINDS`; "" where it is of no kind that is kept.

    Args:
        content: the file.
        name: its name, which only decides among kinds that look alike.
        claimed: its MIME type as the mail has it, for mails within mails alone.
    """
    if b"%PDF-" in content[:1024]:
        return "pdf"
    found = next((ending for beginning, ending in _BEGINNINGS if content.startswith(beginning)), "")
    if found:
        return found
    if acts(content):
        return ""
    if content.startswith(b"PK\x03\x04"):
        return next((ending for sign, ending in _PACKAGES if sign in content), "zip")
    if content.startswith(_OLE):
        return ending if (ending := ending_of(name)) in _OLD_OFFICE else ""
    return _framed(content) or _text(content, name, claimed)


def acts(content: bytes) -> bool:
    """Return whether a document or package bears a program, as macros are, that runs where it is opened."""
    if content.startswith(_OLE):
        return _ACTS_IN_OLE in content
    return content.startswith(b"PK\x03\x04") and any(sign in content for sign in _ACTS)


def ending_of(name: str) -> str:
    """Return a file name's ending in small letters; "" where it has none."""
    found = _ENDING.search(name)
    return found[1].lower() if found else ""


def _framed(content: bytes) -> str:
    # Words begin with these letters as well: what follows them must be a picture's or a recording's.
    if content[:2] == b"BM" and content[6:10] == bytes(4) and content[14:18] in _BITMAP_HEADS:
        return "bmp"
    if content[:3] == b"ID3" and content[3:4] in (b"\2", b"\3", b"\4"):
        return "mp3"
    if content[:4] == b"RIFF":
        return _IN_RIFF.get(content[8:12], "")
    if content[:1] == b"\xff" and len(content) > 4:
        return _sound(content)
    if content[4:8] == b"ftyp":
        return _IN_BOXES.get(content[8:12], "mp4")
    return ""


def _sound(content: bytes) -> str:
    """Return which kind of sound begins with a frame: MPEG's third layer, or AAC in ADTS; "" for all else."""
    if content[1] & 0xF6 == 0xF0:
        return "aac"
    is_layer_3 = content[1] & 0xE6 == 0xE2
    return "mp3" if is_layer_3 and content[2] >> 4 not in (0, 15) and content[2] & 0x0C != 0x0C else ""


def _text(content: bytes, name: str, claimed: str) -> str:
    if claimed in ("message/rfc822", "message/global") and b":" in content[:1_000]:
        return "eml"
    ending = _TEXTS.get(ending_of(name), "")
    return ending if ending and b"\0" not in content[:4_000] else ""


def mime_type_of(name: str) -> str:
    """Return what a file's name says it is; bytes of any kind, where it says nothing that is known."""
    return KINDS.get(ending_of(name), "application/octet-stream")
