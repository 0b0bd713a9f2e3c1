"""Reading scans: what is on a page is found, and a hostile file costs nothing."""

import hashlib
import struct
import zlib
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from automation.archive.bounds import MOST_PAGES
from automation.archive.scan_reading import PageReading, ScanReading, UnreadableScan
from automation.domain.documents import DocumentKind
from automation.domain.scans import Medium
from local_workspace.scanner import scan
from tests.archive.paper import SECRET, a_code, a_pdf, a_picture, a_sheet, read_scan

CODE = a_code()
TTE = "https://tte.example/verifikasi/9f8e7d"


def read(content: bytes, mime_type: str = "application/pdf") -> ScanReading:
    reading = read_scan(content, mime_type, SECRET)
    assert isinstance(reading, ScanReading), reading
    return reading


def reason(content: bytes, mime_type: str = "application/pdf") -> str:
    reading = read_scan(content, mime_type, SECRET)
    assert isinstance(reading, UnreadableScan), reading
    return reading.reason


def test_a_page_says_which_document_it_is():
    content = a_pdf(a_sheet(CODE))
    assert read(content) == ScanReading(hashlib.sha256(content).hexdigest(), Medium.PDF, (PageReading((CODE,)),))


@pytest.mark.parametrize(
    "way",
    [
        {"dpi": 150},
        {"dpi": 150, "skew": 3.0, "noise": 20.0},
        {"dpi": 100, "blur": 1.0},
        {"dpi": 150, "upside_down": True, "seed": 3},
        {"dpi": 150, "shadow": 0.6, "quality": 30, "as_picture": True},
    ],
    ids=str,
)
def test_a_noisy_scan_is_read(way):
    assert read(scan(a_pdf(a_sheet(CODE)), **way)).pages == (PageReading((CODE,)),)


def test_a_code_too_soft_at_first_sight_is_found_further_up_the_ladder():
    soft = scan(a_pdf(a_sheet(CODE)), dpi=75, blur=0.9, noise=20.0)
    assert read(soft).pages == (PageReading((CODE,)),)


def test_the_scanner_is_the_same_every_time():
    paper = a_pdf(a_sheet(CODE))
    assert scan(paper, dpi=50, seed=4) == scan(paper, dpi=50, seed=4) != scan(paper, dpi=50, seed=5)


def test_a_foreign_code_beside_ours_does_not_hide_it():
    for sheet in (a_sheet(CODE, TTE), a_sheet(TTE, CODE)):
        assert read(a_pdf(sheet)).pages == (PageReading((CODE,), foreign=1),)


def test_forged_and_foreign_codes_are_counted_and_not_repeated():
    forged = "TG1/KEL-2026-0042/SB.1/AAAAAAAAAAAAAAAA"
    assert read(a_picture(a_sheet(forged, TTE))).pages == (PageReading(foreign=1, forged=1),)


def test_every_page_is_read_and_an_empty_one_says_nothing():
    other = a_code(kind=DocumentKind.NOTULEN)
    pages = read(a_pdf(a_sheet(CODE), Image.new("L", (300, 400), 255), a_sheet(other))).pages
    assert pages == (PageReading((CODE,)), PageReading(), PageReading((other,)))


@pytest.mark.parametrize(("kind", "medium"), [("PNG", Medium.PNG), ("JPEG", Medium.JPEG), ("TIFF", Medium.TIFF)])
def test_pictures_are_read_whatever_they_are_called(kind, medium):
    reading = read(a_picture(a_sheet(CODE), kind), "application/octet-stream")
    assert (reading.medium, reading.pages) == (medium, (PageReading((CODE,)),))


def test_a_tiff_of_several_pages_is_read_page_by_page():
    first, second = a_sheet(CODE), a_sheet(a_code(sequence=2))
    content = a_picture(first, "TIFF", save_all=True, append_images=[second])
    assert [page.codes for page in read(content).pages] == [(CODE,), (a_code(sequence=2),)]


def test_a_photo_that_lies_on_its_side_and_one_with_transparency_are_read():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert read(a_picture(a_sheet(CODE).rotate(90, expand=True), exif=exif)).pages == (PageReading((CODE,)),)
    clear = a_sheet(CODE).convert("RGBA")
    clear.putalpha(a_sheet(CODE).point(lambda grey: 255 - grey))
    assert read(a_picture(clear, "PNG")).pages == (PageReading((CODE,)),)


def test_a_tiny_file_that_asks_for_a_huge_page_is_drawn_small():
    huge = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]>>endobj
trailer<</Root 1 0 R>>"""
    assert read(huge).pages == (PageReading(),)


@pytest.mark.parametrize("side", [9_000, 60_000])
def test_a_picture_that_claims_too_many_pixels_is_refused_unopened(side):
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")
    )
    assert "terlalu besar" in reason(bomb)


def test_a_pdf_of_too_many_pages_is_refused():
    with pdfium.PdfDocument.new() as document:
        for _ in range(MOST_PAGES + 1):
            document.new_page(100, 100)
        out = BytesIO()
        document.save(out)
    assert f"paling banyak {MOST_PAGES}" in reason(out.getvalue())


LOCKED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/Length 40/P -4/O<%s>/U<%s>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<%s><%s>]>>""" % (b"11" * 32, b"22" * 32, b"33" * 16, b"33" * 16)


@pytest.mark.parametrize(
    ("content", "mime_type", "words"),
    [
        (b"", "application/pdf", "Berkas kosong"),
        (LOCKED, "application/pdf", "terkunci dengan sandi"),
        (b"%PDF-1.7 and nothing more", "application/pdf", "rusak"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "rusak"),
        (b"\xff\xd8\xff\xe0", "image/jpeg", "rusak"),
        (b"II*\x00\x08\x00\x00\x00", "image/tiff", "rusak"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "application/octet-stream", "HEIC"),
        (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "dokumen Word"),
        (b"MZ\x90", "application/x-msdownload", "bukan PDF, PNG, JPEG, atau TIFF"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_says_why_and_what_to_do(content, mime_type, words):
    assert words in reason(content, mime_type)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["PDF", "PNG", "JPEG", "TIFF"]), st.data())
def test_a_damaged_file_is_a_reading_or_a_reason_and_never_an_error(kind, data):
    small = Image.new("L", (16, 16), 200)
    content = a_pdf(small) if kind == "PDF" else a_picture(small, kind)
    start = data.draw(st.integers(0, len(content)))
    damage = data.draw(st.binary(max_size=12))
    assert read_scan(content[:start] + damage + content[start + len(damage) :], "", SECRET)
    assert read_scan(content[:start], "", SECRET)
