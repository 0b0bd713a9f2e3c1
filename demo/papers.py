"""Paper that the office did not write itself."""

from __future__ import annotations

from io import BytesIO

import segno
from PIL import Image, ImageDraw, ImageFont

DAMAGED = b"%PDF-1.7\nterpotong di tengah jalan"
_A4 = (1240, 1754)
_DPI = 150


def leaflet() -> bytes:
    """Give a page with somebody else's QR code."""
    page = _page("PROMO ALAT LABORATORIUM", "Pindai kode di bawah ini untuk diskon akhir tahun.")
    code = BytesIO()
    segno.make("https://toko-alat.example/promo", micro=False).save(code, kind="png", scale=8)
    with Image.open(code) as picture:
        page.paste(picture.convert("L"), (450, 700))
    return _pdf(page)


def customers_letter() -> bytes:
    """Give a customer's own letter."""
    return _pdf(
        _page(
            "CV PANGAN SEJAHTERA",
            "Nomor: 118/PS/XI/2026",
            "Yth. Kepala BSPJI Samarinda",
            "Sertifikat KAL-1187 menyebut timbangan merek lain",
            "daripada yang kami kirim. Mohon sertifikat diganti.",
            "Lilis Suryani",
        )
    )


def promise() -> bytes:
    """Give what a customer was promised in writing."""
    return _pdf(
        _page(
            "JADWAL KUNJUNGAN KONSULTANSI",
            "PT Air Bersih Mahakam, 4 Desember 2026",
            "Dibawa konsultan: contoh dokumen sistem mutu",
        )
    )


def _page(*lines: str) -> Image.Image:
    page = Image.new("L", _A4, 250)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(32)
    for place, line in enumerate(lines):
        draw.text((140, 160 + 70 * place), line, fill=20, font=font)
    return page


def _pdf(page: Image.Image) -> bytes:
    out = BytesIO()
    page.save(out, "PDF", resolution=_DPI)
    return out.getvalue()
