"""All subjects one after the other, or those named: `python -m tests.bench clock ticks`."""

import sys

from tests.bench.clock import clock
from tests.bench.growth import growth
from tests.bench.ledger import remembering
from tests.bench.likenesses import likenesses
from tests.bench.opening import opening
from tests.bench.spreadsheets import spreadsheets
from tests.bench.ticks import ticks

SUBJECTS = {
    "clock": clock,
    "spreadsheets": spreadsheets,
    "ticks": ticks,
    "ledger": remembering,
    "opening": opening,
    "growth": growth,
    "likenesses": likenesses,
}

for name in sys.argv[1:] or SUBJECTS:
    SUBJECTS[name]()
