"""The process that draws, from outside: started for a report, and ended with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from tempfile import TemporaryDirectory

from automation.domain.paper import Chart
from automation.ports import Refused

from . import wording
from .printed import printed, taken_apart

#: What Python itself needs to start; keys, tokens and addresses stay with the job.
_PASSED_ON = ("PYTHONPATH", "PATH", "SYSTEMROOT", "WINDIR", "LANG", "LC_ALL")
#: A first run looks through all fonts of the machine.
SECONDS = 180
LARGEST = 20_000_000


class DrawnApart:
    """Draws charts in a process of its own, which is started when there are any."""

    def drawn(self, charts: Sequence[Chart]) -> tuple[bytes, ...]:
        """Return each chart as PNG."""
        if not charts:
            return ()
        with TemporaryDirectory(prefix="tanggap-grafik-") as folder:
            # matplotlib keeps what it found of fonts in a folder, which a hardened unit may not have at home.
            environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
            environment |= {"MPLCONFIGDIR": folder, "MPLBACKEND": "agg"}
            try:
                done = subprocess.run(
                    [sys.executable, "-m", "automation.charts"],
                    input=printed(charts),
                    capture_output=True,
                    env=environment,
                    timeout=SECONDS,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                raise Refused(wording.NOT_DRAWN) from error
        if done.returncode or len(done.stdout) > LARGEST:
            raise Refused(wording.NOT_DRAWN)
        try:
            pictures = tuple(taken_apart(done.stdout))
        except ValueError as error:
            raise Refused(wording.NOT_DRAWN) from error
        if len(pictures) != len(charts):
            raise Refused(wording.NOT_DRAWN)
        return pictures
