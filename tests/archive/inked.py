"""How often ink is taken for a signature, and a signature not seen: `python -m tests.archive.inked [PAGES [SEED]]`.

Half of the letters are signed: by pens of many widths and tones, large and small, over the name or above it, with a
stamp over the signature or without. The other half are not, but stamped, written on, folded, torn, or with a signed
letter shining through. All are then scanned or copied, the same for the same seed.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from io import BytesIO
from itertools import pairwise

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from automation.archive.held_against import held
from local_workspace.scanner import scan
from tests.archive.marks import MARKS, Chance, a_way, drawn, middle_of_signature, ring
from tests.archive.over_code import letter, whose
from tests.archive.paper import a_pdf

_DPI = 200
_MM = _DPI / 25.4
NAMES = ("Ir. Rahmawati Noor, M.T.",)
Sheet = Image.Image


@cache
def _page() -> Sheet:
    return drawn(letter(whose(0)), _DPI)


@cache
def _middle() -> tuple[float, float]:
    return middle_of_signature(letter(whose(0)), NAMES)


# -- what a hand does


def signed(page: Sheet, chance: Chance, at: tuple[float, float] | None = None) -> Sheet:
    """A signature: loops and strokes of one pen, from a small one of 14 mm to one of 65 mm."""
    x, y = _middle()
    middle = at or (x + chance.uniform(-8, 14), y + chance.uniform(-4, 5))
    size, pen = chance.uniform(14, 65), chance.uniform(0.25, 1.1)
    tone = int(chance.choice([10, 40, 80, 120, 150]) + chance.uniform(0, 15))
    ink = Image.new("L", page.size, 255)
    draw = ImageDraw.Draw(ink)
    for _ in range(int(chance.integers(1, 4))):
        steps = int(chance.integers(6, 16))
        along = np.linspace(-0.5, 0.5, steps) * size * chance.uniform(0.6, 1)
        height = size * chance.uniform(0.12, 0.3)
        points = [
            ((middle[0] + x + chance.normal(0, size / 16)) * _MM, (middle[1] + chance.normal(0, height)) * _MM)
            for x in along
        ]
        draw.line(_rounded(points), tone, max(1, round(pen * _MM)), joint="curve")
    return ImageChops.darker(page, ink.filter(ImageFilter.GaussianBlur(0.05 * _MM)))


def _rounded(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    for _ in range(3):
        points = [
            (a[0] * (1 - share) + b[0] * share, a[1] * (1 - share) + b[1] * share)
            for a, b in pairwise(points)
            for share in (0.25, 0.75)
        ]
    return points


def stamped(page: Sheet, chance: Chance) -> Sheet:
    """A round stamp to the left of the signature, as offices put it: it may reach over the place."""
    x, y = _middle()
    at = ((x + chance.uniform(-32, -2)) * _MM, (y + chance.uniform(-8, 8)) * _MM)
    return ring(page, at, _MM, chance)


def boxed(page: Sheet, chance: Chance) -> Sheet:
    """A square stamp with words and a day, such as an incoming mail's."""
    paper = page.copy()
    draw, tone = ImageDraw.Draw(paper), int(chance.uniform(40, 130))
    x, y = _middle()
    left, top = (x + chance.uniform(-30, 10)) * _MM, (y + chance.uniform(-22, 2)) * _MM
    wide, high = chance.uniform(28, 50) * _MM, chance.uniform(12, 24) * _MM
    draw.rectangle([left, top, left + wide, top + high], outline=tone, width=max(1, round(0.5 * _MM)))
    for line in range(3):
        draw.text(
            (left + 3 * _MM, top + (2 + 5 * line) * _MM), "DITERIMA 5 NOV 2026", fill=tone, font_size=round(3.2 * _MM)
        )
    return paper


def noted(page: Sheet, chance: Chance) -> Sheet:
    """Notes by hand and initials elsewhere on the page."""
    for at in ((60.0, 205.0), (45.0, 165.0), (178.0, 46.0), (150.0, 225.0)):
        if chance.random() < 0.6:
            page = signed(page, chance, at if at[0] != 45.0 else (38.0, 175.0))
    return page


def shining(page: Sheet, chance: Chance) -> Sheet:
    """A signed letter on the back, or the next in a pile, shows through."""
    back = ImageOps.mirror(signed(_page(), chance))
    share = chance.uniform(0.04, 0.16)
    faint = Image.eval(
        back.filter(ImageFilter.GaussianBlur(0.3 * _MM)), lambda tone: round(255 - (255 - tone) * share)
    )
    return ImageChops.multiply(page, faint)


