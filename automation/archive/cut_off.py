"""Whether a file ends where files of its kind end: one that does not may still be on its way."""

from __future__ import annotations

import struct

_ENDS = {b"\x89PNG\r\n": b"IEND", b"\xff\xd8\xff": b"\xff\xd9", b"%PDF-": b"%%EOF"}
#: Readers look for a PDF's end within so many bytes; scanners pad their files.
_TAIL = 1024


def is_cut_off(content: bytes) -> bool:
    """Return whether a PDF, PNG, JPEG or TIFF lacks its end; what is none of them has none to lack."""
    tail = content[-_TAIL:]
    for beginning, end in _ENDS.items():
        if content.startswith(beginning):
            return end not in tail
    if content.startswith((b"II*\x00", b"MM\x00*")):
        # The first directory often stands at the end, behind the pictures.
        [place] = struct.unpack("<I" if content.startswith(b"II") else ">I", content[4:8].ljust(4, b"\xff"))
        return bool(place + 2 > len(content))
    return False
