"""Colours as Google keeps them: 256 steps a part, given as fractions in single precision."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

PARTS = ("red", "green", "blue")


def color(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a Color as Google tells it back: parts rounded down to a step, zeros and alpha left out."""
    # 0.5 comes back as 0.49803922, which is 127/255; in single precision each answer is a step of its own again.
    steps = {name: int(_single(_single(float(given.get(name) or 0)) * 255)) for name in PARTS}
    return {name: part_of(step) for name, step in steps.items() if step}


def part_of(step: int) -> float:
    """Return a step of 0 to 255 as the shortest fraction that single precision tells apart."""
    if step >= 255:
        return 1
    exact = _single(step / 255)
    return next(short for digits in range(1, 10) if _single(short := float(f"{exact:.{digits}g}")) == exact)


def _single(value: float) -> float:
    found: float = struct.unpack("f", struct.pack("f", value))[0]
    return found
