"""How many noisy scans are read, and what the process apart costs: `python -m tests.archive.bench_scans [HOW MANY]`.

A letter of your own is taken instead of the plain one: `python -m tests.archive.bench_scans 100 LETTER.pdf`.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from automation.archive.scan_reading import reading_of
from automation.ports import CannotOpen, Sandbox
from automation.sandbox import ProcessSandbox
from local_workspace.scanner import scan
from tests.archive.paper import SECRET, a_code, a_pdf, a_sheet
from tests.fakes import FakeSandbox


def ways(count: int) -> list[dict[str, Any]]:
    """Ways to scan, from an office's good scanner to a bad copy of a fax."""
    chance = np.random.default_rng(7)
    return [
        {
            "dpi": int(chance.choice([100, 150, 200, 300])),
            "seed": seed,
            "skew": float(chance.uniform(0, 3)),
            "noise": float(chance.uniform(4, 28)),
            "blur": float(chance.uniform(0.3, 1.2)),
            "shadow": float(chance.uniform(0, 0.5)),
            "quality": int(chance.integers(35, 85)),
            "upside_down": bool(chance.random() < 0.25),
            "as_picture": bool(chance.random() < 0.5),
        }
        for seed in range(count)
    ]


def main(count: int, paper: bytes) -> None:
    scanned = [(way, scan(paper, **way)) for way in ways(count)]
    apart = ProcessSandbox(time.monotonic)
    began = time.perf_counter()
    apart.look(a_pdf(a_sheet()), "")
    print(f"{time.perf_counter() - began:.2f} s for the process to start, and to look at a page without a code")
    for name, sandbox in (("in one process", FakeSandbox()), ("in a process apart", apart)):
        _measured(name, sandbox, scanned)
    apart.rest()


def _measured(name: str, sandbox: Sandbox, scanned: list[tuple[dict[str, Any], bytes]]) -> None:
    missed = []
    began = time.perf_counter()
    for way, content in scanned:
        try:
            pages = reading_of(sandbox.look(content, "application/pdf"), "", SECRET).pages
        except CannotOpen:
            pages = ()
        if not pages or not all(page.codes for page in pages):
            missed.append(way)
    took = (time.perf_counter() - began) / len(scanned)
    print(f"{name}: {len(scanned) - len(missed)} of {len(scanned)} scans read, {took * 1000:.0f} ms a scan")
    for way in missed:
        print("not read:", way)


if __name__ == "__main__":
    named = Path(sys.argv[2]).read_bytes() if len(sys.argv) > 2 else a_pdf(a_sheet(a_code()))
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, named)
