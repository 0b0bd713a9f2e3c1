"""How many letters are read with something over one code: `python -m tests.archive.over_code [PAGES [SEED]]`.

A tenth as many letters of before, which bear one code, go through the same; nothing may come into another's file. The
letters are set plainly from the office's own templates; each page is drawn, marked and scanned.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from io import BytesIO
from itertools import cycle, islice

import docx
import numpy as np
from docx.oxml.ns import qn
from PIL import Image

from automation.archive.looking import look
from automation.archive.scan_reading import PageReading, reading_of
from automation.domain.codes import DocumentCode
from automation.domain.documents import DocumentKind
from automation.letters.filling import fill
from local_workspace.drive.rendering import typesetting
from local_workspace.scanner import scan
from tests.archive.marks import CODES, MARKS, a_way, drawn, marked
from tests.archive.paper import OTHER, a_pdf
from tests.letters.samples import NUMBER, SECRET, all_words, template

_DPI = 200
#: A long run tells how it stands after so many pages.
_TOLD_EVERY = 100
_LETTERS = (DocumentCode(NUMBER, DocumentKind.SURAT_BALASAN), DocumentCode(OTHER, DocumentKind.NOTULEN, 3))


def whose(seed: int) -> DocumentCode:
    """Return which letter a seed takes."""
    return _LETTERS[seed % len(_LETTERS)]


@cache
def letter(code: DocumentCode, codes: int = 2) -> bytes:
    """Return the PDF of a letter with two codes, or with the one at the right as letters had before."""
    paper = template(code.kind) if codes == 2 else before(template(code.kind))
    return typesetting.pdf(fill(paper, all_words()[code.kind], code.signed(SECRET)))


def before(paper: bytes) -> bytes:
    """Return a template as it was when it had one code."""
    document = docx.Document(BytesIO(paper))
    place = document.sections[0].footer.tables[0].rows[0].cells[0]
    for run in place._tc.findall(f".//{qn('w:r')}"):
        run.getparent().remove(run)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def _page(code: DocumentCode, codes: int) -> Image.Image:
    return drawn(letter(code, codes), _DPI)


def page_read(name: str, seed: int, codes: int = 2) -> tuple[DocumentCode, PageReading]:
    """Mark a letter, scan it and read it: return whose it is, and what was read."""
    chance = np.random.default_rng((seed, list(MARKS).index(name)))
    code = whose(seed)
    paper = marked(_page(code, codes), name, chance, CODES[-codes:])
    seen = look(scan(a_pdf(paper, dpi=_DPI), **a_way(chance)), "image/jpeg")
    return code, reading_of(seen, "", SECRET).pages[0]


def outcome(name: str, seed: int, codes: int) -> tuple[str, int, str]:
    """Say what becomes of one page."""
    code, page = page_read(name, seed, codes)
    if page.codes == (code,) and not page.forged:
        return name, codes, "read"
    return name, codes, "misfiled" if page.codes else "asked"


def main(count: int, first: int) -> None:
    """Print a table, and how it stands meanwhile; the seeds are those from the first."""
    began = time.perf_counter()
    names = list(islice(cycle(MARKS), count))
    tasks = [(name, seed, 1) for seed, name in enumerate(names[: count // 10], first)]
    tasks += [(name, seed, 2) for seed, name in enumerate(names, first)]
    became: Counter[tuple[str, int, str]] = Counter()
    with ProcessPoolExecutor(2) as pool:
        for done, found in enumerate(pool.map(outcome, *zip(*tasks, strict=True), chunksize=10), 1):
            became[found] += 1
            if done % _TOLD_EVERY == 0:
                _tell(became)
    _tell(became)
    print(f"{time.perf_counter() - began:.0f} s")


def _tell(became: Counter[tuple[str, int, str]]) -> None:
    for codes in (2, 1):
        print(f"{codes} code{'s'[: codes - 1]} on the page, something over one:")
        for name in MARKS:
            read, asked, wrong = (became[name, codes, word] for word in ("read", "asked", "misfiled"))
            print(f"  {name:12} {read} of {read + asked + wrong} read, {asked} to a person, {wrong} misfiled")
        ours = {word: sum(became[name, codes, word] for name in MARKS) for word in ("read", "asked", "misfiled")}
        whole = sum(ours.values())
        print(
            f"  {'all':12} {ours['read'] / max(whole, 1):.2%} read, {ours['misfiled']} of {whole} misfiled",
            flush=True,
        )


if __name__ == "__main__":
    main(*[int(given) for given in (*sys.argv[1:], *("300", "0")[len(sys.argv) - 1 :])])
