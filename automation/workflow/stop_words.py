"""Words of Indonesian complaints that tell nothing of their matter, and what words begin and end with."""

from __future__ import annotations

import re

UNTELLING = frozenset(
    re.findall(
        r"\w+",
        """
        yang dan di ke dari pada untuk dengan tidak belum kami kita anda saya saudara ini itu atau karena sehingga
        sudah telah akan ada juga oleh dalam sampai padahal saat setelah sebelum sesudah lebih hanya mohon masih agar
        adalah bahwa lain lagi satu dua tiga empat lima sama sangat sekali seperti bisa dapat tak blm yg dgn utk krn
        katanya rupanya sejak selama milik meskipun menjadi para balai kantor sekarang hari minggu bulan jam tanggal
        terima kasih salam hormat yth bapak ibu pak bu mengenai tentang atas secara antara setiap jika bila apabila
        namun tetapi tapi maka serta supaya perihal keluhan pengaduan mengadu ingin minta harap segera
        """,
    )
)
COMPANY_FORMS = frozenset({"pt", "cv", "ud", "fa", "pd", "tbk", "persero", "koperasi", "perum"})
PREFIXES = (
    *("meng", "meny", "mem", "men", "me", "peng", "peny", "pem", "pen", "per", "pe"),
    *("ber", "ter", "di", "ke", "se"),
)
SUFFIXES = ("nya", "kan", "an", "i")
