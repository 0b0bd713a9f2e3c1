"""How many noisy scans are read: `python -m tests.archive.bench_scans [HOW MANY] [LETTER.pdf]`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

from automation.archive.reading import ScanReading, read_scan
from local_workspace.scanner import scan
from tests.archive.paper import SECRET, a_code, a_pdf, a_sheet


def ways(count: int) -> list[dict]:
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
    missed, seconds = [], 0.0
    for way in ways(count):
        paper_scanned = scan(paper, **way)
        began = time.process_time()
        reading = read_scan(paper_scanned, "application/pdf", SECRET)
        seconds += time.process_time() - began
        if not isinstance(reading, ScanReading) or not all(page.codes for page in reading.pages):
            missed.append(way)
    print(f"{count - len(missed)} of {count} scans read, {seconds / count * 1000:.0f} ms of processor a scan")
    for way in missed:
        print("not read:", way)


if __name__ == "__main__":
    named = Path(sys.argv[2]).read_bytes() if len(sys.argv) > 2 else a_pdf(a_sheet(a_code()))
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, named)
