"""Sheets of paper for the tests: A4 with lines of writing and QR codes, as a PDF or a picture."""

from __future__ import annotations

import hashlib
from io import BytesIO

import segno
from PIL import Image, ImageDraw

from automation.archive.looking import look
from automation.archive.scan_reading import PageReading, ScanReading, UnreadableScan, reading_of
from automation.domain.codes import DocumentCode
from automation.domain.documents import DocumentKind
from automation.domain.numbers import ComplaintNumber
from automation.ports import CannotOpen

SECRET = b"a secret of the tests, 32 bytes!"
DPI = 120
NUMBER = ComplaintNumber(2026, 42)
OTHER = ComplaintNumber(2026, 43)


def a_code(number: ComplaintNumber = NUMBER, kind: DocumentKind = DocumentKind.SURAT_BALASAN, sequence: int = 1):
    return DocumentCode(number, kind, sequence)


def a_sheet(*codes: DocumentCode | str) -> Image.Image:
    """A page; the first code stands at the foot at the right, as our letters have it, the others above it."""
    page = Image.new("L", (DPI * 210 * 10 // 254, DPI * 297 * 10 // 254), 255)
    pen = ImageDraw.Draw(page)
    for line in range(24):
        pen.text((90, 90 + 36 * line), "Laporan uji Saudara telah kami selesaikan dan kami kirimkan. " * 2, fill=20)
    side = 26 * DPI * 10 // 254
    for place, code in enumerate(codes):
        text = code.signed(SECRET) if isinstance(code, DocumentCode) else code
        picture = BytesIO()
        segno.make_qr(text, error="q", boost_error=False).save(picture, kind="png", scale=12, border=4)
        drawn = Image.open(picture).convert("L").resize((side, side), Image.Resampling.LANCZOS)
        page.paste(drawn, (page.width - side - 94, page.height - side - 48 - place * (side + 60)))
    return page


def a_pdf(*sheets: Image.Image, dpi: int = DPI) -> bytes:
    out = BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=dpi)
    return out.getvalue()


def a_picture(sheet: Image.Image, kind: str = "JPEG", **options) -> bytes:
    out = BytesIO()
    sheet.save(out, kind, **options)
    return out.getvalue()


def read_scan(content: bytes, mime_type: str, secret: bytes = SECRET) -> ScanReading | UnreadableScan:
    """Look at a scan, and tell what it says or why it cannot be read."""
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        return reading_of(look(content, mime_type), sha256, secret)
    except CannotOpen as reason:
        return UnreadableScan(sha256, str(reason))


def pages_of(content: bytes, mime_type: str) -> tuple[PageReading, ...]:
    """Look at a scan that can be read, and tell what its pages say."""
    reading = read_scan(content, mime_type)
    assert isinstance(reading, ScanReading), reading
    return reading.pages