def streaked(page: Sheet, chance: Chance) -> Sheet:
    """Dirt on the glass of a feeder: lines from top to bottom."""
    paper = page.copy()
    for _ in range(int(chance.integers(1, 4))):
        x = chance.uniform(90, 190) * _MM
        ImageDraw.Draw(paper).line([x, 0, x + chance.normal(0, 4), page.height], int(chance.uniform(60, 190)), 2)
    return paper


def specked(page: Sheet, chance: Chance) -> Sheet:
    """Dust and toner."""
    paper = page.copy()
    draw = ImageDraw.Draw(paper)
    for _ in range(int(chance.integers(30, 300))):
        x, y, radius = chance.uniform(0, page.width), chance.uniform(0, page.height), chance.uniform(0.05, 0.9) * _MM
        draw.ellipse([x - radius, y - radius, x + radius, y + radius], int(chance.uniform(0, 160)))
    return paper


def as_is(page: Sheet, _: Chance) -> Sheet:
    """Nothing."""
    return page


def _over_the_place(name: str) -> Callable[[Sheet, Chance], Sheet]:
    def put(page: Sheet, chance: Chance) -> Sheet:
        x, y = _middle()
        at = ((x + chance.uniform(-20, 20)) * _MM, (y + chance.uniform(-15, 12)) * _MM)
        return MARKS[name](page, at, _MM, chance)

    return put


#: What happens to any page, signed or not.
HAPPENS: dict[str, Callable[[Sheet, Chance], Sheet]] = {
    "nothing": as_is,
    "round stamp": stamped,
    "square stamp": boxed,
    "notes elsewhere": noted,
    "shining through": shining,
    "streaks": streaked,
    "specks": specked,
    "fold": _over_the_place("fold"),
    "staple": _over_the_place("staple"),
}


def copied(picture: bytes, chance: Chance) -> bytes:
    """Now and then what comes is black and white alone."""
    if chance.random() < 0.8:
        return picture
    with Image.open(BytesIO(picture)) as grey, BytesIO() as out:
        least = int(chance.uniform(130, 190))
        grey.convert("L").point(lambda tone: 255 if tone > least else 0).convert("1").save(out, "PNG")
        return out.getvalue()


def outcome(name: str, seed: int, is_signed: bool) -> tuple[str, bool, bool | None]:
    """Say what is found on one page."""
    found = held(scanned(name, seed, is_signed), [0], letter(whose(0)), NAMES).is_signed
    return name, is_signed, found


def scanned(name: str, seed: int, is_signed: bool) -> bytes:
    """Make a page, sign it or not, and scan it."""
    chance = np.random.default_rng((seed, list(HAPPENS).index(name), is_signed))
    page = signed(_page(), chance) if is_signed else _page()
    return copied(scan(a_pdf(HAPPENS[name](page, chance), dpi=_DPI), **a_way(chance)), chance)


def main(count: int, first: int) -> None:
    """Print what is found on so many pages; the seeds are those from the first."""
    began = time.perf_counter()
    tasks = [
        (name, seed, half)
        for seed in range(first, first + -(-count // 2 // len(HAPPENS)))
        for name in HAPPENS
        for half in (True, False)
    ]
    found: dict[bool, dict[str, Counter[bool | None]]] = {
        True: defaultdict(Counter),
        False: defaultdict(Counter),
    }
    with ProcessPoolExecutor(2) as pool:
        for name, is_signed, said in pool.map(outcome, *zip(*tasks, strict=True), chunksize=10):
            found[is_signed][name][said] += 1
    for is_signed, what in ((True, "signed, and a person is asked"), (False, "not signed, and taken for signed")):
        wrong = {
            name: sum(count for said, count in ways.items() if (said is True) != is_signed)
            for name, ways in found[is_signed].items()
        }
        for name, ways in found[is_signed].items():
            print(f"  {name:16} {wrong[name]} of {ways.total()}")
        whole = sum(ways.total() for ways in found[is_signed].values())
        print(f"{what}: {sum(wrong.values())} of {whole} ({sum(wrong.values()) / whole:.2%})")
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main(*[int(given) for given in (*sys.argv[1:], *("360", "0")[len(sys.argv) - 1 :])])
