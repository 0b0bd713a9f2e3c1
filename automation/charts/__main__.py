"""Draw the charts that come in, and give their pictures back: `python -m automation.charts`."""

from __future__ import annotations

import sys

from .drawing import drawn
from .printed import charts_in, joined


def main() -> int:
    """Draw."""
    pictures = joined(drawn(chart) for chart in charts_in(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(pictures)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
