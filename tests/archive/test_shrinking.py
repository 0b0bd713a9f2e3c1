"""Scans made small enough for a mail: still read, and never one that is signed."""

import contextlib
import hashlib
import re
import tracemalloc
import zlib
from collections.abc import Callable
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from PIL import Image

from automation.archive.shrinking import shrunk
from automation.archive.signed import bears_signature
from automation.ports import CannotOpen
from tests.archive.paper import pages_of

from .paper import a_code, a_sheet


def a_noisy_scan(pages: int = 2) -> bytes:
    """A scan as large as scanners make them: the paper's grain in colour, at 250 dpi."""
    out = BytesIO()
    sheets = []
    for page in range(pages):
        sheet = a_sheet(a_code(sequence=page + 1)).convert("RGB").resize((2067, 2923), Image.Resampling.LANCZOS)
        grain = Image.effect_noise(sheet.size, 24).convert("RGB")
        sheets.append(Image.blend(sheet, grain, 0.15))
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=250, quality=92)
    return out.getvalue()


SCAN = a_noisy_scan()


def test_a_scan_gets_small_enough_keeps_its_pages_and_is_still_read():
    before = pages_of(SCAN, "application/pdf")
    for part in (2, 4, 8):
        small = shrunk(SCAN, len(SCAN) // part)
        assert small is not None
        assert len(small) <= len(SCAN) // part
        assert pages_of(small, "application/pdf") == before
        with pdfium.PdfDocument(SCAN) as one, pdfium.PdfDocument(small) as other:
            assert [one[place].get_size() for place in range(2)] == [
                pytest.approx(other[place].get_size(), abs=0.1) for place in range(2)
            ]


def test_a_scan_that_fits_stays_as_it_is():
    assert shrunk(SCAN, len(SCAN)) == SCAN


def test_what_does_not_get_small_enough_is_none():
    assert shrunk(SCAN, 5_000) is None


def test_the_ink_keeps_its_colour():
    blue = Image.new("RGB", (2000, 2800), (20, 30, 200))
    noisy = Image.blend(blue, Image.effect_noise(blue.size, 60).convert("RGB"), 0.2)
    out = BytesIO()
    noisy.save(out, "PDF", resolution=250, quality=95)
    small = shrunk(out.getvalue(), len(out.getvalue()) // 3)
    with pdfium.PdfDocument(small) as scan:
        red, _, ink = scan[0].render(scale=0.2).to_pil().convert("RGB").resize((1, 1)).getpixel((0, 0))
    assert ink > 2 * red


def test_many_pages_need_no_more_memory_than_one():
    def peak(pages: int) -> int:
        content = a_noisy_scan(pages)
        tracemalloc.start()
        try:
            shrunk(content, len(content) // 3)
            return tracemalloc.get_traced_memory()[1] - 2 * len(content)
        finally:
            tracemalloc.stop()

    assert peak(5) < 2 * peak(1) + 20_000_000


#: How a signature may lie in a PDF.
SIGNED = {
    "plain": b"/Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3]",
    "without spaces": b"<</Type/Sig/Filter/Adobe.PPKLite>>",
    "by lines": b"/Type\n/Sig\n",
    "a time stamp": b"<</Type /DocTimeStamp /SubFilter /ETSI.RFC3161>>",
    "with an escaped name": b"<</#42yteRange [0 1 2 3]>>",
    "with an escaped type": b"<</Type /#53ig>>",
    "encrypted": b"<</Encrypt 7 0 R>>",
}


def updated(pdf: bytes, objects: bytes) -> bytes:
    """Add an incremental update: objects behind the end of a PDF."""
    return pdf + b"\n99 0 obj\n" + objects + b"\nendobj\nstartxref\n0\n%%EOF\n"


def in_an_object_stream(
    objects: bytes, name: bytes = b"/ObjStm", pack: Callable[[bytes], bytes] = zlib.compress
) -> bytes:
    packed = pack(b"50 0 " + objects)
    head = b"<</Type %s /N 1 /First 5 /Filter /FlateDecode /Length %d>>" % (name, len(packed))
    return head + b"\nstream\r\n" + packed + b"\nendstream"


@pytest.mark.parametrize("how", SIGNED)
@pytest.mark.parametrize("packed", [False, True])
def test_a_signed_pdf_is_never_touched(how, packed):
    objects = in_an_object_stream(SIGNED[how]) if packed else SIGNED[how]
    assert shrunk(updated(SCAN, objects), len(SCAN) // 2) is None


@pytest.mark.parametrize(
    "objects",
    [
        in_an_object_stream(SIGNED["plain"], b"/#4fbjStm"),
        in_an_object_stream(SIGNED["plain"], pack=lambda content: content.hex().encode()),
        in_an_object_stream(b"x" * 60_000_000),
    ],
)
def test_what_cannot_be_looked_through_counts_as_signed(objects):
    assert bears_signature(updated(SCAN, objects))


def test_a_signed_pdf_that_fits_goes_as_it_is():
    signed = updated(SCAN, SIGNED["plain"])
    assert shrunk(signed, len(signed)) == signed


def test_a_place_to_sign_and_the_word_are_no_signature():
    for objects in (b"<</FT /Sig /T (Tanda tangan)>>", b"<</Type /SigFieldLock>>", in_an_object_stream(b"<</A 1>>")):
        assert not bears_signature(updated(SCAN, objects)), objects


def test_a_damaged_pdf_is_refused_or_left():
    with contextlib.suppress(CannotOpen):
        assert shrunk(re.sub(rb"/Pages", b"/Pagez", SCAN), len(SCAN) // 2) is None
    assert shrunk(b"%PDF-1.7" + bytes(1000), 100) is None


def test_shrinking_again_gives_the_same_bytes():
    once, again = (shrunk(SCAN, len(SCAN) // 3) for _ in range(2))
    assert once is not None
    assert again is not None
    assert hashlib.sha256(once).digest() == hashlib.sha256(again).digest()
