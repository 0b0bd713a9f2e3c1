"""What people read where a page cannot be printed."""

from __future__ import annotations

NOT_PRINTED = (
    "Halaman untuk umum tidak dapat dicetak. Periksa apakah paket typst terpasang seperti di requirements.txt; "
    "halaman dicoba lagi sesudah itu."
)
