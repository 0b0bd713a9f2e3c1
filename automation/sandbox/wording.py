"""What a person reads of what could not be opened, and what to do, in Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from automation.archive import wording as scans
from automation.letters import wording as letters


@dataclass(frozen=True, slots=True)
class Faults:
    """Why one kind of thing could not be opened.

    Attributes:
        damaged: it is not what it should be.
        too_large: it has more bytes than it may.
        too_slow: it took more time than it may.
        too_hungry: it took more memory.
        breaks: what opened it did not survive it.
    """

    damaged: str
    too_large: str
    too_slow: str
    too_hungry: str
    breaks: str


_SCAN = Faults(scans.DAMAGED, scans.TOO_LARGE, scans.TOO_SLOW, scans.TOO_HUNGRY, scans.BREAKS_ITS_READER)
_SIGNED = Faults(
    scans.SIGNATURE_UNREADABLE, scans.TOO_LARGE, scans.TOO_SLOW, scans.TOO_HUNGRY, scans.BREAKS_ITS_READER
)
_HELD = Faults(
    scans.NOT_COMPARED, scans.TOO_LARGE, scans.NOT_COMPARED_IN_TIME, scans.NOT_COMPARED_IN_TIME, scans.NOT_COMPARED
)
_READ_IT_THERE = "Baca di kotak surat, dan jangan buka lampirannya sebelum jelas asalnya."
_MAIL = Faults(
    f"Susunan surelnya rusak. {_READ_IT_THERE}",
    f"Surelnya terlalu besar. {_READ_IT_THERE}",
    f"Surelnya terlalu lama dibaca sehingga dihentikan. {_READ_IT_THERE}",
    f"Surelnya memerlukan terlalu banyak memori. {_READ_IT_THERE}",
    f"Surelnya membuat program pembacanya berhenti. {_READ_IT_THERE}",
)
_OLDER_VERSION = "Pulihkan versi sebelumnya lewat “Kelola versi” di Drive; sesudah itu dicoba lagi dengan sendirinya."
_DRAFT = Faults(
    letters.DAMAGED_DRAFT,
    letters.HEAVY_DRAFT,
    f"Konsep surat balasan terlalu lama dibuka sehingga dihentikan. {_OLDER_VERSION}",
    f"Konsep surat balasan memerlukan terlalu banyak memori; perkecil gambarnya. {_OLDER_VERSION}",
    f"Konsep surat balasan membuat program pembukanya berhenti. {_OLDER_VERSION}",
)
_TEMPLATE = Faults(
    f"Templat surat rusak dan tidak dapat dibuka. {_OLDER_VERSION}",
    f"Templat surat terlalu besar untuk dibuka. {_OLDER_VERSION}",
    f"Templat surat terlalu lama dibuka sehingga dihentikan. {_OLDER_VERSION}",
    f"Templat surat memerlukan terlalu banyak memori; perkecil gambarnya. {_OLDER_VERSION}",
    f"Templat surat membuat program pembukanya berhenti. {_OLDER_VERSION}",
)
#: By what is asked for.
FAULTS: Mapping[str, Faults] = {
    "look": _SCAN,
    "bind": _SCAN,
    "split": _SCAN,
    "shrink": _SCAN,
    "read": _MAIL,
    "leaves": _MAIL,
    "fill": _TEMPLATE,
    "lay out": _TEMPLATE,
    "words": _TEMPLATE,
    "number": _DRAFT,
    "content": _DRAFT,
    "prepare": _DRAFT,
    "signed": _SIGNED,
    "hold": _HELD,
}
NOT_STARTED = "Proses yang membuka berkas dan surel tidak dapat dimulai. Periksa pemasangan dengan `make test`."
