"""How often a signed scan is held to differ from the print: `python -m tests.archive.held_scans [PAGES [SEED]]`.

Letters of several texts are set from the office's own template, printed, signed, stamped, punched, folded and scanned
by good and bad scanners. Half of them are what was approved; of the others, each bears one change.
"""

from __future__ import annotations

import math
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

from automation.archive.held_against import held
from automation.domain.codes import DocumentCode
from automation.domain.documents import DocumentKind
from automation.domain.scans import ScanDifferences
from automation.letters.filling import fill
from local_workspace.drive.rendering import typesetting
from tests.archive.marks import Chance, fold, hole, middle_of_signature, ring, signature, staple
from tests.letters.samples import NUMBER, SECRET, all_words, template

_CODE = DocumentCode(NUMBER, DocumentKind.SURAT_BALASAN)
_FINE = 300
NAMES = ("Ir. Rahmawati Noor, M.T.",)
_SENTENCES = (
    "Laporan uji Saudara tertahan pada tahap penelaahan karena penelaah sedang cuti dan penggantinya belum ditunjuk.",
    "Biaya pengujian ulang sebesar Rp1.250.000 tidak dibebankan kepada Saudara.",
    "Hasil pengulangan menunjukkan kadar besi 0,38 mg/L, di bawah baku mutu 5 mg/L menurut peraturan yang berlaku.",
    "Sertifikat kalibrasi nomor 118/KAL/X/2026 ditarik dan diganti dengan nomor 121/KAL/XI/2026.",
    "Petugas kami akan mengambil contoh uji kembali pada Selasa, 17 November 2026 pukul 09.30 WITA.",
    "Kami telah menunjuk dua penelaah pengganti dan memeriksa 37 laporan lain yang selesai pada bulan yang sama.",
    "Apabila Saudara tidak berkenan, permohonan banding dapat diajukan paling lambat 14 hari kerja sejak surat ini.",
    "Uang muka sebesar Rp750.000 akan kami kembalikan melalui rekening yang Saudara sebutkan pada formulir.",
)
Change = Callable[[str, Chance], str]


def a_body(chance: Chance) -> str:
    """Return the body of a letter."""
    count = int(chance.integers(3, 7))
    picked = [_SENTENCES[place] for place in chance.permutation(len(_SENTENCES))[:count]]
    return "\n".join(" ".join(picked[place : place + 2]) for place in range(0, count, 2))


def _figure(body: str, chance: Chance) -> str:
    at = _one(re.finditer(r"\d", body), chance)
    other = (int(at[0]) + int(chance.integers(1, 10))) % 10
    return f"{body[: at.start()]}{other}{body[at.end() :]}"


def _word(body: str, chance: Chance) -> str:
    at = _one(re.finditer(r"[a-z]{5,}", body), chance)
    others = [word for word in re.findall(r"[a-z]{4,}", " ".join(_SENTENCES)) if word != at[0]]
    return body[: at.start()] + str(others[int(chance.integers(len(others)))]) + body[at.end() :]


def _letter(body: str, chance: Chance) -> str:
    at = _one(re.finditer(r"[a-z]", body), chance)
    others = [sign for sign in "abdeghkmnoprstuvy" if sign != at[0]]
    return body[: at.start()] + str(others[int(chance.integers(len(others)))]) + body[at.end() :]


def _left_out(body: str, chance: Chance) -> str:
    at = _one(re.finditer(r"[A-Za-z]{3,} ", body), chance)
    return body[: at.start()] + body[at.end() :]


def _sentence(body: str, chance: Chance) -> str:
    return body + " " + next(one for one in _SENTENCES if one not in body)


def _another(body: str, chance: Chance) -> str:
    return "\n".join(_SENTENCES[place] for place in (7, 3, 0, 5)) if body.startswith(_SENTENCES[1]) else _SENTENCES[1]


def _one(found: Iterable[re.Match[str]], chance: Chance) -> re.Match[str]:
    every = list(found)
    return every[int(chance.integers(len(every)))]


CHANGES: dict[str, Change] = {
    "a figure": _figure,
    "a word": _word,
    "a letter of a word": _letter,
    "a word left out": _left_out,
    "a sentence more": _sentence,
    "another letter": _another,
}


@lru_cache(maxsize=64)
def letter(body: str) -> bytes:
    """Return the PDF of a letter with this body."""
    words = {**all_words()[DocumentKind.SURAT_BALASAN], "isi_balasan": body}
    return typesetting.pdf(fill(template(DocumentKind.SURAT_BALASAN), words, _CODE.signed(SECRET)))


