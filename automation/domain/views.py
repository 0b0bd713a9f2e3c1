"""The Register's filter views: what each is for, and what it shows; a row's place in the sheet plays no part."""

from __future__ import annotations

from enum import Enum


class RegisterView(Enum):
    """A filter view that setup makes; the value is its name for ever."""

    OFFICERS = "petugas"
    HEAD = "kepala"
    LEADS = "ketua"
    LATE = "terlambat"
    OPEN = "terbuka"
    CLOSED = "selesai"
    BY_STATE = "menurut-status"
    CLOSED_LATELY = "selesai-sebulan"
