"""What people read where a chart cannot be drawn."""

from __future__ import annotations

NOT_DRAWN = (
    "Grafik laporan tidak dapat digambar. Periksa apakah paket matplotlib terpasang seperti di requirements.txt; "
    "laporan dicoba lagi sesudah itu."
)
SHARE = "kumulatif (%)"
EMPTY = "Tidak ada keluhan pada masa ini"
