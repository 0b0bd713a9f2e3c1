"""Opening what anybody may have sent: in this process, and in one apart that may die of it."""

import os
import signal
import struct
import subprocess
import sys
import threading
import time
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from automation.archive.binding import bound
from automation.domain.scans import HeldScan, Medium, ScanDifferences, SeenScan
from automation.ports import CannotOpen, EnoughForNow, TryLater
from automation.sandbox import ProcessSandbox
from automation.sandbox.fork_server import Forked
from automation.sandbox.limits import Limits
from local_workspace.scanner import scan, signed
from tests.archive import held_scans
from tests.archive.inked import NAMES
from tests.archive.over_code import letter, whose
from tests.archive.paper import SECRET, a_code, a_pdf, a_picture, a_sheet
from tests.fakes import FakeSandbox

TEXT = a_code().signed(SECRET)
PAGE = a_pdf(a_sheet(a_code()))
SEEN = SeenScan(Medium.PDF, (frozenset({TEXT}),))


@pytest.fixture(scope="module")
def apart():
    sandbox = ProcessSandbox(time.monotonic)
    yield sandbox
    sandbox.rest()


@pytest.fixture(params=["here", "apart"])
def sandbox(request, apart):
    return FakeSandbox() if request.param == "here" else apart


@pytest.fixture(params=["forked", "started whole"])
def started(request, monkeypatch):
    """Let each process be a fork of one that has loaded all, or be started whole where no descriptor holds one."""
    if request.param == "started whole":
        monkeypatch.delattr(os, "pidfd_open", raising=False)


# -- what both promise


def test_the_codes_of_each_page_are_seen(sandbox):
    assert sandbox.look(PAGE, "application/pdf") == SEEN


@pytest.mark.parametrize(("kind", "medium"), [("PNG", Medium.PNG), ("JPEG", Medium.JPEG), ("TIFF", Medium.TIFF)])
def test_pictures_are_looked_at_and_bound(sandbox, kind, medium):
    content = a_picture(a_sheet(a_code()), kind)
    assert sandbox.look(content, "") == SeenScan(medium, (frozenset({TEXT}),))
    with pdfium.PdfDocument(sandbox.bound(content)) as document:
        assert len(document) == 1


def test_a_photo_as_telephones_take_it_is_looked_at_and_bound(sandbox):
    # An MPO: a JPEG with a second picture inside, which Pillow knows by a module of its own.
    out = BytesIO()
    sheet = a_sheet(a_code()).convert("RGB")
    sheet.save(out, "MPO", save_all=True, append_images=[sheet])
    assert sandbox.look(out.getvalue(), "image/jpeg") == SeenScan(Medium.JPEG, (frozenset({TEXT}),))
    with pdfium.PdfDocument(sandbox.bound(out.getvalue())) as document:
        assert len(document) == 1


@pytest.mark.parametrize("compression", ["tiff_lzw", "jpeg", "group4", "tiff_adobe_deflate"])
def test_every_usual_compression_is_opened(sandbox, compression):
    sheet = a_sheet(a_code()).convert("1" if compression == "group4" else "L")
    assert sandbox.look(a_picture(sheet, "TIFF", compression=compression), "").pages == (frozenset({TEXT}),)


def test_a_letter_scanned_with_a_signature_counts_as_signed_and_without_one_does_not(sandbox):
    printed = letter(whose(0))
    for paper, said in ((signed(printed), True), (printed, False)):
        assert sandbox.held_against(scan(paper, dpi=110), [0], printed, NAMES).is_signed is said


def test_a_batch_is_split_and_a_pdf_stays_as_it_is(sandbox):
    batch = a_pdf(a_sheet(a_code()), a_sheet(), a_sheet())
    first, rest = sandbox.split(batch, [(0, 1), (1, 3)])
    assert [len(pdfium.PdfDocument(part)) for part in (first, rest)] == [1, 2]
    assert sandbox.bound(batch) == batch


