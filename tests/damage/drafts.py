"""Reply drafts as damage leaves them: bits flipped, stretches zeroed, ends cut off, and bombs that somebody built."""

from __future__ import annotations

import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from itertools import repeat

from automation.domain.documents import DocumentKind
from tests.letters.samples import COMPLAINT, code_of, filled

CODE = code_of(DocumentKind.SURAT_BALASAN)
_BODY = "word/document.xml"
_BOM = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_DROWN = b"</w:body></w:document>"


@cache
def a_draft() -> bytes:
    return filled(DocumentKind.SURAT_BALASAN, COMPLAINT)


def damaged_drafts(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Give so many drafts, each with what was done to it; the same seed gives the same ones."""
    chance = random.Random(seed)
    for number in range(count):
        name, harm = chance.choices(_HARMS, _WEIGHTS)[0]
        yield f"{number} {name}", harm(a_draft(), chance)


def one_bit_flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _zeroed(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    end = min(len(content), start + chance.choice((1, 16, 512, 4096)))
    return content[:start] + bytes(end - start) + content[end:]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _flipped_within(content: bytes, chance: random.Random) -> bytes:
    """Flip some bits of one part before it is packed, so that package and checksum are whole."""
    names = [name for name, part in parts_of(content).items() if part]
    name = chance.choice([*names, _BODY, _BODY, _BODY])
    part = parts_of(content)[name]
    for _ in range(chance.choice((1, 2, 8))):
        part = one_bit_flipped(part, chance)
    return with_part(content, name, part)


def _without_a_part(content: bytes, chance: random.Random) -> bytes:
    parts = parts_of(content)
    parts.pop(chance.choice(list(parts)))
    return packed(parts)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def with_part(
    content: bytes, name: str, part: bytes, piece: bytes = b"", times: int = 0, ending: bytes = b""
) -> bytes:
    """Put a part into a draft; a large one is never whole in memory, which is measured."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for other, standing in parts_of(content).items():
            if other != name:
                package.writestr(zipfile.ZipInfo(other), standing, zipfile.ZIP_DEFLATED)
        with package.open(_entry(name), "w") as stream:
            for written in (part, *repeat(piece, times), ending):
                stream.write(written)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


# -- bombs


@cache
def a_bomb_of_blanks() -> bytes:
    """100 kB that unpack to 120 MB of blanks in one part."""
    return with_part(a_draft(), _BODY, _BOM + _WORD, b" " * 1_000_000, 120, _DROWN)


@cache
def a_bomb_that_lies() -> bytes:
    """A bomb whose directory claims a kilobyte of what unpacks to 300 MB."""
    bomb = bytearray(with_part(a_draft(), "word/media/x.bin", b"", bytes(1_000_000), 300))
    real, claimed = struct.pack("<I", 300_000_000), struct.pack("<I", 1_000)
    return bytes(bomb.replace(real, claimed))


@cache
def a_draft_of_a_million_paragraphs() -> bytes:
    return with_part(a_draft(), _BODY, _BOM + _WORD, b"<w:p/>" * 1_000, 1_000, _DROWN)


@cache
def a_draft_without_end() -> bytes:
    return with_part(a_draft(), _BODY, _BOM + _WORD + b"<w:p>" * 100_000 + _DROWN)


@cache
def a_draft_that_laughs() -> bytes:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    declared = b'<!DOCTYPE w:document [<!ENTITY l0 "ha">' + laughs + b"]>"
    text = _WORD.replace(b"<w:body>", b'<w:body><w:p w:rsidR="&l9;"><w:r><w:t>&l9;</w:t></w:r></w:p>')
    return with_part(a_draft(), _BODY, _BOM + declared + text + _DROWN)


@cache
def a_draft_with_a_giant_picture() -> bytes:
    """Its QR code is a picture that says it measures 60,000 by 60,000 pixels."""
    picture = next(name for name in parts_of(a_draft()) if name.endswith(".png"))
    return with_part(a_draft(), picture, a_png(60_000, 60_000))


@cache
def a_draft_of_ten_thousand_parts() -> bytes:
    return packed({**parts_of(a_draft()), **{f"word/x{n}.xml": b"<x/>" for n in range(10_000)}})


@cache
def a_draft_of_a_row_of_many_cells() -> bytes:
    """Reckoning that looks at all cells of a row for each of them takes the square of their number."""
    cells = b"<w:tc><w:p><w:r><w:t>Nomor</w:t></w:r></w:p></w:tc>" * 20_000
    body = b"<w:tbl><w:tr>" + cells + b"</w:tr></w:tbl><w:p><w:r><w:t>Yth.</w:t></w:r></w:p>"
    return with_part(a_draft(), _BODY, _BOM + _WORD + body + _DROWN)


def a_png(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(9_000_000), 9))


BOMBS: dict[str, Callable[[], bytes]] = {
    "a bomb of blanks": a_bomb_of_blanks,
    "a bomb that lies": a_bomb_that_lies,
    "a million paragraphs": a_draft_of_a_million_paragraphs,
    "without end": a_draft_without_end,
    "entities": a_draft_that_laughs,
    "a giant picture": a_draft_with_a_giant_picture,
    "ten thousand parts": a_draft_of_ten_thousand_parts,
}


def _bomb(_: bytes, chance: random.Random) -> bytes:
    return BOMBS[chance.choice(list(BOMBS))]()


_HARMS: tuple[tuple[str, Callable[[bytes, random.Random], bytes]], ...] = (
    ("one bit flipped", one_bit_flipped),
    ("flipped within", _flipped_within),
    ("zeroed", _zeroed),
    ("cut", _cut),
    ("without a part", _without_a_part),
    ("bomb", _bomb),
)
_WEIGHTS = (60, 15, 8, 8, 4, 5)
