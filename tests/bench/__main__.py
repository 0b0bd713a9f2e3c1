"""All subjects one after the other, or those named: `python -m tests.bench clock ticks`.

Numbers after `growth` are the sizes of its offices: `python -m tests.bench growth 100 20000`.
"""

import sys

from tests.bench.clock import clock
from tests.bench.fleet import fleet, open_cases, quota
from tests.bench.growth import growth
from tests.bench.ledger import remembering
from tests.bench.likenesses import likenesses
from tests.bench.opening import opening
from tests.bench.reports import reports
from tests.bench.side_by_side import side_by_side
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
    "reports": reports,
    "side_by_side": side_by_side,
    "fleet": fleet,
    "fleet_of_open_cases": open_cases,
    "fleet_under_quota": quota,
}

sizes = [int(one) for one in sys.argv[1:] if one.isdecimal()]
for name in [one for one in sys.argv[1:] if not one.isdecimal()] or SUBJECTS:
    if name == "growth" and sizes:
        growth(sizes)
    else:
        SUBJECTS[name]()