@pytest.mark.parametrize("content", [b"", b"MZ\x90", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00"])
def test_what_is_no_scan_is_refused_by_look_and_by_bound(sandbox, content):
    with pytest.raises(CannotOpen, match=r"Berkas"):
        sandbox.look(content, "")
    with pytest.raises(CannotOpen, match=r"Berkas"):
        sandbox.bound(content)


def test_a_damaged_batch_is_not_split(sandbox):
    with pytest.raises(CannotOpen, match="rusak"):
        sandbox.split(b"%PDF-1.7 and nothing more", [(0, 1)])


# -- what only a process apart can promise


def a_limited(**limits) -> ProcessSandbox:
    return ProcessSandbox(time.monotonic, Limits(**limits))


def a_png(width: int, height: int) -> bytes:
    """A picture whose few bytes unpack to white as large as it says."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\x00" + b"\xff" * (4 * width)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def a_pdf_with(content: bytes, resources: bytes = b"", more: bytes = b"", packing: bytes = b"") -> bytes:
    return b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<<%s>>/Contents 4 0 R>>endobj
4 0 obj<<%s/Length %d>>stream
%s
endstream endobj
%s
trailer<</Root 1 0 R>>""" % (resources, packing, len(content), content, more)


@cache
def packed(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()


def a_pdf_of_1500_mb_of_blanks() -> bytes:
    return a_pdf_with(packed(1500), packing=b"/Filter/FlateDecode")


def a_pdf_of_one_picture_of_1500_mb() -> bytes:
    picture = packed(1500)
    drawn = b"""5 0 obj<</Type/XObject/Subtype/Image/Width 25000/Height 20000/BitsPerComponent 8
/ColorSpace/DeviceRGB/Filter/FlateDecode/Length %d>>stream
%s
endstream endobj""" % (len(picture), picture)
    return a_pdf_with(b"600 0 0 800 0 0 cm /Im Do", b"/XObject<</Im 5 0 R>>", drawn)


def a_pdf_of_forms_in_forms() -> bytes:
    """Ten to the power of nine strokes in two kilobytes, each of which PDFium keeps in memory."""
    forms = []
    for number in range(5, 14):
        body = b"/F Do " * 10 if number < 13 else b"0 0 m 600 800 l S "
        inner = b"/Resources<</XObject<</F %d 0 R>>>>" % (number + 1) if number < 13 else b""
        forms.append(
            b"%d 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 600 800]%s/Length %d>>stream\n%s\nendstream endobj"
            % (number, inner, len(body), body)
        )
    return a_pdf_with(b"/F Do", b"/XObject<</F 5 0 R>>", b"\n".join(forms))


def an_endless_pdf() -> bytes:
    """A shade whose every point costs 16,000 steps of reckoning: hours a page, and no memory."""
    body = b"{ " + b"exch sin exch cos " * 4000 + b" pop dup dup }"
    shade = b"""5 0 obj<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 1 0 1]/Matrix[600 0 0 800 0 0]
/Function 6 0 R>>endobj
6 0 obj<</FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]/Length %d>>stream
%s
endstream endobj""" % (len(body), body)
    return a_pdf_with(b"/S sh", b"/Shading<</S 5 0 R>>", shade)


def test_no_process_is_started_before_there_is_something_to_open():
    sandbox = ProcessSandbox(time.monotonic)
    assert sandbox.smaller(PAGE, len(PAGE)) == PAGE
    assert sandbox._worker is None
    sandbox.rest()


def test_an_endless_file_is_given_up_and_the_next_is_read():
    sandbox = a_limited(page_seconds=4)
    with pytest.raises(CannotOpen, match="terlalu lama"):
        sandbox.look(an_endless_pdf(), "")
    assert sandbox.look(PAGE, "") == SEEN
    sandbox.rest()


def test_a_file_as_a_whole_has_its_time_though_each_page_is_quick():
    sandbox = a_limited(file_seconds=4)
    with pytest.raises(CannotOpen, match="terlalu lama"):
        sandbox.look(a_pdf(*[a_sheet()] * 80), "")
    sandbox.rest()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
@pytest.mark.parametrize(
    "hungry",
    [lambda: a_png(8000, 9000), a_pdf_of_1500_mb_of_blanks, a_pdf_of_forms_in_forms],
    ids=["a picture", "a page of 1.5 GB of blanks", "forms in forms"],
)
def test_a_file_that_unpacks_to_more_memory_than_it_may_is_refused_and_the_next_is_read(hungry):
    sandbox = a_limited(memory=400_000_000)
    with pytest.raises(CannotOpen, match=r"memori|berhenti"):
        sandbox.look(hungry(), "")
    assert sandbox.look(PAGE, "") == SEEN
    sandbox.rest()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
def test_a_picture_of_1500_mb_in_a_pdf_is_left_white():
    sandbox = a_limited(memory=400_000_000)
    assert sandbox.look(a_pdf_of_one_picture_of_1500_mb(), "").pages == (frozenset(),)
    assert sandbox.look(PAGE, "") == SEEN
    sandbox.rest()


def test_a_file_that_kills_its_reader_is_refused_and_the_next_is_read():
    sandbox = a_limited()
    assert sandbox.look(PAGE, "") == SEEN
    _strike_while_busy(sandbox, times=2)
    with pytest.raises(CannotOpen, match="membuat program pembacanya berhenti"):
        sandbox.look(an_endless_pdf(), "")
    assert sandbox.look(PAGE, "") == SEEN
    sandbox.rest()


@pytest.mark.usefixtures("started")
def test_a_file_is_not_blamed_for_what_others_did_to_the_process():
    sandbox = a_limited()
    sandbox.look(PAGE, "")
    os.kill(_process_of(sandbox).pid, signal.SIGSEGV)
    assert sandbox.look(PAGE, "") == SEEN
    sandbox.rest()


def test_when_a_tick_has_looked_for_long_enough_the_rest_waits_for_the_next():
    sandbox = a_limited(tick_seconds=0.01)
    assert sandbox.look(PAGE, "") == SEEN
    with pytest.raises(EnoughForNow):
        sandbox.look(PAGE, "")
    sandbox.rest()
    assert sandbox.look(PAGE, "") == SEEN
    sandbox.rest()


@pytest.mark.usefixtures("started")
def test_a_process_that_cannot_start_says_nothing_about_a_file(monkeypatch, tmp_path):
    (tmp_path / "PIL.py").write_text("raise SystemExit(1)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(TryLater, match="tidak dapat dimulai"):
        ProcessSandbox(time.monotonic).look(PAGE, "")


@pytest.mark.usefixtures("started")
@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what a process holds")
def test_the_process_holds_no_secret_and_may_open_nothing(monkeypatch):
    monkeypatch.setenv("TANGGAP_RAHASIA", "sangat-rahasia")
    sandbox = a_limited()
    sandbox.look(PAGE, "")
    process = Path(f"/proc/{_process_of(sandbox).pid}")
    assert b"rahasia" not in (process / "environ").read_bytes()
    limits = (process / "limits").read_text().splitlines()
    allowed = {line[:25].strip(): line[26:46].strip() for line in limits}
    assert (allowed["Max open files"], allowed["Max file size"], allowed["Max core file size"]) == ("3", "0", "0")
    assert int(allowed["Max address space"]) == Limits().memory
    assert len(list((process / "fd").iterdir())) == 4
    sandbox.rest()


@pytest.mark.usefixtures("started")
def test_a_process_nobody_asks_any_more_ends():
    sandbox = a_limited()
    sandbox.look(PAGE, "")
    process = _process_of(sandbox)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    ended = process.wait(timeout=60)
    assert isinstance(process, Forked) or ended == 0  # How a fork ended is known to its server alone.
    process.stdout.close()


@pytest.mark.usefixtures("started")
def test_a_service_that_is_stopped_does_not_stop_the_reader_in_mid_file():
    sandbox = a_limited()
    sandbox.look(PAGE, "")
    process = _process_of(sandbox)
    os.kill(process.pid, signal.SIGTERM)
    assert sandbox.look(PAGE, "") == SEEN
    assert _process_of(sandbox) is process
    sandbox.rest()


def test_binding_needs_no_module_that_is_not_there_yet(apart):
    clear = a_sheet().convert("RGBA")
    clear.putalpha(128)
    content = a_picture(clear, "PNG")
    assert len(apart.bound(content)) == len(bound(content))


def _process_of(sandbox: ProcessSandbox) -> subprocess.Popen[bytes] | Forked:
    assert sandbox._worker is not None
    return sandbox._worker._process


def _strike_while_busy(sandbox: ProcessSandbox, times: int) -> None:
    """Send SIGSEGV to the process, again to the one that follows it, each in the middle of a file."""

    def strike() -> None:
        struck: set[int] = set()
        while len(struck) < times:
            worker = sandbox._worker
            if worker is None or worker._process.pid in struck or not _is_computing(worker._process.pid):
                threading.Event().wait(0.02)
                continue
            struck.add(worker._process.pid)
            os.kill(worker._process.pid, signal.SIGSEGV)

    threading.Thread(target=strike, daemon=True).start()


def _is_computing(pid: int) -> bool:
    """Whether it has been given a file: what is read before it waits for one takes less than half a second."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) > os.sysconf("SC_CLK_TCK")


# -- signed scans, held against what was printed


@pytest.fixture(scope="module")
def printed():
    chance = np.random.default_rng(3)
    body = held_scans.a_body(chance)
    return body, held_scans.letter(body), held_scans.a_scan(held_scans.letter(body), chance, 200)


def test_a_signed_scan_shows_what_was_printed_and_another_word_is_named(sandbox, printed):
    body, pdf, wet = printed
    assert sandbox.held_against(wet, [0], pdf, NAMES) == HeldScan(
        ScanDifferences(scanned=1, printed=1), is_signed=True
    )
    assert "tidak" in body
    other = held_scans.letter(body.replace("tidak", "harus", 1))
    found = sandbox.held_against(held_scans.a_scan(other, np.random.default_rng(4), 200), [0], pdf, NAMES)
    assert not found.differences.is_same


def test_what_cannot_be_compared_is_refused(sandbox, printed):
    _, pdf, _ = printed
    with pytest.raises(CannotOpen):
        sandbox.held_against(b"%PDF-1.4 rusak", [0], pdf, NAMES)
