"""The whole story: complaints from 30 November to 30 December 2026, over Christmas and its leave, and the report."""

from __future__ import annotations

from .corrections import corrections
from .detours import detours
from .endings import early_endings
from .mishaps import mishaps
from .reported import reported
from .script import Script
from .shortest import late_report

#: Mornings on which the job runs although nobody did anything: after weekends and after the holidays.
QUIET_MORNINGS = (
    "03/12 07.31",
    "07/12 07.31",
    "21/12 07.31",
    "24/12 09.00",
    "25/12 09.00",
    "26/12 09.00",
    "30/12 07.31",
)


def whole_story() -> Script:
    """Give every case and scene."""
    script = Script()
    late_report(script)
    early_endings(script, script.cases[0].subject)
    detours(script)
    mishaps(script)
    corrections(script)
    for morning in QUIET_MORNINGS:
        script.tick(morning)
    reported(script)
    return script