def printed(pdf: bytes) -> list[Image.Image]:
    """Print a letter: finer than it is ever scanned."""
    with pdfium.PdfDocument(pdf) as document:
        fine = [page.render(scale=2 * _FINE / 72, grayscale=True).to_pil().convert("L") for page in document]
    return [page.resize((page.width // 2, page.height // 2), Image.Resampling.BOX) for page in fine]


def signed(page: Image.Image, chance: Chance, above: tuple[float, float]) -> Image.Image:
    """Sign and stamp a page about where that is done (in millimetres), and punch, staple, fold or initial some."""
    mm = page.width / 210
    x, y = (above[0] + chance.uniform(-12, 18)) * mm, (above[1] + chance.uniform(-10, 10)) * mm
    page = signature(page, (x, y), 0.8 * mm, chance)
    if chance.random() < 0.7:
        page = ring(page, (x - chance.uniform(8, 24) * mm, y + chance.uniform(-4, 8) * mm), mm, chance)
    if chance.random() < 0.5:
        for down in (108, 188):
            page = hole(page, (9 * mm, down * mm), mm, chance)
    if chance.random() < 0.3:
        page = fold(page, (105 * mm, float(chance.choice([99, 198])) * mm), mm, chance)
    if chance.random() < 0.2:
        page = staple(page, (18 * mm, 14 * mm), mm, chance)
    if chance.random() < 0.3:
        page = signature(page, (193 * mm, chance.uniform(170, 250) * mm), 0.25 * mm, chance)
    return page


def scanned(page: Image.Image, chance: Chance, dpi: int) -> Image.Image:
    """Scan a page: shifted, scaled, curled, askew or upside down, pale or bold, in grey or in black and white."""
    page = _curled(page, chance)
    share = dpi / _FINE
    page = page.resize((round(page.width * share), round(page.height * share)), Image.Resampling.BOX)
    turn = float(chance.uniform(-2, 2)) + (180 if chance.random() < 0.15 else 0)
    page = page.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(float(chance.uniform(0.2, 0.8))))
    grey = 1 - (1 - np.asarray(page, np.float32) / 255) * chance.uniform(0.75, 1.05)
    grey *= 246 * chance.uniform(0.8, 1.0)
    grey *= 1 - chance.uniform(0, 0.3) * np.linspace(1, 0, grey.shape[1], dtype=np.float32) ** 3
    grey += chance.normal(0, chance.uniform(2, 16), grey.shape)
    seen = Image.fromarray(grey.clip(0, 255).astype(np.uint8))
    if chance.random() < 0.15 and dpi >= 150:
        middle = int(chance.uniform(110, 165))
        seen = seen.filter(ImageFilter.GaussianBlur(0.5)).point([0 if tone <= middle else 255 for tone in range(256)])
    return seen


def _curled(page: Image.Image, chance: Chance) -> Image.Image:
    width, height = page.size
    larger, longer = 1 + chance.uniform(-0.02, 0.02), 1 + chance.uniform(-0.004, 0.004)
    right, down = chance.uniform(-4, 4, 2) * width / 210
    bend, phase = chance.uniform(0, 0.5) * width / 210, chance.uniform(0, 6)

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            (x - width / 2) * larger + width / 2 + right + bend * math.sin(3 * y / height + phase),
            (y - height / 2) * larger * longer + height / 2 + down + bend * math.sin(2.5 * x / width + phase),
        )

    xs, ys = np.linspace(0, width, 13).astype(int), np.linspace(0, height, 13).astype(int)
    mesh = []
    for left, end in zip(xs[:-1].tolist(), xs[1:].tolist(), strict=True):
        for top, bottom in zip(ys[:-1].tolist(), ys[1:].tolist(), strict=True):
            corners = ((left, top), (left, bottom), (end, bottom), (end, top))
            mesh.append(((left, top, end, bottom), tuple(one for corner in corners for one in place(*corner))))
    return page.transform(page.size, Image.Transform.MESH, mesh, Image.Resampling.BICUBIC, fillcolor=255)


def a_scan(pdf: bytes, chance: Chance, dpi: int = 0) -> bytes:
    """Print, sign and scan a letter."""
    dpi = dpi or int(chance.choice([100, 150, 200, 200, 300]))
    where = middle_of_signature(pdf, NAMES)
    pages = [scanned(signed(page, chance, where), chance, dpi) for page in printed(pdf)]
    out = BytesIO()
    pages[0].save(
        out, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=int(chance.integers(45, 88))
    )
    return out.getvalue()


def outcome(seed: int, change: str = "", dpi: int = 0) -> ScanDifferences:
    """Hold one scan against its letter; with a change, another one was printed."""
    chance = np.random.default_rng(seed)
    body = a_body(chance)
    pdf = letter(body)
    paper = letter(CHANGES[change](body, np.random.default_rng(seed + 1))) if change else pdf
    return held(a_scan(paper, chance, dpi), range(50), pdf, NAMES).differences


def _told(seed: int, change: str, dpi: int) -> tuple[str, int, bool]:
    return change, dpi, outcome(seed, change, dpi).is_same


def main(count: int, first: int) -> None:
    """Print a table by the scanner's fineness; the seeds are those from the first."""
    began = time.perf_counter()
    finesses = (100, 150, 200, 300)
    seeds = range(first, first + count // 2)
    tasks = [(seed, "", finesses[seed % 4]) for seed in seeds]
    names = list(CHANGES)
    tasks += [(seed, names[seed // 4 % len(names)], finesses[seed % 4]) for seed in seeds]
    with ProcessPoolExecutor(2) as pool:
        became = Counter(pool.map(_told, *zip(*tasks, strict=True)))
    for change in ("", *names):
        print("as approved, held to differ:" if not change else f"{change}, noticed:")
        for dpi in finesses:
            same, other = became[change, dpi, True], became[change, dpi, False]
            print(f"  {dpi} dpi  {other} of {same + other}")
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main(*[int(given) for given in (*sys.argv[1:], *("200", "0")[len(sys.argv) - 1 :])])
